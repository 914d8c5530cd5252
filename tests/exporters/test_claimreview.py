from __future__ import annotations

import json
import warnings
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import pytest
from rdflib import Graph

from compare.core.decided import Decision
from compare.core.findings import Standing
from compare.core.model import Location
from compare.exporters.claimreview import UNSETTLED, claim_reviews
from compare.pipeline import Run, find
from tests.conftest import ROOT
from tests.exporters.web_annotation import misshapen

if TYPE_CHECKING:
    from compare.core.findings import Findings

SUBJECT: Final = "harbour-fire/cause"
SHAPES: Final = """\
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix s: <https://schema.org/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
[] sh:targetClass s:ClaimReview ;
  sh:property [ sh:path s:claimReviewed ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype xsd:string ] ,
    [ sh:path s:itemReviewed ; sh:minCount 1 ; sh:maxCount 1 ; sh:class s:Claim ] ,
    [ sh:path s:reviewRating ; sh:minCount 1 ; sh:maxCount 1 ; sh:class s:Rating ] ,
    [ sh:path s:author ; sh:minCount 1 ; sh:maxCount 1 ; sh:class s:Organization ] ,
    [ sh:path s:reviewBody ; sh:minCount 1 ; sh:maxCount 1 ] , [ sh:path s:url ; sh:maxCount 1 ; sh:pattern "^https://" ] ,
    [ sh:path s:datePublished ; sh:maxCount 1 ; sh:pattern "^[0-9]{4}(-[0-9]{2}){0,2}$" ] .
[] sh:targetClass s:Rating ;
  sh:property [ sh:path s:alternateName ; sh:minCount 1 ; sh:maxCount 1 ; sh:datatype xsd:string ] ,
    [ sh:path s:ratingValue ; sh:maxCount 0 ] , [ sh:path s:bestRating ; sh:maxCount 0 ] ,
    [ sh:path s:worstRating ; sh:maxCount 0 ] .
[] sh:targetClass s:Claim ;
  sh:property [ sh:path s:text ; sh:minCount 1 ; sh:maxCount 1 ] ,
    [ sh:path s:appearance ; sh:minCount 1 ; sh:maxCount 1 ; sh:class s:Article ] , [ sh:path s:author ; sh:maxCount 1 ] .
[] sh:targetClass s:Article ;
  sh:property [ sh:path s:headline ; sh:minCount 1 ; sh:maxCount 1 ] , [ sh:path s:url ; sh:maxCount 1 ] ,
    [ sh:path s:datePublished ; sh:maxCount 1 ; sh:pattern "^[0-9]{4}(-[0-9]{2}){0,2}$" ] .
"""


@pytest.fixture(scope="module")
def findings() -> Findings:
    return find(Run(ROOT / "compare" / "casebooks" / "example"))


def decided(findings: Findings, outcome: str = "attribute-both", state: str = "valid", **terms: str | None) -> Findings:
    """The findings with a decision on one subject of them."""
    given: dict[str, Any] = {"subject": SUBJECT, "outcome": outcome, "reason": "No report names a witness.", "on": "2024-11-02"}
    decision = Decision(id="cause", by="the desk", place=Location(""), **{**given, **terms})
    subjects = tuple(
        replace(each, decision=decision, decision_state=state) if each.subject.id == decision.subject else each
        for each in findings.subjects
    )
    return replace(findings, subjects=subjects)


def graph(text: str) -> Graph:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        return Graph().parse(data=text, format="json-ld")


def reviews(findings: Findings) -> list[dict[str, Any]]:
    document: dict[str, list[dict[str, Any]]] = json.loads(claim_reviews(findings))
    return document["@graph"]


def test_each_claim_of_a_decided_subject_is_reviewed_in_words_and_none_is_rated(findings: Findings) -> None:
    text = claim_reviews(decided(findings, print="The cause is not known."), lambda uid: f"https://desk.example/#{uid}")
    first = json.loads(text)["@graph"][0]
    assert first == {
        "@type": "ClaimReview",
        "url": "https://desk.example/#courier#cause",
        "claimReviewed": "What caused the fire? set on purpose",
        "datePublished": "2024-11-02",
        "reviewBody": "To be printed: The cause is not known. Reason: No report names a witness.",
        "reviewRating": {
            "@type": "Rating",
            "alternateName": "Contested, and decided: attribute both. Each position is printed with its sources.",
        },
        "author": {"@type": "Organization", "name": "The fire on the North Quay"},
        "itemReviewed": {
            "@type": "Claim",
            "text": "they say that the fire was set on purpose",
            "author": {"@type": "Organization", "name": "Sallowport Courier"},
            "appearance": {
                "@type": "Article",
                "headline": "Shed 4 burns on the North Quay",
                "url": "https://courier.example/shed-4",
                "publisher": {"@type": "Organization", "name": "Sallowport Courier"},
                "datePublished": "2024-10-12",
                "inLanguage": "en",
            },
        },
    }
    found = graph(text)
    assert len(list(found.subjects(predicate=None, object=None, unique=True))) > 9
    assert misshapen(found, SHAPES) == []


def test_a_review_says_until_when_its_decision_holds(findings: Findings) -> None:
    assert {each["expires"] for each in reviews(decided(findings, expires="2024-12-31"))} == {"2024-12-31"}
    assert [each for each in reviews(decided(findings)) if "expires" in each] == []


def test_a_rating_would_be_noticed() -> None:
    rated = {"@context": {"@vocab": "https://schema.org/"}, "@type": "Rating", "alternateName": "False", "ratingValue": 1}
    assert misshapen(graph(json.dumps(rated)), SHAPES) != []


def test_who_is_said_to_claim_it_is_the_speaker_the_author_or_the_publisher(findings: Findings) -> None:
    found = {
        each["itemReviewed"]["appearance"]["headline"]: each["itemReviewed"]["author"] for each in reviews(decided(findings))
    }
    assert found == {
        "Shed 4 burns on the North Quay": {"@type": "Organization", "name": "Sallowport Courier"},
        "Seven hurt in Sallowport harbour fire": {"@type": "Organization", "name": "Sallowport Fire Brigade"},
        "What the Sallowport fire should teach us": {"name": "the editors"},
    }


@pytest.mark.parametrize("outcome", sorted(UNSETTLED))
def test_what_settles_nothing_is_no_review(outcome: str, findings: Findings) -> None:
    assert reviews(decided(findings, outcome)) == []


def test_neither_is_what_is_stale_undecided_or_not_contested(findings: Findings) -> None:
    agreed = next(each.subject.id for each in findings.subjects if each.standing is Standing.AGREED)
    assert [reviews(findings), reviews(decided(findings, state="stale")), reviews(decided(findings, subject=agreed))] == [
        [],
        [],
        [],
    ]


def test_what_is_denied_says_so_and_what_is_no_date_is_left_out(findings: Findings) -> None:
    found = reviews(decided(findings, subject="nur-al-bahr/condition", on="2024-11~"))
    assert sorted(each["claimReviewed"].partition("? ")[2] for each in found) == ["not sunk", "scorched", "sunk"]
    assert [each for each in found if "datePublished" in each] == []


def test_an_address_that_is_not_safe_to_follow_is_not_passed_on(findings: Findings) -> None:
    sources = tuple(replace(each, url="javascript:alert(1)") for each in findings.casebook.sources)
    text = claim_reviews(decided(replace(findings, casebook=replace(findings.casebook, sources=sources))))
    assert "javascript" not in text


def test_the_order_of_claims_and_subjects_changes_nothing(findings: Findings) -> None:
    made = decided(findings)
    turned = replace(made, claims=made.claims[::-1], subjects=made.subjects[::-1])
    assert claim_reviews(turned) == claim_reviews(made)
