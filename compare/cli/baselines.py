"""The baseline that a command was told to compare with: a file, or the committed one as git has it at a revision."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from compare.cli.exits import Exit
from compare.core.visible import visible

if TYPE_CHECKING:
    from compare.cli.terminal import Terminal
    from compare.core.changes import Baseline

COMMITTED: Final = "reports/baseline.json"
"""Where the baseline of a casebook is, relative to it; committed, unlike everything else in that folder."""
LARGEST: Final = 256 * 2**20  # bytes
Given = Annotated[
    str | None,
    typer.Option(
        "--baseline",
        help="What to compare with: a baseline.json or findings.json, or a git revision with a committed baseline.",
        metavar="FILE|REV",
    ),
]


def baseline_given(given: str, casebook: Path, terminal: Terminal) -> Baseline:
    """Read the baseline; one that is not there ends the command with a usage error, one that cannot be read as a problem.

    What is a file is read as one. Anything else is a git revision: `main`, or `main:path/to/baseline.json` with a path from
    the top of the repository.
    """
    from compare.review.baseline_file import BaselineError, baseline_from

    name, data = _data(given, casebook, terminal)
    try:
        return baseline_from(data.decode("utf-8"), name)
    except (UnicodeDecodeError, BaselineError) as error:
        fault = str(error) if isinstance(error, BaselineError) else "it is not UTF-8"
        cure = "Make it anew with `whosays baseline`."
        terminal.stop(Exit.PROBLEMS, f"{visible(name)} cannot be read as a baseline: {visible(fault)}. {cure}")


def _data(given: str, casebook: Path, terminal: Terminal) -> tuple[str, bytes]:
    """What the baseline is called, and its bytes."""
    path = Path(given)
    if path.is_file():
        try:
            if path.stat().st_size > LARGEST:
                terminal.stop(Exit.PROBLEMS, f"{visible(given)} is larger than {LARGEST:,} bytes: that is no baseline.")
            return path.as_posix() if not path.is_absolute() else path.name, path.read_bytes()
        except OSError as fault:
            terminal.stop(Exit.PROBLEMS, f"{visible(given)} cannot be read: {fault.strerror or fault}.")
    if path.exists() or (given.endswith(".json") and ":" not in given):
        terminal.stop(Exit.USAGE, f"There is no file {visible(given)}. `whosays baseline` writes {COMMITTED}.")
    return _at_revision(given, casebook, terminal)


def _at_revision(given: str, casebook: Path, terminal: Terminal) -> tuple[str, bytes]:
    revision, colon, path = given.partition(":")
    if not revision or revision.startswith("-"):
        terminal.stop(Exit.USAGE, f"{visible(given)!r} is neither a file nor a git revision.")
    wanted = f"{revision}:{path if colon else f'./{COMMITTED}'}"
    try:
        found = subprocess.run(  # noqa: S603 - arguments go to git as they are, never through a shell
            ["git", "-C", str(casebook), "cat-file", "blob", wanted],  # noqa: S607 - the git of whoever runs this
            capture_output=True,
            check=False,
            stdin=subprocess.DEVNULL,
        )
    except OSError:
        terminal.stop(Exit.USAGE, f"There is no file {visible(given)}, and no git to look it up as a revision.")
    if found.returncode:
        said = found.stderr.decode("utf-8", "replace").strip().splitlines()
        reason = visible(said[-1].removeprefix("fatal: ")) if said else "git does not know it"
        terminal.stop(Exit.USAGE, f"There is no file {visible(given)}, and no baseline at such a revision: {reason}.")
    return f"{revision}:{path or COMMITTED}", found.stdout
