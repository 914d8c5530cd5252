"""Files that belong together: all of them are written or none, whoever is told to end, and whoever else is at work."""

from __future__ import annotations

import errno
import fcntl
import os
import signal
from typing import TYPE_CHECKING, Any

import pytest

from compare.authoring.claiming import dismissals
from compare.cli.ending import ending_in_order
from compare.loading import alone, replacing
from compare.loading.alone import alone_in
from compare.report import publish
from tests.cli.conftest import FILES, child, contents, whosays, write
from tests.trust.books import Book
from tests.trust.disk import Disk, failing
from tests.trust.test_disk import at_hand

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

MOST = 200
EDIT = ["claim", "edit", "ledger#owner", "--hedge", "reported"]
BOTH = "source,id,hedge\r\ncourier,owner,reported\r\nledger,owner,reported\r\n"  # a table that changes two files
COMMANDS: dict[str, list[str]] = {
    "subject rename": ["subject", "rename", "mill/owner", "mill/belongs-to"],
    "import": ["import", "table.csv"],
    "memos": ["export", "memos/", "--subject", "mill/owner", "--subject", "mill/burned-on"],
}


class Telling(Disk):
    """A disk on which a run is told to end just before one of its calls."""

    def __init__(self, folder: Path, at: int, told: signal.Signals) -> None:
        super().__init__(folder, at)
        self._told = told

    def step(self, what: str, place: object, *, growing: bool = True) -> bool:
        if super().step(what, place, growing=growing):
            os.kill(os.getpid(), self._told)
        return False


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT], ids=lambda each: each.name)
@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_that_is_told_to_end_has_written_all_its_files_or_none(
    name: str, told: signal.Signals, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "book"
    write(root, {**FILES, "table.csv": BOTH})
    monkeypatch.chdir(root)
    before = at_hand(root)
    assert whosays(*COMMANDS[name]).exit_code == 0
    after = at_hand(root)
    assert len({*after.items()} - {*before.items()}) > 1
    for at in range(1, MOST):
        for each in set(contents(root)) - set(before):
            (root / each).unlink()
        write(root, {each: data.decode() for each, data in before.items()})
        with ending_in_order(), failing(Telling(root, at, told)) as disk:
            done = whosays(*COMMANDS[name])
        there = at_hand(root)
        assert there in (before, after), (disk, set(there) ^ set(before))
        assert done.exit_code == (128 + told if len(disk.calls) >= at else 0), (disk, done.output)
        if len(disk.calls) < at:
            break
    assert len(disk.calls) < at, "not all of its calls were tried"


def test_a_build_that_is_told_to_end_between_two_renames_makes_both(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As they are made where two folders cannot change places in one step."""
    book = Book(tmp_path)
    book.begin(again=True)
    monkeypatch.setattr(publish, "_exchanged", lambda _one, _other: False)
    with failing(Disk(book.root)) as whole:
        assert whosays("build", book.root).exit_code == 0
    second = [at for at, each in enumerate(whole.calls, 1) if each.startswith("rename")][1]
    book.begin(again=True)
    with ending_in_order(), failing(Telling(book.root, second, signal.SIGTERM)):
        assert whosays("build", book.root).exit_code == 128 + signal.SIGTERM
    assert book.check_whole(again=True) == book.expected(again=True)
    book.check_healed(again=True)


def gone_reader(*arguments: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    """The command in a process whose output nobody reads any more."""
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w") as pipe:
        return child(*arguments, cwd=cwd, capture_output=False, stdout=pipe)


def test_the_schemas_of_an_editor_are_written_whether_or_not_anybody_listens(book: Path) -> None:
    assert whosays("schema", "-C", book).exit_code == 0
    assert gone_reader("entity", "add", "bishop", "the bishop", "--type", "person", cwd=book).returncode == 4
    assert '"bishop"' in (book / ".schemas" / "claims.schema.json").read_text(encoding="utf-8")


# two at once


def test_of_two_who_change_one_file_at_once_neither_is_lost(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second comes after the first has looked whether the file is as it was, and before it has written it."""
    real, said = replacing.write_whole, list[str]()

    def meanwhile(*arguments: Any, **options: Any) -> None:
        monkeypatch.setattr(replacing, "write_whole", real)
        monkeypatch.setattr(alone, "_LOOKS", 1)
        done = whosays("claim", "edit", "ledger#day", "--hedge", "alleged", "-C", book)
        said.append(f"{done.exit_code} {done.stderr}")
        real(*arguments, **options)

    monkeypatch.setattr(replacing, "write_whole", meanwhile)
    assert whosays(*EDIT, "-C", book).exit_code == 0
    assert said == ["4 Cannot write claims/ledger.yaml: another command is writing into claims.\n"]
    assert "hedge: reported" in (book / "claims/ledger.yaml").read_text(encoding="utf-8")


def test_what_somebody_has_written_since_the_casebook_was_read_is_not_undone(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real: Callable[[Any], Any] = dismissals.numbers_in

    def meanwhile(sentences: Any) -> Any:
        monkeypatch.undo()
        assert whosays("dismiss", "ledger", "1", "-C", book).exit_code == 0
        return real(sentences)

    write(book, {"claims/ledger.yaml": "\n".join(FILES["claims/ledger.yaml"].splitlines()[:3]) + "\n"})
    monkeypatch.setattr(dismissals, "numbers_in", meanwhile)
    late = whosays("dismiss", "ledger", "3", "-C", book)
    assert (late.exit_code, late.stdout) == (4, "")
    assert late.stderr == (
        "claims/ledger.yaml was changed by somebody else since it was read; nothing was written. Run the command again.\n"
    )
    assert whosays("dismiss", "ledger", "3", "-C", book).stdout == "claims/ledger.yaml: dismissed 1, 3\n"


def test_who_holds_a_folder_for_ever_keeps_nobody_for_ever(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(alone, "_LOOKS", 2)
    before = contents(book)
    with alone_in(book / "claims"):
        done = whosays(*EDIT, "-C", book)
    assert (done.exit_code, done.stdout) == (4, "")
    assert done.stderr == "Cannot write claims/ledger.yaml: another command is writing into claims.\n"
    assert contents(book) == before
    assert whosays(*EDIT, "-C", book).exit_code == 0


def test_on_a_disk_without_locks_nobody_is_kept_out(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(_descriptor: int, _how: int) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr(fcntl, "flock", failing)
    assert whosays(*EDIT, "-C", book).exit_code == 0
    assert "hedge: reported" in (book / "claims/ledger.yaml").read_text(encoding="utf-8")
