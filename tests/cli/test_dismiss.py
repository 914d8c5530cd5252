"""`whosays dismiss` and `whosays read`: what the head of a claim file says of the article as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.conftest import contents
from tests.cli.gazette import CLAIMS, SCHEMA_LINE, Desk

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_sentences_are_merged_and_sorted_into_runs(desk: Desk) -> None:
    first = desk.run("dismiss", "gazette", "12", "5")
    assert (first.exit_code, first.stdout, first.stderr) == (0, "claims/gazette.yaml: dismissed 5, 12\n", "")
    assert desk.text() == f"{SCHEMA_LINE}source: gazette\nnothing: [5, 12]\n"
    assert desk.run("dismiss", "gazette", "7-9", "6", "1").stdout == "claims/gazette.yaml: dismissed 1, 5-9, 12\n"
    assert desk.text() == f"{SCHEMA_LINE}source: gazette\nnothing: [1, 5-9, 12]\n"
    assert desk.checks()


def test_undo_takes_them_out_again(desk: Desk) -> None:
    assert desk.run("dismiss", "gazette", "5-9").exit_code == 0
    assert desk.run("dismiss", "gazette", "7", "--undo").stdout == "claims/gazette.yaml: dismissed 5-6, 8-9\n"
    assert desk.run("dismiss", "gazette", "1-12", "--undo").stdout == "claims/gazette.yaml: dismissed no sentence\n"
    assert desk.text() == f"{SCHEMA_LINE}source: gazette\n"


def test_what_is_so_already_changes_nothing(desk: Desk) -> None:
    assert desk.run("dismiss", "gazette", "5-9").exit_code == 0
    before = contents(desk.root)
    assert desk.run("dismiss", "gazette", "6").stdout == "claims/gazette.yaml: as it was, dismissed 5-9\n"
    assert desk.run("dismiss", "gazette", "1", "--undo").exit_code == 0
    assert contents(desk.root) == before


def test_a_sentence_with_a_claim_is_refused_and_the_claim_named(desk: Desk) -> None:
    refused = desk.run("dismiss", "ledger", "1-3")
    assert (refused.exit_code, refused.stdout) == (3, "")
    assert refused.stderr.splitlines() == [
        "sentence 1 carries closed-on (“closed on 4 March”)",
        "sentence 3 carries workers (“Some 120 people”)",
        "Nothing was written.",
    ]
    assert desk.text("claims/ledger.yaml") == CLAIMS


def test_a_sentence_beside_claims_can_be_dismissed(desk: Desk) -> None:
    assert desk.run("dismiss", "ledger", "2").exit_code == 0
    assert desk.text("claims/ledger.yaml") == f"{CLAIMS}nothing: [2]\n"


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("gazete", "1"), 2, "there is no source “gazete”; did you mean gazette?"),
        (("gazette", "13"), 3, "Q507"),
        (("gazette", "2-1"), 3, "“2-1”: a sentence number is wanted, like 3, or a run of them, like 7-9"),
        (("gazette", "all"), 3, "“all”: a sentence number is wanted"),
    ],
)
def test_what_cannot_be_dismissed_is_refused(desk: Desk, arguments: tuple[str, ...], code: int, said: str) -> None:
    before = contents(desk.root)
    refused = desk.run("dismiss", *arguments)
    assert (refused.exit_code, refused.stdout) == (code, "")
    assert said in refused.stderr
    assert contents(desk.root) == before


# read


def test_a_reading_is_written_after_the_source(desk: Desk) -> None:
    attested = desk.run("read", "ledger", "--by", "the desk", "--on", "2024-04-01")
    assert (attested.exit_code, attested.stderr) == (0, "")
    assert attested.stdout == "claims/ledger.yaml: read by the desk on 2024-04-01 for every subject\n"
    written = "source: ledger\nread: {by: the desk, on: 2024-04-01, scope: full}\nclaims:"
    assert desk.text("claims/ledger.yaml") == CLAIMS.replace("source: ledger\nclaims:", written)


def test_a_reading_for_some_subjects_takes_the_place_of_the_one_before(desk: Desk) -> None:
    assert desk.run("read", "gazette", "--by", "desk", "--on", "2024-04-01", "--scope", "full").exit_code == 0
    subjects = ["--subject", "strike/workers", "--subject", "salt-works/owner"]
    again = desk.run("read", "gazette", "--by", "desk", "--on", "2024-04-02", *subjects)
    assert again.stdout == "claims/gazette.yaml: read by desk on 2024-04-02 for 2 subjects\n"
    assert again.stderr == "in place of: read by desk on 2024-04-01 for every subject\n"
    assert "strike/workers" in desk.text()
    assert "full" not in desk.text()
    assert desk.checks()


def test_a_reading_earns_silence(desk: Desk) -> None:
    assert "not checked" in desk.run("show", "salt-works/owner").stdout
    assert desk.run("read", "ledger", "--by", "desk", "--on", "2024-04-01").exit_code == 0
    assert desk.run("dismiss", "ledger", "2").exit_code == 0
    assert "(ledger): silent. desk read the article for this on 1 April 2024" in desk.run("show", "salt-works/owner").stdout


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        (("--on", "yesterday"), 3, "V402"),
        (("--subject", "strike/caled-by"), 2, "did you mean strike/called-by"),
        (("--scope", "full", "--subject", "strike/workers"), 2, "not both"),
        (("--scope", "some"), 2, "--scope full"),
    ],
)
def test_a_reading_that_cannot_be_is_refused(desk: Desk, options: tuple[str, ...], code: int, said: str) -> None:
    refused = desk.run("read", "ledger", "--by", "desk", *options)
    assert (refused.exit_code, refused.stdout) == (code, "")
    assert said in refused.stderr
    assert desk.text("claims/ledger.yaml") == CLAIMS


def test_without_a_day_it_is_today(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("compare.cli.read.today", lambda: "2024-05-06")
    assert desk.run("read", "ledger", "--by", "desk").stdout.endswith("read by desk on 2024-05-06 for every subject\n")
