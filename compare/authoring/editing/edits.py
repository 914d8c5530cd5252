"""Edits of a YAML file as text: only the characters concerned change; comments, order, quoting and line ends stay.

`yaml.compose` says where every part of the file stands; the file is first read as the loader reads it, so that everything a
casebook refuses is refused here too, and read again afterwards: an edit that would not come to exactly the tree that was
asked for is not made.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Final, TypeAlias

import yaml

from compare.authoring.editing import removal, surgery
from compare.authoring.editing.parts import CannotEdit, Part
from compare.core.problems import Problem
from compare.core.settings import Limits
from compare.loading.lines import without_mark
from compare.loading.nodes import read_tree
from compare.loading.tree import plain

if TYPE_CHECKING:
    from collections.abc import Callable

    from compare.loading.tree import Node, Path, Plain

__all__ = ["CannotEdit", "Value", "appended", "put", "removed", "renamed", "tree_of"]
Value: TypeAlias = "str | Sequence[Value] | Mapping[str, Value]"
"""What may be written: a text, a list, or a record."""
_WIDEST: Final = Limits(depth=100, scalar_bytes=sys.maxsize)
_NOTHING_WRITTEN: Final = "Y118"


def appended(text: str, path: Path, item: Value, *, before: int | None = None) -> str:
    """The file with one more item in a list, which is made where its key is missing or empty.

    Args:
        text: the whole file; a byte order mark stays.
        path: keys and positions (from 0) from the root down to the list, as `("claims",)`.
        item: a text, a list of texts or a record.
        before: the position of the item that the new one stands before; at the end if left out.

    Raises:
        CannotEdit: it cannot be done safely.
    """
    found = _get(_read(text), path)
    if found not in (None, "") and not isinstance(found, list):
        raise CannotEdit(f"{_shown(path)} is no list")
    items = list(found) if isinstance(found, list) else []
    at = len(items) if before is None else before
    if not 0 <= at <= len(items):
        raise CannotEdit(f"{_shown(path)} has no item {at + 1} to stand before")
    new = _plain(item)
    if not items:
        return _set(text, path, [new])
    return _insert(text, path, [*items[:at], new, *items[at:]], slice(at, at + 1))


def put(text: str, path: Path, value: Value, *, after: str | None = None) -> str:
    """The file with this value under a key or at a position of a list, in place of what is there.

    Of a list written line by line only the items change that differ.

    Args:
        text: the whole file; a byte order mark stays.
        path: keys and positions (from 0) from the root down, as `("claims", 3, "quote")`; missing keys are made.
        value: a text, a list or a record.
        after: the key that a new key is written after; the last one if left out.

    Raises:
        CannotEdit: it cannot be done safely.
    """
    found, new = _get(_read(text), path), _plain(value)
    if found == new:
        return text
    if isinstance(found, list) and found and isinstance(new, list) and new:
        return _with_items(text, path, found, new)
    return _set(text, path, new, after)


def removed(text: str, path: Path) -> str:
    """The file without a key or an item of a list; what is left empty is written `[]` or `{}`.

    Comments inside go with it; comments above it stay, since they may head more than this.

    Args:
        text: the whole file; a byte order mark stays.
        path: keys and positions (from 0) from the root down, as `("claims", 3, "note")`.

    Raises:
        CannotEdit: there is nothing at this path, or it cannot be done safely.
    """
    tree = _read(text)
    if not path or _get(tree, path) is None:
        raise CannotEdit(f"there is no {_shown(path)}")
    parent = _get(tree, path[:-1])
    rest: Plain
    if isinstance(parent, list):
        rest = [each for at, each in enumerate(parent) if at != path[-1]]
    else:
        rest = {key: each for key, each in parent.items() if key != path[-1]} if isinstance(parent, dict) else ""
    cut = removal.remove if rest else removal.empty
    return _edited(text, path[:-1], rest, lambda bare, root: cut(bare, root, path))


def renamed(text: str, path: Path, key: str) -> str:
    """The file with another key at the end of a path; its place and what stands under it stay.

    Args:
        text: the whole file; a byte order mark stays.
        path: keys and positions (from 0) from the root down to the key, as `("subjects", "mill/owner")`.
        key: what the key is to be.

    Raises:
        CannotEdit: there is no such key, there is one like the new one already, or it cannot be done safely.
    """
    parent = _get(_read(text), path[:-1])
    if not path or not isinstance(parent, dict) or path[-1] not in parent:
        raise CannotEdit(f"there is no {_shown(path)}")
    if key in parent:
        raise CannotEdit(f"there is {_shown((*path[:-1], key))} already")
    new: Plain = {key if each == path[-1] else each: value for each, value in parent.items()}
    return _edited(text, path[:-1], new, lambda bare, root: surgery.rename(bare, root, path, key))


def _set(text: str, path: Path, value: Plain, after: str | None = None) -> str:
    """The file with this value at a path, whatever was there."""
    tree = _read(text)
    known = next((steps for steps in range(len(path), 0, -1) if _get(tree, path[:steps]) is not None), 0)
    if not all(isinstance(step, str) for step in path[known:]) and _get(tree, path) is None:
        raise CannotEdit(f"there is no {_shown(path)}")
    for step in reversed(path[known + 1 :]):
        value = {str(step): value}
    block = known + 1 < len(path)
    path = path[: known + 1]
    return _edited(text, path, value, lambda bare, root: surgery.put(bare, root, path, value, block=block, after=after))


def _with_items(text: str, path: Path, old: list[Plain], new: list[Plain]) -> str:
    """The file with these items in a list; those that both begin and end with stay untouched."""
    least = min(len(old), len(new))
    same = next((at for at in range(least) if old[at] != new[at]), least)
    tail = next((at for at in range(least - same) if old[-1 - at] != new[-1 - at]), least - same)
    if same < len(new) - tail:
        items = [*new[: len(new) - tail], *old[same:]]
        text = _insert(text, path, items, slice(same, len(new) - tail))
    for at in range(len(old) - tail - same):
        text = removed(text, (*path, len(new) - tail + len(old) - tail - same - 1 - at))
    return text


def _insert(text: str, path: Path, items: list[Plain], new: slice) -> str:
    """The file with these items in a list, of which some are new and the others there already."""
    return _edited(text, path, items, lambda bare, root: surgery.insert(bare, root, path, items[new], new.start))


def _edited(text: str, path: Path, value: Plain, edit: Callable[[str, Part | None], str]) -> str:
    """Edit, and read back: the tree must be the one before with this value at the path.

    Raises:
        CannotEdit: the edit is not to be trusted.
    """
    bare = without_mark(text)
    after = text[: len(text) - len(bare)] + edit(bare, _composed(bare))
    if _read(after) != _with(_read(text), path, value):
        raise CannotEdit(f"{_shown(path)} is written in a way that only a person can change safely; change it in an editor")
    return after


def tree_of(text: str, file: str = "") -> Node | Problem:
    """The tree of a file that is to be changed, or why a casebook refuses it.

    Only the depth is bounded, as far as any casebook may ask for: the limits of this one were held when it was read, and are
    held again when the change is tried.
    """
    return read_tree(text, file, _WIDEST)


@lru_cache(maxsize=2)  # what one edit has made the next one begins with, and a table may ask for thousands
def _read(text: str) -> Plain:
    """The file as texts, lists and mappings, which nobody changes; one in which nothing is written is an empty mapping.

    Raises:
        CannotEdit: a casebook refuses it.
    """
    found = tree_of(text)
    if not isinstance(found, Problem):
        return plain(found)
    if found.code == _NOTHING_WRITTEN:
        return {}
    raise CannotEdit(f"line {found.place.line}, column {found.place.column}: {found.message}")


def _composed(text: str) -> Part | None:
    """Where the parts of a file stand that can be read."""
    node = yaml.compose(text, Loader=yaml.CBaseLoader if yaml.__with_libyaml__ else yaml.BaseLoader)
    return None if node is None else _part(node, text)


def _part(node: yaml.Node, text: str) -> Part:
    """A node as a part; a list or mapping written line by line ends where its last text ends."""
    start, end = node.start_mark.index, node.end_mark.index
    if isinstance(node, yaml.MappingNode):
        entries = tuple((_part(key, text), _part(value, text)) for key, value in node.value)
        return Part("mapping", start, end if node.flow_style else entries[-1][1].end, flow=node.flow_style, entries=entries)
    if isinstance(node, yaml.SequenceNode):
        items = tuple((None, _part(each, text)) for each in node.value)
        return Part("list", start, end if node.flow_style else items[-1][1].end, flow=node.flow_style, entries=items)
    if not isinstance(node, yaml.ScalarNode) or node.style not in {"|", ">"}:
        return Part("text", start, end, text=node.value)
    written = text[start:end]
    kept = "+" in written.partition("\n")[0].partition("#")[0]
    shown = written.removesuffix("\n").removesuffix("\r") if kept else written.rstrip("\r\n")
    return Part("text", start, start + len(shown), literal=True, text=node.value)


def _plain(value: Value) -> Plain:
    """The value as the tree of a file has it."""
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        return {key: _plain(each) for key, each in value.items()}
    return [_plain(each) for each in value]


def _get(tree: Plain, path: Path) -> Plain | None:
    """What stands at a path, or None."""
    found: Plain | None = tree
    for step in path:
        if isinstance(found, dict) and isinstance(step, str):
            found = found.get(step)
        elif isinstance(found, list) and isinstance(step, int) and 0 <= step < len(found):
            found = found[step]
        else:
            return None
    return found


def _with(tree: Plain, path: Path, value: Plain) -> Plain:
    """The tree with this value at a path."""
    if not path:
        return value
    if isinstance(tree, list) and isinstance(path[0], int):
        return [_with(each, path[1:], value) if at == path[0] else each for at, each in enumerate(tree)]
    below = tree if isinstance(tree, dict) else {}
    return {**below, str(path[0]): _with(below.get(str(path[0]), ""), path[1:], value)}


def _shown(path: Path) -> str:
    """A path as a person reads it, items counted from 1."""
    return " > ".join(str(step + 1) if isinstance(step, int) else step for step in path) or "the file as a whole"
