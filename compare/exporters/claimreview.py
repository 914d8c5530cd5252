"""ClaimReview (schema.org) as JSON-LD: an editor’s decision on the claims of a contested subject, in words, never a rating.

One review for each claim, since each has its own article, author and words; only of subjects on which a decision holds that
settles what is printed. Nothing is fetched to read it: the context is inline.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from compare.core.findings import Standing
from compare.core.json_lines import as_json, one_a_line
from compare.core.web_addresses import web_address
from compare.core.words import word

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from compare.core.decided import Decision
    from compare.core.findings import Findings, SubjectFinding
    from compare.core.model import Claim, Entity, Source

CONTEXT: Final = {"@vocab": "https://schema.org/"}
UNSETTLED: Final = frozenset({"pending", "annotation-error"})
"""The outcomes that settle nothing about what sources say: somebody is still looking, or the mistake is ours."""
_DAY: Final = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2])(-[0-3][0-9])?)?")
_TYPES: Final = {"person": "Person", "group": "Organization"}

Node = dict[str, Any]


def claim_reviews(findings: Findings, address: Callable[[str], str] | None = None) -> str:
    """The reviews as JSON-LD, sorted by subject and claim.

    Args:
        findings: the findings.
        address: from the uid of a claim to where the published report shows it; without it no review has an address.
    """
    return f'{{\n"@context": {as_json(CONTEXT)},\n"@graph": {one_a_line(reviews(findings, address))}\n}}\n'


def reviews(findings: Findings, address: Callable[[str], str] | None = None) -> Iterator[Node]:
    """The reviews, one by one."""
    claims = {each.uid: each for each in findings.claims}
    sources = {each.id: each for each in findings.casebook.sources}
    speakers = {each.id: each for each in findings.casebook.entities}
    for finding in sorted(findings.subjects, key=lambda each: each.subject.id):
        decision = _settling(finding)
        if decision is None:
            continue
        for claim in (claims[uid] for uid in sorted(uid for each in finding.positions for uid in each.claims)):
            url = {"url": address(claim.uid)} if address else {}
            author = {"@type": "Organization", "name": findings.casebook.title}
            item = _claim(claim, sources[claim.source], speakers)
            yield {"@type": "ClaimReview", **url, **_review(finding, claim, decision), "author": author, "itemReviewed": item}


def _settling(finding: SubjectFinding) -> Decision | None:
    """The decision on a contested subject, where it holds and settles something."""
    decision = finding.decision if finding.standing is Standing.CONTESTED and finding.decision_state == "valid" else None
    return None if decision is None or decision.outcome in UNSETTLED else decision


def _review(finding: SubjectFinding, claim: Claim, decision: Decision) -> Node:
    """What was reviewed, and what was decided; who is right is not rated."""
    denied = "not " if claim.stance == "denies" else ""
    outcome = word("outcome", decision.outcome)
    stated = f"{word('standing', finding.standing).shown}, and decided: {outcome.shown}. {outcome.meaning}"
    printed = f"To be printed: {decision.print} " if decision.print else ""
    return {
        "claimReviewed": f"{finding.subject.question} {denied}{claim.shown or claim.written}",
        **_dated(decision.on),
        **({"expires": decision.expires} if decision.expires and _DAY.fullmatch(decision.expires) else {}),
        "reviewBody": f"{printed}Reason: {decision.reason}",
        "reviewRating": {"@type": "Rating", "alternateName": stated[:1].upper() + stated[1:]},
    }


def _claim(claim: Claim, source: Source, speakers: Mapping[str, Entity]) -> Node:
    """The claim in the words of its article; who claims it is the speaker inside it, else who wrote or published it."""
    speaker = speakers.get(claim.speaker) if claim.speaker else None
    said_by = {"@type": _TYPES.get(speaker.type, "Thing"), "name": speaker.name} if speaker else None
    author = said_by or _author(source) or _publisher(source)
    return {
        "@type": "Claim",
        "text": claim.quote.text or claim.as_worded,
        **({"author": author} if author else {}),
        "appearance": _article(source),
    }


def _article(source: Source) -> Node:
    author, publisher = _author(source), _publisher(source)
    return {
        "@type": "Article",
        "headline": source.title,
        **({"url": source.url} if source.url and web_address(source.url) else {}),
        **({"author": author} if author else {}),
        **({"publisher": publisher} if publisher else {}),
        **_dated(source.published),
        "inLanguage": source.language,
    }


def _author(source: Source) -> Node | None:
    """Who wrote it; whether that is a person or a newsroom is not known, so no type is given."""
    return {"name": source.author} if source.author else None


def _publisher(source: Source) -> Node | None:
    return {"@type": "Organization", "name": source.publisher} if source.publisher else None


def _dated(date: str) -> Node:
    """The date where it is one in ISO 8601, as schema.org wants it; what is only about right (EDTF `2017~`) is left out."""
    return {"datePublished": date} if _DAY.fullmatch(date) else {}
