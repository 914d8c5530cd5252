"""Where entries of a timeline stand: in the lane of their source, packed on lines, each with its number beside it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from compare.charts.days import ends
from compare.charts.lettering import SMALL, cut, pixels
from compare.charts.packing import packed
from compare.charts.picture import LEFT, NARROW, RIGHT, Text, percent

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from compare.charts.days import DayScale
    from compare.charts.picture import Cell
    from compare.core.findings import Extent

LINE: Final = 24
"""The height of a line of a lane in pixels: what a finger needs."""
NAME: Final = 22
BETWEEN: Final = 12
ARROW: Final = 6.0
"""Percent that an open side goes on."""
_WHOLE: Final = 100.0
_FINGER: Final = _WHOLE * LINE / NARROW
_SIGN: Final = 7  # pixels from the middle of a sign to its edge
_GAP: Final = 4
_LONGEST_NAME: Final = 90


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing with a date, with its number in the list.

    `sort` is `answer` (a date is the answer), `about` (a claim speaks of that time), `published` or `origin`. `lane` is the id
    of a source, empty for an origin. `label` names it in few words; `cells` are those of `compare.charts.timeline.HEADS`.
    """

    number: int
    sort: str
    lane: str
    extent: Extent
    label: str
    href: str
    cells: tuple[Cell, ...]
    name: str = ""
    denied: bool = False

    @property
    def alike(self) -> tuple[str, str, Extent, str, bool]:
        """Entries alike in this are drawn as one mark."""
        return self.sort, self.lane, self.extent, self.name, self.denied

    @property
    def is_sign(self) -> bool:
        """Whether it is drawn as a sign of a fixed size."""
        return self.sort in {"published", "origin"}


@dataclass(frozen=True, slots=True)
class Lane:
    """A source: its id, its name, and when it was published in words."""

    id: str
    name: str
    published: str


@dataclass(frozen=True, slots=True)
class Placed:
    """A mark for entries that are alike: from where to where it is drawn, what it takes with its number, and its line."""

    entries: tuple[Entry, ...]
    start: float
    end: float
    left: float
    right: float
    side: str = "after"
    """Where its number stands: after the mark, before it for want of room, or at the right edge for want of both."""
    y: float = 0

    @property
    def entry(self) -> Entry:
        """The first of its entries."""
        return self.entries[0]

    @property
    def middle(self) -> float:
        """The middle of the mark."""
        return percent((self.start + self.end) / 2)

    @property
    def tag(self) -> Text:
        """The number, and the name where it has one."""
        aside = _aside(self.entry)
        places = {"after": (self.end, aside), "before": (self.start, -aside), "edge": (_WHOLE, -_GAP)}
        (x, dx), anchor = places[self.side], "start" if self.side == "after" else "end"
        return Text(x, self.y + 4, numbers(self.entries), "numeral", anchor, dx, _name(self.entry))


def placed(entries: Iterable[Entry], scale: DayScale, y: float) -> tuple[list[Placed], float]:
    """The marks of a lane whose first line begins at `y`, and where its last line ends."""
    groups: dict[object, list[Entry]] = {}
    for each in entries:
        groups.setdefault(each.alike, []).append(each)
    made = [_across(tuple(each), scale) for each in groups.values()]
    lines = packed([(each.left, each.right) for each in made])
    on_lines = [replace(each, y=y + line * LINE + LINE / 2) for each, line in zip(made, lines, strict=True)]
    return on_lines, y + (max(lines, default=-1) + 1) * LINE


def numbers(entries: Sequence[Entry]) -> str:
    """The numbers of entries: `3`, `3–5`, `3, 7–9`."""
    found = [each.number for each in entries]
    starts = [found[0], *(b for a, b in pairwise(found) if b != a + 1)]
    stops = [*(a for a, b in pairwise(found) if b != a + 1), found[-1]]
    runs = zip(starts, stops, strict=True)
    return ", ".join(str(start) if start == stop else f"{start}–{stop}" for start, stop in runs)


def _across(entries: tuple[Entry, ...], scale: DayScale) -> Placed:
    """From where to where entries need their line: the number stands after the mark, or before it at the right edge."""
    start, end = _ends(entries[0].extent, scale)
    words = _share(_aside(entries[0]) + _width(entries) + _GAP)
    half = _share(_SIGN) if entries[0].is_sign else 0.0
    if end + words <= _WHOLE:
        return Placed(entries, start, end, max(0.0, start - half), max(end + words, min(_WHOLE, start + _FINGER)))
    if start - words >= 0:
        return Placed(entries, start, end, min(start - words, end - _FINGER), min(_WHOLE, end + half), "before")
    return Placed(entries, start, end, max(0.0, min(start - half, _WHOLE - words)), _WHOLE, "edge")


def _ends(extent: Extent, scale: DayScale) -> tuple[float, float]:
    """From where to where an extent is drawn; what is about as far as it may reach, an open side as a short arrow."""
    first, last = ends(extent)
    start, end = scale.at(first), scale.at(last + 1)
    if any(piece.low is None for piece in extent.pieces):
        start = max(LEFT, end - ARROW)
    if any(piece.high is None for piece in extent.pieces):
        end = min(RIGHT, start + ARROW)
    return percent(start), percent(end)


def _aside(entry: Entry) -> int:
    """Pixels from the end of the mark to its number."""
    return _GAP + _SIGN if entry.is_sign else _GAP


def _name(entry: Entry) -> str:
    return cut(entry.name, _LONGEST_NAME, SMALL)


def _width(entries: Sequence[Entry]) -> float:
    name = _name(entries[0])
    return pixels(numbers(entries), SMALL) + (pixels(name, SMALL) + 6 if name else 0)


def _share(width: float) -> float:
    """Pixels in percent of the narrowest picture."""
    return _WHOLE * width / NARROW
