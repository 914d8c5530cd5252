"""`did you mean`: the one place where fuzzy matching speaks, and it only ever suggests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST: Final = 200  # longer strings are not names, and fuzzy scoring grows with the product of the lengths
ENOUGH: Final = 70.0
ALMOST: Final = 85.0


def nearest(text: str, choices: Iterable[str], *, limit: int = 3) -> list[str]:
    """The choices most like the text, best first, ties in alphabetical order; empty when nothing is near."""
    from rapidfuzz import fuzz, process  # only mistakes pay for it

    names = sorted({choice[:LONGEST] for choice in choices})
    found = process.extract(text[:LONGEST], names, scorer=fuzz.WRatio, processor=str.casefold, score_cutoff=ENOUGH, limit=limit)
    return [name for name, _score, _index in found]


def almost(text: str, choices: Iterable[str], *, limit: int = 3) -> list[str]:
    """The choices that a letter or two make of the text, best first; fewer than `nearest` gives."""
    from rapidfuzz import fuzz

    near = [(fuzz.ratio(text, choice), choice) for choice in nearest(text, choices, limit=limit)]
    return [choice for score, choice in near if score >= ALMOST]


def did_you_mean(text: str, choices: Iterable[str]) -> str:
    """`; did you mean X or Y?`, or nothing."""
    near = nearest(text, choices)
    return f"; did you mean {' or '.join(near)}?" if near else ""
