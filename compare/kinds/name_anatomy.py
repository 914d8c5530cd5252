"""The parts of a name as comparisons see them, taken from its canonical text."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from compare.kinds.name_likeness import light, reach, reach_of
from compare.kinds.name_tables import ASSIMILATED, GENERATIONS, LEGAL_FORMS, NUMERALS, ROMANISED, SMALL

if TYPE_CHECKING:
    from collections.abc import Iterable

SIGNS_OF_ROMANISING: Final = ("kh", "dj", "q")


@dataclass(frozen=True, slots=True)
class Anatomy:
    """The parts of a canonical text: words that tell the name from others, initials, figures, legal forms, small words.

    `reaches` holds what each word and initial may begin with (`reach`), a word also as the small words of the name do, with
    which another source may write it as one; `in_all` that of all words, small ones too.
    """

    words: tuple[str, ...]
    letters: str
    figures: tuple[str, ...]
    forms: frozenset[str]
    small: tuple[str, ...]
    reaches: tuple[int, ...]
    in_all: int
    romanised: bool


class _Token(NamedTuple):
    """One word of a canonical text as comparisons see it: what sort of part it is, its light form, its reach."""

    sort: str
    light: str
    reach: tuple[int, ...]
    romanised: bool


@lru_cache(maxsize=16384)
def _token(token: str) -> _Token:
    if token[0] == "(":
        return _Token("forms", LEGAL_FORMS.get(token[1:-1], token), (), romanised=False)
    if token[1:2] == "." or (len(token) == 1 and token.upper() != token):
        letters = token.replace(".", "")
        return _Token("letters", letters, tuple(reach_of(each) for each in letters), romanised=False)
    word = light(token)
    if any(char.isdigit() for char in token) or word in NUMERALS or token in GENERATIONS:
        return _Token("figures", word, (), romanised=False)
    plain = word.replace("qu", "")
    romanised = word in ROMANISED or word.startswith("abd") or any(sign in plain for sign in SIGNS_OF_ROMANISING)
    return _Token("small" if token in SMALL else "words", word, (reach(word),), romanised)


@lru_cache(maxsize=32768)
def anatomy(key: str, *, romanised: bool = False) -> Anatomy:
    """The parts of a canonical text, words as `light` gives them; `romanised` where the other name shows itself to be."""
    tokens = [_token(each) for each in key.split()]
    if not romanised and all(each.sort == "words" and not each.romanised for each in tokens):
        reached = tuple([each.reach[0] for each in tokens])
        words = tuple(sorted([each.light for each in tokens]))
        return Anatomy(words, "", (), frozenset(), (), reached, _in_all(tokens), romanised=False)
    parts: dict[str, list[str]] = {"words": [], "letters": [], "figures": [], "forms": [], "small": []}
    reaches: list[int] = []
    small_ones = _in_all(token for token in tokens if token.sort == "small")
    for token in tokens:
        parts[token.sort].append(token.light)
        # a word may be written with a small one before it, and then begins as that does: de Kooning, DeKooning
        reaches.extend(each | small_ones if token.sort == "words" else each for each in token.reach if token.sort != "small")
        romanised |= token.romanised
    in_all = _in_all(tokens)
    own, small = sorted(parts["words"]), parts["small"]
    if romanised and not ASSIMILATED.isdisjoint(own):
        small += [each for each in own if each in ASSIMILATED]
        own = [each for each in own if each not in ASSIMILATED]
    if not own and not parts["letters"] and not parts["figures"]:
        own, small = sorted(small), []
    figures, forms = tuple(sorted(parts["figures"])), frozenset(parts["forms"])
    return Anatomy(tuple(own), "".join(parts["letters"]), figures, forms, tuple(small), tuple(reaches), in_all, romanised)


def _in_all(tokens: Iterable[_Token]) -> int:
    bits = 0
    for token in tokens:
        for each in token.reach:
            bits |= each
    return bits


def may_match(a: Anatomy, b: Anatomy) -> bool:
    """Whether the names may be one, by their figures and by what their words begin with; sparing most of the work.

    They are not where each has a word or initial that begins as nothing in the other does: so a word that the other name writes
    as two full ones (Maryann, Mary Ann) is not found beside one that the other leaves out (Maryann Quinn Smith).
    """
    if a.figures != b.figures and a.figures and b.figures:
        return False
    return _all_begin(a.reaches, b.in_all) or _all_begin(b.reaches, a.in_all)


def _all_begin(reaches: tuple[int, ...], in_all: int) -> bool:
    for each in reaches:  # noqa: SIM110 - `all` of a generator takes twice the time, and this is most of the work
        if not each & in_all:
            return False
    return True
