"""A large report is rendered in two processes; it is the same report."""

from __future__ import annotations

from dataclasses import replace
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


def test_a_process_that_renders_again_renders_only_what_differs(monkeypatch: pytest.MonkeyPatch) -> None:
    findings = find(Run(EXAMPLE))
    cold = dict(site.render(findings, rules()))
    pages = site.Pages()
    assert dict(site.render(findings, rules(), pages)) == cold
    rendered: list[str] = []
    page = site._page  # noqa: SLF001 - what is counted

    def counting(name: str, title: str, view: site.View) -> str:
        rendered.append(view.path)
        return page(name, title, view)

    monkeypatch.setattr(site, "_page", counting)
    assert dict(site.render(find(Run(EXAMPLE)), rules(), pages)) == cold
    assert rendered == []
    first, *rest = findings.subjects
    changed = replace(findings, subjects=(replace(first, because="For another reason."), *rest))
    assert dict(site.render(changed, rules(), pages)) == dict(site.render(changed, rules()))
    assert f"s/{first.subject.id}.html" in rendered
    titled = replace(findings, casebook=replace(findings.casebook, title="Another title"))
    assert dict(site.render(titled, rules(), pages)) == dict(site.render(titled, rules()))
