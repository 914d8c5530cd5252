"""Who supports an answer without giving it, which sources count as one, and the hints that sources copy one another."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from compare.core.copy_hints import hint_in_words
from compare.core.findings import RelationKind
from compare.report.views.labels import Label

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from compare.core.findings import Relation, SourceCopying, SubjectFinding
    from compare.report.views.index import Index

MOST_HINTS: Final = 20  # findings.json has them all
_EQUAL: Final = frozenset({RelationKind.SAME, RelationKind.WORDING})
_SAYS: Final = {
    "less": ("says less, and nothing against it", "say less, and nothing against it"),
    "words": ("says it in other words", "say it in other words"),
    "torn": ("says less here, and elsewhere something against it", "say less here, and elsewhere something against it"),
}


@dataclass(frozen=True, slots=True)
class CompatibleView:
    """Sources that are compatible with an answer in one way, and that way in words with its verb."""

    sources: tuple[Label, ...]
    says: str


@dataclass(frozen=True, slots=True)
class CopyingView:
    """Two sources that may copy one another, why, and some of the answers that both give with their questions."""

    sources: tuple[Label, ...]
    said: str
    examples: tuple[tuple[Label, Label], ...]


def compatible(index: Index, finding: SubjectFinding, at: int) -> tuple[CompatibleView, ...]:
    """The compatible supporters of a position, by what they say of it."""
    if not finding.positions[at].supporters:
        return ()
    of = index.sides[finding.subject.id][at]
    equal, against = _others(finding, at, of, _is_equal), _others(finding, at, of, attrgetter("live"))
    groups: dict[str, list[str]] = {way: [] for way in _SAYS}
    for source in finding.positions[at].supporters:
        groups["torn" if source in against else "words" if source in equal else "less"].append(source)
    return tuple(
        CompatibleView(index.source_list(sources), _SAYS[way][len(sources) > 1]) for way, sources in groups.items() if sources
    )


def _is_equal(relation: Relation) -> bool:
    return relation.relation in _EQUAL


def _others(finding: SubjectFinding, at: int, of: Iterable[Relation], which: Callable[[Relation], bool]) -> frozenset[str]:
    """The sources of the positions that have such a relation to this one."""
    others = (sum(each.between) - at for each in of if which(each))
    return frozenset(source for other in others for source in finding.positions[other].sources)


def sides(index: Index) -> dict[str, dict[int, list[Relation]]]:
    """For every subject its relations by each of the two positions they are between."""
    found: dict[str, dict[int, list[Relation]]] = {}
    for subject, finding in index.subjects.items():
        by_side = found[subject] = defaultdict(list)
        for each in finding.relations:
            for at in each.between:
                by_side[at].append(each)
    return found


def counted_as_one(index: Index, sources: tuple[str, ...]) -> tuple[tuple[Label, ...], ...]:
    """Of these sources the groups of seeming copies, each of which counts as one source."""
    groups = _groups(sources, index.findings.counted_as)
    return tuple(index.source_list(group) for group in groups if len(group) > 1)


def copy_groups(index: Index) -> tuple[tuple[Label, ...], ...]:
    """All groups of seeming copies that count as one source."""
    counted_as = index.findings.counted_as
    return counted_as_one(index, tuple(sorted({*counted_as, *counted_as.values()})))


def _groups(sources: tuple[str, ...], counted_as: Mapping[str, str]) -> list[list[str]]:
    groups: dict[str, list[str]] = {}
    for source in sources:
        groups.setdefault(counted_as.get(source, source), []).append(source)
    return list(groups.values())


def copying_views(index: Index) -> tuple[CopyingView, ...]:
    """The hints at copying, those with most in common first, as many as a page can show."""
    found = sorted(index.findings.copy_hints, key=lambda each: (-each.rare, each.sources))
    return tuple(_copying(index, each) for each in found[:MOST_HINTS])


def _copying(index: Index, hint: SourceCopying) -> CopyingView:
    one, other = index.source_list(hint.sources)
    return CopyingView(
        sources=(one, other),
        said=hint_in_words(hint, one.text, other.text),
        examples=tuple((Label(value), index.subject(subject)) for subject, value in hint.examples),
    )
