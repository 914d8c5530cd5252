"""Quantities as newspapers and tables print them, put into the digits and signs of `quantity_reading`.

Only what has one reading is put into digits. A comma before three digits separates thousands, as in English, and a point
decimals; a number is taken the other way where it cannot be meant so: `3,5` and `1.234,50` have a decimal comma, `1.000.000`
points between thousands, `12,34,567` Indian groups. `m` is millions beside a currency only, and `M` unless the subject is in
metres; `b` and `t` are billions and trillions beside a currency only.
"""

from __future__ import annotations

import re
from decimal import Context, Decimal
from typing import Final, NamedTuple

from compare.kinds.number_words import CARDINALS, SCALES, number_in_words
from compare.kinds.units import is_physical

_SIGN_OF: Final = {
    r"about|around|approximately|approx\.?|roughly|circa|ca\.|some": "~",
    r"at least|no fewer than|no less than|not less than": ">=",
    r"more than|over|in excess of|upwards of": ">",
    r"at most|no more than|not more than|up to": "<=",
    r"fewer than|less than|under": "<",
}
_SIGNS: Final = tuple((re.compile(rf"(?:{words}) +(?=\S)", re.IGNORECASE), sign) for words, sign in _SIGN_OF.items())
_VAGUE: Final = re.compile(
    r"(?:an?|the|many)? *(?:several|few|couple|dozens|scores|hundreds|thousands|millions|billions)\b",
    re.IGNORECASE,
)
_BETWEEN: Final = (re.compile(r"between (.+) and (.+)", re.IGNORECASE), re.compile(r"(?:from )?(.+?) (?:to|\.\.) (.+)"))

_CURRENCY: Final = r"(?:US|A|C|NZ|HK|S|R)?\$|[€£¥₹₽₩]|(?:USD|EUR|GBP|CHF|JPY|CNY|RUB|INR|AUD|CAD|SEK|NOK|DKK|PLN)(?![A-Za-z])"
_GROUPS: Final = {
    r"[1-9][0-9]{0,2}(?:['’ ][0-9]{3})+(?:,[0-9]+)?": ",",
    r"[1-9][0-9]{0,2}(?:['’][0-9]{3})+\.[0-9]+": ".",
    r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+,[0-9]+": ",",
    r"[1-9][0-9]{0,2}(?:\.[0-9]{3}){2,}": ",",
    r"[1-9][0-9]?(?:,[0-9]{2})+,[0-9]{3}(?:\.[0-9]+)?": ".",
    r"[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]+)?": ".",
    r"0,[0-9]+|[0-9]{4,},[0-9]+|[0-9]+,(?:[0-9]{1,2}|[0-9]{4,})": ",",
    r"[0-9]+(?:\.[0-9]+)?": ".",
}
"""How a number may be written, and its decimal sign; all other signs in it only separate groups of digits."""
_FORMS: Final = tuple((re.compile(rf"(?:{form})(?![0-9.,'’]*[0-9])"), sign) for form, sign in _GROUPS.items())
_ABBREVIATED: Final = {
    "k": 10**3,
    "mn": 10**6,
    "mln": 10**6,
    "mio": 10**6,
    "bn": 10**9,
    "mrd": 10**9,
    "tn": 10**12,
    **SCALES,
}
_BESIDE_MONEY: Final = {"m": 10**6, "b": 10**9, "t": 10**12}
_SCALE: Final = re.compile(r" *([A-Za-z]+)\.?(?=\s|$)")
_MONEY: Final = re.compile(rf"(?:{_CURRENCY}|\b(?:dollars?|euros?|pounds?|francs?|yen|yuan|rupees?|roubles?|rubles?))$")
_SIGN: Final = re.compile(r"(~|[<>]=?) *")
_AMOUNT: Final = re.compile(rf"(-?) *({_CURRENCY})? *(\+?)(.*)", re.DOTALL)
_PADDED: Final = re.compile(r"0[0-9]")
_JOINED: Final = re.compile(r"(?:and|or|to|plus|minus|times|in|out|of)\b", re.IGNORECASE)
_EXACT: Final = Context(prec=250)  # of the digits that fit a text of the longest length, none is rounded away


class Vague(Exception):  # noqa: N818 - it says what the wording is
    """The wording names no number, like `dozens`."""


class _Amount(NamedTuple):
    """A number, the unit beside it, and whether a word after the digits multiplied them."""

    number: Decimal
    unit: str
    scaled: bool


def in_digits(text: str, default: str) -> str | None:
    """The quantity in digits and signs, or None where it has no reading, or more than one.

    Args:
        text: the quantity as written, with ASCII digits and plain spaces.
        default: the unit of the subject.

    Raises:
        Vague: the wording names no number, like `dozens`.
    """
    for words, sign in _SIGNS:
        if found := words.match(text):
            return _written(sign, [text[found.end() :]], default)
    signed = _SIGN.match(text)
    bound, rest = (signed[1], text[signed.end() :]) if signed else ("", text)
    for pattern in _BETWEEN:
        if found := pattern.fullmatch(rest):
            return None if bound not in {"", "~"} else _written(bound, [found[1], found[2]], default)
    return _written(bound, [rest], default)


def _written(sign: str, texts: list[str], default: str) -> str | None:
    """One amount, or from one to the other, in one unit."""
    if any(_VAGUE.match(text) for text in texts):
        raise Vague
    amounts = [_amount(text.strip(), default) for text in texts]
    first, last = amounts[0], amounts[-1]
    if first is None or last is None or first.unit not in {"", last.unit} or (last.scaled and not first.scaled):
        return None  # `2 to 3 million` may begin at 2
    numbers = f"{first.number:f}" if len(texts) == 1 else f"{first.number:f}..{last.number:f}"
    return f"{sign}{numbers} {last.unit}".rstrip()


def _amount(text: str, default: str) -> _Amount | None:
    found = _AMOUNT.fullmatch(text)
    if found is None:
        return None
    minus, symbol, plus, rest = found.groups()
    if plus and not rest[:1].isdecimal():
        return None
    money = bool(symbol or _MONEY.search(rest) or _MONEY.search(default))
    read = _in_figures(rest, money=money, metres=is_physical(default)) or _in_words(rest)
    if read is None or _JOINED.match(read.unit):
        return None
    return _Amount(-read.number if minus else read.number, f"{symbol or ''} {read.unit}".strip(), read.scaled)


def _in_words(text: str) -> _Amount | None:
    found = number_in_words(text.lower()) if text.isascii() else None
    if found is None:
        return None
    number, rest = found
    unit = text[len(text) - len(rest) :]
    return None if CARDINALS.intersection(re.split(r"[\s-]", rest)) else _Amount(number, unit, scaled=True)


def _in_figures(text: str, *, money: bool, metres: bool) -> _Amount | None:
    """Figures without the signs between their groups, times the words that multiply them."""
    for form, sign in _FORMS:
        found = form.match(text)
        if found and not _PADDED.match(found[0]):
            digits = "".join("." if each == sign else each for each in found[0] if each == sign or each.isdecimal())
            return _scaled(Decimal(digits), text[found.end() :], money=money, metres=metres)
    return None


def _scaled(number: Decimal, rest: str, *, money: bool, metres: bool) -> _Amount:
    scaled = False
    while found := _SCALE.match(rest):
        scale = _scale(found[1], spaced=rest[:1] == " ", money=money, metres=metres)
        if scale is None:
            break
        number, rest, scaled = _EXACT.multiply(number, Decimal(scale)).normalize(_EXACT), rest[found.end() :], True
    return _Amount(number, rest.strip(), scaled)


def _scale(word: str, *, spaced: bool, money: bool, metres: bool) -> int | None:
    """What a word or letter after figures multiplies them by; None where it does not, or may be a unit."""
    folded = word.lower()
    if money and folded in _BESIDE_MONEY:
        return _BESIDE_MONEY[folded]
    if word == "M" and not metres:
        return SCALES["million"]
    if word == "K" and spaced:
        return None  # kelvins
    return _ABBREVIATED.get(folded) or SCALES.get(folded.removesuffix("s"))
