from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from compare.core.entities import Entities
from compare.core.findings import RelationKind
from compare.core.model import Entity, Location, Option
from compare.kinds import kind_for, registered
from compare.kinds.base import Side, example_subject

if TYPE_CHECKING:
    from collections.abc import Callable

OPEN, CLOSED = False, True


@pytest.mark.parametrize(
    ("a", "b", "closed", "level", "finer"),
    [
        ("league; guild", "guild; league", (OPEN, OPEN), "same", None),
        ("league; guild", "guild; league", (OPEN, CLOSED), "same", None),
        # parts and wholes match, whoever claims to be complete
        ("north", "league", (CLOSED, CLOSED), "parts", 0),
        ("league; guild", "harbour; guild", (CLOSED, OPEN), "parts", 1),
        ("north; south", "league", (OPEN, CLOSED), "parts", 0),
        ("north; league", "league", (CLOSED, CLOSED), "parts", 0),
        ("harbour; league", "north; south", (CLOSED, CLOSED), "mixed-parts", None),
        ("harbour; league", "harbour; north; league", (CLOSED, CLOSED), "mixed-parts", None),
        # fewer members: what it means depends on the shorter list alone
        ("league", "league; guild", (OPEN, OPEN), "adds", 1),
        ("league", "league; guild", (OPEN, CLOSED), "adds", 1),
        ("league", "league; guild", (CLOSED, OPEN), "excluded", None),
        ("league", "league; guild", (CLOSED, CLOSED), "excluded", None),
        ("north", "league; guild", (OPEN, OPEN), "adds", 1),
        ("north", "league; guild", (CLOSED, OPEN), "excluded", None),
        # each names one that the other does not
        ("league; guild", "league; union", (OPEN, OPEN), "overlap", None),
        ("league; guild", "league; union", (CLOSED, OPEN), "excluded", None),
        ("league; guild", "league; union", (OPEN, CLOSED), "excluded", None),
        ("north; guild", "league; union", (OPEN, OPEN), "overlap", None),
        # nothing in common
        ("guild", "union", (OPEN, OPEN), "apart-open", None),
        ("guild", "union", (CLOSED, OPEN), "apart", None),
        ("guild", "union", (CLOSED, CLOSED), "apart", None),
        ("north", "south", (OPEN, OPEN), "apart-open", None),
    ],
)
def test_level(
    build: Callable[..., Any],
    compared: Callable[..., tuple[str, int | None]],
    a: str,
    b: str,
    closed: tuple[bool, bool],
    level: str,
    finer: int | None,
) -> None:
    ids = {"league": "the-league", "guild": "the-guild", "union": "the-union", "harbour": "harbour-unit"}
    ids |= {"north": "north-branch", "south": "south-branch"}
    written = ["; ".join(ids[name] for name in each.split("; ")) for each in (a, b)]
    assert compared(build("list"), *written, closed=closed) == (level, finer)


@pytest.mark.parametrize(
    ("level", "relation"),
    [
        ("same", "same"),
        ("parts", "refines"),
        ("mixed-parts", "overlaps"),
        ("adds", "adds"),
        ("excluded", "contradicts"),
        ("overlap", "overlaps"),
        ("apart-open", "differs"),
        ("apart", "contradicts"),
    ],
)
def test_relation_of_level(build: Callable[..., Any], level: str, relation: str) -> None:
    assert {each.name: each.relation for each in build("list").levels}[level] is RelationKind(relation)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "the list is empty"),
        (" ; ", "the list is empty"),
        ("The League; the-league", "'the-league' and 'The League' are the same member"),
        ("North Branch; Branche du Nord", "are the same member"),
        ("The League; The Gild", "no entity is called 'The Gild'; did you mean"),
        ("The League, The Guild", "no entity is called"),
    ],
)
def test_what_is_no_list_says_why(build: Callable[..., Any], text: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        build("list").parse(text)


def test_order_is_settled_and_names_are_shown(build: Callable[..., Any]) -> None:
    kind = build("list")
    value = kind.parse("The League;the guild; ")
    assert value == ("the-guild", "the-league")
    assert (kind.key(value), kind.format(value)) == ("the-guild; the-league", "The Guild; The League")


def test_a_name_with_a_semicolon_is_shown_by_id() -> None:
    entities = Entities([Entity("and-sons", "Father; Sons", "group", Location("entities.yaml"))])
    kind = kind_for(example_subject("list"), entities)
    assert kind.format(("and-sons",)) == "and-sons"


def test_members_are_the_options_of_a_subject_that_has_any() -> None:
    options = (Option("north", "the North"), Option("south"))
    kind = kind_for(example_subject("list", options=options), Entities())
    value = kind.parse("South; the north")
    assert value == ("north", "south")
    assert kind.format(value) == "the North; south"
    assert kind.compare(Side(value), Side(("north",))).rule == "list.adds"
    with pytest.raises(ValueError, match="'east' is not an option"):
        kind.parse("east")


def test_only_lists_are_read_as_one_of_several() -> None:
    gathering = [name for name, kind in registered().items() if kind.gathers]
    assert gathering == ["list", "names"]
    with pytest.raises(NotImplementedError):
        kind_for(example_subject("text"), Entities()).together(["a", "b"])
