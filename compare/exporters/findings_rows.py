"""One row for each claim beside what its subject came to: for a spreadsheet, or for a program that reads columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from compare.core.phrases import position_letter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compare.core.findings import Findings, SubjectFinding
    from compare.core.model import Claim, Source

COLUMNS: Final[dict[str, type]] = {
    "subject": str,
    "question": str,
    "standing": str,
    "strength": str,
    "severity": str,
    "position": str,
    "value": str,
    "canonical": str,
    "stance": str,
    "hedge": str,
    "source": str,
    "publisher": str,
    "published": str,
    "quote": str,
    "quote_state": str,
    "worded": str,
    "scope": str,
    "as_of": str,
    "since": str,
    "until": str,
    "via": str,
    "sources": int,
    "origins_low": int,
    "origins_high": int,
    "against": str,
    "decision": str,
    "decision_state": str,
    "outcome": str,
    "print": str,
    "reason": str,
    "decided_by": str,
    "decided_on": str,
    "claim": str,
    "title": str,
    "url": str,
}
"""The columns and what they hold; docs/exports.md says what they mean."""

Row = tuple[object, ...]


def findings_rows(findings: Findings) -> Iterator[Row]:
    """The rows: subjects by id, in each the positions in their order, then the claims that cannot be read.

    A count is a number, None where the claim has no position; everything else is text, empty where there is nothing.
    """
    claims = {each.uid: each for each in findings.claims}
    sources = {each.id: each for each in findings.casebook.sources}
    for finding in sorted(findings.subjects, key=lambda each: each.subject.id):
        for at, uid in _placed(finding):
            claim = claims[uid]
            cells = {**_of_subject(finding), **_of_position(finding, at), **_of_claim(claim, sources[claim.source])}
            yield tuple(cells[name] for name in COLUMNS)


def _placed(finding: SubjectFinding) -> Iterator[tuple[int | None, str]]:
    """The claims of a subject, each with the index of its position."""
    for at, position in enumerate(finding.positions):
        yield from ((at, uid) for uid in position.claims)
    yield from ((None, uid) for uid in sorted(finding.unread))


def _of_subject(finding: SubjectFinding) -> dict[str, object]:
    decision = finding.decision
    return {
        "subject": finding.subject.id,
        "question": finding.subject.question,
        "standing": finding.standing.value,
        "strength": finding.strength,
        "severity": finding.severity,
        "decision": decision.id if decision else "",
        "decision_state": finding.decision_state,
        "outcome": decision.outcome if decision else "",
        "print": (decision.print or "") if decision else "",
        "reason": decision.reason if decision else "",
        "decided_by": decision.by if decision else "",
        "decided_on": decision.on if decision else "",
    }


def _of_position(finding: SubjectFinding, at: int | None) -> dict[str, object]:
    if at is None:
        return {"position": "", "sources": None, "origins_low": None, "origins_high": None, "against": ""}
    position = finding.positions[at]
    against = sorted(sum(each.between) - at for each in finding.relations if each.live and at in each.between)
    return {
        "position": position_letter(at),
        "sources": len(position.sources),
        "origins_low": position.origins.low,
        "origins_high": position.origins.high,
        "against": "; ".join(map(position_letter, against)),
    }


def _of_claim(claim: Claim, source: Source) -> dict[str, object]:
    return {
        "value": claim.shown or claim.written,
        "canonical": claim.canonical or "",
        "stance": claim.stance,
        "hedge": claim.hedge,
        "source": claim.source,
        "publisher": source.publisher or "",
        "published": source.published,
        "quote": claim.quote.text,
        "quote_state": claim.quote.state,
        "worded": claim.worded or "",
        "scope": claim.scope or "",
        "as_of": claim.as_of or "",
        "since": claim.since or "",
        "until": claim.until or "",
        "via": "; ".join(claim.via),
        "claim": claim.uid,
        "title": source.title,
        "url": source.url or "",
    }
