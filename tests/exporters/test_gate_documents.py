"""The gate's formats for programs: valid by their standards, the same in every encoding, and whatever others write is text."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import jsonschema
import pytest
from lxml import etree

from compare.core.model import Location
from compare.core.problems import Problem
from compare.core.visible import logged, visible
from compare.exporters.gate_github import SHOWN, gate_github
from compare.exporters.gate_json import gate_json
from compare.exporters.gate_junit import gate_junit
from compare.exporters.gate_sarif import gate_sarif
from compare.exporters.gate_text import beside_text, failing_text, totals_text
from compare.exporters.gates import GateFormat, gate_document
from tests.cli.test_formats import commands
from tests.exporters.gates import checked, hostile

if TYPE_CHECKING:
    from pathlib import Path

DOCUMENTS = [each for each in GateFormat if each is not GateFormat.TEXT]


@pytest.mark.parametrize("form", DOCUMENTS)
def test_nothing_in_a_document_acts_on_a_terminal_or_on_a_build_server(form: GateFormat) -> None:
    for text in hostile():
        said = gate_document(form, checked([text]))
        assert visible(said.replace("\n", "")) == said.replace("\n", "")
        if form is not GateFormat.GITHUB:
            assert not re.search(r"##(\[|vso\[)|^\s*::", said, re.MULTILINE)


def test_text_acts_on_neither() -> None:
    for text in hostile():
        it = checked([text])
        lines = [*(part for pair in failing_text(it) for part in pair), *beside_text(it), *totals_text(it)]
        said = "\n".join(lines)
        assert visible(said.replace("\n", "")) == said.replace("\n", "")
        assert not re.search(r"##(\[|vso\[)|^\s*::", said, re.MULTILINE)
        assert logged(text) in said


# JSON


def test_json_gives_back_every_text() -> None:
    texts = hostile()
    document = json.loads(gate_json(checked(texts)))
    failing = [each for each in document["gate"]["discrepancies"] if each["fails"]]
    for key in ("headline", "because", "why"):
        assert [each[key] for each in failing] == texts
    assert [each["sides"][0]["claims"][0]["quote"] for each in failing] == texts
    assert [each["message"] for each in document["problems"]] == texts


# GitHub


def test_no_text_ends_or_forges_a_command() -> None:
    for text in hostile():
        said = gate_github(checked([text]))
        found = commands(said)
        assert len(found) == len(said.splitlines())
        assert [level for level, _, _ in found] == ["error", "error", "error", "warning", "notice"]
        assert found[1][2].startswith(f"{visible(text)}\n" if text else "")


def test_each_discrepancy_is_annotated_once_before_any_is_twice_and_the_rest_is_counted() -> None:
    it = checked([f"text {at}" for at in range(SHOWN + 2)])
    it = replace(it, findings=replace(it.findings, problems=()))
    found = commands(gate_github(it))
    titles = [properties["title"] for level, properties, _ in found if level == "error"]
    assert titles == [f"new firm contradiction: s/n{at:04}" for at in range(SHOWN)]
    assert "2 more that fail are not annotated" in found[-1][2]


# SARIF


def test_sarif_is_valid_by_the_schema_of_oasis(standards: Path) -> None:
    schema = json.loads((standards / "sarif-schema-2.1.0.json").read_text(encoding="utf-8"))
    jsonschema.Draft7Validator(schema).validate(json.loads(gate_sarif(checked(hostile()))))
    without = checked(["plain"])
    without = replace(without, result=replace(without.result, baseline=None))
    jsonschema.Draft7Validator(schema).validate(json.loads(gate_sarif(without)))


def run(text: str = "plain") -> dict[str, Any]:
    return dict(json.loads(gate_sarif(checked([text])))["runs"][0])


def test_every_state_and_level_is_told_and_what_is_covered_is_suppressed() -> None:
    results = {each["properties"]["subject"]: each for each in run()["results"] if "properties" in each}
    assert {name: (each["baselineState"], each["level"]) for name, each in results.items()} == {
        "s/n0000": ("new", "error"),
        "s/known": ("unchanged", "note"),
        "s/covered": ("new", "note"),
        "s/gone": ("absent", "note"),
        "s/hedged": ("new", "warning"),
    }
    assert [name for name, each in results.items() if "suppressions" in each] == ["s/covered"]
    (suppression,) = results["s/covered"]["suppressions"]
    assert (suppression["kind"], suppression["justification"]) == ("external", "prefer, by plain on 2024-01-01: plain")


def test_problems_have_no_state_and_every_rule_is_there() -> None:
    found = run()
    (problem,) = [each for each in found["results"] if each["ruleId"] == "Q501"]
    assert "baselineState" not in problem
    rules = found["tool"]["driver"]["rules"]
    assert [rules[each["ruleIndex"]]["id"] for each in found["results"]] == [each["ruleId"] for each in found["results"]]
    assert not any("helpUri" in each for each in rules)


def test_the_run_says_how_it_ended_and_what_was_counted() -> None:
    found = run()
    assert found["columnKind"] == "unicodeCodePoints"
    assert found["invocations"] == [{"executionSuccessful": True, "exitCode": 1}]
    numbers = ("compared", "skipped", "failed", "failing", "new", "known", "covered", "resolved")
    assert [found["properties"][key] for key in numbers] == [1, 1, 0, 1, 2, 1, 1, 1]


def test_a_place_is_a_relative_address_whatever_the_file_is_called() -> None:
    it = checked(["plain"])
    file = "claims/a b#c?d:é%.yaml"
    it = replace(it, folder="x y", findings=replace(it.findings, problems=(Problem("F106", Location(file, 0, 0), "unread"),)))
    result = json.loads(gate_sarif(it))["runs"][0]["results"][0]
    location = result["locations"][0]["physicalLocation"]
    assert location["artifactLocation"] == {"uri": "x%20y/claims/a%20b%23c%3Fd%3A%C3%A9%25.yaml", "uriBaseId": "%SRCROOT%"}
    assert unquote(location["artifactLocation"]["uri"]) == f"x y/{file}"
    assert "region" not in location


def test_the_identity_of_a_discrepancy_does_not_hang_on_what_is_said_of_it() -> None:
    first, other = (
        [each["partialFingerprints"]["identity/v1"] for each in run(text)["results"] if "properties" in each]
        for text in ("one", "other")
    )
    assert first == other
    assert len(set(first)) == len(first)


def test_no_text_is_a_link_or_a_placeholder() -> None:
    texts = [each["message"]["text"] for each in run("{0} [a](1)")["results"]]
    assert not any(re.search(r"\{[0-9]|\]\(", each) for each in texts)


# JUnit


def test_junit_is_valid_by_its_schema(standards: Path) -> None:
    schema = etree.XMLSchema(etree.parse(str(standards / "JUnit.xsd")))
    schema.assertValid(etree.fromstring(gate_junit(checked(hostile())).encode()))


def in_xml(text: str) -> str:
    return logged(text).replace("\ufffe", "\\ufffe").replace("\uffff", "\\uffff")


def test_junit_gives_back_every_text_with_what_xml_cannot_hold_written_out() -> None:
    for text in hostile():
        suites = ET.fromstring(gate_junit(checked([text])))  # noqa: S314 - our own
        shown = in_xml(text)
        (failure,) = suites.iter("failure")
        assert (failure.get("message", ""), failure.get("type")) == (shown, "new firm contradiction")
        assert str(failure.text).startswith(f"{shown}\n" if text else "")
        (error,) = suites.iter("error")
        assert error.attrib["message"] == in_xml(f"Q501: {text}")


def test_junit_counts_a_test_for_every_subject() -> None:
    suites = list(ET.fromstring(gate_junit(checked(["a", "b"]))))  # noqa: S314 - our own
    assert [(each.attrib["name"], each.attrib["tests"], each.attrib["failures"], each.attrib["errors"]) for each in suites] == [
        ("whosays.subjects", "2", "2", "0"),
        ("whosays.rules", "0", "0", "0"),
        ("whosays.decisions", "0", "0", "0"),
        ("whosays.files", "2", "0", "2"),
    ]


def test_junit_is_the_same_whether_lxml_is_installed_or_not() -> None:
    """Junitparser writes with lxml where it finds it."""
    start = "import sys, hashlib\n"
    code = "from tests.exporters.gates import checked\nfrom compare.exporters.gate_junit import gate_junit\n"
    code += "print(hashlib.sha256(gate_junit(checked(['a', 'é & < \\n'])).encode()).hexdigest())"
    runs = {
        subprocess.run([sys.executable, "-c", start + hide + code], check=True, capture_output=True, text=True).stdout
        for hide in ("", "sys.modules['lxml'] = None\n")
    }
    assert len(runs) == 1
