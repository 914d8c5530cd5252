"""The words and signs in which times are written: three tables of tokens, by what a token begins with.

Names of time zones are read by RFC 5322, section 4.3, which gives those of North America fixed offsets, and by the zones of
that name in the tz database. A name that stands for several zones is kept as it is.
"""

from __future__ import annotations

import re
from typing import Final

from compare.kinds.clock_times import MONTHS, WEEKDAYS

OFFSETS: Final = {
    **dict.fromkeys(("UTC", "GMT", "UT", "Z", "WET"), 0),
    "EST": -300,
    "EDT": -240,
    "CST": -360,
    "CDT": -300,
    "MST": -420,
    "MDT": -360,
    "PST": -480,
    "PDT": -420,
    "CET": 60,
    "CEST": 120,
    "MET": 60,
    "MEST": 120,
    "EET": 120,
    "EEST": 180,
    "WEST": 60,
    "HST": -600,
}
"""Minutes ahead of UTC by the name of the zone."""
_OTHER_ZONES: Final = "BST|IST|MSK|JST|AEST|AEDT|ACST|AWST|NZST|NZDT|SGT|HKT|SAST|AKST|AKDT|ET|CT|MT|PT|AST|ADT|WAT|CAT|EAT|PKT"

MONTH_NUMBER: Final = {name[:3].lower(): number for number, name in enumerate(MONTHS, 1)}
WEEKDAY_NUMBER: Final = {name[:3].lower(): number for number, name in enumerate(WEEKDAYS, 1)}

_MONTH: Final = "(?:sept|" + "|".join(f"{name[:3]}(?:{name[3:]})?" for name in MONTHS) + ")"
_WEEKDAY: Final = "(?:tues|thurs?|" + "|".join(f"{name}|{name[:3]}" for name in WEEKDAYS) + ")"
_ZONE: Final = f"(?-i:{'|'.join(OFFSETS)}|{_OTHER_ZONES})"
_END: Final = "(?![a-z])"
_ORDINAL: Final = "(?:st|nd|rd|th)?"
_FOUR: Final = r"[0-9]{4}(?![0-9:]| *h)"
_HALF: Final = rf"(?: *(?P<half>[ap])(?:\.? ?m\.?|\.)?(?=[^a-z]|$|{_MONTH}|{_WEEKDAY}))"
_TOLD: Final = (
    rf"[0-9]|\b(?:[ap]\.?m|noon|midday|midnight|{_MONTH}|{_WEEKDAY}|not?|never|or|unknown|cancel[a-z]*|divert[a-z]*|{_ZONE})"
    rf"{_END}"
)

_DIGIT: Final = {
    "ymd": r"(?P<year>[0-9]{4})([-/])(?P<month>[0-9]{1,2})\2(?P<day>[0-9]{1,2})(?![0-9/-])(?:t(?=[0-9]))?",
    "day_month": rf"(?P<day>[0-9]{{1,2}}){_ORDINAL}[ -]*(?:of )?(?P<month>{_MONTH}){_END}\.?"
    rf"(?:[, -]+(?P<year>{_FOUR})|-(?P<short>[0-9]{{2}})(?![0-9:]))?",
    "numbers": r"(?P<one>[0-9]{1,2})([/-])(?P<two>[0-9]{1,2})(?:\2(?P<year>[0-9]{4}|[0-9]{2})|(?<=/..)|(?<=/.))(?![0-9/:-])",
    "dotted": r"(?P<day>[0-9]{1,2})\.(?P<month>[0-9]{1,2})\.(?P<year>[0-9]{4})(?![0-9:])",
    "named": rf"12(?::00)? *(?P<name>noon|midday|midnight){_END}",
    "clock": r"(?P<hour>[0-9]{1,2})(?:[:.h](?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2})(?:[.,][0-9]+)?)?"
    rf"|(?P<french> ?h{_END}))?(?![0-9]){_HALF}?",
    "digits": rf"(?P<hour>[0-9]{{2}})(?P<minute>[0-9]{{2}})(?![0-9])(?: *(?:hours|hrs?|h){_END})?",
}
_LETTER: Final = {
    "about": rf"(?:about|around|approximately|approx\.?|roughly|circa|ca\.){_END}",
    "month_day": rf"(?P<month>{_MONTH})\.?[ -]*(?P<day>[0-9]{{1,2}}){_ORDINAL}(?![0-9]|[:.h][0-9]| *[ap]\.?m)"
    rf"(?:[, -]+(?P<year>{_FOUR}))?",
    "weekday": rf"(?P<weekday>{_WEEKDAY}){_END}\.?",
    "named": rf"(?P<name>noon|midday|midnight){_END}",
    "offset": r"(?:utc|gmt) *(?P<sign>[+-])(?P<hours>[0-9]{1,2})(?::?(?P<minutes>[0-9]{2}))?(?![0-9:])",
    "zone": rf"(?P<name>{_ZONE}|(?<=[0-9])z)(?![a-z0-9])",
    "next_day": rf"(?:next|previous) day{_END}",
    "word": r"(?:delayed|on[ -]time|estimated|est\.?|scheduled|sched\.?|actual|act\.?|expected|landed|arrived|departed|early"
    rf"|late|local(?: time)?|hours|hrs?|uhr|at|on|the){_END}",
    "between": rf"to{_END}",
}
_SIGN: Final = {
    "about": "[~≈]",
    "offset": r"(?P<sign>[+]|(?<=\()-|(?<= )-(?=[0-9]{4}(?![0-9])))(?P<hours>[0-9]{1,2}):?(?P<minutes>[0-9]{2})"
    r"(?![0-9:])",
    "next_day": r"[+][0-9](?![0-9:])(?: *days?)?",
    "between": r"\.\.|[–—-]",
    "aside": rf"[(\[](?!(?=[^()\[\]]*(?:{_TOLD})))[a-z .,&*'/-]*[)\]]|\*+",
    "space": r"[\s,;)\]]+|[(\[]",
}


def _compiled(table: dict[str, str]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((name, re.compile(pattern, re.IGNORECASE)) for name, pattern in table.items())


_DIGIT_TOKENS, _LETTER_TOKENS, _SIGN_TOKENS = map(_compiled, (_DIGIT, _LETTER, _SIGN))


def token_at(text: str, at: int) -> tuple[str, re.Match[str]] | None:
    """The token that begins here and its name, the first that fits; None where nothing known begins."""
    begins = text[at]
    tokens = _DIGIT_TOKENS if begins.isdecimal() else _LETTER_TOKENS if begins.isalpha() else _SIGN_TOKENS
    for name, pattern in tokens:
        if found := pattern.match(text, at):
            return name, found
    return None
