"""How much two spellings look like one name: folded as romanisations differ, aligned word by word; it only ever suggests.

The fold makes alike what transliterations of Arabic and its neighbours write differently (`ou`, `oo` and `u`; `dj` and `j`;
a final vowel; the article), after anyascii has brought every script to ASCII. Then each word of the shorter name is paired
with one of the longer, and the weakest pair weighs as much as all pairs together: two people who share all but one name
are two people. Figures, numerals, initials and acronyms are never near: they are the same or the names are not alike.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from compare.core.folding import fold_name, joined_in_arabic
from compare.core.phrases import joined
from compare.core.romanisation import ARTICLES, BEGUN, FILLERS, RULES, SON_OF, begun_by, bones, fold_word, without_article
from compare.core.word_sets import word_set

if TYPE_CHECKING:
    from collections.abc import Sequence

STRONG: Final = 0.9
"""From here on the spellings differ as romanisations of one name do. Measured in docs/decisions/0017."""
ASK: Final = 0.76
"""From here on it is worth a person's question. Measured in docs/decisions/0017."""
LONGEST: Final = 200  # characters; what is longer is no name


_SKIPPED: Final = ARTICLES | FILLERS | SON_OF
_NUMERALS: Final = word_set(
    "two three four five six seven eight nine ten eleven twelve first second third fourth fifth sixth seventh eighth ninth"
    " tenth eleventh twelfth ii iii iv vi vii viii ix xi xii xiii xiv xv xvi xvii xviii xix xx"
)
_WORD: Final = re.compile(r"[a-z0-9]+")


_ACRONYM: Final = re.compile(r"\b[A-Z]{2,6}\b")
OVER: Final = (1.0, 0.85)
"""What is left of a score with no word, or one, that the other name lacks; with more the names are not alike."""
BELOW_STRONG: Final = 0.89
MANY: Final = 3  # rules; of more, a list tells a reader nothing


@dataclass(frozen=True, slots=True)
class Likeness:
    """How much two spellings look alike, from 0 to 1, and why, where they do; `over`: how many words more the first one has."""

    score: float
    reason: str
    over: int = 0

    @property
    def band(self) -> str:
        """`strong`, `ask`, or nothing."""
        return "strong" if self.score >= STRONG else "ask" if self.score >= ASK else ""

    @property
    def percent(self) -> int:
        """The score as a whole number from 0 to 100."""
        return round(self.score * 100)


NOT_ALIKE: Final = Likeness(0.0, "")


@lru_cache(maxsize=65536)
def words_of(name: str) -> tuple[tuple[str, str], ...]:
    """The words of a name that tell it from others, each as it is compared and as it is shown, in lower-case ASCII.

    Articles, `of` and its like, and `ag`, `ould` or `bin` are left out, as one source writes them and another does not.
    `Abd al-Malik` and `Abu Bakr` are one word each, as `Abdelmalek` and `Abubakar` are.
    """
    from anyascii import anyascii  # only names that are compared pay for its tables

    bare = _WORD.findall(fold_name(anyascii(joined_in_arabic(fold_name(name[:LONGEST])))))
    found: list[tuple[str, str]] = []
    for word in [each for each in bare if each not in _SKIPPED] or bare:
        if found and found[-1][0] in BEGUN:
            begun, shown = found.pop()
            found.append((begun + word, f"{shown} {word}"))
        else:
            found.append((begun_by(word) or without_article(word), word))
    return tuple(found)


@lru_cache(maxsize=65536)
def folded(name: str, without: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """The words of a name, folded."""
    return tuple(fold_word(word, without) for word, _ in words_of(name))


@lru_cache(maxsize=262144)
def _near(one: str, other: str) -> float:
    """How near two folded words are, from 0 to 1: letters in the same order (Indel), consonants weighing as much as all."""
    from rapidfuzz import fuzz  # only names that are compared pay for it

    if one == other:
        return 1.0
    return (fuzz.ratio(one, other) + fuzz.ratio(bones(one), bones(other))) / 200


def _aligned(mine: Sequence[str], known: Sequence[str]) -> list[tuple[int, int, float]]:
    """Pairs of words (index in one, in the other, nearness), one to one, the nearest first; ties by the words themselves."""
    ranked = sorted((-_near(a, b), min(a, b), max(a, b), i, j) for i, a in enumerate(mine) for j, b in enumerate(known))
    found: list[tuple[int, int, float]] = []
    for near, _, _, i, j in ranked:
        if all(i != left and j != right for left, right, _ in found):
            found.append((i, j, -near))
    return found


@lru_cache(maxsize=65536)
def _must_agree(name: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What admits no likeness: the figures and numerals of a name, and its acronyms with their letters sorted."""
    words = [word for word, _ in words_of(name)]
    figures = sorted(each for each in words if each in _NUMERALS or any(char.isdigit() for char in each))
    shouted = len(words) > 1 and name.isupper()
    acronyms = [] if shouted else sorted("".join(sorted(each)) for each in _ACRONYM.findall(name))
    return tuple(figures), tuple(acronyms)


def _initials_differ(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether a single letter of one name begins no word of the other."""
    sides = ((one, other), (other, one))
    return any(len(word) == 1 and not any(each.startswith(word) for each in others) for some, others in sides for word in some)


def likeness(one: str, other: str) -> Likeness:
    """How much two spellings look alike; the score is the same whichever comes first.

    Args:
        one: the spelling asked about.
        other: the known spelling.
    """
    mine, known = folded(one), folded(other)
    if not mine or not known or _must_agree(one) != _must_agree(other) or _initials_differ(mine, known):
        return NOT_ALIKE
    if sorted(mine) == sorted(known):
        return Likeness(1.0, _same_but_for(one, other))
    if abs(len(mine) - len(known)) >= len(OVER):
        return NOT_ALIKE
    pairs = _aligned(mine, known)
    nearness = [near for _, _, near in pairs]
    score = (min(nearness) + sum(nearness) / len(nearness)) / 2 * OVER[abs(len(mine) - len(known))]
    if _ACRONYM.fullmatch(one) and _ACRONYM.fullmatch(other):
        return Likeness(min(max(score, ASK), BELOW_STRONG), "an acronym of the same letters in another order")
    if len(mine) == len(known) == 1:  # Mali and Malian, Austria and Australia: one word alone is little proof
        score = min(score * score, BELOW_STRONG)
    score = round(score, 2)
    reason = _reason(words_of(one), words_of(other), pairs) if score >= ASK else ""
    return Likeness(score, reason, len(mine) - len(known))


def _same_but_for(one: str, other: str) -> str:
    """Why two names fold alike: a smallest set of rules that makes them so, or what is left out altogether."""
    mine, known = [word for word, _ in words_of(one)], [word for word, _ in words_of(other)]
    if sorted(mine) == sorted(known):
        return "differs only in small words or spacing" if mine == known else "the same words in another order"
    spare: frozenset[str] = frozenset()
    for rule in reversed(RULES):  # the general rules stand last: what a special one explains is told by that one
        left_out = spare | {rule.name}
        if sorted(folded(one, left_out)) == sorted(folded(other, left_out)):
            spare = left_out
    needed = [rule.name for rule in RULES if rule.name not in spare]
    return f"differs only in {joined(needed)}" if len(needed) <= MANY else "same after romanisation fold"


def _reason(mine: Sequence[tuple[str, str]], known: Sequence[tuple[str, str]], pairs: Sequence[tuple[int, int, float]]) -> str:
    """Which words differ, and which one has no counterpart."""
    unlike = [f"“{mine[i][1]}” for “{known[j][1]}”" for i, j, near in sorted(pairs) if near < 1]
    more = [shown for i, (_, shown) in enumerate(mine) if all(i != left for left, _, _ in pairs)]
    less = [shown for j, (_, shown) in enumerate(known) if all(j != right for _, right, _ in pairs)]
    over = [*(f"one word more: “{each}”" for each in more), *(f"one word less: “{each}”" for each in less)]
    return joined([*over, *unlike])
