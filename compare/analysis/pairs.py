"""Which positions are related, and on which of their claims: not all pairs of claims, not all pairs of very many readings.

Claims of a position that are qualified alike decide alike, so the first of them stands for all. Every two positions of one
are related up to `EVERY_PAIR` of them; of more, each is related to the best supported ones (docs/decisions/0027), so that the
work grows with the positions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from compare.core.judged import Ints

EVERY_PAIR: Final = 64
LEADING: Final = 8  # at least, of a subject with more positions than that


class Pairing(NamedTuple):
    """Numbers on either side, arrays of equal length."""

    a: Ints
    b: Ints


def position_pairs(start: Ints) -> Pairing:
    """The positions to relate, in order: `start` is where each subject's positions begin, one more at the end."""
    size = np.diff(start)
    all_pairs = EVERY_PAIR * (EVERY_PAIR - 1) // 2
    leading = np.where(size <= EVERY_PAIR, size, np.maximum(LEADING, all_pairs // np.maximum(size, 1)))
    subject = np.repeat(np.arange(len(size)), size)
    place = np.arange(start[-1]) - start[subject]
    partners = np.where(place < leading[subject], size[subject] - 1 - place, 0)
    a = np.repeat(np.arange(start[-1]), partners)
    return Pairing(a, a + 1 + within_runs(partners))


def within_runs(lengths: Ints) -> Ints:
    """0, 1, 2 ... within each of several runs of these lengths, one after the other."""
    ends = np.cumsum(lengths)
    return np.arange(ends[-1] if len(ends) else 0) - np.repeat(ends - lengths, lengths)


class Groups(NamedTuple):
    """The claims that stand for their position: `claim` by position, and where each position's begin, one more at the end."""

    claim: Ints
    start: Ints


def groups(of_claim: Ints, alike: Ints, positions: int) -> Groups:
    """The first claim of every position and way of being qualified: `alike` is equal for claims that decide alike."""
    readable = np.flatnonzero(of_claim >= 0)
    width = int(alike.max(initial=0)) + 1
    key = of_claim[readable] * width + alike[readable]
    claim = readable[~pd.Series(key).duplicated().to_numpy()]
    order = np.lexsort((claim, of_claim[claim]))
    claim = claim[order]
    return Groups(claim, np.searchsorted(of_claim[claim], np.arange(positions + 1)))


def claim_pairs(pairs: Pairing, of: Groups, chosen: Ints) -> tuple[Ints, Pairing]:
    """All pairs of standing claims of the chosen pairs of positions: for each its pair of positions, and the two claims."""
    size = np.diff(of.start)
    many_a, many_b = size[pairs.a[chosen]], size[pairs.b[chosen]]
    product = many_a * many_b
    of_pair = np.repeat(chosen, product)
    at, wide = within_runs(product), np.repeat(many_b, product)
    a = of.claim[of.start[pairs.a[of_pair]] + at // wide]
    return of_pair, Pairing(a, of.claim[of.start[pairs.b[of_pair]] + at % wide])
