"""When answers are said to hold, each against the days on which that was printed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from compare.charts.date_strip import reading
from compare.charts.days import ends, one_section
from compare.charts.picture import Line, Sign, Twin, Words, percent
from compare.charts.spans import Days
from compare.charts.strip import line_of, row, strip
from compare.core.phrases import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from compare.charts.days import DayScale
    from compare.charts.picture import Cell, Figure, Link, Mark
    from compare.core.findings import Extent

_TITLE = "When each answer is said to hold"


@dataclass(frozen=True, slots=True)
class Said:
    """An answer as it is said of one date.

    `held` is when it is said to hold, None where no date is given: then it is said as of the day of printing. `when` says so in
    words, `printed` when it was printed; `published` are the days of printing.
    """

    letter: str
    words: str
    href: str
    held: Extent | None
    when: str
    published: tuple[Extent, ...]
    printed: str
    sources: tuple[Words, ...]


def time_strip(said: Sequence[Said], name: str = "times") -> Figure:
    """The figure of answers in the order given, which is that of time."""
    extents = [extent for each in said for extent in (each.held, *each.published) if extent]
    scale = one_section(ends(each) for each in extents)
    rows = [_row(at, each, scale) for at, each in enumerate(said)]
    listed = " ".join(f"{each.letter}: {each.words}, {each.when}, printed {each.printed}." for each in said)
    description = f"{counted(len(said), 'line')} of time from {scale.span}. {listed}"
    twin = Twin(_TITLE, _HEADS, tuple(_cells(each) for each in said))
    return strip(name, (_TITLE, _reading(said), description), rows, scale.ticks(), twin)


def _reading(said: Sequence[Said]) -> str:
    """How the marks are read, of the forms that occur."""
    held = [each.held for each in said if each.held]
    spread = any(len({*ends(date)}) > 1 for each in said for date in each.published)
    amid = ", amid a line where that is not known to the day" if spread else ""
    return " ".join([*([reading(held)] if held else []), f"A diamond: when it was printed{amid}."])


_HEADS = ("Answer", "Holds", "Printed", "Sources")


def _row(at: int, said: Said, scale: DayScale) -> Link:
    after = said.when if said.held else ""
    return row(at, said.letter, (said.words, after), said.href, tuple(_marks(said, scale, line_of(at))))


def _marks(said: Said, scale: DayScale, y: float) -> Iterator[Mark]:
    if said.held:
        yield from Days(scale).marks(said.held, y)
    for each in said.published:
        yield from printed(each, scale, y)


def printed(published: Extent, scale: DayScale, y: float, name: str = "diamond", look: str = "printed") -> Iterator[Mark]:
    """A sign amid the days on which something was printed, with a line where it is not known to the day."""
    first, last = ends(published)
    start, end = scale.at(first), scale.at(last + 1)
    if last > first:
        yield Line(start, y, end, y, "printed")
    yield Sign(percent((start + end) / 2), y, name, look)


def _cells(said: Said) -> tuple[Cell, ...]:
    return ((Words(f"{said.letter}: {said.words}", said.href),), (Words(said.when),), (Words(said.printed),), said.sources)
