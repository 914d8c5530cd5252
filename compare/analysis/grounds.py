"""What rules across subjects may rest on: the positions that are affirmed, with the claims that still stand for them.

A claim counts where its value could be read, where no later source corrects it, and where its own source means it: what a
source only relays (hedged or second-hand) and itself contradicts in its own words is a report that it sets aside.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from compare.analysis.time import Interval, held, interval
from compare.core.entities import Entities
from compare.core.findings import Gate
from compare.core.folding import fold_name
from compare.core.patterns import Attributes
from compare.kinds import kind_for

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compare.core.findings import Findings, Position, SubjectFinding
    from compare.core.model import Claim, Subject
    from compare.kinds.base import Kind

OWN_REPORTING = "own-reporting"


@dataclass(frozen=True, slots=True)
class Said:
    """A claim with its value read, whether it is stated firmly at first hand, its scope folded ('' for none), and its days.

    `held` is when it holds; `known` is the last date at which it is said to hold; `began` is the date since which it holds, or
    that last date where nobody says since when.
    """

    claim: Claim
    value: Any
    firm: bool
    scope: str
    held: Interval
    known: Interval
    began: Interval


@dataclass(frozen=True, slots=True)
class Stand:
    """One affirmed position of a subject: its canonical value, that value read, and the claims that count, by uid."""

    subject: Subject
    canonical: str
    value: Any
    members: tuple[Said, ...]


class Grounds:
    """The positions of the subjects that rules name; each subject is looked at once, in time linear in its claims."""

    def __init__(self, findings: Findings) -> None:
        """Look nothing up yet."""
        self.entities = Entities(findings.casebook.entities)
        self.sources = {source.id: source for source in findings.casebook.sources}
        self.subjects = {each.subject.id: each.subject for each in findings.subjects}
        self._findings = findings
        self._stands: dict[str, tuple[Stand, ...]] = {}

    @cached_property
    def attributes(self) -> Attributes:
        """The subjects by their attributes."""
        return Attributes(self.subjects)

    @cached_property
    def _claims(self) -> dict[str, Claim]:
        return {claim.uid: claim for claim in self._findings.claims}

    @cached_property
    def _found(self) -> dict[str, SubjectFinding]:
        return {each.subject.id: each for each in self._findings.subjects}

    def stands(self, subject_id: str) -> tuple[Stand, ...]:
        """The positions of a subject that count, in the order of the findings."""
        if subject_id not in self._stands:
            self._stands[subject_id] = tuple(self._read(self._found[subject_id]))
        return self._stands[subject_id]

    def _read(self, finding: SubjectFinding) -> list[Stand]:
        if not finding.positions:  # the terms of the subject may make no sense, which is a problem of our files
            return []
        kind = kind_for(finding.subject, self.entities)
        said = [self._held_by(kind, each) for each in finding.positions]
        corrected = self._corrected(said)
        aside = _set_aside(finding, said)
        stands = []
        for at, position in enumerate(finding.positions):
            members = tuple(
                each for each in said[at] if not corrected(each.claim) and (each.firm or each.claim.source not in aside[at])
            )
            if position.stance == "affirms" and members:
                value = kind.parse(members[0].claim.written)
                stands.append(Stand(finding.subject, position.canonical, value, members))
        return stands

    def _held_by(self, kind: Kind[Any], position: Position) -> list[Said]:
        values: dict[str, Any] = {}
        members = []
        for uid in position.claims:
            claim = self._claims[uid]
            if claim.written not in values:
                values[claim.written] = kind.parse(claim.written)
            members.append(self._said(claim, values[claim.written]))
        return members

    def _said(self, claim: Claim, value: object) -> Said:
        published = self.sources[claim.source].published
        known = interval(claim.until or claim.as_of or published)
        return Said(
            claim=claim,
            value=value,
            firm=claim.hedge == "stated" and claim.speaker is None and not set(claim.via) - {OWN_REPORTING},
            scope=fold_name(claim.scope or ""),
            held=held(claim.as_of, claim.since, claim.until, published),
            known=known,
            began=interval(claim.since) if claim.since else known,
        )

    def _corrected(self, said: Sequence[Sequence[Said]]) -> _Corrections:
        """What a source that is not older corrects; a source that says the same again corrects nothing."""
        newest: dict[str, dict[tuple[str | None, str], int]] = {}
        for claim in (each.claim for members in said for each in members):
            for source in claim.corrects:
                sayings = newest.setdefault(source, {})
                last = interval(self.sources[claim.source].published).last
                sayings[_saying(claim)] = max(last, sayings.get(_saying(claim), last))
        first = {source: interval(self.sources[source].published).first for source in newest if source in self.sources}
        return _Corrections(newest, first)


@dataclass(frozen=True, slots=True)
class _Corrections:
    """For each corrected source what is said instead, with the last day its corrector may be of, and its own first day."""

    newest: dict[str, dict[tuple[str | None, str], int]]
    first: dict[str, int]

    def __call__(self, claim: Claim) -> bool:
        """Whether something else is said in the place of a claim."""
        instead = self.newest.get(claim.source, {})
        own = _saying(claim)
        return any(saying != own and last >= self.first[claim.source] for saying, last in instead.items())


def _saying(claim: Claim) -> tuple[str | None, str]:
    return claim.canonical, claim.stance


def _set_aside(finding: SubjectFinding, said: Sequence[Sequence[Said]]) -> list[set[str]]:
    """For each position the sources that firmly hold something else, which rules it out."""
    firm = [{each.claim.source for each in members if each.firm} for members in said]
    aside: list[set[str]] = [set() for _ in said]
    for relation in finding.relations:
        if relation.live or (relation.change and relation.gate is Gate.REVISION):
            one, other = relation.between
            aside[one] |= firm[other]
            aside[other] |= firm[one]
    return aside
