"""Plays docs/annotating/commands.sh in a fresh copy of the example casebook and writes what it said into session.txt."""

from __future__ import annotations

import argparse
import os
import shlex
import shutil
import sys
import tempfile
from contextlib import chdir
from pathlib import Path
from typing import TYPE_CHECKING, Final

from typer.testing import CliRunner

from compare.cli.app import app

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

FOLDER: Final = Path(__file__).resolve().parent / "annotating"
ARTICLE: Final = "harbour-week.html"
WIDTH: Final = "100"


def commands() -> list[str]:
    """The lines of the script."""
    return (FOLDER / "commands.sh").read_text(encoding="utf-8").splitlines()


def session(casebook: Path) -> Iterator[str]:
    """Every command with what it says, played one after the other in a new example casebook with the article beside it.

    Raises:
        RuntimeError: a command did not end well.
    """
    _whosays("init", str(casebook), "--example")
    shutil.copy(FOLDER / ARTICLE, casebook)
    with chdir(casebook):
        for line in commands():
            yield f"$ {line}\n{_whosays(*shlex.split(line)[1:])}"


def _whosays(*arguments: str) -> str:
    ran = CliRunner(env={"COLUMNS": WIDTH}).invoke(app, arguments, prog_name="whosays")
    if ran.exit_code:
        message = f"whosays {shlex.join(arguments)} ended with {ran.exit_code}:\n{ran.output}"
        raise RuntimeError(message)
    return ran.output


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the session, or with `--check` only say whether it is as the commands would have it; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if session.txt is out of date")
    asked = parser.parse_args(arguments)
    os.environ.pop("WHOSAYS_TEXTS", None)
    with tempfile.TemporaryDirectory() as folder:
        text = "\n".join(session(Path(folder) / "demo"))
    path = FOLDER / "session.txt"
    stale = not path.exists() or path.read_text(encoding="utf-8") != text
    if stale and asked.check:
        sys.stderr.write("annotating/session.txt is out of date: run python docs/record.py\n")
    elif stale:
        path.write_text(text, encoding="utf-8", newline="\n")
    return int(asked.check and stale)


if __name__ == "__main__":
    sys.exit(main())
