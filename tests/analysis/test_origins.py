"""Support is counted in origins: what shares a root counts once, what names none may be any of the others."""

from __future__ import annotations

from typing import Any

import pytest

SUPPORT: dict[str, tuple[Any, tuple[int, int], str]] = {
    "no one names an origin": ([("a", ()), ("b", ()), ("c", ())], (1, 3), "agreed"),
    "four outlets, one to three origins": ([("a", ("Agency",)), ("b", ("Agency",)), ("c", ()), ("d", ())], (1, 3), "agreed"),
    "one origin": ([("a", ("Agency@2019",)), ("b", ("Agency@2019",))], (1, 1), "echoed"),
    "two reports of one outlet": ([("a", ("Agency@2019",)), ("b", ("agency@2018",))], (1, 1), "echoed"),
    "two origins": ([("a", ("Agency",)), ("b", ("Wire",))], (2, 2), "corroborated"),
    "own reporting on both sides": ([("a", ("own-reporting",)), ("b", ("own-reporting",))], (2, 2), "corroborated"),
    "one cites the other": ([("a", ()), ("b", ("a",))], (1, 1), "echoed"),
    "by the name of its publisher": ([("a", ()), ("b", ("Paper A@2019",))], (1, 1), "echoed"),
    "a chain to one root": ([("a", ("Agency",)), ("b", ("a",)), ("c", ("b",))], (1, 1), "echoed"),
    "one of several origins": ([("a", ("Agency", "Wire")), ("b", ("Wire",))], (1, 2), "agreed"),
    "a circle has no root": ([("a", ("b",)), ("b", ("a",))], (1, 2), "agreed"),
    "cited for what it has from elsewhere": ([("a", ("Agency",)), ("b", ("a",)), ("c", ("Wire",))], (2, 2), "corroborated"),
    "one source with two origins": ([("a", ("Agency", "Wire"))], (1, 2), "single-source"),
}


@pytest.mark.parametrize("name", SUPPORT)
def test_support(bench: Any, name: str) -> None:
    sources, (low, high), standing = SUPPORT[name]
    claims = [bench.claim(source, "anna-berg", via=via) for source, via in sources]
    found = bench.finding(*claims, publishers={"a": "Paper A"})
    origins = found.positions[0].origins
    assert ((origins.low, origins.high), found.standing) == ((low, high), standing)


@pytest.mark.parametrize(
    ("via_a", "via_b", "dependence"),
    [
        ((), (), "unknown"),
        (("Agency",), ("Agency@2019",), "shared-origin"),
        (("Agency",), ("Wire",), "independent"),
        (("b",), (), "cites"),
    ],
)
def test_dependence_of_two_sides(bench: Any, via_a: tuple[str, ...], via_b: tuple[str, ...], dependence: str) -> None:
    claims = [bench.claim("a", "anna-berg", via=via_a), bench.claim("b", "carl-berg", via=via_b)]
    assert bench.finding(*claims).relations[0].dependence == dependence


def test_own_reporting_is_not_second_hand(bench: Any) -> None:
    claims = [bench.claim("a", "anna-berg", via=("own-reporting",)), bench.claim("b", "carl-berg")]
    assert bench.finding(*claims).strength == "firm"


@pytest.mark.parametrize(("one", "other"), [((), ()), ((), ("own-reporting",)), (("own-reporting",), ())])
def test_two_are_independent_only_where_both_say_where_they_have_it_from(
    bench: Any, one: tuple[str, ...], other: tuple[str, ...]
) -> None:
    found = bench.finding(bench.claim("a", "2017", via=one), bench.claim("b", "2018", via=other), kind="date")
    assert found.relations[0].dependence == "unknown"
    own = [bench.claim(name, year, via=("own-reporting",)) for name, year in (("a", "2017"), ("b", "2018"))]
    assert bench.finding(*own, kind="date").relations[0].dependence == "independent"
