"""`whosays schema`: JSON Schemas of the casebook's files, for editors."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from compare.cli.exits import Exit
from compare.cli.terminal import Terminal
from compare.core.visible import visible

EXAMPLE = "whosays schema .schemas"


def schema(
    ctx: typer.Context,
    folder: Annotated[Path, typer.Argument(help="Where the schemas go; made if it is not there.", metavar="DIR")],
) -> None:
    """Write a JSON Schema for every kind of file of a casebook, from the definitions that validate them.

    Exit codes: 0 written, 4 cannot write.
    """
    from compare.loading.schema import schemas

    terminal: Terminal = ctx.ensure_object(Terminal)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in schemas().items():
            (folder / name).write_text(text, encoding="utf-8", newline="\n")
            terminal.result(visible(str(folder / name)))
    except OSError as error:
        terminal.stop(Exit.CANNOT_WRITE, f"Cannot write to {visible(str(folder))}: {error.strerror or error}.")
