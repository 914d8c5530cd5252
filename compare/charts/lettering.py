"""How much room words take, estimated on the safe side: nobody knows the fonts of the reader."""

from __future__ import annotations

import unicodedata
from typing import Final

from compare.charts.picture import NARROW

TEXT: Final = 13
SMALL: Final = 11
"""The sizes of letters in pixels; the same stand in charts.css."""
_EM: Final = 0.6  # of a Latin letter or a digit, on the average of the system fonts
_WIDE: Final = frozenset("WF")


def pixels(text: str, size: int = TEXT) -> float:
    """The width of a line of words."""
    return sum(_em(char) for char in text) * size


def _em(char: str) -> float:
    if unicodedata.combining(char):
        return 0.0
    return 1.0 if unicodedata.east_asian_width(char) in _WIDE else _EM + 0.15 * char.isupper()


def share(text: str, size: int = TEXT) -> float:
    """The width of a line of words in percent of the narrowest picture."""
    return 100 * pixels(text, size) / NARROW


def cut(text: str, room: float, size: int = TEXT) -> str:
    """The words on one line, cut to so many pixels."""
    line = " ".join(text.split())
    if pixels(line, size) <= room:
        return line
    width = _em("…")
    for at, char in enumerate(line):
        width += _em(char)
        if width * size > room:
            return line[:at].rstrip() + "…"
    return line
