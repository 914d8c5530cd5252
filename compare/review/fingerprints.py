"""Stamps of what decisions and baselines rest on: of a subject's positions, and of what one claim says.

Line numbers, order, notes, names of files and versions play no part, so that tidying leaves them as they are.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from compare.core.changes import Answer, identity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from compare.core.findings import Findings, SubjectFinding
    from compare.core.model import Claim

Held = tuple[Answer, tuple[str, ...], tuple[int, int]]
"""A position: its answer, what identifies its sources, its origins low and high."""
Stood = tuple[Answer, Answer, str, str, str]
"""A relation: the answers of the two positions, the relation, its gate (empty without one) and its strength."""


class Fingerprints:
    """The fingerprints of the subjects of one result."""

    def __init__(self, findings: Findings) -> None:
        """Know the sources by what makes them the same article."""
        self._identities = {each.id: identity(each) for each in findings.casebook.sources}

    def of(self, finding: SubjectFinding) -> str:
        """SHA-256, in hexadecimal, of a subject's positions with their sources and origins, and of its relations."""
        return stamp_of(_held(finding, self._identities), _stood(finding))


def _held(finding: SubjectFinding, identities: Mapping[str, str]) -> Iterator[Held]:
    for each in finding.positions:
        sources = tuple(identities[source] for source in each.sources)
        yield (each.canonical, each.stance), sources, (each.origins.low, each.origins.high)


def _stood(finding: SubjectFinding) -> Iterator[Stood]:
    answers = [(each.canonical, each.stance) for each in finding.positions]
    for each in finding.relations:
        one, other = each.between
        yield answers[one], answers[other], each.relation.value, each.gate or "", each.strength


def stamp_of(positions: Iterable[Held], relations: Iterable[Stood]) -> str:
    """The fingerprint of positions and of relations, whatever their order."""
    seen = {
        "positions": sorted([*answer, sorted(sources), *origins] for answer, sources, origins in positions),
        "relations": sorted([sorted([one, other]), *rest] for one, other, *rest in relations),
    }
    return _digest(seen)


def stamp(claim: Claim) -> str:
    """SHA-256, in hexadecimal, of all that a claim says: its answer with its qualifiers, and the words that carry it."""
    times = (claim.as_of, claim.since, claim.until)
    terms = (claim.stance, claim.hedge, claim.closed, claim.scope, claim.via, claim.speaker, claim.corrects)
    return _digest([claim.subject, claim.canonical or claim.written, *times, *terms, claim.quote.text])


def _digest(seen: object) -> str:
    return hashlib.sha256(json.dumps(seen, ensure_ascii=True, sort_keys=True).encode()).hexdigest()
