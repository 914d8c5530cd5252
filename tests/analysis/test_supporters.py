"""Who supports a position without holding it, which position is the most supported, and which pairs nobody compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.analysis.judge import judge
from tests.analysis import conftest as bench

if TYPE_CHECKING:
    from compare.core.findings import Position, SubjectFinding


def found(kind: str, *said: str) -> SubjectFinding:
    """What comes of claims written `source: value`, or `source: not value`."""
    claims = []
    for number, each in enumerate(said):
        source, _, value = each.partition(": ")
        stance = "denies" if value.startswith("not ") else "affirms"
        claims.append(bench.claim(source, value.removeprefix("not "), number, stance=stance))
    return judge(bench.book(*claims, kind=kind)).subjects[0]


def supporters(finding: SubjectFinding) -> dict[str, tuple[str, ...]]:
    return {each.canonical: each.supporters for each in finding.positions}


def leading(finding: SubjectFinding) -> Position | None:
    return None if finding.most_supported is None else finding.positions[finding.most_supported]


def test_who_says_less_supports_what_says_more_and_not_the_other_way_round() -> None:
    finding = found("date", "day: 2017-03-02", "month: 2017-03", "year: 2017", "other: 2019")
    assert supporters(finding) == {"2017-03-02": ("month", "year"), "2017-03": ("year",), "2017": (), "2019": ()}


def test_a_source_that_holds_it_itself_is_no_supporter() -> None:
    finding = found("date", "both: 2017-03-02", "both: 2017-03", "month: 2017-03")
    assert supporters(finding)["2017-03-02"] == ("month",)


def test_what_a_gate_explains_supports_nothing() -> None:
    claims = [bench.claim("wide", "100..200", scope="fighters"), bench.claim("narrow", "150", scope="members")]
    finding = judge(bench.book(*claims, kind="quantity")).subjects[0]
    assert set(supporters(finding).values()) == {()}


def test_two_wordings_of_one_name_support_each_other() -> None:
    finding = found("name", "one: Mourabitoune", "other: Murabitoon")
    assert [each.relation for each in finding.relations] == ["wording"]
    assert supporters(finding) == {"mourabitoune": ("other",), "murabitoon": ("one",)}


def test_an_open_list_supports_the_one_that_names_more() -> None:
    assert supporters(found("list", "few: league", "more: league; guild")) == {"league": (), "guild; league": ("few",)}


def test_the_most_supported_position_is_named_by_its_place() -> None:
    finding = found("date", "a: 2017-03-02", "b: 2017", "c: 2019")
    position = leading(finding)
    assert position is not None
    assert (position.canonical, position.sources, position.supporters) == ("2017-03-02", ("a",), ("b",))


def test_equals_leave_none_the_most_supported() -> None:
    assert leading(found("date", "a: 2017", "b: 2019")) is None


def test_a_denial_may_be_the_most_supported() -> None:
    position = leading(found("status", "a: not dead", "b: not dead", "c: dead"))
    assert position is not None
    assert position.stance == "denies"


@pytest.mark.parametrize(("answers", "unrelated"), [(2, 0), (64, 0), (65, 34 * 33 // 2), (100, 80 * 79 // 2)])
def test_pairs_that_nobody_compared_are_counted(answers: int, unrelated: int) -> None:
    finding = found("quantity", *(f"source-{at:03}: {at * 1000}" for at in range(answers)))
    assert len(finding.positions) == answers
    assert finding.unrelated + len(finding.relations) == answers * (answers - 1) // 2
    assert finding.unrelated == unrelated


VALUES = st.sampled_from(["2017", "2017-03", "2017-03-02", "2017-04", "2018", "2017~", "2016/2017"])
SAID = st.lists(st.tuples(st.sampled_from("abcde"), VALUES), min_size=1, max_size=12)


@given(SAID)
def test_the_names_are_as_many_as_the_engine_counts(said: list[tuple[str, str]]) -> None:
    """`counted` is told only where the engine counts other numbers than there are names, as it does for copies alone."""
    finding = found("date", *(f"{source}: {value}" for source, value in said))
    for position in finding.positions:
        assert position.counted is None
        assert not set(position.sources) & set(position.supporters)
