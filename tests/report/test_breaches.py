from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from compare.report.views.breaches import breach_views
from compare.report.views.index import Index
from tests.report.conftest import SCRIPT, elements, shown

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from compare.core.findings import Findings

HEADING = "What does not go with answers to other questions"


def test_firm_breaches_stand_first(findings: Findings) -> None:
    firm, qualified = breach_views(Index(findings), findings.breaches)
    assert (firm.strength.word, firm.internal) == ("firm", ())
    assert (qualified.strength.word, qualified.both) == ("qualified", "All of it stands in")
    assert [each.text for each in qualified.internal] == ["Reuters"]
    assert firm.because == f"Nobody leads {SCRIPT}."


def test_each_side_leads_to_its_claim_and_says_when_where_it_may_change(findings: Findings) -> None:
    firm, _ = breach_views(Index(findings), findings.breaches)
    founded, leader = firm.sides
    assert (founded.value.text, founded.value.href) == ("2 March 2017", "s/jnim/founded.html#c-reuters--founded")
    assert (founded.when, leader.when) == (None, "as of its publication, 2018")
    assert founded.quote.marked == "2 March"


@pytest.mark.parametrize(
    ("page", "number"), [("s/jnim/founded.html", 2), ("s/jnim/leader.html", 2), ("s/jnim/strength.html", 0)]
)
def test_the_pages_of_the_subjects_concerned_show_them(pages: dict[str, Element], page: str, number: int) -> None:
    headings = [shown(each) for level in ("h2", "h3") for each in elements(pages[page], level)]
    assert headings.count(HEADING) == bool(number)
    assert sum("Nobody leads" in each for each in headings) == number


def test_the_first_page_counts_and_shows_them(pages: dict[str, Element]) -> None:
    headings = [shown(each) for level in ("h2", "h3") for each in elements(pages["index.html"], level)]
    assert "Answers to different questions that do not go together 2" in headings
    assert sum("Nobody leads" in each for each in headings) == 2
