"""Positions: the claims on a subject that say the same thing in the same stance. They merge on *same* only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from compare.analysis.values import Readings
    from compare.core.judged import Bools, Ints


class Said(NamedTuple):
    """What the line-up goes by, one entry per claim in the order of the claims; see `compare.core.judged.Claims`."""

    subject: Ints
    source: Ints
    spelling: Ints
    canonical: Ints
    affirms: Bools


@dataclass(frozen=True, slots=True)
class LineUp:
    """The positions, subject by subject, most sources first, then most claims, then by value and stance.

    `of_claim` is the position of every claim, -1 where its value cannot be read; `holder_position` and `holder_source` are the
    distinct sources of every position, in the order of both; `start` is where each subject's positions begin, one more at the
    end.
    """

    subject: Ints
    canonical: Ints
    affirms: Bools
    spelling: Ints
    sources: Ints
    claims: Ints
    of_claim: Ints
    holder_position: Ints
    holder_source: Ints
    start: Ints


def line_up(said: Said, subjects: int, readings: Readings) -> LineUp:
    """Group the claims into positions before anything is compared, so that work grows with claims and not with their pairs."""
    readable = np.flatnonzero(said.canonical >= 0)
    width = max(1, len(readings.keys))
    key = (said.subject[readable] * width + said.canonical[readable]) * 2 + said.affirms[readable]
    group, distinct = pd.factorize(key)
    values, affirms = distinct // 2, (distinct % 2).astype(bool)
    subject, canonical = values // width, values % width
    of_source = said.source[readable]
    sources = max(1, int(said.source.max(initial=0)) + 1)
    holders = pd.unique(group * sources + of_source)
    source_count = np.bincount(holders // sources, minlength=len(distinct))
    claim_count = np.bincount(group, minlength=len(distinct))
    order = np.lexsort((~affirms, key_ranks(canonical, readings), -claim_count, -source_count, subject))
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = np.arange(len(order))
    of_claim = np.full(len(said.subject), -1, dtype=np.int64)
    of_claim[readable] = rank[group]
    held = np.sort(rank[holders // sources] * sources + holders % sources)
    return LineUp(
        subject=subject[order],
        canonical=canonical[order],
        affirms=affirms[order],
        spelling=_first_spelling(of_claim[readable], said.spelling[readable], len(order)),
        sources=source_count[order],
        claims=claim_count[order],
        of_claim=of_claim,
        holder_position=held // sources,
        holder_source=held % sources,
        start=np.searchsorted(subject[order], np.arange(subjects + 1)),
    )


def key_ranks(canonical: Ints, readings: Readings) -> Ints:
    """The place of every value among all in the order of their canonical texts."""
    ranks: Ints = readings.ranks[canonical]
    return ranks


def _first_spelling(position: Ints, spelling: Ints, positions: int) -> Ints:
    first = np.full(positions, np.iinfo(np.int64).max)
    np.minimum.at(first, position, spelling)
    return first
