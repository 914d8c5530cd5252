"""What an edit takes away: one entry of a list or mapping in the text of a YAML file, with its line and one of two gaps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compare.authoring.editing import parts
from compare.authoring.editing.parts import CannotEdit
from compare.authoring.editing.surgery import put

if TYPE_CHECKING:
    from compare.authoring.editing.parts import Part
    from compare.loading.tree import Path


def remove(text: str, root: Part | None, path: Path) -> str:
    """Take out an entry of a list or mapping that has others.

    Args:
        text: the file without byte order mark.
        root: where its parts stand.
        path: the way to the entry.

    Raises:
        CannotEdit: the entry is written in a way that allows no removal.
    """
    parent = parts.chain(root, path[:-1])[-1][1]
    at = [part for _, part in parent.entries].index(parts.chain(root, path)[-1][1])
    if parent.flow:
        return _out_of_flow(text, parent, at)
    start = parts.start_of(text, parent, at)
    if not parts.is_blank(text, parts.line_start(text, start), start):
        return _out_of_first_line(text, parent, at)
    first = parts.line_start(text, start)
    after = parts.after_own_comments(text, parent.entries[at][1].end, parts.column(text, start))
    return parts.closed_up(text, first, after)


def empty(text: str, root: Part | None, path: Path) -> str:
    """Take out the only entry of a list or mapping, and write `[]` or `{}` for it.

    Args:
        text: the file without byte order mark.
        root: where its parts stand.
        path: the way to the entry.

    Raises:
        CannotEdit: the entry is written in a way that allows no removal.
    """
    key, parent = parts.chain(root, path[:-1])[-1]
    start = parent.entries[0][1].start if parent.flow else parts.start_of(text, parent, 0)
    nothing = "[]" if parent.kind == "list" else "{}"
    if parent.flow or key is None or not parts.is_blank(text, parts.line_start(text, start), start):
        return put(text, root, path[:-1], [] if parent.kind == "list" else {})
    first = parts.line_start(text, start)
    after = parts.after_own_comments(text, parent.end, parts.column(text, start))
    colon = text.index(":", key.end) + 1
    return f"{text[:colon]} {nothing}{parts.closed_up(text, first, after)[colon:]}"


def _out_of_flow(text: str, parent: Part, at: int) -> str:
    """The text without an entry between brackets or braces, and without the comma on one side of it."""
    if at:
        start, end = parent.entries[at - 1][1].end, parent.entries[at][1].end
    else:
        start, end = ((key or value).start for key, value in parent.entries[:2])
    if parts.holds_comment(text, start, end, parent):
        raise CannotEdit(parts.IN_THE_WAY)
    return text[:start] + text[end:]


def _out_of_first_line(text: str, parent: Part, at: int) -> str:
    """The text without the entry that shares its line with the dash before it; the next one takes its place."""
    start = parts.start_of(text, parent, at)
    following = parts.start_of(text, parent, at + 1)  # only the first of several can stand there
    if parts.holds_comment(text, start, following, parent):
        raise CannotEdit(parts.IN_THE_WAY)
    return text[:start] + text[following:]
