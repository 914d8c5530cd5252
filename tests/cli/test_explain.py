from __future__ import annotations

import pytest

from compare.analysis.rulebook import rules
from compare.core.codes import CODES
from compare.core.words import WORDS
from tests.cli.conftest import whosays

NAMES = [*CODES, *(each.word for each in WORDS), *(each.id for each in rules())]


@pytest.mark.parametrize("name", NAMES)
def test_every_code_word_and_rule_is_explained(name: str) -> None:
    explained = whosays("explain", name)
    assert (explained.exit_code, explained.stderr) == (0, "")
    assert name in explained.stdout.splitlines()[0]
    assert len(explained.stdout.splitlines()) > 1


@pytest.mark.parametrize("name", ["q501", "quote-not-found", "Quote-not-found"])
def test_a_code_is_known_by_number_and_name(name: str) -> None:
    row = CODES["Q501"]
    assert whosays("explain", name).stdout.splitlines() == [
        "Q501 quote-not-found (error)",
        f"Why: {row.why}",
        f"Cure: {row.cure}",
    ]


def test_a_word_is_known_as_the_report_shows_it() -> None:
    assert whosays("explain", "not checked").stdout == whosays("explain", "not-checked").stdout


@pytest.mark.parametrize(
    ("asked", "meant"), [("contestd", "contested"), ("Q510", "Q501"), ("gate.sucession", "gate.succession")]
)
def test_an_unknown_name_gets_a_suggestion(asked: str, meant: str) -> None:
    refused = whosays("explain", asked)
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert refused.stderr.startswith(f"nothing is called '{asked}'; did you mean ")
    assert meant in refused.stderr
