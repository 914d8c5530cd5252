"""What a hint at copying says: two sources that share what hardly anyone else says, with the counts behind it, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Protocol

from compare.core.phrases import counted

RARE: Final = 2
"""A rare value has at most one source for this many that give the most supported value of its subject."""

_RARE_IN_WORDS: Final = "(at most half as many sources as give the most supported one)"
_FEWEST: Final = 0.1  # below that a figure would say more than is known
_ROUNDED: Final = 10  # from there on in whole numbers


@dataclass(frozen=True, slots=True)
class CopyHint:
    """Two sources that share rare values, and how many; `sources` are their numbers, the smaller one first.

    `subjects` both answer, on `same` of them with a value in common. On these subjects, `rare` rare values are given by both,
    `alone` of them by nobody else, and `strays` by either. `expected` is how many both would give by chance. `examples` are
    numbers of positions, the rarest first.
    """

    sources: tuple[int, int]
    subjects: int
    same: int
    strays: int
    rare: int
    alone: int
    expected: float
    examples: tuple[int, ...]


class Evidence(Protocol):
    """The counts of a hint, whatever names its sources have."""

    @property
    def subjects(self) -> int:
        """How many subjects both answer."""

    @property
    def same(self) -> int:
        """On how many of them they have a value in common."""

    @property
    def rare(self) -> int:
        """How many rare values both give."""

    @property
    def alone(self) -> int:
        """How many of these nobody else gives."""

    @property
    def expected(self) -> float:
        """How many both would give by chance."""


def hint_in_words(hint: Evidence, one: str, other: str) -> str:
    """The hint as sentences for a reader, with the names of its two sources."""
    questions = counted(hint.subjects, "question")
    share = f"all {questions}" if hint.same == hint.subjects else f"{hint.same:,} of the {questions}"
    alone = f", {_alone(hint)} nobody else" if hint.alone else ""
    return (
        f"{one} and {other} give the same answer to {share} that both answer. "
        f"{hint.rare:,} of their common answers few others give {_RARE_IN_WORDS}{alone}; "
        f"by chance one would expect {_about(hint.expected)}. Whether one copies the other a person decides."
    )


def _alone(hint: Evidence) -> str:
    return "and these" if hint.alone == hint.rare else f"{hint.alone:,} of them"


def _about(expected: float) -> str:
    if expected < _FEWEST:
        return f"fewer than {_FEWEST}"
    return f"{expected:,.0f}" if expected >= _ROUNDED else f"{expected:.1f}"
