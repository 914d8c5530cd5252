"""What kinds share to compare many pairs with arrays, exactly: ends of ranges as whole numbers, verdicts set rank by rank."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from compare.kinds.base import Kind, Pairs, Verdicts

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Sequence
    from fractions import Fraction

    from numpy.typing import NDArray

    Ints = NDArray[np.int64]
    Bools = NDArray[np.bool_]

FARTHEST: Final = 2**60
"""Stands for an end that is open: beyond every other, and the difference of two still fits 64 bits."""


def codes(values: Iterable[Hashable]) -> Ints:
    """A number for every value, the same for equal ones."""
    seen: dict[Hashable, int] = {}
    return np.array([seen.setdefault(value, len(seen)) for value in values], dtype=np.int64)


def flags(values: Iterable[bool]) -> Bools:
    """The flags as an array."""
    return np.array(list(values), dtype=np.bool_)


def ranks(*columns: Sequence[Fraction | None]) -> list[Ints]:
    """Every number as twice its place among all that occur, so that an end left out fits between; None is 0."""
    numbers = [number for column in columns for number in column if number is not None]
    place = 2 * _places(numbers)
    found, at = [], 0
    for column in columns:
        given = flags(number is not None for number in column)
        rank = np.zeros(len(column), dtype=np.int64)
        rank[given] = place[at : at + int(given.sum())]
        found.append(rank)
        at += int(given.sum())
    return found


def _places(numbers: Sequence[Fraction]) -> Ints:
    """The place of every number among the distinct ones. Rounding to floats keeps the order, but may make two of them equal."""
    rounded = np.array([float(number) for number in numbers], dtype=np.float64)
    _, first, place = np.unique(rounded, return_index=True, return_inverse=True)
    alike = [numbers[at] for at in first[place].tolist()]
    if all(one is other or one == other for one, other in zip(numbers, alike, strict=True)):
        return place.astype(np.int64)
    exact = {number: at for at, number in enumerate(sorted(set(numbers)))}
    return np.array([exact[number] for number in numbers], dtype=np.int64)


def one_by_one(kind: Kind[Any], values: Sequence[Any], pairs: Pairs, rows: NDArray[np.intp], so_far: Verdicts) -> Verdicts:
    """The verdicts with those of some rows found by comparing two values at a time: what arrays cannot do exactly."""
    if len(rows):
        found = Kind.compare_all(kind, values, Pairs(pairs.a[rows], pairs.b[rows], pairs.a_closed[rows], pairs.b_closed[rows]))
        so_far.level[rows], so_far.finer[rows] = found.level, found.finer
    return so_far


def each_once(kind: Kind[Any], values: Sequence[Any], pairs: Pairs) -> Verdicts:
    """The verdicts where values are few: every two that are paired are compared once. Closed lists make no difference."""
    code = codes(values)
    _, standing_for = np.unique(code, return_index=True)
    asked, row = np.unique(code[pairs.a] * len(standing_for) + code[pairs.b], return_inverse=True)
    one, other = (standing_for[each] for each in np.divmod(asked, max(1, len(standing_for))))
    no = np.zeros(len(asked), dtype=np.bool_)
    found = Kind.compare_all(kind, values, Pairs(one, other, no, no))
    return Verdicts(found.level[row], found.finer[row])


def sides(one: Bools, other: Bools) -> tuple[Bools, NDArray[np.int8]]:
    """Where a directed level holds either way round, and the side that says more."""
    return one | other, np.where(one, 0, 1).astype(np.int8)


def verdicts(kind: Kind[Any], holds: Sequence[tuple[Bools, NDArray[np.int8] | None]]) -> Verdicts:
    """For every pair the first level that holds, from where each does and which side says more; the last holds for the rest."""
    level = np.full(len(holds[0][0]), len(kind.levels) - 1, dtype=np.int8)
    finer = np.full(len(level), -1, dtype=np.int8)
    for number, (where, side) in reversed(tuple(enumerate(holds))):
        level[where] = number
        finer[where] = -1 if side is None else side[where]
    return Verdicts(level, finer)
