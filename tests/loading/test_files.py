from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from compare.core.model import Location
from compare.core.problems import Problem
from compare.loading import files, replacing

if TYPE_CHECKING:
    from pathlib import Path

PLACE = Location("seeds/wire.yaml")


def outcome(path: Path, root: Path, limit: int = 100) -> str:
    found = files.read_text(path, root, limit, PLACE)
    return found.code if isinstance(found, Problem) else found


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"\xef\xbb\xbfa: 1\r\n")
    assert outcome(tmp_path / "a", tmp_path) == "a: 1\r\n"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"])
def test_wide_encodings_are_named(encoding: str, tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes("a: 1".encode(encoding))
    found = files.read_text(tmp_path / "a", tmp_path, 100, PLACE)
    assert isinstance(found, Problem)
    assert (found.code, found.message) == ("F101", "the file is UTF-16 or UTF-32")


def test_the_byte_that_is_not_utf8_is_counted_in_the_file(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"\xef\xbb\xbfab\xe9")
    found = files.read_text(tmp_path / "a", tmp_path, 100, PLACE)
    assert isinstance(found, Problem)
    assert found.message == "byte 5 (0xe9) is not UTF-8"


def test_the_limit_is_the_last_size_that_is_read(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("abc", encoding="utf-8")
    assert outcome(tmp_path / "a", tmp_path, limit=3) == "abc"
    assert outcome(tmp_path / "a", tmp_path, limit=2) == "F102"


def test_what_is_no_file_is_never_opened(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "nothing").symlink_to(tmp_path / "missing")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    found = {name: outcome(tmp_path / name, tmp_path) for name in ("folder", "pipe", "nothing", "loop")}
    assert found == {"folder": "F103", "pipe": "F103", "nothing": "F103", "loop": "F104"}


def test_a_link_may_stay_inside_but_not_lead_out(tmp_path: Path) -> None:
    root = tmp_path / "root"
    (root / "below").mkdir(parents=True)
    (root / "file").write_text("inside", encoding="utf-8")
    (tmp_path / "root-too").write_text("outside", encoding="utf-8")
    (root / "below" / "good").symlink_to(root / "file")
    (root / "below" / "bad").symlink_to(tmp_path / "root-too")
    (root / "out").symlink_to(tmp_path)
    assert outcome(root / "below" / "good", root) == "inside"
    assert outcome(root / "below" / "bad", root) == "F105"
    assert outcome(root / "out" / "root-too", root) == "F105"


def test_names_are_sorted_and_hidden_ones_left_out(tmp_path: Path) -> None:
    for name in ("b", "a", ".git", "Z"):
        (tmp_path / name).touch()
    assert files.names(tmp_path) == ["Z", "a", "b"]
    assert files.names(tmp_path / "none") == []


def test_a_name_that_is_not_utf8_can_be_shown() -> None:
    assert files.shown_name(os.fsdecode(b"caf\xe9.yaml")) == "caf\\xe9.yaml"


def test_a_text_is_replaced_as_a_whole_with_mode_and_byte_order_mark_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"\xef\xbb\xbfa: 1\r\n")
    path.chmod(0o640)
    replacing.replace_text(path, "a: 1\r\n", "a: 2\r\n")
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (b"\xef\xbb\xbfa: 2\r\n", 0o640)
    assert [each.name for each in tmp_path.iterdir()] == ["a.yaml"]


def test_a_new_file_is_made_with_its_folder_and_the_mode_of_any_new_file(tmp_path: Path) -> None:
    (tmp_path / "plain").touch()
    replacing.replace_text(tmp_path / "claims" / "a.yaml", None, "a: 1\n")
    made = tmp_path / "claims" / "a.yaml"
    assert (made.read_bytes(), made.stat().st_mode) == (b"a: 1\n", (tmp_path / "plain").stat().st_mode)
    assert [each.name for each in made.parent.iterdir()] == ["a.yaml"]


def test_a_link_stays_and_what_it_leads_to_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "real").write_text("a", encoding="utf-8")
    (tmp_path / "link").symlink_to("real")
    replacing.replace_text(tmp_path / "link", "a", "b")
    assert ((tmp_path / "link").is_symlink(), (tmp_path / "real").read_text(encoding="utf-8")) == (True, "b")


@pytest.mark.parametrize(
    ("there", "old", "why"),
    [
        ("b", "a", "a.yaml was changed by somebody else since it was read; nothing was written"),
        (None, "a", "a.yaml is gone since it was read; nothing was written"),
        ("a", None, "a.yaml is there already; nothing was written over it"),
    ],
)
def test_what_was_changed_meanwhile_is_not_written_over(there: str | None, old: str | None, why: str, tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    if there is not None:
        path.write_text(there, encoding="utf-8")
    with pytest.raises(replacing.ChangedMeanwhile, match=why):
        replacing.replace_text(path, old, "c")
    assert [each.read_text(encoding="utf-8") for each in tmp_path.iterdir()] == ([there] if there else [])


def test_two_who_make_the_same_file_at_once_do_not_overwrite_each_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.yaml"
    write = replacing._write  # noqa: SLF001 - the moment between the check and the rename

    def slowly(beside: Path, data: bytes, mode: int | None) -> None:
        write(beside, data, mode)
        path.write_text("first", encoding="utf-8")

    monkeypatch.setattr(replacing, "_write", slowly)
    with pytest.raises(replacing.ChangedMeanwhile, match="is there already"):
        replacing.replace_text(path, None, "second")
    assert [each.read_text(encoding="utf-8") for each in tmp_path.iterdir()] == ["first"]


def test_a_disk_that_fails_leaves_the_old_text_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("old", encoding="utf-8")

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        replacing.replace_text(path, "old", "new")
    assert [(each.name, each.read_text(encoding="utf-8")) for each in tmp_path.iterdir()] == [("a.yaml", "old")]


def test_files_can_be_read_as_if_they_were_others(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("as it is", encoding="utf-8")
    with files.as_if(tmp_path, {"a": "as it would be", "below/b": "new"}):
        assert (outcome(tmp_path / "a", tmp_path), outcome(tmp_path / "a", tmp_path, limit=3)) == ("as it would be", "F102")
        assert (files.names(tmp_path / "below"), files.exists(tmp_path / "below" / "b")) == (["b"], True)
    assert (outcome(tmp_path / "a", tmp_path), files.names(tmp_path / "below")) == ("as it is", [])
