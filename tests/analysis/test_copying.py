"""Hints at copying: found by rare values in common, never by agreement, and the same whatever the order and the numbers."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.copying import COPIED, PLAIN, Claims, World, generate
from compare.analysis import rarity, runs
from compare.analysis.chance import against_chance, at_least
from compare.analysis.connected import connected
from compare.analysis.copying import copy_groups, copy_hints

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from compare.core.copy_hints import CopyHint

SEEDS = range(20)
EXACT = replace(COPIED, groups=(2, 4), copied_accuracy=(0.7, 0.8))
HONEST = {
    "highly accurate": PLAIN,
    "some sloppy": replace(PLAIN, accuracy=(0.6, 0.99)),
    "all sloppy, yes or no": replace(PLAIN, accuracy=(0.55, 0.7), errors=1),
    "misled by the same questions": replace(PLAIN, misleading=0.5),
    "few sources, many questions": replace(PLAIN, honest=6, subjects=1500),
}


def found(claims: Claims, **options: Any) -> tuple[CopyHint, ...]:
    return copy_hints(claims.source, claims.subject, claims.position, sources=len(claims.group), **options)


def table(*answers: str) -> Claims:
    """A source per string, a question per character; the same letter is the same answer, a dot is none."""
    rows = [(s, q, letter) for s, text in enumerate(answers) for q, letter in enumerate(text) if letter != "."]
    numbers = {each: at for at, each in enumerate(sorted({(q, letter) for _, q, letter in rows}))}
    source, subject, position = np.array([(s, q, numbers[q, letter]) for s, q, letter in rows], dtype=np.int32).reshape(-1, 3).T
    return Claims(source, subject, position, np.arange(len(answers), dtype=np.int32))


@pytest.mark.parametrize("world", HONEST)
def test_honest_sources_are_never_hinted_at(world: str) -> None:
    assert [generate(HONEST[world], seed).hinted() for seed in SEEDS] == [set()] * len(SEEDS)


def test_exact_copiers_with_rare_errors_are_always_hinted_at_and_nobody_else_is() -> None:
    made = [generate(EXACT, seed) for seed in SEEDS]
    assert [each.hinted() for each in made] == [each.copying for each in made]


def test_groups_are_what_hints_connect() -> None:
    claims = generate(EXACT, 1)
    groups = copy_groups(found(claims), len(claims.group))
    pairs = combinations(range(len(groups)), 2)
    assert {(a, b) for a, b in pairs if groups[a] == groups[b]} == claims.copying
    assert groups[: EXACT.honest].tolist() == list(range(EXACT.honest))


RIGHT = ("a" * 40,) * 6
LONG = ("a" * 100,) * 12


def test_the_counts_of_a_hint() -> None:
    """The pair shares 20 rare values of 21, 2 of them with a third source, and answers 40 of 41 questions together."""
    (hint,) = found(
        table(*(each + "a" for each in RIGHT), "b" * 20 + "a" * 20 + "a", "b" * 20 + "c" + "a" * 19 + ".", "bb" + "." * 39)
    )
    assert (hint.sources, hint.subjects, hint.same, hint.strays, hint.rare, hint.alone) == ((6, 7), 40, 39, 21, 20, 18)
    assert len(hint.examples) == 5
    assert hint.expected < hint.rare


def test_examples_are_the_rarest_positions_first() -> None:
    claims = table(*LONG, "b" * 20 + "a" * 80, "b" * 20 + "a" * 80, "b" * 18 + "c" * 22 + "a" * 60)
    (hint,) = found(claims)
    given = Counter(claims.position.tolist())
    assert [given[each] for each in hint.examples] == [2, 2, 3, 3, 3]


@pytest.mark.parametrize(("sources", "fewest"), [(7, 8), (9, 9), (10, 10), (15, 11), (16, 12), (40, 15)])
def test_the_more_sources_there_are_the_more_they_must_share(sources: int, fewest: int) -> None:
    """Where they share all that is rare: what Wilson's interval takes to lie over a half, for all pairs together."""
    honest = ("a" * 200,) * (sources - 2)
    hinted = [many for many in (fewest - 1, fewest) if found(table(*honest, *["b" * many + "a" * (200 - many)] * 2))]
    assert hinted == [fewest]


@pytest.mark.parametrize(
    ("case", "answers"),
    [
        ("agreeing on everything", RIGHT),
        ("nobody else answers", ("." * 20 + "a" * 20,) * 6 + ("b" * 20 + "a" * 20,) * 2),
        ("only three others answer", ("a" * 40,) * 3 + ("b" * 20 + "a" * 20,) * 2),
        ("a third of all say so", ("a" * 40,) * 3 + ("b" * 20 + "a" * 20,) * 3),
        ("a few coincidences", (*RIGHT, "b" * 8 + "a" * 32, "b" * 8 + "a" * 32)),
        ("straying in the same places, each to its own", (*RIGHT, "b" * 20 + "a" * 20, "c" * 20 + "a" * 20)),
        ("sharing half of what is rare", (*RIGHT, "b" * 40, "b" * 20 + "c" * 20)),
        ("no rows", ()),
        ("one source", ("ab",)),
    ],
)
def test_what_is_no_hint(case: str, answers: tuple[str, ...]) -> None:
    assert found(table(*answers)) == (), case


def test_a_coarser_reading_is_no_departure() -> None:
    """Two that only ever give the year share values that few give, and have copied nothing."""
    claims = table(*RIGHT, "b" * 20 + "a" * 20, "b" * 20 + "a" * 20)
    assert len(found(claims)) == 1
    assert found(claims, opposed=np.zeros(claims.position.max() + 1, dtype=bool)) == ()


def test_a_source_may_hold_several_positions_of_a_subject() -> None:
    claims = table(*LONG, "b" * 20 + "a" * 80, "b" * 20 + "a" * 80)
    first = np.flatnonzero(claims.source == 0)[:8]  # one of the many also gives some of what the two give
    source, subject = (np.concatenate((column, column[first])) for column in (claims.source, claims.subject))
    held = claims.position[np.flatnonzero(claims.source == 12)[:8]]
    (hint,) = copy_hints(source, subject, np.concatenate((claims.position, held)), sources=14)
    assert (hint.sources, hint.subjects, hint.same, hint.rare, hint.alone) == ((12, 13), 100, 100, 20, 12)


def small(seed: int) -> Claims:
    return generate(World(honest=14, subjects=150, groups=(2, 3), copied_accuracy=(0.5, 0.7)), seed)


def counts(hint: CopyHint) -> tuple[Any, ...]:
    return hint.subjects, hint.same, hint.strays, hint.rare, hint.alone, round(hint.expected, 6)


@given(st.integers(0, 20), st.integers(0, 2**32 - 1))
@settings(deadline=None, max_examples=30)
def test_the_order_of_the_rows_changes_nothing(seed: int, shuffle: int) -> None:
    claims = small(seed)
    mixed = np.random.default_rng(shuffle).permutation(len(claims.source))
    again = Claims(claims.source[mixed], claims.subject[mixed], claims.position[mixed], claims.group)
    assert found(claims)
    assert found(again) == found(claims)


@given(st.integers(0, 20), st.integers(0, 2**32 - 1))
@settings(deadline=None, max_examples=30)
def test_other_numbers_change_nothing(seed: int, shuffle: int) -> None:
    claims, rng = small(seed), np.random.default_rng(shuffle)
    new, subjects, positions = (
        rng.permutation(int(column.max()) + 1).astype(np.int32)
        for column in (claims.group * 0 + len(claims.group) - 1, claims.subject, claims.position)
    )
    again = Claims(new[claims.source], subjects[claims.subject], positions[claims.position], claims.group)
    renamed = {tuple(sorted(new[list(hint.sources)].tolist())): counts(hint) for hint in found(claims)}
    assert {hint.sources: counts(hint) for hint in found(again)} == renamed


def test_looking_rows_up_in_parts_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    claims = small(3)
    whole = found(claims)
    monkeypatch.setattr(runs.in_parts, "__defaults__", (50,))
    assert [counts(each) for each in found(claims)] == [counts(each) for each in whole]


def test_what_is_looked_at_is_bounded_from_the_rarest_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """With room for the pair only, the group of four, whose values are less rare, is not looked at."""
    claims = table(*LONG, *("b" * 20 + "a" * 80,) * 2, *("a" * 20 + "b" * 20 + "a" * 60,) * 4)
    everything = {hint.sources for hint in found(claims)}
    assert everything == {(12, 13), *combinations(range(14, 18), 2)}
    monkeypatch.setattr(rarity, "PAIRS_AT_MOST", 30)
    assert {hint.sources for hint in found(claims)} == {(12, 13)}


@given(st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11)), max_size=14))
def test_connected_is_what_chains_of_links_reach(links: list[tuple[int, int]]) -> None:
    reached = [{n} for n in range(12)]
    for a, b in links:
        if reached[a] is not reached[b]:
            reached[a] |= reached[b]
            for each in tuple(reached[b]):
                reached[each] = reached[a]
    ends: NDArray[np.int64] = np.array(links, dtype=np.int64).reshape(-1, 2)
    assert connected(ends[:, 0], ends[:, 1], 12).tolist() == [min(each) for each in reached]


def test_a_long_chain_is_one_component() -> None:
    order = np.random.default_rng(1).permutation(10_000)
    assert connected(order[:-1], order[1:], 10_000).max() == 0


def test_wilsons_bound() -> None:
    """The example of 81 out of 263 at 95 percent, 0.2553 to 0.3662 (Newcombe, Statistics in Medicine 17, 1998, table I)."""
    assert at_least(np.array([81]), np.array([263]), 1.959964)[0] == pytest.approx(0.2553, abs=5e-5)


@given(st.integers(1, 40), st.floats(0.01, 30))
def test_chernoffs_bound_lies_above_the_poisson_tail(hits: int, expected: float) -> None:
    from math import exp, lgamma, log

    tail = 1 - sum(exp(n * log(expected) - expected - lgamma(n + 1)) for n in range(hits))
    assert exp(-against_chance(np.array([hits]), np.array([expected]))[0]) >= tail - 1e-9


def test_what_is_expected_by_chance_where_others_share_some_of_it() -> None:
    """Of fifteen sources a third one gives half of what two share: an error that many fall into is no sign of copying."""
    odd = "b" * 20 + "a" * 380
    (hint,) = found(table(*["a" * 400] * 12, odd, odd, "b" * 10 + "c" * 10 + "a" * 380))
    assert (hint.rare, hint.alone) == (20, 10)
    assert hint.expected == pytest.approx(10 * 1.5 / 14 + 10 * 0.5 / 14)
