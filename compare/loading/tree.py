"""The tree of a YAML file: texts, lists and mappings with their places, and the ways to walk it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from compare.core.model import Location

Plain: TypeAlias = "str | list[Plain] | dict[str, Plain]"
Path: TypeAlias = tuple[str | int, ...]
"""Keys and positions from the root down, as pydantic reports them."""
NOTHING: Final = frozenset({"~", "null", "Null", "NULL"})
"""What YAML writes where there is nothing (1.2, section 10.3.2); as a text it stands in quotes."""
PRIVATE_NOTE: Final = "note_private"
PRIVATE_KEYS: Final = frozenset({PRIVATE_NOTE, "confidential"})
"""The keys whose values stand in no output, messages included."""
PRIVATE: Final = re.compile(r"(?:priv|vate|note[ _-]?p|confid|fident|c\w{0,6}ential)[\w-]*", re.IGNORECASE)
"""The end of one of `PRIVATE_KEYS` or of a misspelling, whose values are as private. Looking for the whole word would take the
square of its length."""
_KEY: Final = re.compile(rf"[\w-]*{PRIVATE.pattern}", re.IGNORECASE)
_LONGEST: Final = 100  # letters of a key that is looked at as a whole; none that is known has as many


@lru_cache(maxsize=4096)
def is_private(key: str) -> bool:
    """Whether what stands under a key must not be shown."""
    return (_KEY.fullmatch(key) if len(key) <= _LONGEST else PRIVATE.search(key)) is not None


class Scalar(NamedTuple):
    """A text as written, with its place."""

    text: str
    location: Location


class Entry(NamedTuple):
    """One key of a mapping and what stands under it."""

    key: Scalar
    value: Node


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list with its place."""

    items: tuple[Node, ...]
    location: Location


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys and values in the order in which they stand in the file."""

    entries: tuple[Entry, ...]
    location: Location
    _by_key: dict[str, Entry] = field(default_factory=dict, init=False, compare=False, repr=False)

    def entry(self, key: str) -> Entry | None:
        """The entry with this key."""
        if len(self.entries) > _MANY:
            return self._indexed().get(key)
        for entry in self.entries:
            if entry[0][0] == key:  # the first field of the first field: key.text, without two look-ups by name
                return entry
        return None

    def _indexed(self) -> dict[str, Entry]:
        """The entries by key, so that whoever asks for each of very many does not walk them all every time."""
        if not self._by_key:
            self._by_key.update((each.key.text, each) for each in self.entries)
        return self._by_key


_MANY: Final = 32  # entries; of fewer, looking is as quick as an index

Node: TypeAlias = Scalar | Sequence | Mapping


def plain(node: Node) -> Plain:
    """The tree without places; its depth is bounded by the limit under which it was read."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return {entry.key.text: plain(entry.value) for entry in node.entries}


def child(node: Node, step: str | int) -> Node | None:
    """What stands one step further down."""
    if isinstance(node, Mapping):
        entry = node.entry(str(step))
        return entry.value if entry else None
    if isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
        return node.items[step]
    return None


def real_path(root: Node, path: Path) -> Path:
    """The steps that exist in the tree: a model also reports steps of its own, such as the branch of a union it tried."""
    node, steps = root, []
    for step in path:
        below = child(node, step)
        if below is not None:
            node = below
            steps.append(step)
    return tuple(steps)


def find(root: Node, path: Path) -> Node:
    """The node at the end of a path, or the deepest one on the way to it."""
    node = root
    for step in path:
        below = child(node, step)
        if below is None:
            return node
        node = below
    return node


def key_at(root: Node, path: Path) -> Scalar | None:
    """The key under which the node at the end of a path stands, if it stands in a mapping."""
    parent = find(root, path[:-1])
    entry = parent.entry(str(path[-1])) if path and isinstance(parent, Mapping) else None
    return entry.key if entry else None


def without(node: Node, paths: Iterable[Path]) -> Node:
    """The tree without what stands at the given paths."""
    firsts: dict[str | int, list[Path]] = {}
    for path in paths:
        firsts.setdefault(path[0], []).append(path[1:])
    if isinstance(node, Mapping):
        kept = ((entry, firsts.get(entry.key.text)) for entry in node.entries)
        entries = (Entry(entry.key, _pruned(entry.value, rest)) for entry, rest in kept if rest is None or () not in rest)
        return Mapping(tuple(entries), node.location)
    if isinstance(node, Sequence):
        numbered = ((item, firsts.get(index)) for index, item in enumerate(node.items))
        return Sequence(tuple(_pruned(item, rest) for item, rest in numbered if rest is None or () not in rest), node.location)
    return node


def _pruned(node: Node, paths: list[Path] | None) -> Node:
    """The node itself where nothing under it goes."""
    return without(node, paths) if paths else node


def texts(node: Node, key: str = "") -> Iterator[tuple[str, Scalar]]:
    """Every key and value with the key it stands under, in the order of the file; a private one stands for all below it."""
    if isinstance(node, Scalar):
        yield key, node
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from texts(item, key)
    else:
        for entry in node.entries:
            yield key if is_private(key) else "", entry.key
            yield from texts(entry.value, key if is_private(key) else entry.key.text)
