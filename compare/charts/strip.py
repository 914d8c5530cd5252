"""Rows of a strip: above, the letter of an answer and its words; below, its marks on a line; and the axis at the foot."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from compare.charts.lettering import SMALL, cut, pixels
from compare.charts.picture import LEFT, NARROW, RIGHT, WIDE, Axis, Figure, Line, Link, Picture, Text, Words
from compare.core.phrases import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compare.charts.picture import Cell, Mark, Tick, Twin
    from compare.core.findings import Extent

ROW: Final = 42
"""The height of a row in pixels."""
_TOP: Final = 4
_WORDS: Final = 15
_LINE: Final = 30
_LETTER: Final = 22
_FOOT: Final = 23
_UNDER: Final = 13
_GAP: Final = 12
MOST_ROWS: Final = 40


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer as a chart takes it: its letter and value, where it stands on the page, and who gives it."""

    letter: str
    words: str
    href: str
    extent: Extent
    sources: tuple[Words, ...]
    denied: bool = False

    @property
    def value(self) -> str:
        """The value in words, denied where it is."""
        return f"not {self.words}" if self.denied else self.words

    @property
    def head(self) -> Cell:
        """The cell that names the answer in a table."""
        return (Words(f"{self.letter}: {self.value}", self.href),)

    @property
    def backing(self) -> str:
        """How many sources give it."""
        return counted(len(self.sources), "source")


def line_of(at: int) -> float:
    """Where the line of a row is."""
    return _TOP + at * ROW + _LINE


def row(at: int, letter: str, words: tuple[str, str], href: str, marks: Sequence[Mark]) -> Link:
    """One row, all of it a link; `words` are the value and what follows it more quietly."""
    top = _TOP + at * ROW
    line = Line(LEFT, top + _LINE, RIGHT, top + _LINE, "row")
    label = f"{letter}: {', '.join(filter(None, words))}"
    named = Text(0, top + _WORDS, letter, "letter")
    return Link(href, label, 0, top, 100, ROW, (line, named, *_said(words, top + _WORDS), *marks))


def _said(words: tuple[str, str], y: float) -> tuple[Text, ...]:
    """The words of a row; where they have to be cut on a narrow picture, once more for a wide one."""
    narrow, wide = (_cut(words, width - _LETTER - _GAP) for width in (NARROW, WIDE))
    if narrow == wide:
        return (Text(0, y, wide[0], dx=_LETTER, after=wide[1]),)
    rooms = (("narrow", narrow), ("wide", wide))
    return tuple(Text(0, y, value, dx=_LETTER, after=after, room=room) for room, (value, after) in rooms)


def _cut(words: tuple[str, str], room: float) -> tuple[str, str]:
    """The value and what follows it, cut to so many pixels together: none takes room that the other needs for its half."""
    value, after = words
    left = room - min(pixels(value), room / 2)
    after = cut(after, left, SMALL)
    return cut(value, room - pixels(after, SMALL)), after


def strip(name: str, texts: tuple[str, str, str], rows: Sequence[Link], ticks: tuple[Tick, ...], twin: Twin) -> Figure:
    """The figure of these rows; `texts` are its title, how to read it, and what it shows."""
    title, reading, description = texts
    bottom = _TOP + len(rows) * ROW
    foot = _FOOT + _UNDER * any(each.under for each in ticks)
    return Figure(name, Picture(title, reading, description, bottom + foot, Axis(ticks, _TOP, bottom), tuple(rows)), twin)
