"""What a chart is made of: a few shapes on a picture, and beside every picture the table of the same numbers.

Across, everything is in percent of the picture's width (0 to 100), down in pixels, so that a picture takes any width and its
letters keep their size. Looks are names of classes; what they look like is decided in the style sheet.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Final, TypeAlias

NARROW: Final = 284
"""The width in pixels at which every label still has room: a telephone of 320, less the margins of the page."""
WIDE: Final = 600
"""The width from which on an axis may have more ticks; the same stands in charts.css."""
LEFT: Final = 2.0
RIGHT: Final = 98.0
"""From where to where things are drawn, so that the halves of dots and signs are not cut off."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar from x on; it is never so narrow that it cannot be seen."""

    x: float
    y: float
    width: float
    height: float
    look: str = "solid"
    shape: ClassVar[str] = "bar"


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line; with a `head` it is an arrow to its second end."""

    x1: float
    y1: float
    x2: float
    y2: float
    look: str = "hair"
    head: bool = False
    shape: ClassVar[str] = "line"


@dataclass(frozen=True, slots=True)
class Sign:
    """A small sign of a fixed size, centred: dot, diamond, triangle, cross, left, right, break."""

    x: float
    y: float
    name: str
    look: str = "solid"
    shape: ClassVar[str] = "sign"


@dataclass(frozen=True, slots=True)
class Text:
    """One line of words from its baseline; `dx` moves it by pixels, `after` follows it more quietly; `room` as for ticks."""

    x: float
    y: float
    text: str
    look: str = "words"
    anchor: str = "start"
    dx: float = 0
    after: str = ""
    room: str = ""
    shape: ClassVar[str] = "text"


Mark: TypeAlias = Bar | Line | Sign | Text


@dataclass(frozen=True, slots=True)
class Link:
    """Shapes that lead to a place of the report; `x` to `width` and `y` to `height` is where a finger may fall."""

    href: str
    label: str
    x: float
    y: float
    width: float
    height: float
    shapes: tuple[Mark, ...]
    shape: ClassVar[str] = "link"


@dataclass(frozen=True, slots=True)
class Tick:
    """A round value of the axis; `under` stands below its label. `room` is `wide` or `narrow` where not both have it."""

    x: float
    label: str
    under: str = ""
    anchor: str = "middle"
    room: str = ""


@dataclass(frozen=True, slots=True)
class Axis:
    """The ticks, each a line from `top` to `bottom`, with its label below, and above as well on a tall picture."""

    ticks: tuple[Tick, ...]
    top: float
    bottom: float
    above: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing with its title, how to read it, and what it shows in words for those who do not see it."""

    title: str
    reading: str
    description: str
    height: float
    axis: Axis
    shapes: tuple[Mark | Link, ...]

    @property
    def heads(self) -> tuple[str, ...]:
        """The looks of the lines that are arrows."""
        return tuple(sorted({each.look for each in self.shapes if isinstance(each, Line) and each.head}))


@dataclass(frozen=True, slots=True)
class Words:
    """Words in a cell, with where they lead and their language, where known."""

    text: str
    href: str | None = None
    lang: str | None = None


Cell: TypeAlias = tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Twin:
    """The table of the same numbers: as many cells in each row as there are heads."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture and its table: there is never one without the other. `id` is its name on the page.

    Raises:
        ValueError: the table has no row, or not a cell for every head.
    """

    id: str
    picture: Picture
    twin: Twin

    def __post_init__(self) -> None:
        """See that the table is one."""
        if not self.twin.rows or any(len(row) != len(self.twin.heads) for row in self.twin.rows):
            raise ValueError(f"the table beside the picture {self.id!r} is not whole")


def percent(share: float) -> float:
    """A place across in percent, kept on the picture and rounded, so that it is the same on every machine."""
    return round(min(100.0, max(0.0, share)), 2)


def bar(start: float, end: float, y: float, height: float, look: str = "solid") -> Bar:
    """The bar between two places across."""
    return Bar(start, y, percent(end - start), height, look)
