"""Subjects by sources: in each cell the letter and short value of every position the source holds, or the word for absence."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from compare.core.words import Word, word, words_of
from compare.report.addresses import MATRIX_ROWS, claim_anchor, matrix_page, subject_page
from compare.report.views.agreement import MOST_SOURCES
from compare.report.views.index import answering, denominators, members_of, position_letter
from compare.report.views.labels import Label, shortened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compare.core.findings import Position, SubjectFinding
    from compare.report.views.agreement import AgreementView
    from compare.report.views.index import Index


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing in a cell: the letter of a position, its short value and a claim; or the sign and word of an absence."""

    glyph: str
    text: str
    href: str | None = None


Cell = tuple[Entry, ...]
"""What one source says: every position it holds, or why it holds none."""


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One subject: its question, standing and cells, and how many sources answer, with why the others do not."""

    subject: Label
    standing: Word
    cells: tuple[Cell, ...]
    answered: str


@dataclass(frozen=True, slots=True)
class MatrixView:
    """One page of the matrix: up to 200 subjects; `totals` count, for each source, the subjects it answers, over all pages.

    `names` are those of the sources as text; `named` are those that stand in the table under a short name, with the whole one.
    """

    path: str
    number: int
    pages: tuple[Label, ...]
    sources: tuple[Label, ...]
    names: tuple[str, ...]
    named: tuple[tuple[Label, str], ...]
    rows: tuple[MatrixRow, ...]
    first: int
    totals: tuple[int, ...]
    subjects: int
    standings: tuple[Word, ...]
    absences: tuple[Word, ...]
    agreement: AgreementView | None
    most: int = MOST_SOURCES


def matrix_views(index: Index, agreement: AgreementView) -> Iterator[MatrixView]:
    """The pages of the matrix, at least one; the table source by source stands on the first."""
    findings = list(index.subjects.values())
    starts = range(0, max(len(findings), 1), MATRIX_ROWS)
    pages = tuple(Label(str(number), matrix_page(number)) for number in range(1, len(starts) + 1))
    sources = index.short_source_list(index.sources)
    answered = Counter(source for each in findings for source in answering(each))
    for number, start in enumerate(starts, 1):
        yield MatrixView(
            path=matrix_page(number),
            number=number,
            pages=pages,
            sources=sources,
            names=tuple(each.text for each in sources),
            named=tuple((each, each.title) for each in sources if each.title),
            rows=tuple(_row(index, each) for each in findings[start : start + MATRIX_ROWS]),
            first=start + 1,
            totals=tuple(answered[each] for each in index.sources),
            subjects=len(findings),
            standings=words_of("standing"),
            absences=words_of("absence"),
            agreement=agreement if number == 1 else None,
        )


def _row(index: Index, finding: SubjectFinding) -> MatrixRow:
    entries = _entries(index, finding)
    absent = {each.source: _ABSENT[each.word] for each in finding.absent}
    unknown = _ABSENT["not-checked"]
    cells = tuple(tuple(entries[each]) if each in entries else absent.get(each, unknown) for each in index.sources)
    return MatrixRow(
        index.subject(finding.subject.id), word("standing", finding.standing), cells, denominators(finding, len(index.sources))
    )


def _entries(index: Index, finding: SubjectFinding) -> dict[str, list[Entry]]:
    """For each source one entry per position it holds, linked to its first claim there, then its claims that are unread."""
    page = subject_page(finding.subject.id)
    entries: dict[str, list[Entry]] = defaultdict(list)
    for at, position in enumerate(finding.positions):
        text = ("not " if position.stance == "denies" else "") + _short(index, finding, position)
        for source, uid in _first_claims(position.claims).items():
            entries[source].append(Entry(position_letter(at), text, f"{page}#{claim_anchor(uid)}"))
    for uid in finding.unread:
        if uid in index.claims:
            claim = index.claims[uid]
            entries[claim.source].append(Entry("!", shortened(claim.written), f"{page}#{claim_anchor(uid)}"))
    return entries


def _short(index: Index, finding: SubjectFinding, position: Position) -> str:
    """The value on one short line; of a list the first member, and how many more there are."""
    if finding.subject.kind != "list":
        return shortened(position.value)
    first, *more = members_of(position.canonical)
    name = shortened(index.member(finding.subject, first).text)
    return f"{name} and {len(more)} more" if more else name


def _first_claims(uids: tuple[str, ...]) -> dict[str, str]:
    return {uid.partition("#")[0]: uid for uid in reversed(uids)}


_ABSENT: Final[dict[str, Cell]] = {each.word: (Entry("", f"{each.glyph} {each.shown}"),) for each in words_of("absence")}
