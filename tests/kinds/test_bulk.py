"""Comparing in bulk comes to what comparing two values at a time comes to, for every kind."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.core.entities import Entities
from compare.kinds import kind_for, registered
from compare.kinds.base import Kind, Pairs, Verdicts, example_subject
from compare.kinds.bulk import codes, each_once, flags, ranks, sides, verdicts
from tests.kinds.test_laws import WRITTEN, law

if TYPE_CHECKING:
    from collections.abc import Sequence

KINDS = registered()
TERMS: dict[str, tuple[dict[str, Any], ...]] = {
    "quantity": ({}, {"tolerance": None}, {"tolerance": "5"}, {"tolerance": "33.3%"}, {"unit": "km", "tolerance": "1"}),
    "time": ({}, {"tolerance": None}, {"tolerance": "90"}, {"tolerance": "30 s"}),
}
WILD = {
    "date": [
        "{2016,2018}",
        "Y17E9",
        "Y1E90",
        "../2017",
        "../2017-03-02",
        "2017/Y1E90",
        "Y-1E90/2017",
        "2017-03-02~",
        "2017-03-03",
        "2017-03-02/..",
        "2017/..",
        "2017~",
        "{2016,2017}",
        "[2016,2017]",
        "2016/2017",
        "2017-XX-02",
        "2016/2017-01-01",
        "2017-01-01/2018",
    ],
    "quantity": [
        "~0",
        "0.1",
        "0.3",
        "1/3",
        ">100",
        ">=100",
        "~100",
        "90",
        "90.000000000000001",
        "5 km",
        "5000 m",
        "1 mile",
        "9" * 28,
    ],
    "time": [
        "01/12/2011 19:10",
        "Feb 29 23:58",
        "Mar 1 00:03",
        "19:10 BST",
        "19:10 IST",
        "Thu 19:10",
        "19:10 CET",
        "23:50..00:10",
        "19:10..19:40",
        "19:10..19:20",
        "19:30..19:40",
    ],
}


@cache
def kind_on(name: str, terms: int) -> Kind[Any]:
    cls = KINDS[name]
    own = TERMS.get(name, ({},))[terms]
    return kind_for(example_subject(name, **{**cls.example_terms, **own}), Entities(cls.example_entities))


def examples(name: str) -> list[str]:
    return [text for example in KINDS[name].examples for text in (example.a, example.b)]


def readable(kind: Kind[Any], texts: Sequence[str]) -> list[Any]:
    """The values of those that can be read on these terms."""
    found = []
    for text in texts:
        try:
            found.append(kind.parse(text))
        except ValueError:
            continue
    return found


def every_pair(size: int) -> Pairs:
    a, b, closed = (each.ravel() for each in np.meshgrid(np.arange(size), np.arange(size), np.arange(4)))
    return Pairs(a.astype(np.intp), b.astype(np.intp), closed % 2 == 1, closed >= 2)


def pairs_for(kind: Kind[Any], size: int) -> Pairs:
    """Every pair; where no value is a list that may be closed, each with one of the four ways to close it."""
    pairs = every_pair(size)
    if kind.gathers:
        return pairs
    closed = pairs.a_closed + 2 * pairs.b_closed
    return Pairs(*(column[closed == (pairs.a + 3 * pairs.b) % 4] for column in pairs))


def check_alike(kind: Kind[Any], values: list[Any]) -> None:
    pairs = pairs_for(kind, len(values))
    found, expected = kind.compare_all(values, pairs), Kind.compare_all(kind, values, pairs)
    assert [found.level.dtype.name, found.finer.dtype.name] == ["int8", "int8"]
    for row in np.flatnonzero((found.level != expected.level) | (found.finer != expected.finer)).tolist():
        a, b = (kind.format(values[each[row]]) for each in (pairs.a, pairs.b))
        assert (a, b, *answer(kind, found, row)) == (a, b, *answer(kind, expected, row))


def answer(kind: Kind[Any], verdicts: Verdicts, row: int) -> tuple[str, int]:
    return kind.levels[verdicts.level[row]].name, int(verdicts.finer[row])


on_all_terms = pytest.mark.parametrize(
    ("name", "terms"), [(name, number) for name in KINDS for number in range(len(TERMS.get(name, ({},))))]
)


@on_all_terms
def test_examples_and_hard_cases_in_bulk(name: str, terms: int) -> None:
    kind = kind_on(name, terms)
    check_alike(kind, readable(kind, [*examples(name), *WILD.get(name, [])]))


@on_all_terms
@law
@given(data=st.data())
def test_made_up_values_in_bulk(name: str, terms: int, data: st.DataObject) -> None:
    kind = kind_on(name, terms)
    check_alike(kind, readable(kind, data.draw(st.lists(WRITTEN.get(name, st.sampled_from(examples(name))), max_size=6))))


def test_numbers_stand_at_twice_their_place_and_none_at_0() -> None:
    """Rounded to floats, the first two of these would be one."""
    wide, wider, third = Fraction(2**60), Fraction(2**60 + 1), Fraction(1, 3)
    assert [rank.tolist() for rank in ranks([wider, None, third], [third, wide])] == [[4, 0, 0], [0, 2]]
    assert [rank.tolist() for rank in ranks([third, Fraction(1, 2), None], [None], [Fraction(-1)])] == [[2, 4, 0], [0], [0]]
    assert [rank.dtype.name for rank in ranks([third], [None], [])] == ["int64"] * 3


def test_equal_values_have_one_code_in_the_order_in_which_they_are_met() -> None:
    assert codes(["b", "a", "b", "c", "a"]).tolist() == [0, 1, 0, 2, 1]


def test_of_several_levels_the_first_that_holds_is_taken_and_the_last_for_the_rest() -> None:
    kind = kind_on("date", 0)  # same, inside, overlap, margin, apart
    yes_no = [flags(each == "y" for each in given) for given in ("ynnn", "yynn", "nnyn")]
    found = verdicts(kind, [(yes_no[0], None), sides(yes_no[1], yes_no[0]), (yes_no[2], None)])
    assert (found.level.tolist(), found.finer.tolist()) == ([0, 1, 2, 4], [-1, 0, -1, -1])
    turned = verdicts(kind, [(yes_no[0], None), sides(yes_no[0], yes_no[1])])
    assert (turned.level.tolist(), turned.finer.tolist()) == ([0, 1, 4, 4], [-1, 1, -1, -1])


def test_values_that_are_paired_are_compared_once_and_every_pair_has_its_verdict() -> None:
    kind = kind_on("date", 0)
    values = [kind.parse(text) for text in ("2017-03-02", "2017", "2017-03-02", "2018", "2017")]
    found, expected = each_once(kind, values, every_pair(5)), Kind.compare_all(kind, values, every_pair(5))
    assert (found.level.tolist(), found.finer.tolist()) == (expected.level.tolist(), expected.finer.tolist())


@pytest.mark.parametrize("name", KINDS)
def test_no_pairs_come_to_no_verdicts(name: str) -> None:
    assert kind_on(name, 0).compare_all([], every_pair(0)).level.shape == (0,)


@pytest.mark.parametrize(
    ("tolerance", "a", "level"), [("29%", "71", "tolerance"), ("29%", "70.999", "apart"), ("29", "71", "tolerance")]
)
def test_a_gap_as_wide_as_the_tolerance_is_within_it_though_rounded_it_is_wider(tolerance: str, a: str, level: str) -> None:
    """0.29 * 100 is less than 29 in floats."""
    kind = kind_for(example_subject("quantity", tolerance=tolerance), Entities(()))
    values = [kind.parse(a), kind.parse("100")]
    assert {answer(kind, kind.compare_all(values, every_pair(2)), row)[0] for row in (4, 8)} == {level}
