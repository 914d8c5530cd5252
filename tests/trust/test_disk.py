"""Whatever call of a run fails on the disk: what was there stays or the new is there, whole, and one sentence says so."""

from __future__ import annotations

import errno
import io
import shutil
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Self

import pytest

from compare import pipeline
from compare.report import plain_files, publish
from tests.cli.conftest import FILES, contents, whosays, write
from tests.trust.books import Book
from tests.trust.disk import Disk, failing

if TYPE_CHECKING:
    from typer.testing import Result

    from compare.core.findings import Findings

CODES = {"no space": errno.ENOSPC, "broken": errno.EIO, "not allowed": errno.EACCES, "over quota": errno.EDQUOT}
MOST = 400
"""Calls that any of these runs makes at most; one that makes more would not be looked at to its end."""


def told(done: Result, disk: Disk) -> bool:
    """Whether the run says, in one sentence, that it could not write; else it must be as if nothing had failed."""
    assert done.exception is None or isinstance(done.exception, SystemExit), (disk, done.exception)
    assert done.exit_code in {0, 4}, (disk, done.output)
    if done.exit_code == 0:
        return False
    said = [each for each in done.stderr.splitlines() if not each.startswith("Kinds: ")]  # which `judge` says first
    assert len(said) == 1, (disk, done.stderr)
    assert said[0].startswith("Cannot write "), (disk, done.stderr)
    assert said[0].endswith("."), (disk, done.stderr)
    return True


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """No power is cut here, so nothing has to wait for the disk; that the call is made, and may fail, is seen all the same."""
    monkeypatch.setattr(plain_files, "_synced_at_once", lambda _descriptor: True)


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> tuple[Book, Findings]:
    book = Book(tmp_path_factory.mktemp("disk"))
    return book, pipeline.find(pipeline.Run(book.root))


@pytest.fixture
def a_book(books: tuple[Book, Findings], monkeypatch: pytest.MonkeyPatch) -> Book:
    """The casebook, read and judged once: that writes nothing."""
    monkeypatch.setattr(pipeline, "find", lambda _run: books[1])
    return books[0]


def build(book: Book, disk: Disk, *, again: bool) -> bool:
    """One build on the disk, and all that must be so afterwards; whether it was stopped."""
    book.begin(again=again)
    with failing(disk):
        done = whosays("build", book.root)
    stopped = told(done, disk)
    there = book.check_whole(again=again)
    assert (there == book.expected(again=again)) is not stopped, disk
    book.check_healed(again=again)
    return stopped


def every(book: Book, step: int = 1, first: int = 1, code: int = errno.ENOSPC, *, again: bool, for_good: bool = False) -> int:
    """Builds with one failing call, later and later until nothing fails any more; how many of them were stopped."""
    stopped = 0
    for number in range(first, MOST, step):
        disk = Disk(book.root, number, code, for_good=for_good)
        stopped += build(book, disk, again=again)
        if len(disk.calls) < number:
            return stopped
    raise AssertionError("the build makes more calls than are tried")


def test_whichever_call_fails_a_report_stays_or_is_there_whole(a_book: Book) -> None:
    assert every(a_book, again=True) > 60


@pytest.mark.parametrize("name", ["broken", "not allowed", "over quota"])
def test_it_is_the_same_for_every_fault(a_book: Book, name: str) -> None:
    assert every(a_book, step=13, first=len(name), code=CODES[name], again=True) > 3


class Spoiling:
    """A file that keeps another last letter than it is given, and says that all is well."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self._file.close()

    def write(self, data: bytes) -> int:
        return self._file.write(data[:-1] + b"?")


@pytest.mark.parametrize("name", ["s/mill/owner.html", ".whosays.part", "build.json", ".whosays.json"])
def test_a_disk_that_writes_something_else_without_a_word_is_found_out(
    a_book: Book, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """findings.json has the name of a part until it is whole."""
    real, spoilt = io.open, list[str]()

    def opened(file: Any, mode: str = "r", *arguments: Any, **options: Any) -> Any:
        found = real(file, mode, *arguments, **options)
        if mode != "xb" or not str(file).endswith(f".reports.new/{name}"):
            return found
        spoilt.append(str(file))
        return Spoiling(found)

    a_book.begin(again=True)
    monkeypatch.setattr(io, "open", opened)
    done = whosays("build", a_book.root)
    monkeypatch.undo()
    assert len(spoilt) == 1
    assert done.exit_code == 4
    assert "does not hold what was written into it" in done.stderr
    assert contents(a_book.report) == a_book.old


@pytest.mark.parametrize("again", [True, False])
def test_a_disk_that_stays_full_keeps_the_old_report(a_book: Book, *, again: bool) -> None:
    assert every(a_book, step=11, again=again, for_good=True) > 3


def test_a_first_build_that_fails_leaves_nothing_or_all(a_book: Book) -> None:
    assert every(a_book, step=5, again=False) > 8


def test_a_system_without_its_own_calls_keeps_the_old_report_too(a_book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(publish, "_exchanged", lambda _one, _other: False)
    monkeypatch.setattr(plain_files, "_synced_at_once", lambda _descriptor: False)
    a_book.begin(again=True)
    with failing(Disk(a_book.root)) as whole:
        assert whosays("build", a_book.root).exit_code == 0
    last = [at for at, each in enumerate(whole.calls, 1) if each.startswith(("rename", "fsync", "replace"))]
    assert len(last) > 30
    for number in [*last[::9], *last[-4:]]:
        assert build(a_book, Disk(a_book.root, number), again=True)


# what writes into a casebook, or beside it

TABLE = "source,id,subject,value,quote,hedge\r\ncourier,owner,mill/owner,river-board,belongs to the river board,reported\r\n"
COMMANDS: dict[str, list[str]] = {
    "decide": ["decide", "mill/owner", "--outcome", "pending", "--reason", "Asked.", "--by", "desk", "--on", "2024-06-01"],
    "claim add": ["claim", "add", "ledger", "3", "mill/hurt", "2", "--quote", "Two people were hurt"],
    "claim edit": ["claim", "edit", "courier#owner", "--hedge", "reported"],
    "subject rename": ["subject", "rename", "mill/owner", "mill/belongs-to"],
    "import": ["import", "table.csv"],
    "dismiss": ["dismiss", "ledger", "3"],
    "baseline": ["baseline"],
    "export": ["export", "claims.csv"],
    "export over": ["export", "there.csv", "--force"],
    "memos": ["export", "memos/", "--subject", "mill/owner", "--subject", "mill/burned-on"],
    "schema": ["schema"],
    "init": ["init", "fresh"],
    "judge": ["judge", "votes.csv", "-o", "judged"],
}
SUBJECTS = FILES["claims/vocabulary/subjects.yaml"] + "  mill/hurt: {question: How many were hurt?, kind: quantity}\n"
MORE = {
    "claims/vocabulary/subjects.yaml": SUBJECTS,
    "table.csv": TABLE,
    "there.csv": "mine\n",
    "votes.csv": "subject,source,value\na,x,1\na,y,2\n",
}


def fresh(root: Path) -> Path:
    shutil.rmtree(root, ignore_errors=True)
    write(root, {**FILES, **MORE})
    return root


def at_hand(root: Path) -> dict[str, bytes]:
    """All files but what only holds a lock, and what lies in the folders of writers, which no reader looks into."""
    return {
        name: data
        for name, data in contents(root).items()
        if not name.endswith(".lock") and not any(part.startswith((".whosays-", ".judged.")) for part in Path(name).parts)
    }


@pytest.mark.parametrize("name", COMMANDS)
def test_whichever_call_of_a_command_fails_its_files_are_the_old_or_the_new(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = fresh(tmp_path / "book")
    monkeypatch.chdir(root)
    before = at_hand(root)
    assert whosays(*COMMANDS[name]).exit_code == 0
    after = at_hand(root)
    assert after != before
    step = 1 if name not in {"judge", "init", "memos", "schema"} else 4
    stopped = 0
    for number in range(1, MOST, step):
        monkeypatch.chdir(fresh(root))
        with failing(Disk(root, number)) as disk:
            done = whosays(*COMMANDS[name])
        stopped += told(done, disk)
        there = at_hand(root)
        assert there == (before if done.exit_code else after), disk
        if done.exit_code:
            assert whosays(*COMMANDS[name]).exit_code == 0, disk
            assert at_hand(root) == after, disk
        if len(disk.calls) < number:
            break
    assert len(disk.calls) < number
    assert stopped > 2
