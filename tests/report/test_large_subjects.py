"""A subject with hundreds of answers has pages that a browser opens, and everything found stands on exactly one of them."""

from __future__ import annotations

import re
import runpy
from collections import Counter
from typing import TYPE_CHECKING, Final

import pytest

from compare.analysis.rulebook import rules
from compare.core.phrases import position_letter
from compare.pipeline import Run, find
from compare.report.addresses import RELATIONS_ON_PAGE
from compare.report.site import render
from tests.conftest import ROOT
from tests.report.conftest import lost

if TYPE_CHECKING:
    from collections.abc import Callable

    from compare.core.findings import Findings, SubjectFinding

    Built = tuple[Findings, dict[str, str]]

LIGHT: Final = 600_000  # bytes
ANSWERS: Final = 240
one_subject: Callable[..., None] = runpy.run_path(str(ROOT / "bench" / "load_books.py"))["one_subject"]


@pytest.fixture(scope="module", params=[True, False], ids=["changing", "fixed"])
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Built:
    root = tmp_path_factory.mktemp("book")
    one_subject(root, ANSWERS, changing=request.param, sources=40)
    found = find(Run(root))
    return found, {path: text for path, text in render(found, rules()) if path.endswith(".html")}


def of_subject(built: Built) -> tuple[SubjectFinding, dict[str, str]]:
    found, pages = built
    return found.subjects[0], {path: text for path, text in pages.items() if path.startswith("s/")}


def test_every_relation_stands_on_exactly_one_page(built: Built) -> None:
    finding, pages = of_subject(built)
    pairs = re.compile(r"</span> ([A-Z]+) (?:contradicts|and) ([A-Z]+)(?:,|\.|<)")
    told = Counter(frozenset(each) for text in pages.values() for each in pairs.findall(text))
    assert len(finding.relations) > 3 * RELATIONS_ON_PAGE
    assert told == Counter(frozenset(map(position_letter, each.between)) for each in finding.relations)


def test_every_answer_has_its_place_and_every_link_leads_to_one(built: Built) -> None:
    finding, pages = of_subject(built)
    ids = {path: set(re.findall(r' id="([^"]+)"', text)) for path, text in built[1].items()}
    letters = {f"p-{position_letter(at)}" for at in range(len(finding.positions))}
    assert letters <= set().union(*(ids[path] for path in pages))
    assert lost(built[1]) == []


def test_no_page_is_too_heavy_to_open(built: Built) -> None:
    assert {path: len(text) for path, text in built[1].items() if len(text) > LIGHT} == {}


def test_the_first_page_counts_what_stands_on_the_others(built: Built) -> None:
    finding, pages = of_subject(built)
    first = pages["s/body/size.html"]
    assert f"<p>{ANSWERS - 200} more answers: " in first
    elsewhere = re.findall(r'<p>([\d,]+) of them: <a href="../../s/body/size--relations-2.html#(?:relations|changes)">', first)
    assert len(elsewhere) == 1
    told = len(re.findall('<h3 id="(?:relations|changes)-', first)) + len(re.findall(r"<li><span class=\"glyph\"", first))
    assert int(elsewhere[0].replace(",", "")) == len(finding.relations) - told


def test_sentences_name_the_first_answers_and_count_the_rest(built: Built) -> None:
    finding, pages = of_subject(built)
    assert finding.headline.count("1 source") == 12
    assert f"{ANSWERS - 12} earlier readings" in finding.headline or f"and {ANSWERS - 12} more readings" in finding.headline
    assert finding.shape.count("-") == ANSWERS - 1
    assert "-".join("1" * 12) + "-…" in pages["s/body/size.html"]
    assert "-".join("1" * 13) not in pages["s/body/size.html"]


def test_what_could_be_printed_is_no_list_of_hundreds(built: Built) -> None:
    finding, pages = of_subject(built)
    clauses = re.search(r'<ul class="clauses">(.*?)</ul>', pages["s/body/size.html"], re.DOTALL)
    if not finding.subject.changing:
        assert clauses is None
        return
    assert clauses is not None
    told = re.findall(r"<li[^>]*>(.*?)</li>", clauses[1], re.DOTALL)
    assert [f'<bdi dir="auto">{number}</bdi>' in told[at] for at, number in ((0, ANSWERS - 11), (11, ANSWERS))] == [True, True]
    assert told[12:] == [f"and {ANSWERS - 12} earlier"]


def test_an_answer_is_followed_by_the_next_ones_and_not_by_all(built: Built) -> None:
    """What is followed by all others has the first twelve of them, and the number of the rest."""
    found, pages = built
    timeline = "".join(text for path, text in pages.items() if path.startswith("timeline"))
    rows = [row for row in re.findall(r"<li id=.*?</li>", timeline, re.DOTALL) if "followed by" in row]
    assert bool(rows) == found.subjects[0].subject.changing
    assert all(row.count("followed by") <= 12 for row in rows)
    assert any(re.search(r">\d+ more<", row) for row in rows) == bool(rows)
    assert sum(row.count("followed by") for row in rows) < 2 * ANSWERS
