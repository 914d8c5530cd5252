"""Laws of the engine: order, names and copies change nothing, and the strongest pair is found without walking all pairs."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st

from compare.analysis.origins import Root, count_origins
from compare.analysis.relations import _RANK
from compare.analysis.time import EARLIEST, LATEST, Interval, interval, nearest
from compare.kinds.base import Kind, Outcome, Side

if TYPE_CHECKING:
    import random

    from compare.core.findings import Findings, SubjectFinding
    from compare.core.model import Casebook, Claim

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
    return _RANK[relation.relation, relation.gate is not None]


@given(
    st.lists(st.tuples(st.integers(-50, 50), st.integers(0, 20)), min_size=1),
    st.lists(st.tuples(st.integers(-50, 50), st.integers(0, 20)), min_size=1),
)
def test_nearest_finds_the_smallest_gap(left: list[tuple[int, int]], right: list[tuple[int, int]]) -> None:
    a, b = ([Interval(first, first + days, bounded=True) for first, days in side] for side in (left, right))
    i, j = nearest(a, b)
    assert max(0, a[i].gap(b[j])) == min(max(0, one.gap(other)) for one in a for other in b)


def test_an_unreadable_date_is_unbounded() -> None:
    assert interval("whenever") == Interval(EARLIEST, LATEST, bounded=False)


ROOTS = st.dictionaries(
    st.sampled_from("abcde"),
    st.frozensets(st.tuples(st.sampled_from(["outlet", "unnamed"]), st.sampled_from("pqrs")), min_size=1, max_size=3),
    min_size=1,
)


@given(ROOTS)
def test_origins_are_between_one_and_all_roots(roots: dict[str, frozenset[Root]]) -> None:
    origins = count_origins(roots)
    assert 1 <= origins.low <= origins.high == len(frozenset().union(*roots.values()))


def test_values_are_compared_once_per_pair_of_positions(bench: Any, monkeypatch: Any) -> None:
    """10,000 claims with two values on one subject: two spellings parsed, one pair compared, not fifty million."""
    compared = []
    original = Kind.compare

    def counted(self: Kind[Any], a: Side[Any], b: Side[Any]) -> Outcome:
        compared.append((a, b))
        return original(self, a, b)

    monkeypatch.setattr(Kind, "compare", counted)
    claims = [bench.claim(f"s{number % 200}", ("2016", "2017")[number % 2], id=f"k{number}") for number in range(10_000)]
    found = bench.judge(bench.book(*claims, kind="date")).subjects[0]
    assert found.shape == "100-100"
    assert len(compared) == 1
