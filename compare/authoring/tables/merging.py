"""What a table changes in the claim files: cells that differ, rows that are new; nothing else is touched."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from compare.authoring.claiming import claim_file
from compare.authoring.editing.edits import CannotEdit, put, removed
from compare.authoring.tables.tables import ID, SOURCE, Grid, cells, claim_of, columns, is_required, path_of, same, value_of
from compare.core.model import Location
from compare.core.problems import Problem
from compare.core.suggest import Suggester
from compare.core.visible import excerpt
from compare.loading import files, tree
from compare.loading.forms import is_id
from compare.loading.layout import CLAIMS, SOURCES, SUFFIX, listing
from compare.loading.nodes import read_tree

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from compare.core.settings import Limits
    from compare.loading.tree import Node, Plain

_KEY: Final = (SOURCE, ID)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table: its number from 1, and its cells by column."""

    number: int
    cells: dict[str, str]

    @property
    def uid(self) -> tuple[str, str]:
        """The source and the id of the claim."""
        return self.cells[SOURCE], self.cells[ID]


@dataclass(frozen=True, slots=True)
class FileChange:
    """What becomes of one claim file.

    `old` is None where there is none yet; `changed` has the columns that change by claim, `added` the ids of new claims,
    `untouched` says how many claims have no row.
    """

    file: str
    old: str | None
    new: str
    changed: dict[str, list[str]] = field(default_factory=dict)
    added: list[str] = field(default_factory=list)
    untouched: int = 0


@dataclass(frozen=True, slots=True)
class Merge:
    """The changes of all files that the table speaks of, and where in the table each place of them comes from."""

    files: tuple[FileChange, ...] = ()
    problems: tuple[Problem, ...] = ()
    places: dict[Location, Location] = field(default_factory=dict)


def merged(root: Path, grid: Grid, limits: Limits) -> Merge:
    """What a table would change in a casebook; nothing is written.

    Args:
        root: the casebook.
        grid: the table; the first row names its columns.
        limits: how large the files of the casebook may be.

    Returns:
        The changes, or all problems with the table and with the claim files it speaks of.

    Raises:
        CannotEdit: a claim file is written in a way that only a person can change.
    """
    problems = list(_bad_columns(grid))
    if problems:
        return Merge(problems=tuple(problems))
    known, _ = listing(root, SOURCES, limits)
    rows, problems = _rows(grid)
    problems += _bad_rows(grid, rows, [name.removesuffix(SUFFIX) for name in known])
    if problems:
        return Merge(problems=tuple(problems))
    found = [_file(root, grid, source, rows, limits) for source in sorted({row.cells[SOURCE] for row in rows})]
    problems = [each for each in found if isinstance(each, Problem)]
    if problems:
        return Merge(problems=tuple(problems))
    changes = tuple(each for each in found if isinstance(each, FileChange))
    return Merge(changes, (), {at: to for each in changes for at, to in _places(grid, each, rows, limits)})


def _bad_columns(grid: Grid) -> Iterator[Problem]:
    """Columns that no claim has, that stand twice, and those without which no claim can be found."""
    names = grid.rows[0] if grid.rows else ()
    known, seen = columns(private=True), set[str]()
    near = Suggester(known)
    filled = {at for row in grid.rows for at, cell in enumerate(row, start=1) if cell}
    for number, name in enumerate(names, start=1):
        place = Location(grid.name, 1, number)
        if not name and number in filled:
            yield Problem("S201", place, "the column has no name", f"Name it; the columns are {', '.join(known)}.")
        elif name and name not in known:
            message = f"there is no column {excerpt(name)}{near.did_you_mean(name)}"
            yield Problem("S201", place, message, f"Correct or remove it; the columns are {', '.join(known)}.")
        elif name and name in seen:
            yield Problem("S201", place, f"the column {name} stands twice", "Remove one of the two.")
        seen.add(name)
    for name in _KEY:
        if name not in names:
            message = f"the column {name} is missing, so no row can be told from another"
            yield Problem("S202", Location(grid.name, 1), message, "Export a table to see the columns.")


def _rows(grid: Grid) -> tuple[list[Row], list[Problem]]:
    """The rows that hold something, and those that are not as wide as the table."""
    names, rows, problems = grid.rows[0], [], []
    for number, row in enumerate(grid.rows[1:], start=2):
        if not any(cell.strip() for cell in row):
            continue
        if len(row) != len(names):
            message = f"the row has {len(row)} cells, and the table {len(names)} columns"
            cure = "Put a cell with a separator or a line end in it between double quotes."
            problems.append(Problem("S203", Location(grid.name, number), message, cure))
        else:
            rows.append(Row(number, {name: cell for name, cell in zip(names, row, strict=True) if name}))
    return rows, problems


def _bad_rows(grid: Grid, rows: list[Row], known: list[str]) -> Iterator[Problem]:
    """Rows of no source, without a usable id, with an empty cell where every claim has something, or of a claim twice."""
    first: dict[tuple[str, str], int] = {}
    near = Suggester(known)
    for row in rows:
        source, claim = row.uid
        for column in _KEY:
            if not is_id(row.cells[column]):
                message = f"{excerpt(row.cells[column])} is no id: lower-case ASCII words joined by hyphens"
                yield Problem("S205", _at(grid, row, column), message, "Correct it.")
        if is_id(source) and source not in known:
            yield Problem("R301", _at(grid, row, SOURCE), f"there is no source {source}{near.did_you_mean(source)}")
        for column, cell in row.cells.items():
            if is_required(column) and column not in _KEY and not cell.strip():
                yield Problem("S202", _at(grid, row, column), f"every claim has a {column}", "Fill the cell.")
        if row.uid in first:
            message = f"the claim {claim} of {source} stands in row {first[row.uid]} and again in row {row.number}"
            yield Problem("R305", _at(grid, row, ID), message)
        first.setdefault(row.uid, row.number)


def _at(grid: Grid, row: Row, column: str) -> Location:
    """A cell of the table, or its row where there is no such column."""
    names = grid.rows[0]
    return Location(grid.name, row.number, names.index(column) + 1 if column in names else 0)


def _file(root: Path, grid: Grid, source: str, rows: list[Row], limits: Limits) -> FileChange | Problem:
    """What the rows of one source change in its claim file."""
    file = claim_file.path_of(source)
    old = files.read_text(root / file, root, limits.file_bytes, Location(file)) if files.exists(root / file) else None
    if isinstance(old, Problem):
        return old
    whole = read_tree(old, file, limits) if old is not None else None
    if isinstance(whole, Problem):
        return whole
    mine = {row.cells[ID]: row for row in rows if row.cells[SOURCE] == source}
    there = _claims_in(whole)
    changed = {uid: names for uid, row in mine.items() if uid in there and (names := _differing(row, there[uid][1]))}
    added = [uid for uid in mine if uid not in there]
    text = claim_file.begun(old, source)
    with _placed(f"{grid.name}: {file}"):
        text = _with_new(text, whole, [claim_of(mine[uid].cells) for uid in added])
    for uid, names in changed.items():
        with _placed(f"{_at(grid, mine[uid], names[0])}: {file}"):
            text = _with_cells(text, there[uid][0], there[uid][1], names, mine[uid].cells)
    return FileChange(file, old, text, changed, added, len(there.keys() - mine.keys()))


@contextmanager
def _placed(place: str) -> Iterator[None]:
    """Within this context what cannot be edited is told with its place.

    Raises:
        CannotEdit: as within, with the place before the sentence.
    """
    try:
        yield
    except CannotEdit as fault:
        raise CannotEdit(f"{place}: {fault}") from None


def _claims_in(whole: Node | None) -> dict[str, tuple[int, dict[str, Plain]]]:
    """The claims of a file by id, each with its position and as it stands there; of two with one id the first."""
    found = [(at, tree.plain(item)) for at, item in enumerate(_items(whole))]
    return {str(claim.get(ID, "")): (at, claim) for at, claim in reversed(found) if isinstance(claim, dict)}


def _items(whole: Node | None) -> tuple[Node, ...]:
    """The claims of a file as they stand there."""
    listed = tree.child(whole, CLAIMS) if whole else None
    return listed.items if isinstance(listed, tree.Sequence) else ()


def _differing(row: Row, claim: dict[str, Plain]) -> list[str]:
    """The columns of which the cell says something else than the claim."""
    there = cells(claim)
    return [name for name, cell in row.cells.items() if name not in _KEY and not same(name, cell, there.get(name, ""))]


def _with_new(text: str, whole: Node | None, new: list[dict[str, Plain]]) -> str:
    """The file with further claims at the end of its list.

    Raises:
        CannotEdit: what stands under `claims` is no list.
    """
    listed = tree.child(whole, CLAIMS) if whole else None
    if not new:
        return text
    if isinstance(listed, tree.Mapping) or (isinstance(listed, tree.Scalar) and listed.text):
        raise CannotEdit("what stands under claims is no list")
    return put(text, (CLAIMS,), [*map(tree.plain, _items(whole)), *new])


def _with_cells(text: str, at: int, claim: dict[str, Plain], names: list[str], row: dict[str, str]) -> str:
    """The file with the cells of these columns in a claim; an empty cell takes its key away."""
    for path, value in _wanted(claim, names, row).items():
        where: tree.Path = (CLAIMS, at, *path)
        text = removed(text, where) if value is None else put(text, where, value)
    return text


def _wanted(claim: dict[str, Plain], names: list[str], row: dict[str, str]) -> dict[tuple[str, ...], Plain | None]:
    """What is to stand at a path in a claim, None for nothing; a record of which nothing is left goes as a whole."""
    after = {**cells(claim), **row}
    wanted: dict[tuple[str, ...], Plain | None] = {}
    for name in names:
        path, cell = path_of(name), row[name]
        empty = not any(each.strip() for column, each in after.items() if path_of(column)[0] == path[0])
        if empty:
            wanted[path[:1]] = None
        else:
            wanted[path] = value_of(name, cell, claim.get(name)) if cell.strip() else None
    return wanted


def _places(grid: Grid, change: FileChange, rows: list[Row], limits: Limits) -> Iterator[tuple[Location, Location]]:
    """Each place in a claim of the new text with the cell of the table that it comes from."""
    whole = read_tree(change.new, change.file, limits)
    source = change.file.removeprefix(f"{CLAIMS}/").removesuffix(SUFFIX)
    mine = {row.cells[ID]: row for row in rows if row.cells[SOURCE] == source}
    for item in () if isinstance(whole, Problem) else _items(whole):
        found = tree.child(item, ID)
        row = mine.get(found.text) if isinstance(found, tree.Scalar) else None
        if row:
            yield item.location, Location(grid.name, row.number)
            yield from _cell_places(grid, row, item, ())


def _cell_places(grid: Grid, row: Row, node: Node, path: tuple[str, ...]) -> Iterator[tuple[Location, Location]]:
    """The places of a claim's keys and texts, each with its cell."""
    if isinstance(node, tree.Mapping):
        for key, value in node.entries:
            yield key.location, _at(grid, row, ".".join((*path, key.text)))
            yield from _cell_places(grid, row, value, (*path, key.text))
    elif path:
        cell = _at(grid, row, ".".join(path))
        yield node.location, cell
        yield from ((each.location, cell) for each in (node.items if isinstance(node, tree.Sequence) else ()))
