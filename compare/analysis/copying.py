"""Sources that seem to copy one another, found in the claims alone: a hint with its evidence, never a fact.

Sources that are right agree, so agreement is no sign of copying; sharing what hardly anyone else says is (Dong, Berti-Equille
and Srivastava, "Integrating conflicting data: the role of source dependence", PVLDB 2009; Li, Dong, Lyons, Meng and Srivastava,
"Truth finding on the deep web: is the problem solved?", PVLDB 2013). Nobody knows the truth here, so a *rare* value stands in
for a false one: a value that at most half as many sources give as give the most supported value of its subject. Its bar rises
with the data: two sources that share a value show nothing unless four agree on another one.

Two sources are hinted at when both of these hold, each made stricter for the number of pairs that could be hinted at:

- extent: where either gives a rare value, both give it more often than not, by the lower bound of Wilson's interval ("Probable
  inference, the law of succession, and statistical inference", JASA 1927). This takes some 15 rare values in common among 40
  sources, 40 among 50,000: a few coincidences never suffice;
- chance: they share more rare values than two sources would that stray as often as these two do, each by itself towards what
  others give, by Chernoff's bound on a sum of independent chances. Two that always say no share much by chance.

Rare values are looked at from the rarest on, and only sources that share enough of them are compared at all (the inverted
index of Li, Dong, Lyons, Meng and Srivastava, "Scaling up copy detection", ICDE 2015): no table of all pairs is ever made.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import ceil, log
from statistics import NormalDist
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np

from compare.analysis.chance import against_chance, at_least
from compare.analysis.connected import connected
from compare.analysis.rarity import candidates, counted_table
from compare.analysis.runs import among, distinct, in_parts, runs
from compare.analysis.support import against_most, coarsest, once
from compare.core.copy_hints import CopyHint
from compare.core.findings import OPPOSED
from compare.core.judged import GATES, RELATIONS, Holders

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from compare.analysis.rarity import CountedTable
    from compare.core.judged import Judged

    Ints = NDArray[np.integer[Any]]

MORE_OFTEN_THAN_NOT: Final = 0.5
SIGNIFICANCE: Final = 0.05  # the chance that any pair at all is hinted at by luck
EXAMPLES: Final = 5  # positions named as evidence
_OPPOSED: Final = np.array([relation in OPPOSED for relation in RELATIONS])


class _Demand(NamedTuple):
    """What evidence must reach among so many pairs: standard deviations, shared rare values, and nats against chance."""

    deviations: float
    fewest: int
    nats: float

    @classmethod
    def among(cls, sources: int) -> _Demand:
        """The bars for all pairs of so many sources together (Bonferroni's correction)."""
        luck = SIGNIFICANCE / (sources * (sources - 1) // 2)
        deviations = NormalDist().inv_cdf(1 - luck)
        # what n of n reach in Wilson's interval is n / (n + deviations²)
        fewest = ceil(MORE_OFTEN_THAN_NOT / (1 - MORE_OFTEN_THAN_NOT) * deviations**2)
        return cls(deviations, fewest, -log(luck))


def copy_hints(
    source: NDArray[np.int32],
    subject: NDArray[np.int32],
    position: NDArray[np.int32],
    *,
    sources: int,
    opposed: NDArray[np.bool_] | None = None,
) -> tuple[CopyHint, ...]:
    """The pairs of sources whose shared rare values hint at copying, sorted by their numbers.

    Args:
        source: the number of a source, int32, one row per distinct (source, position); what cannot be read has no row.
        subject: the number of the subject of that position, int32.
        position: the number of the position (a subject and a value), int32.
        sources: how many sources there are.
        opposed: for every position, whether it cannot hold together with the most supported one of its subject; a coarser
            reading of that is no departure from it. Without it, every other value is taken for one.
    """
    if sources < 2 or not len(source):  # noqa: PLR2004 - a pair
        return ()
    demand = _Demand.among(sources)
    table, pairs, shared = candidates(counted_table(source, subject, position, opposed), sources, demand.fewest)
    if not len(pairs):
        return ()
    lookup = _Lookup.of(table, np.unique(pairs), sources)
    weighed = _Weighed(pairs, shared, shared, np.zeros(len(pairs)))
    for first in (True, False):
        weighed = _weigh(lookup, weighed, demand, fewer=first)
    return tuple(_hint(lookup, each) for each in zip(*(column.tolist() for column in weighed), strict=True))


def copy_groups(hints: Sequence[CopyHint], sources: int) -> NDArray[np.int32]:
    """For each source the smallest number among the sources that hints connect it with: its own where there is none."""
    ends = np.array([hint.sources for hint in hints], dtype=np.intp).reshape(-1, 2)
    return connected(ends[:, 0], ends[:, 1], sources)


class Holdings(NamedTuple):
    """Who holds what, as `copy_hints` takes it: int32, and whether a position opposes the most supported one of its subject."""

    source: NDArray[np.int32]
    subject: NDArray[np.int32]
    position: NDArray[np.int32]
    opposed: NDArray[np.bool_]


def holdings(judged: Judged) -> Holdings:
    """Who holds what in a result, sources by the codes of the table; positions and subjects by their numbers.

    A value that says another one more exactly is counted as that one. It speaks for copying where it opposes the most supported
    value, or is another free wording, and no gate explains it: another unit does not.
    """
    relations, start = judged.relations, judged.subjects.start
    said = coarsest(relations, int(start[-1]))
    holders = once(Holders(said[judged.holders.position], judged.holders.source))
    opposed = against_most(np.bincount(holders.position, minlength=len(said)), relations, _against(judged), start)
    return Holdings(
        holders.source.astype(np.int32),
        judged.positions.subject[holders.position].astype(np.int32),
        holders.position.astype(np.int32),
        opposed,
    )


def hints_among(held: Holdings, names: Sequence[str]) -> tuple[CopyHint, ...]:
    """The hints at copying, by the names of the sources (by code), so that they are the same for any order of the claims."""
    by_name = np.array(sorted(range(len(names)), key=names.__getitem__), dtype=np.int32)
    rank = np.empty_like(by_name)
    rank[by_name] = np.arange(len(names))
    hints = copy_hints(rank[held.source], held.subject, held.position, sources=len(names), opposed=held.opposed)
    return tuple(replace(hint, sources=(int(by_name[hint.sources[0]]), int(by_name[hint.sources[1]]))) for hint in hints)


def hints_in(judged: Judged) -> tuple[CopyHint, ...]:
    """The hints at copying in a result; `sources` of a hint are codes of the table, `examples` numbers of positions."""
    return hints_among(holdings(judged), judged.table.source.texts)


def _against(judged: Judged) -> NDArray[np.bool_]:
    relations = judged.relations
    free_wording = np.array([rule.id.startswith("text.") for rule in judged.rules], dtype=bool)[relations.rule]
    return np.asarray((_OPPOSED[relations.relation] | free_wording) & (relations.gate == GATES.index(None)))


def counted_as(hints: Sequence[CopyHint], names: Sequence[str]) -> dict[str, str]:
    """By name, the sources that hints connect with one whose name comes first, and that one: counted as it, a group is one."""
    groups = copy_groups(hints, len(names))
    first: dict[int, str] = {}
    for name, group in sorted(zip(names, groups.tolist(), strict=True)):
        first.setdefault(group, name)
    found = {name: first[group] for name, group in zip(names, groups.tolist(), strict=True)}
    return {name: other for name, other in sorted(found.items()) if name != other}


@dataclass(frozen=True, slots=True)
class _Lookup:
    """The rows of the sources that are compared, sorted by source and position; those of a source are `start[source]` on."""

    table: CountedTable
    start: Ints
    rare: Ints  # the rows with a rare value, by number, sorted like the rows
    rare_start: Ints
    holds: NDArray[np.int64]  # sorted keys (source, position)
    answers: NDArray[np.int64]  # sorted keys (source, subject)
    straying: NDArray[np.float64]  # per source: the share of its answers that are rare

    @classmethod
    def of(cls, table: CountedTable, compared: Ints, sources: int) -> _Lookup:
        """Keep what is needed of the sources that are compared."""
        wanted = np.zeros(sources, dtype=np.bool_)
        wanted[compared] = True
        rows = np.flatnonzero(wanted[table.source])
        rows = rows[np.lexsort((table.position[rows], table.source[rows]))]
        part = table._replace(
            source=table.source[rows],
            subject=table.subject[rows],
            position=table.position[rows],
        )
        by_source = part.source.astype(np.int64)
        every = np.arange(sources + 1)
        start = np.searchsorted(part.source, every)
        rare = np.flatnonzero(part.rare[part.position])
        rare_start = np.searchsorted(part.source[rare], every)
        return cls(
            table=part,
            start=start,
            rare=rare,
            rare_start=rare_start,
            holds=by_source * len(part.given) + part.position,
            answers=distinct(by_source * len(part.answers) + part.subject),
            straying=np.diff(rare_start) / np.maximum(np.diff(start), 1),
        )

    def gives(self, source: Ints, position: Ints) -> NDArray[np.bool_]:
        """Whether each source gives that position."""
        return among(source * len(self.table.given) + position, self.holds)

    def replies(self, source: Ints, subject: Ints) -> NDArray[np.bool_]:
        """Whether each source answers that subject."""
        return among(source * len(self.table.answers) + subject, self.answers)


class _Weighed(NamedTuple):
    """Pairs, shape (n, 2), how many rare values both give, how many either (as far as counted), how many both by chance."""

    pair: Ints
    rare: Ints
    strays: Ints
    expected: NDArray[np.float64]


def _weigh(lookup: _Lookup, found: _Weighed, demand: _Demand, *, fewer: bool) -> _Weighed:
    """The pairs that still meet the demand once the rare values of one of the two are counted, first of the one with fewer.

    What one of them gives alone can only speak against a pair, and most pairs need no second look.
    """
    few = lookup.rare_start[found.pair + 1] - lookup.rare_start[found.pair]
    swapped = (few[:, 0] > few[:, 1]) == fewer
    one, other = np.where(swapped, found.pair.T[::-1], found.pair.T)
    expected, strays = _departures(lookup, one, other)
    expected, strays = np.maximum(expected, found.expected), found.strays + strays - found.rare
    kept = at_least(found.rare, strays, demand.deviations) > MORE_OFTEN_THAN_NOT
    kept &= against_chance(found.rare, expected) > demand.nats
    return _Weighed(found.pair[kept], found.rare[kept], strays[kept], expected[kept])


def _departures(lookup: _Lookup, these: Ints, those: Ints) -> tuple[NDArray[np.float64], Ints]:
    """The rare values of these sources where those answer too, and how many of them those would give by chance."""
    table = lookup.table
    expected, found = np.zeros(len(these)), np.zeros(len(these), dtype=np.intp)
    counts = lookup.rare_start[these + 1] - lookup.rare_start[these]
    for part in in_parts(counts):
        pair = np.repeat(np.arange(part.start, part.stop), counts[part])
        row = lookup.rare[runs(lookup.rare_start[these[part]], counts[part])]
        answered = lookup.replies(those[pair], table.subject[row])
        pair, row = pair[answered], row[answered]
        chance = _chance(lookup, row, those[pair])
        expected += np.bincount(pair, weights=chance, minlength=len(these))
        found += np.bincount(pair, minlength=len(these))
    return expected, found


def _chance(lookup: _Lookup, row: Ints, other: Ints) -> NDArray[np.float64]:
    """How likely it is that the other source gives the rare value of a row, though it knows nothing of it.

    Either it strays, as often as it does elsewhere, and takes to what those who stray here give; or this is an error that many
    fall into, as many as do. Half an answer is added to every count, so that what nobody else says is not held impossible.
    """
    table, position, subject = lookup.table, lookup.table.position[row], lookup.table.subject[row]
    alike = table.given[position] - 1 - lookup.gives(other, position)
    # the two themselves apart; where the other one does not stray, this takes one too many away, which only asks for more
    astray = np.maximum(alike, table.strays[subject] - 2)
    chosen = lookup.straying[other] * (alike + 0.5) / (astray + 1)
    return np.asarray(np.maximum(chosen, (alike + 0.5) / (table.answers[subject] - 1)))


def _hint(lookup: _Lookup, weighed: tuple[tuple[int, int], int, int, float]) -> CopyHint:
    pair, rare, strays, expected = weighed
    table, other = lookup.table, np.array(pair[1], dtype=np.int64)
    rows = np.arange(lookup.start[pair[0]], lookup.start[pair[0] + 1])
    both = table.subject[rows][lookup.replies(other, table.subject[rows])]
    rows = rows[lookup.gives(other, table.position[rows])]
    found = table.position[rows][table.rare[table.position[rows]]]
    found = found[np.lexsort((found, table.given[found]))]
    return CopyHint(
        sources=(pair[0], pair[1]),
        subjects=len(distinct(both)),
        same=len(distinct(table.subject[rows])),
        strays=strays,
        rare=rare,
        alone=int((table.given[found] == len(pair)).sum()),
        expected=expected,
        examples=tuple(found[:EXAMPLES].tolist()),
    )
