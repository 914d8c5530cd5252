"""From the arguments of a command to the findings on a casebook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compare.cli.exits import Exit
from compare.core.visible import visible

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from compare.cli.terminal import Terminal
    from compare.core.findings import Findings


def findings_on(casebook: Path, texts: Sequence[Path] | None, terminal: Terminal, today: str | None = None) -> Findings:
    """Read and judge the casebook, on the day if one is given; a folder that is none ends the command with a usage error."""
    from compare.pipeline import Run, find

    return find(Run(casebook, existing_folders(casebook, texts, terminal), terminal.tell, today=today))


def existing_folders(casebook: Path, texts: Sequence[Path] | None, terminal: Terminal) -> tuple[Path, ...]:
    """The folders of article texts.

    One that is none, or a casebook that is none or of a newer format than ours, ends the command with a usage error.
    """
    if not casebook.is_dir():
        terminal.stop(Exit.USAGE, f"{visible(str(casebook))} is not a folder. A casebook is a folder with seeds/ and claims/.")
    from compare.loading.settings_file import newer_format

    if newer := newer_format(casebook):
        terminal.problems([newer], err=True)
        terminal.stop(Exit.USAGE)
    for folder in texts or ():
        if not folder.is_dir():
            terminal.stop(Exit.USAGE, f"{visible(str(folder))}, given with --texts or WHOSAYS_TEXTS, is not a folder.")
    return tuple(texts or ())
