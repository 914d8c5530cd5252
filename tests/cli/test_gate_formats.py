"""Every format of the gate through the front door: each tells the same, and has stdout for itself."""

from __future__ import annotations

import json
import os
import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import jsonschema
import pytest
from lxml import etree

from compare.core.visible import logged
from tests.cli.conftest import child, whosays, write
from tests.cli.gates import DECISION, FORMATS, baseline, claim, contradicted, edit, herald
from tests.cli.test_formats import commands
from tests.exporters.test_gate_markdown import OURS, rendered

if TYPE_CHECKING:
    from pathlib import Path

COUNTS = {"failing": 1, "new": 1, "known": 1, "covered": 0, "resolved": 0, "lapsed": 0, "unjudged": 0}
COUNTED = "2 subjects compared, 0 skipped (fewer than two claims), 0 files failed"


def failing_subjects(form: str, output: str) -> set[str]:
    """The subjects that a format tells as failing."""
    if form == "text":
        return set(re.findall(r"^(\S+): new firm contradiction$", output, re.MULTILINE))
    if form == "json":
        return {each["subject"] for each in json.loads(output)["gate"]["discrepancies"] if each["fails"]}
    if form == "markdown":
        return set(re.findall(r"^### New firm contradiction: `(.*)`$", output, re.MULTILINE))
    if form == "github":
        return set(re.findall(r"^::error .*title=new firm contradiction%3A (\S+)::", output, re.MULTILINE))
    if form == "sarif":
        results = json.loads(output)["runs"][0]["results"]
        return {each["properties"]["subject"] for each in results if each["level"] == "error"}
    cases = ET.fromstring(output).iter("testcase")  # noqa: S314 - our own
    return {each.attrib["name"] for each in cases if each.find("failure") is not None}


@pytest.mark.parametrize("form", FORMATS)
def test_exactly_what_fails_is_told_in_every_format_with_the_words_of_both_sides(book: Path, form: str) -> None:
    known_then, _ = contradicted(book)
    ran = whosays("check", book, "--baseline", known_then, "--format", form)
    assert ran.exit_code == 1
    assert failing_subjects(form, ran.stdout) == {"mill/burned-on"}
    for words in ("it is said to be so", "burned on 2 May"):
        assert words in ran.stdout


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_has_the_counts_and_the_name_of_the_baseline(book: Path, form: str) -> None:
    known_then, _ = contradicted(book)
    said = whosays("check", book, "--baseline", known_then, "--format", form, "--quiet").stdout
    if form == "json":
        found = json.loads(said)["gate"]
        assert [found[key] for key in ("baseline", "compared", "skipped", "failed")] == ["baseline.json", 2, 0, 0]
        assert found["counts"] == COUNTS
    elif form == "markdown":
        assert "Against `baseline.json`: 1 new, 1 known, 0 resolved, 0 covered by decisions." in said
        assert "| subjects compared | 2 |\n| subjects skipped (fewer than two claims) | 0 |\n| files failed | 0 |" in said
    else:
        assert COUNTED in said
        assert "against baseline.json: 1 new, 1 known, 0 resolved, 0 covered by decisions" in said


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_says_that_no_baseline_was_given(book: Path, form: str) -> None:
    said = whosays("check", book, "--format", form, "--quiet").stdout
    assert "o baseline given, so nothing counts as new" in said or '"baseline": null' in said


@pytest.mark.parametrize("form", FORMATS[1:])
def test_a_document_has_stdout_for_itself(book: Path, form: str) -> None:
    known_then, _ = contradicted(book)
    loud = whosays("check", book, "--baseline", known_then, "--format", form)
    quiet = whosays("check", book, "--baseline", known_then, "--format", form, "--quiet")
    assert (loud.stdout, quiet.stderr) == (quiet.stdout, "")
    assert COUNTED in loud.stderr


def test_quiet_text_keeps_what_fails_and_leaves_out_what_does_not(book: Path) -> None:
    known_then = baseline(book)
    write(book, herald(claim("day", "mill/burned-on", "2024-05-09"), claim("owner", "mill/owner", "mill", ", hedge: rumoured")))
    loud, quiet = (whosays("check", book, "--baseline", known_then, *more).stdout for more in ([], ["--quiet"]))
    assert "mill/owner: new qualified contradiction, does not fail." in loud
    assert "does not fail" not in quiet
    assert "mill/burned-on: new firm contradiction\n" in quiet
    assert "Decide: `whosays decide mill/burned-on --outcome ... --reason ...`; or accept it" in quiet


def test_what_is_known_is_counted_and_not_listed(book: Path) -> None:
    said = whosays("check", book, "--baseline", baseline(book)).stdout
    assert "mill/owner" not in said
    assert (
        "against baseline.json: 0 new, 1 known, 0 resolved, 0 covered by decisions; --fail-on firm\nThe gate passes\n" in said
    )


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_casebook_gives_the_same_bytes_and_no_path_of_the_machine(book: Path, form: str) -> None:
    known_then, _ = contradicted(book)
    asked = ["check", ".", "--baseline", known_then, "--format", form]
    runs = [
        child(*asked, cwd=book, env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone})
        for seed, zone in (("1", "UTC"), ("2", "Pacific/Auckland"))
    ]
    assert runs[0].stdout == runs[1].stdout
    assert str(book.parent) not in runs[0].stdout
    assert runs[0].returncode == 1


def test_in_a_folder_of_a_repository_files_are_named_from_its_top(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    known_then, _ = contradicted(book)
    monkeypatch.chdir(book.parent)
    said = whosays("check", "book", "--baseline", known_then, "--format", "sarif").stdout
    places = re.findall(r'"uri": "(.*)"', said)
    assert places
    assert all(each.startswith("book/claims/") for each in places)
    assert "::error file=book/claims/" in whosays("check", "book", "--baseline", known_then, "--format", "github").stdout


@pytest.mark.parametrize("outcome", ["attribute-both", "pending"])
def test_documents_of_a_casebook_with_decisions_and_errors_are_valid(book: Path, standards: Path, outcome: str) -> None:
    known_then, fingerprint = contradicted(book)
    write(
        book, {"claims/decisions/day.yaml": DECISION.format(outcome=outcome, fingerprint=fingerprint), "claims/odd.yaml": "x"}
    )
    schema = json.loads((standards / "sarif-schema-2.1.0.json").read_text(encoding="utf-8"))
    rules = etree.XMLSchema(etree.parse(str(standards / "JUnit.xsd")))
    for day in ("2024-06-02", "2025-01-01"):
        asked = ["check", book, "--baseline", known_then, "--today", day, "--format"]
        jsonschema.Draft7Validator(schema).validate(json.loads(whosays(*asked, "sarif").stdout))
        rules.assertValid(etree.fromstring(whosays(*asked, "junit").stdout.encode()))


HOSTILE = (
    "`` ` [x](javascript:alert(1)) <script>alert(1)</script> | @octocat #1",
    "::error::forged ##[add-mask]x %0A::warning::y https://example.com",
    "]]> & <!-- -->  \U0001f3ed {0}",
)


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("name", HOSTILE)
def test_whatever_others_wrote_stays_text_in_every_format(book: Path, form: str, name: str) -> None:
    known_then = baseline(book)
    quoted = json.dumps(name, ensure_ascii=False)
    names = f"entities:\n  bank: {{name: {quoted}, type: group}}\n"
    edit(book, "claims/vocabulary/entities.yaml", "entities:\n", names)
    write(book, herald(claim("owner", "mill/owner", "bank", f", note: {quoted}").replace("it is said to be so", quoted)))
    edit(book, "seeds/herald.yaml", "Whose mill was it?", quoted)
    said = whosays("check", book, "--baseline", known_then, "--format", form).stdout
    assert form == "github" or not re.search(r"^\s*::|##\[", said, re.MULTILINE)
    if form == "markdown":
        assert {str(each.tag) for each in rendered(said).iter()} <= OURS
    elif form == "github":
        assert len(commands(said)) == len(said.splitlines()) == len(re.findall(r"^::(?:error|notice) ", said, re.MULTILINE))
    elif form == "junit":
        assert any(logged(f"“{name}”") in text for text in ET.fromstring(said).itertext())  # noqa: S314 - our own
    elif form == "json":
        assert any(name in each["headline"] for each in json.loads(said)["gate"]["discrepancies"])
    elif form == "sarif":
        assert any("{ 0}" in text or "[x] (j" in text or "::error" in text for text in messages(said))


def messages(sarif: str) -> list[str]:
    return [each["message"]["text"] for each in json.loads(sarif)["runs"][0]["results"]]


def test_the_library_of_a_format_is_loaded_only_for_it(book: Path) -> None:
    without = "import sys\nsys.modules['junitparser'] = None"
    assert child("check", book, code=without).returncode == 0
    assert child("check", book, "--format", "junit", code=without).returncode == 70
