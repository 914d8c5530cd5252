"""The words by which a text is found in another spelling: folded as transliterations are, in Python for what is searched.

The script folds what a reader types by the same rules, which `rules_as_data` gives it. Words that fold to themselves are
left out, since the script finds them in the text. A word in a script that leaves its vowels out is found by its consonants.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from compare.core.folding import REMOVED, SPACED, fold_name
from compare.core.romanisation import ARTICLES, RULES, VOWELS, bones, fold_word

if TYPE_CHECKING:
    from collections.abc import Iterable

_ASCII_WORD: Final = re.compile("[a-z0-9]+")
_ABJAD: Final = "\u0590-\u05ff\u0600-\u06ff\u0750-\u077f"  # Hebrew and Arabic letters
_OF_CONSONANTS: Final = re.compile(f"[{_ABJAD}]")
_ARTICLE: Final = "ال"
_ALPHABETS: Final = ((0xC0, 0x250), (0x370, 0x530), (0x5D0, 0x5EB), (0x620, 0x6D6), (0x1E00, 0x2000))
"""Letters that a reader may type though the casebook has none of them: Latin, Greek, Cyrillic, Hebrew, Arabic."""
BY_CONSONANTS: Final = "."
"""Stands before the consonants of a word that is written without its vowels."""
BY_NAME: Final = ":"
"""Stands before the consonants of a name that is written with them, for who types it without."""


def search_words(texts: Iterable[str], *, names: bool = False) -> str:
    """The words by which the texts are found beside those that stand in them, each once; those of names by consonants too."""
    words = (found for text in texts for word in fold_name(text).split() for found in _found_by(word, names=names))
    return " ".join(dict.fromkeys(words))


@lru_cache(maxsize=65536)
def _found_by(word: str, *, names: bool) -> tuple[str, ...]:
    """What finds one word (without case and marks): its transliteration, that folded, and its consonants."""
    if _OF_CONSONANTS.search(word):
        return tuple(BY_CONSONANTS + each for each in _consonants_of(word))
    plain = _in_ascii(word)
    folded = [fold_word(each) for each in plain if not any(map(str.isdigit, each))]  # 1990 is not 190
    found = [each for each in (*(() if word.isascii() else plain), *folded) if each not in _ASCII_WORD.findall(word)]
    return (*found, *(BY_NAME + bones(each) for each in folded if names))


def _consonants_of(word: str) -> tuple[str, ...]:
    """The consonants of a word in Arabic or Hebrew letters, with and without the article that is written onto it."""
    bare = word.removeprefix(_ARTICLE)
    forms = (word, bare) if bare != word and len(bare) > 1 else (word,)
    return tuple(bones(fold_word("".join(_in_ascii(each)))) for each in forms)


def _in_ascii(word: str) -> list[str]:
    if word.isascii():
        return _ASCII_WORD.findall(word)
    from anyascii import anyascii  # only texts in other letters pay for its tables

    return _ASCII_WORD.findall(anyascii(word).lower())


def letters(texts: Iterable[str]) -> dict[str, str]:
    """The transliteration of every letter that stands in the texts, folded or not, and of those a reader may well type."""
    from anyascii import anyascii

    known = {chr(each) for start, end in _ALPHABETS for each in range(start, end)}
    seen = {char for text in texts if not text.isascii() for char in {*text, *text.casefold()} if not char.isascii()}
    return {each: anyascii(each).lower() for each in sorted(known | seen) if _stays(each)}


def _stays(char: str) -> bool:
    """Whether a character is left of a text that is folded as the script does it: in lower case, and taken apart."""
    return bool(fold_name(char)) and char == char.lower() and unicodedata.normalize("NFD", char) == char


def rules_as_data() -> dict[str, object]:
    """How the script folds what is typed, as data: patterns that mean the same to Python and to a browser."""
    return {
        "removed": REMOVED,
        "spaced": SPACED,
        "article": _ARTICLE,
        "articles": sorted(ARTICLES),
        "abjad": f"[{_ABJAD}]",
        "vowels": VOWELS,
        "rules": [[each.pattern.pattern, each.by.replace("\\1", "$1")] for each in RULES],
    }
