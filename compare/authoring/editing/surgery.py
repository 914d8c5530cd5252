"""What an edit writes: one insertion or replacement in the text of a YAML file, in the manner of its neighbours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compare.authoring.editing import parts
from compare.authoring.editing.parts import CannotEdit
from compare.authoring.editing.writing import INDENT, entry, fits_one_line, in_flow, item, scalar, under_key

if TYPE_CHECKING:
    from compare.authoring.editing.parts import Part
    from compare.loading.tree import Path, Plain


def insert(text: str, root: Part | None, path: Path, values: list[Plain], at: int) -> str:
    """Write items into a list that has some.

    Args:
        text: the file without byte order mark.
        root: where its parts stand.
        path: the way to the list.
        values: the items.
        at: the position that the first of them gets.

    Raises:
        CannotEdit: the list is written in a way that allows no insertion.
    """
    chain = parts.chain(root, path)
    listed = chain[-1][1]
    if listed.flow:
        return _into_flow(text, listed, ", ".join(map(in_flow, values)), at)
    dash = parts.column(text, listed.start)
    first = listed.entries[0][1].start
    same_line = parts.line_start(text, first) == parts.line_start(text, listed.start)
    gap = max(first - listed.start, INDENT) if same_line else INDENT
    eol = parts.line_end_of(text)
    start = "- " + " " * (gap - INDENT)
    written = [start + item(value, dash, eol, block=_as_block(listed, value), gap=gap) for value in values]
    floor = chain[-1][0].end if chain[-1][0] else 0
    return _into_block(text, listed, written, at, floor)


def put(text: str, root: Part | None, path: Path, value: Plain, *, block: bool = False, after: str | None = None) -> str:
    """Write a value at a path whose last step may be a key that is not there yet.

    Args:
        text: the file without byte order mark.
        root: where its parts stand; None where nothing is written in it.
        path: the way to the value; empty for the whole file.
        value: what is to stand there.
        block: write a list or record over several lines however short it is.
        after: the key that a new key is written after; the last one if left out or not there.

    Raises:
        CannotEdit: a comment would be lost, or there is no place for it.
    """
    if root is None:
        return _first(text, path, value, block=block)
    if not path:
        raise CannotEdit("the file as a whole cannot be replaced")
    chain = parts.chain(root, path[:-1])
    parent = chain[-1][1]
    at = parts.index_of(parent, path[-1])
    if at is None:
        return _add_key(text, chain, {str(path[-1]): value}, block=block, after=after)
    return _replace(text, parent, at, value, block=block)


def rename(text: str, root: Part | None, path: Path, key: str) -> str:
    """Write another key at the end of a path.

    Args:
        text: the file without byte order mark.
        root: where its parts stand.
        path: the way to the key.
        key: what it is to be.

    Raises:
        CannotEdit: nothing stands under this path, or not under a key.
    """
    *_, (_, parent), (named, _) = parts.chain(root, path)
    if named is None:
        raise CannotEdit("there is no key to change")
    return f"{text[: named.start]}{scalar(key, flow=parent.flow)}{text[named.end :]}"


def _spaced(text: str, parent: Part) -> bool:
    """Whether an empty line stands between the entries; where there is one yet, whether it is a record of several lines."""
    last = parent.entries[-1][1]
    if len(parent.entries) == 1:
        return last.block and parts.line_start(text, last.start) != parts.line_start(text, last.end)
    return parts.has_blank_line(text, parent.entries[-2][1].end, parts.start_of(text, parent, len(parent.entries) - 1))


def _as_block(parent: Part, value: Plain) -> bool:
    """Whether a record is written key by key, as its neighbours are; without any, it is in a list of nothing else."""
    if not isinstance(value, dict):
        return False
    neighbours = [each for _, each in parent.entries if each.kind == "mapping"]
    if neighbours:
        return neighbours[-1].block
    return not parent.entries or not fits_one_line(value)


def _into_block(text: str, parent: Part, written: list[str], at: int, floor: int) -> str:
    """The text with entries on lines of their own."""
    indent = parts.column(text, parent.start)
    eol = parts.line_end_of(text)
    gap = eol if _spaced(text, parent) else ""
    lines = gap.join(" " * indent + each + eol for each in written)
    if at == len(parent.entries):
        where = parts.after_own_comments(text, parent.entries[-1][1].end, indent)
        if text[where - 1] not in "\r\n":
            return text + eol + gap + lines.removesuffix(eol)
        gap = "" if parts.is_blank_line(text, parts.line_before(text, where)) else gap
        return text[:where] + gap + lines + text[where:]
    start = parts.start_of(text, parent, at)
    if not parts.is_blank(text, parts.line_start(text, start), start):
        raise CannotEdit("the list begins in the middle of a line; change it in an editor")
    floor = parts.next_line(text, parent.entries[at - 1][1].end if at else floor) if at or floor else 0
    where = parts.above_headings(text, parts.line_start(text, start), floor, indent)
    return text[:where] + lines + gap + text[where:]


def _into_flow(text: str, parent: Part, written: str, at: int) -> str:
    """The text with an entry between brackets or braces."""
    if not parent.entries:
        return f"{text[: parent.start + 1]}{written}{text[parent.end - 1 :]}"
    if at < len(parent.entries):
        key, value = parent.entries[at]
        where = (key or value).start
        return f"{text[:where]}{written}, {text[where:]}"
    where = parent.entries[-1][1].end
    return f"{text[:where]}, {written}{text[where:]}"


def _add_key(
    text: str, chain: list[tuple[Part | None, Part]], new: dict[str, Plain], *, block: bool, after: str | None = None
) -> str:
    """The text with a new key in the last part of the chain."""
    ((key, value),) = new.items()
    parent = chain[-1][1]
    inside_flow = any(part.flow for _, part in chain[:-1])
    is_empty = not parent.entries and not parent.text and parent.kind != "list"
    if is_empty and not inside_flow and len(chain) > 1:
        return _replace(text, chain[-2][1], _position(chain), new, block=True)
    if parent.kind != "mapping":
        raise CannotEdit("a key can only be added to a mapping")
    before = parts.index_of(parent, after) if after else None
    at = len(parent.entries) if before is None else before + 1
    if parent.flow:
        return _into_flow(text, parent, f"{in_flow(key)}: {in_flow(value)}", at)
    block = block or _as_block(parent, value)
    written = entry(key, value, parts.column(text, parent.start), parts.line_end_of(text), block=block)
    return _into_block(text, parent, [written], at, 0)


def _position(chain: list[tuple[Part | None, Part]]) -> int:
    """Which entry of the part before it the last part of the chain is."""
    return next(at for at, (_, part) in enumerate(chain[-2][1].entries) if part is chain[-1][1])


def _replace(text: str, parent: Part, at: int, value: Plain, *, block: bool = False) -> str:
    """The text with another value in an entry."""
    key, old = parent.entries[at]
    if parts.holds_comment(text, key.end if key else old.start, old.end, old):
        raise CannotEdit(parts.IN_THE_WAY)
    eol = parts.line_end_of(text)
    indent = parts.column(text, parent.start)
    if parent.flow:
        written = in_flow(value)
    elif key is None:
        written = item(value, indent, eol, block=old.block, gap=parts.column(text, old.start) - indent)
    else:
        written = under_key(value, indent, eol, block=block)
    if key is None:
        return text[: old.start] + written + text[old.end :]
    if old.kind == "text" and not old.literal and old.end > old.start and eol not in written:
        return text[: old.start] + written.lstrip(" ") + text[old.end :]
    colon = text.index(":", key.end) + 1
    return text[:colon] + (written if written[:1] in " \r\n" else f" {written}") + text[max(old.end, colon) :]


def _first(text: str, path: Path, value: Plain, *, block: bool) -> str:
    """The text of a file in which nothing is written but comments, with its first key."""
    if len(path) != 1 or not isinstance(path[0], str):
        raise CannotEdit("nothing is written in the file")
    eol = parts.line_end_of(text)
    start = text if not text or text[-1] in "\r\n" else text + eol
    return start + entry(path[0], value, 0, eol, block=block) + eol
