"""Every rule a relation may name is in the rulebook, with a sentence and an example."""

from __future__ import annotations

from compare.analysis.because import SENTENCES
from compare.analysis.rulebook import rules
from compare.core.findings import RelationKind


def test_every_rule_has_a_sentence_and_an_example() -> None:
    assert [rule.id for rule in rules() if not rule.sentence or not rule.examples] == []


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
