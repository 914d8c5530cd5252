"""A line of a file with a caret under one of its characters, as a terminal shows them."""

from __future__ import annotations

import unicodedata
from itertools import accumulate
from typing import Final

from compare.core.visible import visible

WIDEST: Final = 100
"""Cells of the terminal that an excerpt of a line takes at most, the marks of what was cut off included."""
_BEFORE: Final = 40
_TAB: Final = "    "
_ELLIPSIS: Final = "…"
_JAMO: Final = range(0x1160, 0x1200)  # vowels and finals, drawn into the cell of the consonant before them
_RIGHT_TO_LEFT: Final = frozenset({"R", "AL", "AN"})  # classes of the Bidirectional Algorithm (UAX 9, table 4)
_ISOLATE, _END_OF_ISOLATE = "\u2066", "\u2069"


def pointed(line: str, column: int) -> tuple[str, str]:
    """The line made safe to show, cut around the column where it is long, and the line with the caret under it.

    Width is counted in terminal cells: two for wide and fullwidth characters (UAX 11), none for combining ones. A line with
    right-to-left letters is isolated, and since a terminal may turn its words around, the caret then names the word it means.

    Args:
        line: one line of a file, without its end.
        column: from 1, in code points; beyond the end it is the place after the last character.
    """
    at = min(max(column, 1) - 1, len(line))
    first = max(0, at - WIDEST)
    window = line[first : at + WIDEST]
    plain = window.isascii() and window.isprintable()
    shown = list(window) if plain else [_shown(char) for char in window]
    widths = [1] * len(window) if plain else [_cells(char, drawn) for char, drawn in zip(window, shown, strict=True)]
    caret = at - first
    start, end = (0, len(window)) if plain and len(line) <= WIDEST else _clipped(widths, caret)
    cut_before, cut_after = bool(first + start), first + end < len(line)
    text = "".join([_ELLIPSIS * cut_before, *shown[start:end], _ELLIPSIS * cut_after])
    before = sum(widths[start:caret]) + cut_before
    before -= bool(caret < len(widths) and not widths[caret] and before)  # under the letter that a combining mark stands on
    if not plain and any(unicodedata.bidirectional(char) in _RIGHT_TO_LEFT for char in window[start:end]):
        return f"{_ISOLATE}{text}{_END_OF_ISOLATE}", f"{' ' * before}^{_named(window[caret:])}"
    return text.rstrip(), f"{' ' * before}^"


def _shown(char: str) -> str:
    return _TAB if char == "\t" else visible(char)


def _cells(char: str, shown: str) -> int:
    """How many cells of a terminal a character takes, as it is shown."""
    if char.isascii() or shown != char:
        return len(shown)
    if unicodedata.category(char) in {"Mn", "Me", "Cf"} or ord(char) in _JAMO:
        return 0
    return 2 if unicodedata.east_asian_width(char) in {"W", "F"} else 1


def _clipped(widths: list[int], caret: int) -> tuple[int, int]:
    """Start and end of what fits, with the caret in it and more after it than before where not all fits."""
    room = WIDEST - 2  # for the marks of what was cut off
    after = sum(widths[caret:])
    backwards = list(accumulate(reversed(widths[:caret])))
    taken = sum(width <= max(_BEFORE, room - after) for width in backwards)
    start = caret - taken
    while start < caret and not widths[start]:  # a combining mark without its letter would stand on the ellipsis
        start += 1
    left = room - sum(widths[start:caret])
    return start, caret + sum(width <= left for width in accumulate(widths[caret:]))


def _named(rest: str) -> str:
    """The word that begins here, isolated from what stands around it."""
    word = "".join(rest.split(None, 1)[:1]) if rest[:1].strip() else ""
    return f" at “{_ISOLATE}{visible(word[:20])}{_END_OF_ISOLATE}”" if word else ""
