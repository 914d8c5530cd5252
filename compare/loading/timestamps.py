"""Timestamps in our files whose stated day is another one in Coordinated Universal Time."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from compare.core.civil_days import day_number, written_day
from compare.core.date_words import in_words
from compare.core.problems import Problem
from compare.core.visible import excerpt
from compare.kinds.digits import fold_digits
from compare.kinds.edtf_bounds import read_edtf
from compare.loading.dates import every_date

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compare.core.model import Location
    from compare.loading.placed import Gathered

_STAMP: Final = re.compile(
    r"(-?[0-9]{4})-([0-9]{2})-([0-9]{2})T([0-9]{2}):?([0-9]{2})(?::?[0-9]{2})?(?:[.,][0-9]+)?([+-])([0-9]{2}):?([0-9]{2})?"
)
"""A day, a time and an offset that is not Z (ISO 8601-1:2019, section 5.4.2); a time without offset is nobody's UTC."""
_MINUTES: Final = 1440  # of a day


def other_day_in_utc(gathered: Gathered) -> Iterator[Problem]:
    """Dates with a time and an offset that name another day in UTC; the day as stated is the one that counts."""
    for written, place in (*every_date(gathered), *_values(gathered)):
        for stated, universal in days_in_utc(written):
            said = (
                f"{excerpt(written)} states {in_words(stated)}, which is {in_words(universal)} in UTC; the day as stated counts"
            )
            yield Problem("V409", place, said)


def days_in_utc(written: str) -> list[tuple[str, str]]:
    """The stated day and the day in UTC, both in EDTF, of every timestamp in a date for which the two differ."""
    try:
        read_edtf(written)
    except ValueError:  # not a date, which is a problem of its own
        return []
    found = (_days(*(part or "" for part in stamp.groups())) for stamp in _STAMP.finditer(fold_digits(written)))
    return [(stated, universal) for stated, universal in found if stated != universal]


def _days(*parts: str) -> tuple[str, str]:
    year, month, day, hour, minute, sign, offset_hours, offset_minutes = parts
    offset = (int(offset_hours) * 60 + int(offset_minutes or 0)) * (-1 if sign == "-" else 1)
    stated = day_number(int(year), int(month), int(day))
    shift = (int(hour) * 60 + int(minute) - offset) // _MINUTES
    return written_day(stated), written_day(stated + shift)


def _values(gathered: Gathered) -> Iterator[tuple[str, Location]]:
    """The values of claims on subjects that take a date."""
    dated = {subject.record.id for subject in gathered.subjects if subject.record.kind == "date"}
    for claim in gathered.claims:
        if claim.record.subject in dated:
            yield from claim.items("value")
