"""A large report is rendered in two processes; it is the same report."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from compare.analysis.rulebook import rules
from compare.pipeline import Run, find
from compare.report import site

if TYPE_CHECKING:
    import pytest

EXAMPLE = Path(__file__).parents[2] / "examples" / "harbour-fire"


def test_two_processes_render_the_same_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    findings = find(Run(EXAMPLE))
    alone = dict(site.render(findings, rules()))
    monkeypatch.setattr(site, "MANY_SUBJECTS", 1)
    together = dict(site.render(findings, rules()))
    assert together == alone
    assert len(alone) > len(findings.subjects)


def test_without_a_way_to_fork_one_process_does_it(monkeypatch: pytest.MonkeyPatch) -> None:
    findings = find(Run(EXAMPLE))
    monkeypatch.setattr(site, "MANY_SUBJECTS", 1)
    monkeypatch.setattr("multiprocessing.get_all_start_methods", lambda: ["spawn"])
    monkeypatch.setattr(site, "ProcessPoolExecutor", None)
    assert "index.html" in dict(site.render(findings, rules()))
