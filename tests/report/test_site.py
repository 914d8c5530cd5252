from __future__ import annotations

import posixpath
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest

from compare.report.site import render, showable
from tests.report.conftest import (
    ARABIC,
    BRACES,
    BREAKOUT,
    RULES,
    SCRIPT,
    XHTML,
    elements,
    make_findings,
    parse,
    shown,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from compare.core.findings import Findings

    Pages = dict[str, Element[Any]]


def ids(page: Element) -> list[str]:
    return [element.attrib["id"] for element in page.iter() if "id" in element.attrib]


def links(pages: Pages) -> Iterator[tuple[str, str]]:
    for name, page in pages.items():
        for element in elements(page, "a"):
            yield name, element.attrib["href"]


def test_the_expected_pages_are_there(files: dict[str, str]) -> None:
    assert sorted(files) == [
        *("changes.html", "decisions.html", "e/iyad.html", "e/jnim.html", "e/old-group.html", "e/other.html"),
        *("index.html", "matrix.html", "method.html", "names.html", "problems.html", "report.js"),
        *(f"s/jnim/{each}.html" for each in ("allies", "base", "end", "founded", "leader", "size", "strength")),
        *(f"search/{each}.js" for each in ("catalogue", "claims-1", "names-1", "origins-1", "sources-1", "subjects-1")),
        *("src/afp.html", "src/quds.html", "src/reuters.html", "style.css"),
    ]


def test_every_link_and_fragment_leads_somewhere(files: dict[str, str], pages: Pages) -> None:
    known = {name: set(ids(page)) for name, page in pages.items()} | {"style.css": set(), "report.js": set()}
    astray = []
    for name, href in links(pages):
        if href.startswith("https://"):
            continue
        path, _, fragment = href.partition("#")
        target = posixpath.normpath(posixpath.join(posixpath.dirname(name), path)) if path else name
        if target not in files or (fragment and fragment not in known[target]):
            astray.append((name, href))
    assert not astray


def test_every_page_is_reached_from_the_first(files: dict[str, str], pages: Pages) -> None:
    reached, todo = set(), ["index.html"]
    while todo:
        name = todo.pop()
        if name in reached:
            continue
        reached.add(name)
        inside = [href.partition("#")[0] for at, href in links(pages) if at == name and not href.startswith("https://")]
        todo += [posixpath.normpath(posixpath.join(posixpath.dirname(name), path)) for path in inside if path]
    assert reached == {name for name in files if name.endswith(".html")}


def test_ids_are_unique_on_each_page(pages: Pages) -> None:
    repeated = {name: [each for each, times in Counter(ids(page)).items() if times > 1] for name, page in pages.items()}
    assert not any(repeated.values()), repeated


def test_what_an_element_is_labelled_by_is_there(pages: Pages) -> None:
    for page in pages.values():
        there = set(ids(page))
        assert all(each.attrib.get("aria-labelledby", "main") in there for each in page.iter())


def test_each_page_has_one_heading_of_the_first_level_and_its_landmarks(pages: Pages) -> None:
    for name, page in pages.items():
        often = {each: len(list(elements(page, each))) for each in ("h1", "main", "footer", "title")}
        assert often == {"h1": 1, "main": 1, "footer": 1, "title": 1}, name
        assert next(elements(page, "a")).attrib == {"class": "skip", "href": "#main"}


def test_no_level_of_headings_is_skipped(pages: Pages) -> None:
    for name, page in pages.items():
        main = next(elements(page, "main"))
        levels = [int(each.tag[-1]) for each in main.iter() if each.tag in {XHTML + f"h{level}" for level in range(1, 7)}]
        assert all(after <= before + 1 for before, after in pairwise(levels)), (name, levels)


def test_every_table_has_a_caption_and_scoped_heads(pages: Pages) -> None:
    for name, page in pages.items():
        for table in elements(page, "table"):
            assert table[0].tag == XHTML + "caption", name
            assert shown(table[0]).strip(), name
        assert all(head.attrib.get("scope") in {"col", "row", "rowgroup"} for head in elements(page, "th")), name


def test_nothing_is_requested_from_elsewhere(pages: Pages, files: dict[str, str]) -> None:
    for page in pages.values():
        loading = [each for each in page.iter() if "src" in each.attrib or (each.tag != XHTML + "a" and "href" in each.attrib)]
        assert [each.tag for each in loading] == [XHTML + "link", XHTML + "script"]
        assert loading[0].attrib["href"].endswith("style.css")
        assert loading[1].attrib["src"].endswith("report.js")
        policies = [each.attrib["content"] for each in elements(page, "meta") if "http-equiv" in each.attrib]
        assert len(policies) == 1
        assert policies[0].startswith("default-src 'none'")
    assert "url(" not in files["style.css"]
    assert "@import" not in files["style.css"]


def test_outside_links_say_nothing_of_where_they_are_followed_from(pages: Pages) -> None:
    outside = [each for page in pages.values() for each in elements(page, "a") if "://" in each.attrib["href"]]
    assert [each.attrib["href"] for each in outside] == ["https://example.org/?a=1&b=2"]
    assert all(each.attrib["rel"] == "noopener noreferrer" for each in outside)


def test_an_address_that_could_run_code_is_text(pages: Pages) -> None:
    assert "javascript:alert(1)" in shown(pages["src/afp.html"])
    assert not any("javascript" in href for _, href in links(pages))


def test_hostile_text_adds_no_element_and_no_attribute(pages: Pages) -> None:
    plain = {XHTML + each for each in ("img", "iframe", "object", "svg", "style")}
    for name, page in pages.items():
        assert not [each for each in elements(page, "form") if "data-filter" not in each.attrib], name
        assert not plain & {each.tag for each in page.iter() if isinstance(each.tag, str)}, name
        assert not [key for each in page.iter() for key in each.attrib if key.startswith("on")], name
        assert [each.text for each in elements(page, "script")] == [None], name  # the one of the head, loaded from its file


@pytest.mark.parametrize(
    ("page", "texts"),
    [
        ("index.html", (SCRIPT, BREAKOUT)),
        ("s/jnim/leader.html", (SCRIPT, BREAKOUT, BRACES, ARABIC)),
        ("s/jnim/base.html", (f"unreadable {SCRIPT}", BRACES)),
        ("s/jnim/founded.html", (f"Nobody looked. {SCRIPT}",)),
        ("src/afp.html", (SCRIPT, BRACES)),
        ("src/quds.html", (ARABIC, BREAKOUT, BRACES)),
        ("e/iyad.html", (BREAKOUT, ARABIC)),
        ("e/old-group.html", (BREAKOUT, BRACES)),
        ("s/jnim/size.html", (SCRIPT, "jnim/gone")),
        ("matrix.html", (SCRIPT, BREAKOUT, ARABIC)),
        ("method.html", (SCRIPT,)),
        ("problems.html", (f"{SCRIPT}:3:5", BREAKOUT, BRACES)),
    ],
)
def test_hostile_text_stays_text(pages: Pages, page: str, texts: tuple[str, ...]) -> None:
    seen = shown(pages[page])
    assert [each for each in texts if each not in seen] == []


def test_every_name_keeps_to_its_own_direction_and_says_its_language(pages: Pages) -> None:
    names = [each for page in pages.values() for each in elements(page, "bdi") if shown(each) == ARABIC]
    assert names
    assert all(each.attrib["dir"] == "auto" for each in names)
    title = next(elements(pages["e/other.html"], "h1"))
    assert [each.attrib.get("lang") for each in title] == ["ar"]


def test_the_same_findings_give_the_same_bytes(files: dict[str, str]) -> None:
    assert dict(render(make_findings(), RULES)) == files


def test_a_quote_is_marked_inside_its_sentence(pages: Pages) -> None:
    claim = next(each for each in pages["s/jnim/leader.html"].iter() if each.attrib.get("id") == "c-reuters--leader")
    assert [shown(each) for each in elements(claim, "mark")] == ["led by the Ansar Dine chief"]
    assert [shown(each).strip() for each in elements(claim, "blockquote")] == [
        "It is led by the Ansar Dine chief, according to the group."
    ]


def test_the_article_is_whole_and_its_overlapping_claims_are_marked(pages: Pages) -> None:
    page = pages["src/reuters.html"]
    sentence = next(each for each in page.iter() if each.attrib.get("id") == "t-1")
    assert [shown(each) for each in elements(sentence, "mark")] == ["led by the ", "Ansar Dine chief", ", according"]
    assert [each.attrib.get("class") for each in elements(sentence, "mark")] == [None, "deep", None]
    assert "A new alliance." in shown(page)
    assert "4 sentences: 3 with claims, 1 read and dismissed, 0 left open." in shown(page)


def test_a_gated_difference_is_shown_as_one_and_not_called_a_contradiction(pages: Pages) -> None:
    seen = shown(pages["s/jnim/strength.html"])
    assert "A and B, apart in time" in seen
    assert "Explained by change over time:" in seen
    assert "A contradicts B" not in seen


def test_the_finer_reading_refines_the_coarser(pages: Pages) -> None:
    assert "B refines A" in shown(pages["s/jnim/founded.html"])


def test_a_stale_decision_is_shown_and_not_applied(pages: Pages) -> None:
    seen = shown(pages["s/jnim/leader.html"])
    assert "Decision: prefer – stale" in seen
    assert "shown, not applied" in seen


def test_what_html_cannot_hold_is_written_out() -> None:
    assert showable("a\x00b\ud800c\ufdd0d\u202ee") == "a\\x00b\\ud800c\\ufdd0d[RLO]e"
    assert showable("one\r\ntwo\rthree\x85four") == "one\ntwo\nthree\nfour"
    assert showable("\u200fإياد\u200e") == "\u200fإياد\u200e"


def test_an_empty_casebook_reassures_nobody() -> None:
    full = make_findings()
    empty: Findings = type(full)(full.casebook, (), ())
    seen = shown(parse(dict(render(empty, ()))["index.html"]))
    assert "Nothing was compared" in seen
    assert "No contradictions" not in seen
