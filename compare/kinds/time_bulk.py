"""Times compared in bulk: seconds of the clock and numbers of days, for the times that are stated plainly."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from compare.kinds.clock_times import DAY, MINUTE, NEAR

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from compare.kinds.clock_times import TimeValue

    Ints = NDArray[np.int64]
    Bools = NDArray[np.bool_]

_FAR: Final = 2**40
_NEXT: Final = (-1, 0, 1)
"""The days that can be nearest on one clock."""


class Times(NamedTuple):
    """Times as columns: the stretch in seconds and in whole minutes, the number of the day, minutes ahead of UTC."""

    first: Ints
    last: Ints
    first_minute: Ints
    last_minute: Ints
    coarse: Ints
    dated: Ints
    day: Ints
    zoned: Ints
    offset: Ints
    odd: Ints
    """1 where arrays do not serve: about, a day without its year, two days, the name of a zone."""

    @classmethod
    def of(cls, values: Sequence[TimeValue]) -> Times:
        """The times as columns."""
        return cls(*np.array([_row(value) for value in values], dtype=np.int64).reshape(-1, len(cls._fields)).T)

    def at(self, rows: NDArray[np.intp]) -> Times:
        """The times of these rows."""
        return Times(*(column[rows] for column in self))


def _row(value: TimeValue) -> tuple[int, ...]:
    day = value.days[0] if value.days else None
    odd = value.about or bool(value.zone) or len(value.days) > 1 or (day is not None and not day.year)
    number = day.number if day is not None and day.year else 0
    first, last = value.first, value.last
    stretch = (first, last, first - first % MINUTE, last - last % MINUTE, value.unit == MINUTE)
    return (*stretch, bool(value.days), number, value.offset is not None, value.offset or 0, odd)


class Weighed(NamedTuple):
    """Two sides weighed row by row: whether each lies within the other, and the gap in seconds."""

    a_within: Bools
    b_within: Bools
    gap: Ints


def weighed(a: Times, b: Times) -> Weighed:
    """`TimeValue.within` both ways round and `TimeValue.gap`, row by row."""
    away = np.where((a.zoned & b.zoned) != 0, (a.offset - b.offset) * MINUTE, 0)
    coarse = (a.coarse | b.coarse) != 0
    a_first, a_last, b_first, b_last = (
        np.where(coarse, minute, second)
        for minute, second in (
            (a.first_minute, a.first),
            (a.last_minute, a.last),
            (b.first_minute, b.first),
            (b.last_minute, b.last),
        )
    )
    one_day = (a.dated & b.dated) != 0
    between = np.where(one_day, (b.day - a.day) * DAY, 0)
    gap = np.full(len(away), _FAR * DAY, dtype=np.int64)
    a_in, b_in = np.zeros(len(away), dtype=np.bool_), np.zeros(len(away), dtype=np.bool_)
    for day in NEAR if away.any() else _NEXT:
        shift = np.where(one_day, between, day * DAY) + away
        gap = np.minimum(gap, np.maximum(b_first + shift - a_last, a_first - b_last - shift))
        a_in |= (b.first + shift <= a.first) & (a.last <= b.last + shift)
        b_in |= (a.first <= b.first + shift) & (b.last + shift <= a.last)
    return Weighed(a_in & _may_be_within(a, b), b_in & _may_be_within(b, a), np.maximum(gap, 0))


def _may_be_within(one: Times, other: Times) -> Bools:
    """Row by row, whether the one states a day and a zone wherever the other does."""
    return (one.dated >= other.dated) & (one.zoned >= other.zoned)
