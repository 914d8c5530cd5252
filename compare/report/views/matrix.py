"""Subjects by sources, for an editor who looks for disagreement: what is contested stands first, what one source says last."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING, Final

from compare.core.date_words import in_words
from compare.core.findings import Standing
from compare.core.folding import fold_name
from compare.core.words import Word, word, words_of
from compare.report.addresses import MATRIX_ROWS, matrix_page, standing_anchor
from compare.report.views.agreement import MOST_SOURCES
from compare.report.views.cells import Answer, Cell, absent_counts, absent_named, answered, answers, cells, further
from compare.report.views.index import answering
from compare.report.views.labels import Label, language, shortened
from compare.report.views.ranking import URGENCY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compare.core.findings import SubjectFinding
    from compare.report.views.agreement import AgreementView
    from compare.report.views.index import Index

_ORDER: Final = {standing: at for at, standing in enumerate(Standing)}
NEAR: Final = 2  # pages named on either side of the one that is shown
QUESTION: Final = 44


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One subject: its question, its severity where it has one, and what the sources say.

    `cells` has one for each source; with many sources it is empty, and `answers` are listed, `further` of them elsewhere.
    `absent` says in words who does not answer, and why.
    """

    subject: Label
    severity: str | None
    cells: tuple[Cell, ...]
    answers: tuple[Answer, ...]
    further: int
    answered: str
    absent: str


@dataclass(frozen=True, slots=True)
class RowGroup:
    """The subjects of one standing that stand on a page; `count` is how many there are on all pages."""

    word: Word
    anchor: str
    count: int
    continued: bool
    rows: tuple[MatrixRow, ...]


@dataclass(frozen=True, slots=True)
class Jump:
    """Where the subjects of one standing begin."""

    word: Word
    count: int
    href: str


@dataclass(frozen=True, slots=True)
class Head:
    """A source at the head of its column: under a short name, with its whole title, and how many subjects it answers."""

    source: Label
    title: Label
    published: str
    answered: int


@dataclass(frozen=True, slots=True)
class Pages:
    """Which page this is of how many, its first and last question, and the pages to go to; None stands for those left out."""

    number: int
    total: int
    first: str
    last: str
    previous: Label | None
    next: Label | None
    near: tuple[Label | None, ...]


@dataclass(frozen=True, slots=True)
class MatrixView:
    """One page of the matrix: up to 200 subjects. `heads` is empty where there are too many sources for a column each."""

    path: str
    pages: Pages
    jumps: tuple[Jump, ...]
    heads: tuple[Head, ...]
    groups: tuple[RowGroup, ...]
    first: int
    subjects: int
    sources: int
    absences: tuple[Word, ...]
    agreement: AgreementView | None
    most: int = MOST_SOURCES

    @property
    def rows(self) -> tuple[MatrixRow, ...]:
        """The rows of all groups, in their order."""
        return tuple(row for group in self.groups for row in group.rows)


def matrix_views(index: Index, agreement: AgreementView) -> Iterator[MatrixView]:
    """The pages of the matrix, at least one; the table source by source stands on the first."""
    findings = in_order(index)
    often = Counter(each.standing for each in findings)
    jumps = _jumps(findings, often)
    heads = _heads(index) if len(index.sources) <= MOST_SOURCES else ()
    for start in range(0, max(len(findings), 1), MATRIX_ROWS):
        there = findings[start : start + MATRIX_ROWS]
        pages = _pages(findings, start)
        groups = _groups(index, there, often, findings[start - 1].standing if start else None)
        yield MatrixView(
            path=matrix_page(pages.number),
            pages=pages,
            jumps=jumps,
            heads=heads,
            groups=groups,
            first=start + 1,
            subjects=len(findings),
            sources=len(index.sources),
            absences=_absences(groups) if heads else words_of("absence"),
            agreement=agreement if start == 0 else None,
        )


def in_order(index: Index) -> list[SubjectFinding]:
    """All subjects: by standing, the contested first, there by severity, then those about one entity side by side."""

    def place(finding: SubjectFinding) -> tuple[int, int, str, str]:
        name = fold_name(index.entity(finding.subject.entity).text)
        return _ORDER[finding.standing], URGENCY.index(finding.severity), name, finding.subject.id

    return sorted(index.subjects.values(), key=place)


def _jumps(findings: list[SubjectFinding], often: Counter[Standing]) -> tuple[Jump, ...]:
    begins: dict[Standing, int] = {}
    for at, each in enumerate(findings):
        begins.setdefault(each.standing, at)
    return tuple(
        Jump(word("standing", each), often[each], f"{matrix_page(at // MATRIX_ROWS + 1)}#{standing_anchor(each)}")
        for each, at in begins.items()
    )


def _heads(index: Index) -> tuple[Head, ...]:
    often = Counter(source for each in index.subjects.values() for source in answering(each))
    return tuple(
        Head(
            replace(index.short_source(each.id), title=each.title),
            Label(each.title, lang=language(each.language)),
            in_words(each.published),
            often[each.id],
        )
        for each in index.sources.values()
    )


def _pages(findings: list[SubjectFinding], start: int) -> Pages:
    number, total = start // MATRIX_ROWS + 1, max(-(-len(findings) // MATRIX_ROWS), 1)
    there = findings[start : start + MATRIX_ROWS]
    first, last = (shortened(each.subject.question, QUESTION) for each in (there[0], there[-1])) if there else ("", "")
    return Pages(
        number,
        total,
        first,
        last,
        previous=_page(number - 1) if number > 1 else None,
        next=_page(number + 1) if number < total else None,
        near=tuple(_near(number, total)),
    )


def _page(number: int) -> Label:
    return Label(str(number), matrix_page(number))


def _near(number: int, total: int) -> Iterator[Label | None]:
    """The first page, the last and those about this one, with one None for each gap."""
    named = sorted({1, total, *range(max(number - NEAR, 1), min(number + NEAR, total) + 1)})
    for before, each in zip([0, *named], named, strict=False):
        if each > before + 1:
            yield None
        yield _page(each)


def _groups(
    index: Index, findings: list[SubjectFinding], often: Counter[Standing], before: Standing | None
) -> tuple[RowGroup, ...]:
    return tuple(
        RowGroup(
            word("standing", standing),
            standing_anchor(standing),
            often[standing],
            standing is before,
            tuple(_row(index, each) for each in group),
        )
        for standing, group in groupby(findings, key=lambda each: each.standing)
    )


def _absences(groups: tuple[RowGroup, ...]) -> tuple[Word, ...]:
    """The words for absence that stand in the cells."""
    used = {cell.absent for group in groups for row in group.rows for cell in row.cells}
    return tuple(each for each in words_of("absence") if each in used)


def _row(index: Index, finding: SubjectFinding) -> MatrixRow:
    few = len(index.sources) <= MOST_SOURCES
    return MatrixRow(
        subject=index.subject(finding.subject.id),
        severity=None if finding.severity == "none" else finding.severity,
        cells=cells(index, finding) if few else (),
        answers=() if few else tuple(answers(index, finding)),
        further=0 if few else further(index, finding),
        answered=answered(index, finding),
        absent=absent_named(index, finding) if few else absent_counts(index, finding),
    )
