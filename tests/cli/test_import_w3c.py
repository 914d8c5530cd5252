"""The W3C's own examples of Web Annotations, right and wrong ones: each is read, and each says why it is no claim here."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from tests.cli.conftest import contents, whosays

if TYPE_CHECKING:
    from pathlib import Path

WHOLE = "it is about the whole page and quotes no words"
CORRECT = {
    **{f"anno{number}": WHOLE for number in (*range(1, 21), *range(30, 38), *range(39, 44))},
    "anno21": "it has no TextQuoteSelector, only “CssSelector”",
    "anno22": "it has no TextQuoteSelector, only “XPathSelector”",
    "anno23": "no source has the address “http://example.org/page1”",
    "anno24": "it has no TextQuoteSelector, only “TextPositionSelector”",
    "anno25": "it has no TextQuoteSelector, only “DataPositionSelector”",
    "anno26": "it has no TextQuoteSelector, only “SvgSelector”",
    "anno27": "it has no TextQuoteSelector, only “SvgSelector”",
    "anno28": "it has no TextQuoteSelector, only “RangeSelector”",
    "anno29": "no source has the address “http://example.org/page1”",
    "anno38": "it has no TextQuoteSelector, only “FragmentSelector”",
    "collection1": "43 annotations with 52 targets: 0 claims added, 0 already there, 0 drafts, 52 left out",
}
NO_JSON = "this is no JSON"
COMMA = (10, *range(12, 26), 37)
"""With a comma before a closing brace, so no JSON either; without it what is meant to be wrong is."""
WRONG = {
    1: NO_JSON,
    2: "there are no annotations in this file",
    8: "it is no annotation",  # no type
    9: "its type is “Squirrel”",
    10: "it has no target that could be read",  # none
    11: "it has no target that could be read",  # a number
    37: WHOLE,  # neither source nor selector
    **dict.fromkeys((38, 39, 40), "it has no TextQuoteSelector, only “FragmentSelector”"),  # and its value is not read
}
NOT_OURS = {
    **dict.fromkeys((3, 4, 5), "the context, which is never fetched"),
    **dict.fromkeys((6, 7), "its own id, which is only shown"),
    **dict.fromkeys((12, 13, 14, 15, 16, 23, 24), "a body elsewhere, of which only the address becomes a note"),
    **dict.fromkeys((17, 18, 19, 20, 21, 22, 25), "a body without one text, of which what is text becomes a note"),
    **dict.fromkeys((26, 27), "who made it, which is not kept"),
    **dict.fromkeys(range(28, 34), "when it was made, which is not kept"),
    **dict.fromkeys((34, 35, 36), "rights and copies, which are not kept"),
}
"""What is wrong there and does not concern a claim: about a source and with words, each would be a draft."""


@pytest.fixture
def examples(standards: Path) -> Path:
    found = standards / "w3c-annotation"
    if not found.is_dir():
        pytest.skip("the W3C examples are not in the folder of standards; name it in WHOSAYS_STANDARDS")
    return found


def told(file: Path, book: Path) -> str:
    """What the command says of a file that it cannot take anything from."""
    before = contents(book)
    done = whosays("import", file, "-C", book)
    assert done.exit_code == 3, done.output
    assert contents(book) == before
    return done.output


@pytest.mark.parametrize("name", CORRECT)
def test_a_correct_example_is_read_and_says_why_it_is_no_claim(name: str, examples: Path, book: Path) -> None:
    assert CORRECT[name] in told(examples / "correct" / f"{name}.json", book)


def test_every_example_has_its_reason(examples: Path) -> None:
    assert {path.stem for path in (examples / "correct").iterdir()} == set(CORRECT)
    assert {path.stem for path in (examples / "incorrect").iterdir()} == {f"anno{number}" for number in {*WRONG, *NOT_OURS}}


@pytest.mark.parametrize("number", sorted({*WRONG, *NOT_OURS}))
def test_an_incorrect_example_is_read_and_says_what_is_wrong(number: int, examples: Path, book: Path, tmp_path: Path) -> None:
    file, mended = examples / "incorrect" / f"anno{number}.json", tmp_path / "mended.json"
    if number in COMMA:
        assert NO_JSON in told(file, book)
    mended.write_text(_without_last_commas(file), encoding="utf-8")
    assert WRONG.get(number, WHOLE) in told(mended, book)


@pytest.mark.parametrize("number", sorted(NOT_OURS))
def test_what_does_not_concern_a_claim_keeps_no_draft_away(number: int, examples: Path, book: Path, tmp_path: Path) -> None:
    item: dict[str, Any] = json.loads(_without_last_commas(examples / "incorrect" / f"anno{number}.json"))
    quote = {"type": "TextQuoteSelector", "exact": "Nobody was hurt"}
    file = tmp_path / "notes.json"
    file.write_text(json.dumps({**item, "target": {"source": "courier", "selector": quote}}), encoding="utf-8")
    done = whosays("import", file, "-C", book, "--drafts", tmp_path / "drafts.csv")
    assert (done.exit_code, done.stderr) == (0, "")
    assert "0 claims added, 0 already there, 1 draft, 0 left out" in done.stdout
    assert "Nobody was hurt" in (tmp_path / "drafts.csv").read_text(encoding="utf-8")


def _without_last_commas(file: Path) -> str:
    return re.sub(r",(\s*})", r"\1", file.read_text(encoding="utf-8"))
