"""Places through the command line: a table beside the vocabulary, places among the entities, and what the report says."""

from __future__ import annotations

import html
import json
import re
from typing import TYPE_CHECKING

import pytest

from tests.cli.conftest import contents, whosays, write

if TYPE_CHECKING:
    from pathlib import Path

ENTITIES = """\
entities:
  warden: {name: the warden, type: person}
  lyon: {name: Lyon, type: place, aliases: [Lugdunum], part_of: [rhone]}
  rhone: {name: Rhône, type: place}
"""
SUBJECTS = """\
subjects:
  warden/birthplace: {question: Where was the warden born?, kind: place}
  warden/homes: {question: Where has the warden lived?, kind: place, takes: many}
"""
PLACES = "place,broader,alias\nRhône,France,\nCroix-Rousse,Lyon,\nNew York City,New York,NYC\n"
SOURCE = "title: A portrait\npublished: 2024-05-03\nbasis: stated on the page\n"


def casebook(root: Path, said: dict[str, str], places: str = PLACES, subject: str = "warden/birthplace") -> Path:
    """A casebook in which every source says where the warden was born."""
    files = {
        "claims/vocabulary/entities.yaml": ENTITIES,
        "claims/vocabulary/subjects.yaml": SUBJECTS,
        "claims/vocabulary/places.csv": places,
    }
    for source, value in said.items():
        files[f"seeds/{source}.yaml"] = SOURCE
        files[f"claims/{source}.yaml"] = (
            f"source: {source}\nclaims:\n  - {{id: place, subject: {subject}, value: {json.dumps(value)}, quote: was there}}\n"
        )
    write(root, files)
    return root


def relations(root: Path, subject: str = "warden/birthplace") -> list[tuple[str, str, str]]:
    """The standing of the subject, and rule and sentence of every relation on it."""
    result = whosays("build", root)
    assert result.exit_code == 0, result.stderr
    read = json.loads((root / "reports/findings.json").read_text(encoding="utf-8"))
    found = next(each for each in read["subjects"] if each["id"] == subject)
    return [(found["standing"], each["rule"], each["because"]) for each in found["relations"]]


@pytest.mark.parametrize(
    ("one", "other", "standing", "rule", "because"),
    [
        ("Croix-Rousse", "France", "compatible", "place.within", "“Croix-Rousse” lies in “France”"),
        ("Lugdunum", "Paris, Texas", "contested", "place.apart", "“Lyon” is not “Paris, Texas”, and neither lies in the other"),
        ("dbr:New_York_City", "USA", "compatible", "place.within", "“New York City” lies in “United States”"),
        ("Paris, Texas", "Paris, Canada", "contested", "place.elsewhere", "have one name and lie in different places"),
        ("Villeurbanne", "Lyon", "undetermined", "place.unknown", "needs a reader"),
    ],
)
def test_two_sources_on_a_place(tmp_path: Path, one: str, other: str, standing: str, rule: str, because: str) -> None:
    ((found, fired, sentence),) = relations(casebook(tmp_path, {"courier": one, "ledger": other}))
    assert (found, fired) == (standing, rule)
    assert because in sentence


def test_spellings_of_one_place_are_one_position(tmp_path: Path) -> None:
    said = {"courier": "NYC", "ledger": "http://dbpedia.org/resource/New_York_City", "wire": "New York City, USA"}
    assert relations(casebook(tmp_path, said)) == []


def test_where_both_may_hold_places_apart_only_differ(tmp_path: Path) -> None:
    said = {"courier": "Lyon", "ledger": "NYC"}
    ((_, rule, because),) = relations(casebook(tmp_path, said, subject="warden/homes"), "warden/homes")
    assert rule == "place.apart"
    assert because.rstrip(".").endswith("and both may hold")


def test_the_page_of_a_subject_says_which_place_lies_in_which(tmp_path: Path) -> None:
    root = casebook(tmp_path / "book", {"courier": "Croix-Rousse", "ledger": "France", "wire": "NYC"})
    assert whosays("build", root).exit_code == 0
    pages = [
        text.decode("utf-8")
        for name, text in contents(root / "reports").items()
        if name.endswith(".html") and "birthplace" in name
    ]
    (page,) = pages
    words = " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())
    assert "“Croix-Rousse” lies in “France”" in words
    assert "“New York City”, and neither lies in the other" in words


def test_a_bad_table_stops_the_build_with_its_lines(tmp_path: Path) -> None:
    root = casebook(tmp_path, {"courier": "Lyon"}, places="place,broader\nParis, Texas,Texas\nLyon,Rhône\nRhône,Lyon\n")
    result = whosays("build", root)
    assert result.exit_code == 3
    assert "claims/vocabulary/places.csv:2: error S210" in result.stderr
    assert "claims/vocabulary/places.csv:4: error R306" in result.stderr
