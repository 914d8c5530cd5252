"""What an XLSX workbook holds, read in a process of its own: one hostile cell must cost a sentence, not this run.

A workbook is a ZIP archive of XML (ECMA-376). What it would unpack to is looked at first; nothing of it ever goes to disk,
so that no name in it can lead anywhere. One cell in the last row and column asks for half a terabyte, at which the library that
reads it ends its whole process: that process has little memory and little time, and what came of it is sent back.
"""

from __future__ import annotations

import faulthandler
import io
import multiprocessing
import os
import re
import resource
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

MOST_PARTS: Final = 2_000
"""Files in the archive; a workbook of a hundred sheets has some hundreds."""
MOST_UNPACKED: Final = 512 * 2**20
"""Bytes of all parts together."""
MOST_RATIO: Final = 500
"""To how many times its bytes the archive may unpack, beyond `SMALL`; tables of repeated words come to a hundred."""
SMALL: Final = 2**20
_MEMORY: Final = 1024 * 2**20  # bytes beyond what this process has
_SECONDS: Final = 60  # of computing, not of waiting


_SHEETS: Final = "worksheets/"
_ERROR: Final = re.compile(rb"""(<(?:\w+:)?c\s[^>]*?\bt=)(?:"e"|'e')""")


@dataclass(frozen=True, slots=True)
class CellError:
    """What a cell shows in the place of what was typed: `#NAME?`, `#REF!`."""

    shown: str

    def __str__(self) -> str:
        """As the spreadsheet shows it."""
        return self.shown


class WorkbookError(Exception):
    """These bytes are no workbook, or none that is read; the message is a sentence for the person."""


def workbook_rows(data: bytes, sheet: str) -> list[list[Any]]:
    """The cells of the sheet of this name, or of the first one, from the top left corner on.

    Raises:
        WorkbookError: this is no workbook, or more than a table of claims can be.
        ImportError: the extra `xlsx` is not installed.
    """
    import python_calamine  # noqa: F401 - that it is missing is to be seen here, not in the other process

    _check_archive(data)
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_read_apart, args=(data, sheet, theirs), daemon=True)
    process.start()
    theirs.close()
    try:
        found = ours.recv()
    except EOFError:
        found = "reading it takes more memory or time than a table of claims can need"
    finally:
        ours.close()
        process.join()
    if isinstance(found, str):
        raise WorkbookError(found)
    rows: list[list[Any]] = found
    return rows


def _check_archive(data: bytes) -> None:
    """Refuse an archive by what its directory says, before anything is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as fault:
        raise WorkbookError(f"{fault}") from fault
    size = sum(each.file_size for each in parts)
    if len(parts) > MOST_PARTS:
        raise WorkbookError(f"it has {len(parts):,} parts; at most {MOST_PARTS:,} are read")
    if size > MOST_UNPACKED:
        raise WorkbookError(f"it unpacks to {size:,} bytes; at most {MOST_UNPACKED:,} are read")
    if size > max(SMALL, MOST_RATIO * len(data)):
        raise WorkbookError(f"it unpacks to {size // len(data):,} times its size; at most {MOST_RATIO:,} times is read")


def _read_apart(data: bytes, sheet: str, theirs: Connection) -> None:
    """Read the sheet and send its cells, or why they cannot be had; the library may end this process without a word."""
    faulthandler.disable()
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # its last words are no message of ours
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_AS, _now_used() + _MEMORY)
    _limit(resource.RLIMIT_CPU, _SECONDS)
    try:
        theirs.send(sheet_rows(data, sheet))
    except BaseException as fault:  # noqa: BLE001 - a panic of the library is no Exception
        theirs.send(f"{fault}" or "it cannot be read")


def _limit(what: int, most: int) -> None:
    """Lower a limit of this process; a lower one stays."""
    soft, hard = resource.getrlimit(what)
    lower = [each for each in (most, soft, hard) if each != resource.RLIM_INFINITY]
    resource.setrlimit(what, (min(lower), hard))


def _now_used() -> int:
    """How much memory this process has reserved; a guess where the system does not tell."""
    try:
        with open("/proc/self/statm", encoding="ascii") as told:  # noqa: PTH123 - no file of ours
            return int(told.read().split()[0]) * resource.getpagesize()
    except OSError:
        return _MEMORY


def sheet_rows(data: bytes, sheet: str) -> list[list[Any]]:
    """The cells of a sheet as `workbook_rows` gives them, read in this process: of a workbook that we have just written."""
    rows = _cells(data, sheet)
    as_text = _errors_as_text(data)
    if as_text is not None:  # the library gives an error as an empty cell, which would take away what stands in the claim
        for row, texts in zip(rows, _cells(as_text, sheet), strict=True):
            row[:] = [CellError(text) if cell == "" != text else cell for cell, text in zip(row, texts, strict=True)]
    return rows


def _cells(data: bytes, sheet: str) -> list[list[Any]]:
    """The cells as the library reads them."""
    from python_calamine import CalamineWorkbook

    with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
        names = book.sheet_names
        found = book.get_sheet_by_name(sheet if sheet in names else names[0])
        return list(found.to_python(skip_empty_area=False))


def _errors_as_text(data: bytes) -> bytes | None:
    """The workbook with every cell of an error (ECMA-376, section 18.18.11) as one of text; None where there is none."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheets = [each for each in archive.infolist() if _SHEETS in each.filename]
        if not any(_ERROR.search(archive.read(each)) for each in sheets):
            return None
        written = io.BytesIO()
        with zipfile.ZipFile(written, "w") as copy:
            for each in archive.infolist():
                part = archive.read(each)
                copy.writestr(each.filename, _ERROR.sub(rb'\1"str"', part) if each in sheets else part)
    return written.getvalue()
