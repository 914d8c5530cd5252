"""The page of mutants tells of the code as it is: every survivor it lists is still there, with the line that was changed."""

from __future__ import annotations

import ast
import runpy
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT

made = runpy.run_path(str(ROOT / "bench" / "mutants_page.py"))
GROUPS: list[tuple[str, list[Any]]] = made["reasons"]()
SURVIVORS = sorted({survivor for _, survivors in GROUPS for survivor in survivors})


def source_of(function: str) -> str:
    """The code of `compare.kinds.date._read` or of a method, `compare.kinds.base.Kind.compare`, on one line."""
    parts = function.split(".")
    path = ROOT.joinpath(*parts[:3]).with_suffix(".py")
    text = path.read_text(encoding="utf-8")
    inside: Any = ast.parse(text)
    for name in parts[3:]:
        inside = next(each for each in inside.body if getattr(each, "name", "") == name)
    return " ".join((ast.get_source_segment(text, inside) or "").split())


@pytest.mark.parametrize("survivor", SURVIVORS, ids=lambda each: f"{each.function}-{each.now[:40]}")
def test_a_survivor_with_a_reason_is_still_in_the_code(survivor: Any) -> None:
    assert " ".join(survivor.was.split()) in source_of(survivor.function)


def test_every_group_of_survivors_has_its_reason() -> None:
    assert all(reason.strip() and survivors for reason, survivors in GROUPS)
    assert len(SURVIVORS) == sum(len(survivors) for _, survivors in GROUPS), "a survivor stands in two groups"


def test_the_page_shows_the_reasons_as_they_are_written_now() -> None:
    page = Path(made["PAGE"]).read_text(encoding="utf-8")
    assert [reason for reason, _ in GROUPS if f"\n{reason} (" not in page] == []


@pytest.mark.parametrize(
    ("killed", "tried", "low", "high"), [(9, 10, 0.5958, 0.9821), (81, 263, 0.2553, 0.3662), (10, 10, 0.7225, 1.0)]
)
def test_the_interval_is_that_of_wilson(killed: int, tried: int, low: float, high: float) -> None:
    assert made["interval"](killed, tried) == pytest.approx((low, high), abs=1e-4)


def figures(sample: int, seed: int, tried: int, killed: int) -> str:
    """What the page says of a run on these figures."""
    outcomes = {f"compare.kinds.date.f{at}": "killed" if at < killed else "survived" for at in range(tried)}
    run = {
        "sample": sample,
        "seed": seed,
        "drawn": tried,
        "seconds": 2.0,
        "longer": 6.0,
        "examples": 12,
        "tests": "",
        "wider": "",
    }
    text: str = made["page"]({"compare.kinds.date": 10_000}, outcomes, [], run)
    return text


def test_a_sample_is_told_as_first_measured_and_as_it_is_with_the_tests_written_since() -> None:
    first = made["fresh"]()[0]
    text = figures(first.sample, first.seed, first.tried, first.tried - 1)
    assert f"As first measured, before any test was written for what survived in it: **{first.killed} of {first.tried}" in text
    assert f"With the tests written since for what survived, **{first.tried - 1} of {first.tried} are killed" in text


def test_a_sample_that_was_not_measured_before_is_told_with_how_far_it_tells_of_all() -> None:
    text = figures(600, 0, 100, 90)
    assert "**90 of 100 are killed: 90.0%**; with a confidence of 95 % it is 82.6% to 94.5% of all." in text
    assert "another `SEED` measures them fairly" in text
    assert "As first measured" not in text
