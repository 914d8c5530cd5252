"""As-of intervals: when a claim's answer held. A gate must be earned, so every interval is as wide as its date allows."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from compare.kinds.edtf_bounds import read_edtf

if TYPE_CHECKING:
    from collections.abc import Sequence

EARLIEST, LATEST = -math.inf, math.inf  # for sides that are open or unknown


@dataclass(frozen=True, order=True, slots=True)
class Interval:
    """First and last day (proleptic Gregorian day numbers); `bounded` is whether both sides are stated."""

    first: float
    last: float
    bounded: bool

    def gap(self, other: Interval) -> float:
        """Days from the end of the one to the start of the other; 0 or less where they meet."""
        return max(self.first, other.first) - min(self.last, other.last)


def interval(date: str) -> Interval:
    """The interval an EDTF date may fall in, its `~` and `?` margins included; an unreadable date is unbounded."""
    try:
        value = read_edtf(date)
    except ValueError:
        return Interval(EARLIEST, LATEST, bounded=False)
    first = EARLIEST if value.first is None else value.first - value.margin
    last = LATEST if value.last is None else value.last + value.margin
    return Interval(first, last, bounded=value.first is not None and value.last is not None)


def nearest(a: Sequence[Interval], b: Sequence[Interval]) -> tuple[int, int]:
    """The positions in `a` and `b` of two intervals with the smallest gap, by one sweep over both sorted by first day.

    Of all pairs, the nearest has as its earlier interval the one that, of those starting no later than the other, ends last.
    """
    marked = sorted(((each.first, side, each.last, at) for side, many in enumerate((a, b)) for at, each in enumerate(many)))
    latest: list[tuple[float, int] | None] = [None, None]  # per side: the last day and index of the interval that ends last
    best: tuple[float, int, int] | None = None
    for first, side, last, at in marked:
        other = latest[1 - side]
        if other is not None:
            gap = max(0.0, first - other[0])
            pair = (at, other[1]) if side == 0 else (other[1], at)
            if best is None or gap < best[0]:
                best = (gap, *pair)
        mine = latest[side]
        if mine is None or last > mine[0]:
            latest[side] = (last, at)
    if best is None:
        raise ValueError("both sides need an interval")
    return best[1], best[2]
