"""What supports every position, and which one leads its subject: *most supported*, with the counts, never more than that.

A position is supported directly by the sources that hold it. A source that says `2017` does not hold `2017-03-02`, and is no
witness against it either: it is a compatible supporter of what says more. The other way round it is no support that is counted.
Whoever says the day says the year too, so the vaguest position would otherwise lead every subject.

A position and those it refines or adds to make a line of answers that do not exclude each other. The line with most sources
leads, and of its positions the one that most sources hold; of equals the one that has more with its compatible supporters. So
`7:40` loses no source to those that also give the day, and one over-precise source does not speak for all that fit it.
Positions that are equal but for their wording count as one. Where this leaves two, no position leads.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np

from compare.analysis.connected import connected
from compare.analysis.runs import distinct, in_parts, runs
from compare.core.findings import RelationKind
from compare.core.judged import GATES, RELATIONS, Holders

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from compare.core.judged import Bools, Ints, Relations

_FREE: Final = GATES.index(None)
_SAYS_MORE: Final = np.array([relation in {RelationKind.REFINES, RelationKind.ADDS} for relation in RELATIONS])
_EQUAL: Final = np.array([relation in {RelationKind.SAME, RelationKind.WORDING} for relation in RELATIONS])


class Supported(NamedTuple):
    """By position: sources that hold it, and compatible supporters, each once and none that holds it; by subject: the leader.

    `leading` is the number of the position that leads, -1 where two or more do equally well or there is none; `behind` counts
    the sources of the line it leads in, 0 where none does. `best` marks the leading positions, or those that do equally well.
    """

    direct: Ints
    supporters: Ints
    leading: Ints
    behind: Ints
    best: Bools
    line: Ints


class Lent(NamedTuple):
    """Positions whose sources support another one: `by` lends them, `to` says as much or more."""

    to: Ints
    by: Ints


def supported(holders: Holders, relations: Relations, start: Ints, groups: NDArray[Any] | None = None) -> Supported:
    """Count the support of every position and find the leading ones.

    Args:
        holders: who holds what.
        relations: the relations of the positions; those that a gate explains lend no support.
        start: where each subject's positions begin, one more entry at the end.
        groups: for every source the number of its group, to count every group once (`compare.analysis.copying.copy_groups`);
            without it every source counts by itself.
    """
    counted = holders if groups is None else once(Holders(holders.position, groups[holders.source].astype(np.int64)))
    positions = int(start[-1])
    lent, equal = _lent(relations)
    direct = np.bincount(counted.position, minlength=positions)
    supporters = _supporters(counted, _both_ways(lent, equal), positions)
    if not len(equal.to):
        line = _line(direct + supporters, lent)
        return Supported(direct, supporters, *_leading(direct, supporters, lent, start), line)
    unit = connected(equal.to, equal.by, positions).astype(np.int64)
    counted, lent = once(Holders(unit[counted.position], counted.source)), Lent(unit[lent.to], unit[lent.by])
    of_unit = np.bincount(counted.position, minlength=positions)
    more = _supporters(counted, lent, positions)
    return Supported(direct, supporters, *_leading(of_unit, more, lent, start), _line(of_unit + more, lent)[unit])


def _line(total: Ints, lent: Lent) -> Ints:
    """By position the sources of the best supported line it stands in."""
    line = total.copy()
    np.maximum.at(line, lent.by, total[lent.to])
    return line


def in_line(line: Ints, ranks: Ints, relations: Relations) -> Ints:
    """By position, what orders lines that are equally well supported: the place of the first text among its best lines."""
    lent = lending(relations)
    head = ranks.copy()
    np.minimum.at(head, lent.to, ranks[lent.by])
    best = line[lent.to] == line[lent.by]
    result = head.copy()
    np.minimum.at(result, lent.by[best], head[lent.to[best]])
    return result


def lending(relations: Relations) -> Lent:
    """Which positions bring another one compatible supporters: what says less, and what says the same in other words."""
    return _both_ways(*_lent(relations))


def against_most(direct: Ints, relations: Relations, against: Bools, start: Ints) -> Bools:
    """By position, whether a relation marked as `against` sets it against one that most sources of its subject hold."""
    most = direct == np.repeat(_most(direct, start), np.diff(start))
    result = np.zeros(len(direct), dtype=bool)
    for one, other in ((relations.a, relations.b), (relations.b, relations.a)):
        result[one[against & most[other]]] = True
    return result


def coarsest(relations: Relations, positions: int) -> Ints:
    """By position, the vaguest one that it says more exactly: itself where it refines none, or several that refine none."""
    lent, equal = _lent(relations)
    unit = connected(equal.to, equal.by, positions).astype(np.int64)
    to, by = unit[lent.to], unit[lent.by]
    refines = np.zeros(positions, dtype=bool)
    refines[to] = True
    key = distinct((to * positions + by)[~refines[by]])
    to, by = key // max(1, positions), key % max(1, positions)
    found = np.arange(positions)
    only = np.bincount(to, minlength=positions)[to] == 1
    found[to[only]] = by[only]
    return found[unit]


def once(holders: Holders) -> Holders:
    """The same in order, each only once."""
    width = int(holders.source.max(initial=0)) + 1
    key = distinct(holders.position * width + holders.source)
    return Holders(key // width, key % width)


def _lent(relations: Relations) -> tuple[Lent, Lent]:
    """What is lent to the position that says more, and what two equal ones lend each other."""
    free = relations.gate == _FREE
    more = np.flatnonzero(free & _SAYS_MORE[relations.relation] & (relations.finer >= 0))
    equal = np.flatnonzero(free & _EQUAL[relations.relation])
    a, b, finer = relations.a, relations.b, relations.finer
    return Lent(finer[more], a[more] + b[more] - finer[more]), Lent(a[equal], b[equal])


def _both_ways(lent: Lent, equal: Lent) -> Lent:
    return Lent(np.concatenate((lent.to, equal.to, equal.by)), np.concatenate((lent.by, equal.by, equal.to)))


def _supporters(holders: Holders, lent: Lent, positions: int) -> Ints:
    """How many sources the lenders of a position bring it, each once, that do not hold it."""
    result = np.zeros(positions, dtype=np.int64)
    if not len(lent.to):
        return result
    width = int(holders.source.max()) + 1
    begin = np.searchsorted(holders.position, np.arange(positions + 1))
    receiving = distinct(lent.to)
    # whoever supports a position with those who hold it, each once, less those who hold it
    to, by = np.concatenate((lent.to, receiving)), np.concatenate((lent.by, receiving))
    order = np.argsort(to, kind="stable")
    to, by = to[order], by[order]
    many = begin[by + 1] - begin[by]
    rows = np.searchsorted(to, np.append(receiving, positions))
    # cut between positions, as a source that several lenders bring is counted once
    for part in in_parts(np.add.reduceat(many, rows[:-1])):
        chosen = slice(rows[part.start], rows[part.stop])
        source = holders.source[runs(begin[by[chosen]], many[chosen])]
        key = distinct(np.repeat(to[chosen], many[chosen]) * width + source)
        result += np.bincount(key // width, minlength=positions)
    result[receiving] -= np.diff(begin)[receiving]
    return result


def _leading(direct: Ints, supporters: Ints, lent: Lent, start: Ints) -> tuple[Ints, Ints, Bools]:
    """By subject the position that leads, or -1, and the sources of its line, or 0; by position whether it is best."""
    positions, subjects = int(start[-1]), len(start) - 1
    subject = np.repeat(np.arange(subjects), np.diff(start))
    total = direct + supporters
    most = _most(total, start)
    ends = np.flatnonzero((total == most[subject]) & (total > 0))
    to_end = np.flatnonzero(total[lent.to] == most[subject[lent.to]])
    # every member of a leading line, under the position that the line ends in
    end, member = np.concatenate((ends, lent.to[to_end])), np.concatenate((ends, lent.by[to_end]))
    order = np.lexsort((-total[member], -direct[member], end))
    end, member = end[order], member[order]
    first = np.searchsorted(end, end)
    equal = (direct[member] == direct[member[first]]) & (total[member] == total[member[first]])
    named = distinct(member[equal])
    result = np.full(subjects, -1, dtype=np.int64)
    result[subject[named]] = named
    result[np.bincount(subject[named], minlength=subjects) > 1] = -1
    best = np.zeros(positions, dtype=bool)
    best[named] = True
    return result, np.where(result < 0, 0, most), best


def _most(direct: Ints, start: Ints) -> Ints:
    result = np.zeros(len(start) - 1, dtype=np.int64)
    np.maximum.at(result, np.repeat(np.arange(len(start) - 1), np.diff(start)), direct)
    return result
