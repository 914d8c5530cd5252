"""Names without ids through the command line: people, bodies and lists of them, in a casebook and in a claims table."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING

import pytest

from tests.cli.conftest import whosays, write

if TYPE_CHECKING:
    from pathlib import Path

ENTITIES = "entities:\n  atlas: {name: The Atlas, type: work}\n"
SUBJECTS = """\
subjects:
  atlas/editor: {question: Who edits the atlas?, kind: name}
  atlas/authors: {question: Who wrote the atlas?, kind: names}
  atlas/donors: {question: Who paid for the atlas?, kind: names, takes: many}
"""
SOURCE = "title: A notice\npublished: 2024-05-03\nbasis: stated on the page\n"


def casebook(root: Path, subject: str, said: dict[str, str]) -> Path:
    """A casebook in which every source says this on the subject, as YAML has it."""
    files = {"claims/vocabulary/entities.yaml": ENTITIES, "claims/vocabulary/subjects.yaml": SUBJECTS}
    for source, value in said.items():
        files[f"seeds/{source}.yaml"] = SOURCE
        files[f"claims/{source}.yaml"] = (
            f"source: {source}\nclaims:\n  - {{id: said, subject: {subject}, value: {value}, quote: as printed}}\n"
        )
    write(root, files)
    return root


def judged(root: Path, subject: str) -> tuple[str, list[tuple[str, str]]]:
    """The standing of the subject, with rule and sentence of every relation on it."""
    result = whosays("build", root)
    assert result.exit_code == 0, result.stderr
    read = json.loads((root / "reports/findings.json").read_text(encoding="utf-8"))
    found = next(each for each in read["subjects"] if each["id"] == subject)
    return found["standing"], [(each["rule"], each["because"]) for each in found["relations"]]


@pytest.mark.parametrize(
    ("one", "other", "standing", "rule", "because"),
    [
        (
            "José Quill",
            "Jose Quill",
            "compatible",
            "name.spelling",
            "“Jose Quill” and “José Quill” are two spellings of one name",
        ),
        ("Z. Ames", "Zoe Ames", "compatible", "name.fuller", "“Zoe Ames” is a fuller form of the name “Z. Ames”"),
        ("Bob Bell", "Robert Bell", "compatible", "name.short-form", "in full and in a short form"),
        ("Zoe Ames", "Joe Ames", "contested", "name.another", "“Joe Ames” and “Zoe Ames” are different names"),
    ],
)
def test_two_sources_on_a_name(tmp_path: Path, one: str, other: str, standing: str, rule: str, because: str) -> None:
    found, ((fired, sentence),) = judged(casebook(tmp_path, "atlas/editor", {"courier": one, "ledger": other}), "atlas/editor")
    assert (found, fired) == (standing, rule)
    assert because in sentence


def test_order_titles_and_initials_make_no_second_position(tmp_path: Path) -> None:
    said = {"courier": "'Ames, Z.R.'", "ledger": "Dr. Z. R. Ames", "wire": "ZR AMES"}
    assert judged(casebook(tmp_path, "atlas/editor", said), "atlas/editor") == ("agreed", [])


@pytest.mark.parametrize(
    ("subject", "one", "other", "standing", "rule"),
    [
        ("atlas/authors", "[Zoe Ames, Bart Bell]", "'Bell, B.; Ames, Z.'", "compatible", "names.fuller"),
        ("atlas/authors", "Zoe Ames and Bart Bell", "Zoe Ames", "compatible", "names.adds"),
        ("atlas/authors", "Zoe Ames and Bart Bell", "Zoe Ames, list: closed", "contested", "names.excluded"),
        ("atlas/authors", "Zoe Ames", "Bart Bell", "contested", "names.apart-open"),
        ("atlas/donors", "Zoe Ames", "Bart Bell", "compatible", "names.apart-open"),
    ],
)
def test_two_sources_on_several_names(tmp_path: Path, subject: str, one: str, other: str, standing: str, rule: str) -> None:
    found, ((fired, _),) = judged(casebook(tmp_path, subject, {"courier": one, "ledger": other}), subject)
    assert (found, fired) == (standing, rule)


def test_the_findings_tell_whether_a_list_is_whole(tmp_path: Path) -> None:
    root = casebook(tmp_path, "atlas/authors", {"courier": "Zoe Ames, list: closed", "ledger": "Zoe Ames"})
    assert judged(root, "atlas/authors")[0] == "agreed"
    claims = json.loads((root / "reports/findings.json").read_text(encoding="utf-8"))["claims"]
    assert {each["source"]: each["list"] for each in claims} == {"courier": "closed", "ledger": "open"}
    pages = {path.name: path.read_text(encoding="utf-8") for path in root.glob("reports/**/*.html")}
    assert any("Zoe Ames" in page for page in pages.values())


def test_no_name_is_a_problem_at_its_line(tmp_path: Path) -> None:
    result = whosays("build", casebook(tmp_path, "atlas/authors", {"courier": "Not Available"}))
    assert result.exit_code == 3
    assert "claims/courier.yaml:3:" in result.stderr + result.stdout
    assert "'Not Available' says that no name is known" in result.stderr + result.stdout


def test_a_claims_table_of_names(tmp_path: Path) -> None:
    rows = [
        ("atlas", "courier", "Ames, Zoe; Bell, Bart"),
        ("atlas", "ledger", "AMES, ZOE/BELL, BART"),
        ("atlas", "wire", "Zoe Ames"),
        ("almanac", "courier", "Zoe Ames"),
        ("almanac", "ledger", "Cy Cole"),
    ]
    table = tmp_path / "authors.csv"
    with table.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("subject", "source", "value"), *rows])
    result = whosays("judge", table, "--kind", "names", "-o", tmp_path / "out")
    assert result.exit_code == 0, result.stderr
    with (tmp_path / "out/relations.csv").open(encoding="utf-8", newline="") as file:
        rules = [row["rule"] for row in csv.DictReader(file)]
    assert sorted(rules) == ["names.adds", "names.apart-open"]
