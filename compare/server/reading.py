"""The casebook as it was read at one time, with its report, and what an editor had before them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from compare.authoring.deciding.decision_files import decidable, seen
from compare.authoring.editing.refusals import RefusedError, UnknownNameError
from compare.report.views.deciding import answers_of, form_view
from compare.report.views.ranking import waiting

if TYPE_CHECKING:
    from compare.core.changes import Baseline
    from compare.core.findings import Findings
    from compare.report.site import OnDemand
    from compare.report.views.cards import AnswerView
    from compare.report.views.deciding import FormView


@dataclass(frozen=True, slots=True)
class Seen:
    """What an editor had before them: the answers, and the id of the decision that counted, empty where there was none."""

    answers: tuple[AnswerView, ...]
    decision: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read; `waiting` are the subjects that wait for a decision, by id, the most pressing first."""

    findings: Findings
    report: OnDemand
    waiting: tuple[str, ...]

    def seen(self, subject: str) -> str:
        """The digest of what is on file on a subject.

        Raises:
            UnknownNameError: there is no such subject.
            RefusedError: nothing can be decided on it.
        """
        return seen(self.findings, subject)

    def before_them(self, subject: str) -> Seen:
        """What an editor who looks at a subject has before them."""
        decision = decidable(self.findings, subject).decision
        return Seen(answers_of(self.report.index, subject), decision.id if decision else "")

    def form(self, subject: str, form_id: str, by: str) -> FormView | str:
        """The form of a subject, or why nothing can be decided on it."""
        try:
            stamp = self.seen(subject)
        except (RefusedError, UnknownNameError) as fault:
            return f"Not to be decided now: {fault}."
        return form_view(self.report.index, subject, form_id, stamp, by)


def read(findings: Findings, baseline: Baseline | None) -> Reading:
    """The findings with their report."""
    from compare.analysis.rulebook import rules
    from compare.report.site import OnDemand
    from compare.review.changes import changes_since

    report = OnDemand(findings, rules(), changes_since(baseline, findings) if baseline else None)
    return Reading(findings, report, tuple(each.subject.id for each in waiting(report.index)))
