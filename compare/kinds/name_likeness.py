"""What two words of two names can be to each other: another spelling, a short form, or nearly the same letters."""

from __future__ import annotations

import unicodedata
from enum import IntEnum
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from compare.core.folding import fold_name
from compare.core.romanisation import bones, fold_word, without_article
from compare.kinds.name_short_forms import are_given_names, is_short_form, short_forms
from compare.kinds.name_tables import ABBREVIATIONS

if TYPE_CHECKING:
    from collections.abc import Iterable


class Likeness(IntEnum):
    """How alike two words or names are, the nearest first."""

    SAME = 0
    SPELLING = 1
    SHORT_FORM = 2
    NEAR = 3
    NONE = 9


_BROAD: Final = frozenset({"o/u", "e/i", "ch/sh", "ae/ai/ei", "w/u", "ee/i"})
"""Rules that make one of two English or Chinese names as well: Joan and Juan, Chen and Shen."""
_NARROW_FROM: Final = 4  # letters from which the narrow fold tells one name from another
_BROAD_FROM: Final = 5  # and the broad one
_ROMANISED_FROM: Final = 3  # either, in a name that shows itself to be romanised
_BONES: Final = 3  # consonants that make two romanised words near
_NEAR_FROM: Final = ((10, 2), (6, 1))
"""How many letters may be wrong in a word of at least so many letters: one in Jonathan, none in Smith."""
ALONE_FROM: Final = 7  # letters from which one word alone may have a wrong one
_UMLAUTS: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})
_SOFT: Final = str.maketrans("", "", "ehoy")  # what is left of a word is its consonants, but for the h that is not heard
_KEPT: Final = frozenset("äöüøå")


@lru_cache(maxsize=16384)
def light(word: str) -> str:
    """A word in ASCII but for the letters that some write as two (`ü`), abbreviations written out, `Mc` as `Mac`."""
    if word.isascii():
        plain = word
    elif _KEPT & set(word):
        plain = "".join(each if each in _KEPT else ascii_of(each) for each in unicodedata.normalize("NFC", word))
    else:
        plain = ascii_of(word)
    plain = ABBREVIATIONS.get(plain, plain)
    return f"mac{plain[2:]}" if plain.startswith("mc") and len(plain) > len("mcab") else plain


@lru_cache(maxsize=16384)
def ascii_of(word: str) -> str:
    """A word of any script in ASCII, in lower case, without marks; anyascii knows every script."""
    if word.isascii():
        return word
    from anyascii import anyascii  # only names that are compared pay for its tables

    return fold_name(anyascii(fold_name(word))).replace(" ", "") or word


@lru_cache(maxsize=32768)
def alike(one: str, other: str, romanised: bool) -> Likeness:  # noqa: FBT001 - a cached function of three facts
    """What two light words are to each other, the same whichever comes first.

    Args:
        one: a word as `light` gives it.
        other: the other name's.
        romanised: whether one of the names shows itself to be romanised, so that vowels tell little.
    """
    first, second = ascii_of(one), ascii_of(other)
    if first[0] != second[0] and heads(one).isdisjoint(heads(other)):
        return Likeness.SHORT_FORM if is_short_form(first, second) else Likeness.NONE
    if _forms(one) & _forms(other):
        return Likeness.SPELLING
    first, second = sorted((first, second))
    length = min(len(first), len(second))
    if _folds_alike(first, second, length, romanised=romanised):
        return Likeness.SPELLING
    if is_short_form(first, second):
        return Likeness.SHORT_FORM
    return Likeness.NEAR if _is_near(first, second, length, romanised=romanised) else Likeness.NONE


@lru_cache(maxsize=16384)
def heads(word: str) -> frozenset[str]:
    """The letters a light word may begin with where another source writes it, with and without a grown-in article."""
    plain = ascii_of(word)
    bare = without_article(plain)
    return frozenset({plain[0], fold_word(plain)[:1] or plain[0], bare[0], fold_word(bare)[:1] or bare[0]})


@lru_cache(maxsize=16384)
def reach(word: str) -> int:
    """The letters that a word like this one may begin with, short forms included, as a set of bits for quick refusals."""
    initials = heads(word).union(each[0] for each in short_forms(ascii_of(word)))
    return reach_of(initials)


def reach_of(letters: Iterable[str]) -> int:
    """A set of letters as bits; two letters may share one, which refuses too little and never too much."""
    bits = 0
    for letter in letters:
        bits |= 1 << (ord(letter) % 64)
    return bits


def _forms(word: str) -> frozenset[str]:
    """The word in ASCII, with ü as u and as ue."""
    return frozenset({ascii_of(word), ascii_of(word.translate(_UMLAUTS))})


def _folds_alike(one: str, other: str, length: int, *, romanised: bool) -> bool:
    narrow = fold_word(one, _BROAD)
    if len(narrow) >= _NARROW_FROM and narrow == fold_word(other, _BROAD):
        return True
    if length < (_ROMANISED_FROM if romanised else _BROAD_FROM):
        return False
    if fold_word(without_article(one)) != fold_word(without_article(other)):
        return False
    return romanised or not (are_given_names(one, other) or length < _BROAD_FROM)


def _is_near(one: str, other: str, length: int, *, romanised: bool) -> bool:
    """Whether one is likely to be the other with a slip: a wrong letter or two, not another ending, not two known names."""
    from rapidfuzz.distance import OSA  # only names that are compared pay for it

    a, b = fold_word(one), fold_word(other)
    if a[0] != b[0] and one[0] != other[0]:
        return False
    if romanised and len(bones(a)) >= _BONES and bones(a) == bones(b):
        return True
    allowed = next((wrong for least, wrong in _NEAR_FROM if length >= least), 0)
    if not allowed or _other_ending(one, other) or (are_given_names(one, other) and not _is_slip(one, other)):
        return False
    return min(OSA.distance(one, other, score_cutoff=allowed), OSA.distance(a, b, score_cutoff=allowed)) <= allowed


def _is_slip(one: str, other: str) -> bool:
    """Whether two given names have the same consonants and end alike: Jeffery and Jeffrey, not Christian and Christina."""
    return one[-1] == other[-1] and _skeleton(one) == _skeleton(other)


def _skeleton(word: str) -> str:
    return bones(fold_word(word, _BROAD)).translate(_SOFT)


def _other_ending(one: str, other: str) -> bool:
    """Whether only a vowel at the end tells them apart: Daniel and Daniela, Mario and Maria."""
    return one.rstrip("aeio") == other.rstrip("aeio")
