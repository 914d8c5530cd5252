"""The folder of a report: what people keep in it and do to it, what stands in the way of it, and what disk it is on."""

from __future__ import annotations

import errno
import os
import shutil
import stat
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from compare import pipeline
from compare.report import publish
from tests.cli.conftest import FILES, contents, whosays, write
from tests.test_same_bytes import AS_NOBODY

if TYPE_CHECKING:
    from collections.abc import Iterator

OTHER = {"whosays.toml": 'title = "Another"\n'}


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture
def built(book: Path) -> Path:
    """The casebook with a report, and a change after it."""
    assert whosays("build", book).exit_code == 0
    write(book, OTHER)
    return book


def refused(*arguments: object) -> str:
    done = whosays(*arguments)
    assert (done.exit_code, done.stdout) == (4, ""), done.output
    assert done.stderr.count("\n") == 1
    return str(done.stderr)


# what people keep there


def test_a_clone_of_git_in_the_folder_is_one_after_the_next_build(built: Path) -> None:
    """Git takes a folder for a clone only where there are `objects` and `refs`, which may be empty."""
    write(built, {"reports/.git/HEAD": "ref: refs/heads/main\n", "reports/.git/packed-refs": ""})
    for name in ("objects/info", "refs/heads"):
        (built / "reports" / ".git" / name).mkdir(parents=True)
    assert whosays("build", built).exit_code == 0
    assert "Another" in (built / "reports" / "index.html").read_text(encoding="utf-8")
    assert sorted(each.relative_to(built).as_posix() for each in (built / "reports" / ".git").rglob("*")) == [
        f"reports/.git/{name}" for name in ("HEAD", "objects", "objects/info", "packed-refs", "refs", "refs/heads")
    ]


def test_what_was_closed_to_others_stays_closed(built: Path) -> None:
    write(built, {"reports/letters/one.txt": "mine"})
    for name in ("reports", "reports/letters"):
        (built / name).chmod(0o700)
    assert whosays("build", built).exit_code == 0
    assert "Another" in (built / "reports" / "index.html").read_text(encoding="utf-8")
    assert (mode(built / "reports"), mode(built / "reports" / "letters")) == (0o700, 0o700)


def test_a_folder_that_cannot_be_looked_into_is_named_and_not_lost(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(built, {"reports/closed/mine.txt": "mine"})
    before, real = contents(built / "reports"), os.scandir

    def scandir(path: Any = ".") -> Any:
        if str(path).endswith("closed"):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)  # who runs as root may look into every folder
    assert "closed is neither a file nor a link: take it out of the folder" in refused("build", built)
    assert "closed is no part of the report\n" in whosays("verify", built / "reports").stdout
    monkeypatch.undo()
    assert contents(built / "reports") == before


def test_what_lies_where_a_page_belongs_is_named_and_not_lost(built: Path) -> None:
    page = built / "reports" / "s" / "mill" / "owner.html"
    page.unlink()
    write(built, {"reports/s/mill/owner.html/mine.txt": "mine"})
    before = contents(built / "reports")
    told = refused("build", built)
    assert "s/mill/owner.html/mine.txt lies where the file s/mill/owner.html belongs: take it out of the folder" in told
    assert contents(built / "reports") == before


def test_folders_in_folders_without_end_are_named_and_not_walked(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as here:
        here.chdir(built / "reports")
        for _ in range(1_100):  # more than Python calls functions within functions
            Path("d").mkdir()
            os.chdir("d")
    before = (built / "reports" / "index.html").read_bytes()
    assert ": d holds folders in folders without end: take it out of the folder. " in refused("build", built)
    assert "d holds folders in folders without end" in whosays("verify", built / "reports").stderr
    assert (built / "reports" / "index.html").read_bytes() == before
    subprocess.run(["rm", "-r", built / "reports" / "d"], check=True)  # noqa: S607 - pytest would fail at it
    assert whosays("build", built).exit_code == 0


# what stands in the way


@pytest.mark.parametrize("sort", ["new file", "new link", "old file", "old link", "lock link", "lock folder"])
def test_what_has_the_name_of_what_a_build_makes_is_named_before_the_work(
    book: Path, monkeypatch: pytest.MonkeyPatch, sort: str
) -> None:
    suffix, what = sort.split()
    taken = book / f".reports.{suffix}"
    if what == "link":
        taken.symlink_to(book / "nothing")
    elif what == "folder":
        taken.mkdir()
    else:
        taken.touch()
    monkeypatch.setattr(pipeline, "find", lambda _run: pytest.fail("the work was begun"))
    assert f"{taken} is in the way" in refused("build", book)
    assert os.path.lexists(taken)


def test_a_link_on_the_way_leads_past_no_refusal(book: Path) -> None:
    (book / "other").symlink_to("claims")
    assert "is among what is read from" in refused("build", book, "-o", book / "other" / "reports")
    (book.parent / "far" / "away").mkdir(parents=True)
    (book / "link").symlink_to(book.parent / "far" / "away")
    assert whosays("build", book, "-o", book / "link" / ".." / "reports").exit_code == 0
    assert (book.parent / "far" / "reports" / "index.html").is_file()
    assert not (book / "reports").exists()


def test_who_has_no_home_builds_all_the_same(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody(_user: int) -> None:
        raise KeyError

    monkeypatch.delenv("HOME", raising=False)
    monkeypatch.setattr("pwd.getpwuid", nobody)
    with pytest.raises(RuntimeError):
        Path.home()
    assert whosays("build", book).exit_code == 0


def test_what_a_dead_run_has_left_goes_also_where_it_is_closed_or_it_is_named(
    built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left, tries, real = built / ".reports.new", list[object](), shutil.rmtree
    write(left, {"s/half.html": "half"})

    def closed(folder: Path, *arguments: Any) -> None:
        tries.append(folder)
        if len(tries) % 2:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        real(folder, *arguments)

    with monkeypatch.context() as here:
        here.setattr(shutil, "rmtree", closed)  # who runs as root may remove everything
        assert whosays("build", built).exit_code == 0
    assert (len(tries), left.exists()) == (4, False)
    write(left, {"s/half.html": "half"})
    monkeypatch.setattr(shutil, "rmtree", lambda _folder: os.rmdir(built))  # noqa: PTH106 - which holds something
    told = f"{left} was left by another build and cannot be removed (Directory not empty): remove it by hand."
    assert told in refused("build", built)


# the disk


def test_a_folder_where_a_disk_is_mounted_is_told_before_the_work(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "is_mount", lambda self: self == book / "reports")
    monkeypatch.setattr(pipeline, "find", lambda _run: pytest.fail("the work was begun"))
    assert f"{book / 'reports'} is where a disk is mounted, and cannot be replaced: name a folder in it." in refused(
        "build", book
    )


@pytest.mark.parametrize(
    ("code", "why"), [(errno.EXDEV, "such as the image of a container"), (errno.EBUSY, "is where a disk is mounted")]
)
def test_a_folder_that_cannot_be_renamed_is_told_with_what_helps(
    built: Path, monkeypatch: pytest.MonkeyPatch, code: int, why: str
) -> None:
    def failing(_one: Path, _other: Path) -> bool:
        raise OSError(code, os.strerror(code))

    before = contents(built / "reports")
    monkeypatch.setattr(publish, "_exchanged", failing)
    assert f"{why}: name another folder, or remove this one first." in refused("build", built)
    assert contents(built / "reports") == before
    assert not (built / ".reports.new").exists()


# as somebody who is not root


@pytest.fixture
def of_nobody() -> Iterator[Path]:
    """A casebook of somebody who may do less than root."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        home.chmod(0o777)
        if os.geteuid() or not shutil.which("setpriv") or subprocess.run([*AS_NOBODY, "true"], check=False).returncode:
            pytest.skip("only root with setpriv (util-linux) can build as somebody else")
        write(home / "book", FILES)
        (home / "book").chmod(0o777)
        yield home / "book"


def as_nobody(book: Path) -> subprocess.CompletedProcess[str]:
    command = [*AS_NOBODY, sys.executable, "-m", "compare", "build", str(book)]
    return subprocess.run(command, cwd=book, capture_output=True, encoding="utf-8", check=False, env={"HOME": str(book.parent)})


def test_folders_that_somebody_has_made_read_only_block_no_build(of_nobody: Path) -> None:
    assert as_nobody(of_nobody).returncode == 0
    (of_nobody / "reports" / "s" / "mill").chmod(0o555)
    for number in range(2):
        write(of_nobody, {"whosays.toml": f'title = "Title {number}"\n'})
        done = as_nobody(of_nobody)
        assert (done.returncode, done.stderr) == (0, "")
        assert not (of_nobody / ".reports.new").exists()


def test_a_report_that_is_read_only_itself_is_left_alone(of_nobody: Path) -> None:
    assert as_nobody(of_nobody).returncode == 0
    before = contents(of_nobody / "reports")
    (of_nobody / "reports").chmod(0o555)
    write(of_nobody, OTHER)
    done = as_nobody(of_nobody)
    assert (done.returncode, done.stdout) == (4, "")
    assert ": Permission denied. What is there stays as it was." in done.stderr
    assert contents(of_nobody / "reports") == before
    assert not (of_nobody / ".reports.new").exists()
