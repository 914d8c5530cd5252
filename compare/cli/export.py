"""`whosays export`: the claims as a table for a spreadsheet."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from compare.cli.exits import Exit
from compare.cli.options import InCasebook
from compare.cli.terminal import Terminal
from compare.core.phrases import counted
from compare.core.visible import visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compare.authoring.tables.tables import Grid

EXAMPLE = "whosays export claims.xlsx"
EXTRA: Final = "XLSX needs a library that is not installed here: pip install 'whosays[xlsx]'; or name a file that ends in .csv."
"""What is told where the extra is missing."""


def export(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(help="The table to write: a name that ends in .csv or .xlsx.")],
    *,
    source: Annotated[
        list[str] | None, typer.Option(help="Only this source; may be given several times.", metavar="ID")
    ] = None,
    private: Annotated[bool, typer.Option("--private", help="With the private notes.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Write over a file of this name.")] = False,
    casebook: InCasebook = Path(),
) -> None:
    """Write the claims as a table, one claim a row, to be changed in a spreadsheet and read back with `whosays import`.

    Every cell is text, and nothing is lost: several values in one cell are joined by semicolons, and a semicolon of their own
    has a backslash before it. In CSV a cell that a spreadsheet would take for a formula has an apostrophe before it.

    Exit codes: 0 written, 2 no such source or the file is there already, 3 a claim file cannot be read, 4 cannot write.
    """
    terminal: Terminal = ctx.ensure_object(Terminal)
    check_suffix(file, terminal)
    table = _table(casebook, source, terminal, private=private)
    _write(file, _data(file, table, terminal), terminal, force=force)
    claims, sources = len(table.rows) - 1, len({row[0] for row in table.rows[1:]})
    terminal.result(f"{visible(str(file))}: {counted(claims, 'claim')} of {counted(sources, 'source')}")


def check_suffix(file: Path, terminal: Terminal) -> None:
    """End the command with a usage error where the file's name does not say which kind of table it is."""
    from compare.authoring.tables.sheets import SUFFIXES

    if file.suffix.lower() not in SUFFIXES:
        terminal.stop(Exit.USAGE, f"{visible(str(file))} is no table: its name must end in .csv or .xlsx.")


def _table(casebook: Path, wanted: Sequence[str] | None, terminal: Terminal, *, private: bool) -> Grid:
    """The claims of the sources that were asked for."""
    from compare.authoring.tables.claim_table import claim_table, claimed_sources
    from compare.cli.reading import existing_folders
    from compare.core.suggest import did_you_mean
    from compare.loading.settings_file import read_settings

    existing_folders(casebook, None, terminal)
    known = claimed_sources(casebook)
    for each in wanted or ():
        if each not in known:
            terminal.stop(Exit.USAGE, f"no claims of a source {visible(each)!r}{did_you_mean(each, known)}")
    sources = [each for each in known if each in wanted] if wanted else known
    found = claim_table(casebook, sources, read_settings(casebook)[0].limits, private=private)
    if isinstance(found, list):
        terminal.problems(found, err=True)
        terminal.stop(Exit.PROBLEMS, "Nothing was written: what cannot be read would be missing from the table.")
    return found


def _data(file: Path, table: Grid, terminal: Terminal) -> bytes:
    """The table as bytes."""
    from compare.authoring.tables.sheets import UnfitTableError, csv_bytes, xlsx_bytes

    if file.suffix.lower() == ".csv":
        return csv_bytes(table.rows)
    try:
        return xlsx_bytes(table.rows)
    except ImportError:
        terminal.stop(Exit.USAGE, EXTRA)
    except UnfitTableError as fault:
        terminal.stop(Exit.PROBLEMS, f"{visible(str(file))}: {fault}. Nothing was written.")


def _write(file: Path, data: bytes, terminal: Terminal, *, force: bool) -> None:
    """Write the file, but over another only if that was asked for."""
    from compare.loading.files import ChangedMeanwhile, exists, write_whole

    name = visible(str(file))
    taken = f"{name} is there already, perhaps with changes: import it first, or say --force to write over it."
    if exists(file) and not force:
        terminal.stop(Exit.USAGE, taken)
    try:
        write_whole(file, data, new=not force)
    except ChangedMeanwhile:
        terminal.stop(Exit.USAGE, taken)
    except OSError as fault:
        terminal.stop(Exit.CANNOT_WRITE, f"Cannot write {name}: {fault.strerror or fault}.")
