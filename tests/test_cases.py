"""Small casebooks that each show something a naive tool gets wrong: WHY.md says what, expected.yaml what must come of it."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from typer.testing import CliRunner

from compare.cli.app import app
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

CASES = sorted((ROOT / "tests" / "cases").iterdir())
Record = dict[str, Any]


def findings_on(case: Path, output: Path) -> Record:
    """What a build of the case writes; nothing may be wrong with its files, and every quote is in its article."""
    built = CliRunner().invoke(app, ["build", str(case), "--output", str(output)])
    assert (built.exit_code, built.stderr) == (0, ""), built.output
    findings: Record = json.loads((output / "findings.json").read_text(encoding="utf-8"))
    assert {each["quote"]["state"] for each in findings["claims"]} == {"verified"}
    return findings


def expected(case: Path) -> dict[str, Record]:
    """Every subject, its relations with what they have no word on filled in: no gate, and nobody at odds with themselves."""
    read: dict[str, Record] = yaml.safe_load((case / "expected.yaml").read_text(encoding="utf-8"))
    plain: Record = {"gate": None, "internal": []}
    for subject in read.values():
        subject["relations"] = _in_order({**plain, **each} for each in subject.get("relations", []))
    return read


def found(subject: Record, claims: dict[str, Record]) -> Record:
    """The same facts of a subject as the findings give them."""
    values = [_said(each, claims) for each in subject["positions"]]
    relations = [
        {
            "between": [values[side] for side in each["between"]],
            **{key: each[key] for key in ("relation", "gate", "internal")},
        }
        for each in subject["relations"]
    ]
    return {
        **{key: subject[key] for key in ("standing", "shape", "strength")},
        "origins": [each["origins"] for each in subject["positions"]],
        "relations": _in_order(relations),
    }


def _said(position: Record, claims: dict[str, Record]) -> str:
    denied = claims[position["claims"][0]]["stance"] == "denies"
    return f"not {position['value']}" if denied else str(position["value"])


def _in_order(relations: Any) -> list[Record]:
    """The relations with the two sides of each, and themselves, in the order of the alphabet."""
    return sorted(({**each, "between": sorted(each["between"])} for each in relations), key=lambda each: each["between"])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_case_comes_to_what_a_careful_reader_finds(case: Path, tmp_path: Path) -> None:
    findings = findings_on(case, tmp_path / "out")
    claims = {each["id"]: each for each in findings["claims"]}
    come_to = {each["id"]: found(each, claims) for each in findings["subjects"]}
    wanted = expected(case)
    assert come_to.keys() == wanted.keys()
    for subject, facts in wanted.items():
        assert {key: come_to[subject][key] for key in facts} == facts, subject


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_case_says_why_it_is_there(case: Path) -> None:
    lines = (case / "WHY.md").read_text(encoding="utf-8").splitlines()
    assert 2 <= len(lines) <= 3
    assert all(30 < len(line) <= 140 for line in lines)


def test_a_claim_that_is_part_of_a_list_shows_its_part(tmp_path: Path) -> None:
    case = ROOT / "tests" / "cases" / "list-in-several-places"
    findings_on(case, tmp_path / "out")
    page = (tmp_path / "out" / "s" / "barge" / "cargo.html").read_text(encoding="utf-8")
    shown = re.findall(r"<dt>names</dt>\s*<dd>\s*(?:<[^>]*>)*([^<]*)", page)
    assert shown == ["coal", "salt"]


def test_there_are_cases() -> None:
    assert len(CASES) >= 4
