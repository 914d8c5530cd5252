"""Ranges of exact numbers, each side open, closed or without end: what quantities are compared by."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Range:
    """All numbers from `low` to `high`; None has no end. `above` and `below` leave the end itself out (`>100`, `<50`)."""

    low: Fraction | None
    high: Fraction | None
    above: bool = False
    below: bool = False

    def scaled(self, factor: Fraction) -> Range:
        """The range in another unit."""
        low, high = (None if end is None else end * factor for end in (self.low, self.high))
        return Range(low, high, self.above, self.below)

    def widened(self, share: Fraction) -> Range:
        """The range with each end moved outwards by a share of itself."""
        low = None if self.low is None else self.low - abs(self.low) * share
        high = None if self.high is None else self.high + abs(self.high) * share
        return Range(low, high, self.above, self.below)

    def within(self, other: Range) -> bool:
        """Whether every number of this range is in the other."""
        return _reaches(other.low, other.above, self.low, self.above, 1) and _reaches(
            other.high, other.below, self.high, self.below, -1
        )

    def meets(self, other: Range) -> bool:
        """Whether some number is in both."""
        return self._begins_before_end_of(other) and other._begins_before_end_of(self)

    def _begins_before_end_of(self, other: Range) -> bool:
        if self.low is None or other.high is None:
            return True
        return self.low < other.high or (self.low == other.high and not self.above and not other.below)

    def gap(self, other: Range) -> tuple[Fraction, Fraction]:
        """How far apart two ranges are that do not meet, and the larger of the two ends between which that is, unsigned."""
        lower, upper = (self, other) if self._below(other) else (other, self)
        end, start = lower.high or Fraction(0), upper.low or Fraction(0)
        return start - end, max(abs(start), abs(end))

    def _below(self, other: Range) -> bool:
        return self.high is not None and other.low is not None and self.high <= other.low


def _reaches(outer: Fraction | None, outer_out: bool, inner: Fraction | None, inner_out: bool, sign: int) -> bool:  # noqa: FBT001 - an end and whether it is left out, twice
    """Whether one end of a range lies at or beyond that of another; `sign` is 1 for low ends, -1 for high ends."""
    if outer is None or inner is None:
        return outer is None
    return (inner - outer) * sign > 0 or (inner == outer and (inner_out or not outer_out))
