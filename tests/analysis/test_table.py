"""The claims table that a casebook makes: what is equal is held once."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from compare.analysis.table import claims_table
from compare.core.model import Location


def test_subjects_on_the_same_terms_share_them_whatever_else_is_said_of_them(bench: Any) -> None:
    book = bench.book(bench.claim("one", "1"), kind="quantity", unit="people")
    (subject,) = book.subjects
    other = replace(
        subject,
        id="guild/answer",
        question="How many?",
        place=Location("elsewhere"),
        about=("guild",),
        event="2020-01-01",
        added="2020-02-02",
        note="See there.",
    )
    table = claims_table(replace(book, subjects=(subject, other, replace(other, id="guild/cost", unit="euro"))), book.claims)
    assert [table.terms_of.tolist(), [each.unit for each in table.terms]] == [[0, 0, 1], ["people", "euro"]]


def test_a_casebook_gives_every_qualifier_of_a_claim(bench: Any) -> None:
    said = bench.claim(
        *("one", "1"),
        id="first",
        stance="denies",
        hedge="alleged",
        closed=True,
        scope="dead",
        as_of="2019",
        since="2018",
        until="2020",
        via=("two", "RFI@2017-03-10"),
        speaker="anna-berg",
        corrects=("two",),
        worded="a single one",
    )
    table = claims_table(bench.book(said, published={"one": "2020-03-03"}), [said])
    assert {name: column.texts[column.codes[0]] for name, column in table.qualifiers.items() if column.codes[0] >= 0} == {
        "id": "first",
        "stance": "denies",
        "hedge": "alleged",
        "list": "closed",
        "scope": "dead",
        "as_of": "2019",
        "since": "2018",
        "until": "2020",
        "published": "2020-03-03",
        "origin": "two; RFI@2017-03-10",
        "speaker": "anna-berg",
        "corrects": "two",
        "worded": "a single one",
    }
