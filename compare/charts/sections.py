"""Where an axis of time is broken: few dates far from all others get a section of their own, so that the others have room."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from compare.charts.days import DayScale, section
from compare.charts.picture import LEFT, RIGHT

if TYPE_CHECKING:
    from collections.abc import Sequence

    Spans = Sequence[tuple[int, int]]

_FEW: Final = 8  # at most one in so many stands apart
_SMALL: Final = 0.5  # of the whole time, what the others have to need at most
_SIDE: Final = 14.0  # percent that a section of few dates gets
_BREAK: Final = 4.0  # percent between two sections


def sections(spans: Spans) -> DayScale:
    """A scale for these spans of days, broken before or after the many where few lie far from them."""
    early, rest = _apart(sorted(spans))
    late, main = _apart(sorted((-last, -first) for first, last in rest))
    late, main = _mirrored(late), _mirrored(main)
    start = LEFT + (_SIDE + _BREAK if early else 0)
    end = RIGHT - (_SIDE + _BREAK if late else 0)
    made = [section(main, start, end)]
    if early:
        made.insert(0, section(early, LEFT, LEFT + _SIDE))
    if late:
        made.append(section(late, RIGHT - _SIDE, RIGHT))
    # widened sections may touch: then there is nothing to break
    if any(a.after >= b.first for a, b in pairwise(made)):
        made = [section(spans, LEFT, RIGHT)]
    return DayScale(tuple(made))


def _mirrored(spans: Spans) -> list[tuple[int, int]]:
    return [(-last, -first) for first, last in spans]


def _apart(ordered: Spans) -> tuple[Spans, Spans]:
    """The few spans that stand before a gap, and the rest; none where no gap is worth a break.

    Of the gaps after which the rest needs at most half of the time, the widest counts.
    """
    whole = max(last for _, last in ordered) - ordered[0][0]
    best, widest, reached = 0, 0, ordered[0][1]
    for at in range(1, len(ordered) // _FEW + 1):
        first = ordered[at][0]
        if first - reached > widest and max(last for _, last in ordered[at:]) - first <= whole * _SMALL:
            best, widest = at, first - reached
        reached = max(reached, ordered[at][1])
    return ordered[:best], ordered[best:]
