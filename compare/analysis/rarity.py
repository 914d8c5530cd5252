"""Rare values of a claims table and the pairs of sources that share many of them, without a table of all pairs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np

from compare.analysis.runs import runs
from compare.core.copy_hints import RARE

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Ints = NDArray[np.integer[Any]]

PAIRS_AT_MOST: Final = 10_000_000
"""Pairs of sources with a rare value in common that are looked at, the rarest first: it bounds time and memory."""


class CountedTable(NamedTuple):
    """The rows given, and per position: its subject, how many give it; per subject: how many answers, how many rare ones."""

    source: Ints
    subject: Ints
    position: Ints
    given: Ints
    rare: NDArray[np.bool_]
    answers: Ints
    strays: Ints


def counted_table(
    source: NDArray[np.int32], subject: NDArray[np.int32], position: NDArray[np.int32], opposed: NDArray[np.bool_] | None
) -> CountedTable:
    """Which values are rare; the arguments are those of `compare.analysis.copying.copy_hints`."""
    given = np.bincount(position)
    subject_of = np.zeros(len(given), dtype=np.intp)
    subject_of[position] = subject
    most = np.zeros(int(subject.max()) + 1, dtype=np.intp)
    np.maximum.at(most, subject_of, given)
    rare = RARE * given <= most[subject_of]
    if opposed is not None:
        rare &= opposed[: len(rare)]
    answers = np.bincount(subject)
    return CountedTable(source, subject, position, given, rare, answers, answers)


def candidates(table: CountedTable, sources: int, fewest: int) -> tuple[CountedTable, Ints, Ints]:
    """The pairs that share enough rare values, shape (pairs, 2), with their numbers; and the table, rare as looked at."""
    rows = _promising(table, np.flatnonzero((table.rare & (table.given > 1))[table.position]), fewest)
    rows = rows[np.lexsort((table.source[rows], table.position[rows]))]
    table = _rarest(table, rows)
    rows = rows[table.rare[table.position[rows]]]
    _, first, holders = np.unique(table.position[rows], return_index=True, return_counts=True)
    following = np.repeat(first + holders, holders) - np.arange(len(rows)) - 1
    one = np.repeat(np.arange(len(rows)), following)
    other = runs(np.arange(len(rows)) + 1, following)
    key, shared = np.unique(table.source[rows[one]].astype(np.int64) * sources + table.source[rows[other]], return_counts=True)
    key, shared = key[shared >= fewest], shared[shared >= fewest]
    return table, np.column_stack((key // sources, key % sources)), shared


def _promising(table: CountedTable, rows: Ints, fewest: int) -> Ints:
    """The rows without those that cannot take part in any pair: sources with too few, positions left with one giver."""
    before = -1
    while len(rows) != before:
        before = len(rows)
        rows = rows[np.bincount(table.source[rows])[table.source[rows]] >= fewest] if len(rows) else rows
        rows = rows[np.bincount(table.position[rows])[table.position[rows]] > 1] if len(rows) else rows
    return rows


def _rarest(table: CountedTable, rows: Ints) -> CountedTable:
    """The table with only so many positions called rare, from the rarest on, as can be looked at; and its strays counted."""
    holders = np.bincount(table.position[rows], minlength=len(table.given))
    cost = np.cumsum(np.bincount(table.given, weights=holders * (holders - 1) / 2))
    rare = table.rare & (table.given < np.searchsorted(cost, PAIRS_AT_MOST, side="right"))
    strays = np.bincount(table.subject[rare[table.position]], minlength=len(table.answers))
    return table._replace(rare=rare, strays=strays)
