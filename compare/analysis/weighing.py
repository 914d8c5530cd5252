"""A claim with what its comparison turns on worked out once: when it held, how firm it is, what it counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from compare.analysis.origins import OWN_REPORTING
from compare.analysis.time import Interval, interval
from compare.core.folding import fold_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from compare.core.model import Claim, Source


@dataclass(frozen=True, slots=True)
class Weighed:
    """A claim, its as-of date and interval, the day it was published, whether it is firm, and its scope folded ('' if none).

    `canonical` is the value it counts for and `words` are those it is quoted by: its own, or those of the list it is part of.
    """

    claim: Claim
    as_of: str
    held: Interval
    published: Interval
    firm: bool
    scope: str
    canonical: str | None
    words: str

    @property
    def by(self) -> str:
        """The source that makes the claim."""
        return self.claim.source


def weigh(claim: Claim, sources: Mapping[str, Source]) -> Weighed:
    """Work out what comparisons of this claim turn on; the as-of date defaults to the day its source was published."""
    published = sources[claim.source].published
    as_of = claim.as_of or published
    # the origin a denial names is the report it rejects, not where the denial comes from
    named = set(claim.via) - {OWN_REPORTING} if claim.stance == "affirms" else set()
    second_hand = bool(named) or claim.speaker is not None
    return Weighed(
        claim=claim,
        as_of=as_of,
        held=interval(as_of),
        published=interval(published),
        firm=claim.hedge == "stated" and not second_hand,
        scope=fold_name(claim.scope or ""),
        canonical=claim.canonical,
        words=claim.as_worded,
    )
