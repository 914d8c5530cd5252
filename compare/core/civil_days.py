"""Days of the proleptic Gregorian calendar as numbers, for any year: Python's own dates end at the years 1 and 9999.

Day 1 is 0001-01-01, as in `datetime.date.toordinal`; year 0 is 1 BC (ISO 8601, astronomical years).
"""

from __future__ import annotations

from datetime import date
from typing import Final, TypeAlias

Day: TypeAlias = int | None
Span: TypeAlias = tuple[Day, Day]
"""First and last day, both included; None is a side that is open or unknown."""

_BEFORE: Final = (0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)
_LENGTHS: Final = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_CYCLE_YEARS: Final = 400
_CYCLE_DAYS: Final = 146_097
_FEBRUARY: Final = 2
_DECEMBER: Final = 12
_FOUR_DIGITS: Final = 9999
_LAST: Final = date.max.toordinal()


def is_day(text: str) -> bool:
    """Whether the text is a day as `2026-11-22` (ISO 8601, the years 1 to 9999)."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def is_leap(year: int) -> bool:
    """Whether the year has a 29 February."""
    return year % 4 == 0 and (year % 100 != 0 or year % _CYCLE_YEARS == 0)


def days_in_month(year: int, month: int) -> int:
    """The number of days of a month (1 to 12)."""
    return _LENGTHS[month - 1] + (month == _FEBRUARY and is_leap(year))


def day_number(year: int, month: int = 1, day: int = 1) -> int:
    """The number of a day that exists."""
    if 1 <= year <= _FOUR_DIGITS:
        return date(year, month, day).toordinal()
    years = year - 1
    leap_days = years // 4 - years // 100 + years // _CYCLE_YEARS
    leap_day_passed = month > _FEBRUARY and is_leap(year)
    return 365 * years + leap_days + _BEFORE[month - 1] + leap_day_passed + day


def civil(number: int) -> tuple[int, int, int]:
    """Year, month and day of a day number; the inverse of `day_number`."""
    if 1 <= number <= _LAST:
        known = date.fromordinal(number)
        return known.year, known.month, known.day
    cycles, rest = divmod(number - 1, _CYCLE_DAYS)
    year = cycles * _CYCLE_YEARS + rest // 366 + 1  # never too late, and at most one year too early
    if day_number(year + 1) <= number:
        year += 1
    month = max(each for each in range(1, _DECEMBER + 1) if day_number(year, each) <= number)
    return year, month, number - day_number(year, month) + 1


def year_span(first: int, last: int) -> tuple[int, int]:
    """The days from the beginning of one year to the end of another."""
    return day_number(first), day_number(last + 1) - 1


def month_span(year: int, month: int) -> tuple[int, int]:
    """The days of one month."""
    return day_number(year, month), day_number(year, month) + days_in_month(year, month) - 1


def merged(spans: list[Span]) -> tuple[Span, ...]:
    """The spans in order, those that overlap or touch made one."""
    result: list[Span] = []
    for first, last in sorted(spans, key=_by_first):
        before = result[-1][1] if result else -1
        if result and (before is None or first is None or first <= before + 1):
            result[-1] = (result[-1][0], None if before is None or last is None else max(before, last))
        else:
            result.append((first, last))
    return tuple(result)


def _by_first(span: Span) -> tuple[bool, int]:
    """Open beginnings first."""
    return (span[0] is not None, span[0] or 0)


def covers(outer: tuple[Span, ...], inner: tuple[Span, ...]) -> bool:
    """Whether every day of the inner spans is one of the outer ones; both merged."""
    return all(any(_contains(each, span) for each in outer) for span in inner)


def _contains(outer: Span, inner: Span) -> bool:
    return (outer[0] is None or (inner[0] is not None and outer[0] <= inner[0])) and (
        outer[1] is None or (inner[1] is not None and inner[1] <= outer[1])
    )


def within(a: tuple[Span, ...], b: tuple[Span, ...], days: int) -> bool:
    """Whether some day of the one is at most so many days from some day of the other; 0 asks whether they share a day."""
    return any(_near(one, other, days) for one in a for other in b)


def _near(a: Span, b: Span, days: int) -> bool:
    return not any(
        last is not None and first is not None and first - last > days for last, first in ((a[1], b[0]), (b[1], a[0]))
    )


def written_year(year: int) -> str:
    """A year as EDTF writes it: `2017`, `-0044`, `Y10000`."""
    if abs(year) > _FOUR_DIGITS:
        return f"Y{year}"
    return f"{'-' if year < 0 else ''}{abs(year):04d}"


def written_day(day: Day) -> str:
    """A day as EDTF writes it, `..` for an open side."""
    if day is None:
        return ".."
    year, month, number = civil(day)
    return f"{written_year(year)}-{month:02d}-{number:02d}"


def written_span(span: Span) -> str:
    """The shortest way to write a span: `2017`, `2017-03`, `2017-03-02`, else `first/last`; one text for equal spans."""
    first, last = span
    if first is None or last is None:
        return f"{written_day(first)}/{written_day(last)}"
    year, month, day = civil(first)
    if first == last or day != 1:
        return written_day(first) if first == last else f"{written_day(first)}/{written_day(last)}"
    if span == year_span(year, year):
        return written_year(year)
    if span == month_span(year, month):
        return f"{written_year(year)}-{month:02d}"
    return f"{written_day(first)}/{written_day(last)}"
