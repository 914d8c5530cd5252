"""Things on lines of a lane, so that none hides another: each on the first line where it has room."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def packed(spans: Sequence[tuple[float, float]], apart: float = 1.0) -> tuple[int, ...]:
    """The number of the line, from 0, of every span (from, to), in the order given.

    The fewest lines on which no two spans come nearer to each other than `apart`.
    """
    ends: list[float] = []
    lines = [0] * len(spans)
    for at in sorted(range(len(spans)), key=lambda each: (spans[each], each)):
        start, end = spans[at]
        line = next((number for number, reached in enumerate(ends) if reached + apart <= start), len(ends))
        ends[line : line + 1] = [end]
        lines[at] = line
    return tuple(lines)
