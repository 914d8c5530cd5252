"""The small grammar of quantities as annotators write them: a number, about, a range, a bound, a share, and a unit.

What it does not take is tried as newspapers print it (`quantity_wording`), and then read in this grammar.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property, lru_cache
from typing import Final

from compare.kinds.digits import fold_digits
from compare.kinds.quantity_wording import Vague, in_digits
from compare.kinds.ranges import Range
from compare.kinds.units import PERCENT, Measure, begins_like_a_unit, fold_unit, is_number_word, is_physical, measure, of_one

ABOUT: Final = Fraction(1, 10)
"""How far `~` reaches on either side: 10%."""

_MOST_DIGITS: Final = 28  # what Decimal keeps exactly by default
_LONGEST: Final = 200
_LONG: Final = 100  # what is shorter never has more than `_LONGEST` when it is written out, but for the unit of its subject
_SIGNS: Final = str.maketrans(
    {"≥": ">=", "≤": "<=", "≈": "~", "−": "-"} | dict.fromkeys("\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}", " ")
)
_NUMBER: Final = r"-?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|-?[0-9]{1,3}(?: [0-9]{3})+(?:\.[0-9]+)?|-?[0-9]+(?:\.[0-9]+)?"
_QUANTITY: Final = re.compile(
    rf"(?:(?P<bound>>=|<=|>|<) *(?P<limit>{_NUMBER})|(?P<about>~?) *(?P<low>{_NUMBER})(?: *\.\. *(?P<high>{_NUMBER}))?)"
    r"(?![0-9.,]*[0-9]) *(?P<unit>.*)",
    re.DOTALL,
)
_HOW: Final = "write a number (2000), about (~2000), a range (1000..2000), a bound (>=100, <50) or a share (64%), then the unit"
_HINTS: Final = tuple(
    (re.compile(pattern, re.IGNORECASE), hint)
    for pattern, hint in (
        (r"0[0-9]", "leave out the leading zeros"),
        (r"0[xob]|[0-9.]+e[-+]?[0-9]|[0-9]+_", "write the number out in plain digits (1000)"),
        (r"[-+]?(nan|inf)", "only a finite number can be compared"),
        (r"[0-9]+ *[-–—] *[0-9]", "write a range with two dots (1000..2000)"),
        (r"[0-9]+,[0-9]", "write decimals with a point (2.5) and thousands without a sign (2500)"),
    )
)

_PLAIN: Final = re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3}){1,6}|[1-9][0-9]{0,17}")
_JOINING: Final = frozenset({"and", "or", "to", "plus", "minus", "times"})
_PADDED: Final = re.compile("-?0[0-9]")
_NOTHING_NAMED: Final = Measure("")


@dataclass(frozen=True)
class QuantityValue:
    """A quantity as written: Decimal ends (None: no end), whether an end is left out, whether it is about, and its unit.

    `measure` is what the unit counts or measures, on the terms of the subject. What is derived is found once, when asked for.
    """

    low: Decimal | None
    high: Decimal | None
    above: bool = False
    below: bool = False
    about: bool = False
    unit: str = ""
    measure: Measure = _NOTHING_NAMED

    @cached_property
    def core(self) -> Range:
        """The numbers stated, in the unit of `measure`."""
        low = None if self.low is None else Fraction(self.low)
        high = low if self.high is self.low else None if self.high is None else Fraction(self.high)
        stated = Range(low, high, self.above, self.below)
        return stated if self.measure.factor == 1 else stated.scaled(self.measure.factor)

    @cached_property
    def reach(self) -> Range:
        """The numbers that may be meant: the core, wider by 10% on either side where it is about."""
        return self.core.widened(ABOUT) if self.about else self.core

    @cached_property
    def key(self) -> str:
        """One text for all quantities that state the same, in the unit of `measure`."""
        number = _written(self._plain(self.low), self._plain(self.high), self.above, self.below)
        return f"{'~' if self.about else ''}{number} {self.measure.name}".rstrip()

    def _plain(self, end: Decimal | None) -> str | None:
        """An end in the unit of `measure` as text: `5`, else `1/3`, exact and one for each number."""
        if end is None:
            return None
        if self.measure.factor != 1:
            return str(Fraction(end) * self.measure.factor)
        above, below = end.as_integer_ratio()
        return str(above) if below == 1 else f"{above}/{below}"

    @property
    def words(self) -> str:
        """As a newspaper would print it: `about 2,000 fighters`, `more than 64%`."""
        low, high = ("" if end is None else f"{end:,f}" for end in (self.low, self.high))
        if low and high:
            number = low if low == high else f"{low} to {high}"
        elif low:
            number = f"{'more than' if self.above else 'at least'} {low}"
        else:
            number = f"{'less than' if self.below else 'at most'} {high}"
        space = "" if self.unit in {"", PERCENT} else " "
        unit = of_one(self.unit) if number == "1" else self.unit
        return f"{'about ' if self.about else ''}{number}{space}{unit}"

    def __str__(self) -> str:
        """As an annotator would write it: `~2000 fighters`, `64%`."""
        low, high = (None if end is None else f"{end:f}" for end in (self.low, self.high))
        space = "" if self.unit in {"", PERCENT} else " "
        return f"{'~' if self.about else ''}{_written(low, high, self.above, self.below)}{space}{self.unit}"


def _written(low: str | None, high: str | None, above: bool, below: bool) -> str:  # noqa: FBT001 - an end and whether it is left out, twice
    if high is None:
        return f">{'' if above else '='}{low}"
    if low is None:
        return f"<{'' if below else '='}{high}"
    return low if low == high else f"{low}..{high}"


def read_quantity(text: str, default_unit: str | None = None) -> QuantityValue:
    """A quantity as written; without a unit of its own it has the default one.

    Raises:
        ValueError: it cannot be read, or not as this module would write it; the message is a sentence for the annotator.
    """
    value = _quantity(text, default_unit)
    if len(text) > _LONG and len(str(value)) > _LONGEST:
        raise _unreadable(text)
    return value


def _quantity(text: str, default_unit: str | None) -> QuantityValue:
    if _PLAIN.fullmatch(text):
        number = Decimal(text.replace(",", ""))
        unit = default_unit or ""
        return QuantityValue(number, number, unit=unit, measure=measure(unit, unit))
    written = (text if text.isascii() else fold_digits(text.translate(_SIGNS))).strip()
    try:
        return _read(written, default_unit)
    except ValueError as refusal:
        digits = _in_digits(written, default_unit) if len(written) <= _LONGEST else None
        if digits is None:
            raise
        return _read_or(digits, default_unit, refusal)


def _read(written: str, default_unit: str | None) -> QuantityValue:
    """A quantity in the grammar of this module."""
    match = _QUANTITY.fullmatch(written) if len(written) <= _LONGEST else None
    if match is None:
        raise _unreadable(written)
    ends = {name: _number(match[name], written) for name in ("limit", "low", "high") if match[name]}
    low, high, above, below = _ends(match["bound"], ends)
    if low is not None and high is not None and high < low:
        message = f"{written!r} runs backwards: write the smaller number first"
        raise ValueError(message)
    try:
        unit, measured = _unit(match["unit"], default_unit)
    except _NoUnit as fault:
        raise (ValueError(f"{written!r} {fault}") if fault.args else _unreadable(written)) from None
    return QuantityValue(low, high, above, below, bool(match["about"]), unit, measured)


def _in_digits(written: str, default_unit: str | None) -> str | None:
    """What is printed in words or with other signs, in this grammar; None where it has no single reading."""
    try:
        return in_digits(" ".join(written.split()), default_unit or "")
    except Vague:
        message = (
            f"{written!r} names no number: write the bound or range it allows (>=24, 100..1000), and the words under worded"
        )
        raise ValueError(message) from None


def _read_or(digits: str, default_unit: str | None, refusal: ValueError) -> QuantityValue:
    """The quantity in digits; where even that cannot be read, what was said of the text as written."""
    try:
        return _read(digits, default_unit)
    except ValueError:
        raise refusal from None


def _ends(bound: str | None, ends: dict[str, Decimal]) -> tuple[Decimal | None, Decimal | None, bool, bool]:
    """Low end, high end, and whether each is left out."""
    if bound:
        limit = ends["limit"]
        return (limit, None, bound == ">", False) if bound[0] == ">" else (None, limit, False, bound == "<")
    return ends["low"], ends.get("high", ends["low"]), False, False


def _unreadable(written: str) -> ValueError:
    hint = next((hint for pattern, hint in _HINTS if pattern.match(written.lstrip("~<>= -"))), _HOW)
    shown = written if len(written) <= _LONGEST else f"{written[:_LONGEST]}…"
    return ValueError(f"{shown!r} cannot be read as a quantity: {hint}")


def _number(digits: str, written: str) -> Decimal:
    """A number as written, thousands signs and closing zeros of the fraction removed."""
    plain = digits.replace(",", "").replace(" ", "")
    if _PADDED.match(plain):
        raise _unreadable(written)
    if len(plain) > _MOST_DIGITS:
        message = f"{digits!r} has more than {_MOST_DIGITS} digits, which nobody has counted"
        raise ValueError(message)
    if "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    return Decimal(plain) if plain.strip("-0") else Decimal(0)


class _NoUnit(Exception):  # noqa: N818 - the sentence it becomes is what went wrong
    """What stands after a number is no unit, with the rest of the sentence for the annotator where there is more to say."""


@lru_cache(maxsize=4096)
def _unit(text: str, default: str | None) -> tuple[str, Measure]:
    """The unit as written, or as the subject spells it where it is the same, and what it measures.

    Raises:
        _NoUnit: it is none, or may be part of the number.
    """
    unit = " ".join(text.split())
    if not unit or (default is not None and fold_unit(unit) == fold_unit(default)):
        return default or "", measure(default or "", default or "")
    word = unit.split()[0]
    if word == "M" or (word == "m" and not is_physical(default or "")):
        raise _NoUnit("may be metres or millions: write metres, or the number out in digits")
    if is_number_word(re.split("[-‐]", word)[0]):
        raise _NoUnit("leaves part of the number in words: write it out in digits (2 million is 2000000)")
    has_digit = any(each.isnumeric() for each in unit) and not is_physical(unit)
    if has_digit or word.lower() in _JOINING or not begins_like_a_unit(unit):
        raise _NoUnit
    return unit, measure(unit, default or "")
