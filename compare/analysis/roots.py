"""The origins of all claims of a table at once; the graph of `origins` is asked only where sources refer to each other."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from compare.analysis.connected import connected
from compare.analysis.origins import OWN_REPORTING, UNNAMED, OriginGraph, Report, dependence, outlet_of, split
from compare.analysis.pairs import Pairing
from compare.core.judged import DEPENDENCES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from compare.analysis.origins import Root
    from compare.analysis.positions import LineUp
    from compare.core.columns import ClaimsTable
    from compare.core.judged import Bools, Claims, Ints

_DEPENDENCE = {word: number for number, word in enumerate(DEPENDENCES)}


class Roots:
    """Where the claims of a table come from, as far as they say.

    A plain claim has one root: the outlet it names, its source's own reporting, or an unnamed one, its own or that of the
    source it cites. Claims are `linked` that name several origins, a publisher, or a source that itself names one.
    """

    def __init__(
        self, table: ClaimsTable, claims: Claims, publishers: Mapping[str, str], same_origin: Ints | None = None
    ) -> None:
        """Take the claims; `publishers` maps source ids to folded outlet names.

        `same_origin` maps the code of a source to that of the source whose unnamed origins are counted as its own.
        """
        self._table = table
        self._claims = claims
        self._sources = len(table.source.texts)
        self._publishers = {source: publishers.get(source, "") for source in table.source.texts}
        self._unnamed = np.arange(self._sources) if same_origin is None else same_origin
        column = table.qualifiers.get("origin")
        self._vias = [split(text) for text in column.texts] if column is not None else []
        via = np.full(len(claims.row), -1) if column is None else column.codes[claims.row].astype(np.int64)
        self._via = via
        self._cites = self._by_via(self._cited_source, empty=-1)
        plain = self._by_via(lambda via: not self._is_linked(via), empty=True).astype(bool)
        self._outlets: dict[str, int] = {}
        self._root = self._plain_roots(self._unnamed)
        self._linked = ~plain
        asked = np.flatnonzero(self._linked | self._cites_what_is_cited())
        self._further = self._follow(asked)

    def _follow(self, claims: Ints) -> Pairing:
        """Take the first root that a claim's citations lead to for its own; gives claims with their further roots."""
        further: list[tuple[int, int]] = []
        for claim in claims.tolist():
            ends = self._graph(int(self._claims.subject[claim])).roots(self._report(claim))
            self._root[claim], *others = sorted(map(self._numbered, ends))
            self._linked[claim] |= bool(others)
            further += ((claim, root) for root in others)
        found = np.array(further, dtype=np.int64).reshape(-1, 2)
        return Pairing(found[:, 0], found[:, 1])

    def _numbered(self, root: Root) -> int:
        """The number of a root that the graph gives."""
        sort, name = root
        if sort == "outlet":
            return 2 * self._sources + self._outlets.setdefault(name, len(self._outlets))
        return int(self._unnamed[self._number[name]]) if sort == UNNAMED else self._sources + self._number[name]

    def _by_via(self, what: Callable[[tuple[str, ...]], int], *, empty: int) -> Ints:
        # the last entry answers for claims that name no origin
        by_code = np.array([*(what(via) for via in self._vias), empty], dtype=np.int64)
        found: Ints = by_code[self._via]
        return found

    @cached_property
    def _number(self) -> dict[str, int]:
        return {source: code for code, source in enumerate(self._table.source.texts)}

    def _cited_source(self, via: tuple[str, ...]) -> int:
        """The code of the source that is all a claim names, else -1."""
        return self._number.get(via[0], -1) if len(via) == 1 else -1

    def _is_linked(self, via: tuple[str, ...]) -> bool:
        outlets = set(self._publishers.values()) - {""}
        return len(via) > 1 or any(each not in self._number and outlet_of(each) in outlets for each in via)

    def _cites_what_is_cited(self) -> Bools:
        """The claims that have it from a source that itself names where it has something on this subject from."""
        naming = self._via >= 0
        key = self._claims.subject * self._sources
        return (self._cites >= 0) & np.isin(key + self._cites, pd.unique((key + self._claims.source)[naming]))

    def _plain_roots(self, unnamed: Ints) -> Ints:
        """The number of every claim's root, where it is plain: unnamed ones are below the number of sources."""
        own = unnamed[self._claims.source]
        outlets = self._outlets
        named = self._by_via(
            lambda via: -1 if not via or via[0] == OWN_REPORTING else outlets.setdefault(outlet_of(via[0]), len(outlets)),
            empty=-1,
        )
        # a denial does not have it from the report that it cites in order to reject it
        cited = np.where(self._claims.affirms, unnamed[self._cites], own)
        return np.select(
            [self._via < 0, self._cites >= 0, named >= 0],
            [own, cited, 2 * self._sources + named],
            self._sources + self._claims.source,
        )

    def counts(self, lined_up: LineUp) -> tuple[Ints, Ints]:
        """How many independent origins every position has, at least and at most.

        Sources that share a root count once. At most, every unnamed root is one of its own and every named root too; at least,
        unnamed roots are among the named ones, and a source that names several roots relies on one of them only.
        """
        positions = len(lined_up.subject)
        claim = np.concatenate((np.arange(len(self._root)), self._further.a))
        root = np.concatenate((self._root, self._further.b))
        readable = lined_up.of_claim[claim] >= 0
        claim, root = claim[readable], root[readable]
        width = 2 * self._sources + len(self._outlets) + 1
        node, distinct = pd.factorize(lined_up.of_claim[claim] * width + root)
        of_position, named = distinct // width, distinct % width >= self._sources
        high = np.bincount(of_position, minlength=positions)
        holder = lined_up.of_claim[claim] * self._sources + self._claims.source[claim]
        # a source that names no origin for a position has one root there
        several = np.isin(holder, pd.unique(holder[self._via[claim] >= 0]))
        one = _relied_on(holder[several], node[several], len(distinct))
        independent = pd.unique(one[named])
        low = np.bincount(of_position[independent], minlength=positions)
        return np.maximum(1, low), high

    def _graph(self, subject: int) -> OriginGraph:
        if subject not in self._graphs:
            at = self._informative_at
            rows = self._informative[at[subject] : at[subject + 1]]
            self._graphs[subject] = OriginGraph((self._report(each) for each in rows.tolist()), self._publishers)
        return self._graphs[subject]

    @cached_property
    def _informative(self) -> Ints:
        """The claims a graph is made of, by subject: of sources that name an origin, or all where sources have outlets."""
        if any(self._publishers.values()):
            return np.argsort(self._claims.subject, kind="stable")
        by = self._claims.subject * self._sources + self._claims.source
        rows = np.flatnonzero(np.isin(by, pd.unique(by[self._via >= 0])))
        return rows[np.argsort(self._claims.subject[rows], kind="stable")]

    @cached_property
    def _informative_at(self) -> Ints:
        subjects = int(self._claims.subject.max(initial=-1)) + 1
        return np.searchsorted(self._claims.subject[self._informative], np.arange(subjects + 1))

    @cached_property
    def _graphs(self) -> dict[int, OriginGraph]:
        return {}

    def _report(self, claim: int) -> Report:
        claims = self._claims
        via = self._vias[self._via[claim]] if self._via[claim] >= 0 else ()
        saying = (int(claims.canonical[claim]), bool(claims.affirms[claim]))
        return Report(self._table.source.texts[claims.source[claim]], saying, via)

    def cited(self) -> dict[int, frozenset[int]]:
        """The denials that name other sources as what they have it from, each with the codes of these."""
        found = {}
        for claim in np.flatnonzero(~self._claims.affirms & (self._via >= 0)).tolist():
            names = self._graph(int(self._claims.subject[claim])).cited_sources(self._report(claim))
            found[claim] = frozenset(self._number[name] for name in names if name in self._number)
        return found

    def dependence(self, pairs: Pairing) -> Ints:
        """What is known of the independence of pairs of claims, as numbers of `DEPENDENCES`."""
        a, b = self._root[pairs.a], self._root[pairs.b]
        source = self._claims.source
        one, other = self._cites[pairs.a], self._cites[pairs.b]
        same_source = source[pairs.a] == source[pairs.b]
        cites = ((one == source[pairs.b]) | (other == source[pairs.a])) & ~same_source
        words = ["cites", "shared-origin", "unknown"]
        result = np.select(
            [cites, a == b, (a < self._sources) | (b < self._sources)],
            [_DEPENDENCE[word] for word in words],
            _DEPENDENCE["independent"],
        )
        for each in np.flatnonzero(self._linked[pairs.a] | self._linked[pairs.b]).tolist():
            graph = self._graph(int(self._claims.subject[pairs.a[each]]))
            result[each] = _DEPENDENCE[dependence(graph, *(self._report(int(side[each])) for side in pairs))]
        return result


def _relied_on(holder: Ints, node: Ints, nodes: int) -> Ints:
    """For every root of a position one that stands for all which the same source may rely on just as well."""
    pairs = pd.DataFrame({"holder": holder, "node": node}).drop_duplicates()
    pairs = pairs[pairs.duplicated("holder", keep=False)].sort_values("holder", kind="stable")
    by, of = pairs["holder"].to_numpy(), pairs["node"].to_numpy()
    same = by[1:] == by[:-1]
    return connected(of[1:][same], of[:-1][same], nodes).astype(np.int64)
