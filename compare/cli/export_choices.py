"""What `whosays export` can write, under which endings, and which options go with it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn

from compare.cli.exits import Exit
from compare.core.visible import visible

if TYPE_CHECKING:
    from collections.abc import Collection

    from compare.cli.terminal import Terminal


class What(StrEnum):
    """What is written."""

    CLAIMS = "claims"
    FINDINGS = "findings"
    CLAIMREVIEW = "claimreview"
    ANNOTATIONS = "annotations"
    MEMO = "memo"


class MemoFormat(StrEnum):
    """How memos in a folder are written."""

    MD = "md"
    DOCX = "docx"


FITS: Final = {
    What.CLAIMS: (".csv", ".xlsx", ".json", ".parquet"),
    What.FINDINGS: (".csv", ".xlsx", ".json", ".parquet"),
    What.CLAIMREVIEW: (".json", ".jsonld"),
    What.ANNOTATIONS: (".json", ".jsonld"),
    What.MEMO: (".md", ".docx"),
}
"""The endings under which each can be written; docs/exports.md has the same table."""
_TAKEN_BY: Final = {
    "--source": (What.CLAIMS, What.ANNOTATIONS),
    "--subject": (What.MEMO,),
    "--format": (What.MEMO,),
    "--raw": (What.CLAIMS, What.FINDINGS),
    "--private": (What.CLAIMS,),
    "--base-url": (What.CLAIMREVIEW,),
}

EXTRAS: Final = {
    ".xlsx": "XLSX needs a library that is not installed here: pip install 'whosays[xlsx]'; or name a file that ends in .csv.",
    ".parquet": "Parquet needs a library that is not installed here: pip install 'whosays[tables]'; "
    "or name a file that ends in .csv.",
    ".docx": "Word needs a library that is not installed here: pip install 'whosays[word]'; or name a file that ends in .md.",
}
"""What is told where an extra is missing, by ending."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What goes where: `suffix` is that of the file, empty for a folder."""

    file: Path
    what: What
    suffix: str


def chosen(file: str, what: What | None, options: Collection[str], terminal: Terminal) -> Choice:
    """What to write, from the name of the file and `--what`; what does not go together ends the command with a usage error.

    Args:
        file: the file or folder as it was given.
        what: what was asked for, if it was said.
        options: the options that were given.
        terminal: where it is told.
    """
    path = Path(file)
    is_folder = file.endswith(("/", "\\")) or path.is_dir()
    choice = _folder(path, what, terminal) if is_folder else _file(path, what, terminal)
    for option in _TAKEN_BY:
        if option in options:
            _check_option(option, choice, terminal)
    return choice


def _folder(path: Path, what: What | None, terminal: Terminal) -> Choice:
    if what not in {None, What.MEMO}:
        fits = _either(FITS[What(str(what))])
        terminal.stop(
            Exit.USAGE, f"{visible(str(path))} is a folder, which only memos go into: name a file that ends in {fits}."
        )
    return Choice(path, What.MEMO, "")


def _file(path: Path, what: What | None, terminal: Terminal) -> Choice:
    suffix, name = path.suffix.lower(), visible(str(path))
    fitting = [each for each, suffixes in FITS.items() if suffix in suffixes]
    if what is None and fitting:
        what = fitting[0] if fitting[0] is What.CLAIMS or len(fitting) == 1 else None
        if what is None:
            terminal.stop(Exit.USAGE, f"{name}: say which is meant, --what {_either(fitting)}.")
    if what is None:
        every = dict.fromkeys(suffix for suffixes in FITS.values() for suffix in suffixes)
        terminal.stop(Exit.USAGE, f"{name}: the name must end in {_either([*every])}.")
    if what not in fitting:
        terminal.stop(Exit.USAGE, f"{name}: --what {what} is written to a name that ends in {_either(FITS[what])}.")
    return Choice(path, what, suffix)


def _check_option(option: str, choice: Choice, terminal: Terminal) -> None:
    """End the command where an option says nothing about what is written."""

    def stop(fits: str) -> NoReturn:
        terminal.stop(Exit.USAGE, f"{option} goes with {fits} only.")

    if choice.what not in _TAKEN_BY[option]:
        stop(f"--what {_either(_TAKEN_BY[option])}")
    if option == "--raw" and choice.suffix != ".csv":
        stop("a name that ends in .csv")
    if option == "--format" and choice.suffix:
        stop("a folder of memos")


def _either(words: Collection[str]) -> str:
    """`a, b or c`."""
    *rest, last = words
    return f"{', '.join(rest)} or {last}" if rest else last
