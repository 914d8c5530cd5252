"""What most other subjects hang on comes first: joined by a rule, or by an entity that one asks about and the other names."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
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


@pytest.mark.parametrize(
    ("found", "counts"),
    [
        ([asked("a/x", "b"), asked("c/x", "d")], {"a/x": 0, "c/x": 0}),
        ([asked("a/x", "b"), asked("b/x", "c")], {"a/x": 1, "b/x": 1}),
        ([asked("a/x", "b; c"), asked("b/x", "d"), asked("c/x"), asked("c/y")], {"a/x": 3, "b/x": 1, "c/x": 1, "c/y": 1}),
        ([asked("a/x", "b", "b; c"), asked("b/x", "a")], {"a/x": 1, "b/x": 1}),  # both ways is one
        ([asked("a/x", "a; b"), asked("a/y")], {"a/x": 1, "a/y": 1}),  # itself does not count
        ([asked("a/x", "nobody"), asked("nobody/x")], {"a/x": 0, "nobody/x": 0}),  # no entity of the casebook
    ],
)
def test_an_entity_joins_who_names_it_with_who_asks_about_it(found: list[SubjectFinding], counts: Mapping[str, int]) -> None:
    assert hanging(index(*found)) == counts


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


@given(
    answers=st.fixed_dictionaries(
        {each: st.lists(st.sets(st.sampled_from("abcd"), min_size=1), max_size=2) for each in SUBJECTS}
    ),
    pairs=st.lists(st.tuples(st.sampled_from([*SUBJECTS, "*/x", "*/y"]), st.sampled_from(SUBJECTS)), max_size=3),
)
def test_the_counts_are_those_of_going_through_all_pairs(
    answers: dict[str, list[set[str]]], pairs: list[tuple[str, str]]
) -> None:
    found = [asked(subject, *("; ".join(sorted(each)) for each in given)) for subject, given in answers.items()]
    rules = [rule(lead, other) for lead, other in pairs]
    named = {subject: set().union(*given) for subject, given in answers.items()}
    ruled = {
        frozenset((lead, other)) for one, other in pairs for lead in SUBJECTS if one in {lead, f"*/{lead.partition('/')[2]}"}
    }
    counts = dict.fromkeys(SUBJECTS, 0)
    for one, other in combinations(SUBJECTS, 2):
        if one[0] in named[other] or other[0] in named[one] or {one, other} in ruled:
            counts[one] += 1
            counts[other] += 1
    assert hanging(index(*found, rules=rules)) == counts


def test_it_comes_after_severity_and_before_the_newest() -> None:
    found = [asked("a/x"), asked("b/x", "c; d"), asked("c/x"), asked("d/x"), asked("e/x", "f", severity="medium")]
    found += [asked(f"f/x-{each}", severity="low") for each in range(5)]
    book = index(*found)
    assert [each.subject.id for each in waiting(book)][:5] == ["b/x", "c/x", "d/x", "a/x", "e/x"]
    undetermined = replace(found[1], standing=Standing.UNDETERMINED)
    assert [each.subject.id for each in waiting(index(found[0], undetermined, *found[2:]))][:4] == ["c/x", "d/x", "a/x", "b/x"]


@pytest.mark.parametrize(
    ("others", "said"), [(0, ""), (1, "1 other subject hangs on it"), (1200, "1,200 other subjects hang on it")]
)
def test_a_card_says_how_many(others: int, said: str) -> None:
    book = index(asked("a/x", "b"), *(asked(f"b/x-{each}") for each in range(others)))
    assert card_view(book, book.subjects["a/x"]).hanging == said


def test_what_thousands_name_is_counted_as_well() -> None:
    found = [asked(f"a/x-{each}", "b") for each in range(4000)] + [asked(f"b/x-{each}", "a") for each in range(3000)]
    counts = hanging(index(*found))
    assert (counts["a/x-0"], counts["b/x-0"]) == (3000, 4000)
