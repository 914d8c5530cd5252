"""Which timestamps name another day in Coordinated Universal Time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from compare.loading.casebook import read_casebook
from compare.loading.timestamps import days_in_utc

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.mark.parametrize(
    ("written", "universal"),
    [
        ("2017-03-02T23:30:00-04:00", "2017-03-03"),
        ("2017-03-02T20:00:00-04:00", "2017-03-03"),
        ("2017-03-02T19:59:59-04:00", None),
        ("2017-03-02T00:30:00+01:00", "2017-03-01"),
        ("2017-03-02T01:00:00+01:00", None),
        ("2017-03-02T05:29:00+05:30", "2017-03-01"),
        ("2017-03-02T05:30:00+05:30", None),
        ("2016-12-31T23:30:00-01:00", "2017-01-01"),
        ("2016-02-28T23:30:00-01:00", "2016-02-29"),
        ("2017-03-02T23:30:00Z", None),
        ("2017-03-02T23:30:00", None),
        ("2017-03-02", None),
        ("no date at T23:30:00-04:00", None),
    ],
)
def test_the_stated_day_and_the_day_in_utc(written: str, universal: str | None) -> None:
    assert days_in_utc(written) == ([(written[:10], universal)] if universal else [])


def test_both_ends_of_an_interval_are_looked_at() -> None:
    written = "2017-03-02T00:30:00+01:00/2017-03-04T23:30:00-04:00"
    assert days_in_utc(written) == [("2017-03-02", "2017-03-01"), ("2017-03-04", "2017-03-05")]


def test_dates_of_records_are_looked_at_and_other_values_are_not(book: Callable[[dict[str, str]], Path]) -> None:
    source = "title: A title\npublished: 2017-03-24T23:30:00-04:00\nbasis: stated on the page\n"
    subjects = "subjects:\n  group/strength: {question: How many fighters has it?, kind: text}\n"
    said = "{id: many, subject: group/strength, value: 2017-03-02T23:30:00-04:00, quote: many}"
    claims = f"source: wire\nclaims:\n  - {said}\n"
    root = book({"seeds/wire.yaml": source, "claims/vocabulary/subjects.yaml": subjects, "claims/wire.yaml": claims})
    _, _, problems = read_casebook(root)
    assert [(problem.code, str(problem.place)) for problem in problems] == [("V409", "seeds/wire.yaml:2:12")]


def test_what_a_claim_foretells_may_begin_later(book: Callable[[dict[str, str]], Path]) -> None:
    said = "source: wire\nclaims:\n  - {{id: a, subject: group/strength, value: 11, quote: eleven, since: {since}{more}}}\n"
    for since, more, codes in (
        ("2018", "", ["V408"]),
        ("2018", ", hedge: possible", []),
        ("2017", "", []),
        ("2017-03-24", "", []),
    ):
        _, _, problems = read_casebook(book({"claims/wire.yaml": said.format(since=since, more=more)}))
        assert [problem.code for problem in problems] == codes, (since, more)


def test_claims_that_differ_only_in_when_they_hold_are_no_repetition(book: Callable[[dict[str, str]], Path]) -> None:
    said = "source: wire\nclaims:\n" + "".join(
        f"  - {{id: {name}, subject: group/strength, value: 11, quote: eleven{more}}}\n"
        for name, more in (("a", ""), ("b", ", since: 2015"), ("c", ", until: 2016"))
    )
    _, _, problems = read_casebook(book({"claims/wire.yaml": said}))
    assert problems == ()
