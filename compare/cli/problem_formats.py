"""How the commands that only tell problems write them: for people, as one JSON document, or as workflow commands."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path


class Format(StrEnum):
    """How problems are written."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"


def folder_from_here(casebook: Path) -> str:
    """Where a casebook is, from the current folder, which in a workflow is the repository's; empty if it does not lie in it."""
    here = Path.cwd().resolve()
    folder = (here / casebook).resolve()
    inside = folder.relative_to(here).as_posix() if folder.is_relative_to(here) else "."
    return "" if inside == "." else inside
