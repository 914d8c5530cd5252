"""A subject with more claims than one page can show goes on over further pages, and every claim stands on one of them."""

from __future__ import annotations

import posixpath
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

from compare.core.findings import Findings, Origins, Position, Standing, SubjectFinding
from compare.core.model import Casebook, Claim, Entity, Location, Quote, Source, Subject
from compare.report.addresses import CLAIMS_ON_PAGE
from compare.report.site import render
from tests.report.conftest import elements, parse

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    Pages = dict[str, Element[Any]]

PLACE = Location("x.yaml")
OFTEN = {"one": 250, "two": 180, "unread": 20}


def findings() -> Findings:
    subject = Subject("dam/height", "How high is the dam?", "quantity", PLACE)
    made = [(value, f"{value}-{at}") for value, number in OFTEN.items() for at in range(number)]
    claims = tuple(
        Claim(key, "wire", subject.id, value, Quote(f"it is {key}"), PLACE, None if value == "unread" else value, value)
        for value, key in made
    )
    held = {value: tuple(sorted(f"wire#{key}" for each, key in made if each == value)) for value in OFTEN}
    positions = tuple(Position(value, value, "affirms", held[value], ("wire",), Origins(1, 1)) for value in ("one", "two"))
    found = SubjectFinding(
        subject, Standing.SINGLE_SOURCE, "none", "1", "none", "One.", "One.", positions, unread=held["unread"]
    )
    source = Source("wire", "A wire", "2020", "printed", PLACE, publisher="Wire")
    casebook = Casebook(
        title="Dam", sources=(source,), entities=(Entity("dam", "The dam", "place", PLACE),), subjects=(subject,)
    )
    return Findings(casebook, claims, (found,))


@pytest.fixture(scope="module")
def pages() -> Pages:
    return {name: parse(text) for name, text in render(findings(), ()) if name.endswith(".html")}


def ids(page: Element) -> list[str]:
    return [each.attrib["id"] for each in page.iter() if "id" in each.attrib]


def test_every_claim_stands_on_exactly_one_page(pages: Pages) -> None:
    own = {name: page for name, page in pages.items() if name.startswith("s/dam/")}
    assert sorted(own) == ["s/dam/height--2.html", "s/dam/height--3.html", "s/dam/height.html"]
    claims = Counter(each for page in own.values() for each in ids(page) if each.startswith("c-"))
    assert len(claims) == sum(OFTEN.values())
    assert set(claims.values()) == {1}
    assert max(sum(each.startswith("c-") for each in ids(page)) for page in own.values()) == CLAIMS_ON_PAGE


def test_every_link_to_a_claim_leads_to_its_page(pages: Pages) -> None:
    known = {name: set(ids(page)) for name, page in pages.items()}
    followed = 0
    for name, page in pages.items():
        for link in elements(page, "a"):
            path, _, fragment = link.attrib["href"].partition("#")
            target = posixpath.normpath(posixpath.join(posixpath.dirname(name), path)) if path else name
            assert not fragment or fragment in known[target], (name, link.attrib["href"])
            followed += fragment.startswith("c-") and target.startswith("s/dam/height--")
    assert followed > sum(OFTEN.values()) - CLAIMS_ON_PAGE


def test_the_pages_lead_to_each_other(pages: Pages) -> None:
    def ways(name: str) -> dict[str, str]:
        return {each.attrib["data-go"]: each.attrib["href"] for each in elements(pages[name], "a") if "data-go" in each.attrib}

    assert ways("s/dam/height--2.html") == {
        "previous": "../../s/dam/height.html",
        "next": "../../s/dam/height--3.html",
        "up": "../../s/dam/height.html",
    }
    assert "next" not in ways("s/dam/height--3.html")
    onward = [each.attrib["href"] for each in elements(pages["s/dam/height.html"], "a") if "--" in each.attrib["href"]]
    assert {"../../s/dam/height--2.html", "../../s/dam/height--3.html"} <= set(onward)
