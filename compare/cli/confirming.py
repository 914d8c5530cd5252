"""A question to which a person at a terminal says yes or no before something is written."""

from __future__ import annotations

import sys

import typer


def can_ask() -> bool:
    """Whether somebody is there to answer."""
    return sys.stdin is not None and sys.stdin.isatty()


def agreed(question: str) -> bool:
    """Whether the person says y or yes; anything else, and the end of the answers, is no."""
    typer.echo(f"{question} y / n: ", nl=False, err=True)
    return sys.stdin.readline().strip().casefold() in {"y", "yes"}
