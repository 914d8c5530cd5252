"""Everything can be done by keys alone, and nothing by keys only."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.reading import cards_shown, focused, press, reading, told

if TYPE_CHECKING:
    from tests.browser.conftest import Tab
    from tests.browser.reports import Reports

SPRINKLERS = "shed-4/sprinklers"
COPYING = ["clipboard-read", "clipboard-write"]


def test_a_whole_review_by_keys_alone(tab: Tab, reports: Reports) -> None:
    with reading(tab, reports("example") / "index.html", permissions=COPYING) as page:
        # the contested ones only
        press(page, "f")
        expect(focused(page)).to_have_accessible_name(re.compile("^contested"))
        press(page, "Space")
        expect(page.locator("[data-showing]")).to_contain_text("Showing 4 of 23 subjects – filter on: contested")
        first, second, *_ = contested = cards_shown(page)
        assert len(contested) == 4

        # from one to the next
        press(page, "j")
        expect(focused(page)).to_have_attribute("data-subject", first)
        press(page, "j", "k", "n")
        expect(focused(page)).to_have_attribute("data-subject", second)
        press(page, "p", "p")
        expect(told(page)).to_have_text("No undecided subject before this one")

        # one of them opened, its claims read
        press(page, "Enter")
        expect(page).to_have_url(re.compile(f"/s/{first}.html$"))
        press(page, "j", "j")
        expect(focused(page)).to_have_accessible_name(re.compile("^Claim "))
        claim = focused(page).get_attribute("id")
        press(page, "c")
        expect(told(page)).to_have_text("Link copied")
        assert page.evaluate("navigator.clipboard.readText()") == f"{page.url}#{claim}"

        # its words in the article, and back up
        press(page, "o")
        expect(page).to_have_url(re.compile(r"/src/[a-z-]+\.html#t-\d+$"))
        page.go_back()
        press(page, "n")
        expect(page).to_have_url(re.compile(f"/s/{second}.html$"))
        press(page, "p")
        expect(page).to_have_url(re.compile(f"/s/{first}.html$"))
        press(page, "u")
        expect(page).to_have_url(re.compile("/index.html$"))

        # a name in its own letters and in ours
        for typed, marked in (("نور", "نور"), ("Noor el Bahr", "Bahr")):
            press(page, "/", "Control+a")
            page.keyboard.insert_text(typed)
            expect(page.locator(".found mark", has_text=marked).first).to_be_visible()
            expect(page.locator(".found h3").first).to_contain_text("Names 1")
            press(page, "ArrowDown")
            expect(focused(page)).to_have_attribute("href", re.compile("/e/.*.html$"))
            press(page, "Escape")

        # dark, and the keys
        press(page, "d")
        expect(page.locator("html")).to_have_attribute("data-theme", "dark")
        expect(told(page)).to_have_text("Theme: dark")
        press(page, "?")
        expect(page.get_by_role("dialog")).to_contain_text("Next undecided subject")
        box = page.get_by_label("Single keys are on")
        box.focus()
        press(page, "Space", "Escape", "d")
        expect(page.locator("html")).to_have_attribute("data-theme", "dark")
        page.reload()
        press(page, "d", "/", "?")
        expect(page.locator("html")).to_have_attribute("data-theme", "dark")
        expect(page.locator("dialog[open]")).to_have_count(0)


def test_keys_lead_from_change_to_change_and_to_its_subject(tab: Tab, reports: Reports) -> None:
    with reading(tab, reports("changed") / "changes.html") as page:
        press(page, "j")
        expect(focused(page)).to_have_accessible_name("When did the mill burn?")
        press(page, "j")
        expect(focused(page)).to_have_accessible_name("Who is the miller?")
        press(page, "Enter")
        expect(page).to_have_url(re.compile("/s/mill/miller.html$"))


def test_the_keys_of_neighbours_follow_the_links_that_are_there(tab: Tab, reports: Reports) -> None:
    with reading(tab, reports("example") / "s" / "shed-4" / "owner.html") as page:
        beside = {each: page.locator(f"a[data-go={each}]").get_attribute("href") for each in ("previous", "next")}
        press(page, "]")
        expect(page).to_have_url(re.compile(f"{str(beside['next'])[6:]}$"))
        press(page, "[")
        expect(page).to_have_url(re.compile("/s/shed-4/owner.html$"))
        press(page, "[")
        expect(page).to_have_url(re.compile(f"{str(beside['previous'])[6:]}$"))


def test_where_there_is_nothing_to_go_to_it_says_so(tab: Tab, reports: Reports) -> None:
    with reading(tab, reports("example") / "method.html") as page:
        press(page, "j")
        expect(told(page)).to_have_text("No card on this page")
        press(page, "o")
        expect(told(page)).to_have_text("No card is chosen: j goes to the next one")
        press(page, "]")
        expect(told(page)).to_have_text("No next subject")
        press(page, "f")
        expect(page).to_have_url(re.compile("/index.html#filter$"))
        expect(page.get_by_role("checkbox", name=re.compile("^contested"))).to_be_visible()


@pytest.mark.parametrize("held", ["Control", "Alt", "Meta"])
def test_a_key_with_another_one_is_the_browsers(tab: Tab, reports: Reports, held: str) -> None:
    with reading(tab, reports("example") / "method.html") as page:
        page.keyboard.press(f"{held}+d")
        assert page.locator("html").get_attribute("data-theme") is None


def test_no_key_does_anything_while_one_types(tab: Tab, reports: Reports) -> None:
    with reading(tab, reports("example") / "method.html") as page:
        press(page, "/")
        page.keyboard.type("dux?")
        expect(page.get_by_label("A name, a word")).to_have_value("dux?")
        assert page.locator("html").get_attribute("data-theme") is None
        expect(page.locator("dialog[open]")).to_have_count(1)


def test_all_that_is_folded_is_opened_and_closed(tab: Tab, reports: Reports) -> None:
    pages = (path for path in sorted(reports("this").rglob("*.html")) if "<details" in path.read_text(encoding="utf-8"))
    with reading(tab, next(pages)) as page:
        folded = page.locator("main details:not([data-filter] *)")
        press(page, "x")
        expect(page.locator("main details:not([data-filter] *):not([open])")).to_have_count(0)
        page.get_by_role("button", name="Collapse all").click()
        expect(page.locator("main details:not([data-filter] *)[open]")).to_have_count(0)
        assert folded.count()


def test_every_key_has_a_button_that_does_the_same(tab: Tab, reports: Reports) -> None:
    with reading(tab, reports("example") / "index.html") as page:
        page.get_by_role("button", name="Keys").click()
        keys = page.locator("dialog kbd").all_inner_texts()
        assert sorted(keys) == sorted("jknp[]uoc/f?d")
        page.get_by_role("button", name="Next card").click()
        expect(focused(page)).to_have_attribute("data-card", "")
        page.get_by_role("button", name="Search").click()
        expect(page.get_by_label("A name, a word")).to_be_focused()


def test_the_theme_follows_the_system_until_one_is_chosen(tab: Tab, reports: Reports) -> None:
    with reading(tab, reports("example") / "method.html", color_scheme="dark") as page:
        paper = "getComputedStyle(document.body).backgroundColor"
        dark = page.evaluate(paper)
        button = page.get_by_role("button", name="Theme")
        seen = []
        for _ in range(3):
            button.click()
            seen.append((button.inner_text(), page.evaluate(paper) == dark))
        assert seen == [("Theme: dark", True), ("Theme: light", False), ("Theme: system", True)]
        button.click()
        button.click()
        page.goto((reports("example") / "index.html").as_uri())
        expect(page.locator("html")).to_have_attribute("data-theme", "light")


def test_all_of_it_works_where_the_browser_keeps_nothing(tab: Tab, reports: Reports) -> None:
    forbidden = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } });"
    with tab() as page:
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.add_init_script(forbidden)
        page.goto((reports("example") / "index.html").as_uri())
        expect(page.locator("form[data-filter]")).to_be_visible()
        press(page, "d", "?")
        page.get_by_label("Single keys are on").uncheck()
        press(page, "Escape", "d")
        expect(page.locator("html")).to_have_attribute("data-theme", "dark")
        assert errors == []


def test_a_link_that_cannot_be_copied_is_given_to_be_copied(tab: Tab, reports: Reports) -> None:
    with tab() as page:
        page.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined });")
        page.goto((reports("example") / "s" / f"{SPRINKLERS}.html").as_uri())
        press(page, "c")
        expect(told(page)).to_contain_text("Copy this link: file:")
        assert page.evaluate("String(getSelection())").endswith(f"/s/{SPRINKLERS}.html#subject")
