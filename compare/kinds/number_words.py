"""Numbers in English words, as far as they have one reading: `eleven`, `two thousand and one`, `half a million`, `two dozen`.

A grammar and not a scan for known words: `one two three`, `nineteen eighty` and `a million and a half` are not numbers here.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

_SMALL: Final = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen"),
    *("fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS: Final = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
SCALES: Final = {
    "dozen": 12,
    "hundred": 100,
    "thousand": 1000,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "lakh": 10**5,
    "crore": 10**7,
}
"""What a word after a number multiplies it by; `billion` in the short scale, as English has it."""
_VALUES: Final = {
    **{word: number for number, word in enumerate(_SMALL)},
    **{word: 10 * number for number, word in enumerate(_TENS, 2)},
    **SCALES,
    "a": 1,
}
CARDINALS: Final = frozenset(_VALUES) - {"a"}

_TO_99: Final = (
    rf"(?:(?:{'|'.join(_TENS)})(?:[- ](?:{'|'.join(_SMALL[1:10])}))?|{'|'.join(sorted(_SMALL, key=len, reverse=True))})"
)
_END: Final = r"(?![a-z-])"
_TO_9999: Final = rf"(?:(?:a|{_TO_99}) hundred(?: (?:and )?{_TO_99}{_END})?|{_TO_99}{_END})"
_STEPS: Final = ("trillion", "billion", "million", "thousand")
_NUMBER: Final = re.compile(
    "".join(rf"(?:(?P<{step}>a|{_TO_9999}) {step}{_END}(?: (?:and )?(?={_TO_99}))?)?" for step in _STEPS)
    + rf"(?P<rest>{_TO_9999})?"
)
_HALF: Final = re.compile(rf"(?:half an? |(?P<whole>{_TO_99}) and a half )(?P<scale>{'|'.join(SCALES)}){_END}")
_DOZENS: Final = re.compile(rf"(?P<dozens>an?|{_TO_99}) dozen{_END}")


def number_in_words(text: str) -> tuple[Decimal, str] | None:
    """The number a text in lower case begins with, and the text after it; None where it begins with none."""
    if found := _HALF.match(text):
        halves = 2 * _up_to_9999(found["whole"] or "zero") + 1
        return Decimal(halves * SCALES[found["scale"]] // 2), text[found.end() :].strip()  # every scale is even
    if found := _DOZENS.match(text):
        return Decimal(_up_to_9999(found["dozens"]) * SCALES["dozen"]), text[found.end() :].strip()
    found = _NUMBER.match(text)
    if found is None or not found[0].strip():
        return None
    parts = [(_up_to_9999(found[step]), SCALES.get(step, 1)) for step in (*_STEPS, "rest") if found[step]]
    if any(part >= SCALES["thousand"] for part, _ in parts) and len(parts) > 1:
        return None  # `two thousand fifteen hundred`
    return Decimal(sum(part * scale for part, scale in parts)), text[found.end() :].strip()


def _up_to_9999(words: str) -> int:
    """The value of `a hundred and five`, `twenty-one`, `fifteen hundred`."""
    before, hundred, after = words.partition("hundred")
    if not hundred:
        return sum(_VALUES[word] for word in re.split(r"[- ]", before))
    return 100 * _up_to_9999(before.strip()) + (_up_to_9999(after.strip().removeprefix("and ")) if after.strip() else 0)
