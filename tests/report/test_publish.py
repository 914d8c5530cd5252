from __future__ import annotations

import ctypes
import errno
import fcntl
import hashlib
import json
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from compare.report import publish as publishing
from compare.report.marker import MARKER
from compare.report.publish import publish
from compare.report.refusals import OutputBusyError, OutputRefusedError

if TYPE_CHECKING:
    from collections.abc import Iterator

OLD = (("index.html", "old"), ("s/a/b.html", "old b"))
NEW = (("index.html", "new é"), ("src/x.html", b"new x"))


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != MARKER
    }


def siblings(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.parent.iterdir())


def failing() -> Iterator[tuple[str, str]]:
    yield "index.html", "half"
    raise OSError(28, "No space left on device")


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "reports"


@pytest.fixture(params=["exchange", "rename aside"])
def either_way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    if request.param == "rename aside":
        monkeypatch.setattr(publishing, "_exchanged", lambda _one, _other: False)
    return str(request.param)


def test_a_first_report_is_written_with_its_marker(output: Path) -> None:
    publish(NEW, output)
    assert contents(output) == {"index.html": "new é".encode(), "src/x.html": b"new x"}
    marker = json.loads((output / MARKER).read_text(encoding="utf-8"))
    assert marker["files"]["src/x.html"] == hashlib.sha256(b"new x").hexdigest()
    assert list(marker["files"]) == sorted(marker["files"])
    assert siblings(output) == [".reports.lock", "reports"]


@pytest.mark.usefixtures("either_way")
def test_a_new_report_replaces_the_old_whole(output: Path) -> None:
    publish(OLD, output)
    publish(NEW, output)
    assert set(contents(output)) == {"index.html", "src/x.html"}
    assert siblings(output) == [".reports.lock", "reports"]


@pytest.mark.usefixtures("either_way")
def test_what_is_not_ours_is_carried_over(output: Path) -> None:
    publish(OLD, output)
    (output / "baseline.json").write_text("{}", encoding="utf-8")
    (output / ".gitignore").write_text("*", encoding="utf-8")
    (output / "s" / "notes.txt").write_text("mine", encoding="utf-8")
    publish(NEW, output)
    assert set(contents(output)) == {"index.html", "src/x.html", "baseline.json", ".gitignore", "s/notes.txt"}


@pytest.mark.usefixtures("either_way")
def test_the_old_report_stays_when_writing_fails(output: Path) -> None:
    publish(OLD, output)
    before = contents(output)
    with pytest.raises(OSError, match="No space left"):
        publish(failing(), output)
    assert contents(output) == before
    assert siblings(output) == [".reports.lock", "reports"]


def test_the_old_report_comes_back_when_the_second_rename_fails(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(OLD, output)
    monkeypatch.setattr(publishing, "_exchanged", lambda _one, _other: False)
    rename = Path.rename

    def no_new(self: Path, target: Path) -> Path:
        if self.name.endswith(".new"):
            raise PermissionError(13, "Permission denied")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", no_new)
    with pytest.raises(PermissionError):
        publish(NEW, output)
    assert set(contents(output)) == {"index.html", "s/a/b.html"}
    assert siblings(output) == [".reports.lock", "reports"]


def test_a_bug_of_ours_leaves_the_old_report_too(output: Path) -> None:
    publish(OLD, output)
    with pytest.raises(ValueError, match="cannot be called"):
        publish((("../evil.html", "x"),), output)
    assert set(contents(output)) == {"index.html", "s/a/b.html"}
    assert not (output.parent / "evil.html").exists()


@pytest.mark.parametrize("name", ["/etc/x", "a/../../x", "", ".", MARKER, "a\\b"])
def test_no_page_leaves_the_report(output: Path, name: str) -> None:
    with pytest.raises(ValueError, match="cannot be called"):
        publish(((name, "x"),), output)
    assert not output.exists()


def test_what_a_dead_run_left_is_removed(output: Path) -> None:
    publish(OLD, output)
    for suffix in ("new", "old"):
        left = output.with_name(f".reports.{suffix}")
        left.mkdir()
        (left / "index.html").write_text("half", encoding="utf-8")
    publish(NEW, output)
    assert contents(output)["index.html"] == "new é".encode()
    assert siblings(output) == [".reports.lock", "reports"]


def test_a_report_that_a_dead_run_had_put_aside_comes_back_first(output: Path) -> None:
    publish(OLD, output)
    (output / "baseline.json").write_text("{}", encoding="utf-8")
    output.rename(output.with_name(".reports.old"))
    with pytest.raises(OSError, match="No space left"):
        publish(failing(), output)
    assert set(contents(output)) == {"index.html", "s/a/b.html", "baseline.json"}


def test_a_folder_with_only_a_baseline_counts_as_ours(output: Path) -> None:
    output.mkdir()
    (output / "baseline.json").write_text("{}", encoding="utf-8")
    publish(NEW, output)
    assert set(contents(output)) == {"baseline.json", "index.html", "src/x.html"}


def test_a_folder_with_other_files_is_refused(output: Path) -> None:
    output.mkdir()
    (output / "thesis.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(OutputRefusedError, match=r"thesis\.txt"):
        publish(NEW, output)
    assert contents(output) == {"thesis.txt": b"mine"}


@pytest.mark.parametrize("name", ["whosays.toml", "claims", "seeds"])
def test_a_casebook_is_refused_even_with_a_marker(output: Path, name: str) -> None:
    publish(OLD, output)
    (output / name).mkdir()
    with pytest.raises(OutputRefusedError, match="casebook"):
        publish(NEW, output)


def test_root_and_home_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path / "home" / "me"
    monkeypatch.setenv("HOME", str(home))
    for place in (Path("/"), home, home.parent):
        with pytest.raises(OutputRefusedError, match="cannot hold a report"):
            publish(NEW, place)
    assert not home.exists()


def test_a_link_or_a_file_is_refused(output: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    output.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OutputRefusedError, match="link"):
        publish(NEW, output)
    file = tmp_path / "file"
    file.write_text("x", encoding="utf-8")
    with pytest.raises(OutputRefusedError, match="not a folder"):
        publish(NEW, file)


@pytest.mark.parametrize("marker", ["", "[]", "{}", '{"files": 3}'])
def test_a_marker_that_cannot_be_read_is_not_guessed_at(output: Path, marker: str) -> None:
    publish(OLD, output)
    (output / MARKER).write_text(marker, encoding="utf-8")
    with pytest.raises(OutputRefusedError, match="by hand"):
        publish(NEW, output)
    assert set(contents(output)) == {"index.html", "s/a/b.html"}


def test_two_builds_at_once_never_mix(output: Path) -> None:
    publish(OLD, output)
    with output.with_name(".reports.lock").open("w") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        with pytest.raises(OutputBusyError, match="Another build"):
            publish(NEW, output)
    assert contents(output)["index.html"] == b"old"
    publish(NEW, output)
    assert contents(output)["index.html"] == "new é".encode()


@pytest.mark.parametrize(("code", "refused"), [(errno.ENOSYS, False), (errno.EINVAL, False), (errno.EACCES, True)])
def test_a_system_that_cannot_exchange_is_told_from_one_that_may_not(
    output: Path, monkeypatch: pytest.MonkeyPatch, code: int, *, refused: bool
) -> None:
    def failing_call(*_arguments: object) -> int:
        ctypes.set_errno(code)
        return -1

    publish(OLD, output)
    monkeypatch.setattr(ctypes, "CDLL", lambda *_arguments, **_options: SimpleNamespace(renameat2=failing_call))
    if refused:
        with pytest.raises(PermissionError):
            publish(NEW, output)
    else:
        publish(NEW, output)
    assert contents(output)["index.html"] == (b"old" if refused else "new é".encode())


def test_a_system_without_the_call_renames_aside(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(OLD, output)
    monkeypatch.setattr(ctypes, "CDLL", lambda *_arguments, **_options: SimpleNamespace())
    publish(NEW, output)
    assert contents(output)["index.html"] == "new é".encode()


def test_a_finished_file_is_moved_into_the_report_and_belongs_to_it(tmp_path: Path) -> None:
    made = tmp_path / "made.csv"
    made.write_bytes(b"a,b\r\n")
    output = tmp_path / "out"
    publish([("index.html", "x"), ("tables/made.csv", made)], output)
    assert (made.exists(), (output / "tables" / "made.csv").read_bytes()) == (False, b"a,b\r\n")
    listed = json.loads((output / MARKER).read_text(encoding="utf-8"))["files"]
    assert listed["tables/made.csv"] == hashlib.sha256(b"a,b\r\n").hexdigest()
    publish([("index.html", "y")], output)
    assert sorted(path.name for path in output.iterdir()) == [MARKER, "index.html"]


def test_a_long_text_in_parts_is_one_file_and_stays_where_it_is_the_same(output: Path) -> None:
    parts = ["é" * 700_000, "b" * 700_000, "c"]
    publish([("a/long.txt", iter(parts))], output)
    assert contents(output) == {"a/long.txt": "".join(parts).encode()}
    stood = (output / "a" / "long.txt").stat().st_ino
    publish([("a/long.txt", iter(parts)), ("index.html", "more")], output)
    assert (output / "a" / "long.txt").stat().st_ino == stood
    assert sorted(contents(output)) == ["a/long.txt", "index.html"]
