"""The relation of two positions: that of the pair of claims for which it is strongest, with the rule that decides it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from compare.analysis.comparing import Comparisons
from compare.analysis.corrections import corrections, rejections
from compare.analysis.gates import Terms, Verdict, gap, gated, with_stance
from compare.analysis.pairs import Pairing, claim_pairs, groups, position_pairs, within_runs
from compare.analysis.selection import Selection
from compare.core.findings import RelationKind
from compare.core.judged import GATES, RELATIONS, Relations, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compare.analysis.corrections import Corrections, Rejections
    from compare.analysis.pairs import Groups
    from compare.analysis.positions import LineUp
    from compare.analysis.roots import Roots
    from compare.analysis.values import Readings
    from compare.analysis.weighing import Weights
    from compare.core.columns import ClaimsTable
    from compare.core.judged import Bools, Claims, Ints

# What most needs a person comes first; an opposition that a gate explains is still shown before any mere difference, and never
# hides one that no gate explains (docs/decisions/0003).
_STRENGTH: Final[tuple[tuple[RelationKind, bool], ...]] = (
    (RelationKind.CONTRADICTS, False),
    (RelationKind.DISPUTES, False),
    (RelationKind.UNDETERMINED, True),
    (RelationKind.INCOMPARABLE, False),
    (RelationKind.CONTRADICTS, True),
    (RelationKind.DISPUTES, True),
    *((kind, gated) for kind in (RelationKind.DIFFERS, RelationKind.OVERLAPS, RelationKind.CLOSE) for gated in (False, True)),
    *((kind, gated) for kind in (RelationKind.ADDS, RelationKind.REFINES) for gated in (False, True)),
    (RelationKind.WORDING, False),
    (RelationKind.WORDING, True),
    (RelationKind.INCOMPARABLE, True),
)
RANK: Final = {each: rank for rank, each in enumerate(_STRENGTH)}
_RANKS: Final = np.array(
    [[RANK.get((kind, gated), len(RANK)) for gated in (False, True)] for kind in RELATIONS], dtype=np.int64
)
_GATED: Final = np.array([gate is not None for gate in GATES])
_MOST_PAIRS: Final = 1024  # of claims of two positions that are simply all decided
_AT_ONCE: Final = 2_000_000  # pairs of claims decided in one go, so that memory does not grow with them


@dataclass(frozen=True, slots=True)
class Bench:
    """What relating the positions of a table needs: its claims as columns, their values, and where they come from."""

    table: ClaimsTable
    claims: Claims
    weights: Weights
    readings: Readings
    lined_up: LineUp
    roots: Roots


def relate(bench: Bench) -> tuple[Relations, tuple[Rule, ...]]:
    """The relations of the positions that are related (see `pairs`), in the order of the positions, and the rules they name."""
    compared = Comparisons(bench.readings)
    decider = _Decider(bench, compared)
    pairs = position_pairs(bench.lined_up.start)
    verdict, named, firm = decider.strongest(pairs)
    dependence = bench.roots.dependence(named)
    finer = np.where(verdict.finer < 0, -1, np.where(verdict.finer == 0, pairs.a, pairs.b))
    return Relations(
        a=pairs.a,
        b=pairs.b,
        claim_a=named.a,
        claim_b=named.b,
        level=verdict.level,
        rule=verdict.rule,
        relation=verdict.relation,
        gate=verdict.gate,
        firm=firm,
        finer=finer,
        dependence=dependence,
        internal=_internal(bench.lined_up, pairs),
    ), tuple(compared.rules)


class _Decider:
    def __init__(self, bench: Bench, compared: Comparisons) -> None:
        self._bench = bench
        self._compared = compared
        claims, table = bench.claims, bench.table
        self._width = max(1, len(bench.lined_up.subject), len(table.source.texts))
        self._corrections = corrections(table, claims, bench.weights)
        self._rejections = rejections(claims, bench.roots.cited())
        of_terms = table.terms_of[table.subject.codes[claims.row]]
        self._changing = np.array([each.changing for each in table.terms], dtype=bool)[of_terms]
        self._stable_for = np.array([each.stable_for for each in table.terms], dtype=np.int64)[of_terms]
        self._scope_required = np.array([each.scope_required for each in table.terms], dtype=bool)[of_terms]
        self._special = _special(claims, self._corrections, self._rejections)
        self._selection = Selection(claims, self._special)

    def strongest(self, pairs: Pairing) -> tuple[Verdict, Pairing, Bools]:
        """The strongest verdict of every pair of positions, the two claims it is found on, and whether both are firm."""
        of = self._groups()
        size = np.diff(of.start)
        product = size[pairs.a] * size[pairs.b]
        few = np.flatnonzero(product <= _MOST_PAIRS)
        parts = np.array_split(few, max(1, int(product[few].sum()) // _AT_ONCE))
        result = [
            *(self._best(pairs, *claim_pairs(pairs, of, chosen)) for chosen in parts),
            *(self._best(pairs, *few) for few in self._few(pairs, of, np.flatnonzero(product > _MOST_PAIRS))),
        ]
        order = np.concatenate([part[0] for part in result])
        back = np.empty(len(order), dtype=np.int64)
        back[order] = np.arange(len(order))
        verdict = Verdict(*(np.concatenate(columns)[back] for columns in zip(*(part[1] for part in result), strict=True)))
        named = Pairing(*(np.concatenate(columns)[back] for columns in zip(*(part[2] for part in result), strict=True)))
        firm = self._bench.claims.firm
        return verdict, named, firm[named.a] & firm[named.b]

    def _groups(self) -> Groups:
        """The claims of a subject with one position stand for nothing, as nothing is related."""
        claims, lined_up = self._bench.claims, self._bench.lined_up
        several = np.diff(lined_up.start)[claims.subject] > 1
        moment = np.where(self._changing, self._bench.weights.moment[claims.row], 0)
        key = np.where(self._special, np.arange(len(claims.row)) + 1, 0)
        for part in (claims.closed, claims.firm, claims.scope, moment):
            if part.any():
                key, _ = pd.factorize(key * (int(part.max()) + 1) + part)
        return groups(np.where(several, lined_up.of_claim, -1), key, len(lined_up.subject))

    def _few(self, pairs: Pairing, of: Groups, chosen: Ints) -> Iterator[tuple[Ints, Pairing]]:
        """The claims that matter, of positions with too many that are qualified each in its own way."""
        sides = [[(int(each), of.claim[of.start[each] : of.start[each + 1]]) for each in side[chosen]] for side in pairs]
        found = [self._selection.between(a, b, changing=bool(self._changing[a[1][0]])) for a, b in zip(*sides, strict=True)]
        if found:
            between = Pairing(*(np.concatenate(columns) for columns in zip(*found, strict=True)))
            yield np.repeat(chosen, [len(each.a) for each in found]), between

    def _best(self, pairs: Pairing, of_pair: Ints, between: Pairing) -> tuple[Ints, Verdict, Pairing]:
        """Of the pairs of claims, given by pair of positions, the strongest for every pair of positions."""
        claims = self._bench.claims
        verdict, counts = self._decided(pairs, of_pair, between)
        rank = _RANKS[verdict.relation, _GATED[verdict.gate].astype(np.int64)] * 2
        rank += ~(claims.firm[between.a] & claims.firm[between.b])
        # what a newer claim of the other side corrects says nothing against that side any more
        rank[~counts] = 2 * len(RANK) + 2
        first = np.flatnonzero(np.diff(of_pair, prepend=-1))
        if len(first) < len(of_pair):
            nearest = np.where(self._changing[between.a], np.maximum(0, gap(claims, between)), 0)
            order = np.lexsort((between.b, between.a, nearest, rank, of_pair))
            first = order[first]
        return of_pair[first], Verdict(*(part[first] for part in verdict)), Pairing(between.a[first], between.b[first])

    def _decided(self, pairs: Pairing, of_pair: Ints, between: Pairing) -> tuple[Verdict, Bools]:
        """What each pair of claims comes to on its own, and whether it counts."""
        claims = self._bench.claims
        values = self._values(pairs, of_pair, between)
        said = with_stance(values, claims.affirms[between.a], claims.affirms[between.b], self._rejected(between))
        terms = Terms(self._changing[between.a], self._stable_for[between.a], self._scope_required[between.a])
        revised, counts = self._revised(between)
        return gated(said, claims, between, terms, self._may_follow(between), revised), counts

    def _values(self, pairs: Pairing, of_pair: Ints, between: Pairing) -> Verdict:
        claims, canonical = self._bench.claims, self._bench.lined_up.canonical
        closed = claims.closed[between.a] * 2 + claims.closed[between.b]
        which, distinct = pd.factorize(of_pair * 4 + closed)
        pair = distinct // 4
        verdict = self._compared.verdicts(
            canonical[pairs.a[pair]],
            canonical[pairs.b[pair]],
            (distinct // 2) % 2 > 0,
            distinct % 2 > 0,
        )
        return Verdict(*(part[which] for part in verdict))

    def _may_follow(self, between: Pairing) -> Bools:
        claims = self._bench.claims
        a_first = claims.last[between.a] < claims.first[between.b]
        asked = np.flatnonzero(self._changing[between.a] & (gap(claims, between) > 0))
        a, b = claims.canonical[between.a[asked]], claims.canonical[between.b[asked]]
        result = np.ones(len(between.a), dtype=bool)
        result[asked] = self._compared.may_follow(np.where(a_first[asked], a, b), np.where(a_first[asked], b, a))
        return result

    def _rejected(self, between: Pairing) -> Bools:
        """Whether the one claim is a denial that cites the source of the other."""
        found = self._rejections
        if not len(found.denial):
            return np.zeros(len(between.a), dtype=bool)
        known = found.denial * self._width + found.source
        source = self._bench.claims.source
        return np.isin(between.a * self._width + source[between.b], known) | np.isin(
            between.b * self._width + source[between.a], known
        )

    def _revised(self, between: Pairing) -> tuple[Bools, Bools]:
        """Whether the one claim corrects the other; and whether the pair counts, as neither is corrected by another claim."""
        none = np.zeros(len(between.a), dtype=bool)
        if not len(self._corrections.old):
            return none, ~none
        found = self._corrections
        order = np.lexsort((found.position, found.old))
        keys, by = (found.old * self._width + found.position)[order], found.by[order]
        revised, dropped = none.copy(), none.copy()
        for old, new in (between, (between.b, between.a)):
            key = old * self._width + self._bench.lined_up.of_claim[new]
            place = np.minimum(np.searchsorted(keys, key), len(keys) - 1)
            corrected = keys[place] == key
            revised |= corrected & (by[place] == new)
            dropped |= corrected & (by[place] != new)
        return revised, revised | ~dropped


def _special(claims: Claims, corrected: Corrections, rejected: Rejections) -> Bools:
    """Claims that what they come to turns on the very pair: corrections, denials of cited reports, and what these turn on."""
    special = np.zeros(len(claims.row), dtype=bool)
    special[corrected.old] = special[corrected.by] = special[rejected.denial] = True
    if len(rejected.denial):
        width = int(claims.source.max()) + 1
        cited = claims.subject[rejected.denial] * width + rejected.source
        special |= np.isin(claims.subject * width + claims.source, cited)
    return special


def _internal(lined_up: LineUp, pairs: Pairing) -> Bools:
    """Whether a source holds both positions."""
    width = int(lined_up.holder_source.max(initial=0)) + 1
    of_subject = lined_up.subject[lined_up.holder_position] * width + lined_up.holder_source
    torn = np.flatnonzero(pd.Series(of_subject).duplicated(keep=False).to_numpy())
    held = np.unique(lined_up.holder_position[torn] * width + lined_up.holder_source[torn])
    start = np.searchsorted(held, np.arange(len(lined_up.subject) + 1) * width)
    many = np.diff(start)
    asked = np.flatnonzero((many[pairs.a] > 0) & (many[pairs.b] > 0))
    of_pair = np.repeat(asked, many[pairs.a[asked]])
    source = held[start[pairs.a[of_pair]] + within_runs(many[pairs.a[asked]])] % width
    result = np.zeros(len(pairs.a), dtype=bool)
    result[of_pair[np.isin(pairs.b[of_pair] * width + source, held)]] = True
    return result
