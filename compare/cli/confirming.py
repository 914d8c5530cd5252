"""A question to which a person at a terminal says yes or no before something is written."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import typer

from compare.cli.exits import Exit
from compare.core.visible import visible

if TYPE_CHECKING:
    from collections.abc import Collection

    from compare.cli.terminal import Terminal

NOBODY = "Nothing was written: there is nobody to ask. If the change is right, give --yes."


def can_ask() -> bool:
    """Whether somebody is there to answer."""
    return sys.stdin is not None and sys.stdin.isatty()


def agreed(question: str) -> bool:
    """Whether the person says y or yes; anything else, and the end of the answers, is no."""
    typer.echo(f"{question} y / n: ", nl=False, err=True)
    return sys.stdin.readline().strip().casefold() in {"y", "yes"}


def chosen(question: str, answers: Collection[str], at_end: str) -> str:
    """Which of these the person says; asked again until it is one of them, and `at_end` where the answers end."""
    while True:
        typer.echo(f"{question}: ", nl=False, err=True)
        line = sys.stdin.readline()
        if not line:
            return at_end
        said = line.strip().casefold()
        if said in answers:
            return said
        typer.echo(f"{visible(line.strip())!r} is no answer.", err=True)


def wanted(question: str, terminal: Terminal, *, yes: bool) -> bool:
    """Whether the person wants it written; ends the command where there is nobody to ask."""
    if yes:
        return True
    if not can_ask():
        terminal.stop(Exit.USAGE, NOBODY)
    if agreed(question):
        return True
    terminal.warn("Nothing was written.")
    return False
