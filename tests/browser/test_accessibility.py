"""axe-core finds nothing on any kind of page: WCAG 2.2 A and AA, light and dark, and on a narrow screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Literal

import pytest

from tests.browser.reports import named, samples, tell

if TYPE_CHECKING:
    from collections.abc import Mapping

    from playwright.sync_api import Page

    from tests.browser.conftest import Tab
    from tests.browser.reports import Reports

LEVELS: Final = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
ALL: Final[Mapping[str, Any]] = {"runOnly": {"type": "tag", "values": LEVELS}, "rules": {"target-size": {"enabled": True}}}
COLOURS: Final[Mapping[str, Any]] = {"runOnly": {"type": "rule", "values": ("color-contrast", "link-in-text-block")}}
RUN: Final = """
async (what) => {
    const found = await axe.run(document, {...what, resultTypes: ["violations"]});
    return found.violations.map(({id, help, nodes}) => ({
        id, help,
        nodes: nodes.map((node) => ({
            target: node.target.flat(9).join(" >> "),
            why: [...node.any, ...node.all, ...node.none].map((check) => check.message).join("; "),
        })),
    }));
}
"""
SCREENS: Final[dict[str, tuple[int, Literal["light", "dark"], Mapping[str, Any]]]] = {
    "light": (1280, "light", ALL),
    "dark": (1280, "dark", COLOURS),  # nothing else differs
    "narrow": (360, "light", ALL),
}
RUNS: Final = {
    "example": ("light", "dark", "narrow"),
    "changed": ("light", "dark", "narrow"),
    "large": ("light", "narrow"),
    "this": ("light",),
}
"""The example has every kind of page; the pages of this repository's casebook are larger, and axe takes seconds for each."""
SHOWN: Final = 5  # places of one violation on one page that a failure lists


def violations(page: Page, name: str, what: Mapping[str, Any]) -> list[str]:
    """What axe finds on the page that is open, with the places."""
    lines = []
    for found in page.evaluate(RUN, what):
        nodes = found["nodes"]
        lines.append(f"{name}: {found['id']}: {found['help']} ({len(nodes)} places)")
        lines += [f"    {node['target']}: {node['why']}" for node in nodes[:SHOWN]]
    return lines


@pytest.mark.parametrize("casebook", RUNS)
def test_axe_finds_nothing(tab: Tab, reports: Reports, script: str, casebook: str) -> None:
    report = reports(casebook)
    found = []
    with tab() as page:
        for path in samples(report):
            page.goto(path.as_uri())
            page.evaluate(script)
            for screen in RUNS[casebook]:
                width, scheme, what = SCREENS[screen]
                page.set_viewport_size({"width": width, "height": 740})
                page.emulate_media(color_scheme=scheme)
                found += violations(page, f"{named(path, report)}, {screen}", what)
    tell(found)


@pytest.mark.parametrize(
    ("body", "rule"),
    [
        ("<main><h1>One</h1><p style='color: #999; background: #aaa'>pale</p></main>", "color-contrast"),
        ("<main><h1>One</h1><img src='data:,'></main>", "image-alt"),
        ("<main><h1>One</h1>" + "<button style='inline-size: 9px; padding: 0'>x</button>" * 3 + "</main>", "target-size"),
    ],
)
def test_axe_would_find_such_a_fault(tab: Tab, script: str, body: str, rule: str) -> None:
    with tab() as page:
        page.set_content(f"<!DOCTYPE html><html lang='en'><title>One</title>{body}")
        page.evaluate(script)
        assert [line for line in violations(page, "page", ALL) if line.startswith(f"page: {rule}:")]
