"""Independent support is counted in origins, never in outlets; an origin that is not named is never independent by default.

A claim's `via` names outlets (`RFI@2017-03-10`), other sources, or `own-reporting`. Sources refer to each other, which makes a
directed graph; its ends are the roots a claim goes back to. A source that names no origin has an unnamed root, which may be
any of the others.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

from compare.core.folding import fold_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

OWN_REPORTING: Final = "own-reporting"
UNNAMED: Final = "unnamed"
Root = tuple[str, str]  # what sort of root ("outlet", "own", "unnamed") and its name
Saying = tuple[int, bool]  # a position: canonical number (-1: cannot be read) and whether it is affirmed


class Report(NamedTuple):
    """A claim as far as its origins go: its source, what it says, and the origins it names."""

    source: str
    saying: Saying
    via: tuple[str, ...] = ()


def split(origin: str) -> tuple[str, ...]:
    """The origins a cell of a claims table names, joined by semicolons."""
    return tuple(part for part in (each.strip() for each in origin.split(";")) if part)


def outlet_of(via: str) -> str:
    """The outlet of `outlet@date`, folded: two reports of one outlet are not independent of each other."""
    return fold_name(via.rpartition("@")[0] or via)


class OriginGraph:
    """The claims of one subject and where their sources say they have them from."""

    def __init__(self, claims: Iterable[Report], publishers: Mapping[str, str]) -> None:
        """Index the claims by source; `publishers` maps source ids to folded outlet names."""
        self._publishers = publishers
        self._said: dict[str, dict[Saying, set[tuple[str, ...]]]] = {}
        self._roots: dict[tuple[str, Saying, tuple[str, ...]], frozenset[Root]] = {}
        for claim in claims:
            self._said.setdefault(claim.source, {}).setdefault(claim.saying, set()).add(claim.via)

    @cached_property
    def _source_of_outlet(self) -> dict[str, str]:
        """Outlets that are themselves a source with a claim on this subject; left out where two sources share the outlet."""
        seen: dict[str, list[str]] = {}
        for source in sorted(self._said):
            if name := self._publishers.get(source):
                seen.setdefault(name, []).append(source)
        return {name: sources[0] for name, sources in seen.items() if len(sources) == 1}

    def cited_sources(self, claim: Report) -> set[str]:
        """The sources of this casebook that the claim names as where it has it from, by id or by their publisher."""
        return {self._source_named(via) for via in claim.via} - {"", claim.source}

    def _source_named(self, via: str) -> str:
        """The source of this casebook that a `via` names, or ''."""
        return via if via in self._publishers else self._source_of_outlet.get(outlet_of(via), "")

    def roots(self, claim: Report) -> frozenset[Root]:
        """The roots a claim goes back to: at least one, an unnamed one where nothing is named or the chain is a circle."""
        key = (claim.source, claim.saying, claim.via)
        if key not in self._roots:
            self._roots[key] = frozenset(self._ends(claim)) or frozenset({(UNNAMED, claim.source)})
        return self._roots[key]

    def _ends(self, claim: Report) -> set[Root]:
        ends: set[Root] = set()
        seen = {claim.source}
        # a denial does not have it from the report that it cites in order to reject it
        rejects = not claim.saying[1]
        todo = [(claim.source, via) for via in claim.via if not (rejects and self._source_named(via))]
        while todo:
            citing, via = todo.pop()
            cited = self._source_named(via)
            if via == OWN_REPORTING:
                ends.add(("own", citing))
            elif not cited:
                ends.add(("outlet", outlet_of(via)))
            elif cited not in seen:
                seen.add(cited)
                chains = self._chains(cited, claim.saying)
                todo.extend((cited, each) for chain in chains for each in chain)
                if () in chains:
                    ends.add((UNNAMED, cited))
        return ends

    def _chains(self, source: str, saying: Saying) -> set[tuple[str, ...]]:
        """What a cited source names as its origins for this, or else for anything it says on the subject; () for none."""
        said = self._said.get(source, {})
        return said.get(saying) or set().union(*said.values()) or {()}


def dependence(graph: OriginGraph, a: Report, b: Report) -> str:
    """What is known of two claims' independence: cites, shared-origin, independent, or unknown."""
    if b.source in graph.cited_sources(a) or a.source in graph.cited_sources(b):
        return "cites"
    roots_a, roots_b = graph.roots(a), graph.roots(b)
    if roots_a & roots_b:
        return "shared-origin"
    return "unknown" if any(kind == UNNAMED for kind, _ in roots_a | roots_b) else "independent"
