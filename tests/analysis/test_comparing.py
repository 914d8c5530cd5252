"""Every subject is compared on its own terms, and a list by whether it is closed, whichever side it is on."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from compare.analysis.judge import judge


def test_subjects_of_other_kinds_and_terms_are_each_judged_on_their_own(bench: Any) -> None:
    made = []
    for at, (terms, one, other) in enumerate(
        [
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
    rules = [each.relations[0].rule for each in judge(together).subjects]
    assert rules == ["quantity.tolerance", "quantity.apart", "text.reader", "yes-no.partly"]


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
