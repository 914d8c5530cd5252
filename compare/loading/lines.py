"""From offsets in a text to lines and columns, counted as editors count them."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Final

from compare.core.model import Location

_LINE_END: Final = re.compile("\r\n|\r|\n")


def without_mark(text: str) -> str:
    """The text without byte order marks: two programs may have written one each, and the parsers do not count the first."""
    return text.lstrip("\ufeff")


class Lines:
    """From an offset to line and column, both from 1 in code points.

    A line ends where an editor ends it, at LF, CRLF or CR; YAML 1.1 would also count U+0085, U+2028 and U+2029.
    """

    def __init__(self, text: str) -> None:
        """Note where every line starts."""
        self.starts = [0, *(end.end() for end in _LINE_END.finditer(text))]

    def place(self, file: str, offset: int) -> Location:
        """The place of a character."""
        line = bisect_right(self.starts, offset)
        return Location(file, line, offset - self.starts[line - 1] + 1)
