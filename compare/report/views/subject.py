"""The page of one subject: what each side says in its words, how the answers relate, who is silent, what can be printed."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from compare.core.findings import AbsenceWord
from compare.core.words import Word, word
from compare.report.addresses import subject_page
from compare.report.views.claims import ClaimView, claim_view
from compare.report.views.relations import RelationView, relation_views
from compare.report.views.shared import Fact, Label, denominators, fact, position_letter
from compare.report.views.wording import Wording, suggest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compare.core.findings import Position, SubjectFinding
    from compare.core.model import Subject
    from compare.report.views.shared import Index


@dataclass(frozen=True, slots=True)
class PositionView:
    """One position: its letter, value, sources and origins, and the claims that make it."""

    letter: str
    value: Label
    denied: bool
    reading: bool
    worded: tuple[Label, ...]
    sources: tuple[Label, ...]
    origins: str
    as_of: str | None
    claims: tuple[ClaimView, ...]


@dataclass(frozen=True, slots=True)
class AbsenceView:
    """One word of absence with the sources it holds for, each with the reason."""

    word: Word
    sources: tuple[tuple[Label, str], ...]


@dataclass(frozen=True, slots=True)
class DecisionView:
    """An editor's decision; `stale` is whether the positions are no longer those it was made on."""

    id: str
    outcome: str
    meaning: str
    stale: bool
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class SubjectView:
    """Everything on the page of one subject."""

    path: str
    title: Label
    id: str
    entity: Label
    standing: Word
    headline: str
    because: str
    answered: str
    judgement: tuple[Fact, ...]
    terms: tuple[Fact, ...]
    positions: tuple[PositionView, ...]
    relations: tuple[RelationView, ...]
    absences: tuple[AbsenceView, ...]
    unread: tuple[ClaimView, ...]
    decision: DecisionView | None
    decision_due: bool
    wording: Wording
    before: Label | None
    after: Label | None


def subject_views(index: Index) -> Iterator[SubjectView]:
    """The pages of all subjects by id, each knowing its neighbours."""
    ids = list(index.subjects)
    for at, (subject, finding) in enumerate(index.subjects.items()):
        before = index.subject(ids[at - 1]) if at else None
        after = index.subject(ids[at + 1]) if at + 1 < len(ids) else None
        yield _subject_view(index, subject, finding, before, after)


def _subject_view(
    index: Index, subject: str, finding: SubjectFinding, before: Label | None, after: Label | None
) -> SubjectView:
    return SubjectView(
        path=subject_page(subject),
        title=index.subject(subject),
        id=subject,
        entity=index.entity(finding.subject.entity),
        standing=word("standing", finding.standing),
        headline=finding.headline,
        because=finding.because,
        answered=denominators(finding, len(index.sources)),
        judgement=_judgement(finding),
        terms=_terms(index, finding.subject),
        positions=tuple(_position(index, finding, at, each) for at, each in enumerate(finding.positions)),
        relations=relation_views(index, finding),
        absences=_absences(index, finding),
        unread=tuple(claim_view(index, index.claims[uid]) for uid in finding.unread if uid in index.claims),
        decision=_decision(finding),
        decision_due=finding.standing in {"contested", "undetermined"},
        wording=suggest(index, finding),
        before=before,
        after=after,
    )


def _judgement(finding: SubjectFinding) -> tuple[Fact, ...]:
    sides = f"{finding.shape} sources" if "-" in finding.shape else None
    given = {"strength": finding.strength, "severity": finding.severity}
    return (
        *fact("shape", sides),
        *(each for term, word in given.items() for each in fact(term, None if word == "none" else word)),
    )


def _terms(index: Index, subject: Subject) -> tuple[Fact, ...]:
    time = "may change over time" if subject.changing else "does not change over time"
    takes = "several may hold at once" if subject.takes == "many" else "one holds"
    return (
        *fact("kind", subject.kind),
        *fact("answers", takes),
        *fact("the answer", time),
        *fact("weight", subject.weight),
        *fact("unit", subject.unit),
        *fact("tolerance", subject.tolerance),
        *fact("event", subject.event),
        *fact("about", *(index.entity(each) for each in subject.about)),
        *fact("note", subject.note),
    )


def _position(index: Index, finding: SubjectFinding, at: int, position: Position) -> PositionView:
    worded = tuple(Label(each) for each in position.worded if each != position.value)
    return PositionView(
        letter=position_letter(at),
        value=Label(position.value),
        denied=position.stance == "denies",
        reading=finding.reading == at,
        worded=worded,
        sources=index.source_list(position.sources),
        origins=str(position.origins),
        as_of=position.as_of,
        claims=tuple(claim_view(index, index.claims[uid]) for uid in position.claims if uid in index.claims),
    )


def _absences(index: Index, finding: SubjectFinding) -> tuple[AbsenceView, ...]:
    groups: dict[AbsenceWord, list[tuple[Label, str]]] = defaultdict(list)
    for each in sorted(finding.absent, key=lambda absence: absence.source):
        groups[each.word].append((index.source(each.source), each.because))
    return tuple(AbsenceView(word("absence", each), tuple(groups[each])) for each in AbsenceWord if each in groups)


def _decision(finding: SubjectFinding) -> DecisionView | None:
    decision = finding.decision
    if decision is None:
        return None
    outcome = word("outcome", decision.outcome)
    facts = (
        *fact("wording to print", decision.print),
        *fact("reason", decision.reason),
        *fact("rule", decision.rule),
        *fact("decided by", decision.by),
        *fact("on", decision.on),
    )
    return DecisionView(decision.id, outcome.shown, outcome.meaning, finding.decision_state == "stale", facts)
