"""`whosays export`: the claims for a spreadsheet, and what was found for whoever works on with it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from compare.cli.exits import Exit
from compare.cli.export_choices import EXTRAS, MemoFormat, What, chosen
from compare.cli.options import InCasebook, Texts
from compare.cli.terminal import Terminal
from compare.core.visible import visible

if TYPE_CHECKING:
    from compare.cli.exporting import Made

EXAMPLE = "whosays export claims.xlsx"
EXTRA: Final = EXTRAS[".xlsx"]
"""What is told where the extra is missing."""


def export(  # noqa: PLR0913 - one argument for each option
    ctx: typer.Context,
    file: Annotated[str, typer.Argument(help="The file to write; its ending says how. A folder, ending in /, for memos.")],
    *,
    what: Annotated[
        What | None,
        typer.Option("--what", help="What to write.", show_default="claims, or memo where only that fits FILE"),
    ] = None,
    source: Annotated[
        list[str] | None,
        typer.Option(help="Claims and annotations: only this source; may be given several times.", metavar="ID"),
    ] = None,
    subject: Annotated[
        list[str] | None,
        typer.Option(
            help="Memo: of this subject; may be given several times.",
            show_default="all that wait for a decision",
            metavar="ID",
        ),
    ] = None,
    memo_format: Annotated[
        MemoFormat | None,
        typer.Option("--format", help="Memo: how each is written in a folder.", show_default="md"),
    ] = None,
    raw: Annotated[bool, typer.Option("--raw", help="CSV: without the apostrophes that make formulas harmless.")] = False,
    private: Annotated[bool, typer.Option("--private", help="Claims: with the private notes.")] = False,
    base_url: Annotated[
        str | None,
        typer.Option("--base-url", help="Claimreview: where the report is published, for links to its pages.", metavar="URL"),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Write over a file of this name.")] = False,
    casebook: InCasebook = Path(),
    texts: Texts = None,
) -> None:
    """Write claims, findings, reviews, annotations or memos into a file, for others to work on.

    claims, to be changed and read back with `whosays import`: .csv, .xlsx, .json, .parquet. findings, a row for each claim
    with what its subject came to: the same, .json being findings.json. claimreview: .json, .jsonld. annotations: .json,
    .jsonld. memo, one subject to paste: .md, .docx.

    In tables of claims every cell is text, and nothing is lost: several values in one cell are joined by semicolons, and a
    semicolon of their own has a backslash before it. In CSV a cell that a spreadsheet would take for a formula has an
    apostrophe before it. What is confidential is in no export.

    Exit codes: 0 written, 2 usage, no such source or subject, or the file is there already, 3 errors in the casebook, 4 cannot
    write, 5 nothing compared.
    """
    from compare.cli.exporting import Request, made

    terminal: Terminal = ctx.ensure_object(Terminal)
    options = {
        "--source": source,
        "--subject": subject,
        "--format": memo_format,
        "--raw": raw,
        "--private": private,
        "--base-url": base_url,
    }
    choice = chosen(file, what, {name for name, value in options.items() if value}, terminal)
    request = Request(
        choice, casebook, texts, tuple(source or ()), tuple(subject or ()), memo_format or MemoFormat.MD, raw, private, base_url
    )
    found = made(request, terminal)
    _write(choice.file, found, terminal, force=force)
    terminal.result(f"{visible(file)}: {found.told}")


def check_suffix(file: Path, terminal: Terminal) -> None:
    """End the command with a usage error where the file's name does not say which kind of table it is."""
    from compare.authoring.tables.sheets import SUFFIXES

    if file.suffix.lower() not in SUFFIXES:
        terminal.stop(Exit.USAGE, f"{visible(str(file))} is no table: its name must end in .csv or .xlsx.")


def _write(target: Path, found: Made, terminal: Terminal, *, force: bool) -> None:
    """Write the file, or all files of a folder, but over others only if that was asked for."""
    from compare.authoring.editing.saving import place_all
    from compare.loading.files import exists
    from compare.loading.replacing import ChangedMeanwhile

    folder = target if found.folder else target.parent
    there = [folder / name for name in found.files if exists(folder / name)]
    if there and not force:
        _taken(there[0], terminal)
    try:
        place_all(folder, found.files, new=not force, make=found.folder)
    except ChangedMeanwhile:
        _taken(target, terminal)
    except OSError as fault:
        terminal.stop(Exit.CANNOT_WRITE, f"Cannot write {visible(str(target))}: {fault.strerror or fault}.")


def _taken(file: Path, terminal: Terminal) -> None:
    from compare.authoring.tables.sheets import SUFFIXES

    changes = "import it first, or " if file.suffix.lower() in SUFFIXES else ""
    terminal.stop(
        Exit.USAGE,
        f"{visible(str(file))} is there already, perhaps with changes: {changes}say --force to write over it.",
    )
