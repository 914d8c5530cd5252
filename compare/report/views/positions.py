"""The positions of a subject with their claims, on as many pages as the claims need."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING

from compare.core.findings import Standing
from compare.core.phrases import position_letter
from compare.report.addresses import CLAIMS_ON_PAGE, claims_page
from compare.report.views.claims import ClaimView, claim_view
from compare.report.views.in_time import last_said
from compare.report.views.index import opposed_positions, own_part
from compare.report.views.labels import Label, fact
from compare.report.views.moved_claims import claims_in_order
from compare.report.views.neighbours import Neighbour, page_label, pages_beside
from compare.report.views.support import CompatibleView, compatible, counted_as_one

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compare.core.findings import Position, SubjectFinding
    from compare.core.model import Claim
    from compare.report.views.index import Index


@dataclass(frozen=True, slots=True)
class PositionView:
    """One position: its letter, value, sources and origins, and the claims that make it.

    `as_one` are groups of its sources that count as one source each. `aside` is whether the subject is contested and this
    position contradicts none of the others; `newest` is the last date it is said of, with that of publication, where the answer
    may change or a claim gives a date; `elsewhere` counts the claims that stand on another page.
    """

    letter: str
    value: Label
    denied: bool
    reading: bool
    aside: bool
    sources: tuple[Label, ...]
    as_one: tuple[tuple[Label, ...], ...]
    compatible: tuple[CompatibleView, ...]
    origins: str
    newest: str | None
    claims: tuple[ClaimView, ...]
    elsewhere: int


@dataclass(frozen=True, slots=True)
class SubjectClaimsView:
    """A page on which the claims of a subject go on."""

    path: str
    title: Label
    number: int
    last: int
    near: tuple[Neighbour, ...]
    positions: tuple[PositionView, ...]
    unread: tuple[ClaimView, ...]


def position_views(index: Index, finding: SubjectFinding, most: int | None = None) -> tuple[PositionView, ...]:
    """The positions, or the first of them, each with those of its claims that stand on the first page of the subject."""
    contested = finding.standing is Standing.CONTESTED
    opposed = opposed_positions(finding)
    numbers = range(len(finding.positions))[:most]
    return tuple(_position(index, finding, at, aside=contested and at not in opposed) for at in numbers)


def _position(index: Index, finding: SubjectFinding, at: int, *, aside: bool) -> PositionView:
    position = finding.positions[at]
    claims = index.known(position.claims)
    told = finding.subject.changing or any(each.as_of or each.since or each.until for each in claims)
    return PositionView(
        letter=position_letter(at),
        value=Label(position.value),
        denied=position.stance == "denies",
        reading=finding.reading == at,
        aside=aside,
        sources=index.source_list(position.sources),
        as_one=counted_as_one(index, position.sources),
        compatible=compatible(index, finding, at),
        origins=str(position.origins),
        newest=last_said(index, claims) if told and claims else None,
        claims=tuple(_held(index, each, position) for each in claims if index.claim_page(each.uid) == 1),
        elsewhere=sum(index.claim_page(each.uid) != 1 for each in claims),
    )


def _held(index: Index, claim: Claim, position: Position) -> ClaimView:
    """A claim of a position, with what it names itself where the position gathers a list from several."""
    view = claim_view(index, claim)
    if own_part(claim, position) == position.canonical:
        return view
    return replace(view, facts=(*fact("names", claim.shown), *view.facts))


def claim_pages(index: Index) -> Iterator[SubjectClaimsView]:
    """The pages on which the claims of a subject go on, where it has more than one page can show."""
    for finding in index.subjects.values():
        if _last_page(finding) > 1:
            yield from _further_views(index, finding)


def _further_views(index: Index, finding: SubjectFinding) -> Iterator[SubjectClaimsView]:
    """The pages from the second on; each claim is looked at for its own page alone."""
    subject, last = finding.subject.id, _last_page(finding)
    heads, uids = position_views(index, finding), claims_in_order(finding)
    owner = {uid: at for at, position in enumerate(finding.positions) for uid in position.claims}
    for number in range(2, last + 1):
        here = uids[(number - 1) * CLAIMS_ON_PAGE : number * CLAIMS_ON_PAGE]
        held = groupby((uid for uid in here if uid in owner), key=owner.__getitem__)
        unread = index.known(uid for uid in here if uid not in owner)
        yield SubjectClaimsView(
            path=claims_page(subject, number),
            title=index.subject(subject),
            number=number,
            last=last,
            near=pages_beside(number, last, partial(claims_page, subject)),
            positions=tuple(_continued(index, finding.positions[at], heads[at], tuple(found)) for at, found in held),
            unread=tuple(claim_view(index, each) for each in unread),
        )


def _continued(index: Index, position: Position, head: PositionView, uids: tuple[str, ...]) -> PositionView:
    """A position with those of its claims that stand on a further page."""
    claims = tuple(_held(index, each, position) for each in index.known(uids))
    return replace(head, claims=claims, elsewhere=len(position.claims) - len(claims))


def _last_page(finding: SubjectFinding) -> int:
    return max(1, -(-len(claims_in_order(finding)) // CLAIMS_ON_PAGE))


def further_pages(finding: SubjectFinding) -> tuple[Label, ...]:
    """The pages on which the claims go on, if they do."""
    last = _last_page(finding)
    return tuple(Label(page_label(number, last), claims_page(finding.subject.id, number)) for number in range(2, last + 1))


def unread_claims(index: Index, finding: SubjectFinding) -> tuple[ClaimView, ...]:
    """The claims whose value cannot be read, as far as they stand on the first page."""
    found = (each for each in index.known(finding.unread) if index.claim_page(each.uid) == 1)
    return tuple(claim_view(index, each) for each in found)
