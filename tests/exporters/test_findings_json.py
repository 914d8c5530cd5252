from __future__ import annotations

import json
from dataclasses import replace
from types import MappingProxyType
from typing import Any

import pytest

from compare.core.decided import Decision
from compare.core.findings import (
    Absence,
    AbsenceWord,
    AliasSeen,
    Breach,
    Findings,
    Gate,
    Origins,
    Position,
    Relation,
    RelationKind,
    SourceCopying,
    Standing,
    SubjectFinding,
)
from compare.core.model import ArticleText, Casebook, Claim, Entity, Location, Quote, Source, Subject, TextFile
from compare.core.problems import Problem
from compare.exporters.findings_json import findings_json

PLACE = Location("claims/a.yaml", 4, 5)
SUBJECT = Subject("g/members", "Who?", "list", PLACE, weight="high")
UNQUOTED = "words of the article that nobody quoted"


def claim(name: str, source: str, quote: Quote) -> Claim:
    return Claim(name, source, SUBJECT.id, "x; y", quote, PLACE, "x;y", "X, Y", closed=source == "a", via=("RFI@2017",))


def findings() -> Findings:
    text = MappingProxyType({"a": ArticleText("a", UNQUOTED, "ab", attested=True)})
    position = Position("X, Y", "x;y", "affirms", ("a#one",), ("a",), Origins(1, 2))
    relation = Relation((0, 1), ("a#one", "b#two"), RelationKind.CONTRADICTS, Gate.REVISION, "firm", (), "cites", "r", "B.", 1)
    finding = SubjectFinding(
        SUBJECT,
        Standing.EVOLVING,
        "firm",
        "1-1",
        "none",
        "H.",
        "B.",
        (position, replace(position, claims=("b#two",), sources=("b",))),
        (relation,),
        (Absence("d", AbsenceWord.SILENT, "."), Absence("c", AbsenceWord.SILENT, ".")),
        decision=Decision("d-1", SUBJECT.id, "prefer", "", "e", "2026", PLACE),
        decision_state="valid",
    )
    return Findings(
        Casebook(
            "Title é",
            sources=(
                Source("b", "B", "2018", "", PLACE),
                Source("a", "A", "2017~", "", PLACE, "P", url="https://a.org", text=TextFile("a.txt", "ab")),
            ),
            entities=(Entity("x", "X", "group", PLACE),),
            texts=text,
        ),
        (claim("two", "b", Quote("q")), claim("one", "a", Quote("q", "verified", 3, 4, 1, 1))),
        (finding,),
        (AliasSeen("x", "iks", "b", 2), AliasSeen("x", "X", "a", 1)),
        (Problem("Q504", PLACE, "Long."),),
    )


@pytest.fixture
def document() -> Any:
    return json.loads(findings_json(findings()))


def keys(record: dict[str, object]) -> list[str]:
    return list(record)


def test_the_names_are_those_of_the_contract(document: dict[str, Any]) -> None:
    subject, claim = document["subjects"][0], document["claims"][0]
    assert keys(document) == [
        *("format", "casebook", "sources", "claims", "subjects", "breaches", "copy_hints", "counted_as", "entities"),
        *("retired", "problems"),
    ]
    assert document["format"] == 1
    assert keys(document["casebook"]) == ["title"]
    assert keys(document["sources"][0]) == ["id", "title", "publisher", "published", "url", "text"]
    assert keys(claim) == [
        *("id", "source", "subject", "kind", "value", "stance", "hedge", "list", "as_of", "since", "until"),
        *("scope", "via", "quote", "place"),
    ]
    assert keys(claim["value"]) == ["written", "canonical", "shown"]
    assert keys(claim["quote"]) == ["text", "state", "start", "end", "sentence"]
    assert keys(claim["place"]) == ["file", "line"]
    assert keys(subject) == [
        *("id", "question", "kind", "time", "weight", "standing", "strength", "shape", "severity", "headline", "because"),
        *("positions", "relations", "absent", "decision", "decision_state", "most_supported", "unrelated"),
    ]
    assert keys(subject["positions"][0]) == ["value", "canonical", "stance", "claims", "sources", "origins", "supporters"]
    assert keys(subject["relations"][0]) == [
        *("between", "claims", "relation", "gate", "strength", "internal", "dependence", "rule", "because")
    ]
    assert keys(document["entities"][0]) == ["id", "name", "aliases_seen"]
    assert keys(document["entities"][0]["aliases_seen"][0]) == ["spelling", "source", "count"]
    assert keys(document["problems"][0]) == ["code", "severity", "place", "message", "cure"]
    assert keys(document["problems"][0]["place"]) == ["file", "line", "column"]


def test_the_values_are_those_of_the_findings(document: dict[str, Any]) -> None:
    subject, first = document["subjects"][0], document["claims"][0]
    assert document["casebook"]["title"] == "Title é"
    assert [each["text"] for each in document["sources"]] == [
        {"sha256": "ab", "at_hand": True},
        {"sha256": None, "at_hand": False},
    ]
    assert (first["id"], first["kind"], first["list"], first["via"]) == ("a#one", "list", "closed", ["RFI@2017"])
    assert first["quote"] == {"text": "q", "state": "verified", "start": 3, "end": 4, "sentence": 1}
    assert document["claims"][1]["list"] == "open"
    assert subject["positions"][0]["origins"] == [1, 2]
    assert (subject["relations"][0]["gate"], subject["relations"][0]["relation"]) == ("revision", "contradicts")
    assert (subject["decision"], subject["decision_state"]) == ("d-1", "valid")
    assert document["problems"][0]["cure"].startswith("Shorten")


def test_all_six_words_of_absence_are_there(document: dict[str, Any]) -> None:
    assert document["subjects"][0]["absent"] == {
        "denies": [],
        "silent": ["c", "d"],
        "not-checked": [],
        "not-read": [],
        "not-applicable": [],
        "unavailable": [],
    }


def test_everything_is_sorted_whatever_the_order_of_the_findings(document: dict[str, Any]) -> None:
    given = findings()
    assert [each["id"] for each in document["claims"]] == ["a#one", "b#two"]
    assert [each["id"] for each in document["sources"]] == ["a", "b"]
    turned = replace(
        given,
        claims=given.claims[::-1],
        aliases_seen=given.aliases_seen[::-1],
        casebook=replace(given.casebook, sources=given.casebook.sources[::-1]),
    )
    assert findings_json(turned) == findings_json(given)


def test_no_article_text_is_given_away() -> None:
    assert UNQUOTED not in findings_json(findings())


def test_text_is_written_as_it_is_and_a_lone_surrogate_can_be_encoded() -> None:
    written = findings_json(replace(findings(), casebook=Casebook("é \ud800 \U0001f600")))
    assert written.endswith("}\n")
    assert "é" in written
    assert json.loads(written.encode("utf-8"))["casebook"]["title"] == "é \ud800 \U0001f600"


def breach(rule: str, *claims: str) -> Breach:
    return Breach(rule, ("g/a", "g/b"), claims, (("a", "b"), ("b",)), "firm", ("b",), "No.")


def test_breaches_are_sorted_by_rule_and_claims() -> None:
    made = replace(findings(), breaches=(breach("two", "a#1", "b#2"), breach("one", "a#2", "b#2"), breach("one", "a#1", "b#2")))
    found = json.loads(findings_json(made))["breaches"]
    assert [(each["rule"], each["claims"][0]) for each in found] == [("one", "a#1"), ("one", "a#2"), ("two", "a#1")]
    assert found[0] == {
        "rule": "one",
        "subjects": ["g/a", "g/b"],
        "claims": ["a#1", "b#2"],
        "sources": [["a", "b"], ["b"]],
        "strength": "firm",
        "internal": ["b"],
        "because": "No.",
    }


def test_without_a_breach_or_a_hint_the_lists_are_empty(document: dict[str, Any]) -> None:
    assert (document["breaches"], document["copy_hints"], document["counted_as"]) == ([], [], {})


def test_support_is_told_with_the_ids_sorted(document: dict[str, Any]) -> None:
    assert (document["subjects"][0]["most_supported"], document["subjects"][0]["unrelated"]) == (None, 0)
    given = findings()
    subject = given.subjects[0]
    first = replace(subject.positions[0], supporters=("d", "c"))
    led = replace(subject, positions=(first, *subject.positions[1:]), most_supported=0, unrelated=3)
    told = json.loads(findings_json(replace(given, subjects=(led,))))["subjects"][0]
    assert (told["most_supported"], told["unrelated"], told["positions"][0]["supporters"]) == (0, 3, ["c", "d"])


def test_hints_at_copying_are_sorted_by_their_sources() -> None:
    hint = SourceCopying(("a", "b"), 60, 59, 21, 20, 19, 0.123456, (("g/members", "not X"),))
    made = replace(
        findings(), copy_hints=(replace(hint, sources=("b", "c")), hint), counted_as=MappingProxyType({"c": "a", "b": "a"})
    )
    document = json.loads(findings_json(made))
    assert [each["sources"] for each in document["copy_hints"]] == [["a", "b"], ["b", "c"]]
    assert list(document["counted_as"].items()) == [("b", "a"), ("c", "a")]
    assert document["copy_hints"][0] == {
        "sources": ["a", "b"],
        "subjects": 60,
        "same": 59,
        "strays": 21,
        "rare": 20,
        "alone": 19,
        "expected": 0.123,
        "examples": [{"subject": "g/members", "value": "not X"}],
    }
