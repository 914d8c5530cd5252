"""The arguments and options that several commands share, each in one place."""

from __future__ import annotations

import shlex
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from compare.cli.problem_formats import Format
from compare.core.visible import visible

Casebook = Annotated[
    Path, typer.Argument(help="The casebook: the folder with seeds/ and claims/.", show_default="the current folder")
]
InCasebook = Annotated[
    Path, typer.Option("--casebook", "-C", help="The casebook.", show_default="the current folder", metavar="DIR")
]
Texts = Annotated[
    list[Path] | None,
    typer.Option(
        "--texts", envvar="WHOSAYS_TEXTS", help="A further folder in which article texts are looked for.", metavar="DIR"
    ),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but results and problems.")]
NoColour = Annotated[bool, typer.Option("--no-color", help="No colour and no bold; NO_COLOR does the same.")]


Today = Annotated[
    str | None,
    typer.Option("--today", help="The day on which decisions may have expired.", show_default="today", metavar="DAY"),
]


class TextOrJson(StrEnum):
    """For whom a command writes its result."""

    TEXT = "text"
    JSON = "json"


AsTextOrJson = Annotated[TextOrJson, typer.Option("--format", help="Text for a person, or JSON for a program.")]
ProblemFormat = Annotated[
    Format,
    typer.Option(
        "--format", help="How problems are written: for people, as one JSON document, or as GitHub workflow commands."
    ),
]


def in_casebook(casebook: Path) -> str:
    """The option that a command to be copied needs: ` -C my-case`, nothing for the current folder."""
    return "" if casebook == Path() else f" -C {visible(shlex.quote(str(casebook)))}"
