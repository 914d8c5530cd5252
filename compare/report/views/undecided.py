"""Which subjects wait for an editor, and the order in which they are gone through: the most pressing first."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from compare.core.findings import Standing

if TYPE_CHECKING:
    from compare.core.findings import SubjectFinding
    from compare.report.views.shared import Index

_WAITING: Final = frozenset({Standing.CONTESTED, Standing.UNDETERMINED})
_STANDINGS: Final = tuple(Standing)
_URGENCY: Final = ("high", "medium", "low", "none")

Neighbours = tuple[str | None, str | None]


def decision_word(finding: SubjectFinding) -> str:
    """What there is of a decision, in a word: none needed, undecided, decided, stale."""
    if finding.decision_state == "valid":
        return "decided"
    if finding.decision_state == "stale":
        return "stale"
    return "undecided" if finding.standing in _WAITING else "none needed"


def is_undecided(finding: SubjectFinding) -> bool:
    """Whether an editor has to decide: nobody has, or the positions are no longer those it was decided on."""
    return decision_word(finding) in {"undecided", "stale"}


def most_pressing_first(index: Index) -> tuple[SubjectFinding, ...]:
    """All subjects by standing, then severity, then the newest answer, then id; what is decided comes after what is not."""

    def pressing(finding: SubjectFinding) -> tuple[int, int, bool, float]:
        decided = finding.decision_state == "valid"
        return _STANDINGS.index(finding.standing), _URGENCY.index(finding.severity), decided, -_newest(index, finding)

    return tuple(sorted(index.subjects.values(), key=pressing))  # stable, so that ids keep their order


def undecided_neighbours(index: Index) -> dict[str, Neighbours]:
    """For every subject the undecided one before it and after it; from one that needs nothing, the way leads to the first."""
    waiting = [each.subject.id for each in most_pressing_first(index) if is_undecided(each)]
    found: dict[str, Neighbours] = dict.fromkeys(index.subjects, (None, waiting[0] if waiting else None))
    for before, each, after in zip([None, *waiting], waiting, [*waiting[1:], None], strict=False):
        found[each] = (before, after)
    return found


def _newest(index: Index, finding: SubjectFinding) -> float:
    """The last day of which any answer is said."""
    days = (index.order(uid)[1] for position in finding.positions for uid in position.claims)
    return max((day for day in days if day < math.inf), default=-math.inf)
