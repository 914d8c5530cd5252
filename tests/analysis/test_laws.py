"""Laws of the engine: order, names and copies change nothing, and the strongest pair is found without walking all pairs."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compare.analysis import pairs, relations
from compare.analysis.origins import UNNAMED, OriginGraph, Report, Root
from compare.analysis.relations import RANK
from compare.analysis.time import EARLIEST, LATEST, Interval, interval
from compare.kinds.date import Date

if TYPE_CHECKING:
    import random

    from compare.core.findings import Findings, SubjectFinding
    from compare.core.model import Casebook, Claim
    from compare.kinds.base import Pairs, Verdicts

VALUES = ("anna-berg", "carl-berg", "league", "north-branch")
QUALIFIED = st.fixed_dictionaries(
    {
        "stance": st.sampled_from(["affirms", "affirms", "denies"]),
        "hedge": st.sampled_from(["stated", "reported"]),
        "as_of": st.sampled_from([None, "2015", "2017-03", "2019-01-01", "../2018"]),
        "scope": st.sampled_from([None, "one", "other"]),
        "via": st.sampled_from([(), ("Agency",), ("Wire@2014",), ("s0",)]),
    }
)
CLAIMS = st.lists(st.tuples(st.integers(0, 3), st.sampled_from(VALUES), QUALIFIED), min_size=1, max_size=8)
TERMS = st.fixed_dictionaries(
    {"time": st.sampled_from(["fixed", "changing"]), "scope_required": st.booleans(), "takes": st.sampled_from(["one", "many"])}
)


def casebook(bench: Any, claims: list[tuple[int, str, dict[str, Any]]], terms: dict[str, Any]) -> Casebook:
    made = [
        bench.claim(f"s{source}", value, id=f"k{number}", **qualifiers)
        for number, (source, value, qualifiers) in enumerate(claims)
    ]
    return bench.book(*made, **terms)  # type: ignore[no-any-return]


def verdict(finding: SubjectFinding) -> tuple[Any, ...]:
    relations = [(each.relation, each.gate, each.strength, each.rule) for each in finding.relations]
    return finding.standing, finding.shape, finding.severity, finding.headline, relations


@given(CLAIMS, TERMS, st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=60)
def test_order_changes_nothing(bench: Any, claims: list[Any], terms: dict[str, Any], shuffle: random.Random) -> None:
    book = casebook(bench, claims, terms)
    mixed = list(book.claims)
    shuffle.shuffle(mixed)
    assert bench.judge(replace(book, claims=tuple(mixed))).subjects == bench.judge(book).subjects


@given(CLAIMS, TERMS)
@settings(deadline=None, max_examples=60)
def test_a_second_copy_of_a_source_adds_no_origin(bench: Any, claims: list[Any], terms: dict[str, Any]) -> None:
    """An outlet that copies s1, and says so, changes neither whether it is contested nor adds an origin."""
    book = casebook(bench, claims, terms)
    copies = [replace(each, source="t", via=("s1",)) for each in book.claims if each.source == "s1"]
    if not copies:
        return
    copier = replace(next(each for each in book.sources if each.id == "s1"), id="t", publisher="Paper t")
    more = replace(book, sources=(*book.sources, copier), claims=(*book.claims, *copies))
    before, after = (bench.judge(each).subjects[0] for each in (book, more))
    assert [each.origins.low for each in after.positions]
    assert (before.standing == "contested") == (after.standing == "contested")
    lows = {(each.canonical, each.stance): each.origins.low for each in before.positions}
    assert all(each.origins.low <= lows[each.canonical, each.stance] for each in after.positions)


@given(CLAIMS, TERMS)
@settings(deadline=None, max_examples=60)
def test_the_named_pair_is_the_strongest_of_all_pairs(bench: Any, claims: list[Any], terms: dict[str, Any]) -> None:
    """Every pair of claims is judged on its own, and none of them comes out stronger than the relation that was found."""
    book = casebook(bench, claims, terms)
    whole: Findings = bench.judge(book)
    by_uid = {each.uid: each for each in whole.claims}
    finding = whole.subjects[0]
    for relation in finding.relations:
        members = [finding.positions[side].claims for side in relation.between]
        pairs = [_alone(bench, book, by_uid[a], by_uid[b]) for a, b in product(*members)]
        assert _rank(relation) == min(_rank(each) for each in pairs)


def _alone(bench: Any, book: Casebook, a: Claim, b: Claim) -> Any:
    """The relation of two claims with nobody else there; sources stay, so that citations still resolve."""
    a, b = (replace(each, id=f"x{number}") for number, each in enumerate((a, b)))
    return bench.judge(replace(book, claims=(a, b))).subjects[0].relations[0]


def _rank(relation: Any) -> int:
    return RANK[relation.relation, relation.gate is not None]


@given(CLAIMS, TERMS)
@settings(deadline=None, max_examples=60)
def test_looking_at_few_pairs_of_claims_finds_what_all_pairs_say(bench: Any, claims: list[Any], terms: dict[str, Any]) -> None:
    """Where two positions have too many claims, few pairs are looked at: they hold the strongest."""
    book = casebook(bench, claims, terms)
    every = bench.judge(book).subjects
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(relations, "_MOST_PAIRS", 0)
        few = bench.judge(book).subjects
    assert few[0].standing == every[0].standing
    for one, other in zip(few[0].relations, every[0].relations, strict=True):
        assert (one.relation, one.gate, one.strength, one.rule) == (other.relation, other.gate, other.strength, other.rule)


def test_very_many_readings_are_related_to_the_best_supported_ones(bench: Any) -> None:
    """500 readings of one subject: each is related to the leading ones, and what they say of the subject stays."""
    claims = [bench.claim(f"s{number}", str(number // 2), id="k") for number in range(1000)]
    found = bench.judge(bench.book(*claims, kind="quantity")).subjects[0]
    assert found.standing == "contested"
    assert len(found.positions) == 500
    assert len(found.relations) < 500 * pairs.LEADING
    assert {side for each in found.relations for side in each.between} == set(range(500))


def test_an_unreadable_date_is_unbounded() -> None:
    assert interval("whenever") == Interval(EARLIEST, LATEST, bounded=False)


@given(CLAIMS, TERMS)
@settings(deadline=None, max_examples=100)
def test_origins_counted_for_all_at_once_are_those_of_each_position(
    bench: Any, claims: list[Any], terms: dict[str, Any]
) -> None:
    book = casebook(bench, claims, terms)
    found = bench.judge(book)
    by_uid = {each.uid: each for each in found.claims}
    reports = {uid: Report(each.source, (each.canonical, each.stance == "affirms"), each.via) for uid, each in by_uid.items()}
    outlets = {each.id: (each.publisher or "").casefold() for each in book.sources}
    graph = OriginGraph(reports.values(), outlets)
    for position in found.subjects[0].positions:
        roots: dict[str, frozenset[Root]] = {}
        for uid in position.claims:
            source = by_uid[uid].source
            roots[source] = roots.get(source, frozenset()) | graph.roots(reports[uid])
        assert (position.origins.low, position.origins.high) == _counted(roots)
    told_of_two = found.subjects[0].standing == "corroborated"
    assert not told_of_two or max(each.origins.low for each in found.subjects[0].positions) > 1


def _counted(roots_by_source: dict[str, frozenset[Root]]) -> tuple[int, int]:
    """At least and at most: roots that one source relies on are one, named ones count, and all may be different."""
    every = frozenset[Root]().union(*roots_by_source.values())
    groups = [{root} for root in every]
    for roots in roots_by_source.values():
        together = [group for group in groups if group & roots]
        groups = [group for group in groups if not group & roots] + [set().union(*together)]
    return max(1, sum(any(sort != UNNAMED for sort, _ in group) for group in groups)), len(every)


def test_values_are_compared_once_per_pair_of_positions(bench: Any, monkeypatch: Any) -> None:
    """10,000 claims with two values on one subject: two spellings parsed, one pair compared, not fifty million."""
    compared = []
    parsed = []
    compare_all, parse = Date.compare_all, Date.parse

    def counted(self: Date, values: Any, asked: Pairs) -> Verdicts:
        compared.append(len(asked.a))
        return compare_all(self, values, asked)

    def counted_parse(self: Date, text: str) -> Any:
        parsed.append(text)
        return parse(self, text)

    monkeypatch.setattr(Date, "compare_all", counted)
    monkeypatch.setattr(Date, "parse", counted_parse)
    claims = [bench.claim(f"s{number % 200}", ("2016", "2017")[number % 2], id=f"k{number}") for number in range(10_000)]
    found = bench.judge(bench.book(*claims, kind="date")).subjects[0]
    assert found.shape == "100-100"
    assert (compared, parsed) == ([1], ["2016", "2017"])
