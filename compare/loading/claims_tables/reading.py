"""The way in for claims tables: one file or folder, read as a whole or some rows at a time."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np

from compare.core.columns import ClaimsTable, Column
from compare.core.visible import excerpt
from compare.loading.claims_tables.faults import Faults
from compare.loading.claims_tables.plan import planned
from compare.loading.claims_tables.rows import gathered
from compare.loading.claims_tables.shaping import shaped
from compare.loading.claims_tables.table_files import UNREADABLE, table_rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from compare.core.problems import Problem
    from compare.loading.claims_tables.mapping import TableOptions
    from compare.loading.claims_tables.rows import Part


@dataclass(frozen=True, slots=True)
class TableReading:
    """What reading a table came to.

    `rows` counts the rows of the file, `empty` the cells that gave no answer, `kinds` the subjects of each kind; `unused` are
    the columns that nothing was made of.
    """

    table: ClaimsTable
    problems: tuple[Problem, ...] = ()
    rows: int = 0
    empty: int = 0
    kinds: Mapping[str, int] = field(default_factory=dict)
    unused: tuple[str, ...] = ()


def read_claims_table(path: Path, options: TableOptions) -> tuple[ClaimsTable, tuple[Problem, ...]]:
    """The claims of a table and all problems with it; `read_table` says more about it."""
    reading = read_table(path, options)
    return reading.table, reading.problems


def read_table(path: Path, options: TableOptions) -> TableReading:
    """Read a claims table into columns.

    Args:
        path: a .csv, .tsv, .jsonl (each also with .gz) or .parquet file, or a folder of Parquet files.
        options: what its columns mean.

    Returns:
        The claims of every row that can be read, and all problems: a few examples of each, and how many rows share it.

    Raises:
        UnknownFormatError: the name of the file does not say what it is.
        MissingExtraError: it is Parquet, and pyarrow is not installed.
    """
    faults = Faults(path.name)
    readings = list(_readings(path, options, faults, None))
    reading = readings[0] if readings else TableReading(NOTHING)
    if not len(reading.table):
        faults.nothing()
    if pyarrow := sys.modules.get("pyarrow"):  # it would keep what it needed on the way
        pyarrow.default_memory_pool().release_unused()
    return replace(reading, problems=faults.problems())


def read_in_parts(path: Path, options: TableOptions, rows: int, faults: Faults) -> Iterator[TableReading]:
    """Read a claims table some rows at a time, for tables larger than memory.

    Each part is a claims table of its own, with its own numbering of texts and terms; `rows` is about how many rows of the
    file make one. Problems go to `faults`, which may be asked for them when all parts are read.
    """
    return _readings(path, options, faults, rows)


def _readings(path: Path, options: TableOptions, faults: Faults, size: int | None) -> Iterator[TableReading]:
    try:
        rows = table_rows(path, options, faults)
        plan = planned(rows.header, options.mapping, faults)
        if plan is None:
            return
        for parts in _grouped(rows.parts(plan.needed), size):
            part = gathered(parts, plan.needed)
            found = shaped(part, plan, options, faults)
            yield TableReading(found.table, (), len(part.lines), found.empty, found.kinds, plan.unused)
    except UNREADABLE as fault:
        reason = getattr(fault, "strerror", None) or fault
        faults.whole("F104", f"the file cannot be read: {reason}")
    except UnicodeError as fault:  # of an encoding that takes no single byte for itself, such as UTF-16
        encoding = options.mapping.encoding
        faults.whole(
            "F101", f"the file is not in the encoding {excerpt(encoding)}: {fault}", "Correct `encoding` in the mapping."
        )


def _grouped(parts: Iterator[Part], size: int | None) -> Iterator[Iterator[Part]]:
    """The parts in groups of about so many rows; one group of all where no size is given."""
    if size is None:
        yield parts
        return
    for first in parts:
        yield chain([first], _up_to(parts, size - len(first.lines)))


def _up_to(parts: Iterator[Part], rows: int) -> Iterator[Part]:
    while rows > 0 and (part := next(parts, None)) is not None:
        rows -= len(part.lines)
        yield part


def _nothing() -> ClaimsTable:
    none = Column(np.empty(0, dtype=np.int32), ())
    return ClaimsTable(none, none, none, (), np.empty(0, dtype=np.int32), line=none.codes)


NOTHING = _nothing()
"""A table without claims."""
