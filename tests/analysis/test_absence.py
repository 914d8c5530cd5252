"""Silence is earned; everything that takes it away leaves `not-checked` and says why."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import Any

import pytest

from compare.analysis.absence import looked_for
from compare.core.model import ArticleText, Casebook, Location, Quote, Reading, Sentence, Source, Subject
from tests.analysis.conftest import SUBJECT

PLACE = Location("test")
TEXT = "The League met. Nothing else was said."
SENTENCES = (Sentence(1, 0, 15, 1), Sentence(2, 16, 38, 1))
READ = Reading("quiet", PLACE, by="desk", on="2026-01-01", full=True, nothing=frozenset({1}))


def quiet(bench: Any, reading: Reading | None = READ, *, attested: bool = True, **source: Any) -> Casebook:
    record = Source("quiet", "Quiet", source.pop("published", "2020"), "stated", PLACE, **source)
    book: Casebook = bench.book(
        bench.claim("loud", "anna-berg"), sources=(record,), readings=(reading,) if reading else (), about=("league",)
    )
    text = ArticleText("quiet", TEXT, "0" * 64, attested, SENTENCES)
    return replace(book, texts=MappingProxyType({"quiet": text}))


def word(bench: Any, book: Casebook) -> tuple[str, str]:
    absent = {each.source: each for each in bench.judge(book).subjects[0].absent}["quiet"]
    return str(absent.word), absent.because


def test_silent(bench: Any) -> None:
    assert word(bench, quiet(bench)) == ("silent", "desk read the article for this on 1 January 2026 and found nothing.")


@pytest.mark.parametrize(
    ("change", "because"),
    [
        ({"full": False}, "No reader attests"),
        ({"by": None}, "No reader attests"),
        ({"nothing": frozenset()}, "Sentence 1 names The League and is neither claimed"),
    ],
)
def test_what_takes_silence_away(bench: Any, change: dict[str, Any], because: str) -> None:
    found, why = word(bench, quiet(bench, replace(READ, **change)))
    assert found == "not-checked"
    assert because in why


def test_a_changed_text_takes_silence_away(bench: Any) -> None:
    assert word(bench, quiet(bench, attested=False)) == ("not-checked", "The text at hand is not the one that was read.")


def test_without_the_text_silence_cannot_be_checked(bench: Any) -> None:
    found, why = word(bench, replace(quiet(bench), texts=MappingProxyType({})))
    assert found == "not-checked"
    assert "not at hand" in why


@pytest.mark.parametrize(("added", "expected"), [("2025-12-31", "silent"), ("2026-01-02", "not-checked")])
def test_a_subject_added_after_the_reading_is_not_attested(bench: Any, added: str, expected: str) -> None:
    book = quiet(bench)
    book = replace(book, subjects=(replace(book.subjects[0], added=added),))
    assert word(bench, book)[0] == expected


def test_a_sentence_with_a_quote_is_decided(bench: Any) -> None:
    book = quiet(bench, replace(READ, nothing=frozenset()))
    other = replace(book.subjects[0], id="league/other")
    elsewhere = replace(bench.claim("quiet", "guild"), subject="league/other", quote=Quote("The League", "verified", 0, 10))
    assert word(bench, replace(book, subjects=(*book.subjects, other), claims=(*book.claims, elsewhere)))[0] == "silent"


def test_the_other_words(bench: Any) -> None:
    assert word(bench, quiet(bench, None))[0] == "not-read"
    assert word(bench, quiet(bench, unavailable="the page is gone")) == (
        "unavailable",
        "The article could not be had: the page is gone",
    )
    scoped_out = replace(READ, not_applicable=(("league/answer", "another country"),))
    assert word(bench, quiet(bench, scoped_out)) == ("not-applicable", "another country")


def test_published_before_the_event(bench: Any) -> None:
    book = quiet(bench, published="2016")
    book = replace(book, subjects=(replace(book.subjects[0], event="2017-03-02"),))
    assert word(bench, book) == ("not-applicable", "Published 2016, before the event of 2 March 2017.")


def test_a_source_that_only_denies(bench: Any) -> None:
    book = bench.book(bench.claim("loud", "anna-berg"), bench.claim("quiet", "carl-berg", stance="denies"))
    assert word(bench, book)[0] == "denies"


def test_no_source_is_both_present_and_absent(bench: Any) -> None:
    found = bench.judge(quiet(bench)).subjects[0]
    speaking = {source for position in found.positions if position.stance == "affirms" for source in position.sources}
    assert speaking | {each.source for each in found.absent} == {"loud", "quiet"}
    assert not speaking & {each.source for each in found.absent}


@pytest.mark.parametrize(
    ("reading", "added", "looked"),
    [
        (None, None, False),
        (Reading("a", PLACE, "ed", "2020-02-02", subjects=(SUBJECT,)), None, True),
        (Reading("a", PLACE, "ed", "2020-02-02", subjects=("league/other",)), None, False),
        (Reading("a", PLACE, "ed", "2020-02-02", full=True), None, True),
        (Reading("a", PLACE, "ed", None, full=True), None, False),
        (Reading("a", PLACE, "ed", "2020-02-02", full=True), "2020-02-02", True),
        (Reading("a", PLACE, "ed", "2020-02-02", full=True), "2020-02-03", False),
        (Reading("a", PLACE, "ed", "2020-02-02", subjects=(SUBJECT,)), "2020-02-03", True),
    ],
)
def test_who_read_it_for_a_subject_or_for_all_that_there_were_then_has_looked(
    reading: Reading | None, added: str | None, *, looked: bool
) -> None:
    assert looked_for(Subject(SUBJECT, "Which?", "date", PLACE, added=added), reading) is looked
