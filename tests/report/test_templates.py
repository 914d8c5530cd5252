"""No template lets text act: every attribute stands in quotation marks, and nothing is kept from being escaped."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import compare.report

TEMPLATES = sorted((Path(compare.report.__file__).parent / "templates").glob("*.html"))
TAG = re.compile(r'<[a-zA-Z](?:"[^"]*"|[^">])*>')
WHOLE_ATTRIBUTES = r"\{\{ describedby\(.*?\) \}\}"
"""A macro that writes attributes with their quotation marks, and is looked at itself."""


def unquoted(template: str) -> list[str]:
    """The tags in which something stands outside of quotation marks that could be what others wrote, or begin an attribute."""
    bare = re.sub(rf"\{{#.*?#\}}|\{{%.*?%\}}|{WHOLE_ATTRIBUTES}", " ", template, flags=re.DOTALL)
    tags = (re.sub(r'"[^"]*"', '""', tag) for tag in TAG.findall(re.sub(r"\{\{.*?\}\}", "\0", bare, flags=re.DOTALL)))
    return [tag for tag in tags if "\0" in tag or re.search(r'=(?!"")', tag)]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_every_attribute_is_quoted_and_no_text_is_kept_from_being_escaped(path: Path) -> None:
    template = path.read_text(encoding="utf-8")
    assert unquoted(template) == []
    assert not re.search(r"\bsafe\b\s*(?:\}\}|\||\))|autoescape|Markup", template)


@pytest.mark.parametrize(
    "tag", ["<a href={{ x }}>", "<a href='{{ x }}'>", "<a {{ x }}>", '<a class="b" {% if y %}id={{ x }}{% endif %}>']
)
def test_one_without_would_be_found(tag: str) -> None:
    assert unquoted(tag)
    assert not unquoted('<a class="b {{ x }}" hidden{% if y %} id="{{ x }}"{% endif %}>{{ x }}</a>')
