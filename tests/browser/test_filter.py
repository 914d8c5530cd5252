"""The filter of the first page shows what it hides: in the address, in words above the subjects, on paper."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.reading import cards_shown, focused, press, reading, told

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Locator, Page

    from tests.browser.conftest import Tab
    from tests.browser.reports import Reports

ALL = 23  # subjects of the example
CONTESTED = "#standing=contested"


def facet(page: Page, name: str) -> Locator:
    return page.get_by_role("group", name=name, exact=True)


def tick(page: Page, name: str, value: str) -> None:
    """Choose a value, or leave it again."""
    facet(page, name).get_by_role("checkbox", name=re.compile(f"^{value} ")).click()


def counts(page: Page, name: str) -> dict[str, int]:
    rows = (text.rsplit(maxsplit=1) for text in facet(page, name).locator("label").all_inner_texts())
    return {value: int(number) for value, number in rows}


def showing(page: Page) -> Locator:
    return page.locator("[data-showing]")


def test_within_a_facet_one_of_the_values_between_facets_all(tab: Tab, reports: Reports) -> None:
    with reading(tab, reports("example") / "index.html") as page:
        press(page, "f")
        assert len(cards_shown(page)) == ALL
        every = counts(page, "kind")
        tick(page, "standing", "contested")
        tick(page, "standing", "undetermined")
        expect(showing(page)).to_contain_text(f"Showing 6 of {ALL} subjects – filter on: contested, undetermined")
        assert len(cards_shown(page)) == 6
        within = counts(page, "kind")
        assert sum(within.values()) == 6
        assert all(within[kind] <= every[kind] for kind in within)
        kind = next(kind for kind, number in within.items() if 0 < number < 6)
        tick(page, "kind", kind)
        assert len(cards_shown(page)) == within[kind]
        assert counts(page, "kind") == within  # a facet does not narrow itself
        assert sum(counts(page, "standing").values()) == every[kind]


def test_the_counts_are_those_of_the_page(tab: Tab, reports: Reports) -> None:
    with reading(tab, reports("example") / "index.html") as page:
        press(page, "f")
        for name, value in (
            ("standing", "compatible"),
            ("severity", "high"),
            ("source", "Northern Ledger"),
            ("decision", "undecided"),
        ):
            number = counts(page, name)[value]
            tick(page, name, value)
            expect(showing(page)).to_contain_text(f"Showing {number} of {ALL}")
            assert len(cards_shown(page)) == number > 0
            page.get_by_role("button", name="Clear").click()
            expect(showing(page)).to_be_hidden()


def test_sections_say_how_much_of_them_is_shown_and_go_when_they_are_empty(tab: Tab, reports: Reports) -> None:
    with reading(tab, reports("example") / "index.html") as page:
        sections = page.locator("[data-group]")
        before = sections.locator("[data-count]").all_inner_texts()
        press(page, "f")
        tick(page, "severity", "high")
        shown = page.locator("[data-group]:visible")
        assert 0 < shown.count() < len(before)
        for section in shown.all():
            inside = section.locator("[data-subject]:visible").count()
            assert re.fullmatch(rf"{inside} of \d+", section.locator("[data-count]").inner_text())
        page.get_by_role("button", name="Clear").click()
        assert sections.locator("[data-count]").all_inner_texts() == before
        assert len(cards_shown(page)) == ALL


def test_the_address_holds_it_over_back_forward_and_reload(tab: Tab, reports: Reports) -> None:
    with reading(tab, reports("example") / "index.html") as page:
        press(page, "f")
        tick(page, "standing", "contested")
        contested = cards_shown(page)
        tick(page, "source", "Sallowport Courier")
        expect(page).to_have_url(re.compile(f"{CONTESTED}&source=courier$"))
        fewer = cards_shown(page)
        page.reload()
        expect(showing(page)).to_contain_text("filter on: contested, Sallowport Courier")
        assert cards_shown(page) == fewer
        page.go_back()
        expect(showing(page)).to_contain_text("filter on: contested")
        assert cards_shown(page) == contested
        page.go_back()
        expect(showing(page)).to_be_hidden()
        assert len(cards_shown(page)) == ALL
        page.go_forward()
        expect(showing(page)).to_be_visible()
        assert cards_shown(page) == contested


def test_an_address_opens_what_it_names(tab: Tab, reports: Reports) -> None:
    with reading(tab, reports("example") / "index.html", f"{CONTESTED},undetermined&kind=quantity") as page:
        expect(showing(page)).to_contain_text("filter on: contested, undetermined, quantity")
        press(page, "f")
        assert page.locator("form :checked").count() == 3


def test_a_link_within_the_page_leaves_it_on(tab: Tab, reports: Reports) -> None:
    with reading(tab, reports("example") / "index.html", CONTESTED) as page:
        expect(showing(page)).to_be_visible()
        page.locator("a.skip").focus()
        press(page, "Enter")
        expect(page).to_have_url(re.compile("#main$"))
        expect(showing(page)).to_be_visible()
        page.reload()
        expect(showing(page)).to_contain_text("filter on: contested")


def test_what_an_address_names_that_is_not_here_is_told(tab: Tab, reports: Reports) -> None:
    with reading(tab, reports("example") / "index.html", "#source=gone-2016") as page:
        expect(told(page)).to_have_text("The filter names what is not here: gone-2016")
        assert len(cards_shown(page)) == ALL


def test_it_is_told_and_can_be_cleared_where_it_is_told(tab: Tab, reports: Reports) -> None:
    with reading(tab, reports("example") / "index.html") as page:
        press(page, "f")
        tick(page, "severity", "high")
        expect(told(page)).to_have_text(re.compile(rf"^Showing \d+ of {ALL} subjects$"))
        page.mouse.wheel(0, 4000)
        expect(page.get_by_role("button", name="Clear")).to_be_in_viewport()
        page.get_by_role("button", name="Clear").click()
        expect(told(page)).to_have_text("The filter is off: all subjects are shown")
        expect(focused(page)).to_be_visible()
        assert page.evaluate("location.hash") == ""


def test_paper_has_what_is_shown_and_says_so(tab: Tab, reports: Reports) -> None:
    with reading(tab, reports("example") / "index.html", CONTESTED) as page:
        expect(showing(page)).to_be_visible()
        shown = cards_shown(page)
        page.emulate_media(media="print")
        expect(showing(page)).to_contain_text(f"Showing 4 of {ALL} subjects – filter on: contested")
        expect(showing(page)).to_be_visible()
        assert cards_shown(page) == shown
        for hidden in ("[data-tools]", "form[data-filter]", "[data-showing] button"):
            expect(page.locator(hidden)).to_be_hidden()


def test_matches_on_other_pages_are_counted_and_linked(tab: Tab, reports: Reports, tmp_path: Path) -> None:
    report = tmp_path / "report"
    shutil.copytree(reports("example"), report)
    index = report / "index.html"
    away = ("shed-4/sprinklers", "harbour-fire/deaths")
    text = index.read_text(encoding="utf-8")
    for subject in away:  # as in a casebook of which the first page lists only a part
        assert f'data-subject="{subject}"' in text
        text = text.replace(f'data-subject="{subject}"', "hidden")
    index.write_text(text, encoding="utf-8")
    with reading(tab, index, "#entity=harbour-fire,shed-4") as page:
        expect(showing(page)).to_contain_text("(2 of them on other pages, linked below)")
        elsewhere = page.get_by_role("region", name="2 more match and stand on other pages")
        assert {link.get_attribute("href") for link in elsewhere.get_by_role("link").all()} == {
            page.evaluate("(path) => whosays.root + path", f"s/{each}.html") for each in away
        }
        elsewhere.get_by_role("link").first.click()
        expect(page).to_have_url(re.compile(r"/s/.*\.html$"))


def test_a_long_facet_shows_its_most_frequent_values_and_finds_the_others(tab: Tab, reports: Reports) -> None:
    with reading(tab, reports("this") / "index.html") as page:
        press(page, "f")
        entities = facet(page, "entity")
        first = counts(page, "entity")
        assert len(first) == 8
        assert list(first.values()) == sorted(first.values(), reverse=True)
        entities.get_by_role("button", name=re.compile(r"^Show all \d+$")).click()
        expect(focused(page)).to_have_accessible_name("Find in entity")
        page.keyboard.type("koufa")
        expect(entities.locator("li:visible")).to_have_count(1)
        tick(page, "entity", "Amadou Koufa")
        expect(showing(page)).to_contain_text("filter on: Amadou Koufa")


@pytest.mark.parametrize("name", ["standing", "severity", "kind", "source", "entity", "decision"])
def test_every_facet_is_a_named_group(tab: Tab, reports: Reports, name: str) -> None:
    with reading(tab, reports("example") / "index.html") as page:
        press(page, "f")
        expect(facet(page, name)).to_be_visible()


def test_without_its_data_all_is_shown_and_no_filter_offered(tab: Tab, reports: Reports, tmp_path: Path) -> None:
    for name in ("index.html", "report.js", "style.css"):
        (tmp_path / name).write_bytes((reports("example") / name).read_bytes())
    with tab() as page:
        page.goto((tmp_path / "index.html").as_uri() + CONTESTED)
        expect(told(page)).to_contain_text("The filter cannot be offered")
        expect(page.locator("form[data-filter]")).to_be_hidden()
        assert len(cards_shown(page)) == ALL
