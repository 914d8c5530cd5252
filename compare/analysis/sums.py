"""Quantities that do not add up: no numbers inside the ranges stated make the parts the total, or keep them within it.

Interval arithmetic on exact numbers (Moore, Interval Analysis, 1966): a sum ranges from the sum of the lowest numbers to the
sum of the highest. `~` reaches as far as the kind lets it, and what lies within the tolerance of the total is close enough.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import reduce
from heapq import heappop, heappush
from itertools import groupby, product
from math import prod
from typing import TYPE_CHECKING, Final

from compare.analysis.orderings import Clash, firmest
from compare.analysis.time import EARLIEST, LATEST
from compare.kinds.quantity import Quantity
from compare.kinds.ranges import Range
from compare.kinds.units import fold_unit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from compare.analysis.grounds import Grounds, Said, Stand
    from compare.core.model import Subject

COMBINATIONS: Final = 10_000
"""Of more choices of positions than these, only the ones that a single source makes are tried."""
Choice = tuple["Stand", ...]


def unsummed(grounds: Grounds, subjects: Sequence[str], *, complete: bool) -> Iterator[Clash]:
    """The positions, one of each subject and the total's first, that cannot hold together.

    Args:
        grounds: the positions.
        subjects: the total, then its parts.
        complete: whether the parts are all of the total, or only not more than it.
    """
    sides = [[each for each in grounds.stands(subject) if _in_its_unit(each)] for subject in subjects]
    if not all(sides):
        return
    terms = [grounds.subjects[subject] for subject in subjects]
    kind = Quantity(terms[0], grounds.entities)
    for choice in _choices(sides):
        ranges = [each.value.reach for each in choice]
        if not _fits(kind, ranges[0], reduce(_plus, ranges[1:]), complete=complete):
            clash = _clash(choice, terms)
            if clash:
                yield clash


def _in_its_unit(stand: Stand) -> bool:
    """Whether a quantity is given in what its subject counts or measures."""
    return bool(stand.value.measure.name == fold_unit(stand.subject.unit or ""))


def _choices(sides: Sequence[Sequence[Stand]]) -> Iterator[Choice]:
    """One position of each subject, in every way; where these are too many, in every way in which one source does."""
    if prod(map(len, sides)) <= COMBINATIONS:
        yield from product(*sides)
        return
    seen: set[tuple[str, ...]] = set()
    by_source = [_by_source(side) for side in sides]
    for source in sorted(set.intersection(*(set(each) for each in by_source))):
        for choice in product(*(each[source] for each in by_source)):
            key = tuple(each.canonical for each in choice)
            if key not in seen:
                seen.add(key)
                yield choice


def _by_source(stands: Sequence[Stand]) -> dict[str, list[Stand]]:
    found: dict[str, dict[str, Stand]] = {}
    for stand in stands:
        for each in stand.members:
            found.setdefault(each.claim.source, {})[stand.canonical] = stand
    return {source: list(held.values()) for source, held in found.items()}


def _plus(one: Range, other: Range) -> Range:
    """Every sum of a number of the one and a number of the other."""
    low = None if one.low is None or other.low is None else one.low + other.low
    high = None if one.high is None or other.high is None else one.high + other.high
    return Range(low, high, one.above or other.above, one.below or other.below)


def _fits(kind: Quantity, total: Range, parts: Range, *, complete: bool) -> bool:
    """Whether the parts may be the total, or at least no more than it."""
    needed = parts if complete else Range(parts.low, None, parts.above)
    if total.meets(needed):
        return True
    gap, larger = total.gap(needed)
    allowed = max(kind.share * larger, kind.difference)
    return allowed > 0 and gap <= allowed


def _clash(choice: Choice, terms: Sequence[Subject]) -> Clash | None:
    """The claims of these positions that are said of the same thing and the same time."""
    slack = max([1, *(each.stable_for for each in terms if each.changing)])
    scopes = sorted({each.scope for stand in choice for each in stand.members} | {""})
    pools = [[[each for each in stand.members if each.scope in {scope, ""}] for stand in choice] for scope in scopes]
    swept = [_Sweep(pool, terms, slack) for pool in pools]
    best = min((each.named for each in swept if each.named), key=firmest, default=None)
    if best is None:
        return None
    sources = [sorted({source for each in swept for source in each.sources[side]}) for side in range(len(choice))]
    return Clash(best, tuple(map(tuple, sources)), _internal(pools, terms, slack))


def _internal(pools: Sequence[Sequence[Sequence[Said]]], terms: Sequence[Subject], slack: int) -> tuple[str, ...]:
    """The sources that hold all of the positions by themselves."""
    found: set[str] = set()
    for pool in pools:
        groups = [{source: list(own) for source, own in groupby(_by_own(side), _source)} for side in pool]
        for source in set.intersection(*(set(each) for each in groups)) - found:
            if _Sweep([each[source] for each in groups], terms, slack).named:
                found.add(source)
    return tuple(sorted(found))


def _by_own(side: Sequence[Said]) -> list[Said]:
    return sorted(side, key=lambda each: each.claim.uid)


def _source(each: Said) -> str:
    return each.claim.source


class _Sweep:
    """One sweep through time over claims of several subjects: those that hold at about the same time.

    Claims hold together where the latest of their beginnings is less than `slack` days after the earliest of their ends; so at
    the beginning of one of them all are under way. An answer that does not change holds at any time.
    """

    def __init__(self, sides: Sequence[Sequence[Said]], terms: Sequence[Subject], slack: int) -> None:
        """Find the first claims by their uids, one of each subject, and the sources of all that take part."""
        self.named: tuple[Said, ...] | None = None
        days = [[(*_days(each, term), each) for each in side] for side, term in zip(sides, terms, strict=True)]
        together = self._run(days, slack)
        self.sources = [
            {each.claim.source for first, last, each in side if _any_within(together, first, last + slack)} for side in days
        ]

    def _run(self, days: Sequence[Sequence[tuple[int, int, Said]]], slack: int) -> list[int]:
        """The days on which one of each subject is under way."""
        beginnings = sorted(((each[0], side, at) for side, many in enumerate(days) for at, each in enumerate(many)))
        under_way: list[list[tuple[bool, str, int, Said]]] = [[] for _ in days]
        together = []
        for day, beginning in groupby(beginnings, key=lambda row: row[0]):
            for _, side, at in beginning:
                _, last, each = days[side][at]
                heappush(under_way[side], (not each.firm, each.claim.uid, last, each))
            for heap in under_way:
                while heap and heap[0][2] + slack <= day:
                    heappop(heap)
            if all(under_way):
                together.append(day)
                found = tuple(heap[0][3] for heap in under_way)
                self.named = found if self.named is None else min(self.named, found, key=firmest)
        return together


def _days(said: Said, subject: Subject) -> tuple[int, int]:
    return (said.held.first, said.held.last) if subject.changing else (EARLIEST, LATEST)


def _any_within(days: Sequence[int], first: int, end: int) -> bool:
    """Whether one of the days, which are sorted, is from `first` up to but not including `end`."""
    at = bisect_left(days, first)
    return at < len(days) and days[at] < end
