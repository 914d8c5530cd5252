"""The first page: whether anything changes what is published, what needs a decision, and how far the sources are covered."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from compare.core.date_words import in_words
from compare.core.decided import WAITING
from compare.core.findings import AbsenceWord, Standing
from compare.core.phrases import counted
from compare.core.problems import stops_publication
from compare.core.support_words import copies_in_words
from compare.core.words import Word, word
from compare.report.views.breaches import BreachView, breach_views
from compare.report.views.cards import CardView, card_view
from compare.report.views.changes import SinceView, since_view
from compare.report.views.index import is_compared
from compare.report.views.labels import Label, language
from compare.report.views.ranking import waiting
from compare.report.views.rows import Row, row
from compare.report.views.support import MOST_HINTS, CopyingView, copy_groups, copying_views
from compare.report.views.trust import Check, checks, problems_in_words, text_state

if TYPE_CHECKING:
    from compare.core.findings import SubjectFinding
    from compare.report.views.index import Index

MOST_CARDS: Final = 25  # what waits for a decision beyond these is listed in short
MOST_BREACHES: Final = 20  # the pages of their subjects show them all
MOST_ROWS: Final = 200  # of one heading; the matrix lists every subject


@dataclass(frozen=True, slots=True)
class Count:
    """How many subjects have a standing."""

    word: Word
    number: int


@dataclass(frozen=True, slots=True)
class Group:
    """The settled subjects of one standing, or those decided; `more` is how many of them only the matrix lists."""

    id: str
    word: Word
    rows: tuple[Row, ...]
    more: int

    @property
    def number(self) -> int:
        """How many subjects there are of it."""
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
    """Everything on the first page; `undecided` is how many contested subjects wait for a decision."""

    path: str
    title: Label
    size: str
    undecided: int
    verdict: str
    checks: tuple[Check, ...]
    since: SinceView | None
    counts: tuple[Count, ...]
    waiting: int
    cards: tuple[CardView, ...]
    more_waiting: tuple[Row, ...]
    beyond: int
    groups: tuple[Group, ...]
    breaches: tuple[BreachView, ...]
    more_breaches: int
    copying: tuple[CopyingView, ...]
    more_copying: int
    how_counted: str
    copy_groups: tuple[tuple[Label, ...], ...]
    coverage: tuple[CoverageRow, ...]
    problems: str
    errors: bool


def overview_view(index: Index, most_rows: int = MOST_ROWS) -> OverviewView:
    """The first page; of what waits beyond the cards so many are listed."""
    findings = index.findings
    often = Counter(each.standing for each in index.subjects.values())
    due = waiting(index)
    rest = due[MOST_CARDS:]
    return OverviewView(
        path="index.html",
        title=Label(findings.casebook.title),
        size=_size(index),
        undecided=sum(each.standing is Standing.CONTESTED for each in due),
        verdict=_verdict(index, often, due),
        checks=checks(index),
        since=since_view(index),
        counts=tuple(Count(word("standing", each), often[each]) for each in Standing),
        waiting=len(due),
        cards=tuple(card_view(index, each) for each in due[:MOST_CARDS]),
        more_waiting=tuple(row(index, each) for each in rest[:most_rows]),
        beyond=max(0, len(rest) - most_rows),
        groups=_groups(index, {each.subject.id for each in due}),
        breaches=breach_views(index, index.findings.breaches)[:MOST_BREACHES],
        more_breaches=max(0, len(index.findings.breaches) - MOST_BREACHES),
        copying=copying_views(index),
        more_copying=max(0, len(findings.copy_hints) - MOST_HINTS),
        how_counted=copies_in_words(findings.copy_hints, counted_once=bool(findings.counted_as)),
        copy_groups=copy_groups(index),
        coverage=_coverage(index),
        problems=problems_in_words(index),
        errors=stops_publication(findings.problems),
    )


def _size(index: Index) -> str:
    parts = (
        counted(len(index.sources), "source"),
        counted(len(index.subjects), "subject"),
        counted(len(index.claims), "claim"),
    )
    return ", ".join(parts)


def _verdict(index: Index, often: Counter[Standing], due: list[SubjectFinding]) -> str:
    """The one sentence that answers whether anything contradicts; it reassures only where everything was read and compared."""
    contested, open_ = often[Standing.CONTESTED], sum(each.standing is Standing.CONTESTED for each in due)
    if open_:
        subjects = f"contested {'subject' if open_ == 1 else 'subjects'}"
        rest = f"; {contested - open_} more decided" if contested > open_ else ""
        return f"{subjects} {'waits' if open_ == 1 else 'wait'} for a decision{rest}."
    if contested:
        return f"{counted(contested, 'subject')} {'is' if contested == 1 else 'are'} contested, and all of them are decided."
    if stops_publication(index.findings.problems):
        return "Whether sources contradict each other cannot be said while our own files have errors."
    if broken := len(index.findings.breaches):
        return f"No subject is contested, but in {counted(broken, 'place')} answers to different questions do not go together."
    compared = sum(is_compared(each) for each in index.subjects.values())
    if not compared:
        return "Nothing was compared: no subject has answers from two sources."
    return f"No contradictions on the {counted(compared, 'subject')} that could be compared."


def _groups(index: Index, due: set[str]) -> tuple[Group, ...]:
    """What waits for nothing: the decided, then the others by standing, each by id."""
    rest = [each for each in index.subjects.values() if each.subject.id not in due]
    groups = (
        (standing, tuple(each for each in rest if each.standing is standing))
        for standing in sorted(Standing, key=lambda each: (each not in WAITING, list(Standing).index(each)))
    )
    return tuple(_group(index, standing, found) for standing, found in groups if found)


def _group(index: Index, standing: Standing, found: tuple[SubjectFinding, ...]) -> Group:
    rows = tuple(row(index, each) for each in found[:MOST_ROWS])
    return Group(f"g-{standing}", word("standing", standing), rows, len(found) - len(rows))


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
