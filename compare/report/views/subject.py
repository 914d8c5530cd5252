"""The page of one subject: what each side says in its words, how the answers relate, who is silent, what can be printed."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from compare.core.date_words import in_words
from compare.core.findings import AbsenceWord, Standing
from compare.core.support_words import support_in_words, unrelated_in_words
from compare.core.words import Word, word
from compare.report.addresses import subject_page
from compare.report.views.breaches import BreachView, breach_views
from compare.report.views.charts import subject_pictures
from compare.report.views.claims import ClaimView, claim_view
from compare.report.views.in_time import last_said
from compare.report.views.members import MembersView, members_view
from compare.report.views.relations import RelationGroup, relation_groups
from compare.report.views.shared import Fact, Label, denominators, fact, lead, own_part, position_letter, sentence
from compare.report.views.support import CompatibleView, compatible, counted_as_one
from compare.report.views.wording import Wording, suggest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compare.charts.picture import Figure
    from compare.core.findings import Position, SubjectFinding
    from compare.core.model import Claim, Subject
    from compare.report.views.shared import Index

MOST_IN_HEADLINE: Final = 3  # more answers than these are read in the list below
_REASONS_OF_OTHERS: Final = frozenset({AbsenceWord.UNAVAILABLE, AbsenceWord.NOT_APPLICABLE})  # as annotators note them
_WAITING: Final = frozenset({Standing.CONTESTED, Standing.UNDETERMINED})


@dataclass(frozen=True, slots=True)
class PositionView:
    """One position: its letter, value, sources and origins, and the claims that make it.

    `as_one` are groups of its sources that count as one source each. `aside` is whether the subject is contested and this
    position contradicts none of the others; `newest` is the last date it is said of, with that of publication, where the answer
    may change or a claim gives a date.
    """

    letter: str
    value: Label
    denied: bool
    reading: bool
    aside: bool
    sources: tuple[Label, ...]
    as_one: tuple[tuple[Label, ...], ...]
    compatible: tuple[CompatibleView, ...]
    origins: str
    newest: str | None
    claims: tuple[ClaimView, ...]


@dataclass(frozen=True, slots=True)
class AbsenceView:
    """One word of absence with each reason for it and the sources it holds for."""

    word: Word
    reasons: tuple[tuple[str, tuple[Label, ...]], ...]


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
    members: MembersView | None
    pictures: tuple[Figure, ...]
    support: str
    unrelated: str
    positions: tuple[PositionView, ...]
    nothing: str
    relations: tuple[RelationGroup, ...]
    breaches: tuple[BreachView, ...]
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
    positions = _positions(index, finding)
    quotes = {claim.id: claim.quote for each in positions for claim in each.claims}
    return SubjectView(
        path=subject_page(subject),
        title=index.subject(subject),
        id=subject,
        entity=index.entity(finding.subject.entity),
        standing=word("standing", finding.standing),
        headline=lead(finding, MOST_IN_HEADLINE),
        because=finding.because,
        answered=denominators(finding, len(index.sources)),
        judgement=_judgement(finding),
        terms=_terms(index, finding.subject),
        members=members_view(index, finding),
        pictures=subject_pictures(index, finding),
        support=support_in_words(finding),
        unrelated=unrelated_in_words(finding),
        positions=positions,
        nothing="No answer that can be read." if finding.unread else "No source answers.",
        relations=relation_groups(index, finding, quotes),
        breaches=breach_views(index, index.breaches.get(subject, ())),
        absences=_absences(index, finding),
        unread=tuple(claim_view(index, index.claims[uid]) for uid in finding.unread if uid in index.claims),
        decision=_decision(finding),
        decision_due=finding.standing in _WAITING,
        wording=suggest(index, finding),
        before=before,
        after=after,
    )


def _judgement(finding: SubjectFinding) -> tuple[Fact, ...]:
    sides = f"{finding.shape} sources" if "-" in finding.shape and finding.standing is not Standing.COMPATIBLE else None
    given = {"strength": finding.strength, "severity": finding.severity}
    return (
        *fact("shape", sides),
        *(each for term, word in given.items() for each in fact(term, None if word == "none" else word)),
    )


def _terms(index: Index, subject: Subject) -> tuple[Fact, ...]:
    return (
        *fact("kind", subject.kind),
        *fact("answers", "several may hold at once" if subject.takes == "many" else "only one can hold"),
        *fact("over time", "the answer may change" if subject.changing else "the answer does not change"),
        *fact("scope", "nothing is decided without one on both sides" if subject.scope_required else None),
        *fact("possible", *(each.label or each.id for each in subject.options)),
        *fact("weight", subject.weight),
        *fact("unit", subject.unit),
        *fact("tolerance", subject.tolerance),
        *fact("event", subject.event and in_words(subject.event)),
        *fact("about", *(index.entity(each) for each in subject.about)),
        *fact("note", subject.note),
    )


def _positions(index: Index, finding: SubjectFinding) -> tuple[PositionView, ...]:
    contested = finding.standing is Standing.CONTESTED
    opposed = {side for each in finding.relations if each.live for side in each.between}
    return tuple(_position(index, finding, at, aside=contested and at not in opposed) for at in range(len(finding.positions)))


def _position(index: Index, finding: SubjectFinding, at: int, *, aside: bool) -> PositionView:
    position = finding.positions[at]
    claims = index.known(position.claims)
    told = finding.subject.changing or any(each.as_of or each.since or each.until for each in claims)
    return PositionView(
        letter=position_letter(at),
        value=Label(position.value),
        denied=position.stance == "denies",
        reading=finding.reading == at,
        aside=aside,
        sources=index.source_list(position.sources),
        as_one=counted_as_one(index, position.sources),
        compatible=compatible(index, finding, at),
        origins=str(position.origins),
        newest=last_said(index, claims) if told and claims else None,
        claims=tuple(_held(index, each, position) for each in claims),
    )


def _held(index: Index, claim: Claim, position: Position) -> ClaimView:
    """A claim of a position, with what it names itself where the position gathers a list from several."""
    view = claim_view(index, claim)
    if own_part(claim, position) == position.canonical:
        return view
    return replace(view, facts=(*fact("names", claim.shown), *view.facts))


def _absences(index: Index, finding: SubjectFinding) -> tuple[AbsenceView, ...]:
    groups: dict[AbsenceWord, dict[str, list[Label]]] = defaultdict(lambda: defaultdict(list))
    for each in sorted(finding.absent, key=lambda absence: absence.source):
        because = sentence(each.because) if each.word in _REASONS_OF_OTHERS else each.because
        groups[each.word][because].append(index.source(each.source))
    return tuple(
        AbsenceView(word("absence", each), tuple((because, tuple(sources)) for because, sources in groups[each].items()))
        for each in AbsenceWord
        if each in groups
    )


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
        *fact("on", in_words(decision.on)),
    )
    return DecisionView(decision.id, outcome.shown, outcome.meaning, finding.decision_state == "stale", facts)
