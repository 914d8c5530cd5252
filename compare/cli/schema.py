"""`whosays schema`: JSON Schemas of the casebook's files, for editors."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from compare.cli.exits import Exit
from compare.cli.reading import existing_folders
from compare.cli.terminal import Terminal
from compare.core.visible import visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compare.core.problems import Problem

EXAMPLE = "whosays schema --casebook ."


def schema(
    ctx: typer.Context,
    folder: Annotated[
        Path | None,
        typer.Argument(
            help="Where the schemas go; made if it is not there.", metavar="DIR", show_default=".schemas in the casebook"
        ),
    ] = None,
    casebook: Annotated[
        Path | None,
        typer.Option(
            "--casebook",
            "-C",
            help="Complete the ids of this casebook, too.",
            metavar="CASEBOOK",
            show_default="the current folder, unless DIR is given",
        ),
    ] = None,
) -> None:
    """Write a JSON Schema for every kind of file of a casebook, from the definitions that validate them.

    With DIR alone the schemas are those of any casebook. Else they know the casebook: an editor completes its subjects,
    options, entities and sources, and marks what is none of them.

    Exit codes: 0 written, 2 no casebook, 4 cannot write.
    """
    from compare.authoring.editor.schemas import FOLDER, written

    terminal: Terminal = ctx.ensure_object(Terminal)
    root = casebook or (None if folder else Path())
    files = _of_any() if root is None else _of(root, terminal)
    into = folder or (root or Path()) / FOLDER
    if folder is None and into.is_symlink():
        terminal.stop(
            Exit.CANNOT_WRITE, f"{visible(str(into))} is a link: nothing is written through it. Name the folder itself."
        )
    try:
        for path in written(into, files):
            terminal.result(visible(str(path)))
    except OSError as error:
        terminal.stop(Exit.CANNOT_WRITE, f"Cannot write to {visible(str(into))}: {error.strerror or error}.")


def _of_any() -> dict[str, str]:
    """The schemas that fit every casebook."""
    from compare.loading.schema import schemas

    return schemas()


def _of(root: Path, terminal: Terminal) -> dict[str, str]:
    """The schemas that know a casebook; a folder that is none ends the command with a usage error."""
    from compare.authoring.editor.schemas import editor_schemas
    from compare.loading.casebook import read_casebook
    from compare.loading.layout import CLAIMS, SOURCES

    if not any((root / each).is_dir() for each in (CLAIMS, SOURCES)):
        terminal.stop(Exit.USAGE, f"{visible(str(root))} is no casebook: a casebook is a folder with seeds/ and claims/.")
    existing_folders(root, None, terminal)
    read, _settings, problems = read_casebook(root)
    _warn_of_gaps(problems, terminal)
    return editor_schemas(read, problems)


def _warn_of_gaps(problems: Sequence[Problem], terminal: Terminal) -> None:
    """Say so where what an editor completes and marks is less than it would be."""
    if any(problem.severity == "error" for problem in problems):
        terminal.warn("The casebook has errors, so some ids may be missing: run whosays check, then this again.")
