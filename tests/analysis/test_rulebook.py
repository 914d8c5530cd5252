"""Every rule a relation may name is in the rulebook, with a sentence and an example."""

from __future__ import annotations

from typing import Any

import pytest

from compare.analysis.because import SENTENCES
from compare.analysis.judge import judge
from compare.analysis.rule_cases import CASES, Case, Said, Shown, casebook_of
from compare.analysis.rulebook import rules
from compare.core.findings import RelationKind

EXAMPLES = {f"{rule}: {each.one}; {each.other}": (rule, each) for rule, shown in CASES.items() for each in shown.examples}
MISSES = {
    f"{rule}: {each.one}; {each.other} ({each.note})": (rule, each) for rule, shown in CASES.items() for each in shown.misses
}


def fired(case: Case) -> str:
    """The rule that the engine gives on the case."""
    (relation,) = judge(casebook_of(case)).subjects[0].relations
    return relation.rule


def test_every_rule_has_a_sentence_an_example_and_a_near_miss() -> None:
    assert [rule.id for rule in rules() if not (rule.sentence and rule.examples and rule.misses)] == []


@pytest.mark.parametrize(("rule", "case"), EXAMPLES.values(), ids=EXAMPLES)
def test_an_example_of_a_gate_or_stance_fires_its_rule(rule: str, case: Case) -> None:
    assert (fired(case), case.fires) == (rule, rule)


@pytest.mark.parametrize(("rule", "case"), MISSES.values(), ids=MISSES)
def test_a_near_miss_of_a_gate_or_stance_fires_the_other_rule_it_names(rule: str, case: Case) -> None:
    assert fired(case) == case.fires
    assert case.fires != rule


def test_the_rule_that_a_near_miss_fires_is_in_the_book() -> None:
    book = rules()
    known = {rule.id for rule in book}
    assert {miss.fires for rule in book for miss in rule.misses} <= known
    assert [(rule.id, miss) for rule in book for miss in rule.misses if miss.fires == rule.id] == []


def test_sentences_are_readable_before_two_sources_fill_them() -> None:
    assert [rule.sentence for rule in rules() if "{" in rule.sentence or not rule.sentence.endswith(".")] == []


def test_gates_and_stances_are_those_that_have_a_sentence() -> None:
    assert {rule.id for rule in rules() if rule.heading in {"gate", "stance"}} == set(SENTENCES)


def test_levels_lead_to_a_relation() -> None:
    words = set(RelationKind) | {"the relation of the values"}
    assert {rule.relation for rule in rules()} <= words


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        (Said("2000"), "2000"),
        (Said("dead", denied=True), "dead, denied"),
        (Said("11", scope="fighters", since="2015", until="2018"), "11, scope fighters, since 2015, until 2018"),
        (Said("11", as_of="2017", published="2020-02-02"), "11, as of 2017, published 2020-02-02"),
        (Said("11", via="RFI", corrects=True), "11, via RFI, corrects the other source"),
        (Said("11", denied=True, via="RFI", cites=True), "11, denied, via the other source"),
    ],
)
def test_what_a_source_says_is_shown_with_its_qualifiers(said: Said, shown: str) -> None:
    assert str(said) == shown


@pytest.mark.parametrize(
    ("terms", "remark"),
    [
        ({}, "A note."),
        ({"time": "changing"}, "A note. On a subject with time: changing."),
        (
            {"time": "changing", "stable_for": 366, "scope_required": True},
            "A note. On a subject with time: changing, stable_for: 366 days, scope: required.",
        ),
    ],
)
def test_a_remark_tells_the_note_and_the_terms_of_the_subject(terms: dict[str, Any], remark: str) -> None:
    case = Case("gate.succession", Said("1"), Said("2"), terms=terms, note="A note.")
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(CASES, "gate.succession", Shown((case,), (case,)))
        book = {rule.id: rule for rule in rules()}["gate.succession"]
    assert (book.examples[0].note, book.misses[0].note) == (remark, remark)
    assert (book.title, book.relation, book.examples[0].a, book.examples[0].b) == (
        "succession",
        "the relation of the values",
        "1",
        "2",
    )
    assert book.sentence == "A is said to hold as of one date, B as of a later one: the answer may have changed."


def test_a_rule_of_a_kind_has_its_sentence_and_its_examples_with_what_they_presuppose() -> None:
    book = {rule.id: rule for rule in rules()}
    apart, near = book["date.apart"], book["date.margin"]
    assert (apart.title, apart.relation, apart.sentence) == ("apart", "contradicts", "A and B have no day in common.")
    assert ("2017-03-02", "2017-03-05", "Both may hold, so they only differ.; takes: many") in [
        (each.a, each.b, each.note) for each in apart.examples
    ]
    assert ("2017-03~", "2017-05-01", "date.margin", "31 days after the last of March.") in [
        (each.a, each.b, each.fires, each.note) for each in apart.misses
    ]
    assert (near.examples[0].a, near.examples[0].b, near.examples[0].note) == ("2017-03~", "2017-04", "")


def test_a_closed_list_is_shown_as_closed() -> None:
    shown = {side for rule in rules() if rule.heading == "list" for each in rule.examples for side in (each.a, each.b)}
    assert {side.endswith(" (closed)") for side in shown} == {True, False}


def test_ids_are_unique() -> None:
    ids = [rule.id for rule in rules()]
    assert len(set(ids)) == len(ids)
