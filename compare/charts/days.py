"""An axis of time: days of the calendar to places across, in one section or in several where the axis is broken."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from compare.charts.picture import LEFT, RIGHT, percent
from compare.charts.ticks import MOST, Place, ticks
from compare.core.civil_days import civil, day_number, written_day
from compare.core.date_words import in_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from compare.charts.picture import Tick
    from compare.core.findings import Extent, Stretch

_LEAST: Final = 60  # days on an axis, so that a day stays a thin mark
_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_YEAR: Final = 365.2425
_LONG: Final = 99_999  # a year of more digits is written as a power of ten


@dataclass(frozen=True, slots=True)
class Section:
    """From the morning of day `first` to that of day `after`, drawn from `start` to `end` percent."""

    first: int
    after: int
    start: float
    end: float

    def at(self, day: int) -> float:
        """Where the morning of a day is; days outside are at the edge."""
        inside = min(self.after, max(self.first, day))
        return percent(self.start + (self.end - self.start) * ((inside - self.first) / (self.after - self.first)))


@dataclass(frozen=True, slots=True)
class DayScale:
    """The sections in order; between them the axis is broken."""

    sections: tuple[Section, ...]

    def at(self, day: int) -> float:
        """Where the morning of a day is; in a break, its middle."""
        before = self.sections[0]
        for each in self.sections:
            if day <= each.after:
                broken = before.after < day < each.first
                return percent((before.end + each.start) / 2) if broken else each.at(day)
            before = each
        return before.at(day)

    @property
    def breaks(self) -> tuple[float, ...]:
        """The middles of the places where the axis is broken."""
        return tuple(percent((a.end + b.start) / 2) for a, b in pairwise(self.sections))

    def ticks(self) -> tuple[Tick, ...]:
        """Round dates, section by section."""
        return tuple(tick for each in self.sections for tick in ticks(_levels(each)))

    @property
    def span(self) -> str:
        """The first and the last day of the axis in words."""
        return f"{day_in_words(self.sections[0].first)} to {day_in_words(self.sections[-1].after - 1)}"


def one_section(spans: Iterable[tuple[int, int]]) -> DayScale:
    """A scale on which all of these spans of days lie, with some room around them."""
    return DayScale((section(list(spans), LEFT, RIGHT),))


def section(spans: Sequence[tuple[int, int]], start: float, end: float) -> Section:
    """The section for these spans; a short one is widened to both sides, a long one by a little."""
    first, after = min(span[0] for span in spans), max(span[1] for span in spans) + 1
    room = max(-(-(after - first) // 25), (_LEAST - (after - first) + 1) // 2, 1)
    return Section(first - room, after + room, start, end)


def ends(extent: Extent) -> tuple[int, int]:
    """The first and last day that an extent names; where one side is open, the other stands for it."""
    named = [int(each) for each in (*_named(extent.pieces), *_named(extent.reach))]
    return min(named), max(named)


def _named(stretches: Sequence[Stretch]) -> Iterator[int]:
    yield from (int(end) for each in stretches for end in (each.low, each.high) if end is not None)


def day_in_words(day: int | None) -> str:
    """A day in words; `open` where there is none."""
    return "open" if day is None else in_words(written_day(day))


def _levels(part: Section) -> Iterator[list[Place]]:
    """Round dates of a section, from tens of days to thousands of years."""
    days = part.after - part.first
    if days < MOST * 31:
        yield _placed(part, [each for month in _months(part, 1) for each in (month, month + 10, month + 20)], _day)
    for step in (1, 3, 6):
        if days < MOST * 31 * (step + 1):
            yield _placed(part, _months(part, step), _month)
    for step in _year_steps(days):
        yield _placed(part, _years(part, step), _year)


def _year_steps(days: int) -> Iterator[int]:
    """1, 2, 5, 10, 20 ... years, from the first that gives not far too many ticks to the one that gives hardly one."""
    unit = 1
    while unit * _YEAR < 2 * days or unit == 1:
        yield from (unit * each for each in (1, 2, 5) if days // 366 < (MOST + 3) * unit * each)
        unit *= 10


def _years(part: Section, step: int) -> list[int]:
    first, last = civil(part.first)[0], civil(part.after)[0]
    return [day_number(year) for year in range(-(-first // step) * step, last + 1, step)]


def _months(part: Section, step: int) -> list[int]:
    first, last = civil(part.first)[0], civil(part.after)[0]
    return [day_number(year, month) for year in range(first, last + 1) for month in range(1, 13, step)]


def _placed(part: Section, days: Sequence[int], label: tuple[bool, bool]) -> list[Place]:
    """The days of the section with their labels; the year stands under the first and under each that begins another."""
    inside = [each for each in days if part.first <= each < part.after]
    made, before = [], None
    for each in inside:
        year, month, day = civil(each)
        words = " ".join(filter(None, [str(day) if label[0] else "", _MONTHS[month - 1] if label[1] else ""]))
        under = "" if year == before or not words else _written(year)
        made.append(Place(part.at(each), words or _written(year), under))
        before = year
    return made


_day, _month, _year = (True, True), (False, True), (False, False)
"""Whether a label has the day, and whether it has the month."""


def _written(year: int) -> str:
    """A year as a label: `2017`, `−44`, `−1.6e8`, `10^300`."""
    if abs(year) <= _LONG:
        return f"{year:d}".replace("-", "−")
    if abs(year) >= 10**300:  # more than a float holds
        return f"10^{len(str(abs(year))) - 1}"
    return f"{year:.6g}".replace("-", "−").replace("e+0", "e").replace("e+", "e")
