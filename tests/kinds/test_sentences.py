"""The sentence and the relation of every level of every kind, also where several answers may hold."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from compare.core.entities import Entities
from compare.kinds import registered
from compare.kinds.base import example_subject

KINDS = registered()
with (Path(__file__).parent / "sentences.csv").open(encoding="utf-8", newline="") as file:
    WRITTEN_DOWN = [tuple(row) for row in csv.reader(file)]


@pytest.mark.parametrize("takes", ["one", "many"])
@pytest.mark.parametrize("name", KINDS)
def test_the_levels_of_a_kind_say_what_is_written_down(name: str, takes: str) -> None:
    kind = KINDS[name]
    levels = kind(example_subject(name, **{**kind.example_terms, "takes": takes}), Entities(kind.example_entities)).levels
    said = [(name, takes, each.name, str(each.relation), each.because) for each in levels]
    assert said == [row for row in WRITTEN_DOWN if row[:2] == (name, takes)]
