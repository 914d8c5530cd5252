"""Two positions whose days exclude an order: what should come later certainly came before what should come first."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from compare.analysis.grounds import Said, Stand

Pool = tuple["Sequence[Dated]", "Sequence[Dated]"]


@dataclass(frozen=True, slots=True)
class Dated:
    """A claim with the day (proleptic Gregorian day number) by which it certainly was, or before which it certainly was not."""

    said: Said
    day: int


@dataclass(frozen=True, slots=True)
class Side:
    """A position with those of its claims that a rule is about, by uid."""

    stand: Stand
    members: tuple[Dated, ...]


@dataclass(frozen=True, slots=True)
class Clash:
    """Positions that cannot stand together, side by side in the order of the rule.

    `named` is the firmest, then earliest choice of claims, one of each; `sources` those of all claims that take part.
    """

    named: tuple[Said, ...]
    sources: tuple[tuple[str, ...], ...]
    internal: tuple[str, ...]

    @property
    def firm(self) -> bool:
        """Whether none of the claims named is hedged or second-hand."""
        return all(each.firm for each in self.named)


def clashes(early: Sequence[Side], late: Sequence[Side], *, strict: bool = False) -> Iterator[Clash]:
    """Every early side with every late side of which some claims exclude each other, the early one first.

    An early claim was by its day at the latest, a late one not before its day: they exclude each other where the early day is
    before the late day, or in a `strict` rule the same day. Only sides that may clash are paired.
    """
    by_end = sorted(((min(each.day for each in side.members), at) for at, side in enumerate(early)))
    ends = [end for end, _ in by_end]
    for side in late:
        start = max(each.day for each in side.members)
        reached = bisect_right(ends, start) if strict else bisect_left(ends, start)
        for _, at in by_end[:reached]:
            clash = _clash(early[at], side, margin=1 if strict else 0)
            if clash:
                yield clash


def _clash(early: Side, late: Side, *, margin: int) -> Clash | None:
    """What of two sides excludes each other; days are apart by at least one, or in a strict rule by none."""
    pools = [_taking_part(pool, margin) for pool in _pools(early.members, late.members)]
    pools = [pool for pool in pools if pool[0]]
    if not pools:
        return None
    named = min((pair for pool in pools for pair in _firsts(pool, margin)), key=firmest)
    sources = tuple(tuple(sorted({each.said.claim.source for pool in pools for each in pool[side]})) for side in (0, 1))
    return Clash(named, sources, _internal(pools, margin))


def _pools(early: Sequence[Dated], late: Sequence[Dated]) -> Iterator[Pool]:
    """The claims whose scopes let them be held against each other: equal, or not given on one side."""
    ones, others = _by_scope(early), _by_scope(late)
    if "" in ones:
        yield ones[""], late
    if "" in others:
        yield early, others[""]
    for scope in sorted((ones.keys() & others.keys()) - {""}):
        yield ones[scope], others[scope]


def _by_scope(members: Sequence[Dated]) -> dict[str, list[Dated]]:
    groups: dict[str, list[Dated]] = {}
    for each in members:
        groups.setdefault(each.said.scope, []).append(each)
    return groups


def _taking_part(pool: Pool, margin: int) -> Pool:
    """The claims of a pool that exclude at least one of the other side."""
    end = min(each.day for each in pool[0])
    start = max(each.day for each in pool[1])
    return [each for each in pool[0] if each.day < start + margin], [each for each in pool[1] if end < each.day + margin]


def firmest(named: Sequence[Said]) -> tuple[int, tuple[str, ...]]:
    """The key by which claims are named: those with the fewest hedged or second-hand ones among them, then by their uids."""
    return sum(not each.firm for each in named), tuple(each.claim.uid for each in named)


def _firsts(pool: Pool, margin: int) -> Iterator[tuple[Said, Said]]:
    """For every firmness of the two sides the first two claims by their uids that exclude each other."""
    for early, late in product(*((_firm(members), members) for members in pool)):
        pair = _first(early, late, margin)
        if pair:
            yield pair


def _firm(members: Sequence[Dated]) -> list[Dated]:
    return [each for each in members if each.said.firm]


def _first(early: Sequence[Dated], late: Sequence[Dated], margin: int) -> tuple[Said, Said] | None:
    """The first two claims by their uids that exclude each other."""
    if not early or not late:
        return None
    start = max(each.day for each in late)
    one = min((each for each in early if each.day < start + margin), key=_uid, default=None)
    if one is None:
        return None
    other = min((each for each in late if one.day < each.day + margin), key=_uid)
    return one.said, other.said


def _uid(each: Dated) -> str:
    return each.said.claim.uid


def _internal(pools: Sequence[Pool], margin: int) -> tuple[str, ...]:
    """The sources of which two claims exclude each other."""
    found: set[str] = set()
    for early, late in pools:
        ends: dict[str, int] = {}
        for each in early:
            source = each.said.claim.source
            ends[source] = min(each.day, ends.get(source, each.day))
        found |= {
            each.said.claim.source
            for each in late
            if (end := ends.get(each.said.claim.source)) is not None and end < each.day + margin
        }
    return tuple(sorted(found))
