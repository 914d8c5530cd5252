"""Quantities compared in bulk: every end of a range is its place among all ends, so that whole numbers weigh exactly."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from compare.kinds.bulk import FARTHEST, codes, flags, ranks

if TYPE_CHECKING:
    from collections.abc import Sequence
    from fractions import Fraction

    from numpy.typing import NDArray

    from compare.kinds.quantity_reading import QuantityValue
    from compare.kinds.ranges import Range

    Ints = NDArray[np.int64]
    Bools = NDArray[np.bool_]
    Floats = NDArray[np.float64]

_ROUNDING: Final = 1e-12
"""Far above what rounding to floats and a few operations on them can be off, relative to the numbers weighed."""


class Ranges(NamedTuple):
    """Low and high end of each range, as twice the place among all ends; an end left out lies one further in."""

    low: Ints
    high: Ints

    def at(self, rows: NDArray[np.intp]) -> Ranges:
        """The ranges of these rows."""
        return Ranges(self.low[rows], self.high[rows])

    def equal(self, other: Ranges) -> Bools:
        """Row by row, whether the two are the same range."""
        equal: Bools = (self.low == other.low) & (self.high == other.high)
        return equal

    def within(self, other: Ranges) -> Bools:
        """Row by row, whether every number of the one is in the other."""
        return (other.low <= self.low) & (self.high <= other.high)

    def meets(self, other: Ranges) -> Bools:
        """Row by row, whether some number is in both."""
        return (self.low <= other.high) & (other.low <= self.high)


class Quantities(NamedTuple):
    """Quantities as arrays: what is measured, the numbers stated and those that may be meant, the ends as rounded floats."""

    measure: Ints
    about: Bools
    core: Ranges
    reach: Ranges
    low: Floats
    high: Floats

    @classmethod
    def of(cls, values: Sequence[QuantityValue]) -> Quantities:
        """The quantities as arrays, an end that is open as 0 in the floats."""
        cores, reaches = [value.core for value in values], [value.reach for value in values]
        ends = ranks(*_ends(cores), *_ends(reaches))
        return cls(
            codes(value.measure.name for value in values),
            flags(value.about for value in values),
            _ranges(cores, ends[0], ends[1]),
            _ranges(reaches, ends[2], ends[3]),
            *(np.array([float(end or 0) for end in column], dtype=np.float64) for column in _ends(cores)),
        )

    def at(self, rows: NDArray[np.intp]) -> Quantities:
        """The quantities of these rows."""
        return Quantities(
            self.measure[rows],
            self.about[rows],
            self.core.at(rows),
            self.reach.at(rows),
            self.low[rows],
            self.high[rows],
        )

    def finer_than(self, other: Quantities) -> Bools:
        """Row by row, whether the one says more: the rule of `quantity.inside`."""
        alike = ~self.core.equal(other.core) & self.core.within(other.core)
        about = ~self.reach.equal(other.core) & self.reach.within(other.core)
        exact = other.core.within(self.core) & self.core.within(other.reach)
        return np.where(self.about == other.about, alike, np.where(self.about, about, exact))

    def meant_alike(self, other: Quantities) -> Bools:
        """Row by row, whether one is about, and both may mean some number."""
        return (self.about | other.about) & self.reach.meets(other.reach)

    def gap(self, other: Quantities) -> tuple[Floats, Floats]:
        """Row by row, the ends between which two ranges lie apart that do not meet, rounded; the lower one first."""
        below = self.core.high < other.core.low
        return np.where(below, self.high, other.high), np.where(below, other.low, self.low)


def _ends(ranges: Sequence[Range]) -> tuple[list[Fraction | None], list[Fraction | None]]:
    return [each.low for each in ranges], [each.high for each in ranges]


def _ranges(ranges: Sequence[Range], low: Ints, high: Ints) -> Ranges:
    """The ranges by the places of their ends, an end left out moved inwards and an open one farthest away."""
    lows = np.where([each.low is None for each in ranges], -FARTHEST, low + flags(each.above for each in ranges))
    highs = np.where([each.high is None for each in ranges], FARTHEST, high - flags(each.below for each in ranges))
    return Ranges(lows, highs)


def within_tolerance(end: Floats, start: Floats, share: Fraction, difference: Fraction) -> tuple[Bools, Bools]:
    """Row by row, whether a gap is within the tolerance, and where floats cannot tell, because it is too nearly so."""
    larger = np.maximum(np.abs(end), np.abs(start))
    slack = np.maximum(float(share) * larger, float(difference)) - (start - end)
    unsure = np.abs(slack) <= _ROUNDING * (larger + float(difference))
    return slack >= 0, unsure
