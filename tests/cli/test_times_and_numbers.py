"""Times of day and numbers as people write them, through the command line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.cli.conftest import whosays, write

if TYPE_CHECKING:
    from pathlib import Path

ENTITIES = "entities:\n  ferry: {name: the ferry, type: work}\n"
SUBJECTS = {
    "left": "{question: When did the ferry leave?, kind: time, tolerance: 5 min}",
    "carried": "{question: How many did the ferry carry?, kind: quantity, unit: people}",
}


def casebook(root: Path, subject: str, *values: str, terms: str = "") -> None:
    write(root, {"claims/vocabulary/entities.yaml": ENTITIES})
    write(root, {"claims/vocabulary/subjects.yaml": f"subjects:\n  ferry/{subject}: {terms or SUBJECTS[subject]}\n"})
    for name, value in zip("abcd", values, strict=False):
        claim = f"{{id: says, subject: ferry/{subject}, value: {json.dumps(value)}, quote: as {name} says}}"
        write(root, {f"claims/{name}.yaml": f"source: {name}\nclaims:\n  - {claim}\n"})
        write(root, {f"seeds/{name}.yaml": f"title: Paper {name}\npublished: 2011-12-02\nbasis: stated on the page\n"})


def found(root: Path) -> dict[str, Any]:
    built = whosays("build", root, "--output", root / "out")
    assert built.exit_code == 0, built.output
    (subject,) = json.loads((root / "out" / "findings.json").read_text(encoding="utf-8"))["subjects"]
    return dict(subject)


@pytest.mark.parametrize(
    ("subject", "values", "standing", "rules"),
    [
        ("left", ("7:10 p.m.", "1910"), "agreed", []),
        ("left", ("7:10 p.m.", "Thu, Dec 1 2011 7:10p"), "compatible", ["time.inside"]),
        ("left", ("11:58 pm", "12:03 a.m."), "compatible", ["time.tolerance"]),
        ("left", ("7:10 p.m.", "7:10 a.m."), "contested", ["time.apart"]),
        ("left", ("7:10 p.m. CET", "6:10 p.m. UTC"), "compatible", ["time.moment"]),
        ("carried", ("2,000", "two thousand people"), "agreed", []),
        ("carried", ("half a million", "0.5M"), "agreed", []),
        ("carried", ("more than a dozen", "2 dozen"), "compatible", ["quantity.inside"]),
        ("carried", ("2.000", "2,000"), "contested", ["quantity.apart"]),
    ],
)
def test_standing(tmp_path: Path, subject: str, values: tuple[str, ...], standing: str, rules: list[str]) -> None:
    casebook(tmp_path, subject, *values)
    subject_found = found(tmp_path)
    assert (subject_found["standing"], [each["rule"] for each in subject_found["relations"]]) == (standing, rules)


@pytest.mark.parametrize(
    ("subject", "value", "sentence"),
    [
        ("left", "Not Available", "'Not Available' cannot be read as a time: write 19:10"),
        ("left", "Dec 02", "gives a day but no time of day"),
        ("carried", "dozens", "names no number"),
        ("carried", "2 to 3 million", "cannot be read as a quantity"),
    ],
)
def test_what_cannot_be_read_is_said_with_its_place(tmp_path: Path, subject: str, value: str, sentence: str) -> None:
    casebook(tmp_path, subject, value)
    checked = whosays("check", tmp_path)
    assert checked.exit_code == 3
    assert "claims/a.yaml" in checked.output
    assert "V401" in checked.output
    assert sentence in " ".join(checked.output.split())


def test_a_share_is_no_tolerance_of_times(tmp_path: Path) -> None:
    casebook(tmp_path, "left", "19:10", terms="{question: When?, kind: time, tolerance: 10%}")
    checked = whosays("check", tmp_path)
    assert checked.exit_code == 3
    assert "write a number of minutes (5 or 5 min)" in " ".join(checked.output.split())
