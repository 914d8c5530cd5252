"""What the script makes is as accessible as the pages: axe with the filter on and in each dialog; and it fits a telephone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest
from playwright.sync_api import expect

from tests.browser.reading import press, reading
from tests.browser.reports import tell
from tests.browser.test_accessibility import ALL, violations
from tests.browser.tools import axe

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from tests.browser.conftest import Tab
    from tests.browser.reports import Reports


def filtered(page: Page) -> None:
    press(page, "f", "Space")
    expect(page.locator("[data-showing]")).to_be_visible()


def found(page: Page) -> None:
    press(page, "/")
    page.keyboard.insert_text("fire")
    expect(page.locator(".found h3").first).to_be_visible()


def not_found(page: Page) -> None:
    press(page, "/")
    page.keyboard.insert_text("zeppelin")
    expect(page.get_by_role("dialog")).to_contain_text("Nothing found")


def keys(page: Page) -> None:
    press(page, "?")
    expect(page.get_by_role("dialog")).to_be_visible()


def told(page: Page) -> None:
    press(page, "d", "d")
    expect(page.locator("[role=status]")).to_contain_text("Theme")


MADE = "dialog[open], dialog[open] *, form[data-filter] *, [data-showing] *, [role=status]"
WIDER = f"""[...document.querySelectorAll("{MADE}")]
    .filter((each) => each.checkVisibility() && each.getBoundingClientRect().right > innerWidth + 1)
    .map((each) => each.outerHTML)"""
OPENED = (filtered, found, not_found, keys, told)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("opened", OPENED)
def test_axe_finds_nothing_in_what_the_script_opens(
    tab: Tab, reports: Reports, opened: Callable[[Page], None], scheme: Literal["light", "dark"]
) -> None:
    path = axe()
    assert path, "axe-core is not here: run `make browser`, which says how to get it"
    with tab(color_scheme=scheme) as page:  # axe complains of its own in the console
        page.goto((reports("example") / "index.html").as_uri())
        expect(page.locator("form[data-filter]")).to_be_visible()
        opened(page)
        page.evaluate(Path(path).read_text(encoding="utf-8"))
        tell(violations(page, f"{opened.__name__}, {scheme}", ALL))


@pytest.mark.parametrize("opened", OPENED)
def test_nothing_of_it_is_wider_than_a_telephone(tab: Tab, reports: Reports, opened: Callable[[Page], None]) -> None:
    with reading(tab, reports("example") / "index.html", viewport={"width": 320, "height": 640}) as page:
        opened(page)
        assert page.evaluate(WIDER) == []
        if page.locator("dialog[open]").count():
            expect(page.get_by_role("button", name="Close")).to_be_in_viewport()
            page.get_by_role("button", name="Close").click()
            expect(page.locator("dialog[open]")).to_have_count(0)
