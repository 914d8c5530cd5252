"""The order in which positions stand: by how well their line is supported, known only when they have been related."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from compare.analysis.positions import key_ranks
from compare.analysis.support import in_line

if TYPE_CHECKING:
    from compare.analysis.positions import LineUp
    from compare.analysis.support import Supported
    from compare.analysis.values import Readings
    from compare.core.judged import Ints, Relations


class Ordered(NamedTuple):
    """What was found, with positions numbered in the order of their support."""

    lined_up: LineUp
    relations: Relations
    found: Supported


def by_support(lined_up: LineUp, relations: Relations, found: Supported, readings: Readings) -> Ordered:
    """Number the positions of every subject anew.

    Positions of the best supported line come first (`compare.analysis.support`), of equal lines the one whose first text comes
    first; within a line those with most sources, then most compatible supporters, then most claims, then by value and
    stance.
    """
    ranks = key_ranks(lined_up.canonical, readings)
    head = in_line(found.line, ranks, relations)
    total = found.direct + found.supporters
    keys = (~lined_up.affirms, ranks, -lined_up.claims, -total, -found.direct, head, -found.line, lined_up.subject)
    order = np.lexsort(keys)
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = np.arange(len(order))
    return Ordered(_lined_up(lined_up, order, rank), _relations(relations, rank), _found(found, order, rank))


def _lined_up(lined_up: LineUp, order: Ints, rank: Ints) -> LineUp:
    width = int(lined_up.holder_source.max(initial=0)) + 1
    held = np.sort(rank[lined_up.holder_position] * width + lined_up.holder_source)
    return replace(
        lined_up,
        canonical=lined_up.canonical[order],
        affirms=lined_up.affirms[order],
        spelling=lined_up.spelling[order],
        sources=lined_up.sources[order],
        claims=lined_up.claims[order],
        of_claim=np.where(lined_up.of_claim < 0, -1, rank[lined_up.of_claim]) if len(rank) else lined_up.of_claim,
        holder_position=held // width,
        holder_source=held % width,
    )


def _relations(relations: Relations, rank: Ints) -> Relations:
    """The relations with the better supported position as `a`."""
    a, b = rank[relations.a], rank[relations.b]
    swap = a > b
    first, second = np.minimum(a, b), np.maximum(a, b)
    order = np.lexsort((second, first))
    kept = {
        name: getattr(relations, name)[order]
        for name in ("level", "rule", "relation", "gate", "firm", "dependence", "internal")
    }
    finer = np.where(relations.finer < 0, -1, rank[relations.finer]) if len(rank) else relations.finer
    return replace(
        relations,
        a=first[order],
        b=second[order],
        claim_a=np.where(swap, relations.claim_b, relations.claim_a)[order],
        claim_b=np.where(swap, relations.claim_a, relations.claim_b)[order],
        finer=finer[order],
        **kept,
    )


def _found(found: Supported, order: Ints, rank: Ints) -> Supported:
    by_position = {name: getattr(found, name)[order] for name in ("direct", "supporters", "best", "line")}
    leading = np.where(found.leading < 0, -1, rank[found.leading]) if len(rank) else found.leading
    return found._replace(leading=leading, **by_position)
