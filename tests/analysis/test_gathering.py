"""A source that names some members here and others there gives one list of them all."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

MEMBERS = ("league", "guild", "north-branch", "anna-berg", "carl-berg")


def held(found: Any) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    return [(each.value, each.sources, each.claims) for each in found.positions]


def test_the_lists_of_one_source_are_one(bench: Any) -> None:
    found = bench.finding(
        bench.claim("one", "league"), bench.claim("one", "guild"), bench.claim("two", "guild; league"), kind="list"
    )
    assert held(found) == [("The Guild and The League", ("one", "two"), ("one#c0", "one#c1", "two#c2"))]
    assert found.standing == "agreed"


def test_each_claim_keeps_what_it_says_itself(bench: Any) -> None:
    findings = bench.judge(bench.book(bench.claim("one", "league"), bench.claim("one", "guild"), kind="list"))
    assert [(each.written, each.canonical) for each in findings.claims] == [("league", "league"), ("guild", "guild")]


def test_the_reason_quotes_the_whole_list(bench: Any) -> None:
    one = [bench.claim("one", "league", worded="the league of old"), bench.claim("one", "guild")]
    found = bench.finding(*one, bench.claim("two", "league"), kind="list")
    assert [each.because for each in found.relations] == ["“The Guild and The League” names all of “The League” and more."]


@pytest.mark.parametrize(
    "apart",
    [
        {"hedge": "possible"},
        {"scope": "in the north"},
        {"as_of": "2015"},
        {"stance": "denies"},
        {"closed": True},
        {"via": ("Agency@2019",)},
    ],
    ids=str,
)
def test_lists_that_do_not_say_the_same_kind_of_thing_stay_apart(bench: Any, apart: dict[str, Any]) -> None:
    found = bench.finding(bench.claim("one", "league"), bench.claim("one", "guild", **apart), kind="list")
    assert sorted(each.canonical for each in found.positions) == ["guild", "league"]


def test_values_of_other_kinds_are_never_joined(bench: Any) -> None:
    found = bench.finding(bench.claim("one", "anna-berg"), bench.claim("one", "carl-berg"), kind="entity")
    assert found.standing == "contested"


lists = st.lists(st.sampled_from(MEMBERS), min_size=1, max_size=4, unique=True)


@settings(deadline=None)
@given(parts=st.lists(lists, min_size=1, max_size=4), other=lists, closed=st.booleans())
def test_no_contradiction_is_made_or_lost(bench: Any, parts: list[list[str]], other: list[str], *, closed: bool) -> None:
    against = bench.claim("two", "; ".join(other), closed=closed)
    said = ["; ".join(part) for part in parts]
    alone = [bench.finding(bench.claim("one", each), against, kind="list").standing == "contested" for each in said]
    together = bench.finding(*(bench.claim("one", each) for each in said), against, kind="list").standing == "contested"
    assert together == any(alone)


def test_what_cannot_be_read_is_no_part_of_a_list(bench: Any) -> None:
    claims = [bench.claim("one", value, at) for at, value in enumerate(("league", "guild", "nobody known", "nor him"))]
    found = bench.finding(*claims, kind="list")
    assert [len(each.claims) for each in found.positions] == [2]
    assert found.unread == ("one#c2", "one#c3")


def test_parts_that_come_to_a_list_another_source_gives_whole_are_that_list(bench: Any) -> None:
    claims = [
        bench.claim("a", "Ada Lovelace; Mary Shelley"),
        bench.claim("b", "Lovelace, Ada"),
        bench.claim("b", "Mary Shelley"),
    ]
    found = bench.finding(*claims, kind="names")
    assert [(each.value, each.sources) for each in found.positions] == [("Ada Lovelace and Mary Shelley", ("a", "b"))]
