"""What a quantity counts or measures: counted things by their folded name, physical units by a short list.

Only the units listed here are ever converted. Left to itself, a unit library reads counted things as units (pint takes
`camps` for centiamperes and `hands` for lengths), and a wrong conversion would look like a finding.
"""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache
from typing import Any, Final, NamedTuple

from compare.core.folding import fold_name
from compare.kinds.number_words import SCALES

PERCENT: Final = "%"
_PERCENT_WORDS: Final = frozenset({"%", "percent", "per cent", "pct", "٪", "％"})
_NUMBER_WORDS: Final = frozenset({*SCALES, "k", "mn", "mln", "mio", "bn", "mrd", "tn"})
# clashes, boxes, branches; but caches and houses have an e of their own
_AFTER_A_HISS: Final = re.compile("(?:ss|sh|x|zz|[trn]ch|[eo]ach)es$")
_MONEY: Final = {"€": "euro", "eur": "euro", "$": "dollar", "us$": "us dollar", "usd": "us dollar"}

# base unit -> pint's name of a unit -> how it is written, folded and in the singular (months and years have no fixed length)
_UNITS: Final = {
    "metre": {
        "meter": "m, metre, meter",
        "kilometer": "km, kms, kilometre, kilometer",
        "centimeter": "cm, centimetre, centimeter",
        "millimeter": "mm, millimetre, millimeter",
        "mile": "mi, mile",
        "nautical_mile": "nmi, nautical mile",
        "foot": "ft, foot, feet",
        "yard": "yd, yard",
        "inch": "inch",
    },
    "kilogram": {
        "gram": "g, gram, gramme",
        "kilogram": "kg, kgs, kilo, kilogram, kilogramme",
        "metric_ton": "t, tonne, metric ton",
        "pound": "lb, lbs",  # a pound may be money
        "ounce": "oz, ounce",
    },
    "square metre": {
        "meter**2": "m2, m², square metre, square meter",
        "kilometer**2": "km2, km², square kilometre, square kilometer",
        "mile**2": "square mile",
        "hectare": "ha, hectare",
    },
    "litre": {
        "liter": "l, litre, liter",
        "milliliter": "ml, millilitre, milliliter",
        "meter**3": "m3, m³, cubic metre, cubic meter",
    },
    "second": {
        "second": "s, sec, second",
        "minute": "min, minute",
        "hour": "h, hr, hour",
        "day": "day",
        "week": "week",
    },
    "metre per second": {
        "meter/second": "m/s",
        "kilometer/hour": "km/h, kph, kmh",
        "mile/hour": "mph",
        "knot": "kn, knot",
    },
}
_BASES: Final = {"metre": "meter", "square metre": "meter**2", "litre": "liter", "metre per second": "meter/second"}
_PHYSICAL: Final = {
    spelling: (base, name)
    for base, names in _UNITS.items()
    for name, spellings in names.items()
    for spelling in spellings.split(", ")
}


class Measure(NamedTuple):
    """What is counted or measured, under one name for all units that convert into each other, and how many of it a unit is."""

    name: str
    factor: Fraction = Fraction(1)


def fold_unit(unit: str) -> str:
    """A unit without case, diacritics and plural: `Fighters` and `fighter` fold alike."""
    folded = " ".join(_singular(word) for word in fold_name(unit).split())
    return PERCENT if folded in _PERCENT_WORDS else _MONEY.get(folded, folded)


def of_one(unit: str) -> str:
    """The unit as one of it is called: `fighter` for `fighters`."""
    *before, last = unit.split(" ")
    return " ".join([*before, _singular(last)])


def _singular(word: str) -> str:
    if len(word) <= len("lbs") or "/" in word:
        return word
    if word.endswith("ies"):
        return f"{word.removesuffix('ies')}y"
    if _AFTER_A_HISS.search(word):
        return word.removesuffix("es")
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word.removesuffix("s")
    return word


def is_number_word(word: str) -> bool:
    """Whether a word belongs to the number before it: `2 million fighters` counts no millions."""
    return _singular(fold_name(word)) in _NUMBER_WORDS


def is_physical(unit: str) -> bool:
    """Whether a unit is in the list of physical units."""
    return fold_unit(unit) in _PHYSICAL


@lru_cache(maxsize=4096)
def measure(unit: str, reference: str = "") -> Measure:
    """What a unit measures: exactly converted to the reference if that is of the same kind, else to the base of its kind."""
    folded, target = fold_unit(unit), fold_unit(reference)
    if folded == target or folded not in _PHYSICAL:
        return Measure(folded)
    base, name = _PHYSICAL[folded]
    if _PHYSICAL.get(target, ("", ""))[0] == base:
        return Measure(target, _factor(name, _PHYSICAL[target][1]))
    return Measure(base, _factor(name, _BASES.get(base, base)))


@lru_cache(maxsize=256)
def _factor(name: str, target: str) -> Fraction:
    return Fraction(_registry().Quantity(Fraction(1), name).to(target).magnitude)


@lru_cache(maxsize=1)
def _registry() -> Any:  # noqa: ANN401 - pint builds its classes when it runs
    """The registry of pint in exact fractions; a second to import, so only for the units of one kind that differ."""
    import pint

    return pint.UnitRegistry(non_int_type=Fraction)


def begins_like_a_unit(text: str) -> bool:
    """Whether text after a number can be what is counted: it begins with a letter, a percent, degree or currency sign."""
    return bool(re.match(r"[^\W\d_]|[%٪％°$€£¥₹₽₩]", text))
