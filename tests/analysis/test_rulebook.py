"""Every rule a relation may name is in the rulebook, with a sentence and an example."""

from __future__ import annotations

import pytest

from compare.analysis.because import SENTENCES
from compare.analysis.judge import judge
from compare.analysis.rule_cases import CASES, Case, casebook_of
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


def test_ids_are_unique() -> None:
    ids = [rule.id for rule in rules()]
    assert len(set(ids)) == len(ids)
