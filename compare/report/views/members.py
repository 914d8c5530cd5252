"""Lists, member by member: which source names whom, and whom a list that is given as whole rules out."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from compare.core.folding import fold_name
from compare.core.model import members_of
from compare.core.words import Word, word, words_of
from compare.report.views.index import own_part
from compare.report.views.labels import Label

if TYPE_CHECKING:
    from collections.abc import Iterable

    from compare.core.findings import SubjectFinding
    from compare.report.views.index import Index

MOST_COLUMNS: Final = 40  # a table of more sources is not read


@dataclass(frozen=True, slots=True)
class MemberCell:
    """What one source says of one member: a word and, where a claim says it, the fragment of the claim."""

    source: Label
    word: Word
    href: str | None


@dataclass(frozen=True, slots=True)
class MemberRow:
    """One member, what each source says of it, and the sources that name it; `named` says how many of those with lists."""

    name: Label
    cells: tuple[MemberCell, ...]
    named_by: tuple[str, ...]
    named: str


@dataclass(frozen=True, slots=True)
class MembersView:
    """The table of members by answering sources; the member that most sources name comes first.

    `words` are those that stand in it, in the order of their table.
    """

    sources: tuple[Label, ...]
    rows: tuple[MemberRow, ...]
    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class _List:
    """One list of one source."""

    members: frozenset[str]
    uid: str
    denied: bool
    closed: bool


def members_view(index: Index, finding: SubjectFinding) -> MembersView | None:
    """The table, where there are lists to set side by side; None where there is one list, or too many sources."""
    if finding.subject.kind != "list" or len(finding.positions) < 2:  # noqa: PLR2004 - two lists are the fewest
        return None
    lists = _lists(index, finding)
    if len(lists) > MOST_COLUMNS:
        return None
    members = {member for each in lists.values() for one in each for member in one.members}
    rows = sorted((_row(index, finding, lists, each) for each in members), key=_most_named_first)
    used = {cell.word for row in rows for cell in row.cells}
    return MembersView(_heads(index, lists), tuple(rows), tuple(each for each in words_of("membership") if each in used))


def _heads(index: Index, sources: Iterable[str]) -> tuple[Label, ...]:
    """The sources under their short names, with their whole titles."""
    return tuple(
        replace(index.short_source(each), title=index.sources[each].title) if each in index.sources else Label(each)
        for each in sources
    )


def _most_named_first(row: MemberRow) -> tuple[int, str, str]:
    return (-len(row.named_by), fold_name(row.name.text), row.name.text)


def _lists(index: Index, finding: SubjectFinding) -> dict[str, list[_List]]:
    """The lists of each source, sources by id."""
    found: dict[str, list[_List]] = defaultdict(list)
    for position in finding.positions:
        for uid in position.claims:
            claim = index.claims.get(uid)
            if claim:
                # a position may be gathered from several lists of one source: each claim vouches for what it names itself
                members = frozenset(members_of(own_part(claim, position)))
                found[claim.source].append(_List(members, uid, position.stance == "denies", claim.closed))
    return {source: found[source] for source in sorted(found)}


def _row(index: Index, finding: SubjectFinding, lists: dict[str, list[_List]], member: str) -> MemberRow:
    said = {source: _said(index, each, member) for source, each in lists.items()}
    cells = (
        MemberCell(index.short_source(source), word("membership", each), index.claim_href(one.uid) if one else None)
        for source, (each, one) in said.items()
    )
    named_by = tuple(source for source, (each, _) in said.items() if each == "named")
    return MemberRow(index.member(finding.subject, member), tuple(cells), named_by, f"{len(named_by)} of {len(lists)}")


def _said(index: Index, lists: list[_List], member: str) -> tuple[str, _List | None]:
    """The word for a member, and the list that says it: the first of these that holds."""
    affirmed = [each for each in lists if not each.denied]
    tried = (
        ("named", (each for each in affirmed if member in each.members)),
        ("denied", (each for each in lists if each.denied and member in each.members)),
        ("in-part", (each for each in affirmed if any(_related(index, member, other) for other in each.members))),
        ("ruled-out", (each for each in affirmed if each.closed)),
    )
    for name, found in tried:
        one = next(found, None)
        if one:
            return name, one
    return "not-named", None


def _related(index: Index, one: str, other: str) -> bool:
    return index.family.is_part(one, other) or index.family.is_part(other, one)
