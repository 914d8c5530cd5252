"""A baseline as text and back, and what is refused."""

from __future__ import annotations

import json
from typing import Any

import pytest

from compare.core.changes import Baseline, KnownBreach, KnownPosition, KnownSource, KnownSubject, Opposition
from compare.core.findings import Standing
from compare.exporters.findings_json import findings_json
from compare.review.baseline_file import BaselineError, baseline_from, baseline_json
from compare.review.known import known
from tests.report.conftest import make_findings

BOARD, TOWN = ("river-board", "affirms"), ("town", "denies")
BASELINE = Baseline(
    "b.json",
    {
        "mill/owner": KnownSubject(
            "mill/owner",
            Standing.CONTESTED,
            "firm",
            "0" * 64,
            (KnownPosition("the board", BOARD, ("a", "b"), (1, 2)), KnownPosition("the town", TOWN, ("c",), (1, 1))),
            (Opposition((BOARD, TOWN), "firm"),),
            ("d",),
        )
    },
    {"a": KnownSource("a", "Title", "2024", "https://example.org/", "1" * 64), "b": KnownSource("b", "رنا", "2024~")},
    (KnownBreach("r", (("mill/owner", BOARD), ("mill/x", TOWN)), "qualified"),),
)
MINIMAL: dict[str, Any] = {
    "format": 1,
    "kind": "whosays baseline",
    "sources": [],
    "subjects": [
        {
            "id": "mill/owner",
            "standing": "contested",
            "strength": "firm",
            "fingerprint": "0",
            "positions": [
                {"value": "a", "canonical": "a", "stance": "affirms", "sources": ["x"], "origins": [1, 1]},
                {"value": "b", "canonical": "b", "stance": "affirms", "sources": ["y"], "origins": [1, 1]},
            ],
            "opposed": [[0, 1, "firm"]],
            "looked_for": [],
        }
    ],
    "breaches": [],
}


def test_what_is_written_is_read_back() -> None:
    assert baseline_from(baseline_json(BASELINE), "b.json") == BASELINE


def test_every_record_stands_on_a_line_of_its_own() -> None:
    lines = baseline_json(BASELINE).splitlines()
    assert sum(line.startswith('{"') for line in lines) == 4


def test_a_findings_json_is_read_as_what_is_known_of_it() -> None:
    """But for the name: the fingerprints are the same, so that nothing has changed."""
    findings = make_findings()
    assert baseline_from(findings_json(findings), "f") == known(findings, "f", silences=True)


def changed(**keys: object) -> str:
    """The smallest baseline with other keys in its one subject."""
    return json.dumps({**MINIMAL, "subjects": [{**MINIMAL["subjects"][0], **keys}]})


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "not JSON"),
        ("nonsense", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ("null", "holds no subjects"),
        ('{"format": 1}', "holds no subjects"),
        (json.dumps({**MINIMAL, "format": 2}), "it has format 2, and this version reads format 1"),
        (json.dumps({**MINIMAL, "format": None}), "it has format None"),
        (json.dumps({**MINIMAL, "subjects": MINIMAL["subjects"] * 2}), "subject mill/owner stands in it twice"),
        (json.dumps({key: MINIMAL[key] for key in MINIMAL if key != "breaches"}), "KeyError: 'breaches'"),
        (changed(standing="sure"), "'sure' is not a valid Standing"),
        (changed(opposed=[[0, 7, "firm"]]), "IndexError"),
        (changed(opposed=[[0, -1, "firm"]]), "the place of a position is wanted, not -1"),
        (changed(opposed=[[0, 1, 2]]), "text is wanted, not 2"),
        (changed(looked_for="x"), "a list is wanted, not 'x'"),
        (changed(id=3), "text is wanted, not 3"),
        (changed(positions=[{**MINIMAL["subjects"][0]["positions"][0], "origins": [1]}]), "two counts are wanted, not [1]"),
    ],
)
def test_what_is_no_baseline_is_refused_with_the_reason(text: str, said: str) -> None:
    with pytest.raises(BaselineError) as raised:
        baseline_from(text, "b.json")
    assert said in str(raised.value)


def test_the_smallest_baseline_is_one() -> None:
    assert list(baseline_from(json.dumps(MINIMAL), "b").subjects) == ["mill/owner"]
