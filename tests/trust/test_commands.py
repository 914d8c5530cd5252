"""Every command with odd words and on broken files ends with one of its exit codes; WHOSAYS_TRIES tries more of them."""

from __future__ import annotations

import os
import random
from typing import TYPE_CHECKING, Any, Final

import pytest
import typer.main

from compare.cli.app import app
from tests.cli.conftest import whosays

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TRIES: Final = int(os.environ.get("WHOSAYS_TRIES", "4"))
UNENDING: Final = {"watch", "review"}  # tested in processes of their own
ENDS: Final = frozenset(range(6))
FITTING: Final = (
    *("courier", "ledger", "mill", "mill/owner", "mill/burned-on", "courier#day", "ledger#owner", "town", "1", "2", "y"),
)
ODD: Final = (  # no folder outside of the test's own, into which a command could write
    *("", " ", "x", "-", "--", "..", "/dev/null", "/dev/zero", "nothere/x.csv", "x.xlsx", "x.parquet", "0", "-1", "9" * 20),
    *("2024-13-45", "2024-05-02", "é" * 100, "\u202e", "a\nb", "\udcff", "=1+1", "~", "null", "{", "[", "*/owner", "mill/*"),
    *("n", "unsure", "text", "json", "github", "sarif", "entity", "date", "quantity", "high", "Who?", "HEAD", "HEAD~1"),
    *("http://127.0.0.1:1/x", "https://", "file:///etc/passwd"),
)
PIECES: Final = (
    *("~", "null", "[", "{", "- ", "\t", ": ", "&a ", "*a", "!!int 1", "'", '"', "\0", "\x1b", "\u202e", "|\n", "---\n"),
    *("...\n", "<<: {}\n", "é", "\ud7ff", "0777", "2024-13-45", "9" * 20, "1e999", "..", "a" * 300, "; ", "#"),
)


def commands(command: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], list[Any]]]:
    """Every command by its words, with its parameters."""
    if hasattr(command, "commands"):
        for name, each in command.commands.items():
            yield from commands(each, (*path, name))
    elif path[0] not in UNENDING:
        yield path, command.params


COMMANDS: Final = dict(commands(typer.main.get_command(app)))


def broken(book: Path, dice: random.Random) -> None:
    """Break a file or two of a casebook."""
    for _ in range(dice.randrange(1, 3)):
        files = sorted(each for each in book.rglob("*") if each.is_file())
        if not files:
            return
        file = dice.choice(files)
        data = file.read_bytes()
        at = dice.randrange(len(data) + 1)
        lines = data.splitlines(keepends=True)
        dice.shuffle(lines)
        piece = data[:at] + dice.choice(PIECES).encode() + data[at + dice.randrange(4) :]
        file.write_bytes(dice.choice([data[:at], dice.randbytes(50), piece, piece, b"".join(lines)]))
        if not dice.randrange(5):
            file.unlink()


def worded(params: list[Any], dice: random.Random) -> Iterator[str]:
    """Arguments and options of a command, some of which make sense."""
    for each in params:
        word = dice.choice(FITTING if dice.randrange(2) else ODD)
        if each.param_type_name == "argument":
            yield from (word,) * (each.required or dice.randrange(2))
        elif not dice.randrange(4) and each.name != "help":
            yield from (each.opts[-1],) if each.is_flag else (each.opts[-1], word)


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_a_command_ends_with_one_of_its_exit_codes_whatever_it_is_given(
    book: Path, path: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(book)
    for number in range(TRIES):
        dice = random.Random(f"{path} {number}")  # noqa: S311 - words, not secrets
        if number % 2:
            broken(book, dice)
        words = [*path, *worded(COMMANDS[path], dice)]
        done = whosays(*words)
        assert done.exception is None or isinstance(done.exception, SystemExit), (number, words)
        assert done.exit_code in ENDS, (number, words)
        assert "Traceback" not in done.output, (number, words)
