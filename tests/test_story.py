"""A week at a desk, through the command and git: what is new stops the line, what is known does not, a decision goes stale."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from tests.cli.conftest import BROKEN, FILES, child, whosays, write

if TYPE_CHECKING:
    from pathlib import Path

    from typer.testing import Result

NEW = "mill/burned-on"
"""The subject that becomes contested; `mill/owner` is contested from the beginning, and known."""
ARTICLE = "The mill burned on 3 May, the town says.\n"
GAZETTE = {
    "seeds/gazette.txt": ARTICLE,
    "seeds/gazette.yaml": "title: The mill fire\npublished: 2024-05-05\nbasis: stated on the page\n"
    f"text: {{file: gazette.txt, sha256: {hashlib.sha256(ARTICLE.encode()).hexdigest()}}}\n",
    "claims/gazette.yaml": "source: gazette\nclaims:\n"
    "  - {id: day, subject: mill/burned-on, value: 2024-05-03, quote: burned on 3 May}\n",
}


def failing_text(output: str) -> list[str]:
    return re.findall(r"^(\S+): new \w+ contradiction$", output, re.MULTILINE)


def failing_json(output: str) -> list[str]:
    return [each["subject"] for each in json.loads(output)["gate"]["discrepancies"] if each["fails"]]


def failing_markdown(output: str) -> list[str]:
    return re.findall(r"^### New .*: `(.+)`$", output, re.MULTILINE)


def failing_github(output: str) -> list[str]:
    return sorted(set(re.findall(r"^::error .*title=new [\w ]+%3A ([^:]+)::", output, re.MULTILINE)))


def failing_sarif(output: str) -> list[str]:
    (run,) = json.loads(output)["runs"]
    return [each["properties"]["subject"] for each in run["results"] if each["level"] == "error"]


def failing_junit(output: str) -> list[str]:
    cases = ET.fromstring(output).iter("testcase")  # noqa: S314 - our own output
    return [str(case.get("name")) for case in cases if case.find("failure") is not None]


FORMATS = {
    "text": failing_text,
    "json": failing_json,
    "markdown": failing_markdown,
    "github": failing_github,
    "sarif": failing_sarif,
    "junit": failing_junit,
}


class Desk:
    """A casebook under version control, and the command run in it as a person would."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def git(self, *arguments: str) -> None:
        identity = ("-c", "user.name=desk", "-c", "user.email=desk@example.org", "-c", "init.defaultBranch=main")
        subprocess.run(["git", *identity, *arguments], cwd=self.root, check=True, capture_output=True)  # noqa: S607 - the git at hand

    def commit(self, message: str) -> None:
        self.git("add", ".")
        self.git("commit", "-m", message)

    def whosays(self, *arguments: str) -> Result:
        return whosays(*arguments)

    def check(self, form: str = "text", baseline: str = "main") -> Result:
        return self.whosays("check", ".", "--baseline", baseline, "--format", form)

    def in_all_formats(self) -> dict[str, tuple[int, list[str]]]:
        """By format the exit code, and the subjects for which the gate fails."""
        found = {form: (self.check(form), failing) for form, failing in FORMATS.items()}
        return {form: (result.exit_code, failing(result.stdout)) for form, (result, failing) in found.items()}

    def fingerprints(self) -> dict[str, str]:
        found = json.loads(self.check("json").stdout)["gate"]["discrepancies"]
        return {each["subject"]: each["fingerprint"] for each in found if each["state"]}

    def states(self) -> list[str]:
        found = json.loads(self.whosays("decisions", ".", "--format", "json").stdout)
        return [each["state"] for each in found["decisions"]]

    def decide(self) -> None:
        reason = "The ledger has corrected itself by telephone."
        result = self.whosays("decide", NEW, "--outcome", "attribute-both", "--reason", reason, "--by", "desk")
        assert result.exit_code == 0, result.stderr


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """What is known is committed as the baseline on main; work goes on on a branch."""
    write(tmp_path / "book", {**FILES, ".gitignore": "/reports/*\n!/reports/baseline.json\n"})
    monkeypatch.chdir(tmp_path / "book")
    desk = Desk(tmp_path / "book")
    desk.git("init")
    assert desk.whosays("baseline").exit_code == 0
    desk.commit("What is known")
    desk.git("checkout", "-b", "work")
    return desk


@pytest.fixture
def decided(desk: Desk) -> Desk:
    """An article has joined that contradicts, and the editor has decided."""
    write(desk.root, GAZETTE)
    desk.decide()
    desk.commit("Decided")
    return desk


def test_what_is_known_does_not_stop_the_line(desk: Desk) -> None:
    assert desk.in_all_formats() == dict.fromkeys(FORMATS, (0, []))


def test_an_article_that_contradicts_stops_the_line_for_exactly_that_subject_in_every_format(desk: Desk) -> None:
    write(desk.root, GAZETTE)
    assert desk.in_all_formats() == dict.fromkeys(FORMATS, (1, [NEW]))


def test_a_process_of_its_own_ends_with_the_same_code(desk: Desk) -> None:
    write(desk.root, GAZETTE)
    assert child("check", ".", "--baseline", "main", cwd=desk.root).returncode == 1


def test_the_baseline_may_be_the_committed_file_a_revision_or_a_findings_json(desk: Desk, tmp_path: Path) -> None:
    assert desk.whosays("build", ".", "--output", str(tmp_path / "before")).exit_code == 0
    write(desk.root, GAZETTE)
    for baseline in ("reports/baseline.json", "main", "HEAD:reports/baseline.json", str(tmp_path / "before" / "findings.json")):
        result = desk.check("json", baseline)
        assert (result.exit_code, failing_json(result.stdout)) == (1, [NEW]), baseline


def test_a_decision_lets_the_line_go_on(decided: Desk) -> None:
    assert decided.in_all_formats() == dict.fromkeys(FORMATS, (0, []))
    assert decided.states() == ["valid"]


def test_other_file_names_and_another_order_change_nothing(decided: Desk) -> None:
    before = decided.fingerprints()
    root = decided.root
    for folder in ("claims", "seeds"):
        (root / folder / "gazette.yaml").rename(root / folder / "the-gazette.yaml")
        (root / folder / "courier.yaml").rename(root / folder / "a-courier.yaml")
    for name in ("the-gazette", "a-courier"):
        file = root / "claims" / f"{name}.yaml"
        file.write_text(re.sub("^source: .*", f"source: {name}", file.read_text(encoding="utf-8")), encoding="utf-8")
    ledger = root / "claims" / "ledger.yaml"
    source, claims, owner, day = ledger.read_text(encoding="utf-8").splitlines()
    ledger.write_text(f"# read again\n{source}\n{claims}\n{day}\n\n{owner}\n", encoding="utf-8")
    (decision,) = (root / "claims" / "decisions").iterdir()
    decision.rename(decision.with_name("renamed.yaml"))
    assert decided.in_all_formats() == dict.fromkeys(FORMATS, (0, []))
    assert decided.fingerprints() == before
    assert decided.states() == ["valid"]


def test_one_changed_value_of_the_decided_subject_makes_the_decision_stale_shown_and_not_applied(decided: Desk) -> None:
    file = decided.root / "claims" / "gazette.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("2024-05-03", "2024-05-04"), encoding="utf-8")
    found = json.loads(decided.check("json").stdout)
    assert found["gate"]["exit"] == 1
    failing = [(each["subject"], each["matter"]) for each in found["gate"]["discrepancies"] if each["fails"]]
    assert sorted(failing) == [(NEW, "contradiction"), (NEW, "stale-decision")]
    assert [each["code"] for each in found["problems"]] == ["D801"]
    assert {form: code for form, (code, _) in decided.in_all_formats().items()} == dict.fromkeys(FORMATS, 1)
    assert decided.states() == ["stale"]
    assert decided.whosays("build", ".").exit_code == 0
    page = (decided.root / "reports" / "s" / "mill" / "burned-on.html").read_text(encoding="utf-8")
    assert "The ledger has corrected itself by telephone." in page
    assert "it is shown, not applied" in page


def test_deciding_again_lets_the_line_go_on_and_keeps_the_history(decided: Desk) -> None:
    file = decided.root / "claims" / "gazette.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("2024-05-03", "2024-05-04"), encoding="utf-8")
    decided.decide()
    assert decided.check().exit_code == 0
    assert sorted(decided.states()) == ["replaced", "valid"]


def test_the_baseline_takes_in_nothing_new_by_itself_and_what_is_resolved_goes(desk: Desk) -> None:
    write(desk.root, GAZETTE)
    refused = desk.whosays("baseline")
    assert refused.exit_code == 1
    assert NEW in refused.stdout + refused.stderr
    assert desk.whosays("baseline", "--accept-new").exit_code == 0
    assert desk.check(baseline="reports/baseline.json").exit_code == 0
    (desk.root / "claims" / "gazette.yaml").unlink()
    result = desk.check(baseline="reports/baseline.json")
    assert result.exit_code == 0
    assert "1 resolved" in result.stdout
    assert desk.whosays("baseline").exit_code == 0
    assert "0 resolved" in desk.check(baseline="reports/baseline.json").stdout


def test_an_empty_folder_of_claims_never_passes(decided: Desk) -> None:
    for file in (decided.root / "claims").glob("*.yaml"):
        file.unlink()
    assert {form: decided.check(form).exit_code for form in FORMATS} == dict.fromkeys(FORMATS, 5)


def test_without_the_folder_of_claims_nothing_passes_either(decided: Desk) -> None:
    shutil.rmtree(decided.root / "claims")
    assert {form: decided.check(form).exit_code for form in FORMATS} == dict.fromkeys(FORMATS, 5)


def test_one_claim_on_each_subject_compares_nothing(desk: Desk) -> None:
    (desk.root / "claims" / "ledger.yaml").unlink()
    assert desk.check().exit_code == 5


def test_a_broken_file_stops_the_line_with_all_others_checked(desk: Desk) -> None:
    write(desk.root, {**GAZETTE, "claims/ledger.yaml": BROKEN})
    result = desk.check("json")
    found = json.loads(result.stdout)
    assert result.exit_code == 3
    assert [f"{each['code']} {each['file']}" for each in found["problems"]] == ["Q501 claims/ledger.yaml"]
    assert (found["gate"]["failed"], found["gate"]["incomplete"]) == (1, True)
    assert [each["subject"] for each in found["gate"]["discrepancies"] if each["state"] == "new"] == [NEW]
    assert {form: desk.check(form).exit_code for form in FORMATS} == dict.fromkeys(FORMATS, 3)
