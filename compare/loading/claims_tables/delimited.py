"""CSV and TSV: the header and dialect of a file, and its rows by the fast reader, or the exact one where need be."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final

import numpy as np

from compare.core.columns import Column
from compare.core.csv_limit import cells_up_to
from compare.core.visible import excerpt
from compare.loading.claims_tables.arrow_csv import NotPlainError, arrow_parts, header_end
from compare.loading.claims_tables.faults import Fault
from compare.loading.claims_tables.rows import Part, TableRows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from typing import BinaryIO

    from compare.loading.claims_tables.faults import Faults
    from compare.loading.claims_tables.mapping import ColumnMapping

DELIMITERS: Final = (",", "\t", ";", "|")
ROWS: Final = 65_536
"""Rows of one part."""
_LONGEST_CELL: Final = 16 * 1024 * 1024
_RAGGED: Final = Fault(
    "S203", "not as many cells as columns", "Put a cell that holds a separator or a line end between double quotes."
)
_UNCLOSED: Final = Fault(
    "S203", "a quotation mark that is never closed", "Close it, or double a mark that is part of the text."
)


@dataclass(frozen=True, slots=True)
class Delimited:
    """A file of this sort: how to open it, its encoding, what separates its cells, and whether its first record is a header."""

    open: Callable[[], BinaryIO]
    encoding: str
    delimiter: str
    names: tuple[str, ...]
    headed: bool

    @property
    def is_utf8(self) -> bool:
        """Whether bytes can be looked at one by one without decoding them."""
        return self.encoding == "utf-8-sig"


def delimited(opened: Callable[[], BinaryIO], mapping: ColumnMapping, *, tabs: bool) -> Delimited:
    """The dialect of a file: the separator that cuts its first record into most cells, unless it is known.

    Args:
        opened: opens the file, at its beginning.
        mapping: may give the separator, the encoding and the header.
        tabs: the name of the file says that tabs separate.
    """
    plain = mapping.encoding.lower().replace("_", "-") in {"utf-8", "utf8", "utf-8-sig"}
    encoding = "utf-8-sig" if plain else mapping.encoding
    known = mapping.delimiter or ("\t" if tabs else None)
    firsts = [(each, _first(opened, encoding, each)) for each in ((known,) if known else DELIMITERS)]
    delimiter, first = max(firsts, key=lambda pair: len(pair[1]))
    return Delimited(opened, encoding, delimiter, mapping.header or tuple(first), headed=not mapping.header)


def _first(opened: Callable[[], BinaryIO], encoding: str, delimiter: str) -> list[str]:
    """The cells of the first record that is not blank."""
    with opened() as file, _decoded(file, encoding) as text:
        try:
            return next(filter(None, csv.reader(text, delimiter=delimiter)), [])
        except csv.Error:  # a cell of more than 128 kB: not the separator of this header
            return []


def _decoded(file: BinaryIO, encoding: str) -> io.TextIOWrapper:
    return io.TextIOWrapper(file, encoding, errors="surrogateescape", newline="")


def rows(file: Delimited, faults: Faults, *, exact: bool) -> TableRows:
    """The rows of the file; those that have not as many cells as there are columns are faults, the others are kept."""
    return TableRows(file.names, lambda wanted: _parts(file, [file.names.index(name) for name in wanted], faults, exact=exact))


def _parts(file: Delimited, wanted: list[int], faults: Faults, *, exact: bool) -> Iterator[Part]:
    """The rows by the fast reader as far as it can be trusted, and from there on by the exact one."""
    given = 0
    if file.is_utf8 and not exact:
        try:
            for part in _fast(file, wanted):
                yield part
                given += len(part.lines)
        except (NotPlainError, ImportError):
            pass
        else:
            return
    yield from _exact(file, wanted, faults, given)


def _fast(file: Delimited, wanted: list[int]) -> Iterator[Part]:
    with file.open() as stream:
        head, line = header_end(stream, file.delimiter) if file.headed else (b"", 1)
        for part in arrow_parts(stream, head, line, file.delimiter, (len(file.names), wanted)):
            yield Part({file.names[at]: column for at, column in zip(wanted, part.columns.values(), strict=True)}, part.lines)


def _exact(file: Delimited, wanted: list[int], faults: Faults, skip: int) -> Iterator[Part]:
    """The rows as the csv module of the standard library reads them, but for the first ones."""
    with cells_up_to(_LONGEST_CELL), file.open() as stream, _decoded(stream, file.encoding) as text:
        records = islice(_records(file, text, faults), skip, None)
        while chunk := list(islice(records, ROWS)):
            lines, cells = zip(*chunk, strict=True)
            columns = list(zip(*cells, strict=True))
            coded = {file.names[at]: Column.of(columns[at]) for at in wanted}
            yield Part(coded, np.array(lines, dtype=np.int32))


def _records(file: Delimited, text: io.TextIOWrapper, faults: Faults) -> Iterator[tuple[int, list[str]]]:
    """The line on which each record begins, and its cells."""
    lines = _Lines(text)
    reader = csv.reader(lines.each(), delimiter=file.delimiter)
    width, headed, line = len(file.names), file.headed, 1
    try:
        for record in reader:
            if lines.ended:  # in the middle of a record
                faults.row(_UNCLOSED, line, "a quotation mark is opened here and never closed: all that follows is one cell")
            elif record and headed:
                headed = False
            elif len(record) == width:
                yield line, record
            elif record:
                faults.row(_RAGGED, line, _ragged(record, width))
            line = reader.line_num + 1
    except csv.Error as fault:
        faults.whole("Y108", f"nothing from here on was read: {fault}", "A quotation mark may never have been closed.", line)


def _ragged(record: Sequence[str], width: int) -> str:
    return f"the row has {len(record)} cells and the table {width} columns; it begins with {excerpt(record[0])}"


class _Lines:
    """The lines of a file, and whether there are no more."""

    def __init__(self, text: io.TextIOWrapper) -> None:
        self._text = text
        self.ended = False

    def each(self) -> Iterator[str]:
        """Line after line, with its end."""
        yield from self._text
        self.ended = True
