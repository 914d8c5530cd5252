"""What a row of the matrix says: for few sources a cell each, for many a list of the answers with the sources of each."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from compare.core.findings import AbsenceWord
from compare.core.model import members_of
from compare.core.phrases import counted, joined, position_letter
from compare.core.words import Word, word
from compare.report.views.index import answering, opposed_positions
from compare.report.views.labels import Label, shortened

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from compare.core.findings import Position, SubjectFinding
    from compare.report.views.index import Index

MOST_NAMED: Final = 12  # answers of a row, and sources of an answer; the page of the subject names them all
MOST_ABSENT: Final = 3  # sources that a list names where it says why they do not answer
UNREAD: Final = "!"


@dataclass(frozen=True, slots=True)
class Entry:
    """The letter of a position a source holds, its short value, its claim, and whether another answer opposes it."""

    letter: str
    text: str
    href: str
    opposed: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """What one source says: every position it holds, or the word for why it holds none."""

    entries: tuple[Entry, ...]
    absent: Word | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """One position with the sources that hold it, each with its claim; `more` are those that are not named here."""

    entry: Entry
    count: str
    sources: tuple[Label, ...]
    more: int


def cells(index: Index, finding: SubjectFinding) -> tuple[Cell, ...]:
    """One cell for every source, in the order of the sources; none of them is empty."""
    entries = _entries_by_source(index, finding)
    absent = {each.source: _absent(each.word) for each in finding.absent}
    unknown = _absent(AbsenceWord.NOT_CHECKED)
    return tuple(Cell(tuple(entries[each])) if each in entries else absent.get(each, unknown) for each in index.sources)


@cache
def _absent(name: AbsenceWord) -> Cell:
    return Cell((), word("absence", name))


def _entries_by_source(index: Index, finding: SubjectFinding) -> dict[str, list[Entry]]:
    """For each source one entry per position it holds, linked to its first claim there, then its claims that are unread."""
    entries: dict[str, list[Entry]] = defaultdict(list)
    opposed = opposed_positions(finding)
    for at, position in enumerate(finding.positions):
        letter, text = position_letter(at), _short(index, finding, position)
        for source, uid in _first_claims(position.claims).items():
            entries[source].append(Entry(letter, text, index.claim_href(uid), at in opposed))
    for uid in _unread(index, finding):
        entries[index.claims[uid].source].append(_unread_entry(index, uid))
    return entries


def answers(index: Index, finding: SubjectFinding) -> Iterator[Answer]:
    """The first positions, the one that most sources hold at the head, then the first claims that cannot be read."""
    opposed = opposed_positions(finding)
    for at, position in enumerate(finding.positions[:MOST_NAMED]):
        first = _first_claims(position.claims)
        letter = position_letter(at)
        named = tuple(
            Label(index.short_source(each).text, index.claim_href(first[each])) for each in sorted(first)[:MOST_NAMED]
        )
        entry = Entry(letter, _short(index, finding, position), index.position_href(finding, at), at in opposed)
        yield Answer(entry, counted(len(first), "source"), named, len(first) - len(named))
    for uid in _unread(index, finding)[:MOST_NAMED]:
        name = index.short_source(index.claims[uid].source).text
        yield Answer(_unread_entry(index, uid), counted(1, "source"), (Label(name, index.claim_href(uid)),), 0)


def further(index: Index, finding: SubjectFinding) -> int:
    """How many answers, readable or not, only the page of the subject shows."""
    return sum(max(len(each) - MOST_NAMED, 0) for each in (finding.positions, _unread(index, finding)))


def answered(index: Index, finding: SubjectFinding) -> str:
    """`3 of 5`."""
    return f"{len(answering(finding)):,} of {len(index.sources):,}"


def absent_counts(index: Index, finding: SubjectFinding) -> str:
    """`3 silent, 187 not checked`; empty where all sources answer."""
    often = Counter({name: len(sources) for name, sources in _absent_by_word(index, finding).items()})
    return ", ".join(f"{often[each]:,} {word('absence', each).shown}" for each in AbsenceWord if often[each])


def absent_named(index: Index, finding: SubjectFinding) -> str:
    """`silent: A and B; not read: C`; of many sources with one word only how many they are."""
    groups = _absent_by_word(index, finding)
    return "; ".join(f"{word('absence', each).shown}: {_told(index, groups[each])}" for each in AbsenceWord if each in groups)


def _told(index: Index, sources: list[str]) -> str:
    if len(sources) > MOST_ABSENT:
        return counted(len(sources), "source")
    return joined([index.short_source(each).text for each in sources])


def _absent_by_word(index: Index, finding: SubjectFinding) -> dict[AbsenceWord, list[str]]:
    """The sources that say nothing that can be shown, by the word for why; one that is not accounted for is not checked."""
    said = {each.source: each.word for each in finding.absent}
    silent = index.sources.keys() - answering(finding) - {index.claims[uid].source for uid in _unread(index, finding)}
    groups: dict[AbsenceWord, list[str]] = defaultdict(list)
    for source in sorted(silent):
        groups[said.get(source, AbsenceWord.NOT_CHECKED)].append(source)
    return groups


def _unread(index: Index, finding: SubjectFinding) -> tuple[str, ...]:
    return tuple(uid for uid in finding.unread if uid in index.claims)


def _unread_entry(index: Index, uid: str) -> Entry:
    return Entry(UNREAD, shortened(index.claims[uid].written), index.claim_href(uid))


def _short(index: Index, finding: SubjectFinding, position: Position) -> str:
    """The value on one short line, after `not` where it is denied; of a list the first member, and how many more there are."""
    return ("not " if position.stance == "denies" else "") + _value(index, finding, position)


def _value(index: Index, finding: SubjectFinding, position: Position) -> str:
    if finding.subject.kind != "list":
        return shortened(position.value)
    first, *more = members_of(position.canonical)
    name = shortened(index.member(finding.subject, first).text)
    return f"{name} and {len(more)} more" if more else name


def _first_claims(uids: Iterable[str]) -> dict[str, str]:
    """The first claim of each source, by source."""
    return {uid.partition("#")[0]: uid for uid in reversed(tuple(uids))}
