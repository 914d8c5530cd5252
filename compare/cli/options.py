"""The arguments and options that several commands share, each in one place."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Casebook = Annotated[
    Path, typer.Argument(help="The casebook: the folder with seeds/ and claims/.", show_default="the current folder")
]
Texts = Annotated[
    list[Path] | None,
    typer.Option(
        "--texts", envvar="WHOSAYS_TEXTS", help="A further folder in which article texts are looked for.", metavar="DIR"
    ),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but results and problems.")]
NoColour = Annotated[bool, typer.Option("--no-color", help="No colour and no bold; NO_COLOR does the same.")]
