"""Single EDTF dates to spans of days: a year, month, season or day, with digits left open and with qualifiers.

The edtf library is the judge of what is well formed; the days are our own, because its bounds are floats or struct_time
that end with the calendar of Python and know no seasons across a year's end.
"""

from __future__ import annotations

import itertools
import re
import warnings
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple, cast

from compare.core.civil_days import Span, day_number, days_in_month, merged, month_span, year_span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_Q: Final = r"([?~%]?)"
_PLAIN: Final = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_CALENDAR: Final = re.compile(r"([0-9]{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12][0-9]|3[01]))?)?")
_DATE: Final = re.compile(
    rf"{_Q}(-?)([0-9X]{{4}})(?:S([0-9]+))?{_Q}(?:-{_Q}([0-9X]{{2}}){_Q}(?:-{_Q}([0-9X]{{2}}){_Q}(?:T[^?~%]+)?)?)?"
)
_LONG_YEAR: Final = re.compile(r"Y(-?)([0-9]+)(?:E([0-9]+))?(?:S([0-9]+))?([?~%]?)")

# Months by EDTF code: first month and how many. 21 to 24 name no hemisphere and are read as northern; seasons are the
# meteorological ones (World Meteorological Organization), three whole months each.
_QUARTER, _THIRD, _HALF = 3, 4, 6
_SEASONS: Final = {
    **{code: (month, _QUARTER) for code, month in zip(range(21, 29), (3, 6, 9, 12) * 2, strict=True)},
    **{code: (month, _QUARTER) for code, month in zip(range(29, 33), (9, 12, 3, 6), strict=True)},
    **{code: (month, _QUARTER) for code, month in zip(range(33, 37), (1, 4, 7, 10), strict=True)},
    **{code: (month, _THIRD) for code, month in zip(range(37, 40), (1, 5, 9), strict=True)},
    **{code: (month, _HALF) for code, month in zip(range(40, 42), (1, 7), strict=True)},
}
_SEASON_DAYS: Final = {_QUARTER: 92, _THIRD: 123, _HALF: 184}
_DECEMBER: Final = 12
_DAY, _MONTH = 1, 31
_CYCLE: Final = 365_2425  # days in 10,000 Gregorian years
_MOST_DIGITS: Final = 100  # of a year: enough for any time scale, and far from slow
_MOST_SPANS: Final = 200  # more open dates than this are read as all days from the first year to the last


class SingleDate(NamedTuple):
    """The days a date may mean, and the margin in days that its qualifiers give."""

    spans: tuple[Span, ...]
    margin: int = 0


class _Written(NamedTuple):
    """The parts of a date as written; an absent part is empty."""

    sign: str
    year: str
    significant: str
    month: str
    day: str
    qualifiers: tuple[str, str, str]  # at the year, the month, the day


def single_date(text: str) -> SingleDate:
    """The days of one EDTF date.

    Raises:
        ValueError: it is not well formed, or no such day is in the calendar.
    """
    if (plain := _CALENDAR.fullmatch(text)) and (span := _plain_span(*plain.groups())):
        return SingleDate((span,))
    return _unusual_date(text)


def _plain_span(year: str, month: str | None, day: str | None) -> Span | None:
    """The days of a calendar date, None where there is no such day."""
    if month is None:
        return year_span(int(year), int(year))
    if day is None:
        return month_span(int(year), int(month))
    if int(day) > days_in_month(int(year), int(month)):
        return None
    number = day_number(int(year), int(month), int(day))
    return number, number


@lru_cache(maxsize=65536)
def _unusual_date(text: str) -> SingleDate:
    plain = _PLAIN.fullmatch(text)
    if plain:
        year, month, day = (part or "" for part in plain.groups())
        return _spanned(_Written("", year, "", month, day, ("", "", "")), text)
    if (long_year := _LONG_YEAR.fullmatch(text)) and _well_formed(text):
        return _long_year(text, *(part or "" for part in long_year.groups()))
    if (date := _DATE.fullmatch(text)) and _well_formed(text):
        return _spanned(_parts(*(part or "" for part in date.groups())), text)
    raise _unreadable(text)


_HOW: Final = (
    "write 2017, 2017-03 or 2017-03-02, about 2017-03~, some year of a decade 201X, from-to 2016/2017, one of [2015,2016]"
)
_HINTS: Final = tuple(
    (re.compile(pattern, re.IGNORECASE), hint)
    for pattern, hint in (
        (r"(?:c\.?|ca\.?|circa|about|around) *[0-9]{3,4}", "write about 2011 as 2011~"),
        (r"[0-9]{5,}", "a year of more than four digits is written Y10000"),
        (r"-[0-9]{1,3}", "a year before the year 0 has four digits, like -0044"),
        (
            r"[0-9]{1,4}[-0-9]* *(?:AH|A\.H\.|SH|هـ)",
            "write the day in the Gregorian calendar",
        ),
    )
)
"""What is meant often and written in another way."""


def _unreadable(text: str) -> ValueError:
    hint = next((hint for pattern, hint in _HINTS if pattern.fullmatch(text)), _HOW)
    return ValueError(f"{text!r} is not a date in EDTF: {hint}")


def _well_formed(text: str) -> bool:
    """Whether the edtf library takes it, but for what its version 5.0.2 does not know.

    Qualifiers are left to our own pattern (it knows none on seasons and long years), and where digits are open it stumbles
    over negative years and over months like `1X` and `X1`. It sees only what has the shape of a date, for on other text it
    may print and fail, as it does on a month beside significant digits, which only a year alone has.
    """
    probe = re.sub("[?~%]", "", text)
    if "S" in probe and "-" in probe[1:]:
        return False
    if "X" in probe:
        probe = re.sub(r"^(-?[0-9X]{4})-(?:[01]X|X[0-9])", r"\1-XX", probe).removeprefix("-")
    return _library()(probe)


@lru_cache(maxsize=1)
def _library() -> Callable[[str], bool]:
    """The library's test, imported when the first date needs it: its grammar takes a while to build."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # pyparsing warns of the way the library names its results
        from edtf.parser.grammar import is_valid_edtf
    return cast("Callable[[str], bool]", is_valid_edtf)


def _long_year(text: str, sign: str, digits: str, exponent: str, significant: str, qualifier: str) -> SingleDate:
    """`Y170000002`, `Y-17E7`, `Y3388E2S3`."""
    if len(exponent) > len(str(_MOST_DIGITS)) or len(digits) + int(exponent or 0) > _MOST_DIGITS:
        message = f"{text!r} has more than {_MOST_DIGITS} digits, which no time scale needs"
        raise ValueError(message)
    return _year(text, sign, digits + "0" * int(exponent or 0), significant, qualifier)


def _year(text: str, sign: str, digits: str, significant: str, qualifier: str) -> SingleDate:
    """A year, or the years that share its significant digits."""
    if significant and not int(significant):
        raise _unreadable(text)
    unsure = max(0, len(digits) - int(significant or len(digits)))
    low = int(digits) // 10**unsure * 10**unsure
    high = low + 10**unsure - 1
    span = year_span(-high, -low) if sign else year_span(low, high)
    return SingleDate((span,), _margin(((qualifier, _years_unit(unsure)),)))


def _parts(before: str, sign: str, year: str, significant: str, after: str, *rest: str) -> _Written:
    month_before, month, month_after, day_before, day, day_after = rest
    return _Written(sign, year, significant, month, day, (before + after, month_before + month_after, day_before + day_after))


def _spanned(date: _Written, text: str) -> SingleDate:
    if date.significant and not date.month:
        return _year(text, date.sign, date.year, date.significant, date.qualifiers[0])
    if date.significant:
        raise _unreadable(text)
    season = _SEASONS.get(int(date.month)) if date.month.isdigit() else None
    if season and date.day:
        raise _unreadable(text)
    spans = _season_spans(date, season) if season else _calendar_spans(date)
    if not spans:
        message = f"{text!r} is not in the calendar: {_missing(date)}"
        raise ValueError(message)
    units = (_years_unit(date.year.count("X")), _SEASON_DAYS[season[1]] if season else _MONTH, _DAY)
    return SingleDate(merged(spans), _margin(zip(date.qualifiers, units, strict=True)))


def _margin(qualified: Iterable[tuple[str, int]]) -> int:
    """The widest of the margins that the qualifiers of the parts give, each with its unit in days."""
    return max((unit * (2 if "%" in qualifier else 1) for qualifier, unit in qualified if qualifier), default=0)


def _years_unit(unsure: int) -> int:
    """Days of a year, decade, century ... for so many unsure digits."""
    return int(-(-_CYCLE * 10**unsure // 10_000))


def _season_spans(date: _Written, season: tuple[int, int]) -> list[Span]:
    """The days of a season. One that crosses the year's end is either of two, as `winter 2017` may mean both."""
    start, months = season
    end = start + months - 1
    starts = _years(date) if end <= _DECEMBER else [each for year in _years(date) for each in (year - 1, year)]
    return [(day_number(year, start), month_span(year + (end > _DECEMBER), (end - 1) % _DECEMBER + 1)[1]) for year in starts]


def _calendar_spans(date: _Written) -> list[Span]:
    """Every year, month or day that fits the digits; of very many, all from the first year to the last."""
    years = _years(date)
    day = "" if date.day == "XX" else date.day
    month = "" if date.month == "XX" and not day else date.month
    months = _fitting(month, 1, _DECEMBER) if month else []
    days = _fitting(day, 1, 31) if day else []
    if len(years) * max(1, len(months)) * max(1, len(days)) > _MOST_SPANS:
        return [year_span(years[0], years[-1])]
    if not month:
        return [year_span(year, year) for year in years]
    if not day:
        return [month_span(year, each) for year, each in itertools.product(years, months)]
    numbers = [day_number(y, m, d) for y, m, d in itertools.product(years, months, days) if d <= days_in_month(y, m)]
    return [(number, number) for number in numbers]


def _years(date: _Written) -> list[int]:
    years = _fitting(date.year, 0, 9999) if "X" in date.year else [int(date.year)]
    return sorted(-year for year in years) if date.sign else years


def _fitting(pattern: str, low: int, high: int) -> list[int]:
    """The numbers whose digits fit, `X` standing for any."""
    digits = re.compile(pattern.replace("X", "[0-9]"))
    return [number for number in range(low, high + 1) if digits.fullmatch(f"{number:0{len(pattern)}d}")]


def _missing(date: _Written) -> str:
    """What the calendar does not have."""
    if not _fitting(date.month, 1, _DECEMBER):
        return f"there is no month {date.month}"
    return f"there is no day {date.day} in that month"
