"""`did you mean`: the one place where fuzzy matching speaks, and it only ever suggests."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final

from compare.core.folding import joined_in_arabic

if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST: Final = 200  # longer strings are not names, and fuzzy scoring grows with the product of the lengths
ENOUGH: Final = 70.0
ALMOST: Final = 85.0
MOST_SHOWN: Final = 3
MOST_WORK: Final = 200_000_000
"""Letters of mistakes times letters of names that are scored for one set of names, about a second; whoever makes thousands
of mistakes among thousands of names gets their places without a suggestion."""


class Suggester:
    """Names among which the nearest to a mistake are looked for, again and again, with a limit to the work in all."""

    def __init__(self, choices: Iterable[str]) -> None:
        """Keep the names that may have been meant; nothing is done with them until the first mistake."""
        self._choices = choices
        self._found: dict[str, list[str]] = {}
        self._left = MOST_WORK

    @cached_property
    def _names(self) -> list[str]:
        """The names in alphabetical order."""
        return sorted({choice[:LONGEST] for choice in self._choices})

    @cached_property
    def _alike(self) -> list[str]:
        """The same names as they are scored."""
        return list(map(_alike, self._names))

    @cached_property
    def _letters(self) -> int:
        """The letters of all names."""
        return sum(map(len, self._names))

    def nearest(self, text: str) -> list[str]:
        """The names most like the text, best first, ties in alphabetical order; empty when nothing is near."""
        text = text[:LONGEST]
        if text not in self._found:
            self._found[text] = self._scored(text)
        return self._found[text]

    def _scored(self, text: str) -> list[str]:
        """As `nearest`; empty when too much was asked before."""
        self._left -= len(text) * self._letters
        if self._left < 0:
            return []
        from rapidfuzz import fuzz, process  # only mistakes pay for it

        found = process.extract(_alike(text), self._alike, scorer=fuzz.WRatio, score_cutoff=ENOUGH, limit=MOST_SHOWN)
        return [self._names[index] for _, _score, index in found]

    def almost(self, text: str) -> list[str]:
        """The names that a letter or two make of the text, best first; fewer than `nearest` gives."""
        near = self.nearest(text)
        if not near:
            return []
        from rapidfuzz import fuzz

        return [choice for choice in near if fuzz.ratio(text[:LONGEST], choice) >= ALMOST]

    def did_you_mean(self, text: str) -> str:
        """`; did you mean X or Y?`, or nothing."""
        near = self.nearest(text)
        return f"; did you mean {' or '.join(near)}?" if near else ""


def _alike(name: str) -> str:
    """A name without what a person may well have typed otherwise."""
    return joined_in_arabic(name.casefold())


def nearest(text: str, choices: Iterable[str]) -> list[str]:
    """The choices most like the text, best first, ties in alphabetical order; empty when nothing is near."""
    return Suggester(choices).nearest(text)


def did_you_mean(text: str, choices: Iterable[str]) -> str:
    """`; did you mean X or Y?`, or nothing."""
    return Suggester(choices).did_you_mean(text)
