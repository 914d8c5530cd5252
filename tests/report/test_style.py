"""The style sheet and the templates know each other: no class and no custom property is left over on either side."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from compare.analysis.rulebook import rules
from compare.core.words import WORDS
from compare.pipeline import Run, find
from compare.report.site import render
from tests.conftest import ROOT
from tests.report.conftest import RULES, make_findings

REPORT: Final = ROOT / "compare" / "report"
NAME: Final = r"-?[A-Za-z_][\w-]*"
HOOKS: Final[dict[str, str]] = {
    **dict.fromkeys(("claimed", "dismissed"), "the state of a sentence, which is seen by its sign; for a script to find"),
}
"""Classes that no style is tied to, each with the reason why it is there."""


@cache
def files() -> dict[str, str]:
    """Two reports: the example, and the hostile one of these tests, which has what the example does not."""
    return {**dict(render(make_findings(), RULES)), **dict(render(find(Run(ROOT / "examples" / "harbour-fire")), rules()))}


def css() -> str:
    """The style sheet as the build writes it, without comments and strings."""
    return bare_css(files()["style.css"])


def bare_css(text: str) -> str:
    return re.sub(r"/\*.*?\*/|\"[^\"\n]*\"|'[^'\n]*'", "", text, flags=re.DOTALL)


def styled(sheet: str) -> set[str]:
    """The classes in the selectors of a style sheet."""
    selectors = [each for each in re.findall(r"([^{};]+)\{", sheet) if not each.strip().startswith("@")]
    return {name for each in selectors for name in re.findall(rf"\.({NAME})", each)}


def classes(html: str) -> set[str]:
    """The classes of a page or template; of one that a template makes, like `s-{{ word }}`, nothing."""
    plain = re.sub(r"\{%.*?%\}|\{#.*?#\}", " ", re.sub(r"[\w-]*\{\{.*?\}\}[\w-]*", " ", html, flags=re.DOTALL), flags=re.DOTALL)
    return {name for value in re.findall(r'\bclass="([^"]*)"', plain) for name in value.split()}


def written() -> set[str]:
    """The classes that the templates name, and those that come out of them on some page."""
    pages = [text for path, text in files().items() if path.endswith(".html")]
    templates = [path.read_text(encoding="utf-8") for path in sorted(REPORT.glob("templates/*.html"))]
    return {name for text in (*pages, *templates) for name in classes(text)}


def families() -> set[str]:
    """The beginnings of classes that templates make of a word, like `s-{{ word }}`; the style sheet need not know all words."""
    templates = [path.read_text(encoding="utf-8") for path in sorted(REPORT.glob("templates/*.html"))]
    return {each for text in templates for each in re.findall(rf"(?<![\w-])({NAME}-)\{{\{{", text)}


def made_of_words() -> set[str]:
    """Every class that a template can make of a word of the tool, though no page here happens to hold the word."""
    return {f"{family}{each.word}" for family in families() for each in WORDS}


def scripts() -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted(REPORT.glob("static/**/*.js")))


def scripted() -> set[str]:
    """Every name in a string of the script."""
    strings = re.findall(r"\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|`[^`]*`", scripts())
    return {name for each in strings for name in re.findall(NAME, each)}


def test_every_class_of_the_style_sheet_is_used() -> None:
    assert len(styled(css())) > 30
    assert sorted(styled(css()) - written() - scripted() - made_of_words()) == []


def test_every_class_that_is_used_has_a_style_or_a_reason() -> None:
    known = tuple(each for each in families() if any(name.startswith(each) for name in styled(css())))
    left = written() - styled(css()) - HOOKS.keys()
    assert sorted(name for name in left if not name.startswith(known)) == []


def test_every_hook_is_there_and_has_no_style() -> None:
    assert sorted(HOOKS.keys() - written() - scripted()) == []
    assert sorted(HOOKS.keys() & styled(css())) == []


def test_every_custom_property_is_set_and_used() -> None:
    sheet = css()
    elsewhere = scripts() + "".join(path.read_text(encoding="utf-8") for path in sorted(REPORT.glob("templates/*.html")))
    used = set(re.findall(r"var\(\s*(--[\w-]+)", sheet + elsewhere))
    made = set(re.findall(r"(?<![\w-])(--[\w-]+)\s*:", sheet))
    assert len(used) > 5
    assert sorted(made - used) == []
    assert sorted(used - made - set(re.findall(r"--[\w-]+", elsewhere))) == []


def test_classes_and_selectors_are_told_apart_from_what_looks_like_them() -> None:
    sheet = bare_css(
        '/* .gone {} */ .a.b > p:not(.c)::after { content: ".d"; inset: .5rem } @media (x) { .e-f, .g { & .h { top: 0 } } }'
    )
    assert styled(sheet) == {"a", "b", "c", "e-f", "g", "h"}
    template = '<p class="a{% if x %} b{% endif %} s-{{ word }}"><i class="{{ one }} c" id="class-d">class="e"</i>'
    assert classes(template) == {"a", "b", "c", "e"}
