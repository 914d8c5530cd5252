"""The grammar of times as people and machines write them: a clock time, and beside it a day, a time zone and marks.

A text is cut into the tokens of `clock_words`; each fills a place of its own, in any order. What fits two readings is refused
or kept as both, never guessed:

* A clock without a.m. or p.m. is the 24-hour clock; `7` and `7 o'clock` are refused. `7 pm` is 19:00, 12:05 a.m. is 00:05.
* `01/12/2011` may be in January or in December; both are kept, unless a weekday settles it. Dotted dates begin with the day.
* Noon and midnight are 12:00 and 00:00; the midnight of a date is refused, for it may be either end of that day.
* A zone is as RFC 5322 has it, an offset as ISO 8601; `-00:00` states none (RFC 3339, section 4.3).
* Marks beside a time, like `(Estimated)` or `Delayed`, and parts of a second are left out; a word that is not known is refused.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from compare.kinds.clock_times import DAY, MINUTE, WEEKDAYS, DayMark, TimeValue
from compare.kinds.clock_words import MONTH_NUMBER, OFFSETS, WEEKDAY_NUMBER, token_at
from compare.kinds.digits import fold_digits

if TYPE_CHECKING:
    from collections.abc import Callable

_LONGEST: Final = 100
_NOON, _HOURS, _HOUR = 12, 24, 3600
_LONGEST_NIGHT: Final = 12 * _HOUR
_FARTHEST: Final = 14  # hours from UTC that a clock on earth is set
_CENTURY_TURNS: Final = 69  # two digits of a year: 69 to 99 are 19.., as POSIX reads %y
_BLANK: Final = re.compile(r"&nbsp;?")
_PLAIN: Final = re.compile(r"([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}))?(?: ?([apAP])(?:\.?[mM]\.?)?)?")
_STAMP: Final = re.compile(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})[Tt ]([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:[.,][0-9]+)?)?"
    r"(?: ?([Zz])|([+-])([0-9]{2}):?([0-9]{2}))?"
)
_HOW: Final = "write 19:10, 7:10 p.m., 2011-12-01 19:10, about ~19:10 or from-to 19:00..19:30"


@dataclass(slots=True)
class _Clock:
    """One clock time as written: its first second, its precision, and whether a.m. or p.m. stands beside it."""

    first: int
    unit: int
    half: bool
    early: bool  # an hour up to 12, which may want a.m. or p.m.
    ends_day: bool = False  # 24:00


@dataclass(slots=True)
class _Parts:
    """What the tokens of one text have said so far."""

    written: str
    clocks: list[_Clock] = field(default_factory=list)
    days: list[list[DayMark]] = field(default_factory=list)
    weekday: int = 0
    zones: list[tuple[int | None, str]] = field(default_factory=list)
    about: bool = False
    midnight: bool = False
    next_day: bool = False
    between: str = ""


def read_time(text: str) -> TimeValue:
    """A time as written.

    Raises:
        ValueError: it cannot be read, or fits two readings; the message is a sentence for the annotator.
    """
    written = " ".join(_BLANK.sub(" ", fold_digits(text)).split())
    if plain := _PLAIN.fullmatch(written):
        hour, minute, second, half = plain.groups()
        first = _seconds(int(hour), int(minute), int(second or 0), half, written)
        return TimeValue(first, first if second else first + MINUTE - 1)
    if stamp := _STAMP.fullmatch(written):
        return _stamp(written, stamp)
    return _assembled(_scanned(written))


def _stamp(written: str, found: re.Match[str]) -> TimeValue:
    """A timestamp of ISO 8601 or RFC 3339."""
    year, month, day, hour, minute, second, zulu, sign, hours, minutes = found.groups()
    days = _dated([DayMark(int(year), int(month), int(day))], written)
    if int(hour) == _HOURS:
        raise _end_of_day(written)
    first = _seconds(int(hour), int(minute), int(second or 0), None, written)
    offset = 0 if zulu else _offset(sign, int(hours), int(minutes), written) if sign else None
    return TimeValue(first, first if second else first + MINUTE - 1, days, offset)


def _scanned(written: str) -> _Parts:
    """The tokens one after the other, each filling its place."""
    parts = _Parts(written)
    at = 0
    while at < len(written):
        token = token_at(written, at) if len(written) <= _LONGEST else None
        if token is None:
            raise _unreadable(written)
        name, found = token
        if place := _PLACES.get(name):
            place(parts, found)
        at = found.end()
    return parts


def _clock(parts: _Parts, found: re.Match[str]) -> None:
    hour, minute, second, french, half = (found[name] for name in ("hour", "minute", "second", "french", "half"))
    if minute is None and not half and not french:
        raise _unreadable(parts.written)
    first = _seconds(int(hour), int(minute or 0), int(second or 0), half, parts.written)
    parts.clocks.append(
        _Clock(first, 1 if second else MINUTE, half=bool(half), early=int(hour) <= _NOON, ends_day=int(hour) == _HOURS)
    )


def _digits(parts: _Parts, found: re.Match[str]) -> None:
    first = _seconds(int(found["hour"]), int(found["minute"]), 0, None, parts.written)
    parts.clocks.append(_Clock(first, MINUTE, half=False, early=False, ends_day=found["hour"] == str(_HOURS)))


def _named(parts: _Parts, found: re.Match[str]) -> None:
    midnight = found["name"].lower() == "midnight"
    parts.midnight |= midnight
    parts.clocks.append(_Clock(0 if midnight else _NOON * _HOUR, MINUTE, half=True, early=False))


def _ymd(parts: _Parts, found: re.Match[str]) -> None:
    parts.days.append([DayMark(int(found["year"]), int(found["month"]), int(found["day"]))])


def _month_name(parts: _Parts, found: re.Match[str]) -> None:
    groups = found.groupdict()
    year = _year(groups["year"] or groups.get("short"))
    parts.days.append([DayMark(year, MONTH_NUMBER[found["month"][:3].lower()], int(found["day"]))])


def _numbers(parts: _Parts, found: re.Match[str]) -> None:
    year, one, other = _year(found["year"]), int(found["one"]), int(found["two"])
    parts.days.append([DayMark(year, month, day) for month, day in sorted({(one, other), (other, one)})])


def _weekday(parts: _Parts, found: re.Match[str]) -> None:
    number = WEEKDAY_NUMBER[found["weekday"][:3].lower()]
    if parts.weekday not in {0, number}:
        raise _unreadable(parts.written)
    parts.weekday = number


def _zone(parts: _Parts, found: re.Match[str]) -> None:
    name = found["name"].upper()
    parts.zones.append((OFFSETS.get(name), "" if name in OFFSETS else name))


def _utc_offset(parts: _Parts, found: re.Match[str]) -> None:
    parts.zones.append((_offset(found["sign"], int(found["hours"]), int(found["minutes"] or 0), parts.written), ""))


def _between(parts: _Parts, found: re.Match[str]) -> None:
    if parts.clocks and not parts.between:
        parts.between = found[0]


def _about(parts: _Parts, _found: re.Match[str]) -> None:
    parts.about = True


def _next_day(parts: _Parts, _found: re.Match[str]) -> None:
    parts.next_day = True


_PLACES: Final[dict[str, Callable[[_Parts, re.Match[str]], None]]] = {
    "ymd": _ymd,
    "day_month": _month_name,
    "month_day": _month_name,
    "numbers": _numbers,
    "dotted": _ymd,
    "named": _named,
    "clock": _clock,
    "digits": _digits,
    "about": _about,
    "weekday": _weekday,
    "offset": _utc_offset,
    "zone": _zone,
    "next_day": _next_day,
    "between": _between,
}


def _assembled(parts: _Parts) -> TimeValue:
    """The parts as one value, where they make one."""
    written = parts.written
    if not parts.clocks:
        raise _without_clock(parts)
    if len(parts.clocks) > 1 + bool(parts.between) or len(parts.days) > 1 or len(set(parts.zones)) > 1:
        raise ValueError(f"{written!r} gives more than one time: write one, or from-to 19:00..19:30")
    first, last = _stretch(parts)
    days = _days(parts)
    if days and parts.clocks[0].ends_day:
        raise _end_of_day(written)
    if days and parts.next_day:
        raise ValueError(f"{written!r} counts on from another day: write the date itself")
    if days and parts.midnight:
        raise ValueError(f"{written!r} may be the start or the end of that day: write 00:00 with the date it begins")
    offset, zone = parts.zones[0] if parts.zones else (None, "")
    return TimeValue(first, last, days, offset, zone, parts.about)


def _stretch(parts: _Parts) -> tuple[int, int]:
    """The first and the last second of one clock time, or from one to another."""
    start, end = parts.clocks[0], parts.clocks[-1]
    if start.half != end.half and (start.early if end.half else end.early):
        raise ValueError(f"{parts.written!r} says a.m. or p.m. on one side only: say it on both")
    last = end.first + end.unit - 1
    if end.first >= start.first:
        return start.first, last
    if parts.between == "-" or end.first + DAY - start.first > _LONGEST_NIGHT:
        raise ValueError(f"{parts.written!r} runs backwards: write the earlier time first, or an offset as in 19:10 UTC-05:00")
    return start.first, last + DAY


def _days(parts: _Parts) -> tuple[DayMark, ...]:
    """The days it may fall on: those of the calendar, and of the weekday where year and weekday are stated."""
    if not parts.days:
        return (DayMark(weekday=parts.weekday),) if parts.weekday else ()
    marks = _dated(parts.days[0], parts.written)
    if not parts.weekday or not marks[0].year:
        return marks  # without a year a weekday tells only which years are meant
    fitting = tuple(mark for mark in marks if mark.falls_on == parts.weekday)
    if not fitting:
        raise ValueError(f"{parts.written!r}: that day is a {WEEKDAYS[marks[0].falls_on - 1]}: check the date")
    return fitting


def _dated(marks: list[DayMark], written: str) -> tuple[DayMark, ...]:
    """Those that are in the calendar."""
    days = tuple(mark for mark in marks if mark.exists())
    if not days:
        raise ValueError(f"{written!r} names a day that is not in the calendar")
    return days


def _year(digits: str | None) -> int:
    """A year as written, in full or by its last two digits; 0 for none."""
    if not digits or len(digits) > len("11"):
        return int(digits or 0)
    return int(digits) + (1900 if int(digits) >= _CENTURY_TURNS else 2000)


def _seconds(hour: int, minute: int, second: int, half: str | None, written: str) -> int:
    """The second of the day; `half` is a.m. or p.m. as written. 24:00 is 00:00 (ISO 8601:2019)."""
    if half in {"a", "A"}:
        known, hour = hour <= _NOON, hour % _NOON
    elif half:
        known, hour = 0 < hour < _HOURS, hour % _NOON + _NOON
    else:
        known, hour = hour < _HOURS or (hour == _HOURS and minute == second == 0), hour % _HOURS
    if not known or minute >= MINUTE or second >= MINUTE:
        raise ValueError(f"{written!r} is no time on the clock: {_HOW}")
    return hour * _HOUR + minute * MINUTE + second


def _offset(sign: str, hours: int, minutes: int, written: str) -> int | None:
    """Minutes ahead of UTC; None for -00:00."""
    if hours > _FARTHEST or minutes >= MINUTE:
        raise ValueError(f"{written!r}: no clock is {hours}:{minutes:02d} hours from UTC: write UTC+01:00")
    ahead = hours * MINUTE + minutes
    if sign == "-":
        return -ahead if ahead else None
    return ahead


def _end_of_day(written: str) -> ValueError:
    return ValueError(f"{written!r}: 24:00 is the end of that day: write 00:00 of the day after")


def _without_clock(parts: _Parts) -> ValueError:
    if parts.days or parts.weekday:
        return ValueError(f"{parts.written!r} gives a day but no time of day: {_HOW}")
    return _unreadable(parts.written)


def _unreadable(written: str) -> ValueError:
    shown = written if len(written) <= _LONGEST else f"{written[:_LONGEST]}…"
    return ValueError(f"{shown!r} cannot be read as a time: {_HOW}")
