"""A number after an Arabic or Hebrew name keeps its place in a line that runs from left to right."""

from __future__ import annotations

import re
from typing import Final

_RIGHT_TO_LEFT: Final = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
# The end of a name with a number next, but for a number inside what is written from right to left.
_BEFORE_NUMBER: Final = re.compile(
    rf"(?<=[{_RIGHT_TO_LEFT}])(?<!\d)(?=[^\w{_RIGHT_TO_LEFT}\u200e]*\d)(?![^\w{_RIGHT_TO_LEFT}]*\d[\d.,:]*\s+[{_RIGHT_TO_LEFT}])"
)
_MARK: Final = "\u200e"


def numbers_in_place(text: str) -> str:
    """The text with a left-to-right mark between each such name and the number after it.

    Without the mark the name drags the number to its left (rule W7 of Unicode Standard Annex 9), and a bdi around the whole
    text is no help: which part of it is a name, only its letters tell. In a line from right to left the mark changes nothing.
    An address stays as it is, since it is followed.
    """
    return text if text.startswith(("http://", "https://")) else _BEFORE_NUMBER.sub(_MARK, text)
