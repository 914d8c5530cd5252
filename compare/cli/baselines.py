"""The baseline that a command was told to compare with: a file, or the committed one as git has it at a revision."""

from __future__ import annotations

import hashlib
import subprocess
from dataclasses import replace
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
    name, data = _data(given, casebook, terminal)
    return baseline_in(data, name, terminal)


def baseline_in(data: bytes, name: str, terminal: Terminal) -> Baseline:
    """The baseline that the bytes of a file hold; where they hold none the command ends: that is never `no changes`."""
    from compare.review.baseline_file import BaselineError, baseline_from

    try:
        return replace(baseline_from(data.decode("utf-8"), name), sha256=hashlib.sha256(data).hexdigest())
    except (UnicodeDecodeError, BaselineError) as error:
        fault = f"byte {error.start + 1:,} is not UTF-8" if isinstance(error, UnicodeDecodeError) else str(error)
        cure = "Take it from git as it was, or remove it and write another with `whosays baseline`."
        terminal.stop(Exit.PROBLEMS, f"{visible(name)} cannot be read as a baseline: {visible(fault)}. {cure}")


def bytes_of(path: Path, terminal: Terminal) -> bytes:
    """What a file holds; one that cannot be read, or is too large for a baseline, ends the command."""
    try:
        size = path.stat().st_size
        data = b"" if size > LARGEST else path.read_bytes()
    except OSError as fault:
        terminal.stop(Exit.PROBLEMS, f"{visible(str(path))} cannot be read: {fault.strerror or fault}.")
    _not_too_large(str(path), size, terminal)
    return data


def _not_too_large(name: str, size: int, terminal: Terminal) -> None:
    if size > LARGEST:
        terminal.stop(Exit.PROBLEMS, f"{visible(name)} is larger than {LARGEST:,} bytes: that is no baseline.")


def _data(given: str, casebook: Path, terminal: Terminal) -> tuple[str, bytes]:
    """What the baseline is called, and its bytes."""
    path = Path(given)
    try:
        is_file, is_there = path.is_file(), path.exists()
    except OSError:  # too long for a name, or in a folder that nobody may look into
        is_file = is_there = False
    if is_file:
        return _known_as(path, casebook), bytes_of(path, terminal)
    if is_there:
        known = f"`{visible(given)}:{COMMITTED}` names a revision of git."
        terminal.stop(Exit.USAGE, f"{visible(given)} is not a file. {known}")
    if given.endswith(".json") and ":" not in given:
        terminal.stop(Exit.USAGE, f"There is no file {visible(given)}. `whosays baseline` writes {COMMITTED}.")
    return _at_revision(given, casebook, terminal)


def _known_as(path: Path, casebook: Path) -> str:
    """What a file is called in a report, from wherever it was named: by its path in the casebook, or else by its name alone."""
    real, root = path.resolve(), casebook.resolve()
    return real.relative_to(root).as_posix() if real.is_relative_to(root) else path.name


def _at_revision(given: str, casebook: Path, terminal: Terminal) -> tuple[str, bytes]:
    revision, colon, path = given.partition(":")
    if not revision or revision.startswith("-") or "\0" in given:
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
    _not_too_large(given, len(found.stdout), terminal)
    return f"{revision}:{path or COMMITTED}", found.stdout
