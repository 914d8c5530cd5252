"""The answers of a subject in the order of time: what is said of which date, by whom, and when that was printed."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from compare.core.date_words import dated_in_words, held_in_words, in_words
from compare.core.phrases import joined

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compare.core.findings import SubjectFinding
    from compare.core.model import Claim
    from compare.report.views.index import Index


@dataclass(frozen=True, slots=True)
class Dated:
    """A position (by its index) as it is said of one date: the date in words with that of publication, and who says it."""

    position: int
    when: str
    sources: tuple[str, ...]


def dated(index: Index, claim: Claim) -> str:
    """When a claim holds and when it was printed: `as of 2017, published 24 March 2022`."""
    return dated_in_words(_held(claim), index.published(claim.source))


def in_time(index: Index, finding: SubjectFinding) -> tuple[Dated, ...]:
    """Each answer once for every date that it is said of; those that hold first stand first."""
    groups: dict[tuple[int, str], list[Claim]] = defaultdict(list)
    for at, position in enumerate(finding.positions):
        for claim in index.known(position.claims):
            groups[at, _held(claim) or dated(index, claim)].append(claim)
    ordered = sorted(groups, key=lambda each: (min(index.order(claim.uid) for claim in groups[each]), each))
    return tuple(Dated(at, _when(index, groups[at, said]), _sources(groups[at, said])) for at, said in ordered)


def newest(index: Index, finding: SubjectFinding) -> tuple[Dated, ...]:
    """Each answer once, with all its sources and the newest date that it is said of; those that hold first stand first."""
    last = [
        (at, _last(index, claims)) for at, position in enumerate(finding.positions) if (claims := index.known(position.claims))
    ]
    ordered = sorted(last, key=lambda each: (index.order(each[1].uid), each[0]))
    return tuple(Dated(at, f"newest, {dated(index, claim)}", finding.positions[at].sources) for at, claim in ordered)


def last_said(index: Index, claims: Sequence[Claim]) -> str:
    """The newest date of which any of these claims speaks, and when that was printed."""
    return dated(index, _last(index, claims))


def _last(index: Index, claims: Sequence[Claim]) -> Claim:
    return max(claims, key=lambda each: (index.order(each.uid)[::-1], each.uid))


def _held(claim: Claim) -> str:
    return held_in_words(claim.as_of, claim.since, claim.until)


def _when(index: Index, claims: Sequence[Claim]) -> str:
    """The date the claims share; those of several days of publication are told with all of them."""
    held = _held(claims[0])
    if not held:
        return dated(index, claims[0])
    printed = sorted(_sources(claims), key=lambda each: (index.order(each), index.published(each)))
    days = dict.fromkeys(in_words(index.published(each)) for each in printed)
    return f"{held}, published {joined([*days])}"


def _sources(claims: Sequence[Claim]) -> tuple[str, ...]:
    return tuple(sorted({each.source for each in claims}))
