"""New columns from old ones: cells joined by a pattern, cells that are no answer, one text for all rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from compare.core.columns import Column
from compare.loading.claims_tables.rows import rewritten

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from compare.loading.claims_tables.mapping import Pattern


def without_missing(column: Column, missing: frozenset[str]) -> Column:
    """The column with blank cells, and those with a text among the missing ones, made empty."""
    gone = np.array([text.strip() in missing or not text.strip() for text in column.texts] + [True], dtype=np.bool_)
    if not gone[:-1].any():
        return column
    return Column(np.where(gone[column.codes], np.int32(-1), column.codes), column.texts)


def trimmed(column: Column) -> Column:
    """The column without spaces around its texts: nobody sees them, and they would make one name two."""
    return rewritten(column, str.strip)


def constant(text: str, rows: int) -> Column:
    """One text for all rows."""
    return Column(np.zeros(rows, dtype=np.int32), (text,))


def composed(pattern: Pattern, cells: Mapping[str, Column]) -> Column:
    """The texts a pattern makes of the cells of each row; empty where one of the cells is."""
    if pattern.alone:
        return cells[pattern.columns[0]]
    sources = [cells[name] for name in pattern.columns]
    row_of, codes = _distinct([each.codes for each in sources])
    gone = np.logical_or.reduce([each.codes < 0 for each in sources])
    texts = [_text(pattern, [each.at(row) or "" for each in sources]) for row in row_of.tolist()]
    distinct = Column.of(texts)
    return Column(np.where(gone, np.int32(-1), distinct.codes[codes]), distinct.texts)


def _distinct(columns: list[NDArray[np.int32]]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """A row of each distinct combination of codes, and for every row the number of its combination."""
    key = columns[0].astype(np.int64)
    rows = np.arange(len(key))
    for codes in columns[1:]:
        key = key * (int(codes.max(initial=0)) + 2) + codes
        _, rows, numbers = np.unique(key, return_index=True, return_inverse=True)
        key = numbers.astype(np.int64)
    if len(columns) == 1:
        _, rows, key = np.unique(key, return_index=True, return_inverse=True)
    return rows, key.astype(np.intp)


def _text(pattern: Pattern, cells: list[str]) -> str:
    waiting = iter(cells)
    return "".join(part.literal + (next(waiting).strip() if part.column is not None else "") for part in pattern.parts)
