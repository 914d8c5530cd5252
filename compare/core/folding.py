"""How spellings are made alike before they are compared for equality: fixed Unicode rules, never the locale."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

_QUOTES: Final = dict.fromkeys(map(ord, "'\"`´‘’‚‛“”„‟‹›«»ʼʿʾʻ′″"))
_JOINERS: Final = {ord(each): " " for each in "-‐‑‒–—―−_"}
_INVISIBLE: Final = dict.fromkeys(
    map(ord, "\u00ad\u034f\u180e\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff")
)
_TAGS: Final = dict.fromkeys(range(0xE0000, 0xE0080))
_FOLDED: Final = _QUOTES | _JOINERS | _INVISIBLE | _TAGS
REMOVED: Final = "".join(map(chr, sorted(_QUOTES | _INVISIBLE)))
"""What `fold_name` looks past, but for tag characters, which nobody types."""
SPACED: Final = "".join(map(chr, sorted(_JOINERS)))
"""What `fold_name` takes for a space."""
_CLOSING: Final = " .,;:!?"
_ARABIC: Final = str.maketrans("أإآٱىیک", "ااااييك", "ـ")
_OF_LETTERS: Final = frozenset("\u0653\u0654\u0655")
"""Madda and hamza, which make another letter of an Arabic one, as no accent does."""


@lru_cache(maxsize=65536)
def fold_name(text: str, kept: frozenset[str] = frozenset()) -> str:
    """A name without case, diacritics, quotes, hyphens and repeated spacing: `Al-Qaïda’s` and `al qaidas` fold alike.

    Combining marks are removed after canonical decomposition (Unicode Standard Annex 15, NFD) and case by default case
    folding (Unicode chapter 3.13), so that Turkish or German locale settings change nothing. `kept` are marks that stay.
    """
    bare = text.translate(_FOLDED).casefold()
    if bare.isascii():
        return " ".join(bare.split())
    decomposed = unicodedata.normalize("NFD", bare)
    marks_off = "".join(each for each in decomposed if each in kept or not unicodedata.combining(each))
    return " ".join(unicodedata.normalize("NFC", marks_off).split())


def fold_own_name(text: str) -> str:
    """As `fold_name`, but two Arabic names that only a hamza tells apart stay two: that they are one is for a person to say."""
    return fold_name(text, _OF_LETTERS)


def joined_in_arabic(text: str) -> str:
    """The text with those letters as one that writers of Arabic and Persian put for each other: for suggestions alone."""
    return text if text.isascii() else text.translate(_ARABIC)


@lru_cache(maxsize=65536)
def fold_wording(text: str) -> str:
    """Free wording folded for equality: as `fold_name`, transliterated to ASCII, without closing punctuation.

    Transliteration is anyascii's, which never returns an empty string for letters it knows.
    """
    folded = fold_name(text)
    if folded.isascii():
        return folded.strip(_CLOSING)
    from anyascii import anyascii  # only texts in other letters pay for its tables

    return fold_name(anyascii(folded)).strip(_CLOSING)
