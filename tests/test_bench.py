"""What is measured with is what the docs tell of it, in small too: made-up claims, and the text that is given to others."""

from __future__ import annotations

import csv
import re
import subprocess
import sys
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

ROWS = 20_000


def made(path: Path, *options: str) -> Path:
    script = ROOT / "bench" / "claims.py"
    subprocess.run([sys.executable, str(script), str(ROWS), str(path), *options], check=True, capture_output=True)
    return path


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, str]]:
    with made(tmp_path_factory.mktemp("bench") / "claims.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("name", ["claims.csv", "claims.parquet"])
def test_the_same_seed_gives_the_same_bytes_and_another_one_does_not(tmp_path: Path, name: str) -> None:
    first, second, other = (tmp_path / f"{each}-{name}" for each in ("first", "second", "other"))
    assert made(first).read_bytes() == made(second).read_bytes()
    assert made(other, "--seed", "2").read_bytes() != first.read_bytes()


def test_most_subjects_have_a_handful_of_claims_and_few_have_very_many(table: list[dict[str, str]]) -> None:
    sizes = sorted(Counter(row["subject"] for row in table).values())
    assert len(table) == ROWS
    assert ROWS / 11 < len(sizes) <= ROWS / 10
    assert 4 <= sizes[len(sizes) // 2] <= 8
    assert sizes[-1] > 20 * sizes[len(sizes) // 2]


def test_the_leading_answer_has_most_sources_though_spellings_differ(table: list[dict[str, str]]) -> None:
    numbers = Counter(
        (row["subject"], row["value"].replace(",", "").replace(" ", "")) for row in table if row["kind"] == "quantity"
    )
    leading: dict[str, int] = {}
    for (subject, _), count in numbers.items():
        leading[subject] = max(leading.get(subject, 0), count)
    assert 0.6 < sum(leading.values()) / sum(numbers.values()) < 0.95
    assert any("," in row["value"] for row in table if row["kind"] == "quantity")


def test_a_subject_has_one_kind_and_no_source_is_its_own_origin(table: list[dict[str, str]]) -> None:
    kinds = {(row["subject"], row["kind"]) for row in table}
    assert len(kinds) == len({subject for subject, _ in kinds})
    assert {kind for _, kind in kinds} == {"quantity", "date", "name", "text", "time", "yes-no"}
    origins = [(row["origin"], row["source"]) for row in table if row["origin"]]
    assert origins
    assert all(origin < source for origin, source in origins)


def test_qualifiers_are_as_rare_as_asked_for(table: list[dict[str, str]], tmp_path: Path) -> None:
    qualified = sum(any(row[name] for name in ("stance", "hedge", "scope", "as_of", "origin")) for row in table)
    assert 0.04 < qualified / ROWS < 0.07
    none = made(tmp_path / "none.csv", "--qualified", "0").read_text(encoding="utf-8").splitlines()[1:]
    assert all(line.endswith(",,,,,") for line in none)


def test_another_generator_is_given_the_text_of_every_subject_page(tmp_path: Path) -> None:
    size = ["--subjects", "14", "--claims", "60", "--sources", "5", "--runs", "1"]
    script = [sys.executable, str(ROOT / "bench" / "pages.py"), "--only", "pages", *size, "--keep", str(tmp_path)]
    printed = subprocess.run(script, check=True, capture_output=True, text=True).stdout.splitlines()
    assert printed[0] in (ROOT / "docs" / "report-speed.md").read_text(encoding="utf-8").splitlines()
    assert printed[2].startswith("| whosays, subject pages alone | 14 | ")
    pages = {path.parent.name + "-" + path.stem: path.read_text(encoding="utf-8") for path in tmp_path.glob("0-*/s/*/*.html")}
    texts = {path.stem: path.read_text(encoding="utf-8") for path in tmp_path.glob("site/content/body-*.md")}
    assert len(texts) == 14
    assert texts.keys() == pages.keys()
    quotes = {name: set(re.findall(r"\*\*(.+?)\*\*", text)) for name, text in texts.items()}
    assert sum(map(len, quotes.values())) == 60
    assert [quote for name, found in quotes.items() for quote in found if quote not in pages[name]] == []
