"""Everything that carries a date on one axis of time: a lane for each source, and above them the origins that sources name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from compare.charts.days import ends
from compare.charts.lanes import ARROW, BETWEEN, LINE, NAME, Entry, Lane, Placed, placed
from compare.charts.lettering import SMALL, cut, pixels
from compare.charts.picture import NARROW, Axis, Figure, Line, Link, Picture, Sign, Text, Twin, percent
from compare.charts.sections import sections
from compare.charts.spans import Days
from compare.charts.time_strip import printed
from compare.core.phrases import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from compare.charts.days import DayScale
    from compare.charts.picture import Mark

MOST_ENTRIES: Final = 200
MOST_LANES: Final = 40
HEADS: Final = ("When", "What", "Who", "Published", "Then")
_TITLE: Final = "What is dated, by source"
_TOP: Final = 40
_FOOT: Final = 36
_NAMED: Final = 150  # pixels that the date beside the name of a lane may take
_READINGS: Final = {
    "answer": "A full bar: a date that is the answer.",
    "about": "An outlined bar: the time a claim speaks of.",
    "published": "A diamond: when the source was published.",
    "origin": "A triangle: an origin that a source names.",
}


@dataclass(frozen=True, slots=True)
class Arrow:
    """From one entry to another, by their numbers: `change` where a newer answer takes over, else `origin`."""

    before: int
    after: int
    sort: str


def timeline(entries: Sequence[Entry], lanes: Sequence[Lane], arrows: Sequence[Arrow], name: str = "timeline") -> Figure:
    """The figure of entries in the order of the list; lanes in theirs, from above."""
    scale = sections([ends(each.extent) for each in entries])
    marks, headings, bottom = _laid_out(entries, lanes, scale)
    at = {entry.number: each for each in marks for entry in each.entries}
    lines = dict.fromkeys(_arrow(at[each.before], at[each.after], each.sort) for each in arrows)
    links = [_link(each, scale) for each in marks]
    axis = Axis(scale.ticks(), _TOP, bottom, above=True)
    shapes = (*_breaks(scale, bottom), *headings, *lines, *links)
    picture = Picture(_TITLE, _reading(entries, arrows, scale), _described(entries, lanes, scale), bottom + _FOOT, axis, shapes)
    return Figure(name, picture, Twin(_TITLE, HEADS, tuple(each.cells for each in entries)))


def _laid_out(entries: Sequence[Entry], lanes: Sequence[Lane], scale: DayScale) -> tuple[list[Placed], list[Mark], float]:
    """The marks with their places, the names of the lanes, and where the last lane ends."""
    marks: list[Placed] = []
    headings: list[Mark] = []
    y = float(_TOP)
    for lane in (Lane("", "Origins that sources name", ""), *lanes):
        own = [each for each in entries if each.lane == lane.id]
        if own or lane.id:
            headings += _heading(lane, y)
            made, y = placed(own, scale, y + NAME)
            marks += made
            y += BETWEEN
    return marks, headings, y


def _heading(lane: Lane, y: float) -> Iterator[Mark]:
    yield Line(0, y, 100, y, "row")
    published = cut(lane.published, _NAMED, SMALL)
    yield Text(0, y + 16, cut(lane.name, NARROW - pixels(published, SMALL) - 12), "lane", after=published)


def _link(mark: Placed, scale: DayScale) -> Link:
    """The mark with its number; it leads to its claim, or to the list where it stands for several."""
    label = "; ".join(f"{each.number}: {each.label}" for each in mark.entries)
    href = mark.entry.href if len(mark.entries) == 1 else f"#n-{mark.entry.number}"
    left, right = percent(mark.left), percent(mark.right)
    shapes = (*_marks(mark, scale), mark.tag)
    return Link(href, label, left, mark.y - LINE / 2, percent(right - left), LINE, shapes)


def _marks(mark: Placed, scale: DayScale) -> Iterator[Mark]:
    entry = mark.entry
    if entry.sort == "published":
        yield from printed(entry.extent, scale, mark.y)
    elif entry.sort == "origin":
        yield from printed(entry.extent, scale, mark.y, "triangle", "solid")
    else:
        look = "denied" if entry.denied else "solid" if entry.sort == "answer" else "told"
        yield from Days(scale, arrow=ARROW).marks(entry.extent, mark.y, look)


def _arrow(before: Placed, after: Placed, sort: str) -> Line:
    """From the end of the one to the beginning of the other where that is later, else from middle to middle."""
    apart = before.end <= after.start and not (before.entry.is_sign or after.entry.is_sign)
    start, end = (before.end, after.start) if apart else (before.middle, after.middle)
    return Line(start, before.y, end, after.y, sort, head=True)


def _breaks(scale: DayScale, bottom: float) -> Iterator[Mark]:
    """The places where the axis is broken: a band without lines, and the sign of a break at its head and foot."""
    for at in scale.breaks:
        yield Line(at, _TOP, at, bottom, "broken")
        yield Sign(at, _TOP, "break", "broken")
        yield Sign(at, bottom, "break", "broken")


def _reading(entries: Sequence[Entry], arrows: Sequence[Arrow], scale: DayScale) -> str:
    """How the marks are read, of the forms that occur."""
    sorts = {each.sort for each in entries}
    said = [words for sort, words in _READINGS.items() if sort in sorts]
    if any(each.extent.about for each in entries):
        said.append("Dashed: about, or uncertain.")
    if any(each.denied for each in entries):
        said.append("Struck through: denied.")
    if arrows:
        said.append("An arrow leads to a newer answer, a dotted one from an origin to who names it.")
    if scale.breaks:
        said.append("The axis is broken at //: few dates lie far from all others.")
    return " ".join([*said, "The numbers are those of the list below."])


def _described(entries: Sequence[Entry], lanes: Sequence[Lane], scale: DayScale) -> str:
    broken = ", broken where few dates lie far from all others" if scale.breaks else ""
    held = [(lane, sum(each.lane == lane.id for each in entries)) for lane in lanes]
    listed = " ".join(f"{lane.name}: {counted(number, 'entry', 'entries')}." for lane, number in held)
    return f"{counted(len(entries), 'entry', 'entries')} in time from {scale.span}{broken}. {listed} All are in the list below."
