"""The gate through the front door: what fails a casebook, and what does not."""

from __future__ import annotations

import json
import os
import re
import subprocess
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from tests.cli.conftest import BROKEN, whosays, write
from tests.cli.gates import DAY, DECISION, FORMATS, OWNER, baseline, claim, contradicted, edit, gate, herald, told

if TYPE_CHECKING:
    from pathlib import Path


# what fails and what does not


def test_a_contradiction_that_the_baseline_knows_passes(book: Path) -> None:
    assert told(gate(book, against=baseline(book), code=0)) == [(*OWNER, "unchanged", False)]


def test_a_new_firm_contradiction_fails(book: Path) -> None:
    known_then = baseline(book)
    write(book, herald(claim("day", "mill/burned-on", "2024-05-09")))
    found = gate(book, against=known_then, code=1)
    assert told(found) == [(*DAY, "new", True), (*OWNER, "unchanged", False)]
    assert found["discrepancies"][0]["why"] == "No valid decision covers it. baseline.json does not know it."


def test_without_a_baseline_nothing_counts_as_new(book: Path) -> None:
    found = gate(book, code=0)
    assert found["baseline"] is None
    assert told(found) == [(*OWNER, None, False)]
    assert "No baseline was given, so nothing counts as new." in found["discrepancies"][0]["why"]


def test_a_findings_json_is_a_baseline(book: Path) -> None:
    assert whosays("build", book, "--output", book.parent / "report").exit_code == 0
    assert told(gate(book, against=book.parent / "report" / "findings.json", code=0)) == [(*OWNER, "unchanged", False)]


def test_a_git_revision_is_a_baseline(book: Path) -> None:
    write(book, {"reports/baseline.json": baseline(book).read_text(encoding="utf-8")})
    who = ["-c", "user.name=desk", "-c", "user.email=desk@localhost"]
    for arguments in (["init", "-q"], ["add", "."], [*who, "commit", "-q", "-m", "book: Known."]):
        subprocess.run(["git", *arguments], cwd=book, check=True, env={**os.environ, "GIT_CONFIG_GLOBAL": os.devnull})  # noqa: S607
    (book / "reports" / "baseline.json").unlink()
    write(book, herald(claim("day", "mill/burned-on", "2024-05-09")))
    found = gate(book, "--baseline", "HEAD", code=1)
    assert found["baseline"] == "HEAD:reports/baseline.json"
    assert told(found)[0] == (*DAY, "new", True)


@pytest.mark.parametrize("given", ["nowhere.json", "no-such-revision", ""])
def test_a_baseline_that_is_not_there_is_exit_2(book: Path, given: str) -> None:
    refused = whosays("check", book, "--baseline", given)
    assert (refused.exit_code, refused.stdout) == (2, "")


@pytest.mark.parametrize("text", ["[]", "{", '{"format": 99, "kind": "whosays baseline", "subjects": []}'])
def test_a_baseline_that_cannot_be_read_is_exit_3_and_never_counts_as_empty(book: Path, text: str) -> None:
    write(book.parent, {"odd.json": text})
    refused = whosays("check", book, "--baseline", book.parent / "odd.json")
    assert (refused.exit_code, refused.stdout) == (3, "")
    assert refused.stderr.startswith("odd.json cannot be read as a baseline: ")


HEDGED = ", hedge: rumoured"


def test_what_is_new_and_hedged_fails_only_on_a_level_that_takes_it_in(book: Path) -> None:
    known_then = baseline(book)
    write(book, herald(claim("day", "mill/burned-on", "2024-05-09", HEDGED)))
    found = gate(book, against=known_then, code=0)
    assert told(found)[0] == (*DAY, "new", False)
    assert found["discrepancies"][0]["why"] == (
        "No valid decision covers it. baseline.json does not know it, but it is qualified, "
        "and the gate fails for firm ones only."
    )
    assert told(gate(book, "--fail-on", "qualified", against=known_then, code=1))[0] == (*DAY, "new", True)
    assert told(gate(book, "--fail-on", "undetermined", against=known_then, code=1))[0] == (*DAY, "new", True)
    assert gate(book, "--fail-on", "never", against=known_then, code=0)["counts"]["new"] == 1


CAUSES = (
    "  - {id: cause, subject: mill/cause, value: lightning, quote: Nobody was hurt}\n",
    "  - {id: cause, subject: mill/cause, value: a lamp that fell, quote: Two people were hurt}\n",
)


def test_what_is_new_and_undetermined_fails_only_where_that_is_asked_for(book: Path) -> None:
    edit(book, "claims/vocabulary/subjects.yaml", "subjects:\n", "subjects:\n  mill/cause: {question: Why?, kind: text}\n")
    edit(book, "claims/courier.yaml", "claims:\n", f"claims:\n{CAUSES[0]}")
    known_then = baseline(book)
    edit(book, "claims/ledger.yaml", "claims:\n", f"claims:\n{CAUSES[1]}")
    new = ("mill/cause", "undetermined", "new")
    assert told(gate(book, against=known_then, code=0))[0] == (*new, False)
    assert told(gate(book, "--fail-on", "qualified", against=known_then, code=0))[0] == (*new, False)
    assert told(gate(book, "--fail-on", "undetermined", against=known_then, code=1))[0] == (*new, True)


# found by content


def tidied(book: Path) -> None:
    """The same casebook in other files and another order, with notes and lines of its own."""
    write(
        book,
        {
            "claims/the-ledger.yaml": """\
# moved here

source: the-ledger
claims:
  - id: day
    subject: mill/burned-on
    value: 2024-05-02
    quote: On 2 May the mill burned down
    note: reworded

  - {id: the-owner, subject: mill/owner, value: town, quote: "The mill's owner is the town"}
""",
            "seeds/the-ledger.yaml": (book / "seeds" / "ledger.yaml").read_text(encoding="utf-8"),
        },
    )
    for name in ("claims/ledger.yaml", "seeds/ledger.yaml"):
        (book / name).unlink()


def test_tidying_changes_no_state_and_no_fingerprint(book: Path) -> None:
    known_then, before = baseline(book), gate(book, code=0)["discrepancies"]
    tidied(book)
    after = gate(book, against=known_then, code=0)
    assert told(after) == [(*OWNER, "unchanged", False)]
    assert [each["fingerprint"] for each in after["discrepancies"]] == [each["fingerprint"] for each in before]


def test_a_reworded_note_and_other_lines_change_nothing(book: Path) -> None:
    edit(book, "claims/ledger.yaml", "value: town,", "value: town, note: as the clerk has it,")
    known_then, before = baseline(book), gate(book, code=0)["discrepancies"]
    edit(book, "claims/ledger.yaml", "note: as the clerk has it,", "note: so says the clerk,")
    edit(book, "claims/ledger.yaml", "claims:\n", "\n\n# further down\nclaims:\n")
    after = gate(book, against=known_then, code=0)
    assert told(after) == [(*OWNER, "unchanged", False)]
    assert after["discrepancies"][0]["fingerprint"] == before[0]["fingerprint"]


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("claims/ledger.yaml", "value: town", "value: mill"),
        ("claims/courier.yaml", "value: river-board", "value: mill"),
    ],
)
def test_a_swapped_value_in_a_known_contradiction_is_new(book: Path, file: str, old: str, new: str) -> None:
    known_then = baseline(book)
    edit(book, file, old, new)
    assert told(gate(book, against=known_then, code=1)) == [(*OWNER, "new", True)]


def test_a_hedge_that_hardens_in_a_known_contradiction_is_new_and_one_that_softens_is_not(book: Path) -> None:
    firm = baseline(book).read_text(encoding="utf-8")
    edit(book, "claims/ledger.yaml", "value: town,", "value: town, hedge: rumoured,")
    qualified = baseline(book)
    assert told(gate(book, against=qualified, code=0)) == [(*OWNER, "unchanged", False)]
    edit(book, "claims/ledger.yaml", " hedge: rumoured,", "")
    assert told(gate(book, against=qualified, code=1)) == [(*OWNER, "new", True)]
    edit(book, "claims/ledger.yaml", "value: town,", "value: town, hedge: rumoured,")
    qualified.write_text(firm, encoding="utf-8")
    assert told(gate(book, against=qualified, code=0)) == [(*OWNER, "updated", False)]


def test_a_third_answer_to_a_known_contested_subject_is_new(book: Path) -> None:
    known_then = baseline(book)
    write(book, herald(claim("owner", "mill/owner", "mill")))
    (found,) = gate(book, against=known_then, code=1)["discrepancies"]
    assert (found["state"], found["fails"]) == ("new", True)
    assert {each["value"] for each in found["sides"]} == {"the mill", "the river board", "the town"}


def test_where_a_subject_was_contested_before_it_is_the_new_opposition_that_is_told(book: Path) -> None:
    known_then = baseline(book)
    write(book, herald(claim("owner", "mill/owner", "town", ", stance: denies")))
    (found,) = gate(book, against=known_then, code=1)["discrepancies"]
    assert {each["value"] for each in found["sides"]} == {"the town", "not the town"}
    assert "denies" in found["because"]


def test_one_more_source_of_a_known_answer_is_no_new_contradiction(book: Path) -> None:
    known_then = baseline(book)
    write(book, herald(claim("owner", "mill/owner", "town")))
    assert told(gate(book, against=known_then, code=0)) == [(*OWNER, "updated", False)]


def test_what_is_resolved_is_told_and_passes(book: Path) -> None:
    known_then = baseline(book)
    edit(book, "claims/ledger.yaml", "value: town", "value: river-board")
    found = gate(book, against=known_then, code=0)
    assert told(found) == [(*OWNER, "absent", False)]
    assert found["discrepancies"][0]["headline"] == "mill/owner was contested and is agreed."
    said = whosays("check", book, "--baseline", known_then).stdout
    assert "resolved: mill/owner (`whosays baseline` takes out of the baseline what is no longer there)" in said


@pytest.mark.parametrize("form", ["text", "markdown", "github", "junit"])
def test_of_many_answers_the_first_are_shown_and_the_others_counted(book: Path, form: str) -> None:
    known_then = baseline(book)
    days = range(10, 20)
    write(book, herald(*(claim(f"day-{at}", "mill/burned-on", f"2024-05-{at}") for at in days)))
    said = whosays("check", book, "--baseline", known_then, "--format", form).stdout
    assert "and 3 more answers" in said
    found = gate(book, against=known_then, code=1)["discrepancies"]
    assert len(next(each for each in found if each["subject"] == DAY[0])["sides"]) == len(days) + 1


# decisions


def decide(book: Path, fingerprint: str, outcome: str = "attribute-both") -> None:
    write(book, {"claims/decisions/day.yaml": DECISION.format(outcome=outcome, fingerprint=fingerprint)})


def test_a_valid_decision_covers_a_new_contradiction(book: Path) -> None:
    known_then, fingerprint = contradicted(book)
    decide(book, fingerprint)
    found = gate(book, "--today", "2024-06-02", against=known_then, code=0)
    assert found["counts"]["covered"] == 1
    assert {each["subject"]: each["decision"] for each in found["discrepancies"]} == {DAY[0]: "day", OWNER[0]: None}


def test_a_decision_that_is_pending_covers_nothing(book: Path) -> None:
    known_then, fingerprint = contradicted(book)
    decide(book, fingerprint, "pending")
    found = gate(book, "--today", "2024-06-02", against=known_then, code=1)
    assert found["discrepancies"][0]["why"].startswith("Decision day on it is pending. ")


def test_a_decision_fails_once_it_is_over_or_made_on_other_positions(book: Path) -> None:
    known_then, fingerprint = contradicted(book)
    decide(book, fingerprint)
    over = gate(book, "--today", "2025-01-01", against=known_then, code=1)
    assert (DAY[0], "expired-decision", None, True) in told(over)
    decide(book, "0" * 64)
    stale = gate(book, "--today", "2024-06-02", against=known_then, code=1)
    assert (DAY[0], "stale-decision", None, True) in told(stale)
    assert gate(book, "--today", "2024-06-02", "--fail-on", "never", against=known_then, code=0)["counts"]["lapsed"] == 1


@pytest.mark.parametrize("form", FORMATS)
def test_an_expired_decision_fails_without_a_baseline_too_and_is_told(book: Path, form: str) -> None:
    decide(book, "0" * 64)
    now = re.search(r"are now is ([0-9a-f]{64})", whosays("check", book, "--today", "2024-06-02").stdout)
    assert now
    decide(book, now[1])
    assert whosays("check", book, "--today", "2024-12-31", "--format", form).exit_code == 0
    expired = whosays("check", book, "--today", "2025-01-01", "--format", form)
    assert expired.exit_code == 1
    assert "has expired" in expired.stdout


def test_today_is_a_day(book: Path) -> None:
    assert whosays("check", book, "--today", "soon").exit_code == 2


# our own files


@pytest.mark.parametrize("form", FORMATS)
def test_a_broken_file_is_exit_3_and_everything_else_is_still_checked(book: Path, form: str) -> None:
    known_then = baseline(book)
    write(book, {**herald(claim("day", "mill/burned-on", "2024-05-09")), "claims/ledger.yaml": BROKEN})
    ran = whosays("check", book, "--baseline", known_then, "--format", form)
    assert ran.exit_code == 3
    assert "mill/burned-on" in ran.stdout
    assert "lord of the manor" in ran.stdout
    assert "nothing is told as resolved while files have errors" in ran.output


def test_what_an_unread_file_held_is_not_told_as_resolved(book: Path) -> None:
    known_then = baseline(book)
    write(book, {"claims/ledger.yaml": "source: ledger\nclaims: [\n"})
    found = gate(book, against=known_then, code=3)
    assert (found["incomplete"], found["failed"], found["counts"]["resolved"]) == (True, 1, 0)


def test_nothing_compared_never_passes(book: Path) -> None:
    known_then = baseline(book)
    write(book, {"claims/ledger.yaml": "source: ledger\nclaims: []\n"})
    assert whosays("check", book).exit_code == 0
    for form in FORMATS:
        ran = whosays("check", book, "--baseline", known_then, "--format", form)
        assert ran.exit_code == 5
        assert "Nothing was compared, which is never a pass" in ran.stdout or '"exit": 5' in ran.stdout
    for name in ("courier", "ledger"):
        (book / "claims" / f"{name}.yaml").unlink()
    assert whosays("check", book, "--baseline", known_then).exit_code == 5


@pytest.mark.parametrize("claims", ["source: ledger\nclaims: []\n", None])
def test_no_page_of_results_looks_like_a_pass_where_nothing_was_compared(book: Path, claims: str | None) -> None:
    known_then = baseline(book)
    if claims is None:
        for name in ("courier", "ledger"):
            (book / "claims" / f"{name}.yaml").unlink()
    else:
        write(book, {"claims/ledger.yaml": claims})

    def told_as(form: str) -> str:
        return whosays("check", book, "--baseline", known_then, "--format", form).stdout

    assert re.search(r"^::error .*Nothing was compared", told_as("github"), re.MULTILINE)
    cases = ET.fromstring(told_as("junit")).iter("testcase")  # noqa: S314 - our own
    assert "casebook" in {each.attrib["name"] for each in cases if each.find("error") is not None}
    (ended,) = json.loads(told_as("sarif"))["runs"][0]["invocations"]
    assert (ended["executionSuccessful"], ended["exitCode"]) == (False, 5)
    assert "Nothing was compared" in ended["toolExecutionNotifications"][0]["message"]["text"]
