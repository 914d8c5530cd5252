"""The engine: one function over the columns of a claims table, of one casebook or of a bucket of whole subjects of any corpus.

Nothing here is called once per subject or claim: every distinct text is read once, every distinct pair of values compared
once, and all else is arithmetic on columns.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from compare.analysis.gathering import gathered
from compare.analysis.ordering import by_support
from compare.analysis.positions import Said, line_up
from compare.analysis.relations import Bench, relate
from compare.analysis.roots import Roots
from compare.analysis.standing import WEIGHTS, Support, outcomes
from compare.analysis.support import supported
from compare.analysis.values import read_values
from compare.analysis.weighing import weigh
from compare.core.columns import OPTIONAL
from compare.core.entities import Entities
from compare.core.judged import Claims, Holders, Judged, Positions, Subjects

if TYPE_CHECKING:
    from collections.abc import Mapping

    from compare.analysis.positions import LineUp
    from compare.analysis.support import Supported
    from compare.core.columns import ClaimsTable
    from compare.core.judged import Ints, Relations


@dataclass(frozen=True, slots=True)
class Background:
    """What claims are judged against: the entities, and the folded outlet name of every source that has one.

    `copies` are the sources, by id, to be counted as the one they seem to copy; where any are given, a group counts once.
    """

    entities: Entities = field(default_factory=Entities)
    publishers: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    copies: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


def judge_table(table: ClaimsTable, background: Background | None = None) -> Judged:
    """Line the claims of a table up by subject and find positions, relations and standings.

    The same for any order of the rows; nothing here reads a file, a clock or the locale.
    """
    against = background or Background()
    readings, spelling = read_values(table, against.entities)
    weights = weigh(table)
    order, subject, codes = _in_order(table, spelling)
    canonical, whole = gathered(
        table.subject.codes.astype(np.int64),
        table.source.codes.astype(np.int64),
        readings.canonical_of[spelling],
        weights,
        readings,
    )
    gathers = np.array([kind is not None and kind.gathers for kind in readings.kinds], dtype=bool)
    source = table.source.codes[order].astype(np.int64)
    said = Said(subject, source, spelling[order], canonical[order], weights.affirms[order])
    lined_up = line_up(said, len(codes), readings)
    claims = Claims(
        row=order,
        subject=subject,
        source=source,
        spelling=said.spelling,
        canonical=said.canonical,
        affirms=said.affirms,
        closed=weights.closed[order] & gathers[table.terms_of[codes[subject]]],
        firm=weights.firm[order],
        whole=whole[order],
        scope=weights.scope[order],
        first=weights.first[order],
        last=weights.last[order],
        bounded=weights.bounded[order],
        position=lined_up.of_claim,
    )
    groups = _groups(table, against.copies)
    roots = Roots(table, claims, against.publishers, groups)
    relations, rules = relate(Bench(table, claims, weights, readings, lined_up, roots))
    holders = Holders(lined_up.holder_position, lined_up.holder_source)
    found = supported(holders, relations, lined_up.start, groups)
    lined_up, relations, found = by_support(lined_up, relations, found, readings)
    claims = replace(claims, position=lined_up.of_claim)
    low, high = roots.counts(lined_up)
    support = Support(lined_up.sources, low, high)
    return Judged(
        table=table,
        terms=table.terms,
        claims=claims,
        values=readings,
        positions=_positions(lined_up, support, found),
        holders=Holders(lined_up.holder_position, lined_up.holder_source),
        relations=relations,
        subjects=_subjects(table, claims, lined_up, relations, support, codes, found),
        rules=rules,
    )


def _in_order(table: ClaimsTable, spelling: Ints) -> tuple[Ints, Ints, Ints]:
    """The rows by subject, source, id and then content; the number of the subject of each, and the code of every subject."""
    sources = table.source.texts
    rank = np.empty(len(sources), dtype=np.int64)
    rank[sorted(range(len(sources)), key=sources.__getitem__)] = np.arange(len(sources))
    key = table.subject.codes.astype(np.int64) * max(1, len(sources)) + rank[table.source.codes]
    order = np.argsort(key, kind="stable")
    alike = np.flatnonzero(pd.Series(key[order]).duplicated(keep=False).to_numpy())
    if len(alike):
        rows = order[alike]
        # in an order of our own: that of the table's columns is not ours to go by
        columns = [_ranks(table, name)[rows] for name in reversed(OPTIONAL) if name in table.qualifiers and name != "id"]
        by_id = [_ranks(table, "id")[rows]] if "id" in table.qualifiers else []
        order[alike] = rows[np.lexsort((*columns, spelling[rows], *by_id, key[rows]))]
    of_row = table.subject.codes[order]
    begins = np.diff(of_row, prepend=-1) > 0
    return order, np.cumsum(begins) - 1, of_row[begins].astype(np.int64)


def _groups(table: ClaimsTable, copies: Mapping[str, str]) -> Ints | None:
    """For every source the code of the one it is counted as, where any is counted as another."""
    number = {source: code for code, source in enumerate(table.source.texts)}
    if not any(copy in number for copy in copies):
        return None
    return np.array([number.get(copies.get(source, source), code) for source, code in number.items()], dtype=np.int64)


def _ranks(table: ClaimsTable, name: str) -> Ints:
    """The place of every row's text among those of its column, 0 for an empty cell."""
    column = table.qualifiers[name]
    rank = np.zeros(len(column.texts) + 1, dtype=np.int64)
    texts = list(column.texts)
    rank[sorted(range(len(texts)), key=texts.__getitem__)] = np.arange(1, len(texts) + 1)
    return rank[column.codes]


def _positions(lined_up: LineUp, support: Support, found: Supported) -> Positions:
    return Positions(
        subject=lined_up.subject,
        canonical=lined_up.canonical,
        affirms=lined_up.affirms,
        spelling=lined_up.spelling,
        sources=lined_up.sources,
        claims=lined_up.claims,
        low=support.low,
        high=support.high,
        counted=found.direct,
        supporters=found.supporters,
    )


def _subjects(
    table: ClaimsTable,
    claims: Claims,
    lined_up: LineUp,
    relations: Relations,
    support: Support,
    codes: Ints,
    supported_by: Supported,
) -> Subjects:
    weights = np.array([WEIGHTS.index(each.weight) for each in table.terms], dtype=np.int64)[table.terms_of[codes]]
    found = outcomes(lined_up, relations, support, weights)
    many = np.diff(lined_up.start)
    width = int(claims.source.max(initial=0)) + 1
    speaking = pd.unique(claims.subject * width + claims.source) // width
    return Subjects(
        code=codes,
        start=lined_up.start,
        standing=found.standing,
        strength=found.strength,
        severity=found.severity,
        because=found.because,
        touched=found.touched,
        leading=supported_by.leading,
        tied=np.bincount(lined_up.subject[supported_by.best], minlength=len(codes)),
        reading=found.reading,
        sources=np.bincount(speaking, minlength=len(codes)),
        unread=np.bincount(claims.subject[claims.position < 0], minlength=len(codes)),
        pairs=many * (many - 1) // 2,
    )
