"""How spellings are made alike before they are compared for equality: fixed Unicode rules, never the locale."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import Final

_QUOTES: Final = dict.fromkeys(map(ord, "'\"`´‘’‚‛“”„‟‹›«»ʼʿʾʻ′″"))
_JOINERS: Final = {ord(each): " " for each in "-‐‑‒–—―−_"}
_INVISIBLE: Final = dict.fromkeys([0x00AD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF])
_FOLDED: Final = _QUOTES | _JOINERS | _INVISIBLE
REMOVED: Final = "".join(map(chr, sorted(_QUOTES | _INVISIBLE)))
"""What `fold_name` looks past."""
SPACED: Final = "".join(map(chr, sorted(_JOINERS)))
"""What `fold_name` takes for a space."""
_CLOSING: Final = " .,;:!?"


@lru_cache(maxsize=65536)
def fold_name(text: str) -> str:
    """A name without case, diacritics, quotes, hyphens and repeated spacing: `Al-Qaïda’s` and `al qaidas` fold alike.

    Combining marks are removed after canonical decomposition (Unicode Standard Annex 15, NFD) and case by default case
    folding (Unicode chapter 3.13), so that Turkish or German locale settings change nothing.
    """
    bare = text.translate(_FOLDED).casefold()
    if bare.isascii():
        return " ".join(bare.split())
    decomposed = unicodedata.normalize("NFD", bare)
    marks_off = "".join(each for each in decomposed if not unicodedata.combining(each))
    return " ".join(unicodedata.normalize("NFC", marks_off).split())


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
