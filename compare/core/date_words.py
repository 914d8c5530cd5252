"""EDTF dates in words for a reader: `2017-03-02` is 2 March 2017, `198X` the 1980s. What has no plain words stays EDTF."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

_MONTHS: Final = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_SEASONS: Final = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}
_DAY: Final = re.compile(r"([0-9]{4})(?:-(0[1-9]|1[0-2]|2[1-4])(?:-([0-3][0-9]))?)?([~?%]?)")
_DECADE: Final = re.compile(r"([0-9]{3})X")
_QUALIFIED: Final = {"": "{}", "~": "about {}", "?": "{} (uncertain)", "%": "about {} (uncertain)"}


@lru_cache(maxsize=4096)
def in_words(date: str) -> str:
    """An EDTF expression in English words, or as it is where there are no plain ones."""
    written = date.strip()
    if written[:1] == "[" and ".." not in written:
        parts = [_single(part.strip()) for part in written[1:-1].split(",")]
        return " or ".join(filter(None, parts)) if all(parts) else date
    if "/" in written:
        return _interval(*written.split("/", 1)) or date
    return _single(written) or date


def held_in_words(as_of: str | None, since: str | None, until: str | None) -> str:
    """When a claim says it holds: `from 2017 to 2021`, `since 2017, as of May 2019`; empty where it does not say."""
    if since and until:
        span = f"from {in_words(since)} to {in_words(until)}"
    else:
        span = f"since {in_words(since)}" if since else f"until {in_words(until)}" if until else ""
    return ", ".join(filter(None, [span, f"as of {in_words(as_of)}" if as_of else ""]))


def dated_in_words(held: str, published: str) -> str:
    """When a claim holds, as `held_in_words` has it, and when it was printed, so that nobody takes one for the other."""
    printed = in_words(published)
    return f"{held}, published {printed}" if held else f"as of its publication, {printed}"


def _interval(start: str, end: str) -> str:
    first, last = _single(start), _single(end)
    if first and last:
        return f"{first} to {last}"
    if first and end == "..":
        return f"{first} or later"
    return f"{last} or earlier" if last and start == ".." else ""


def _single(written: str) -> str:
    if decade := _DECADE.fullmatch(written):
        return f"the {decade[1]}0s"
    found = _DAY.fullmatch(written)
    if not found:
        return ""
    year, month, day, qualifier = found.groups()
    if month is None:
        plain = year
    elif month in _SEASONS:
        plain = f"{_SEASONS[month]} {year}"
    else:
        plain = " ".join(filter(None, [str(int(day)) if day else "", _MONTHS[int(month) - 1], year]))
    return _QUALIFIED[qualifier].format(plain)
