"""The big list of naughty strings, as titles, names, quotes and notes, and back through an HTML parser."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from compare.core.findings import Findings, Origins, Position, Standing, SubjectFinding
from compare.core.model import Casebook, Claim, Entity, Location, Quote, Source, Subject
from compare.report.site import render, showable
from tests.report.conftest import elements, parse, shown

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

STANDARDS = Path(os.environ.get("WHOSAYS_STANDARDS", Path(__file__).parents[3] / "shared" / "standards"))
LIST = STANDARDS / "naughty-strings.json"
PLACE = Location("x.yaml", 1, 1)

pytestmark = pytest.mark.skipif(not LIST.exists(), reason="WHOSAYS_STANDARDS does not lead to naughty-strings.json")

SUBJECT = "s/n0000/all.html"
SOURCE = "src/n0000.html"


@pytest.fixture(scope="module")
def strings() -> list[str]:
    """Those that are not blank: a name or quote of white space is refused before it comes here."""
    return [each for each in json.loads(LIST.read_text(encoding="utf-8")) if each.strip()]


def findings(strings: list[str]) -> Findings:
    numbered = [(f"n{at:04}", text) for at, text in enumerate(strings)]
    subject = Subject("n0000/all", "All of them?", "text", PLACE)
    claims = tuple(Claim(key, "n0000", subject.id, text, Quote(text), PLACE, key, text, note=text) for key, text in numbered)
    position = Position("all", "all", "affirms", tuple(each.uid for each in claims), ("n0000",), Origins(1, 1))
    casebook = Casebook(
        title="Naughty strings",
        sources=tuple(Source(key, text, "2017", "printed", PLACE, publisher=key) for key, text in numbered),
        entities=tuple(Entity(key, text, "person", PLACE) for key, text in numbered),
    )
    found = SubjectFinding(subject, Standing.SINGLE_SOURCE, "none", "1", "none", "One.", "One.", (position,))
    return Findings(casebook, claims, (found,))


@pytest.fixture(scope="module")
def pages(strings: list[str]) -> dict[str, Element[Any]]:
    return pages_with(strings)


def pages_with(strings: list[str]) -> dict[str, Element[Any]]:
    """Those with the strings; those of the one subject as one, and those of its source, as its claims are too many for one."""
    made = dict(render(findings(strings), ()))
    return {name: parse(made[name]) for name in ("index.html", "names.html")} | {
        SUBJECT: as_one(made, "s/n0000/all"),
        SOURCE: as_one(made, "src/n0000"),
    }


def as_one(made: dict[str, str], begin: str) -> Element[Any]:
    """The bodies of all pages whose paths begin like this, in one document."""
    whole = [text for name, text in made.items() if name.startswith((f"{begin}.html", f"{begin}--"))]
    assert len(whole) > 1
    bodies = "".join(text.partition("</head>")[2].replace("</body>", "").replace("</html>", "") for text in whole)
    return parse(f"<!DOCTYPE html><html><head><title>x</title></head>{bodies}</body></html>".replace("<body>", ""))


@pytest.mark.parametrize(
    ("page", "element"),
    [("index.html", "bdi"), (SUBJECT, "mark"), (SUBJECT, "dd"), (SOURCE, "mark")],
)
def test_every_string_comes_back_as_it_was(pages: dict[str, Element[Any]], strings: list[str], page: str, element: str) -> None:
    seen = [shown(each) for each in elements(pages[page], element)]
    assert [text for text in strings if str(showable(text)) not in seen] == []


def test_titles_and_names_all_come_back(pages: dict[str, Element[Any]], strings: list[str]) -> None:
    expected = [str(showable(text)) for text in strings]
    lists = [each for each in elements(pages["names.html"], "ul") if each.attrib.get("class") == "columns"]
    assert sorted(shown(name) for each in lists for name in elements(each, "bdi")) == sorted(expected)
    tables = [each for each in elements(pages["index.html"], "table") if "figures" in each.attrib["class"]]
    titles = [shown(next(elements(cell, "span"))) for each in tables for cell in elements(each, "th") if len(cell) > 1]
    assert titles == expected


def test_they_add_no_kind_of_element(pages: dict[str, Element[Any]], strings: list[str]) -> None:
    plain = pages_with([f"plain {at}" for at in range(len(strings))])
    for name, page in pages.items():
        known = {each.tag for each in plain[name].iter()}
        assert {each.tag for each in page.iter()} <= known
