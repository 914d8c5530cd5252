"""What most other subjects hang on comes first: those that a rule of the casebook holds against it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.core.findings import Findings, Origins, Position, Standing, SubjectFinding
from compare.core.model import Casebook, Entity, Location, Rule, Subject
from compare.report.views.cards import card_view
from compare.report.views.hanging import hanging
from compare.report.views.index import Index
from compare.report.views.ranking import waiting

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

HERE = Location("x.yaml")


def asked(subject: str, *answers: str, severity: str = "high") -> SubjectFinding:
    """A contested question about an entity, whose answers name entities."""
    record = Subject(subject, f"{subject}?", "list", HERE)
    positions = tuple(
        Position(value=each, canonical=each, stance="affirms", claims=("s#c",), sources=(), origins=Origins(1, 1))
        for each in answers
    )
    return SubjectFinding(record, Standing.CONTESTED, "firm", "1-1", severity, "headline", "because", positions)


def index(*found: SubjectFinding, rules: Sequence[Rule] = (), entities: str = "abcdefgh") -> Index:
    named = tuple(Entity(each, each, "group", HERE) for each in entities)
    return Index(Findings(Casebook("Book", entities=named, rules=tuple(rules)), (), found))


def rule(lead: str, *others: str) -> Rule:
    return Rule("r", "because", "before", lead, others, HERE)


def test_an_entity_that_one_names_and_the_other_asks_about_joins_nothing() -> None:
    assert hanging(index(asked("a/x", "b"), asked("b/x", "c"))) == {"a/x": 0, "b/x": 0}


@pytest.mark.parametrize(
    ("rules", "counts"),
    [
        ([rule("a/x", "b/x")], {"a/x": 1, "a/y": 0, "b/x": 1, "b/y": 0}),
        ([rule("a/x", "*/y")], {"a/x": 2, "a/y": 1, "b/x": 0, "b/y": 1}),
        ([rule("*/x", "*/y")], {"a/x": 1, "a/y": 1, "b/x": 1, "b/y": 1}),  # of the same entity each
        ([rule("a/x", "b/x"), rule("b/x", "a/x", "a/x")], {"a/x": 1, "a/y": 0, "b/x": 1, "b/y": 0}),  # once, however often
        ([rule("a/x", "c/x")], {"a/x": 0, "a/y": 0, "b/x": 0, "b/y": 0}),
    ],
)
def test_a_rule_joins_what_it_holds_against_each_other(rules: list[Rule], counts: Mapping[str, int]) -> None:
    assert hanging(index(*map(asked, counts), rules=rules)) == counts


SUBJECTS = [f"{entity}/{attribute}" for entity in "abcd" for attribute in "xy"]


@given(pairs=st.lists(st.tuples(st.sampled_from([*SUBJECTS, "*/x", "*/y"]), st.sampled_from(SUBJECTS)), max_size=3))
def test_the_counts_are_those_of_going_through_all_pairs(pairs: list[tuple[str, str]]) -> None:
    ruled = {
        frozenset((lead, other)) for one, other in pairs for lead in SUBJECTS if one in {lead, f"*/{lead.partition('/')[2]}"}
    }
    counts = {one: sum({one, other} in ruled for other in SUBJECTS if other != one) for one in SUBJECTS}
    assert hanging(index(*map(asked, SUBJECTS), rules=[rule(lead, other) for lead, other in pairs])) == counts


def test_it_comes_after_severity_and_before_the_newest() -> None:
    found = [asked("a/x"), asked("b/x"), asked("c/x"), asked("d/x"), asked("e/x", severity="medium")]
    found += [asked(f"f/x-{each}", severity="low") for each in range(5)]
    rules = [rule("b/x", "f/x-1", "f/x-2"), rule("c/x", "f/x-1"), rule("e/x", "f/x-1", "f/x-2", "f/x-3")]
    assert [each.subject.id for each in waiting(index(*found, rules=rules))][:5] == ["b/x", "c/x", "a/x", "d/x", "e/x"]
    undetermined = replace(found[1], standing=Standing.UNDETERMINED)
    book = index(found[0], undetermined, *found[2:], rules=rules)
    assert [each.subject.id for each in waiting(book)][:4] == ["c/x", "a/x", "d/x", "b/x"]


@pytest.mark.parametrize(
    ("others", "said"), [(0, ""), (1, "1 other subject hangs on it"), (1200, "1,200 other subjects hang on it")]
)
def test_a_card_says_how_many(others: int, said: str) -> None:
    names = [f"b/x-{each}" for each in range(others)]
    book = index(asked("a/x"), *map(asked, names), rules=[rule("a/x", *names)])
    assert card_view(book, book.subjects["a/x"]).hanging == said
