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
    question, standing, *positions, relation = shown.stdout.splitlines()
    assert question == "Who owns the mill?"
    assert standing.startswith("CONTESTED  Sources contradict each other 1-1: ")
    assert positions == [
        "",
        "1. the river board  (1 source, 1 origin)",
        "   A mill is gone (courier): “belongs to the river board” (sentence 2)",
        "",
        "2. the town  (1 source, 1 origin)",
        "   Fire at the mill (ledger): “The mill's owner is the town” (sentence 2)",
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
