"""What an editor has to know within thirty seconds stands on the first screen, without scrolling: the ten questions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pytest

from tests.browser.reports import tell

if TYPE_CHECKING:
    from tests.browser.conftest import Tab
    from tests.browser.reports import Reports

SCREEN: Final = {"width": 1280, "height": 900}
CARD: Final = ".card:first-of-type"
ANSWERS: Final = {
    "1 does it change what we publish": ".verdict .number",
    "2 what one side says in its words": f"{CARD} .side:nth-child(1) blockquote mark",
    "2 what the other side says in its words": f"{CARD} .side:nth-child(2) blockquote mark",
    "3 how many origins one side has": f"{CARD} .side:nth-child(1) p:has-text('origin')",
    "3 how many origins the other side has": f"{CARD} .side:nth-child(2) p:has-text('origin')",
    "4 contradiction or something else, and why": f"{CARD} .between",
    "5 who is meant, and in which spellings": f"{CARD} dt:has-text('Who is meant') + dd",
    "6 who gives no answer": f"{CARD} .meta span:has-text('of 5 sources')",
    "7 what is new": ".checks dt:has-text('New since') + dd",
    "8 decided or not": ".checks dt:has-text('Decisions') + dd",
    "9 what can be printed": f"{CARD} dt:has-text('Print') + dd",
    "10 whether the build is complete": ".checks dt:has-text('Build') + dd",
    "10 whether the quotes were found": ".checks dt:has-text('Quotes') + dd",
}
"""What answers each question of the ten on the first page of this repository's casebook."""


def below_the_fold(page: Any, height: int) -> list[str]:
    """The questions whose answer is not there, is empty, or ends below the screen."""
    faults = []
    for question, selector in ANSWERS.items():
        found = page.locator(selector).first
        box = found.bounding_box() if found.count() else None
        if not box or not found.inner_text().strip() or box["y"] + box["height"] > height:
            faults.append(f"{question}: {box}")
    return faults


def test_the_ten_questions_are_answered_on_the_first_screen(tab: Tab, reports: Reports) -> None:
    with tab(viewport=SCREEN) as page:
        page.goto((reports("this") / "index.html").as_uri())
        tell(below_the_fold(page, SCREEN["height"]))


def test_what_is_further_down_would_be_noticed(tab: Tab, reports: Reports) -> None:
    with tab(viewport=SCREEN) as page:
        page.goto((reports("this") / "index.html").as_uri())
        assert any(fault.startswith("9 ") for fault in below_the_fold(page, 500))
        page.evaluate("document.querySelector('.verdict .number').remove()")
        assert any(fault.startswith("1 ") for fault in below_the_fold(page, SCREEN["height"]))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_else_on_the_first_page_is_as_large_as_what_is_undecided(tab: Tab, reports: Reports, scheme: Any) -> None:
    size = "(each) => parseFloat(getComputedStyle(each).fontSize)"
    with tab(viewport=SCREEN, color_scheme=scheme) as page:
        page.goto((reports("this") / "index.html").as_uri())
        largest = page.locator(".verdict .number").evaluate(size)
        others = page.evaluate(f"[...document.body.querySelectorAll('*:not(.number)')].map({size})")
        assert max(others) < largest / 2
