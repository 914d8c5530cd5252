"""From a claims table to what it comes to: judged in buckets, counted, written into tables, and as records if it is small."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from compare.analysis.because import Teller
from compare.analysis.copying import Holdings, holdings
from compare.analysis.cross_rules import with_breaches
from compare.analysis.kernel import Background, judge_table
from compare.analysis.records import table_findings
from compare.core.copy_hints import hint_in_words
from compare.core.entities import Entities
from compare.core.judged import STANDINGS
from compare.engines import here

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from compare.core.columns import ClaimsTable
    from compare.core.copy_hints import CopyHint
    from compare.core.findings import Findings
    from compare.core.judged import Judged
    from compare.core.model import Subject
    from compare.engines.buckets import Bucket
    from compare.exporters.judged_tables import JudgedTables
    from compare.loading.claims_tables.terms import TableVocabulary

MOST_CLAIMS: Final = 300_000
"""A result with more claims has no file that lists every one: nobody could open it."""


@dataclass(slots=True)
class Summary:
    """What a table comes to: subjects by standing, and by kind the spellings that cannot be read with their claims."""

    standings: Counter[str] = field(default_factory=Counter)
    unread: dict[str, Counter[str]] = field(default_factory=dict)
    positions: int = 0
    hints: tuple[str, ...] = ()
    looked_for_copies: bool = True

    @classmethod
    def of(cls, judged: Judged) -> Summary:
        """What one bucket comes to."""
        standings = Counter(STANDINGS[each].value for each in judged.subjects.standing.tolist())
        found = cls(standings, positions=len(judged.positions.subject))
        table, claims = judged.table, judged.claims
        rows = claims.row[claims.position < 0]
        kinds = table.terms_of[table.subject.codes[rows]].tolist()
        for kind, value in zip(kinds, table.value.codes[rows].tolist(), strict=True):
            found.unread.setdefault(table.terms[kind].kind, Counter())[table.value.texts[value]] += 1
        return found

    def add(self, other: Summary) -> None:
        """Count one more bucket."""
        self.standings.update(other.standings)
        self.positions += other.positions
        for kind, spellings in other.unread.items():
            self.unread.setdefault(kind, Counter()).update(spellings)


@dataclass(frozen=True, slots=True)
class Claims:
    """The claims of a table: how many, the sources by their codes, and as buckets of whole subjects.

    `whole` gives all claims in one table; it is called for few claims only. `terms` are those of claims that stand on disk.
    """

    number: int
    sources: Sequence[str]
    buckets: Sequence[Bucket]
    whole: Callable[[], ClaimsTable]
    terms: tuple[Subject, ...] = ()

    @property
    def few(self) -> bool:
        """Whether there are so few that a file can list every one."""
        return self.number <= MOST_CLAIMS


def background(vocabulary: TableVocabulary, copies: Mapping[str, str] | None = None) -> Background:
    """What the claims are judged against."""
    entities = Entities(vocabulary.entities, vocabulary.places)
    return Background(entities, copies=copies) if copies else Background(entities)


def seeming_copies(claims: Claims, vocabulary: TableVocabulary) -> Mapping[str, str]:
    """Every source that seems to copy to the one its group is counted as; the table is judged once to find out."""
    copying = here.Copying(claims.sources)
    for held in here.each(claims.buckets, background(vocabulary), lambda _number, judged: _held(judged)):
        copying.add(*held)
    return copying.copies(copying.hints())


def _held(judged: Judged) -> tuple[Holdings, int, int]:
    return holdings(judged), len(judged.subjects.code), len(judged.positions.subject)


def judged_into(claims: Claims, against: Background, tables: JudgedTables) -> Summary:
    """Judge a table bucket by bucket into the result tables.

    Raises:
        OSError: the tables cannot be written.
    """

    def work(number: int, judged: Judged) -> tuple[Summary, tuple[Holdings, int, int]]:
        tables.add(number, judged, Teller(judged, {}).because)
        return Summary.of(judged), _held(judged)

    summary, copying = Summary(), here.Copying(claims.sources)
    for found, held in here.each(claims.buckets, against, work):
        summary.add(found)
        copying.add(*held)
    summary.looked_for_copies = not copying.too_many
    summary.hints = _in_words(copying.hints(), claims.sources)
    return summary


def _in_words(hints: Sequence[CopyHint], sources: Sequence[str]) -> tuple[str, ...]:
    """The hints as sentences, those with most rare values in common first, then by name."""

    def names(hint: CopyHint) -> tuple[str, ...]:
        return tuple(sorted(sources[each] for each in hint.sources))

    ordered = sorted(hints, key=lambda hint: (-hint.rare, names(hint)))
    return tuple(hint_in_words(hint, *names(hint)) for hint in ordered)


def findings_of(claims: Claims, against: Background, vocabulary: TableVocabulary, file: str) -> Findings:
    """The result as records, with one for every claim."""
    found = table_findings(judge_table(claims.whole(), against), file, file, vocabulary.entities, against.copies)
    ruled = replace(found.casebook, rules=vocabulary.rules, places=vocabulary.places)
    return with_breaches(replace(found, casebook=ruled))
