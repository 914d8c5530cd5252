"""Times as what can be compared: a stretch of the clock, the days it may fall on, and how far its clock is from UTC.

A time stands for every moment that fits what is stated. `19:10` is that minute of any day, `Dec 1 19:10` that minute of any
1 December, `19:10 UTC+01:00` a minute on a clock one hour ahead of UTC. Two times are weighed by the moments they share, and
where they share none by the shortest way between them, so that 23:58 and 00:03 are five minutes apart.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, NamedTuple

from compare.core.civil_days import day_number, days_in_month, is_leap

if TYPE_CHECKING:
    from collections.abc import Iterator

MINUTE: Final = 60
DAY: Final = 86_400
ABOUT: Final = 15 * MINUTE
"""How far `~` reaches on either side: a quarter of an hour."""

MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
NEAR: Final = tuple(range(-3, 4))
"""The days from one time to another, of those on any day, that can be nearest, whatever their clocks."""
_WEEK: Final = 7
_YEARS: Final = ((2000, 366), (2001, 365))  # a year with 29 February and one without, for days whose year nobody states
_LEAP_YEARS_APART: Final = 8  # at most, across a century without one


class DayMark(NamedTuple):
    """What is stated of a day; 0 is not stated. A weekday (1 is Monday, ISO 8601) stands alone, a month comes with its day."""

    year: int = 0
    month: int = 0
    day: int = 0
    weekday: int = 0

    @property
    def number(self) -> int:
        """The day as a number; only where the year is stated."""
        return day_number(self.year, self.month, self.day)

    @property
    def falls_on(self) -> int:
        """The weekday, as stated or by the calendar."""
        return self.weekday or (self.number - 1) % _WEEK + 1

    def exists(self) -> bool:
        """Whether the calendar has it, in some year where none is stated."""
        months = 1 <= self.month <= len(MONTHS)
        return months and 1 <= self.day <= days_in_month(self.year or _YEARS[0][0], self.month)

    def __str__(self) -> str:
        """As `2011-12-01`, `Dec 1` or `Thu`."""
        year, month, day, weekday = self
        if year:
            return f"{year:04d}-{month:02d}-{day:02d}"
        return WEEKDAYS[weekday - 1][:3] if weekday else f"{MONTHS[month - 1][:3]} {day}"


@dataclass(frozen=True, slots=True)
class TimeValue:
    """A time as it can be compared.

    `first` and `last` are seconds after midnight, both included, `first` below 86400 and `last` at most a day later: 19:10 is
    69000 to 69059. `days` are the days it may fall on, none for any; two where day and month cannot be told apart. `offset` is
    in minutes ahead of UTC, `zone` the name of a time zone whose offset is not known here.
    """

    first: int
    last: int
    days: tuple[DayMark, ...] = ()
    offset: int | None = None
    zone: str = ""
    about: bool = False

    @property
    def unit(self) -> int:
        """The precision in seconds: 60 where only whole minutes are stated."""
        return MINUTE if self.first % MINUTE == 0 and self.last % MINUTE == MINUTE - 1 else 1

    @property
    def reach(self) -> TimeValue:
        """The moments that may be meant: a quarter of an hour more on either side where it is about."""
        return replace(self, first=self.first - ABOUT, last=self.last + ABOUT, about=False) if self.about else self

    @property
    def zoned(self) -> bool:
        """Whether it says in which time zone."""
        return self.offset is not None or bool(self.zone)

    def same_zone(self, other: TimeValue) -> bool:
        """Whether the two can be weighed: on one clock, by their offsets, or as stated where one names no time zone."""
        if not (self.zoned and other.zoned):
            return True
        return self.zone == other.zone and (self.offset is None) == (other.offset is None)

    def gap(self, other: TimeValue) -> int:
        """The shortest way between the two in seconds, in whole minutes unless both state seconds; 0 where they meet."""
        unit = max(self.unit, other.unit)
        return unit * min(
            max(0, (other.first + shift) // unit - self.last // unit, self.first // unit - (other.last + shift) // unit)
            for shift in _shifts(self, other)
        )

    def meets(self, other: TimeValue) -> bool:
        """Whether some moment fits both."""
        return self.gap(other) == 0

    def within(self, other: TimeValue) -> bool:
        """Whether every moment that fits this one fits the other."""
        if other.zoned and not self.zoned:
            return False
        away = _away(self, other)
        return all(
            any(
                _implies(mine, theirs) and any(self._fits(other, day * DAY + away) for day in _days_between(mine, theirs))
                for theirs in other.days or (None,)
            )
            for mine in self.days or (None,)
        )

    def _fits(self, other: TimeValue, shift: int) -> bool:
        return other.first + shift <= self.first and self.last <= other.last + shift

    def __str__(self) -> str:
        """One text for all times that say the same: `19:10`, `2011-12-01 ~19:10..19:30 UTC+01:00`."""
        days, clock, zone = _written_days(self.days), self.clock(".."), self.written_zone
        return f"{days}{' ' if days else ''}{'~' if self.about else ''}{clock}{' ' if zone else ''}{zone}"

    def clock(self, between: str) -> str:
        """The stretch of the clock, from and to joined by the text given."""
        minutes = self.unit == MINUTE
        start = _written_clock(self.first, minutes=minutes)
        if self.last - self.first == (MINUTE - 1 if minutes else 0):
            return start
        return f"{start}{between}{_written_clock(self.last % DAY, minutes=minutes)}"

    @property
    def written_zone(self) -> str:
        """`UTC`, `UTC+01:00`, the name of a zone, or nothing."""
        if not self.offset:
            return self.zone if self.offset is None else "UTC"
        hours, minutes = divmod(abs(self.offset), MINUTE)
        return f"UTC{'-' if self.offset < 0 else '+'}{hours:02d}:{minutes:02d}"


def _written_clock(second: int, *, minutes: bool) -> str:
    clock = f"{second // 3600:02d}:{second // MINUTE % MINUTE:02d}"
    return clock if minutes else f"{clock}:{second % MINUTE:02d}"


def _written_days(days: tuple[DayMark, ...]) -> str:
    """One day; of two that are told apart by nothing, the numbers in rising order."""
    if len(days) <= 1:
        return str(days[0]) if days else ""
    year, month, day, _ = days[0]
    return f"{min(month, day):02d}/{max(month, day):02d}" + (f"/{year:04d}" if year else "")


def _away(a: TimeValue, b: TimeValue) -> int:
    """The seconds to add to the clock of `b` to read it on that of `a`."""
    return 0 if a.offset is None or b.offset is None else (a.offset - b.offset) * MINUTE


def _shifts(a: TimeValue, b: TimeValue) -> set[int]:
    """The seconds by which the day of `b` may lie after that of `a`, on the clock of `a`, as far as the nearest ones go."""
    away = _away(a, b)
    return {day * DAY + away for one in a.days or (None,) for other in b.days or (None,) for day in _days_between(one, other)}


def _implies(one: DayMark | None, other: DayMark | None) -> bool:
    """Whether a day that fits the one may be held against the other: it states at least as much."""
    if other is None:
        return True
    if one is None:
        return False
    if other.weekday:
        return bool(one.weekday or one.year)
    return bool(one.year) if other.year else bool(one.month)


def _days_between(one: DayMark | None, other: DayMark | None) -> tuple[int, ...]:
    """The days from the one to the other, of all there may be those next to none on either side."""
    if one is None or other is None:
        return NEAR
    if one.year and other.year:
        return (other.number - one.number,)
    if one.weekday or other.weekday:
        return _days_to_weekday(one, other)
    if one.year:
        return tuple(number - one.number for number in _near_dates(other, one.year))
    if other.year:
        return tuple(-days for days in _days_between(other, one))
    return tuple(_within_a_year(one, other))


def _days_to_weekday(one: DayMark, other: DayMark) -> tuple[int, ...]:
    """The days to the next weekday and to the last; every date without a year falls on every weekday in some year."""
    if any(mark.month and not mark.year for mark in (one, other)):
        return NEAR
    ahead = (other.falls_on - one.falls_on) % _WEEK
    return (ahead - _WEEK, ahead)


def _near_dates(mark: DayMark, year: int) -> tuple[int, ...]:
    """The numbers of a date without a year, in the years around this one."""
    if (mark.month, mark.day) != (2, 29):
        return tuple(day_number(each, mark.month, mark.day) for each in (year - 1, year, year + 1))
    around = range(year - _LEAP_YEARS_APART, year + _LEAP_YEARS_APART + 1)
    return tuple(day_number(each, 2, 29) for each in around if is_leap(each))


def _within_a_year(one: DayMark, other: DayMark) -> Iterator[int]:
    """The days between two dates without a year, with and without a 29 February between them."""
    for year, length in _YEARS:
        if all(mark.day <= days_in_month(year, mark.month) for mark in (one, other)):
            days = day_number(year, other.month, other.day) - day_number(year, one.month, one.day)
            yield from (days - length, days, days + length)


def in_words(value: TimeValue) -> str:
    """For a reader: `about 19:10`, `19:00 to 19:30 on 1 December 2011 (UTC+01:00)`."""
    zone = value.written_zone
    parts = ["about" if value.about else "", value.clock(" to "), _days_in_words(value.days), f"({zone})" if zone else ""]
    return " ".join(filter(None, parts))


def _days_in_words(days: tuple[DayMark, ...]) -> str:
    return f"on {' or '.join(map(_day_in_words, days))}" if days else ""


def _day_in_words(mark: DayMark) -> str:
    if mark.weekday:
        return WEEKDAYS[mark.weekday - 1]
    return " ".join(filter(None, [str(mark.day), MONTHS[mark.month - 1], str(mark.year or "")]))
