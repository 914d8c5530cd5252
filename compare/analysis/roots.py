"""The origins of all claims of a table at once; the graph of `origins` is asked only where sources refer to each other."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from compare.analysis.origins import OWN_REPORTING, UNNAMED, OriginGraph, Report, count_origins, dependence, outlet_of, split
from compare.core.judged import DEPENDENCES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from compare.analysis.pairs import Pairing
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
        self._linked = ~plain | self._cites_what_is_cited()
        self._root = self._plain_roots(self._unnamed)

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
        outlets: dict[str, int] = {}
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
        """How many independent origins every position has, at least and at most."""
        readable = np.flatnonzero(lined_up.of_claim >= 0)
        position, root, source = lined_up.of_claim[readable], self._root[readable], self._claims.source[readable]
        width = 3 * self._sources + len(self._vias) + 1
        distinct = pd.unique(position * width + root)
        positions = len(lined_up.subject)
        high = np.bincount(distinct // width, minlength=positions)
        named = np.bincount(distinct[distinct % width >= self._sources] // width, minlength=positions)
        low = np.maximum(1, named)
        asked = self._torn(position * self._sources + source, root, positions)
        asked[position[self._linked[readable]]] = True
        members = readable[asked[position]]
        members = members[np.argsort(lined_up.of_claim[members], kind="stable")]
        for rows in np.split(members, np.flatnonzero(np.diff(lined_up.of_claim[members])) + 1) if len(members) else ():
            each = int(lined_up.of_claim[rows[0]])
            low[each], high[each] = self._count(rows, int(lined_up.subject[each]))
        return low, high

    def _torn(self, by: Ints, root: Ints, positions: int) -> Bools:
        """Positions for which a source has several roots, of which it may rely on one only."""
        naming = self._via[np.flatnonzero(self._claims.position >= 0)] >= 0
        asked = np.isin(by, pd.unique(by[naming]))  # without a named origin there is one root only
        frame = pd.DataFrame({"by": by[asked], "root": root[asked]}).drop_duplicates()
        result = np.zeros(positions, dtype=bool)
        result[frame[frame.duplicated(["by"])]["by"].to_numpy() // self._sources] = True
        return result

    def _count(self, members: Ints, subject: int) -> tuple[int, int]:
        graph = self._graph(subject)
        texts = self._table.source.texts
        silent = self._claims.source[members[self._via[members] < 0]].tolist()
        roots = {texts[source]: frozenset({(UNNAMED, texts[self._unnamed[source]])}) for source in silent}
        for claim in members[self._via[members] >= 0].tolist():
            report = self._report(claim)
            roots[report.source] = roots.get(report.source, frozenset()) | graph.roots(report)
        origins = count_origins(roots)
        return origins.low, origins.high

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
