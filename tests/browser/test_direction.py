"""An Arabic or Hebrew name does not drag the number beside it to its wrong side.

Where words stand is measured, not how they are marked up: in words that run from left to right, a number written after a name
stands right of it, and one before it stands left; in words that run from right to left it is the other way round. Which way
they run is the direction of the innermost element that holds both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import pytest

from tests.browser.reports import named, pages_by_kind, tell

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Tab
    from tests.browser.reports import Reports

SCRIPTS: Final = {"Arabic": "\u0600-\u06ff", "Hebrew": "\u0590-\u05ff"}
# every name and number that follow each other in one block on one line, with nothing but signs and spaces in between
BESIDE: Final = """
(script) => {
    const pairs = [];
    const token = new RegExp(`[${script}][${script}\\\\s]*[${script}]|[${script}]|[0-9]+|\\\\p{L}+`, "gu");
    const name = new RegExp(`[${script}]`);
    const blockOf = (element) => {
        while (/^(inline|contents)/.test(getComputedStyle(element).display)) element = element.parentElement;
        return element;
    };
    const common = (a, b) => {
        const range = document.createRange();
        range.setStart(a, 0);
        range.setEnd(b, b.length);
        const found = range.commonAncestorContainer;
        return found.nodeType === 1 ? found : found.parentElement;
    };
    const place = (each, last) => {
        const range = document.createRange();
        range.setStart(each.node, each.start);
        range.setEnd(each.node, each.start + each.text.length);
        const rects = [...range.getClientRects()];
        return last ? rects.at(-1) : rects[0];
    };
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    let before = null;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        if (!node.data.trim() || !node.parentElement.checkVisibility()) continue;
        const block = blockOf(node.parentElement);
        for (const match of node.data.matchAll(token)) {
            const each = {node, block, text: match[0], start: match.index};
            each.kind = name.test(each.text) ? "name" : /[0-9]/.test(each.text) ? "number" : "word";
            const kinds = [before?.kind, each.kind].sort().join();
            if (before && before.block === block && kinds === "name,number") {
                const [first, second] = [place(before, true), place(each, false)];
                const height = Math.min(first.bottom, second.bottom) - Math.max(first.top, second.top);
                if (height > Math.min(first.height, second.height) / 2) {
                    const holder = common(before.node, node);
                    const leftwards = getComputedStyle(holder).direction === "rtl";
                    const [left, right] = leftwards ? [second, first] : [first, second];
                    pairs.push({
                        direction: leftwards ? "rtl" : "ltr",
                        right: left.right <= right.left + 1,
                        words: (block.innerText ?? block.textContent).replace(/\\s+/g, " ").slice(0, 160),
                        first: before.text, second: each.text,
                    });
                }
            }
            before = each;
        }
    }
    return pairs;
}
"""


class Beside(NamedTuple):
    """A name and a number side by side: which way the words run, which comes first, and whether each is on its side."""

    direction: str
    first: str
    second: str
    right: bool
    words: str


def beside(page: Page, script: str) -> list[Beside]:
    """All such pairs on the page that is open."""
    found = page.evaluate(BESIDE, SCRIPTS[script])
    return [Beside(each["direction"], each["first"], each["second"], each["right"], each["words"]) for each in found]


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_number_beside_a_name_stays_on_its_side(tab: Tab, reports: Reports, script: str) -> None:
    report = reports("names")
    faults, kinds, directions = [], set(), set()
    with tab(viewport={"width": 1600, "height": 900}) as page:
        for kind, paths in pages_by_kind(report).items():
            for path in paths:
                page.goto(path.as_uri())
                pairs = beside(page, script)
                kinds |= {kind} if pairs else set()
                directions |= {pair.direction for pair in pairs}
                faults += [
                    f"{named(path, report)}: {pair.first} and {pair.second} have changed sides: {pair.words}"
                    for pair in pairs
                    if not pair.right
                ]
    tell(faults)
    assert {"index", "s", "matrix", "src"} <= kinds  # else the casebook shows nothing
    assert "ltr" in directions


@pytest.mark.parametrize(
    ("line", "right"),
    [
        ("on نور البحر 12 sailors", False),
        ("on <bdi>نور البحر</bdi> 12 sailors", True),
        ("7 <bdi>نور البحر</bdi>: 12", True),
        ("on <span dir='ltr'>نور البحر</span> 12 sailors", True),
        ("on <span lang='ar'>نور البحر</span>, 12 sailors", False),
        ("<bdi dir='auto'>نور البحر 12</bdi>", True),
        ("<bdi dir='ltr'>نور البحر 12</bdi>", False),
    ],
)
def test_what_is_measured_is_where_the_words_stand(tab: Tab, line: str, *, right: bool) -> None:
    with tab() as page:
        page.set_content(f"<!DOCTYPE html><html lang='en'><title>One</title><p>{line}</p>")
        pairs = beside(page, "Arabic")
        assert pairs
        assert all(pair.right for pair in pairs) is right
