"""The timeline: everything that carries a date, by source on one axis, and as a list; split by time where it is long."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from compare.charts.lanes import Entry, Lane
from compare.charts.picture import Words
from compare.charts.timeline import MOST_ENTRIES, MOST_LANES, Arrow, timeline
from compare.core.date_words import in_words
from compare.report.addresses import timeline_page
from compare.report.views.dated import changes, items, origins
from compare.report.views.labels import Label

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from compare.charts.picture import Cell, Figure
    from compare.report.views.dated import Item, Step
    from compare.report.views.index import Index

MOST_AFTER: Final = 12  # what takes over from one claim; of more the rest is counted


@dataclass(frozen=True, slots=True)
class TimelineView:
    """One page of the timeline; `first` is the number of its first entry, `figure` is None where nothing carries a date."""

    path: str
    number: int
    pages: tuple[Label, ...]
    figure: Figure | None
    first: int
    entries: int


def timeline_views(index: Index) -> Iterator[TimelineView]:
    """The pages of the timeline, at least one."""
    newer, older = changes(index), origins(index)
    found = items(index, newer)
    chunks = list(_chunks(found)) or [()]
    pages = tuple(Label(str(number), timeline_page(number)) for number in range(1, len(chunks) + 1))
    places = _places(chunks)
    after = _after(newer, places)
    first = 1
    for number, chunk in enumerate(chunks, 1):
        figure = _figure(index, chunk, (places, after), (*newer, *older)) if chunk else None
        yield TimelineView(timeline_page(number), number, pages, figure, first, len(found))
        first += len(chunk)


def _chunks(found: Sequence[Item]) -> Iterator[tuple[Item, ...]]:
    """The items of each page: as many as a picture holds, of no more sources than it has lanes for."""
    chunk: list[Item] = []
    lanes: set[str] = set()
    for each in found:
        if len(chunk) == MOST_ENTRIES or len(lanes | {each.lane}) > MOST_LANES:
            yield tuple(chunk)
            chunk, lanes = [], set()
        chunk.append(each)
        lanes.add(each.lane)
    if chunk:
        yield tuple(chunk)


def _places(chunks: Sequence[Sequence[Item]]) -> dict[str, tuple[int, str]]:
    """For every item, by its key, its number and where it stands in the list."""
    places: dict[str, tuple[int, str]] = {}
    for page, chunk in enumerate(chunks, 1):
        for each in chunk:
            number = len(places) + 1
            places[each.key] = (number, f"{timeline_page(page)}#n-{number}")
    return places


def _after(steps: Sequence[Step], places: Mapping[str, tuple[int, str]]) -> dict[str, Cell]:
    """For every claim from which another takes over: by which, with its place in the list."""
    found: dict[str, list[Words]] = defaultdict(list)
    for each in steps:
        if each.after in places:
            number, href = places[each.after]
            found[each.before].append(Words(f"{each.word} {number}", href))
    return {key: (*cell[:MOST_AFTER], *_more(len(cell) - MOST_AFTER)) for key, cell in found.items()}


def _more(number: int) -> Iterator[Words]:
    if number > 0:
        yield Words(f"{number:,} more")


def _figure(
    index: Index,
    chunk: Sequence[Item],
    placed: tuple[Mapping[str, tuple[int, str]], Mapping[str, Cell]],
    steps: Sequence[Step],
) -> Figure:
    places, after = placed
    sources = sorted({each.lane for each in chunk} - {""}, key=lambda each: (index.order(each), each))
    lanes = [Lane(each, index.short_source(each).text, in_words(index.published(each))) for each in sources]
    here = {each.key for each in chunk}
    arrows = [
        Arrow(places[each.before][0], places[each.after][0], "change" if each.word else "origin")
        for each in steps
        if {each.before, each.after} <= here
    ]
    return timeline([_entry(each, places[each.key], after.get(each.key, ())) for each in chunk], lanes, arrows)


def _entry(item: Item, place: tuple[int, str], then: Cell) -> Entry:
    number, own = place
    cells = (*item.cells, then)
    return Entry(number, item.sort, item.lane, item.extent, item.label, item.href or own, cells, item.name, denied=item.denied)
