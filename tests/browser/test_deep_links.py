"""A link to a claim or a sentence brings the reader there: focused, in sight, and clear of what sticks to the top."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.reading import focused, press, reading, told

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.browser.conftest import Tab
    from tests.browser.reports import Reports

PAGES = {"s/shed-4/sprinklers.html": "article.claim", "src/courier.html": "[id^=t-]", "e/shed-4.html": "h2[id]"}


def in_sight(page: Page) -> bool:
    """Whether what has the focus begins in the upper half of the window, or the page can be scrolled no further."""
    top, half, end = page.evaluate(
        """[document.activeElement.getBoundingClientRect().top, innerHeight / 2,
            Math.ceil(scrollY + innerHeight) >= document.documentElement.scrollHeight]"""
    )
    return bool(top >= 0 and (top < half or end))


@pytest.mark.parametrize("name", PAGES)
def test_the_target_of_an_address_has_the_focus(tab: Tab, reports: Reports, name: str) -> None:
    with reading(tab, reports("example") / name) as page:
        fragment = page.locator(PAGES[name]).last.get_attribute("id")
    with reading(tab, reports("example") / name, f"#{fragment}") as page:
        expect(focused(page)).to_have_id(str(fragment))
        assert in_sight(page)


def test_a_link_within_a_page_does_the_same(tab: Tab, reports: Reports) -> None:
    with reading(tab, reports("example") / "s" / "shed-4" / "sprinklers.html") as page:
        link = page.locator("a[data-link]").last
        fragment = str(link.get_attribute("href"))[1:]
        link.click()
        expect(page).to_have_url(re.compile(f"#{fragment}$"))
        expect(focused(page)).to_have_id(fragment)
        assert in_sight(page)


def test_the_banner_of_a_filter_covers_no_target(tab: Tab, reports: Reports) -> None:
    with reading(tab, reports("example") / "index.html", "#standing=compatible,single-source,contested") as page:
        expect(page.locator("[data-showing]")).to_be_visible()
        page.evaluate("location.hash = '#sources'")
        expect(focused(page)).to_have_id("sources")
        for _ in range(12):
            press(page, "j")
        covered = """() => document.activeElement.getBoundingClientRect().top
            - document.querySelector("[data-showing]").getBoundingClientRect().bottom"""
        for _ in range(8):
            press(page, "k")
            assert page.evaluate(covered) >= 0


def test_a_target_in_a_closed_part_opens_it(tab: Tab, reports: Reports, tmp_path: Path) -> None:
    source = reports("example") / "method.html"
    text = source.read_text(encoding="utf-8").replace(
        "</main>", '<details id="outer"><summary>More</summary><details><p id="deep">Deep</p></details></details></main>'
    )
    (tmp_path / "method.html").write_text(text, encoding="utf-8")
    for name in ("report.js", "style.css"):
        (tmp_path / name).write_bytes((reports("example") / name).read_bytes())
    with reading(tab, tmp_path / "method.html", "#deep") as page:
        expect(page.locator("#deep")).to_be_visible()
        expect(focused(page)).to_have_id("deep")


def test_a_target_that_the_filter_hides_is_told(tab: Tab, reports: Reports) -> None:
    with reading(tab, reports("example") / "index.html", "#standing=uncovered") as page:
        expect(page.locator("[data-showing]")).to_be_visible()
        page.locator("a[href='#waiting']").first.click()
        expect(told(page)).to_have_text("The filter hides what this link leads to")


@pytest.mark.parametrize("fragment", ["#nothing-here", "#%E0%A4%A", "#", "#a=b"])
def test_a_fragment_that_leads_nowhere_does_no_harm(tab: Tab, reports: Reports, fragment: str) -> None:
    with reading(tab, reports("example") / "index.html", fragment) as page:
        expect(page.locator("[data-showing]")).to_be_hidden()
