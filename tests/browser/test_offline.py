"""A page opens by double-click, without a network: nothing is asked for outside its folder, and nothing goes wrong."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

import pytest

from tests.browser.reports import REPORTS, named, samples, tell

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import ConsoleMessage, Error, Page

    from tests.browser.conftest import Tab
    from tests.browser.reports import Reports

LOUD: Final = ("error", "warning")
FACE: Final = "getComputedStyle(document.body).fontFamily"


@contextmanager
def watched(page: Page, folder: Path) -> Iterator[list[str]]:
    """What goes wrong on the page meanwhile: errors of any kind, and requests for anything outside the folder."""
    faults: list[str] = []
    inside = folder.as_uri() + "/"

    def heard(message: ConsoleMessage) -> None:
        if message.type in LOUD:  # a breach of the content policy is told here, too
            faults.append(f"{message.type}: {message.text}")

    def broke(error: Error) -> None:
        faults.append(f"page error: {error}")

    page.on("console", heard)
    page.on("pageerror", broke)
    page.on("request", lambda request: None if request.url.startswith(inside) else faults.append(f"request: {request.url}"))
    page.on("requestfailed", lambda request: faults.append(f"failed: {request.url}"))
    yield faults


@pytest.mark.parametrize("casebook", REPORTS)
def test_a_page_opens_offline_and_asks_for_nothing_outside_its_folder(tab: Tab, reports: Reports, casebook: str) -> None:
    report = reports(casebook)
    found = []
    with tab() as page, watched(page, report) as faults:
        for path in samples(report):
            page.goto(path.as_uri(), wait_until="load")
            found += [f"{named(path, report)}: {fault}" for fault in faults]
            faults.clear()
    tell(found)


def test_the_style_sheet_is_in_force(tab: Tab, reports: Reports) -> None:
    report = reports("example")
    without = "for (const each of document.styleSheets) each.disabled = true"
    with tab() as page:
        for path in samples(report):
            page.goto(path.as_uri())
            face = page.evaluate(FACE)
            page.evaluate(without)
            assert page.evaluate(FACE) != face, named(path, report)


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("<img src='https://example.org/x.png' alt=''>", "request: https://example.org/x.png"),
        ("<img src='../x.png' alt=''>", "request: file:"),
        ("<script>throw new Error('broken')</script>", "page error: broken"),
        (
            "<meta http-equiv='Content-Security-Policy' content=\"default-src 'none'\"><script>var one = 1</script>",
            "error: Executing inline script violates the following Content Security Policy",
        ),
    ],
)
def test_such_a_fault_would_be_noticed(tab: Tab, tmp_path: Path, body: str, fault: str) -> None:
    folder = tmp_path / "report"
    folder.mkdir()
    (folder / "index.html").write_text(f"<!DOCTYPE html><html lang='en'><title>One</title>{body}", encoding="utf-8")
    with tab() as page, watched(page, folder) as faults:
        page.goto((folder / "index.html").as_uri(), wait_until="load")
        assert [each for each in faults if each.startswith(fault)], faults
