"""A decision holds for the positions it was made on: tidying keeps it, a changed value makes it stale, nothing deletes it."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from typer.testing import CliRunner

from compare.cli.app import app

if TYPE_CHECKING:
    from typer.testing import Result

EXAMPLE = Path(__file__).parents[2] / "examples" / "harbour-fire"


@pytest.fixture
def casebook(tmp_path: Path) -> Path:
    shutil.copytree(EXAMPLE, tmp_path / "case", ignore=shutil.ignore_patterns("reports"))
    return tmp_path / "case"


def check(casebook: Path) -> Result:
    return CliRunner().invoke(app, ["check", str(casebook)])


def contested(casebook: Path) -> str:
    return str(next(each["id"] for each in findings(casebook)["subjects"] if each["standing"] == "contested"))


def findings(casebook: Path) -> dict[str, Any]:
    output = casebook.parent / "report"
    assert CliRunner().invoke(app, ["build", str(casebook), "--output", str(output)]).exit_code == 0
    return dict(json.loads((output / "findings.json").read_text(encoding="utf-8")))


def decide(casebook: Path, subject: str, fingerprint: str) -> None:
    folder = casebook / "claims" / "decisions"
    folder.mkdir(exist_ok=True)
    (folder / "first.yaml").write_text(
        f"subject: {subject}\noutcome: attribute-both\nreason: Both reports are first-hand.\nby: desk\non: 2026-01-01\n"
        f"fingerprint: {fingerprint}\n",
        encoding="utf-8",
    )


def fingerprint_now(casebook: Path, subject: str) -> str:
    """The tool names the fingerprint of the present positions when it calls a decision stale."""
    decide(casebook, subject, "0" * 64)
    result = check(casebook)
    assert result.exit_code == 1
    found = re.search(r"as they are now is ([0-9a-f]{64})", result.output)
    assert found
    return found[1]


def state(casebook: Path, subject: str) -> tuple[str | None, str]:
    found = next(each for each in findings(casebook)["subjects"] if each["id"] == subject)
    return found["decision"], found["decision_state"]


def test_a_decision_on_other_positions_is_stale_and_stops_the_check(casebook: Path) -> None:
    subject = contested(casebook)
    decide(casebook, subject, "0" * 64)
    result = check(casebook)
    assert result.exit_code == 1
    assert "claims/decisions/first.yaml" in result.output
    assert "D801 stale-decision" in result.output
    assert state(casebook, subject) == ("first", "stale")


def test_a_decision_on_these_positions_is_valid(casebook: Path) -> None:
    subject = contested(casebook)
    decide(casebook, subject, fingerprint_now(casebook, subject))
    assert check(casebook).exit_code == 0
    assert state(casebook, subject) == ("first", "valid")


def test_tidying_leaves_a_decision_valid(casebook: Path) -> None:
    subject = contested(casebook)
    decide(casebook, subject, fingerprint_now(casebook, subject))
    for path in (casebook / "claims").glob("*.yaml"):
        path.write_text("# tidied\n\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    assert state(casebook, subject) == ("first", "valid")


def test_a_claim_turned_around_makes_it_stale(casebook: Path) -> None:
    subject = contested(casebook)
    decide(casebook, subject, fingerprint_now(casebook, subject))
    file = next(path for path in sorted((casebook / "claims").glob("*.yaml")) if subject in path.read_text(encoding="utf-8"))
    line = f"    subject: {subject}\n"
    file.write_text(file.read_text(encoding="utf-8").replace(line, f"{line}    stance: denies\n", 1), encoding="utf-8")
    assert state(casebook, subject) == ("first", "stale")
