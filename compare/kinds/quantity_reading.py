"""The small grammar of quantities as annotators write them: a number, about, a range, a bound, a share, and a unit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final

from compare.kinds.digits import fold_digits
from compare.kinds.ranges import Range
from compare.kinds.units import PERCENT, Measure, begins_like_a_unit, fold_unit, is_number_word, is_physical, measure, of_one

ABOUT: Final = Fraction(1, 10)
"""How far `~` reaches on either side: 10%."""

_MOST_DIGITS: Final = 28  # what Decimal keeps exactly by default
_LONGEST: Final = 200
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

_NOTHING_NAMED: Final = Measure("")


@dataclass(frozen=True, slots=True)
class QuantityValue:
    """A quantity as written: Decimal ends (None: no end), whether an end is left out, whether it is about, and its unit.

    `measure` is what the unit counts or measures, on the terms of the subject.
    """

    low: Decimal | None
    high: Decimal | None
    above: bool = False
    below: bool = False
    about: bool = False
    unit: str = ""
    measure: Measure = _NOTHING_NAMED

    @property
    def core(self) -> Range:
        """The numbers stated, in the unit of `measure`."""
        low, high = (None if end is None else Fraction(end) for end in (self.low, self.high))
        return Range(low, high, self.above, self.below).scaled(self.measure.factor)

    @property
    def reach(self) -> Range:
        """The numbers that may be meant: the core, wider by 10% on either side where it is about."""
        return self.core.widened(ABOUT) if self.about else self.core

    @property
    def key(self) -> str:
        """One text for all quantities that state the same, in the unit of `measure`."""
        name, core = self.measure.name, self.core
        number = _written(_plain(core.low), _plain(core.high), self.above, self.below)
        return f"{'~' if self.about else ''}{number} {name}".rstrip()

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


def _plain(number: Fraction | None) -> str | None:
    """A fraction as text: `5`, else `1/3`, exact and one for each number."""
    return None if number is None else str(number)


def read_quantity(text: str, default_unit: str | None = None) -> QuantityValue:
    """A quantity as written; without a unit of its own it has the default one.

    Raises:
        ValueError: it cannot be read; the message is a sentence for the annotator.
    """
    written = fold_digits(text.translate(_SIGNS).strip())
    match = _QUANTITY.fullmatch(written) if len(written) <= _LONGEST else None
    if match is None:
        raise _unreadable(written)
    ends = {name: _number(match[name], written) for name in ("limit", "low", "high") if match[name]}
    low, high, above, below = _ends(match["bound"], ends)
    if low is not None and high is not None and high < low:
        message = f"{written!r} runs backwards: write the smaller number first"
        raise ValueError(message)
    unit = _unit(match["unit"], default_unit, written)
    return QuantityValue(low, high, above, below, bool(match["about"]), unit, measure(unit, default_unit or ""))


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
    if re.match(r"-?0[0-9]", plain):
        raise _unreadable(written)
    if len(plain) > _MOST_DIGITS:
        message = f"{digits!r} has more than {_MOST_DIGITS} digits, which nobody has counted"
        raise ValueError(message)
    whole, _, fraction = plain.partition(".")
    return Decimal(0) if not plain.strip("-0.") else Decimal(f"{whole}.{fraction.rstrip('0')}".rstrip("."))


def _unit(text: str, default: str | None, written: str) -> str:
    """The unit as written, or as the subject spells it where it is the same."""
    unit = " ".join(text.split())
    if not unit or (default is not None and fold_unit(unit) == fold_unit(default)):
        return default or ""
    word = unit.split()[0]
    if word == "m" and not is_physical(default or ""):
        message = f"{written!r} may be metres or millions: write metres, or the number out in digits"
        raise ValueError(message)
    if is_number_word(word):
        message = f"{written!r} leaves part of the number in words: write it out in digits (2 million is 2000000)"
        raise ValueError(message)
    has_digit = any(each.isdigit() for each in unit) and not is_physical(unit)
    if has_digit or not begins_like_a_unit(unit):
        raise _unreadable(written)
    return unit
