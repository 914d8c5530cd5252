"""Markdown for the summary of a job: rendered and parsed back, nothing of what others wrote acts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import html5lib
import pytest
from markdown_it import MarkdownIt

from compare.core.markdown_text import code
from compare.core.visible import logged
from compare.exporters.gate_markdown import SHOWN, gate_markdown
from tests.exporters.gates import checked, hostile

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

OURS = {"h2", "h3", "p", "code", "table", "thead", "tbody", "tr", "th", "td", "ul", "li", "html", "head", "body"}
"""The elements of the gate's own Markdown."""


def rendered(markdown: str) -> Element[Any]:
    """What a reader of the Markdown gets, by a parser of HTML."""
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    return html5lib.parse(parser.render(markdown), namespaceHTMLElements=False)


def shape(markdown: str) -> list[str]:
    return [str(each.tag) for each in rendered(markdown).iter()]


def test_whatever_others_write_changes_no_element_and_comes_back_as_text() -> None:
    plain = gate_markdown(checked(["plain"]))
    for text in hostile():
        markdown, shown = gate_markdown(checked([text])), logged(text)
        page = rendered(markdown)
        assert {str(each.tag) for each in page.iter()} <= OURS
        if shown.strip():
            assert shape(markdown) == shape(plain)
            assert codes(page).count(shown) == codes(rendered(plain)).count("plain") > 10


def test_nothing_that_others_wrote_stands_outside_of_a_code_span() -> None:
    """GitHub looks for mentions, references and addresses in what is rendered, but not in code."""
    page = rendered(gate_markdown(checked(["@octocat #1 https://example.com a@example.com"])))
    for each in list(page.iter("code")):
        each.text = ""
    left = "".join(page.itertext())
    assert not {"@", "#", "://"} & set(left)
    assert "example" not in left


def codes(page: Element[Any]) -> list[str]:
    return [str(each.text) for each in page.iter("code")]


@pytest.mark.parametrize("text", ["``", "` a", "a `", " a ", "a``b`c", "\\"])
def test_a_code_span_holds_its_text_and_no_more(text: str) -> None:
    assert codes(rendered(f"before {code(text)} after `x`")) == [text, "x"]


def test_a_code_span_of_nothing_says_so() -> None:
    assert code(" ") == code("") == "(nothing)"


def test_a_summary_stays_within_what_github_takes() -> None:
    found = gate_markdown(checked([f"text {at}" for at in range(SHOWN + 20)]))
    assert found.count("### New firm contradiction: ") == SHOWN
    assert "And 20 more." in found
