"""As-of intervals: when a claim's answer held. A gate must be earned, so every interval is as wide as its date allows."""

from __future__ import annotations

from dataclasses import dataclass

from compare.kinds.edtf_bounds import read_edtf

# for sides that are open or unknown: further than any date reaches, and their difference still fits 64 bits
EARLIEST, LATEST = -(2**60), 2**60


@dataclass(frozen=True, order=True, slots=True)
class Interval:
    """First and last day (proleptic Gregorian day numbers); `bounded` is whether both sides are stated."""

    first: int
    last: int
    bounded: bool

    def gap(self, other: Interval) -> int:
        """Days from the end of the one to the start of the other; 0 or less where they meet."""
        return max(self.first, other.first) - min(self.last, other.last)


def interval(date: str) -> Interval:
    """The interval an EDTF date may fall in, its `~` and `?` margins included; an unreadable date is unbounded."""
    try:
        value = read_edtf(date)
    except ValueError:
        return Interval(EARLIEST, LATEST, bounded=False)
    first = EARLIEST if value.first is None else max(EARLIEST, value.first - value.margin)
    last = LATEST if value.last is None else min(LATEST, value.last + value.margin)
    return Interval(first, last, bounded=value.first is not None and value.last is not None)


def held(as_of: str | None, since: str | None, until: str | None, published: str | None) -> Interval:
    """When a claim holds (docs/decisions/0024): from `since` to `until`, else up to or from what it is about, else that date.

    What a claim is about defaults to the day its source was published. Where only its end is given, nobody says since when.
    """
    about = interval(as_of or published or "")
    if not since and not until:
        return about
    start = interval(since) if since else None
    end = interval(until) if until else about
    first = start.first if start else EARLIEST
    bounded = start is not None and start.first > EARLIEST and end.last < LATEST
    return Interval(first, max(first, end.last), bounded=bounded)
