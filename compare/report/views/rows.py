"""A subject on one line of a list: its question, what it comes to, and of how many sources."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from compare.core.decided import WAITING
from compare.core.phrases import counted
from compare.core.words import Word, word
from compare.report.views.cards import AnswerView, answer_view
from compare.report.views.index import answering, lead
from compare.report.views.relations import strongest_first

if TYPE_CHECKING:
    from compare.core.findings import SubjectFinding
    from compare.report.views.index import Index
    from compare.report.views.labels import Label

MOST_ANSWERS: Final = 3  # more than these are counted


@dataclass(frozen=True, slots=True)
class Row:
    """One subject in a list; `answers` are its leading ones, `more` how many there are beside them, in words.

    `share` is how many of all sources answer; `decision` what was decided, where something was; `new` whether the baseline
    does not know what is at odds here.
    """

    id: str
    subject: Label
    standing: Word
    headline: str
    answers: tuple[AnswerView, ...]
    more: str
    share: str
    severity: str
    decision: str | None
    new: bool


def row(index: Index, finding: SubjectFinding) -> Row:
    """The line of a subject."""
    chosen = _leading(finding)
    more = len(finding.positions) - len(chosen)
    return Row(
        id=finding.subject.id,
        subject=index.subject(finding.subject.id),
        standing=word("standing", finding.standing),
        headline=lead(finding),
        answers=tuple(answer_view(index, finding, at) for at in chosen),
        more=f"and {counted(more, 'more answer')}" if more else "",
        share=f"{len(answering(finding))}/{len(index.sources)}",
        severity=finding.severity,
        decision=word("outcome", finding.decision.outcome).shown if finding.decision else None,
        new=index.is_new(finding.subject.id),
    )


def _leading(finding: SubjectFinding) -> tuple[int, ...]:
    """The two answers between which the strongest relation stands where one is due a decision, else the first few."""
    strongest = next(iter(strongest_first(finding.relations)), None)
    if strongest and finding.standing in WAITING:
        return tuple(sorted(strongest.between))
    return tuple(range(min(MOST_ANSWERS, len(finding.positions))))
