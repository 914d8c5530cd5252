"""The relations of a subject under their headings, on as many pages as they need."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import partial
from itertools import accumulate, groupby
from typing import TYPE_CHECKING, Final

from compare.core.findings import Gate
from compare.report.addresses import RELATIONS_ON_PAGE, relations_page
from compare.report.views.labels import Label
from compare.report.views.neighbours import Neighbour, page_label, pages_beside
from compare.report.views.relations import (
    RelationView,
    ShortRelationView,
    matters_for_print,
    relation_view,
    relation_word,
    short_view,
    strongest_first,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from compare.core.findings import Relation, SubjectFinding
    from compare.report.views.index import Index

# Every gate has its heading, so that what it explains is never lost among the rest; None are the relations no gate explains.
_HEADINGS: Final = (
    ("relations", "How the answers relate", frozenset({None})),
    ("undecided", "What cannot be decided", frozenset({Gate.UNDETERMINED})),
    ("changes", "Changes over time", frozenset({Gate.SUCCESSION, Gate.REVISION})),
    ("scopes", "Not the same thing counted or meant", frozenset({Gate.DIFFERENT_SCOPE})),
)
FEW: Final = 6  # so many without a gate have both quotes whatever they are; of the others only those that matter for print
IN_FULL: Final = 50  # beyond these, two quotes side by side for every pair would bury the page
IN_SHORT: Final = 500  # of one heading on the first page, which is there to be read through


@dataclass(frozen=True, slots=True)
class RelationGroup:
    """The relations under one heading, those that matter most first, with their quotes.

    `summary` counts the others: `short` are those that stand here, `elsewhere` counts those on the pages from `following` on.
    """

    id: str
    title: str
    full: tuple[RelationView, ...]
    short: tuple[ShortRelationView, ...]
    summary: str
    elsewhere: int = 0
    following: Label | None = None


@dataclass(frozen=True, slots=True)
class SubjectRelationsView:
    """A page on which the relations of a subject go on."""

    path: str
    title: Label
    number: int
    last: int
    near: tuple[Neighbour, ...]
    groups: tuple[RelationGroup, ...]


@dataclass(frozen=True, slots=True)
class _Group:
    """The relations under one heading: those with quotes, those without on the first page, and the rest."""

    id: str
    title: str
    full: Sequence[Relation]
    short: Sequence[Relation]
    rest: Sequence[Relation]


def _grouped(finding: SubjectFinding) -> list[_Group]:
    """Every relation under exactly one heading; a heading without any is left out."""
    ordered = strongest_first(finding.relations)
    groups = []
    for name, title, gates in _HEADINGS:
        found = [each for each in ordered if each.gate in gates]
        chosen = [at < IN_FULL and (at < FEW or matters_for_print(each)) for at, each in enumerate(found)]
        full = [each for each, yes in zip(found, chosen, strict=True) if yes]
        short = [each for each, yes in zip(found, chosen, strict=True) if not yes]
        groups.append(_Group(name, title, full, short[:IN_SHORT], short[IN_SHORT:]))
    return [each for each in groups if each.full]


def relation_groups(index: Index, finding: SubjectFinding) -> tuple[RelationGroup, ...]:
    """The relations of a subject by heading, as its first page has them."""
    groups = _grouped(finding)
    before = accumulate((len(each.rest) for each in groups), initial=0)
    last = _last_page(groups)
    return tuple(
        _first(index, finding, each, at // RELATIONS_ON_PAGE + 2, last) for each, at in zip(groups, before, strict=False)
    )


def _first(index: Index, finding: SubjectFinding, group: _Group, number: int, last: int) -> RelationGroup:
    """What stands under a heading on the first page; what is left begins on the page with this number."""
    href = f"{relations_page(finding.subject.id, number)}#{group.id}"
    return RelationGroup(
        group.id,
        group.title,
        full=tuple(relation_view(index, finding, each) for each in group.full),
        short=tuple(short_view(index, finding, each) for each in group.short),
        summary=_summary([*group.short, *group.rest]),
        elsewhere=len(group.rest),
        following=Label(page_label(number, last), href) if group.rest else None,
    )


def _summary(relations: Sequence[Relation]) -> str:
    """`30 more: 28 differs, 2 adds`."""
    often = Counter(relation_word(each).shown for each in relations)
    return f"{len(relations):,} more: {', '.join(f'{number:,} {each}' for each, number in often.items())}"


def _last_page(groups: Sequence[_Group]) -> int:
    return 1 - (-sum(len(each.rest) for each in groups) // RELATIONS_ON_PAGE)


def relation_pages(index: Index) -> Iterator[SubjectRelationsView]:
    """The pages on which the relations of a subject go on, where it has more than its first page can show."""
    for finding in index.subjects.values():
        if len(finding.relations) > IN_SHORT:
            yield from _further_views(index, finding)


def _further_views(index: Index, finding: SubjectFinding) -> Iterator[SubjectRelationsView]:
    groups, subject = _grouped(finding), finding.subject.id
    rest, last = [(group, each) for group in groups for each in group.rest], _last_page(groups)
    for number in range(2, last + 1):
        here = rest[(number - 2) * RELATIONS_ON_PAGE : (number - 1) * RELATIONS_ON_PAGE]
        yield SubjectRelationsView(
            path=relations_page(subject, number),
            title=index.subject(subject),
            number=number,
            last=last,
            near=pages_beside(number, last, partial(relations_page, subject)),
            groups=tuple(
                _continued(index, finding, name, title, [each for _, each in found])
                for (name, title), found in groupby(here, key=lambda each: (each[0].id, each[0].title))
            ),
        )


def _continued(index: Index, finding: SubjectFinding, name: str, title: str, relations: Sequence[Relation]) -> RelationGroup:
    """What stands under a heading on a further page."""
    return RelationGroup(name, title, (), tuple(short_view(index, finding, each) for each in relations), "")
