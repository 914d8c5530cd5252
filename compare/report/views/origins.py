"""Where a source has a claim from, followed from source to source as far as the casebook knows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from compare.core.model import Claim
    from compare.report.views.index import Index
    from compare.report.views.labels import Label

    Chain = tuple[Label, ...]

MOST_CHAINS: Final = 8  # of one claim; its source names no more in life


def via_chains(index: Index, claim: Claim) -> tuple[Chain, ...]:
    """One chain for each origin that the claim names: the origin, then where that source has its answer from, and so on."""
    ends = tuple(chain for origin in claim.via for chain in _chains(index, claim.subject, origin, (claim.source,)))
    return tuple(tuple(index.origin(each) for each in chain) for chain in ends[:MOST_CHAINS])


def _chains(index: Index, subject: str, origin: str, behind: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """The chains that begin with this origin; a source that is already behind it ends its chain."""
    if origin in behind:
        return ((origin,),)
    further = sorted({each for claim in index.said_on(origin, subject) for each in claim.via})
    if not further:
        return ((origin,),)
    return tuple((origin, *rest) for each in further for rest in _chains(index, subject, each, (*behind, origin)))
