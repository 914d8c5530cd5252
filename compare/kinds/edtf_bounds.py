"""EDTF dates to spans of days: ISO 8601-2:2019 Annex A, levels 0 to 2 (Library of Congress profile of 2019-02-04).

Here are the expressions made of several dates - intervals and sets; `edtf_dates` reads the single dates in them. What EDTF
leaves open is decided so that a difference is never claimed on the notation alone:

* A span holds every day the date may mean: strict bounds. `1950S2` is any day of 1900 to 1999, `156X-12-25` one of ten days.
* `~`, `?` and `%` leave the span and give a margin: one unit of the precision written (a day 1, a month 31, a year 366, a
  decade 3653 days ...), twice that for `%`. With several qualifiers the widest counts.
* An open side (`2017/..`) and an unknown one (`2017/`) are alike: no day on that side is ruled out.
* A timestamp is the calendar day it states, whatever its time zone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from compare.core.civil_days import Day, Span, covers, merged, within, written_span
from compare.core.findings import DAYS, Extent, Stretch
from compare.kinds.digits import fold_digits
from compare.kinds.edtf_dates import SingleDate, single_date

LONGEST: Final = 2000
_PLAIN: Final = re.compile(r"[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-[0-9]{2})?)?")
"""Dates that are their own shortest text."""
_COMMA: Final = re.compile(r"\s*,\s*")


@dataclass(frozen=True, slots=True)
class DateValue:
    """A date as it can be compared.

    `text` is the EDTF expression, tidied; `spans` are the days it may mean as proleptic Gregorian day numbers (day 1 is
    0001-01-01; None is an open or unknown side), in order and apart; `margin` is in days; `every` is whether all of the set
    is meant (`{...}`) instead of one of it.
    """

    text: str
    spans: tuple[Span, ...]
    margin: int = 0
    every: bool = False

    @property
    def first(self) -> Day:
        """The first day it may mean; None where that side is open or unknown."""
        return self.spans[0][0]

    @property
    def last(self) -> Day:
        """The last day it may mean; None where that side is open or unknown."""
        return self.spans[-1][1]

    @property
    def extent(self) -> Extent:
        """The days as an axis of time has them."""
        pieces = tuple(Stretch(first, last) for first, last in self.spans)
        margin = self.margin
        reach = tuple(
            Stretch(None if first is None else first - margin, None if last is None else last + margin)
            for first, last in self.spans
        )
        return Extent(DAYS, pieces, reach, about=margin > 0)

    @property
    def key(self) -> str:
        """One text for all dates that mean the same days within the same margin, near EDTF: `2017-03`, `2017-03~31`."""
        if self.margin == 0 and _PLAIN.fullmatch(self.text):
            return self.text
        spans = ",".join(written_span(span) for span in self.spans)
        listed = f"{{{spans}}}" if self.every else f"[{spans}]" if len(self.spans) > 1 else spans
        return f"{listed}~{self.margin}" if self.margin else listed

    def same_as(self, other: DateValue) -> bool:
        """Whether the two mean the same days within the same margin, however they are written."""
        return (self.spans, self.margin, self.every) == (other.spans, other.margin, other.every)

    def finer_than(self, other: DateValue) -> bool:
        """Whether this one lies within the other, or means the same days with more certainty."""
        if self.spans == other.spans:
            return (self.margin, not self.every) < (other.margin, not other.every)
        return covers(other.spans, self.spans)

    def meets(self, other: DateValue) -> bool:
        """Whether the two share a day."""
        return within(self.spans, other.spans, 0)

    def near(self, other: DateValue) -> bool:
        """Whether the two meet once each is widened by its margin."""
        margins = self.margin + other.margin
        return margins > 0 and within(self.spans, other.spans, margins)


@lru_cache(maxsize=65536)
def read_edtf(text: str) -> DateValue:
    """The date an EDTF expression stands for; digits of other scripts are read as ASCII ones.

    Raises:
        ValueError: it is no EDTF date, names a day that is not in the calendar, or runs backwards; the message is a sentence
            for the annotator.
    """
    written = fold_digits(text.strip())
    if len(written) > LONGEST:
        message = f"a date of {len(written)} characters is too long: the limit is {LONGEST}"
        raise ValueError(message)
    if written[:1] + written[-1:] in {"[]", "{}"}:
        return _set(written)
    if "/" in written:
        date = _interval(written)
        return DateValue(written, date.spans, date.margin)
    date = single_date(written)
    return DateValue(written, date.spans, date.margin)


def _set(written: str) -> DateValue:
    """`[a,b]` is one of the members, `{a,b}` all of them."""
    members = _COMMA.split(written[1:-1].strip())
    dates = [_member(member) for member in members]
    spans = merged([span for date in dates for span in date.spans])
    margin = max(date.margin for date in dates)
    text = f"{written[0]}{','.join(members)}{written[-1]}"
    return DateValue(text, spans, margin, every=written[0] == "{" and len(members) + written.count("..") > 1)


def _member(written: str) -> SingleDate:
    """One member of a set: a date, or a run of dates `a..b`, `..b`, `a..`."""
    if ".." not in written:
        return single_date(written)
    start, end = written.split("..", 1)
    return _between(written, single_date(start) if start else None, single_date(end) if end else None)


def _interval(written: str) -> SingleDate:
    start, end = written.split("/", 1)
    if not start and not end:
        message = f"{written!r} gives no date: write 2016/2017, or 2016/.. where it goes on"
        raise ValueError(message)
    return _between(written, *(None if side in {"", ".."} else single_date(side) for side in (start, end)))


def _between(written: str, start: SingleDate | None, end: SingleDate | None) -> SingleDate:
    """From the first day the start may mean to the last day the end may mean."""
    first = start.spans[0][0] if start else None
    last = end.spans[-1][1] if end else None
    if first is not None and last is not None and first > last:
        message = f"{written!r} ends before it begins: write the earlier date first"
        raise ValueError(message)
    margin = max(date.margin if date else 0 for date in (start, end))
    return SingleDate(((first, last),), margin)
