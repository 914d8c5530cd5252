"""The first page: whether anything changes what is published, what needs a decision, and how far the sources are covered."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from compare.core.date_words import in_words
from compare.core.findings import AbsenceWord, Standing
from compare.core.folding import fold_name
from compare.core.phrases import counted
from compare.core.problems import SEVERITIES, stops_publication
from compare.core.support_words import copies_in_words
from compare.core.words import Word, word
from compare.report.views.breaches import BreachView, breach_views
from compare.report.views.relations import strongest_first
from compare.report.views.shared import Label, denominators, is_compared, language, lead, own_part
from compare.report.views.support import MOST_HINTS, CopyingView, copy_groups, copying_views
from compare.report.views.undecided import is_undecided

if TYPE_CHECKING:
    from collections.abc import Iterable

    from compare.core.findings import SubjectFinding
    from compare.report.views.shared import Index

URGENCY: Final = ("high", "medium", "low", "none")
MOST_BREACHES: Final = 20  # the pages of their subjects show them all
MOST_ROWS: Final = 200  # of one standing; the matrix lists every subject
_WAITING: Final = (Standing.CONTESTED, Standing.UNDETERMINED)
_SEVERITY_NAMES: Final = {"error": "error", "warning": "warning", "info": "remark"}
_TYPES: Final = {"person": "People", "group": "Groups", "place": "Places", "event": "Events", "work": "Works"}
MOST_NAMED: Final = 3  # more answers than these are counted, not named, in one row
_DECISIONS: Final = {"none": "none", "valid": "decided", "stale": "stale"}


@dataclass(frozen=True, slots=True)
class Count:
    """How many subjects have a standing; `loud` is whether it may change what is published."""

    word: Word
    number: int
    loud: bool


@dataclass(frozen=True, slots=True)
class Side:
    """One answer in short: its value, the words for it where they are others, and who gives it."""

    value: Label
    denied: bool
    worded: Label | None
    sources: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One subject in a list: its question, what it comes to, and of how many sources.

    Where a decision is due, the two leading sides stand in the place of the headline; `more` is how many answers there are
    beside them.
    """

    id: str
    undecided: bool
    subject: Label
    headline: str
    sides: tuple[Side, ...]
    more: str
    answered: str
    severity: str
    strength: str
    decision: str


@dataclass(frozen=True, slots=True)
class Group:
    """The subjects of one standing; `more` is how many of them only the matrix lists."""

    word: Word
    rows: tuple[Row, ...]
    more: int
    loud: bool

    @property
    def number(self) -> int:
        """How many subjects have this standing."""
        return len(self.rows) + self.more


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """What one source contributes: figures are numbers of claims and of subjects."""

    source: Label
    title: Label
    published: str
    claims: int
    answered: int
    silent: int
    not_checked: int
    other: int
    text: str


@dataclass(frozen=True, slots=True)
class OverviewView:
    """Everything on the first page."""

    path: str
    title: Label
    size: str
    verdict: str
    counts: tuple[Count, ...]
    groups: tuple[Group, ...]
    breaches: tuple[BreachView, ...]
    more_breaches: int
    copying: tuple[CopyingView, ...]
    more_copying: int
    how_counted: str
    copy_groups: tuple[tuple[Label, ...], ...]
    coverage: tuple[CoverageRow, ...]
    entities: tuple[tuple[str, tuple[Label, ...]], ...]
    problems: str
    errors: bool


def overview_view(index: Index) -> OverviewView:
    """The first page."""
    findings = index.findings
    often = Counter(each.standing for each in index.subjects.values())
    return OverviewView(
        path="index.html",
        title=Label(findings.casebook.title),
        size=_size(index),
        verdict=_verdict(index, often),
        counts=tuple(Count(word("standing", each), often[each], each in _WAITING) for each in Standing),
        groups=tuple(_group(index, each) for each in Standing if often[each]),
        breaches=breach_views(index, index.findings.breaches)[:MOST_BREACHES],
        more_breaches=max(0, len(index.findings.breaches) - MOST_BREACHES),
        copying=copying_views(index),
        more_copying=max(0, len(findings.copy_hints) - MOST_HINTS),
        how_counted=copies_in_words(findings.copy_hints, counted_once=bool(findings.counted_as)),
        copy_groups=copy_groups(index),
        coverage=_coverage(index),
        entities=_entities(index),
        problems=_problems(index),
        errors=stops_publication(findings.problems),
    )


def _entities(index: Index) -> tuple[tuple[str, tuple[Label, ...]], ...]:
    """The entities of each type, by name."""
    by_name = sorted(index.entities.values(), key=lambda each: (fold_name(each.name), each.id))
    groups = (
        (title, tuple(index.entity(each.id) for each in by_name if each.type == type_)) for type_, title in _TYPES.items()
    )
    return tuple((title, labels) for title, labels in groups if labels)


def _size(index: Index) -> str:
    parts = (
        counted(len(index.sources), "source"),
        counted(len(index.subjects), "subject"),
        counted(len(index.claims), "claim"),
    )
    return ", ".join(parts)


def _verdict(index: Index, often: Counter[Standing]) -> str:
    """The one sentence that answers whether anything contradicts; it reassures only where everything was read and compared."""
    contested = often[Standing.CONTESTED]
    if contested:
        return f"{counted(contested, 'subject')} {'is' if contested == 1 else 'are'} contested."
    if stops_publication(index.findings.problems):
        return "Whether sources contradict each other cannot be said while our own files have errors."
    if broken := len(index.findings.breaches):
        return f"No subject is contested, but in {counted(broken, 'place')} answers to different questions do not go together."
    compared = sum(is_compared(each) for each in index.subjects.values())
    if not compared:
        return "Nothing was compared: no subject has answers from two sources."
    return f"No contradictions on the {counted(compared, 'subject')} that could be compared."


def _problems(index: Index) -> str:
    often = Counter(each.severity for each in index.findings.problems)
    return ", ".join(counted(often[each], _SEVERITY_NAMES[each]) for each in SEVERITIES if often[each])


def _group(index: Index, standing: Standing) -> Group:
    found = sorted((each for each in index.subjects.values() if each.standing is standing), key=lambda each: each.subject.id)
    if standing in _WAITING:
        found = _most_pressing_first(index, found)
    rows = tuple(_row(index, each) for each in found[:MOST_ROWS])
    return Group(word("standing", standing), rows, len(found) - len(rows), standing in _WAITING)


def _most_pressing_first(index: Index, found: Iterable[SubjectFinding]) -> list[SubjectFinding]:
    """By severity, then the newest answer first, then by id; what is decided comes after what is not."""
    newest_first = sorted(
        found, key=lambda each: _newest(index, each), reverse=True
    )  # sorts stay stable, so ids keep their order within a date
    return sorted(newest_first, key=lambda each: (URGENCY.index(each.severity), each.decision_state == "valid"))


def _newest(index: Index, finding: SubjectFinding) -> float:
    """The last day of which any answer is said."""
    days = (index.order(uid)[1] for position in finding.positions for uid in position.claims)
    return max((day for day in days if day < math.inf), default=-math.inf)


def _row(index: Index, finding: SubjectFinding) -> Row:
    sides = _sides(index, finding) if finding.standing in _WAITING else ()
    more = len(finding.positions) - len(sides)
    return Row(
        id=finding.subject.id,
        undecided=is_undecided(finding),
        subject=index.subject(finding.subject.id),
        headline=lead(finding, MOST_NAMED),
        sides=sides,
        more=f"and {counted(more, 'more answer')}" if sides and more else "",
        answered=denominators(finding, len(index.sources)),
        severity=finding.severity,
        strength=finding.strength,
        decision=_DECISIONS[finding.decision_state],
    )


def _sides(index: Index, finding: SubjectFinding) -> tuple[Side, ...]:
    """The two answers between which the strongest relation stands."""
    strongest = strongest_first(finding.relations)[:1]
    return tuple(
        _side(index, finding, at, uid) for each in strongest for at, uid in sorted(zip(each.between, each.claims, strict=True))
    )


def _side(index: Index, finding: SubjectFinding, at: int, uid: str) -> Side:
    position, claim = finding.positions[at], index.claims.get(uid)
    worded = claim.worded if claim and own_part(claim, position) == position.canonical else None
    return Side(
        value=Label(position.value),
        denied=position.stance == "denies",
        worded=Label(worded) if worded and worded != position.value else None,
        sources=index.source_list(position.sources),
    )


def _coverage(index: Index) -> tuple[CoverageRow, ...]:
    answered: Counter[str] = Counter()
    absent: Counter[tuple[str, AbsenceWord]] = Counter()
    for finding in index.subjects.values():
        holders = {source for position in finding.positions for source in position.sources}
        answered.update(holders)
        absent.update((each.source, each.word) for each in finding.absent if each.source not in holders)
    return tuple(_coverage_row(index, each, answered, absent) for each in index.sources)


def _coverage_row(
    index: Index, source_id: str, answered: Counter[str], absent: Counter[tuple[str, AbsenceWord]]
) -> CoverageRow:
    source = index.sources[source_id]
    rest = (AbsenceWord.NOT_READ, AbsenceWord.NOT_APPLICABLE, AbsenceWord.UNAVAILABLE)
    return CoverageRow(
        source=index.short_source(source_id),
        title=Label(source.title, lang=language(source.language)),
        published=in_words(source.published),
        claims=len(index.claims_by_source.get(source_id, ())),
        answered=answered[source_id],
        silent=absent[source_id, AbsenceWord.SILENT],
        not_checked=absent[source_id, AbsenceWord.NOT_CHECKED],
        other=sum(absent[source_id, each] for each in rest),
        text=text_state(index, source_id),
    )


def text_state(index: Index, source_id: str) -> str:
    """Whether the article text is at hand, and whether it is the one that was annotated."""
    text = index.findings.casebook.texts.get(source_id)
    if text is None:
        return "not at hand"
    return "at hand" if text.attested else "at hand, not the one annotated"
