"""Tables of words written as lines of words."""

from __future__ import annotations


def word_set(words: str) -> frozenset[str]:
    """The words of a line, so that a table of words reads as words."""
    return frozenset(words.split())
