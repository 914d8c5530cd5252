"""The pairs of claims among which the strongest is, where two positions have too many claims qualified each in its own way.

Nothing is decided here: these are the pairs `gates` would have to look at. Linear in the claims, up to sorting.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from compare.analysis.pairs import Pairing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compare.core.judged import Bools, Claims, Ints


def selected(a: Ints, b: Ints, claims: Claims, special: Bools, *, changing: bool) -> Pairing:
    """Pairs of one claim of `a` and one of `b` (numbers in `claims`), each once, in order.

    `special` marks claims that correct, are corrected, reject or are rejected: what they come to turns on the very pair.
    """
    plain_a, plain_b = a[~special[a]], b[~special[b]]
    found = [
        *_every(a[special[a]], b),
        *_every(plain_a, b[special[b]]),
        *(pair for pools in _alike(plain_a, plain_b, claims) for pair in _timed(*pools, claims, changing=changing)),
    ]
    pairs = np.unique(np.array(found, dtype=np.int64).reshape(-1, 2), axis=0)
    return Pairing(pairs[:, 0], pairs[:, 1])


def _every(a: Ints, b: Ints) -> Iterator[tuple[int, int]]:
    return ((one, other) for one in a.tolist() for other in b.tolist())


def _alike(a: Ints, b: Ints, claims: Claims) -> Iterator[tuple[Ints, Ints]]:
    """Pools of claims that are compared alike: closed or open, firm or not, and what their scopes make of each other."""
    for part_a in _parts(a, claims):
        for part_b in _parts(b, claims):
            yield from _scoped(part_a, part_b, claims.scope)


def _parts(rows: Ints, claims: Claims) -> list[Ints]:
    kind = claims.closed[rows] * 2 + claims.firm[rows]
    return [rows[kind == each] for each in range(4) if (kind == each).any()]


def _scoped(a: Ints, b: Ints, scope: Ints) -> Iterator[tuple[Ints, Ints]]:
    given_a, given_b = a[scope[a] > 0], b[scope[b] > 0]
    yield from _different(given_a, given_b, scope)
    for each in np.intersect1d(scope[given_a], scope[given_b]).tolist():
        yield a[scope[a] == each], b[scope[b] == each]
    # a scope given once gates nothing
    for pool in ((a[scope[a] == 0], b), (a, b[scope[b] == 0])):
        if len(pool[0]) and len(pool[1]):
            yield pool


def _different(a: Ints, b: Ints, scope: Ints) -> Iterator[tuple[Ints, Ints]]:
    """One pair of claims that both give a scope, and not the same, where there is one."""
    if not len(a) or not len(b):
        return
    for one in (a[np.argmin(scope[a])], a[np.argmax(scope[a])]):
        other = b[scope[b] != scope[one]]
        if len(other):
            yield np.array([one]), other[:1]
            return


def _timed(a: Ints, b: Ints, claims: Claims, *, changing: bool) -> Iterator[tuple[int, int]]:
    if not changing:
        yield int(a[0]), int(b[0])
        return
    yield _nearest(a, b, claims)
    # whether the one may follow the other at all is asked of the claims that are furthest apart, either way round
    for one, other in (
        (a[np.argmin(claims.last[a])], b[np.argmax(claims.first[b])]),
        (_latest(a, claims), _earliest(b, claims)),
    ):
        yield int(one), int(other)
    open_a, open_b = a[~claims.bounded[a]], b[~claims.bounded[b]]
    for pool_a, pool_b in ((open_a, b), (a, open_b), (a[claims.bounded[a]], b[claims.bounded[b]])):
        if len(pool_a) and len(pool_b):
            yield _nearest(pool_a, pool_b, claims)


def _latest(rows: Ints, claims: Claims) -> int:
    return int(rows[np.argmax(claims.first[rows])])


def _earliest(rows: Ints, claims: Claims) -> int:
    return int(rows[np.argmin(claims.last[rows])])


def _nearest(a: Ints, b: Ints, claims: Claims) -> tuple[int, int]:
    """The two claims with the fewest days between them.

    Of all pairs, the nearest has as its earlier claim the one that, of those starting no later than the other, ends last.
    """
    gap, one, other = _from_earlier(a, b, claims)
    back, later, earlier = _from_earlier(b, a, claims)
    return (one, other) if (gap, one, other) <= (back, earlier, later) else (earlier, later)


def _from_earlier(earlier: Ints, later: Ints, claims: Claims) -> tuple[int, int, int]:
    """The smallest gap, not below 0, from a claim to one that starts no earlier, and the two."""
    by_start = earlier[np.argsort(claims.first[earlier], kind="stable")]
    ends_last = np.maximum.accumulate(claims.last[by_start])
    place = np.searchsorted(claims.first[by_start], claims.first[later], side="right") - 1
    gaps = np.where(place >= 0, np.maximum(0, claims.first[later] - ends_last[place]), np.iinfo(np.int64).max)
    best = int(np.argmin(gaps))
    at = int(np.argmax(claims.last[by_start[: place[best] + 1]])) if place[best] >= 0 else 0
    return int(gaps[best]), int(by_start[at]), int(later[best])
