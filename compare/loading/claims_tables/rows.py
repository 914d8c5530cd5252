"""Rows of a table as a reader gives them: some at a time, each column coded; and how the parts become one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import compress
from typing import TYPE_CHECKING, Protocol, runtime_checkable

import numpy as np

from compare.core.columns import Column

if TYPE_CHECKING:
    from numpy.typing import NDArray

Columns = Mapping[str, Column]


@dataclass(frozen=True, slots=True)
class Part:
    """Some rows: their columns by name (the code -1 is no cell at all), and the line each begins on, int32."""

    columns: Columns
    lines: NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class TableRows:
    """A table that was opened: the names of its columns, and its rows, of which only columns asked for are read."""

    header: tuple[str, ...]
    parts: Callable[[Sequence[str]], Iterator[Part]]


@runtime_checkable
class KeptTexts(Protocol):
    """Texts that are held outside Python and know how to be joined with others of their sort."""

    def joined(self, columns: Sequence[Column]) -> Column:
        """One column from several of this sort."""

    def only(self, used: NDArray[np.bool_]) -> Sequence[str]:
        """The texts that are used."""

    def __iter__(self) -> Iterator[str]:
        """Each text."""


def joined(columns: Sequence[Column]) -> Column:
    """The rows of several columns as one column; texts in the order in which they are first met."""
    if len(columns) == 1:
        return columns[0]
    first = columns[0].texts
    if isinstance(first, KeptTexts) and all(isinstance(each.texts, type(first)) for each in columns):
        return first.joined(columns)
    seen: dict[str, int] = {}
    return Column(np.concatenate([_recoded(each, seen) for each in columns]), _Seen(seen).texts())


@dataclass(frozen=True, slots=True)
class _Seen:
    """Texts by their code."""

    codes: dict[str, int]

    def texts(self) -> tuple[str, ...]:
        """The texts in the order of their codes."""
        return tuple(self.codes)


def _recoded(column: Column, seen: dict[str, int]) -> NDArray[np.int32]:
    """The codes of a column in a numbering of all texts, which grows."""
    numbers = np.array([seen.setdefault(text, len(seen)) for text in column.texts] + [-1], dtype=np.int32)
    return numbers[column.codes]


def gathered(parts: Iterator[Part], names: Sequence[str]) -> Part:
    """All rows of these parts, every column with each text once."""
    kept: dict[str, list[Column]] = {name: [] for name in names}
    weight = dict.fromkeys(names, 0)
    lines: list[NDArray[np.int32]] = []
    for part in parts:
        lines.append(part.lines)
        for name, waiting in kept.items():
            waiting.append(part.columns[name])
            weight[name] += len(part.columns[name].texts)
            if weight[name] > _WAITING and weight[name] > 2 * len(waiting[0].texts):
                waiting[:] = [joined(waiting)]
                weight[name] = len(waiting[0].texts)
    none = Column(np.empty(0, dtype=np.int32), ())
    columns = {}
    for name in names:  # the parts of a column go as soon as they are joined
        waiting = kept.pop(name)
        columns[name] = joined(waiting) if waiting else none
    return Part(columns, np.concatenate(lines) if lines else none.codes)


_WAITING = 2_000_000
"""So many texts of unjoined parts are held at most, unless the column itself has half as many."""


def compacted(column: Column, keep: NDArray[np.bool_] | None = None) -> Column:
    """The column with only the rows kept, and only the texts that occur in them."""
    codes = column.codes if keep is None or keep.all() else column.codes[keep]
    used = np.zeros(len(column.texts) + 1, dtype=np.bool_)
    used[codes] = True
    used = used[:-1]
    if used.all():
        return Column(codes, column.texts)
    numbers = np.append(np.cumsum(used, dtype=np.int32) - 1, np.int32(-1)).astype(np.int32)
    texts = column.texts
    only = texts.only(used) if isinstance(texts, KeptTexts) else tuple(compress(texts, used))
    return Column(numbers[codes], only)


def rewritten(column: Column, rewrite: Callable[[str], str | None]) -> Column:
    """The column with every text rewritten; None makes it an empty cell."""
    new = [rewrite(text) for text in column.texts]
    if all(one is other or one == other for one, other in zip(new, column.texts, strict=True)):
        return column
    distinct = Column.of(new)
    return Column(np.append(distinct.codes, np.int32(-1)).astype(np.int32)[column.codes], distinct.texts)
