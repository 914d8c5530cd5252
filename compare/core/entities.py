"""From a name as written to exactly one entity: ids first, then names and aliases folded; suggestions never decide."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from compare.core.folding import fold_own_name
from compare.core.phrases import shortened
from compare.core.suggest import Suggester

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
                parent[each] = each = parent[parent[each]]  # half the way for whoever asks next
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
                index.setdefault(fold_own_name(spelling), set()).add(self._same[entity.id])
        return {name: tuple(sorted(ids)) for name, ids in index.items()}

    @cached_property
    def acronyms(self) -> frozenset[str]:
        """The folded names that are only ever spelt in capitals, such as IS, which is not what `is` means."""
        spellings = [name for each in self.by_id.values() for name in (each.name, *(alias.spelling for alias in each.aliases))]
        other = {fold_own_name(spelling) for spelling in spellings if not spelling.isupper()}
        return frozenset(fold_own_name(spelling) for spelling in spellings if spelling.isupper()) - other

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
        candidates = self.by_folded_name.get(fold_own_name(written), ())
        if len(candidates) == 1:
            return candidates[0]
        if candidates:
            message = f"{written!r} may mean {' or '.join(shortened(candidates))}: write the id of the one that is meant"
            raise ValueError(message)
        message = f"no entity is called {written!r}{self._near.did_you_mean(written)}"
        raise ValueError(message)

    @cached_property
    def _near(self) -> Suggester:
        """The ids and names that may have been meant."""
        return Suggester([*self.by_id, *(entity.name for entity in self.by_id.values())])

    @cached_property
    def _direct_wholes(self) -> dict[str, set[str]]:
        """Each canonical id to what it is declared part of."""
        direct: dict[str, set[str]] = {}
        for entity in self.by_id.values():
            wholes = direct.setdefault(self.canonical(entity.id), set())
            wholes.update(self.canonical(whole) for whole in entity.part_of if whole in self.by_id)
        return direct

    @cached_property
    def _wholes(self) -> dict[str, frozenset[str]]:
        """What `wholes_of` has found; of a long chain of parts, finding it for all would take more memory than there is."""
        return {}

    def wholes_of(self, part: str) -> frozenset[str]:
        """Everything that an entity is part of, directly or through others; safe on cycles."""
        if part not in self._wholes:
            seen: set[str] = set()
            todo = [part]
            while todo:
                new = self._direct_wholes.get(todo.pop(), set()) - seen
                seen |= new
                todo += new
            self._wholes[part] = frozenset(seen - {part})
        return self._wholes[part]

    def is_part(self, part: str, whole: str) -> bool:
        """Whether the first entity is declared part of the second, directly or through others (canonical ids)."""
        return whole in self.wholes_of(part)

    @cached_property
    def _distinct(self) -> frozenset[tuple[str, str]]:
        """The pairs of canonical ids that are declared `not_same_as`, both ways round."""
        said = {(self.canonical(each.id), self.canonical(other)) for each in self.by_id.values() for other in each.not_same_as}
        return frozenset(said | {(other, one) for one, other in said})

    def are_distinct(self, one: str, other: str) -> bool:
        """Whether two entities (canonical ids) are declared `not_same_as` each other."""
        return (one, other) in self._distinct
