"""The recorded run of docs/annotating.md: an article of forty sentences annotated with the commands alone."""

from __future__ import annotations

import json
import runpy
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from typer.testing import CliRunner

from compare.cli.app import app
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

DOCS = ROOT / "docs"


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path]:
    """What the run says, and the casebook it leaves."""
    casebook = tmp_path_factory.mktemp("annotating") / "demo"
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("WHOSAYS_TEXTS", raising=False)
        said = "\n".join(runpy.run_path(str(DOCS / "record.py"))["session"](casebook))
    return said, casebook


def claims(casebook: Path) -> list[dict[str, Any]]:
    read: dict[str, Any] = yaml.safe_load((casebook / "claims" / "weekly.yaml").read_text(encoding="utf-8"))
    return list(read["claims"])


def test_the_session_shown_is_what_the_commands_say(played: tuple[str, Path]) -> None:
    assert (DOCS / "annotating" / "session.txt").read_text(encoding="utf-8") == played[0], "run python docs/record.py"


def test_the_page_shows_parts_of_it_and_counts_right(played: tuple[str, Path]) -> None:
    said, casebook = played
    page = (DOCS / "annotating.md").read_text(encoding="utf-8")
    (excerpt,) = (part.split("```")[0] for part in page.split("```text\n")[1:])
    assert [part for part in excerpt.strip().split("\n\n") if part not in said] == []
    assert f"{len(claims(casebook))} claims with {said.count('$ whosays ')} commands" in page


def test_fewer_than_four_commands_a_claim(played: tuple[str, Path]) -> None:
    said, casebook = played
    assert "seeds/weekly.txt: 40 sentences" in said
    assert said.count("$ whosays ") < 4 * len(claims(casebook))


def test_every_sentence_is_decided_and_nothing_is_wrong(played: tuple[str, Path]) -> None:
    said, casebook = played
    assert said.rstrip().endswith("no problems")
    ran = CliRunner().invoke(app, ["coverage", str(casebook), "--format", "json", "--fail-under", "100"])
    assert ran.exit_code == 0
    weekly = next(each for each in json.loads(ran.stdout)["sources"] if each["source"] == "weekly")
    assert (weekly["sentences"]["total"], weekly["sentences"]["open"]) == (40, 0)


def test_every_quote_is_the_articles(played: tuple[str, Path]) -> None:
    _, casebook = played
    text = (casebook / "seeds" / "weekly.txt").read_text(encoding="utf-8")
    assert [each["quote"] for each in claims(casebook) if each["quote"] not in text] == []
