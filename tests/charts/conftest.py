"""What a picture draws, looked at as a reader would: who is where, and which words stand on which."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from compare.charts.lettering import SMALL, TEXT, pixels
from compare.charts.picture import NARROW, WIDE, Bar, Line, Link, Sign, Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compare.charts.picture import Figure, Mark, Tick

WIDTHS = {"narrow": (NARROW, 599), "wide": (WIDE, 1100)}
Box = tuple[float, float, float, float]


def marks(figure: Figure) -> Iterator[Mark]:
    for each in figure.picture.shapes:
        yield from each.shapes if isinstance(each, Link) else (each,)


def across(figure: Figure) -> Iterator[float]:
    """Every place across that the picture uses, in percent."""
    for each in figure.picture.shapes:
        if isinstance(each, Link):
            yield from (each.x, each.x + each.width)
    for mark in marks(figure):
        if isinstance(mark, Bar):
            yield from (mark.x, mark.x + mark.width)
        elif isinstance(mark, Line):
            yield from (mark.x1, mark.x2)
        else:
            yield mark.x
    yield from (tick.x for tick in figure.picture.axis.ticks)


def down(figure: Figure) -> Iterator[float]:
    """Every place down that the picture uses, in pixels."""
    for mark in marks(figure):
        if isinstance(mark, Bar):
            yield from (mark.y, mark.y + mark.height)
        elif isinstance(mark, Line):
            yield from (mark.y1, mark.y2)
        else:
            yield mark.y


def boxes(figure: Figure, room: str, width: float) -> Iterator[Box]:
    """The places of all words on a picture of this width: left, right, top, bottom."""
    for mark in marks(figure):
        if isinstance(mark, Text) and mark.room in {"", room}:
            long = pixels(mark.text, TEXT if mark.look in {"words", "letter", "lane"} else SMALL)
            long += 6 + pixels(mark.after, SMALL) if mark.after else 0
            yield _box(mark.x * width / 100 + mark.dx, mark.y, long, mark.anchor)
    axis = figure.picture.axis
    for tick in axis.ticks:
        if tick.room in {"", room}:
            yield _box(tick.x * width / 100, axis.bottom + 17, _long(tick), tick.anchor)


def _long(tick: Tick) -> float:
    return max(pixels(tick.label, SMALL), pixels(tick.under, SMALL))


def _box(x: float, y: float, long: float, anchor: str) -> Box:
    left = x - {"start": 0, "middle": long / 2, "end": long}[anchor]
    return left, left + long, y - 11, y + 2


def look(figure: Figure) -> list[str]:
    """What would be wrong with the picture: places outside it, words cut off or on one another."""
    wrong = [f"{place} % across" for place in across(figure) if not 0 <= place <= 100]
    wrong += [f"{place} px down" for place in down(figure) if not 0 <= place <= figure.picture.height]
    for room, widths in WIDTHS.items():
        for width in widths:
            found = list(boxes(figure, room, width))
            wrong += [f"cut off at {width}: {box}" for box in found if box[0] < -1 or box[1] > width + 1]
            wrong += [f"at {width}: {a} on {b}" for a, b in combinations(found, 2) if _meet(a, b)]
    return wrong


def _meet(a: Box, b: Box) -> bool:
    return a[0] < b[1] and b[0] < a[1] and a[2] < b[3] and b[2] < a[3]


def signs(figure: Figure) -> list[tuple[str, str]]:
    return [(mark.name, mark.look) for mark in marks(figure) if isinstance(mark, Sign)]
