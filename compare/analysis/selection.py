"""The pairs of claims among which the strongest is, where two positions have too many claims qualified each in its own way.

Nothing is decided here: these are the pairs `gates` would have to look at. The claims of a position are put in order once, not
once for every other position.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from compare.analysis.pairs import Pairing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compare.core.judged import Bools, Claims, Ints

_FAR = np.iinfo(np.int64).max


class Selection:
    """Chooses pairs of claims; positions are named by their numbers, their claims by numbers in `claims`."""

    def __init__(self, claims: Claims, special: Bools) -> None:
        """Take the claims.

        `special` marks those that correct, are corrected, reject or are rejected: what they come to turns on the very pair.
        """
        self._claims = claims
        self._special = special
        self._sides: dict[int, _Side] = {}

    def between(self, a: tuple[int, Ints], b: tuple[int, Ints], *, changing: bool) -> Pairing:
        """Pairs of one claim of either position, each once, in order."""
        one, other = self._side(*a), self._side(*b)
        found = {
            *_every(one.special, b[1]),
            *_every(one.plain, other.special),
            *(pair for pools in _alike(one, other) for pair in _timed(*pools, changing=changing)),
        }
        pairs = np.array(sorted(found), dtype=np.int64).reshape(-1, 2)
        return Pairing(pairs[:, 0], pairs[:, 1])

    def _side(self, position: int, rows: Ints) -> _Side:
        if position not in self._sides:
            special = self._special[rows]
            self._sides[position] = _Side(self._claims, rows[special], rows[~special])
        return self._sides[position]


def _every(a: Ints, b: Ints) -> Iterator[tuple[int, int]]:
    return ((one, other) for one in a.tolist() for other in b.tolist())


@dataclass(frozen=True)
class _Pool:
    """Claims that are compared alike, in the order of the days from which they hold."""

    claims: Claims
    rows: Ints

    @cached_property
    def first(self) -> int:
        return int(self.rows.min())

    @cached_property
    def by_start(self) -> Ints:
        return self.rows[np.argsort(self.claims.first[self.rows], kind="stable")]

    @cached_property
    def starts(self) -> Ints:
        return self.claims.first[self.by_start]

    @cached_property
    def ends_last(self) -> Ints:
        """By start, the last day of any claim so far."""
        return np.maximum.accumulate(self.claims.last[self.by_start])

    @cached_property
    def earliest(self) -> int:
        return int(self.rows[np.argmin(self.claims.last[self.rows])])

    @cached_property
    def latest(self) -> int:
        return int(self.rows[np.argmax(self.claims.first[self.rows])])

    @cached_property
    def bounded(self) -> _Pool:
        return _Pool(self.claims, self.rows[self.claims.bounded[self.rows]])

    @cached_property
    def open(self) -> _Pool:
        return _Pool(self.claims, self.rows[~self.claims.bounded[self.rows]])


class _Side:
    """The claims of one position."""

    def __init__(self, claims: Claims, special: Ints, plain: Ints) -> None:
        self.special = special
        self.plain = plain
        kind = claims.closed[plain] * 2 + claims.firm[plain]
        self.parts = [_Part(claims, plain[kind == each]) for each in range(4) if (kind == each).any()]


class _Part:
    """Those claims of a position that are all closed or open, and all firm or not, by their scopes."""

    def __init__(self, claims: Claims, rows: Ints) -> None:
        self.every = _Pool(claims, rows)
        scope = claims.scope[rows]
        self.by_scope = {each: _Pool(claims, rows[scope == each]) for each in np.unique(scope).tolist()}


def _alike(a: _Side, b: _Side) -> Iterator[tuple[_Pool, _Pool]]:
    """Pools of claims that are compared alike: closed or open, firm or not, and what their scopes make of each other."""
    for one in a.parts:
        for other in b.parts:
            yield from _scoped(one, other)


def _scoped(a: _Part, b: _Part) -> Iterator[tuple[_Pool, _Pool]]:
    given_a, given_b = (sorted(part.by_scope.keys() - {0}) for part in (a, b))
    # any one pair that gives two scopes stands for all of them
    for one, other in ((given_a[:1], given_b[-1:]), (given_a[-1:], given_b[:1])):
        if one and one != other and other:
            yield _alone(a.by_scope[one[0]]), _alone(b.by_scope[other[0]])
    for each in given_a:
        if each in b.by_scope:
            yield a.by_scope[each], b.by_scope[each]
    # a scope given once gates nothing
    if 0 in a.by_scope:
        yield a.by_scope[0], b.every
    if 0 in b.by_scope:
        yield a.every, b.by_scope[0]


def _alone(pool: _Pool) -> _Pool:
    return _Pool(pool.claims, pool.rows[:1])


def _timed(a: _Pool, b: _Pool, *, changing: bool) -> Iterator[tuple[int, int]]:
    if not changing:
        yield a.first, b.first
        return
    # whether the one may follow the other at all is asked of the claims that are furthest apart, either way round
    yield from ((a.earliest, b.latest), (a.latest, b.earliest), _nearest(a, b))
    if len(a.open.rows) or len(b.open.rows):
        for one, other in ((a.open, b), (a, b.open), (a.bounded, b.bounded)):
            if len(one.rows) and len(other.rows):
                yield _nearest(one, other)


def _nearest(a: _Pool, b: _Pool) -> tuple[int, int]:
    """The two claims with the fewest days between them.

    Of all pairs, the nearest has as its earlier claim the one that, of those starting no later than the other, ends last.
    """
    gap, one, other = _from_earlier(a, b)
    back, later, earlier = _from_earlier(b, a)
    return (one, other) if (gap, one, other) <= (back, earlier, later) else (earlier, later)


def _from_earlier(earlier: _Pool, later: _Pool) -> tuple[int, int, int]:
    """The smallest gap, not below 0, from a claim to one that starts no earlier, and the two."""
    place = np.searchsorted(earlier.starts, later.starts, side="right") - 1
    gaps = np.where(place >= 0, np.maximum(0, later.starts - earlier.ends_last[place]), _FAR)
    best = int(np.argmin(gaps))
    # the first place at which the last day so far is reached
    at = int(np.searchsorted(earlier.ends_last, earlier.ends_last[max(0, place[best])]))
    return int(gaps[best]), int(earlier.by_start[at]), int(later.by_start[best])
