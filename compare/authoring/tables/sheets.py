"""Tables as files: CSV (RFC 4180, UTF-8) and XLSX, in which every cell is text and reads back as the same text.

A CSV cell that a spreadsheet would take for a formula is guarded by an apostrophe (OWASP, CSV Injection), which is taken off
again when the file is read; so is one apostrophe of a cell that looks guarded already, which therefore gets one more, in a raw
table, too. XLSX needs no guard: its cells say that they are text.
"""

from __future__ import annotations

import csv
import io
import re
import traceback
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from compare.authoring.tables.tables import Grid
from compare.authoring.tables.workbook import WorkbookError, sheet_rows, workbook_rows
from compare.core.csv_limit import cells_up_to
from compare.core.model import Location
from compare.core.problems import Problem
from compare.core.settings import Limits
from compare.loading import files

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence
    from pathlib import Path

SUFFIXES: Final = (".csv", ".xlsx")
SHEET: Final = "claims"
LONGEST: Final = 32_767
"""Characters that a cell of XLSX holds (ECMA-376, as Excel limits it)."""
MOST_ROWS: Final = 1_048_576
_NARROW: Final = 18
_WIDE: Final = 48  # characters
_MOST_BYTES: Final = 64 * 1024 * 1024
_STARTS: Final = "=+\\-@\t\r＝＋－＠"
_ACTS: Final = re.compile(f"'*[{_STARTS}]")
_GUARDED: Final = re.compile(f"'+[{_STARTS}]")
_NUMBER: Final = re.compile(r"-[0-9]+(\.[0-9]+)?")
_SEPARATORS: Final = ",;\t"


class UnwrittenTableError(OSError):
    """There is no room for the parts of a workbook while it is made, in the folder for temporary files."""


class UnfitTableError(Exception):
    """A table cannot be written so that it reads back the same; the message is a sentence for the person."""


def guarded(text: str) -> str:
    """A cell of CSV that no spreadsheet takes for a formula; a negative number stays a number."""
    return f"'{text}" if _ACTS.match(text) and not _NUMBER.fullmatch(text) else text


def raw(text: str) -> str:
    """A cell of CSV as it is, but for one that looks guarded: reading takes one apostrophe off it."""
    return f"'{text}" if _GUARDED.match(text) else text


def unguarded(cell: str) -> str:
    """The text of a guarded cell."""
    return cell[1:] if _GUARDED.match(cell) else cell


def csv_bytes(rows: Sequence[Sequence[str]], cell: Callable[[str], str] = guarded) -> bytes:
    """A table as CSV, with the byte order mark by which spreadsheets know UTF-8; `cell` makes each cell fit for it."""
    written = io.StringIO(newline="")
    csv.writer(written, lineterminator="\r\n").writerows(map(cell, row) for row in rows)
    return f"\ufeff{written.getvalue()}".encode()


def xlsx_bytes(rows: Sequence[Sequence[str]], sheet: str = SHEET, wide: Collection[str] = ()) -> bytes:
    """A table as XLSX, its first row fixed, without a clock in it.

    Args:
        rows: the table, its first row the names of the columns.
        sheet: the name of the sheet.
        wide: the columns that hold sentences.

    Raises:
        UnfitTableError: there are more rows than XLSX holds, a cell has more characters, or one that it does not give back.
        UnwrittenTableError: there is no room for its parts.
        ImportError: the extra `xlsx` is not installed.
    """
    if len(rows) > MOST_ROWS:
        raise UnfitTableError(f"{len(rows):,} rows are more than the {MOST_ROWS:,} that XLSX holds; write CSV instead")
    too_long = next((place for place, cell in _numbered(rows) if len(cell) > LONGEST), None)
    if too_long:
        raise UnfitTableError(
            f"row {too_long[0]}, column {too_long[1]} has more than {LONGEST:,} characters; write CSV instead"
        )
    data = _workbook(rows, sheet, wide)
    read = sheet_rows(data, sheet)
    for (row, column), cell in _numbered(rows):
        if cell and _cell(read, row, column) != cell:
            raise UnfitTableError(f"row {row}, column {column} has a character that XLSX does not keep; write CSV instead")
    return data


def _numbered(rows: Sequence[Sequence[str]]) -> Iterator[tuple[tuple[int, int], str]]:
    """Every cell with its row and column, from 1."""
    for row, cells in enumerate(rows, start=1):
        for column, cell in enumerate(cells, start=1):
            yield (row, column), cell


def _cell(rows: Sequence[Sequence[object]], row: int, column: int) -> object:
    """What stands in a cell, by row and column from 1; an empty text beyond the edge."""
    cells = rows[row - 1] if row <= len(rows) else ()
    return cells[column - 1] if column <= len(cells) else ""


def _workbook(rows: Sequence[Sequence[str]], name: str, wide: Collection[str]) -> bytes:
    """The file; what is half made of it goes while there is something to write to, else it would complain at its end."""
    from xlsxwriter.exceptions import FileCreateError

    written = io.BytesIO()
    try:
        _fill(written, rows, name, wide)
    except (FileCreateError, OSError) as fault:
        cause = fault.args[0] if isinstance(fault, FileCreateError) else fault
        for each in (fault, cause):
            traceback.clear_frames(each.__traceback__)
        raise UnwrittenTableError(f"its parts cannot be written, {cause.strerror or cause}") from None
    return written.getvalue()


def _fill(written: io.BytesIO, rows: Sequence[Sequence[str]], name: str, wide: Collection[str]) -> None:
    """Write it: every cell and every column is text, so that what is typed into it stays text."""
    from datetime import UTC, datetime

    from xlsxwriter import Workbook

    with Workbook(written, {"constant_memory": True}) as book:
        book.set_properties({"created": datetime(1980, 1, 1, tzinfo=UTC)})
        text, head = book.add_format({"num_format": "@"}), book.add_format({"num_format": "@", "bold": True})
        sheet = book.add_worksheet(name)
        for column, title in enumerate(rows[0]):
            sheet.set_column(column, column, _WIDE if title in wide else _NARROW, text)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, len(rows) - 1, len(rows[0]) - 1)
        sheet.ignore_errors({"number_stored_as_text": f"A1:{_letters(len(rows[0]))}{len(rows)}"})
        for (row, column), cell in _numbered(rows):
            if cell:
                sheet.write_string(row - 1, column - 1, cell, head if row == 1 else text)


def read_table(path: Path) -> Grid | list[Problem]:
    """A table from its file, or why it cannot be had.

    Args:
        path: a file that ends in .csv or .xlsx.

    Raises:
        ImportError: the extra `xlsx` is not installed.
    """
    place = Location(files.shown_name(path.name))
    data = files.read_bytes(path, path.parent, _MOST_BYTES, place)
    if isinstance(data, Problem):
        return [replace(data, cure="Split it into several tables.") if data.code == "F102" else data]  # no setting raises that
    return _from_xlsx(data, place) if path.suffix.lower() == ".xlsx" else _from_csv(data, place)


def _from_csv(data: bytes, place: Location) -> Grid | list[Problem]:
    """The rows of a CSV file, separated as its first line is."""
    text = files.decode(data, place)
    if isinstance(text, Problem):
        return [text]
    head = text.partition("\n")[0]
    separator = max(_SEPARATORS, key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        with cells_up_to(Limits().scalar_bytes * 16):
            rows = tuple(tuple(map(unguarded, row)) for row in reader)
    except csv.Error as fault:
        return [_unreadable(Location(place.file, reader.line_num), f"the CSV cannot be read: {fault}")]
    return Grid(place.file, rows)


def _from_xlsx(data: bytes, place: Location) -> Grid | list[Problem]:
    """The rows of a workbook; a cell that is no text any more is a problem, since what was typed is lost."""
    try:
        rows = workbook_rows(data, SHEET)
    except WorkbookError as fault:
        return [_unreadable(place, f"this is no XLSX workbook: {fault}")]
    converted = [
        _converted(Location(place.file, row, column), cell)
        for (row, column), cell in _numbered(rows)
        if not isinstance(cell, str)
    ]
    return converted or Grid(place.file, tuple(map(tuple, rows)))


def _unreadable(place: Location, message: str) -> Problem:
    """A file that is no table."""
    return Problem("F104", place, message, "Export a table anew, or save it again as CSV UTF-8 or as XLSX.")


def _converted(place: Location, cell: object) -> Problem:
    """A cell that the spreadsheet has made into something else than text."""
    kinds = {
        "bool": "a truth value",
        "int": "a number",
        "float": "a number",
        "time": "a time",
        "timedelta": "a time",
        "CellError": "an error",
    }
    kind = kinds.get(type(cell).__name__, "a date")
    name = f"{_letters(place.column)}{place.line}"
    cure = f"Format {name} as text and type it again; what was typed there first is not in the file any more."
    return Problem("S203", place, f"the spreadsheet has made {kind} of {name}: it holds {cell}", cure)


def _letters(column: int) -> str:
    """The name of a column in a spreadsheet: A, Z, AA."""
    letters = ""
    while column:
        column, left = divmod(column - 1, 26)
        letters = chr(ord("A") + left) + letters
    return letters
