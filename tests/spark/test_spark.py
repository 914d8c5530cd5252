"""`whosays judge --engine spark` really run on a local session: the same bytes as here. Started by `make test-spark`."""

from __future__ import annotations

import csv
import random
import shutil
from typing import TYPE_CHECKING, Any

import pytest

from tests.cli.conftest import child

if TYPE_CHECKING:
    from pathlib import Path

KINDS = {
    "quantity": ("11", "~11", "10..20", "1,000", "1000", "many"),
    "date": ("2017", "2017-03", "2017-03-02", "2018", "spring"),
    "text": ("a merger", "A merger.", "an alliance"),
    "name": ("Ada Lovelace", "Lovelace, Ada", "A. Lovelace", "Mary Shelley"),
    "names": ("Ada Lovelace", "Ada Lovelace; Mary Shelley", "Mary Shelley"),
    "time": ("7:10 a.m.", "07:10", "19:10", "soon"),
}
HEADER = ("subject", "kind", "source", "value", "stance", "hedge", "scope", "as_of", "origin")
TABLES = ("positions.csv", "relations.csv", "standings.csv")


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """3,000 claims of every kind that needs no vocabulary, some of them qualified."""
    rng = random.Random(7)  # noqa: S311 - data for a test, not a secret
    path: Path = tmp_path_factory.mktemp("table") / "claims.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADER)
        for _ in range(3000):
            number = rng.randrange(300)
            kind = sorted(KINDS)[number % len(KINDS)]
            writer.writerow(
                [
                    f"case {number}, “{kind}”",
                    kind,
                    f"source {rng.randrange(12)}",
                    rng.choice(KINDS[kind]),
                    rng.choice(["", "", "", "denies"]),
                    rng.choice(["", "", "reported"]),
                    rng.choice(["", "", "dead", "injured"]),
                    rng.choice(["", "", "2015", "2019"]),
                    rng.choice(["", "", "Agency", "source 3"]),
                ]
            )
    return path


def judged(table: Path, output: Path, *options: Any) -> dict[str, bytes]:
    done = child("judge", table, "-o", output, *options, timeout=300)
    assert done.returncode == 0, done.stderr
    return {name: (output / name).read_bytes() for name in TABLES}


def test_a_local_session_finds_the_same_bytes(table: Path, tmp_path: Path) -> None:
    here = judged(table, tmp_path / "here", "--tables-only")
    assert here["relations.csv"].count(b"\r\n") > 300
    for rows in (600, 10_000):
        spark = judged(table, tmp_path / f"spark-{rows}", "--engine", "spark", "--spark", "local[2]", "--memory-rows", rows)
        assert spark == here


def test_the_order_of_the_rows_changes_nothing(table: Path, tmp_path: Path) -> None:
    mixed = tmp_path / "claims.csv"
    shutil.copy(table, mixed)
    head, *rows = mixed.read_text(encoding="utf-8").splitlines(keepends=True)
    random.Random(3).shuffle(rows)  # noqa: S311 - data for a test, not a secret
    mixed.write_text("".join([head, *rows]), encoding="utf-8")
    options = ("--engine", "spark", "--spark", "local[2]")
    assert judged(mixed, tmp_path / "mixed", *options) == judged(table, tmp_path / "given", "--tables-only")
