"""A page can be read on any screen: nothing scrolls both ways, and no words vanish with other colours or without motion."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pytest

from tests.browser.reports import REPORTS, named, samples, tell

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.conftest import Tab
    from tests.browser.reports import Reports

NARROW: Final = (320, 640)
"""Pixels of CSS: the narrowest screen that WCAG asks for, and a common one of 1280 at 200 %."""
MEDIA: Final[dict[str, dict[str, Any]]] = {
    "forced colours": {"forced_colors": "active"},
    "forced colours, dark": {"forced_colors": "active", "color_scheme": "dark"},
    "reduced motion": {"reduced_motion": "reduce"},
}
USUAL: Final[dict[str, Any]] = {"forced_colors": "none", "color_scheme": "light", "reduced_motion": "no-preference"}
WIDE: Final = """
() => {
    const room = document.documentElement.clientWidth;
    const wide = [...document.body.querySelectorAll("*")].filter((each) => each.getBoundingClientRect().right > room + 1);
    const name = (each) => each.tagName.toLowerCase() + [...each.classList].map((word) => "." + word).join("");
    return {width: document.scrollingElement.scrollWidth, room, wide: wide.slice(0, 5).map(name)};
}
"""
# the elements whose own words have the colour of what lies behind them
SUNK: Final = """
() => {
    const solid = (colour) => colour !== "transparent" && !/^rgba.*, 0\\)$/.test(colour);
    const ground = (element) => {
        for (let at = element; at; at = at.parentElement) {
            const colour = getComputedStyle(at).backgroundColor;
            if (solid(colour)) return colour;
        }
        return "none";
    };
    const own = (element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    return [...document.body.querySelectorAll("*")]
        .filter((each) => own(each) && each.checkVisibility() && getComputedStyle(each).color === ground(each))
        .map((each) => each.tagName.toLowerCase() + ": " + each.textContent.trim().slice(0, 60));
}
"""


def sideways(page: Page) -> str:
    """Where the page that is open is wider than the screen; else nothing."""
    found = page.evaluate(WIDE)
    return f"{found['width']} px wide in {found['room']}: {found['wide']}" if found["width"] > found["room"] else ""


@pytest.mark.parametrize("casebook", REPORTS)
def test_nothing_scrolls_both_ways(tab: Tab, reports: Reports, casebook: str) -> None:
    report = reports(casebook)
    faults = []
    with tab(device_scale_factor=2) as page:
        for path in samples(report):
            page.goto(path.as_uri())
            for width in NARROW:
                page.set_viewport_size({"width": width, "height": 600})
                faults += [f"{named(path, report)}: {fault}" for fault in [sideways(page)] if fault]
    tell(faults)


def test_a_page_that_is_too_wide_would_be_noticed(tab: Tab) -> None:
    with tab(viewport={"width": 320, "height": 600}) as page:
        page.set_content("<!DOCTYPE html><p class='long' style='width: 400px'>words")
        assert sideways(page) == "408 px wide in 320: ['p.long']"


def vanished(page: Page, words: str) -> list[str]:
    """What is not seen on the page that is open, of the words that are seen on it as a rule."""
    faults = ["other words are seen"] * (page.inner_text("body") != words)
    faults += ["the heading is not seen"] * (not page.locator("h1").is_visible())
    return faults + [f"{fault}: has the colour of its ground" for fault in page.evaluate(SUNK)]


@pytest.mark.parametrize("casebook", ["example", "this"])
def test_no_words_vanish_with_other_colours_or_without_motion(tab: Tab, reports: Reports, casebook: str) -> None:
    report = reports(casebook)
    faults = []
    with tab() as page:
        for path in samples(report):
            page.emulate_media(**USUAL)
            page.goto(path.as_uri())
            words = page.inner_text("body")
            for name, media in MEDIA.items():
                page.emulate_media(**USUAL | media)
                faults += [f"{named(path, report)}, {name}: {fault}" for fault in vanished(page, words)]
    tell(faults)


def test_words_that_sink_into_their_ground_would_be_noticed(tab: Tab) -> None:
    with tab(forced_colors="active") as page:
        page.set_content("<!DOCTYPE html><p>seen<p style='forced-color-adjust: none; color: #123; background: #123'>sunk")
        assert page.evaluate(SUNK) == ["p: sunk"]


def test_nothing_moves_for_who_wants_no_motion(tab: Tab, reports: Reports) -> None:
    report = reports("example")
    faults = []
    with tab(reduced_motion="reduce") as page:
        for path in samples(report):
            page.goto(path.as_uri())
            moving = page.evaluate("document.getAnimations().length")
            scrolling = page.evaluate("getComputedStyle(document.documentElement).scrollBehavior")
            if moving or scrolling != "auto":
                faults.append(f"{named(path, report)}: {moving} animations, scrolling is {scrolling}")
    tell(faults)
