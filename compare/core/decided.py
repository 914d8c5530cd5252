"""What an editor decided, and what became of it in one word."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from compare.core.findings import Standing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from compare.core.findings import SubjectFinding
    from compare.core.model import Location

WAITING: Final = frozenset({Standing.CONTESTED, Standing.UNDETERMINED})
"""The standings on which a person has to decide before something is printed."""
DECISIONS: Final = ("undecided", "pending", "stale", "decided", "none needed")
STATES: Final = {
    "valid": "It was made on the positions as they are now.",
    "stale": "The positions are no longer those it was made on; it is shown, not applied.",
    "expired": "The time for which it was made is over; it is shown, not applied.",
    "mended": "The claims that it found wrong say something else by now; there is nothing left to do.",
    "replaced": "A later decision stands in its place.",
    "orphaned": "Its subject is not in the casebook any more; it is shown, not applied.",
}
"""Every state with what it means, in the order in which they are listed."""
LAPSED: Final = frozenset({"stale", "expired"})
"""The states in which a decision was good once and has to be made again."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What an editor decided about a subject's disagreement, with the fingerprint of the positions it was made on.

    `expires` is the last day on which it holds (EDTF). `claims` are those that the editor found wrongly annotated, each with
    the stamp of what it said then. `replaces` are the ids of the decisions in whose place it stands.
    """

    id: str
    subject: str
    outcome: str
    reason: str
    by: str
    on: str
    place: Location
    rule: str | None = None
    print: str | None = None
    fingerprint: str | None = None
    expires: str | None = None
    claims: tuple[tuple[str, str], ...] = ()
    replaces: tuple[str, ...] = ()


def state_of(decision: Decision, finding: SubjectFinding | None) -> str:
    """The state of a decision, given what was found on its subject, None where there is no such subject."""
    if finding is None:
        return "orphaned"
    if finding.decision is None or finding.decision.id != decision.id:
        return "replaced"
    return finding.decision_state


def decision_word(finding: SubjectFinding) -> str:
    """What there is of a decision on a subject, in one of the words of `DECISIONS`."""
    if finding.decision and finding.decision_state == "valid":
        return "pending" if finding.decision.outcome == "pending" else "decided"
    if finding.decision_state in LAPSED:
        return "stale"
    return "undecided" if finding.standing in WAITING else "none needed"


def waits(finding: SubjectFinding) -> bool:
    """Whether a person has still to decide: nothing was, it is pending, or it does not hold any more."""
    return decision_word(finding) in {"undecided", "pending", "stale"}


def newest_first(decisions: Iterable[Decision]) -> list[Decision]:
    """By day, then by id, the newest first."""
    return sorted(decisions, key=lambda each: (each.on, each.id), reverse=True)
