"""The example casebook shows every word of the tool; README.md and `whosays init --example` promise it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from compare.cli.app import app
from compare.core.findings import AbsenceWord, Gate, RelationKind, Standing
from compare.kinds import registered

HARBOUR_FIRE = Path(__file__).parent.parent / "examples" / "harbour-fire"

STANDINGS = {
    "harbour-fire/alarm-at": "compatible",  # three minutes apart
    "harbour-fire/alarm-raised-by": "echoed",  # two papers, one agency
    "harbour-fire/began": "compatible",  # a day in a weekend
    "harbour-fire/brigades": "contested",  # a closed list, and one more
    "harbour-fire/cause": "contested",  # an allegation against what a speaker says
    "harbour-fire/damage": "undetermined",  # one of two does not say of what
    "harbour-fire/deaths": "corroborated",  # own reporting and an agency
    "harbour-fire/evacuated": "compatible",  # both say whom they count, not the same people
    "harbour-fire/firefighters": "compatible",  # close, and more than fifty
    "harbour-fire/goods": "compatible",  # three open lists
    "harbour-fire/injured": "evolving",  # a correction
    "harbour-fire/place": "compatible",  # a quay, its shed, a room of it
    "harbour-fire/slow-because": "undetermined",  # free wording
    "harbour-inquiry/opened": "single-source",  # after the others were published
    "nur-al-bahr/agents": "compatible",  # two spellings
    "nur-al-bahr/came-from": "compatible",  # a port, its country, its part of the world
    "nur-al-bahr/condition": "contested",  # a rumour and its denial
    "nur-al-bahr/tugs": "compatible",  # a longer list
    "sallowport-harbour/traffic": "evolving",  # time passes
    "shed-4/built": "single-source",
    "shed-4/insurer": "uncovered",  # a question nobody had looked for yet
    "shed-4/owner": "agreed",  # under two names
    "shed-4/sprinklers": "contested",  # yes, no and partly
}

RELATIONS = {
    ("harbour-fire/brigades", "contradicts", None, "list.excluded"),
    ("harbour-fire/cause", "contradicts", None, "status.opposed"),
    ("harbour-fire/damage", "undetermined", "undetermined", "gate.scope-missing"),
    ("harbour-fire/evacuated", "incomparable", "different-scope", "gate.different-scope"),
    ("harbour-fire/firefighters", "close", None, "quantity.tolerance"),
    ("harbour-fire/goods", "adds", None, "list.adds"),
    ("harbour-fire/goods", "overlaps", None, "list.overlap"),
    ("harbour-fire/injured", "contradicts", "revision", "gate.revision"),
    ("harbour-fire/place", "refines", None, "entity.part"),
    ("harbour-fire/slow-because", "incomparable", None, "text.reader"),
    ("nur-al-bahr/agents", "wording", None, "name.spelling"),
    ("nur-al-bahr/condition", "disputes", None, "stance.disputed"),
    ("sallowport-harbour/traffic", "contradicts", "succession", "gate.succession"),
    ("shed-4/sprinklers", "differs", None, "yes-no.partly"),
}
"""Subject, relation, gate and rule: one of every relation and gate."""

ABSENCES = {
    ("nur-al-bahr/condition", "quay-and-cargo"): "denies",
    ("harbour-fire/alarm-raised-by", "courier"): "silent",
    ("shed-4/built", "ledger"): "not-checked",  # not among what its reader looked for
    ("shed-4/insurer", "courier"): "not-checked",  # asked only after the reading
    ("harbour-fire/damage", "courier"): "not-applicable",  # set aside with a reason
    ("harbour-inquiry/opened", "ledger"): "not-applicable",  # older than the event
    ("shed-4/owner", "harbour-radio"): "unavailable",
}


WRITTEN_DOWN = Path(__file__).parent / "example-findings.json"


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> str:
    output = tmp_path_factory.mktemp("built") / "reports"
    built = CliRunner().invoke(app, ["build", str(HARBOUR_FIRE), "--output", str(output)])
    assert built.exit_code == 0, built.output
    return (output / "findings.json").read_text(encoding="utf-8")


@pytest.fixture
def findings(written: str) -> Any:
    return json.loads(written)


def test_the_findings_are_those_that_are_written_down(written: str) -> None:
    """Where a change of them is meant: build the example, and put its findings.json in the place of this one."""
    assert written.splitlines() == WRITTEN_DOWN.read_text(encoding="utf-8").splitlines()


def test_the_example_checks_clean() -> None:
    checked = CliRunner().invoke(app, ["check", str(HARBOUR_FIRE)])
    assert (checked.exit_code, checked.output.splitlines()[-1]) == (0, "no problems")


def test_every_quote_is_found_in_its_article(findings: Any) -> None:
    not_found = [each["id"] for each in findings["claims"] if each["quote"]["state"] not in {"verified", "folded"}]
    assert not_found == []


def test_every_subject_has_its_standing(findings: Any) -> None:
    assert {each["id"]: each["standing"] for each in findings["subjects"]} == STANDINGS


def test_every_standing_is_shown() -> None:
    assert set(STANDINGS.values()) == {str(each) for each in Standing}


def test_every_kind_is_shown_by_claims(findings: Any) -> None:
    assert {each["kind"] for each in findings["claims"]} == set(registered())


def test_relations_are_found_where_they_are_meant_to_be(findings: Any) -> None:
    found = {
        (subject["id"], each["relation"], each["gate"], each["rule"])
        for subject in findings["subjects"]
        for each in subject["relations"]
    }
    assert found >= RELATIONS


def test_every_relation_and_gate_is_shown() -> None:
    between_positions = set(RelationKind) - {RelationKind.SAME}  # such claims are one position
    assert {relation for _, relation, _, _ in RELATIONS} == {str(each) for each in between_positions}
    assert {gate for _, _, gate, _ in RELATIONS} == {None, *(str(each) for each in Gate)}


def test_absences_are_found_where_they_are_meant_to_be(findings: Any) -> None:
    found = {
        (subject["id"], source): word
        for subject in findings["subjects"]
        for word, sources in subject["absent"].items()
        for source in sources
    }
    assert found.items() >= ABSENCES.items()


def test_every_absence_but_one_is_shown() -> None:
    assert set(ABSENCES.values()) == {str(each) for each in set(AbsenceWord) - {AbsenceWord.NOT_READ}}


def test_the_name_on_the_bow_is_known_as_the_coaster(findings: Any) -> None:
    coaster = next(each for each in findings["entities"] if each["id"] == "nur-al-bahr")
    assert {"spelling": "نور البحر", "source": "quay-and-cargo", "count": 1} in coaster["aliases_seen"]


def test_no_person_is_invented() -> None:
    entities = (HARBOUR_FIRE / "claims" / "vocabulary" / "entities.yaml").read_text(encoding="utf-8")
    assert "type: place" in entities
    assert "type: person" not in entities
