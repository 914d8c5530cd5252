"""A page opened as a reader opens it, from the disk; whatever it complains of in the console fails the test."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from playwright.sync_api import expect

from tests.browser.reports import tell

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Locator, Page

    from tests.browser.conftest import Tab


@contextmanager
def reading(tab: Tab, path: Path, fragment: str = "", **options: Any) -> Iterator[Page]:
    """The page, on the first page with its filter ready."""
    with tab(**options) as page:
        complaints: list[str] = []
        page.on("console", lambda message: complaints.append(message.text) if message.type in {"error", "warning"} else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(path.as_uri() + fragment)
        if path.name == "index.html":
            expect(page.locator("form[data-filter]")).to_be_visible()
        yield page
        tell(complaints)


def press(page: Page, *keys: str) -> None:
    """The keys, one after the other, once the page is there: a reader does not press them while it is still coming."""
    page.wait_for_load_state()
    for key in keys:
        page.keyboard.press(key)


def told(page: Page) -> Locator:
    """The live region."""
    return page.locator("[role=status]")


def focused(page: Page) -> Locator:
    """What has the focus."""
    return page.locator(":focus")


def cards_shown(page: Page) -> list[str]:
    """The ids of the subjects that the first page shows."""
    rows = page.locator("[data-subject]:visible")
    return [str(row.get_attribute("data-subject")) for row in rows.all()]
