"""positions, relations and standings as tables for programs: CSV or Parquet, sorted, of one result or of many buckets.

Cells are raw. Nothing is put before one that a spreadsheet would take for a formula: these files are read by programs, and
`whosays export` writes those for people.
"""

from __future__ import annotations

import csv
import heapq
import operator
import sys
from contextlib import ExitStack, contextmanager
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from compare.core.csv_limit import cells_up_to
from compare.exporters.judged_rows import COLUMNS, YES, ResultRows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from compare.core.judged import Judged

TABLES: Final = tuple(COLUMNS)
_ROWS: Final = 65_536
_SUBJECT: Final = operator.itemgetter(0)


class JudgedTables:
    """The tables of a result that comes in buckets of whole subjects, in any order; the files are the same for all."""

    def __init__(self, folder: Path) -> None:
        """Write into this folder, which is empty."""
        self._folder = folder

    def add(self, number: int, judged: Judged, because: Callable[[int], str]) -> None:
        """The bucket with this number; `because` gives the sentence for a relation by its number.

        Raises:
            OSError: it cannot be written.
        """
        rows = ResultRows(judged, because)
        for name in TABLES:
            _write_csv(self._part(name, number), COLUMNS[name], rows.of(name))

    def finished(self, *, parquet: bool) -> tuple[Path, ...]:
        """The finished files, one per table.

        Raises:
            ImportError: Parquet is asked for, and pyarrow is not installed.
            OSError: they cannot be written.
        """
        return tuple(self._finished(name, parquet=parquet) for name in TABLES)

    def _finished(self, name: str, *, parquet: bool) -> Path:
        parts = sorted(self._folder.glob(f"{name}-*.part"))
        target = self._folder / f"{name}.{'parquet' if parquet else 'csv'}"
        if len(parts) == 1 and not parquet:
            return parts[0].rename(target)
        with _merged(parts) as rows:
            write_table(self._folder, name, rows, parquet=parquet)
        for part in parts:
            part.unlink()
        return target

    def _part(self, name: str, number: int) -> Path:
        return self._folder / f"{name}-{number}.part"


def write_table(folder: Path, name: str, rows: Iterator[Sequence[str]], *, parquet: bool) -> Path:
    """Write one of the result tables, whose rows are in order, and give its file.

    Raises:
        ImportError: Parquet is asked for, and pyarrow is not installed.
        OSError: it cannot be written.
    """
    target = folder / f"{name}.{'parquet' if parquet else 'csv'}"
    if parquet:
        _write_parquet(target, COLUMNS[name], rows)
    else:
        _write_csv(target, COLUMNS[name], rows)
    return target


def _write_csv(path: Path, header: Iterable[str], rows: Iterable[Iterable[object]]) -> None:
    """Write a table as RFC 4180 has it; with its CRLF line ends the csv module quotes a lone carriage return, too."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(header)
        writer.writerows(rows)


@contextmanager
def _merged(parts: Iterable[Path]) -> Iterator[Iterator[list[str]]]:
    """The rows of sorted tables, sorted by subject; all rows of a subject stand in one of them."""
    with cells_up_to(sys.maxsize), ExitStack() as stack:
        files = [stack.enter_context(part.open(encoding="utf-8", newline="")) for part in parts]
        yield heapq.merge(*(islice(csv.reader(file), 1, None) for file in files), key=_SUBJECT)


def _write_parquet(path: Path, columns: dict[str, type], rows: Iterator[Sequence[str]]) -> None:
    """Write a table with whole numbers and yes or no as such."""
    import pyarrow as pa
    from pyarrow import parquet

    sorts: dict[type, Any] = {str: pa.string(), int: pa.int64(), bool: pa.bool_()}
    schema = pa.schema([(name, sorts[sort]) for name, sort in columns.items()])
    with parquet.ParquetWriter(path, schema) as writer:
        while chunk := list(islice(rows, _ROWS)):
            cells = zip(*chunk, strict=True)
            arrays = [_READ[sort](column) for column, sort in zip(cells, columns.values(), strict=True)]
            writer.write_table(pa.table(arrays, schema=schema))


_READ: Final[dict[type, Callable[[Iterable[str]], list[object]]]] = {
    str: list,
    int: lambda cells: [int(cell) if cell else None for cell in cells],
    bool: lambda cells: [cell == YES for cell in cells],
}
