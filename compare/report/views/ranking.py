"""What an editor is shown first: by severity, then what most others hang on; what is decided comes after what is not."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from compare.core.decided import waits
from compare.core.findings import Standing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from compare.core.findings import SubjectFinding
    from compare.report.views.index import Index

URGENCY: Final = ("high", "medium", "low", "none")


def most_pressing_first(index: Index, found: Iterable[SubjectFinding]) -> list[SubjectFinding]:
    """By severity, contested before undetermined, then by how many others hang on it, then the newest answer, then by id."""
    by_id = sorted(found, key=lambda each: each.subject.id)
    newest_first = sorted(by_id, key=lambda each: _newest(index, each), reverse=True)  # a stable sort keeps ids in order
    return sorted(newest_first, key=lambda each: _pressing(index, each))


def _pressing(index: Index, finding: SubjectFinding) -> tuple[int, bool, int]:
    return (URGENCY.index(finding.severity), finding.standing != "contested", -index.hanging[finding.subject.id])


def by_standing(index: Index) -> list[SubjectFinding]:
    """All subjects by standing, within each the most pressing first and what is decided after what is not."""
    pressing = most_pressing_first(index, index.subjects.values())
    order = list(Standing)
    return sorted(pressing, key=lambda each: (order.index(each.standing), not waits(each)))


def waiting(index: Index) -> list[SubjectFinding]:
    """The subjects that wait for a decision, the most pressing first."""
    return most_pressing_first(index, (each for each in index.subjects.values() if waits(each)))


def _newest(index: Index, finding: SubjectFinding) -> float:
    """The last day of which any answer is said."""
    days = (index.order(uid)[1] for position in finding.positions for uid in position.claims)
    return max((day for day in days if day < math.inf), default=-math.inf)
