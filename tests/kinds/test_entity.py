from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from compare.core.entities import Entities
from compare.core.findings import RelationKind
from compare.core.model import Alias, Entity, Location
from compare.kinds import kind_for
from compare.kinds.base import Side, example_subject

if TYPE_CHECKING:
    from collections.abc import Callable

    from compare.kinds.base import Kind

PLACE = Location("entities.yaml")


def kind(*entities: Entity) -> Kind[Any]:
    return kind_for(example_subject("entity"), Entities(entities))


@pytest.mark.parametrize(
    ("a", "b", "level", "finer"),
    [
        ("the-league", "THE LEAGUE", "same", None),
        ("Branche du Nord", "north–branch", "same", None),
        ("the league", "harbour-unit", "part", 1),
        ("north branch", "south branch", "another", None),
        ("the union", "the league", "not-the-same", None),
        ("the union", "the guild", "another", None),
    ],
)
def test_level(
    build: Callable[..., Any], compared: Callable[..., tuple[str, int | None]], a: str, b: str, level: str, finer: int | None
) -> None:
    assert compared(build("entity"), a, b) == (level, finer)


@pytest.mark.parametrize(("takes", "relation"), [("one", RelationKind.CONTRADICTS), ("many", RelationKind.DIFFERS)])
@pytest.mark.parametrize("other", ["the-union", "the-guild"])
def test_another_entity_contradicts_only_where_one_may_hold(
    build: Callable[..., Any], takes: str, relation: RelationKind, other: str
) -> None:
    values = build("entity", takes=takes)
    assert values.compare(Side("the-league"), Side(other)).relation is relation


def test_two_ids_declared_the_same_are_one_value() -> None:
    values = kind(Entity("old-name", "Old", "group", PLACE, same_as=("new-name",)), Entity("new-name", "New", "group", PLACE))
    assert values.parse("Old") == values.parse("New") == "new-name"
    assert values.format("new-name") == "New"


def test_a_name_that_two_share_is_refused_and_never_shown() -> None:
    values = kind(Entity("ali-1", "Ali", "person", PLACE), Entity("ali-2", "Ali", "person", PLACE))
    with pytest.raises(ValueError, match="may mean ali-1 or ali-2"):
        values.parse("Ali")
    assert values.format("ali-1") == "ali-1"


def test_a_name_that_is_the_id_of_another_is_never_shown() -> None:
    values = kind(Entity("mali", "Republic", "place", PLACE), Entity("group", "mali", "group", PLACE))
    assert values.format("group") == "group"
    assert values.parse("mali") == "mali"


def test_a_look_alike_is_suggested_and_never_taken(build: Callable[..., Any]) -> None:
    with pytest.raises(ValueError, match=r"did you mean .*North Branch"):
        build("entity").parse("Nort Branch")


def test_parts_of_each_other_by_mistake_are_not_more_exact() -> None:
    values = kind(
        Entity("egg", "Egg", "group", PLACE, part_of=("hen",)),
        Entity("hen", "Hen", "group", PLACE, aliases=(Alias("Chicken"),), part_of=("egg",)),
    )
    assert values.compare(Side("egg"), Side("hen")).rule == "entity.another"
