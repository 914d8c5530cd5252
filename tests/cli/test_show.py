from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cli.conftest import whosays, write

if TYPE_CHECKING:
    from pathlib import Path


def only(book: Path, claim: str) -> None:
    """Leave one claim in one of the claim files."""
    write(book, {"claims/ledger.yaml": f"source: ledger\nclaims:\n  - {{id: only, {claim}}}\n"})


def test_a_subject_is_shown_with_positions_quotes_and_relation(book: Path) -> None:
    shown = whosays("show", "mill/owner", "--casebook", book)
    assert (shown.exit_code, shown.stderr) == (0, "")
    question, standing, support, *positions, relation = shown.stdout.splitlines()
    assert question == "Who owns the mill?"
    assert standing.startswith("CONTESTED  Sources contradict each other 1-1: ")
    assert support == "No reading is better supported than the others."
    assert positions == [
        "",
        "1. the river board  (1 source, 1 origin)",
        "   A mill is gone (courier): “belongs to the river board” (sentence 2, published 2024-05-03)",
        "",
        "2. the town  (1 source, 1 origin)",
        "   Fire at the mill (ledger): “The mill's owner is the town” (sentence 2, published 2024-05-04)",
        "",
    ]
    assert relation.startswith("1 and 2: contradicts (firm, entity.")


def test_who_says_nothing_is_shown_with_the_reason(book: Path) -> None:
    only(book, "subject: mill/owner, value: town, quote: owner is the town")
    shown = whosays("show", "mill/burned-on", "-C", book)
    assert shown.exit_code == 0
    assert shown.stdout.splitlines()[-1].startswith("Fire at the mill (ledger): not checked. ")


@pytest.mark.parametrize(("asked", "meant"), [("mill/ower", "mill/owner"), ("mil/owner", "mill/owner")])
def test_an_unknown_subject_gets_a_suggestion(book: Path, asked: str, meant: str) -> None:
    refused = whosays("show", asked, "-C", book)
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert refused.stderr.startswith(f"no subject '{asked}' in {book}; did you mean {meant}")


def test_what_can_be_read_is_shown_in_spite_of_errors(broken: Path) -> None:
    shown = whosays("show", "mill/owner", "-C", broken)
    assert shown.exit_code == 3
    assert "2. the town" in shown.stdout
    assert shown.stderr == "1 error: whosays check names them\n"


@pytest.mark.parametrize("alone", [True, False])
def test_a_value_that_cannot_be_read_is_shown_as_written(book: Path, *, alone: bool) -> None:
    only(book, "subject: mill/burned-on, value: a Monday, quote: On 2 May")
    if alone:
        (book / "claims" / "courier.yaml").unlink()
    shown = whosays("show", "mill/burned-on", "-C", book)
    assert shown.exit_code == 3
    assert "cannot be read: a Monday (ledger)" in shown.stdout


def heads(shown: str) -> list[str]:
    """The ids that stand above the questions."""
    return [line for line in shown.splitlines() if line.startswith("mill/")]


def test_several_subjects_are_shown_after_each_other_as_they_were_named(book: Path) -> None:
    shown = whosays("show", "mill/owner", "mill/burned-on", "mill/owner", "-C", book)
    assert (shown.exit_code, shown.stderr) == (0, "")
    assert heads(shown.stdout) == ["mill/owner", "mill/burned-on"]
    assert "\n\n\nmill/burned-on\nWhen did the mill burn?\nAGREED  " in shown.stdout


@pytest.mark.parametrize(
    ("arguments", "first", "others"),
    [
        (["--standing", "contested"], "Who owns the mill?", []),
        (["--standing", "contested", "--standing", "agreed"], "mill/burned-on", ["mill/owner"]),
        (["mill/owner", "--standing", "agreed"], "mill/owner", ["mill/burned-on"]),
        (["mill/owner", "--standing", "contested"], "Who owns the mill?", []),
    ],
)
def test_all_subjects_of_a_standing_are_shown(book: Path, arguments: list[str], first: str, others: list[str]) -> None:
    shown = whosays("show", *arguments, "-C", book)
    assert (shown.exit_code, shown.stderr) == (0, "")
    assert shown.stdout.splitlines()[0] == first
    assert heads(shown.stdout)[1:] == others


def test_a_standing_that_no_subject_has_is_told(book: Path) -> None:
    shown = whosays("show", "--standing", "echoed", "--standing", "evolving", "-C", book)
    assert (shown.exit_code, shown.stdout) == (0, "")
    assert shown.stderr == "No subject is echoed or evolving.\n"


def test_one_unknown_subject_among_several_stops_all(book: Path) -> None:
    refused = whosays("show", "mill/owner", "mill/ower", "-C", book)
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "no subject 'mill/ower'" in refused.stderr
