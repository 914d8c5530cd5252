"""Records while they are checked: each beside the part of its file it was read from, so that every problem has its place."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Generic, TypeVar

from compare.core.suggest import Suggester
from compare.loading import tree

if TYPE_CHECKING:
    from collections.abc import Mapping

    from compare.core.decided import Decision
    from compare.core.model import ArticleText, Claim, Entity, Location, Reading, Rule, Source, Subject
    from compare.core.places import Places
    from compare.core.retired import Retired
    from compare.loading.tree import Node

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Placed(Generic[R]):
    """A record and the node it was read from."""

    record: R
    node: Node

    def at(self, *path: str | int) -> Location:
        """The place of what stands at a path, or of the nearest thing on the way to it."""
        return tree.find(self.node, path).location

    def key(self, *path: str | int) -> Location:
        """The place of the key at a path, or of the nearest thing on the way to it."""
        key = tree.key_at(self.node, path)
        return key.location if key else self.at(*path)

    def has(self, key: str) -> bool:
        """Whether the key is written."""
        return tree.child(self.node, key) is not None

    def text(self, key: str) -> str | None:
        """The text under a key, where there is one."""
        node = tree.child(self.node, key)
        return node.text if isinstance(node, tree.Scalar) else None

    def items(self, *path: str) -> list[tuple[str, Location]]:
        """The texts in the list at a path (one text stands for a list of one), each with its place."""
        node: Node | None = self.node
        for step in path:
            node = tree.child(node, step) if node else None
        found = node.items if isinstance(node, tree.Sequence) else (node,)
        return [(item.text, item.location) for item in found if isinstance(item, tree.Scalar)]

    def keys(self, key: str) -> list[tuple[str, Location]]:
        """The keys of the mapping under a key, each with its place."""
        node = tree.child(self.node, key)
        return [(entry.key.text, entry.key.location) for entry in node.entries] if isinstance(node, tree.Mapping) else []


@dataclass(frozen=True)
class Declared:
    """The ids that something may refer to; `complete` is whether all files that declare them could be read.

    A record that could not be read is declared all the same: its own problem is enough. `retired` are ids no longer used.
    """

    ids: frozenset[str] = frozenset()
    complete: bool = True
    retired: Mapping[str, Retired] = field(default_factory=dict)

    def lacks(self, wanted: str) -> bool:
        """Whether it is certain that nobody declares this id."""
        return self.complete and wanted not in self.ids

    @cached_property
    def near(self) -> Suggester:
        """The ids that may have been meant by one that is not there."""
        return Suggester(self.ids)


@dataclass(frozen=True, slots=True)
class Gathered:
    """Everything read, before it is checked against each other."""

    sources: tuple[Placed[Source], ...] = ()
    entities: tuple[Placed[Entity], ...] = ()
    subjects: tuple[Placed[Subject], ...] = ()
    claims: tuple[Placed[Claim], ...] = ()
    readings: tuple[Placed[Reading], ...] = ()
    decisions: tuple[Placed[Decision], ...] = ()
    rules: tuple[Placed[Rule], ...] = ()
    retired: tuple[Placed[Retired], ...] = ()
    texts: dict[str, ArticleText] = field(default_factory=dict)
    places: Places | None = None
    known_sources: Declared = Declared()
    known_entities: Declared = Declared()
    known_subjects: Declared = Declared()
