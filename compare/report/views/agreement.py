"""Source by source: on how many subjects two sources agree, differ or contradict each other. Counts, never a trust score."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import chain, combinations, product
from math import comb
from typing import TYPE_CHECKING, Final

from compare.core.findings import RelationKind
from compare.report.views.index import answering

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from compare.core.findings import Findings, Relation, SubjectFinding
    from compare.report.views.index import Index
    from compare.report.views.labels import Label

    PairCounts = Mapping[tuple[str, str], "PairCount"]

ENOUGH: Final = 5  # subjects compared; fewer say nothing about two sources
MOST_SOURCES: Final = 40  # a table of more columns is not read
MOST_PAIRS: Final = 50  # that are listed where there is no table
MOST_MEETINGS: Final = 2_000_000  # of two sources on a subject; more take many seconds
SHADES: Final = 5

_Held = tuple[int, ...]  # the positions, by index, that a source holds on one subject
_ALIKE: Final = frozenset({RelationKind.SAME, RelationKind.WORDING})
_VERDICTS: Final = ("", "differ", "agree", "contradict")
"""What two sources come to on a subject, the strongest last; nothing where it could not be weighed."""
_NOT_WEIGHED: Final = frozenset({RelationKind.UNDETERMINED, RelationKind.INCOMPARABLE})


@dataclass(frozen=True, slots=True)
class PairCount:
    """On how many subjects two sources agree, differ and contradict each other."""

    agree: int = 0
    differ: int = 0
    contradict: int = 0

    @property
    def compared(self) -> int:
        """On how many subjects the two could be compared at all."""
        return self.agree + self.differ + self.contradict

    @property
    def shade(self) -> int:
        """From 0 to 4: in which fifth of those compared the subjects lie on which the two differ or contradict each other."""
        return min(SHADES * (self.differ + self.contradict) // max(self.compared, 1), SHADES - 1)


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """One source against all: a cell is None on the diagonal and where too few subjects were compared."""

    source: Label
    cells: tuple[PairCount | None, ...]


@dataclass(frozen=True, slots=True)
class PairRow:
    """Two sources that contradict each other, and on how many subjects."""

    between: tuple[Label, Label]
    count: PairCount


@dataclass(frozen=True, slots=True)
class AgreementView:
    """The table source by source; where there are too many sources for one, `pairs` are those that contradict most.

    `compared` is how many pairs share enough subjects, `contradicting` how many of these contradict each other anywhere; both
    are None where there are too many pairs to count.
    """

    sources: tuple[Label, ...]
    rows: tuple[AgreementRow, ...]
    pairs: tuple[PairRow, ...] = ()
    compared: int | None = None
    contradicting: int | None = None
    enough: int = ENOUGH
    most: int = MOST_SOURCES


def agreement_view(index: Index, counts: PairCounts | None) -> AgreementView:
    """The table for up to forty sources, else the pairs that contradict most; neither where the pairs were not counted."""
    ids = tuple(index.sources)
    labels = index.short_source_list(ids)
    if counts is None:
        return AgreementView(labels, ())
    if len(ids) > MOST_SOURCES:
        return _pairs_view(index, labels, counts)
    rows = (
        AgreementRow(label, tuple(_cell(counts, row, column) for column in ids)) for label, row in zip(labels, ids, strict=True)
    )
    return AgreementView(labels, tuple(rows))


def _pairs_view(index: Index, labels: tuple[Label, ...], counts: PairCounts) -> AgreementView:
    enough = {pair: count for pair, count in counts.items() if count.compared >= ENOUGH}
    apart = {pair: count for pair, count in enough.items() if count.contradict}
    most = sorted(apart, key=lambda pair: _most_contradicting_first(pair, apart[pair]))[:MOST_PAIRS]
    rows = (PairRow((index.short_source(one), index.short_source(other)), apart[one, other]) for one, other in most)
    return AgreementView(labels, (), tuple(rows), len(enough), len(apart))


def _most_contradicting_first(pair: tuple[str, str], count: PairCount) -> tuple[int, int, int, tuple[str, str]]:
    """Of two pairs with as many contradictions the one with fewer subjects compared comes first."""
    return (-count.contradict, count.compared, -count.differ, pair)


def _cell(counts: PairCounts, row: str, column: str) -> PairCount | None:
    count = counts.get((min(row, column), max(row, column)))
    return count if count and count.compared >= ENOUGH else None


def pair_counts(findings: Findings) -> dict[tuple[str, str], PairCount] | None:
    """For each two sources, by sorted ids, what their positions come to over all subjects.

    A subject on which nothing could be weighed between the two (undetermined, incomparable) is not compared. The work grows
    with the pairs of sources that answer the same subject; None where these are too many, beyond forty sources.
    """
    if len(findings.casebook.sources) > MOST_SOURCES and _meetings(findings) > MOST_MEETINGS:
        return None
    tallies: dict[str, Counter[tuple[str, str]]] = {"agree": Counter(), "differ": Counter(), "contradict": Counter()}
    for finding in findings.subjects:
        for verdict, pairs in _verdicts(finding):
            tallies[verdict].update(pairs)
    keys = sorted({pair for tally in tallies.values() for pair in tally})
    return {key: PairCount(*(tallies[verdict][key] for verdict in ("agree", "differ", "contradict"))) for key in keys}


def _meetings(findings: Findings) -> int:
    """How often two sources answer one subject."""
    return sum(comb(len(answering(each)), 2) for each in findings.subjects)


def _verdicts(finding: SubjectFinding) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Sources that hold the same positions are judged together, so that pairs are only ever counted, not weighed."""
    groups = list(_sources_by_positions(finding).items())
    for _, sources in groups:
        yield "agree", list(combinations(sources, 2))
    for (one, other), verdict in _strongest(finding, [held for held, _ in groups]).items():
        if verdict:
            yield _VERDICTS[verdict], [(min(pair), max(pair)) for pair in product(groups[one][1], groups[other][1])]


def _strongest(finding: SubjectFinding, groups: Sequence[_Held]) -> dict[tuple[int, int], int]:
    """For each two groups that share a position or a relation the strongest of what they have, by its place in `_VERDICTS`.

    Found by walking the relations: of the pairs of all that two groups hold, most are not related.
    """
    holding: dict[int, list[int]] = defaultdict(list)
    for number, held in enumerate(groups):
        for at in held:
            holding[at].append(number)
    shared = ((at, at, _VERDICTS.index("agree")) for at in list(holding))
    related = ((*each.between, _verdict(each)) for each in finding.relations)
    found: dict[tuple[int, int], int] = {}
    for one, other, verdict in chain(shared, related):
        for first, second in product(holding[one], holding[other]):
            if first != second:
                pair = (min(first, second), max(first, second))
                found[pair] = max(found.get(pair, 0), verdict)
    return found


def _sources_by_positions(finding: SubjectFinding) -> dict[_Held, list[str]]:
    held: dict[str, list[int]] = defaultdict(list)
    for at, position in enumerate(finding.positions):
        for source in position.sources:
            held[source].append(at)
    groups: dict[_Held, list[str]] = defaultdict(list)
    for source in sorted(held):
        groups[tuple(held[source])].append(source)
    return groups


def _verdict(relation: Relation) -> int:
    if relation.live:
        return _VERDICTS.index("contradict")
    if relation.relation in _ALIKE:
        return _VERDICTS.index("agree")
    return _VERDICTS.index("" if relation.relation in _NOT_WEIGHED else "differ")
