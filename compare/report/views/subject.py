"""The page of one subject: what each side says in its words, how the answers relate, who is silent, what can be printed."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from compare.core.date_words import in_words
from compare.core.decided import waits
from compare.core.findings import AbsenceWord, Standing
from compare.core.phrases import short_shape
from compare.core.support_words import support_in_words, unrelated_in_words
from compare.core.words import Word, word
from compare.report.addresses import CLAIMS_ON_PAGE, subject_page
from compare.report.views.breaches import BreachView, breach_views
from compare.report.views.charts import subject_pictures
from compare.report.views.decisions import DecisionView, decided_on
from compare.report.views.index import denominators, lead
from compare.report.views.labels import Fact, Label, fact, sentence
from compare.report.views.meant import Meant, meant
from compare.report.views.members import MembersView, members_view
from compare.report.views.neighbours import Neighbour, neighbours
from compare.report.views.positions import PositionView, further_pages, position_views, unread_claims
from compare.report.views.ranking import waiting
from compare.report.views.relation_groups import RelationGroup, relation_groups
from compare.report.views.wording import Wording, suggest

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from compare.charts.picture import Figure
    from compare.core.findings import SubjectFinding
    from compare.core.model import Subject
    from compare.report.views.claims import ClaimView
    from compare.report.views.index import Index

MOST_ABSENT: Final = 40  # for one reason; of more sources than these the rest are counted
_REASONS_OF_OTHERS: Final = frozenset({AbsenceWord.UNAVAILABLE, AbsenceWord.NOT_APPLICABLE})  # as annotators note them


@dataclass(frozen=True, slots=True)
class Reason:
    """Why some sources give no answer, and which these are; `more` counts those that are not named."""

    because: str
    sources: tuple[Label, ...]
    more: int


@dataclass(frozen=True, slots=True)
class AbsenceView:
    """One word of absence with each reason for it."""

    word: Word
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class SubjectView:
    """Everything on the page of one subject.

    `earlier` are decisions that a later one replaced, `further` the pages on which more of its claims stand.
    """

    path: str
    title: Label
    id: str
    entity: Label
    standing: Word
    headline: str
    because: str
    answered: str
    judgement: tuple[str, ...]
    terms: tuple[Fact, ...]
    members: MembersView | None
    pictures: tuple[Figure, ...]
    support: str
    unrelated: str
    positions: tuple[PositionView, ...]
    more_positions: int
    nothing: str
    relations: tuple[RelationGroup, ...]
    breaches: tuple[BreachView, ...]
    absences: tuple[AbsenceView, ...]
    unread: tuple[ClaimView, ...]
    meant: tuple[Meant, ...]
    decision: DecisionView | None
    decision_due: bool
    earlier: tuple[DecisionView, ...]
    wording: Wording
    near: tuple[Neighbour, ...]
    further: tuple[Label, ...]


def subject_views(index: Index, only: Collection[str] | None = None) -> Iterator[SubjectView]:
    """The pages of all subjects by id, or of these only, each knowing its neighbours."""
    due = [each.subject.id for each in waiting(index)]
    near = neighbours(index, due)
    for subject, finding in index.subjects.items():
        if only is None or subject in only:
            yield _subject_view(index, subject, finding, near[subject])


def _subject_view(index: Index, subject: str, finding: SubjectFinding, near: tuple[Neighbour, ...]) -> SubjectView:
    decisions = decided_on(index, subject)
    return SubjectView(
        path=subject_page(subject),
        title=index.subject(subject),
        id=subject,
        entity=index.entity(finding.subject.entity),
        standing=word("standing", finding.standing),
        headline=lead(finding),
        because=finding.because,
        answered=denominators(finding, len(index.sources)),
        judgement=_judgement(finding),
        terms=_terms(index, finding.subject),
        members=members_view(index, finding),
        pictures=subject_pictures(index, finding),
        support=support_in_words(finding),
        unrelated=unrelated_in_words(finding),
        positions=position_views(index, finding, CLAIMS_ON_PAGE),
        more_positions=max(0, len(finding.positions) - CLAIMS_ON_PAGE),
        nothing="No answer that can be read." if finding.unread else "No source answers.",
        relations=relation_groups(index, finding),
        breaches=breach_views(index, index.breaches.get(subject, ())),
        absences=_absences(index, finding),
        unread=unread_claims(index, finding),
        meant=meant(index, finding),
        decision=decisions[0] if decisions else None,
        decision_due=waits(finding),
        earlier=decisions[1:],
        wording=suggest(index, finding),
        near=near,
        further=further_pages(finding),
    )


def _judgement(finding: SubjectFinding) -> tuple[str, ...]:
    """The shape of a disagreement, how severe and how firm it is; nothing where there is none."""
    sides = short_shape(finding.shape) if "-" in finding.shape and finding.standing is not Standing.COMPATIBLE else ""
    severe = f"{finding.severity} severity" if finding.severity != "none" else ""
    firm = finding.strength if finding.strength != "none" else ""
    return tuple(each for each in (sides, severe, firm) if each)


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


def _absences(index: Index, finding: SubjectFinding) -> tuple[AbsenceView, ...]:
    groups: dict[AbsenceWord, dict[str, list[Label]]] = defaultdict(lambda: defaultdict(list))
    for each in sorted(finding.absent, key=lambda absence: absence.source):
        because = sentence(each.because) if each.word in _REASONS_OF_OTHERS else each.because
        groups[each.word][because].append(index.source(each.source))
    return tuple(
        AbsenceView(
            word("absence", each),
            tuple(
                Reason(because, tuple(sources[:MOST_ABSENT]), max(0, len(sources) - MOST_ABSENT))
                for because, sources in groups[each].items()
            ),
        )
        for each in AbsenceWord
        if each in groups
    )
