"""One person, group, place, event or work."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from compare.core.findings import RelationKind
from compare.core.model import Alias, Entity, Location
from compare.kinds.base import Example, Kind, Level, Side

if TYPE_CHECKING:
    from compare.core.entities import Entities
    from compare.core.model import Subject

_PLACE: Final = Location("examples")
EXAMPLE_ENTITIES: Final = (
    Entity("the-league", "The League", "group", _PLACE),
    Entity("north-branch", "North Branch", "group", _PLACE, aliases=(Alias("Branche du Nord", "fr"),), part_of=("the-league",)),
    Entity("south-branch", "South Branch", "group", _PLACE, part_of=("the-league",)),
    Entity("harbour-unit", "Harbour Unit", "group", _PLACE, part_of=("north-branch",)),
    Entity("the-union", "The Union", "group", _PLACE, not_same_as=("the-league",)),
    Entity("the-guild", "The Guild", "group", _PLACE),
)


class EntityKind(Kind[str]):
    """Who or what, compared by id: any spelling that the vocabulary lists is the same entity, and no other spelling is."""

    name: ClassVar[str] = "entity"
    written: ClassVar[str] = "an id, or a name or alias that means exactly one entity"
    example_entities: ClassVar[tuple[Entity, ...]] = EXAMPLE_ENTITIES
    examples: ClassVar[tuple[Example, ...]] = (
        Example("north-branch", "Branche du Nord", "same", misses="another", note="An alias is the same entity."),
        Example("North Branch", "The League", "part", misses="same", note="The branch is part of the league."),
        Example("Harbour Unit", "The League", "part", misses="another", note="Part of a part."),
        Example("The League", "The Union", "not-the-same", misses="another", note="Declared not to be the same."),
        Example("North Branch", "The Union", "another", misses="not-the-same", note="The branch is not what was declared."),
        Example("North Branch", "South Branch", "another", misses="part", note="Two parts of one whole."),
        Example("The Guild", "The Union", "another", terms={"takes": "many"}, note="Both may hold, so they only differ."),
        Example("The Guild", "The League", "another", misses="part"),
    )

    def __init__(self, subject: Subject, entities: Entities) -> None:
        """A subject that takes many values turns the last two levels from contradicts into differs."""
        super().__init__(subject, entities)
        many = subject.takes == "many"
        relation = RelationKind.DIFFERS if many else RelationKind.CONTRADICTS
        also = ", and both may hold" if many else ""
        self._levels = (
            Level("same", RelationKind.SAME, _same, "{a} and {b} are the same"),
            Level("part", RelationKind.REFINES, self._part, "{finer} is part of {coarser}", directed=True),
            Level("not-the-same", relation, self._distinct, f"{{a}} and {{b}} are known not to be the same{also}"),
            Level("another", relation, _always, f"{{a}} is not {{b}}{also}"),
        )

    def parse(self, text: str) -> str:
        """The canonical id of the entity; raises ValueError where it means none, or more than one."""
        return self.entities.resolve(text)

    def format(self, value: str) -> str:
        """The preferred name, or the id where the name alone does not tell which entity is meant."""
        return shown_name(self.entities, value)

    def key(self, value: str) -> str:
        """The canonical id."""
        return value

    @property
    def levels(self) -> tuple[Level[str], ...]:
        """Same, part, not-the-same, another."""
        return self._levels

    def _part(self, a: Side[str], b: Side[str]) -> bool:
        return part_of(self.entities, a.value, b.value)

    def _distinct(self, a: Side[str], b: Side[str]) -> bool:
        return self.entities.are_distinct(a.value, b.value)


def shown_name(entities: Entities, entity_id: str) -> str:
    """The preferred name if it resolves to this entity, else the id."""
    name = entities.name(entity_id)
    try:
        return name if entities.resolve(name) == entity_id else entity_id
    except ValueError:
        return entity_id


def part_of(entities: Entities, part: str, whole: str) -> bool:
    """Whether the one is part of the other and not the other way round as well, as a mistaken cycle would have it."""
    return entities.is_part(part, whole) and not entities.is_part(whole, part)


def _same(a: Side[str], b: Side[str]) -> bool:
    return a.value == b.value


def _always(_a: Side[str], _b: Side[str]) -> bool:
    return True
