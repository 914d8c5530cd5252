"""Every subject is compared on its own terms, and a list by whether it is closed, whichever side it is on."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from compare.analysis.judge import judge
from compare.analysis.kernel import Background, judge_table
from compare.analysis.table import claims_table


def test_subjects_of_other_kinds_and_terms_are_each_judged_on_their_own(bench: Any) -> None:
    made = []
    for at, (terms, one, other) in enumerate(
        [
            ({"kind": "yes-no"}, "no", "no"),
            ({"kind": "quantity", "tolerance": "10%"}, "95", "100"),
            ({"kind": "quantity"}, "95", "100"),
            ({"kind": "text"}, "95", "100"),
            ({"kind": "yes-no"}, "yes", "partly"),
        ]
    ):
        book = bench.book(bench.claim("one", one), bench.claim("two", other), **terms)
        own = f"league/answer-{at}"
        claims = tuple(replace(each, subject=own, id=f"{each.id}-{at}") for each in book.claims)
        made.append(replace(book, subjects=(replace(book.subjects[0], id=own),), claims=claims))
    together = replace(
        made[0],
        subjects=tuple(subject for book in made for subject in book.subjects),
        claims=tuple(claim for book in made for claim in book.claims),
    )
    agreed, *others = judge(together).subjects
    assert agreed.standing == "agreed"
    assert [sorted(each.relations[0].claims) for each in others] == [[f"one#c0-{at}", f"two#c1-{at}"] for at in range(1, 5)]
    assert [each.relations[0].rule for each in others] == [
        "quantity.tolerance",
        "quantity.apart",
        "text.reader",
        "yes-no.partly",
    ]


@pytest.mark.parametrize("closed", ["one", "two"])
@pytest.mark.parametrize("leads", ["one", "two"])
def test_a_closed_list_excludes_what_it_does_not_name_on_either_side(bench: Any, closed: str, leads: str) -> None:
    said = {"one": "league", "two": "guild"}
    claims = [bench.claim(source, value, closed=source == closed) for source, value in said.items()]
    claims.append(bench.claim("third", said[leads], closed=leads == closed))
    found = bench.finding(*claims, kind="list", takes="many")
    assert (found.standing, found.relations[0].relation) == ("contested", "contradicts")
    opened = bench.finding(*(replace(each, closed=False) for each in claims), kind="list", takes="many")
    assert (opened.standing, opened.relations[0].relation) == ("compatible", "differs")


def test_a_source_counted_as_one_that_says_nothing_here_counts_as_itself(bench: Any) -> None:
    book = bench.book(*(bench.claim(source, "yes") for source in ("one", "three", "two")), kind="yes-no")
    judged = judge_table(claims_table(book, book.claims), Background(copies={"one": "silent", "two": "three"}))
    assert (judged.positions.sources.tolist(), judged.positions.counted.tolist()) == ([3], [2])
