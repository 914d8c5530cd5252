"""The lines of the casebook's files as messages may show them: read once, and without what is private."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from compare.core.settings import MEBIBYTE
from compare.loading import files
from compare.loading.lines import Lines, without_mark
from compare.loading.nodes import Mark, marks
from compare.loading.tree import PRIVATE, is_private

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from compare.core.model import Location

LARGEST: Final = 16 * MEBIBYTE
HIDDEN: Final = "…"

Span = tuple[int, int]


class Excerpts:
    """The files of one casebook, each read when a line of it is first asked for."""

    def __init__(self, root: Path) -> None:
        """Read nothing yet."""
        self._root = root
        self._files: dict[str, _File | None] = {}

    def line(self, place: Location) -> tuple[str, int] | None:
        """The line of a place and the column in it.

        None where the place has no column, where the file is gone or has no such line, and where nothing may be shown of it.
        """
        if not place.column:
            return None
        if place.file not in self._files:
            text = files.read_text(self._root / place.file, self._root, LARGEST, place)
            self._files[place.file] = _File(text) if isinstance(text, str) else None
        file = self._files[place.file]
        return file.line(place.line, place.column) if file else None


class _File:
    """A text with its lines and with what is private in it."""

    def __init__(self, text: str) -> None:
        self._text = text = without_mark(text)
        self._starts = [*Lines(text).starts, len(text) + 1]
        self._private = list(private(text))
        self._ends = [end for _, end in self._private]
        self._lines: dict[int, _Line] = {}

    def line(self, number: int, column: int) -> tuple[str, int] | None:
        """The line of this number and the column, both without what is private."""
        if number >= len(self._starts):
            return None
        if number not in self._lines:  # thousands of problems may stand on one line, which may hold the whole file
            self._lines[number] = self._cut(number)
        line = self._lines[number]
        return (line.text, line.column(column)) if line.shows else None

    def _cut(self, number: int) -> _Line:
        """A line without what is private in it."""
        start = self._starts[number - 1]
        text = self._text[start : self._starts[number]].rstrip("\r\n")
        after = bisect_right(self._ends, start)
        inside = self._private[after : bisect_left(self._private, (start + len(text),), lo=after)]  # a few of perhaps very many
        return _Line(text, [(max(first - start, 0), min(last - start, len(text))) for first, last in inside])


class _Line:
    """A line with a mark in the place of each gap, and where its columns are then; `shows` is whether anything is left."""

    def __init__(self, text: str, gaps: list[Span]) -> None:
        kept = [
            text[end:start]
            for end, start in zip((0, *(last for _, last in gaps)), (*(first for first, _ in gaps), None), strict=True)
        ]
        self.text = HIDDEN.join(kept)
        self.shows = self.text.strip() not in {"", HIDDEN}
        self._gaps = gaps
        self._firsts = [first for first, _ in gaps]
        self._lost = [0, *accumulate(last - first - len(HIDDEN) for first, last in gaps)]

    def column(self, column: int) -> int:
        """The column of what stood in this one; of what was private that of its mark."""
        at = column - 1
        before = bisect_right(self._firsts, at)
        if before and at < self._gaps[before - 1][1]:
            before -= 1
            at = self._firsts[before]
        return at - self._lost[before] + 1


def private(text: str) -> Iterator[Span]:
    """Where private values stand, in order. Where the file cannot be read on, all that may be one is taken for one."""
    if not PRIVATE.search(text) and "\\" not in text:  # an escape may spell the key
        return
    found, whole = marks(text)
    reached = found[-1].end if found else 0
    for start, end in _values(found, len(text)):
        if end == reached and not whole:  # what the parser stumbled over may be more of the value
            yield start, len(text)
            return
        yield start, start + len(text[start:end].rstrip())
    key = None if whole else PRIVATE.search(text, reached)
    if key:
        yield key.end(), len(text)


def _values(found: list[Mark], end: int) -> Iterator[Span]:
    """What stands under private keys; the last of them may not have been closed."""
    awaits_key: list[bool | None] = []  # of every list and mapping around, from outside; None of a list
    hidden: int | None = None  # where the private value begins, or its key ends while it has not begun
    depth = -1  # of the private value, once it has begun
    for mark in found:
        is_key = mark.nesting >= 0 and bool(awaits_key) and awaits_key[-1] is True
        if hidden is not None and depth < 0:
            # nothing under a private key: it may have been meant for the keys that follow, not indented
            hidden, depth = mark.start, len(awaits_key) - (mark.start == mark.end and not mark.nesting)
        if mark.nesting < 0:
            awaits_key.pop()
        if mark.nesting > 0:
            awaits_key.append(True if mark.mapping else None)
        elif awaits_key and awaits_key[-1] is not None:
            awaits_key[-1] = not is_key
        if hidden is not None and depth == len(awaits_key):
            yield hidden, mark.end
            hidden, depth = None, -1
        if is_key and hidden is None and is_private(mark.text):
            hidden = mark.end
    if hidden is not None:
        yield hidden, end
