"""From a name as written to exactly one entity: ids first, then names and aliases folded; suggestions never decide."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from compare.core.folding import fold_name
from compare.core.suggest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable

    from compare.core.model import Entity
    from compare.core.places import Places


class Entities:
    """The entities of a casebook with an index of every id, name and alias."""

    def __init__(self, entities: Iterable[Entity] = (), places: Places | None = None) -> None:
        """Index the entities; nothing is checked here, an ambiguous alias shows when it is resolved.

        Args:
            entities: the entities of the vocabulary.
            places: what its broader-than table says of places, where there is one.
        """
        self.by_id = {entity.id: entity for entity in sorted(entities, key=lambda each: each.id)}
        self._table = places

    def __contains__(self, entity_id: str) -> bool:
        """Whether an entity with this id is declared."""
        return entity_id in self.by_id

    @cached_property
    def _same(self) -> dict[str, str]:
        """Each id to the smallest id of those declared `same_as` it, directly or through others."""
        parent = {each: each for each in self.by_id}

        def root(each: str) -> str:
            while parent[each] != each:
                each = parent[each] = parent[parent[each]]  # halves the way for whoever asks next
            return each

        for entity in self.by_id.values():
            for other in entity.same_as:
                if other in parent:
                    low, high = sorted((root(entity.id), root(other)))
                    parent[high] = low
        return {each: root(each) for each in self.by_id}

    @cached_property
    def by_folded_name(self) -> dict[str, tuple[str, ...]]:
        """Folded name or alias to the ids of the entities it may mean (one, unless it is ambiguous)."""
        index: dict[str, set[str]] = {}
        for entity in self.by_id.values():
            for spelling in (entity.name, *(alias.spelling for alias in entity.aliases)):
                index.setdefault(fold_name(spelling), set()).add(self._same[entity.id])
        return {name: tuple(sorted(ids)) for name, ids in index.items()}

    @cached_property
    def acronyms(self) -> frozenset[str]:
        """The folded names that are only ever spelt in capitals, such as IS, which is not what `is` means."""
        spellings = [name for each in self.by_id.values() for name in (each.name, *(alias.spelling for alias in each.aliases))]
        other = {fold_name(spelling) for spelling in spellings if not spelling.isupper()}
        return frozenset(fold_name(spelling) for spelling in spellings if spelling.isupper()) - other

    @cached_property
    def places(self) -> Places:
        """Which place lies in which: the table's, the entities that are places with their `part_of`, and the countries."""
        from compare.core.places import PlaceRow, PlacesBuilder  # only the kind place pays for it

        builder = PlacesBuilder(self._table)
        for entity in self.by_id.values():
            if entity.type == "place":
                name = self.name(self.canonical(entity.id))
                builder.add(PlaceRow(name, aliases=(entity.id, entity.name, *(each.spelling for each in entity.aliases))))
                wholes = [self.by_id[each] for each in entity.part_of if each in self.by_id]
                for whole in wholes:
                    if whole.type == "place":
                        builder.add(PlaceRow(name, self.name(self.canonical(whole.id))))
        builder.add_world()
        return builder.built()

    def canonical(self, entity_id: str) -> str:
        """The id under which an entity is compared: its own, or the first of those declared `same_as` it."""
        return self._same.get(entity_id, entity_id)

    def name(self, entity_id: str) -> str:
        """The preferred name, or the id itself where it is not declared."""
        entity = self.by_id.get(entity_id)
        return entity.name if entity else entity_id

    def resolve(self, text: str) -> str:
        """The canonical id that an id, name or alias means.

        Raises:
            ValueError: it means no entity (with the nearest names), or more than one (with the candidates).
        """
        written = text.strip()
        if written in self.by_id:
            return self.canonical(written)
        candidates = self.by_folded_name.get(fold_name(written), ())
        if len(candidates) == 1:
            return candidates[0]
        if candidates:
            message = f"{written!r} may mean {' or '.join(candidates)}: write the id of the one that is meant"
            raise ValueError(message)
        spellings = [*self.by_id, *(entity.name for entity in self.by_id.values())]
        message = f"no entity is called {written!r}{did_you_mean(written, spellings)}"
        raise ValueError(message)

    @cached_property
    def _wholes(self) -> dict[str, frozenset[str]]:
        """Each canonical id to everything it is part of, directly or through others; safe on cycles."""
        direct: dict[str, set[str]] = {}
        for entity in self.by_id.values():
            wholes = direct.setdefault(self.canonical(entity.id), set())
            wholes.update(self.canonical(whole) for whole in entity.part_of if whole in self.by_id)

        def reach(start: str) -> frozenset[str]:
            seen: set[str] = set()
            todo = [start]
            while todo:
                for whole in direct.get(todo.pop(), ()):
                    if whole not in seen:
                        seen.add(whole)
                        todo.append(whole)
            return frozenset(seen - {start})

        return {each: reach(each) for each in direct}

    def is_part(self, part: str, whole: str) -> bool:
        """Whether the first entity is declared part of the second, directly or through others (canonical ids)."""
        return whole in self._wholes.get(part, frozenset())

    def are_distinct(self, one: str, other: str) -> bool:
        """Whether two entities (canonical ids) are declared `not_same_as` each other."""
        return (one, other) in self._distinct or (other, one) in self._distinct

    @cached_property
    def _distinct(self) -> frozenset[tuple[str, str]]:
        """Every `not_same_as` as it is declared, by canonical ids."""
        declared = ((each, other) for each in self.by_id.values() for other in each.not_same_as)
        return frozenset((self.canonical(each.id), self.canonical(other)) for each, other in declared)
