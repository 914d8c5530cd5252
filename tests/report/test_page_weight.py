"""Pages stay light: a subject is read on a phone, and the first page of a large casebook opens at once."""

from __future__ import annotations

import runpy
from typing import TYPE_CHECKING, Final

import pytest

from compare.analysis.rulebook import rules
from compare.pipeline import Run, find
from compare.report.site import render
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SUBJECT: Final = 100_000  # bytes
OVERVIEW: Final = 300_000
write_casebook: Callable[..., None] = runpy.run_path(str(ROOT / "bench" / "build.py"))["write_casebook"]


def weights(casebook: Path) -> dict[str, int]:
    """The bytes of every page of the report on a casebook, without article texts but those beside it."""
    return {path: len(text.encode()) for path, text in render(find(Run(casebook)), rules()) if path.endswith(".html")}


@pytest.fixture(scope="module")
def this() -> dict[str, int]:
    """This repository's casebook, whose article texts are not kept in it."""
    return weights(ROOT)


def test_a_subject_is_light(this: dict[str, int]) -> None:
    subjects = {path: size for path, size in this.items() if path.startswith("s/")}
    assert len(subjects) > 300
    assert {path: size for path, size in subjects.items() if size >= SUBJECT} == {}


def test_the_overview_of_a_hundred_subjects_is_light(tmp_path: Path) -> None:
    write_casebook(tmp_path / "book", claims=2_000, subjects=100, sources=20)
    sizes = weights(tmp_path / "book")
    assert len([path for path in sizes if path.startswith("s/")]) == 100
    assert sizes["index.html"] < OVERVIEW
