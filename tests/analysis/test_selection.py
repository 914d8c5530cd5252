"""Of positions with very many claims few pairs are looked at, and among them is the one that all pairs would show."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import pytest

from compare.analysis import relations
from tests.analysis.conftest import claim

if TYPE_CHECKING:
    from compare.core.findings import Relation
    from compare.core.model import Casebook, Claim
    from tests.analysis.conftest import Bench

VALUES = {"quantity": ("5", "6", "~5"), "names": ("Ada Lovelace", "Ada Lovelace; Mary Shelley", "Mary Shelley")}
QUALIFIERS: dict[str, tuple[Any, ...]] = {
    "stance": ("affirms", "affirms", "affirms", "denies"),
    "hedge": ("stated", "reported"),
    "as_of": (None, "2014", "2015", "2015-03", "2016", "2017-03", "2019-01-01", "../2018", "2016/.."),
    "since": (None, None, "2014", "2016-02", "2018"),
    "until": (None, None, "2015", "2017-01", "2019"),
    "scope": (None, None, "dead", "hurt", "lost"),
    "closed": (False, False, True),
    "corrects": ((), (), (), (), ("s0",)),
    "via": ((), (), (), ("s1",)),
}
TERMS: tuple[dict[str, Any], ...] = (
    {"time": "changing"},
    {"time": "changing", "stable_for": 200},
    {"time": "changing", "scope_required": True},
    {"time": "fixed"},
)


def drawn(chance: random.Random, kind: str) -> tuple[Claim, ...]:
    """Some claims of six sources, each qualified in its own way."""
    return tuple(
        claim(
            f"s{chance.randrange(6)}",
            chance.choice(VALUES[kind]),
            id=f"k{number}",
            **{name: chance.choice(those) for name, those in QUALIFIERS.items()},
        )
        for number in range(14)
    )


def told(relation: Relation) -> tuple[Any, ...]:
    return relation.between, relation.relation, relation.gate, relation.strength, relation.rule, relation.finer


def by_few(bench: Bench, book: Casebook) -> tuple[Relation, ...]:
    """The relations where every two positions have too many claims to look at all pairs."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(relations, "_MOST_PAIRS", 0)
        return bench.judge(book).subjects[0].relations


NEAREST = {"“5” is said to hold as of 2014, “6” as of 2015", "“6” is said to hold as of 2015, “5” as of 2014"}


@pytest.mark.parametrize(
    ("fives", "sixes"),
    [
        (("2010", "2014", "2020"), ("2000", "2015", "2030")),
        (("2014", "2050"), ("2000", "2015")),
        (("2014", "1990"), ("2015", "2060", "2061")),
        (("2000", "2014"), ("2015", "2080", "1970")),
        (("2014",), ("2015",)),
    ],
)
def test_the_two_claims_nearest_in_time_are_shown(bench: Bench, fives: tuple[str, ...], sixes: tuple[str, ...]) -> None:
    claims = [
        claim(f"s{at}", value, id=f"k{at}", as_of=year)
        for at, (value, year) in enumerate([*(("5", each) for each in fives), *(("6", each) for each in sixes)])
    ]
    book = bench.book(*claims, kind="quantity", time="changing")
    for found in (bench.judge(book).subjects[0].relations, by_few(bench, book)):
        assert {each.because.partition(":")[0] for each in found} < NEAREST


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("kind", VALUES)
def test_few_pairs_say_what_all_pairs_say(bench: Bench, kind: str, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - the same claims every time, on purpose
    for terms in TERMS:
        book = bench.book(*drawn(chance, kind), kind=kind, **terms)
        every = bench.judge(book).subjects[0].relations
        assert [told(each) for each in by_few(bench, book)] == [told(each) for each in every]
