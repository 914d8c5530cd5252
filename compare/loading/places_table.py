"""Broader-than tables: places.csv or places.tsv of a vocabulary, and such files as they are found elsewhere."""

from __future__ import annotations

import csv
import io
from array import array
from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

from compare.core.csv_limit import cells_up_to
from compare.core.folding import fold_name
from compare.core.model import Location
from compare.core.place_names import LONGEST, readable
from compare.core.places import PlaceRow, Places, PlacesBuilder
from compare.core.problems import Problem, in_order
from compare.core.settings import MEBIBYTE
from compare.core.visible import excerpt
from compare.loading import characters, files
from compare.loading.claims_tables.faults import Fault, Faults
from compare.loading.cycles import circles
from compare.loading.layout import PLACES
from compare.loading.lines import Lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

LARGEST: Final = 256 * MEBIBYTE
ALIASES: Final = ";"
"""What separates several aliases in one cell."""

_HEADINGS: Final = {
    "place": ("place", "narrower", "child", "name", "node", "part", "location", "subject"),
    "broader": (
        "broader",
        "parent",
        "whole",
        "part of",
        "partof",
        "is part of",
        "ispartof",
        "within",
        "in",
        "lies in",
        "located in",
        "object",
    ),
    "alias": ("alias", "aliases", "also", "other names", "alternative names"),
}
_MEANING: Final = {name: column for column, names in _HEADINGS.items() for name in names}
_WHERE_NONE: Final = ("place", "broader")
_CURE: Final = "Give it the columns place,broader or place,broader,alias, one row for every place and one of those it lies in."
_ROW: Final = Fault(
    "S210",
    "the row does not fit the heading",
    "Write place,broader,alias, each name with a comma in double quotes; leave broader empty where nothing is broader.",
)


class _Step(NamedTuple):
    """Columns of the steps from narrow to broad: two numbers of places, and the line that says so first."""

    narrow: array[int]
    broad: array[int]
    line: array[int]


def read_places(path: Path) -> tuple[Places, list[Problem]]:
    """The places of one file, in the form of a vocabulary or as such tables are found elsewhere.

    That is: separated by commas, semicolons, tabs or bars; with a heading in any order (`child,parent`, `narrower,broader`) or,
    in two columns, without one, the narrower place first; names or identifiers. A place that lies in itself is a root.
    """
    return _read(path, path.resolve().parent, path.name)


def vocabulary_places(root: Path, folder: str) -> tuple[Places | None, list[Problem]]:
    """The places of a vocabulary, None where it has no table of them.

    Args:
        root: what the folder must not lead out of; places of problems are relative to it.
        folder: the vocabulary's folder, as `claims/vocabulary`.
    """
    found: Places | None = None
    problems: list[Problem] = []
    for name in PLACES:
        if files.exists(root / folder / name):
            places, faults = _read(root / folder / name, root, f"{folder}/{name}")
            found = found.joined(places) if found else places
            problems += faults
    return found, problems


def _read(path: Path, root: Path, file: str) -> tuple[Places, list[Problem]]:
    """The places of a file and what is wrong with it."""
    text = files.read_text(path, root, LARGEST, Location(file))
    if isinstance(text, Problem):
        return Places(), [text]
    refused = characters.unreadable(text)
    if refused:
        code, offset, why = refused
        return Places(), [Problem(code, Lines(text).place(file, offset), why)]
    faults = Faults(file)
    builder = PlacesBuilder()
    with cells_up_to(LARGEST):  # so that a quote left open is told by the line that opens it
        steps = _gather(_rows(text, faults), builder, faults)
    places = builder.built()
    return places, list(in_order([*faults.problems(), *_circles(places, steps, file)]))


def _separator(text: str) -> str:
    """What separates the cells, by the first line that holds anything."""
    first = next((line for line in io.StringIO(text) if line.strip()), "")
    return next((each for each in "\t,;|" if each in first), ",")


def _cells(text: str) -> Iterator[tuple[int, list[str]]]:
    """The rows that hold anything, each with the line it begins on; cells without the spaces around them."""
    separator = _separator(text)
    quoted = separator != "\t"
    reader = csv.reader(
        io.StringIO(text, newline=""),
        delimiter=separator,
        quoting=csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE,
        skipinitialspace=True,
    )
    around = None if quoted else ' "'
    line = 1
    for cells in reader:
        row = [cell.strip(around) for cell in cells]
        if any(row):
            yield line, row
        line = reader.line_num + 1


def _rows(text: str, faults: Faults) -> Iterator[tuple[int, PlaceRow]]:
    """The rows of the table, each with the line it begins on."""
    cells = _cells(text)
    first = next(cells, None)
    if first is None:
        faults.whole("Y118", "the table is empty", _CURE)
        return
    columns = _columns(first[1], first[0], faults)
    if columns is None:
        return
    if columns == _WHERE_NONE and not _is_heading(first[1]):
        yield from _fitting(iter([first]), columns, faults)
    yield from _fitting(cells, columns, faults)


def _heading(cell: str) -> str:
    """A cell as the name of a column, which may be an identifier: `skos:broader`."""
    return fold_name(readable(cell[:LONGEST]))


def _is_heading(cells: Sequence[str]) -> bool:
    """Whether one of the cells is the name of a column."""
    return any(_heading(cell) in _MEANING for cell in cells)


def _columns(cells: Sequence[str], line: int, faults: Faults) -> tuple[str, ...] | None:
    """What each column holds, from the first row; None where that cannot be told."""
    if not _is_heading(cells) and len(cells) == len(_WHERE_NONE):
        return _WHERE_NONE
    columns = [_MEANING.get(_heading(cell), "") for cell in cells]
    for cell, column in zip(cells, columns, strict=True):
        if not column:
            faults.whole("S201", f"the table has no use for a column {excerpt(cell)}", _CURE, line)
    for column in sorted(each for each, number in Counter(columns).items() if each and number > 1):
        faults.whole("Y105", f"two columns of the table are {column}", _CURE, line)
    missing = [column for column in _WHERE_NONE if column not in columns]
    for column in missing:
        faults.whole("S202", f"the table has no column {column}", _CURE, line)
    return None if missing or "" in columns or len(set(columns)) < len(columns) else tuple(columns)


def _fitting(rows: Iterator[tuple[int, list[str]]], columns: tuple[str, ...], faults: Faults) -> Iterator[tuple[int, PlaceRow]]:
    """The rows that fit the columns; missing cells at the end of a row are empty."""
    place, broader = columns.index("place"), columns.index("broader")
    alias = columns.index("alias") if "alias" in columns else None
    width = len(columns)
    for line, cells in rows:
        if len(cells) > width:
            faults.row(_ROW, line, f"the row has {len(cells)} cells, and the table {width} columns")
            continue
        row = cells + [""] * (width - len(cells)) if len(cells) < width else cells
        also = tuple(row[alias].split(ALIASES)) if alias is not None and row[alias] else ()
        if max(map(len, (row[place], row[broader], *also))) > LONGEST:
            faults.row(_ROW, line, "a cell is too long for the name of a place; a double quote may be left open")
            continue
        yield line, PlaceRow(row[place], row[broader], also)


def _gather(rows: Iterator[tuple[int, PlaceRow]], builder: PlacesBuilder, faults: Faults) -> _Step:
    """Take in all rows; returns the steps they make."""
    steps = _Step(array("i"), array("i"), array("i"))
    for line, row in rows:
        step = builder.add(row)
        if step:
            steps.narrow.append(step[0])
            steps.broad.append(step[1])
            steps.line.append(line)
        elif builder.number(row.place) is None or (row.broader and builder.number(row.broader) is None):
            without = row.place if builder.number(row.place) is None else row.broader
            faults.row(_ROW, line, f"{excerpt(without)} names no place" if without else "the row names no place")
    return steps


def _circles(places: Places, steps: _Step, file: str) -> Iterator[Problem]:
    """Places that lie in themselves through others."""
    left = _unpeeled(dict(enumerate(places.broader)))
    below: dict[int, list[int]] = {}
    for narrow in left:
        for broad in left.intersection(places.broader[narrow]):
            below.setdefault(broad, []).append(narrow)
    left = _unpeeled(below)
    links: dict[str, dict[str, Location]] = {}
    for narrow, broad, line in zip(*steps, strict=True) if left else ():
        if narrow in left and broad in left:
            links.setdefault(places.labels[narrow], {}).setdefault(places.labels[broad], Location(file, line))
    yield from circles(links, "lies in")


def _unpeeled(onward: Mapping[int, Sequence[int]]) -> set[int]:
    """What is left after taking away, again and again, what nothing leads to: the circles and what they lead to."""
    arriving = dict.fromkeys(onward, 0)
    for leads_to in onward.values():
        for each in leads_to:
            arriving[each] = arriving.get(each, 0) + 1
    todo = [number for number, count in arriving.items() if not count]
    while todo:
        for each in onward.get(todo.pop(), ()):
            arriving[each] -= 1
            if not arriving[each]:
                todo.append(each)
    return {number for number, count in arriving.items() if count}
