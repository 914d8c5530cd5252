"""The vocabulary: subjects and entities."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compare.core.model import Alias, Entity, Option, Subject
from compare.loading import tree
from compare.loading.placed import Placed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compare.core.model import Location
    from compare.loading.schema import EntitiesFile, EntityRecord, SubjectRecord, SubjectsFile
    from compare.loading.tree import Node


def _entries(root: Node, key: str) -> Iterator[tuple[str, Location, Node]]:
    """Id, its place and its record, in the order of the file."""
    found = tree.child(root, key)
    if isinstance(found, tree.Mapping):
        yield from ((entry.key.text, entry.key.location, entry.value) for entry in found.entries)


def subjects(read: SubjectsFile, root: Node) -> list[Placed[Subject]]:
    """The subjects of the file."""
    return [Placed(subject_of(name, read.subjects[name], place), node) for name, place, node in _entries(root, "subjects")]


def subject_of(subject_id: str, read: SubjectRecord, place: Location) -> Subject:
    """One subject."""
    options = tuple(Option(id=name, **option.model_dump()) for name, option in sorted(read.options.items()))
    kept = read.model_dump(exclude={"options", "scope", "stable_for"})
    return Subject(
        id=subject_id,
        place=place,
        options=options,
        scope_required=read.scope == "required",
        stable_for=read.stable_for or 0,
        **kept,
    )


def entities(read: EntitiesFile, root: Node) -> list[Placed[Entity]]:
    """The entities of the file."""
    return [Placed(_entity(name, read.entities[name], place), node) for name, place, node in _entries(root, "entities")]


def _entity(entity_id: str, read: EntityRecord, place: Location) -> Entity:
    """One entity."""
    aliases = tuple(Alias(**alias.model_dump()) for alias in read.aliases)
    kept = read.model_dump(exclude={"aliases", "external"})
    return Entity(id=entity_id, place=place, aliases=aliases, external=tuple(sorted(read.external.items())), **kept)
