"""Without a script a page holds what it is for: the first page leads to every question, a subject's page has every quote."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

import pytest

from tests.browser.findings import questions, quotes_by_subject, subject_page
from tests.browser.reports import tell

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.browser.conftest import Tab
    from tests.browser.reports import Reports

OFF: Final[dict[str, Any]] = {"java_script_enabled": False}
OPEN: Final = "for (const each of document.querySelectorAll('details')) each.open = true"  # as a reader can without a script
LINKED: Final = "[...document.querySelectorAll('a[href]')].map((each) => each.href.split('#')[0])"


def seen(page: Page, path: Path) -> str:
    """The words that can be seen on a page once all that is folded away is unfolded, white space made alike."""
    page.goto(path.as_uri())
    page.evaluate(OPEN)
    return alike(page.inner_text("body"))


def alike(text: str) -> str:
    return re.sub(r"[\s\u00ad]+", " ", text).translate(str.maketrans("‘’“”–—", "''\"\"--"))


@pytest.mark.parametrize("casebook", ["example", "names"])
def test_every_quote_of_a_subject_is_seen(tab: Tab, reports: Reports, casebook: str) -> None:
    report = reports(casebook)
    faults = []
    with tab(**OFF) as page:
        for subject, quotes in quotes_by_subject(report).items():
            words = seen(page, subject_page(report, subject))
            faults += [f"{subject}: not seen: {quote}" for quote in quotes if alike(quote) not in words]
    tell(faults)


@pytest.mark.parametrize("casebook", ["example", "names"])
def test_every_question_is_seen_on_the_first_page_or_one_it_links_to(tab: Tab, reports: Reports, casebook: str) -> None:
    report = reports(casebook)
    sought = {alike(question): question for question in questions(report)}
    assert sought
    with tab(**OFF) as page:
        unseen = {plain for plain in sought if plain not in seen(page, report / "index.html")}
        linked = {link for link in page.evaluate(LINKED) if link.startswith(f"{report.as_uri()}/")}
        for link in sorted(linked, key=lambda each: (each.count("/"), each)):  # those at the top list most
            if unseen:
                page.goto(link)
                page.evaluate(OPEN)
                words = alike(page.inner_text("body"))
                unseen = {plain for plain in unseen if plain not in words}
    tell([f"not seen: {sought[each]}" for each in sorted(unseen)])


def test_words_that_a_script_would_add_are_not_counted(tab: Tab, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(
        "<!DOCTYPE html><body>There<details><summary>More</summary>folded</details><p hidden>hidden</p>"
        "<script>document.body.append('added')</script>",
        encoding="utf-8",
    )
    with tab(**OFF) as page:
        words = seen(page, tmp_path / "index.html")
    assert [word for word in ("There", "folded", "hidden", "added") if word in words] == ["There", "folded"]
