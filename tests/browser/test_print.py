"""A subject prints whole, on A4 and on Letter: every quote is in the packet, what is folded away on the screen included."""

from __future__ import annotations

import re
import unicodedata
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from typing import TYPE_CHECKING, Final

import pytest
from pypdf import PdfReader

from tests.browser.findings import quotes_by_subject, subject_page
from tests.browser.reports import pages_by_kind, samples, tell

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.browser.conftest import Tab
    from tests.browser.reports import Reports

PAPER: Final = {"A4": (595, 842), "Letter": (612, 792)}  # points
COLUMN: Final = 660  # pixels between the margins of either paper, where a picture names fewer of its ticks
DROP_UNSEEN: Final = (
    "document.querySelectorAll('svg *').forEach((each) => getComputedStyle(each).display === 'none' && each.remove())"
)
"""What a picture leaves out where it is narrow counts as its inner text all the same."""
FOLDED: Final = """
[...document.querySelectorAll("details:not([open]) > :not(summary)")]
    .filter((each) => each.parentElement.checkVisibility())
    .map((each) => each.innerText)
"""
FOLD_MORE: Final = """
() => {
    const box = document.createElement("details");
    box.innerHTML = "<summary>More</summary><p>Words that are folded away.</p>";
    document.querySelector("main").append(box);
}
"""
RIGHT_TO_LEFT: Final = re.compile("[\u0590-\u08ff]")  # a PDF holds it in the order in which it is seen
ALIKE: Final = str.maketrans("‘’“”–—‑", "''\"\"---")


def bare(text: str) -> str:
    """The text without white space, soft hyphens and marks of direction, ligatures undone, quotes and dashes plain."""
    return "".join(unicodedata.normalize("NFKC", text).translate(ALIKE).translate({0xAD: None, 0x200E: None}).split())


@dataclass(frozen=True)
class Packet:
    """What comes out of the printer: the size of each sheet in points, and its words without white space."""

    sizes: tuple[tuple[int, int], ...]
    sheets: tuple[str, ...]

    @cached_property
    def words(self) -> str:
        return "".join(self.sheets)


def printed(page: Page, paper: str) -> Packet:
    sheets = PdfReader(BytesIO(page.pdf(format=paper))).pages
    sizes = tuple((round(sheet.mediabox.width), round(sheet.mediabox.height)) for sheet in sheets)
    return Packet(sizes, tuple(bare(sheet.extract_text()) for sheet in sheets))


@contextmanager
def on_paper(page: Page) -> Iterator[None]:
    """Have the page as it is laid out for a printer, so that what is left out there on purpose is not looked for."""
    screen = page.viewport_size
    page.emulate_media(media="print")
    page.set_viewport_size({"width": COLUMN, "height": 900})
    yield
    if screen:
        page.set_viewport_size(screen)
    page.emulate_media(media="null")  # "screen" would be printed as on the screen


def misprints(page: Page, packet: Packet, paper: str) -> list[str]:
    """What is wrong with the packet: sheets of another size, empty ones, and words of the page that are on none of them."""
    wide, high = PAPER[paper]
    with on_paper(page):
        page.evaluate(DROP_UNSEEN)
        sought = dict.fromkeys(word for word in page.inner_text("body").split() if not RIGHT_TO_LEFT.search(word))
    faults = [f"a sheet is {w} x {h} points" for w, h in set(packet.sizes) if max(abs(w - wide), abs(h - high)) > 1]
    faults += [f"sheet {number} is empty" for number, text in enumerate(packet.sheets, 1) if not text]
    return faults + [f"a word is not printed: {word}" for word in sought if bare(word) not in packet.words]


@pytest.mark.parametrize("paper", PAPER)
def test_a_subject_prints_with_every_quote(tab: Tab, reports: Reports, paper: str) -> None:
    report = reports("example")
    faults = []
    with tab() as page:
        for subject, quotes in quotes_by_subject(report).items():
            page.goto(subject_page(report, subject).as_uri())
            packet = printed(page, paper)
            faults += [f"{subject}: {fault}" for fault in misprints(page, packet, paper)]
            faults += [f"{subject}: not printed: {quote}" for quote in quotes if bare(quote) not in packet.words]
    tell(faults)


@pytest.mark.parametrize("paper", PAPER)
def test_the_changes_print_whole(tab: Tab, reports: Reports, paper: str) -> None:
    with tab() as page:
        page.goto((reports("changed") / "changes.html").as_uri())
        page.evaluate("document.querySelectorAll('.unseen').forEach((each) => each.remove())")  # for screen readers only
        tell(misprints(page, printed(page, paper), paper))


def largest_subject(report: Path) -> Path:
    return max(pages_by_kind(report)["s"], key=lambda path: (path.stat().st_size, path))


def test_what_is_folded_away_is_printed(tab: Tab, reports: Reports) -> None:
    faults = []
    with tab() as page:
        for path in (*samples(reports("example")), largest_subject(reports("this"))):
            page.goto(path.as_uri())
            page.evaluate(FOLD_MORE)
            with on_paper(page):
                folded = [text for text in page.evaluate(FOLDED) if text.strip() and not RIGHT_TO_LEFT.search(text)]
            assert "Words that are folded away." in folded
            words = printed(page, "A4").words
            faults += [f"{path.parent.name}/{path.name}: not printed: {text}" for text in folded if bare(text) not in words]
    tell(faults)


def test_words_off_the_paper_and_empty_sheets_would_be_noticed(tab: Tab) -> None:
    with tab() as page:
        page.set_content(
            "<!DOCTYPE html><p>seen<p style='position: absolute; left: -400px'>lost"
            "<div style='break-before: page; block-size: 1px'></div><p style='break-before: page'>last"
        )
        faults = misprints(page, printed(page, "Letter"), "A4")
    assert faults == ["a sheet is 612 x 792 points", "sheet 2 is empty", "a word is not printed: lost"]
