"""The claims of a subject that do not stand on its first page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compare.report.addresses import CLAIMS_ON_PAGE

if TYPE_CHECKING:
    from compare.core.findings import SubjectFinding
    from compare.report.views.index import Index


def moved_claims(index: Index) -> dict[str, int]:
    """The number of the page that holds a claim, by its uid, for claims beyond the first page of their subject."""
    found = {}
    for finding in index.subjects.values():
        uids = claims_in_order(finding)
        found.update({uid: at // CLAIMS_ON_PAGE + 1 for at, uid in enumerate(uids) if at >= CLAIMS_ON_PAGE})
    return found


def claims_in_order(finding: SubjectFinding) -> tuple[str, ...]:
    """The uids of a subject's claims as its pages list them: position by position, then those that cannot be read."""
    return (*(uid for position in finding.positions for uid in position.claims), *finding.unread)
