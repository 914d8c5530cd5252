from __future__ import annotations

import base64
import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from compare.exporters.annotations import web_annotations
from compare.pipeline import Run, find
from tests.conftest import ROOT
from tests.exporters.web_annotation import CONTEXT, faults, graph_of

if TYPE_CHECKING:
    from pathlib import Path

    from compare.core.findings import Findings
    from compare.core.model import Claim

EXAMPLE = ROOT / "compare" / "casebooks" / "example"
BY_CHANCE = {"anno15"}
"""The language that is no text stands under a misspelt key, which JSON-LD takes for one of somebody else's."""


@pytest.fixture(scope="module")
def findings() -> Findings:
    return find(Run(EXAMPLE))


def items(findings: Findings, *only: str) -> list[tuple[Claim, dict[str, Any]]]:
    """The claims, each with its annotation."""
    claims = [each for each in sorted(findings.claims, key=lambda each: each.uid) if not only or each.source in only]
    return list(zip(claims, json.loads(web_annotations(findings, only))["first"]["items"], strict=True))


def test_every_claim_is_an_annotation_that_the_standard_allows(findings: Findings) -> None:
    document = json.loads(web_annotations(findings))
    assert (document["@context"], document["type"], document["label"]) == (
        CONTEXT,
        "AnnotationCollection",
        "The fire on the North Quay",
    )
    assert document["total"] == len(document["first"]["items"]) == len(findings.claims)
    assert faults(document) == []
    assert len(graph_of(document)) > 20 * len(findings.claims)


@pytest.mark.parametrize("at", range(1, 44))
def test_what_the_standard_gives_as_correct_is_found_correct(at: int, standards: Path) -> None:
    assert faults(json.loads((standards / f"w3c-annotation/correct/anno{at}.json").read_text(encoding="utf-8"))) == []


def test_the_collection_that_the_standard_gives_is_found_correct(standards: Path) -> None:
    assert faults(json.loads((standards / "w3c-annotation/correct/collection1.json").read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize("at", range(2, 41))
def test_what_the_standard_gives_as_incorrect_is_found_incorrect(at: int, standards: Path) -> None:
    """Most of these have two ids and a comma too many, too: mended, so that what they are named for is what is found."""
    name = f"anno{at}"
    text = (standards / f"w3c-annotation/incorrect/{name}.json").read_text(encoding="utf-8")
    document = json.loads(re.sub(r",(\s*\})", r"\1", text))
    if name != "anno7" and isinstance(document.get("id"), list):
        document["id"] = document["id"][0]
    assert bool(faults(document)) is (name not in BY_CHANCE)


def test_the_words_are_those_at_the_offsets_of_the_text_that_is_named(findings: Findings) -> None:
    texts = {each.sha256: each.text for each in findings.casebook.texts.values()}
    found = 0
    for _, item in items(findings):
        if "state" in item["target"]:
            digest = item["target"]["state"]["cached"].removeprefix("ni:///sha-256;")
            text = texts[base64.urlsafe_b64decode(f"{digest}=").hex()]
            quote, position = item["target"]["selector"]
            assert text[position["start"] : position["end"]] == quote["exact"]
            assert ("prefix" in quote) is (text.count(quote["exact"]) > 1)
            assert text[: position["start"]].endswith(quote.get("prefix", ""))
            assert text[position["end"] :].startswith(quote.get("suffix", ""))
            assert max(len(quote.get("prefix", "")), len(quote.get("suffix", ""))) <= 32
            found += 1
    assert found > 40


def test_words_around_a_quote_are_written_only_where_it_stands_there_twice(findings: Findings) -> None:
    plain = [item["target"]["selector"][0] for _, item in items(findings) if "state" in item["target"]]
    assert [each for each in plain if "prefix" in each] == []
    first = next(each for each in findings.claims if each.quote.start)
    text = findings.casebook.texts[first.source]
    twice = replace(text, text=f"{text.text} {first.quote.text}")
    casebook = replace(findings.casebook, texts={**findings.casebook.texts, first.source: twice})
    quotes = [item["target"]["selector"][0] for _, item in items(replace(findings, casebook=casebook), first.source)]
    assert [each["exact"] for each in quotes if "prefix" in each] == [first.quote.text]


def test_without_a_text_the_quote_as_annotated_is_all_there_is(findings: Findings) -> None:
    bare = replace(
        findings,
        casebook=replace(findings.casebook, texts={}),
        claims=tuple(
            replace(each, quote=replace(each.quote, state="unchecked", start=None, end=None)) for each in findings.claims
        ),
    )
    document = json.loads(web_annotations(bare))
    assert faults(document) == []
    for claim, item in items(bare):
        assert item["target"]["selector"] == {"type": "TextQuoteSelector", "exact": claim.quote.original or claim.quote.text}
        assert "state" not in item["target"]


def test_what_is_denied_or_hedged_says_so(findings: Findings) -> None:
    kinds = set()
    for claim, item in items(findings):
        said, *tags = (each["value"] for each in item["body"])
        assert tags[:2] == [f"subject:{claim.subject}", f"value:{claim.written}"]
        assert said.startswith("not ") is ("stance:denies" in tags) is (claim.stance == "denies")
        assert f"hedge:{claim.hedge}" in tags or claim.hedge == "stated"
        kinds.add((claim.stance, claim.hedge != "stated"))
    assert kinds >= {("affirms", False), ("affirms", True), ("denies", False)}


@pytest.mark.parametrize(
    ("url", "target"),
    [
        (None, "urn:whosays:source:{}"),
        ("javascript:alert(1)", "urn:whosays:source:{}"),
        ('https://a.example/<script>|{x}"', "https://a.example/%3Cscript%3E%7C%7Bx%7D%22"),
        ("https://بوق.example/ش", "https://بوق.example/ش"),
    ],
)
def test_an_address_that_is_none_becomes_a_name_and_any_other_an_iri(url: str | None, target: str, findings: Findings) -> None:
    sources = tuple(replace(each, url=url) for each in findings.casebook.sources)
    document = json.loads(web_annotations(replace(findings, casebook=replace(findings.casebook, sources=sources))))
    expected = {target.format(each.source) for each in findings.claims}
    assert {each["target"]["source"] for each in document["first"]["items"]} == expected
    assert faults(document) == []


def test_one_source_alone_and_none_at_all(findings: Findings) -> None:
    source = findings.claims[0].source
    assert len(items(findings, source)) == sum(each.source == source for each in findings.claims)
    empty = json.loads(web_annotations(replace(findings, claims=())))
    assert (empty["total"], "first" in empty, faults(empty)) == (0, False, [])


def test_the_order_of_the_claims_changes_nothing_and_no_two_names_are_the_same(findings: Findings) -> None:
    text = web_annotations(findings)
    assert web_annotations(replace(findings, claims=findings.claims[::-1])) == text
    assert text.count("\n") == len(findings.claims) + 9
    names = re.findall(r"urn:uuid:[0-9a-f-]{36}", text)
    assert len(set(names)) == len(names) == len(findings.claims) + 2
