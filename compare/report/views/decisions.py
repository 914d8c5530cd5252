"""What editors decided: on one subject, and all of it as a log."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from compare.core.date_words import in_words
from compare.core.findings import Standing
from compare.core.phrases import counted
from compare.core.words import Word, word
from compare.report.views.labels import Fact, Label, fact

if TYPE_CHECKING:
    from compare.core.findings import SubjectFinding
    from compare.core.model import Decision
    from compare.report.views.index import Index

WAITING: Final = frozenset({Standing.CONTESTED, Standing.UNDETERMINED})
"""The standings on which a person has to decide before something is printed."""
DECISIONS: Final = ("undecided", "pending", "stale", "decided", "none needed")
_STATES: Final = {
    "valid": "It was made on the positions as they are now.",
    "stale": "The positions are no longer those it was made on; it is shown, not applied.",
    "replaced": "A later decision stands in its place.",
    "orphaned": "Its subject is not in the casebook any more; it is shown, not applied.",
}


@dataclass(frozen=True, slots=True)
class DecisionView:
    """One decision: on what, what was decided, whether it still holds and what that means, and the reasons given."""

    id: str
    subject: Label
    outcome: Word
    state: str
    meaning: str
    facts: tuple[Fact, ...]

    @property
    def holds(self) -> bool:
        """Whether it was made on the positions as they are now, and none came after it."""
        return self.state == "valid"


@dataclass(frozen=True, slots=True)
class DecisionsView:
    """The page of decisions, newest first; `waiting` is how many subjects wait for one, in words."""

    path: str
    decisions: tuple[DecisionView, ...]
    summary: str
    waiting: str


def decision_word(finding: SubjectFinding) -> str:
    """What there is of a decision, in one of the words of `DECISIONS`."""
    if finding.decision and finding.decision_state == "valid":
        return "pending" if finding.decision.outcome == "pending" else "decided"
    if finding.decision_state == "stale":
        return "stale"
    return "undecided" if finding.standing in WAITING else "none needed"


def undecided(finding: SubjectFinding) -> bool:
    """Whether a person has still to decide: nothing was, it is pending, or it was on other positions than there are now."""
    return decision_word(finding) in {"undecided", "pending", "stale"}


def decision_view(index: Index, decision: Decision) -> DecisionView:
    """One decision, held against what the sources say now."""
    state = _state(index, decision)
    return DecisionView(
        id=decision.id,
        subject=index.subject(decision.subject),
        outcome=word("outcome", decision.outcome),
        state=state,
        meaning=_STATES[state],
        facts=(
            *fact("wording to print", decision.print),
            *fact("reason", decision.reason),
            *fact("rule", decision.rule),
            *fact("decided by", decision.by),
            *fact("on", in_words(decision.on)),
        ),
    )


def _state(index: Index, decision: Decision) -> str:
    finding = index.subjects.get(decision.subject)
    if finding is None:
        return "orphaned"
    if finding.decision is None or finding.decision.id != decision.id:
        return "replaced"
    return finding.decision_state


def decided_on(index: Index, subject: str) -> tuple[DecisionView, ...]:
    """All that was ever decided on a subject, newest first."""
    return tuple(decision_view(index, each) for each in index.decisions.get(subject, ()))


def decisions_view(index: Index) -> DecisionsView:
    """The log of all decisions."""
    made = (each for of_one in index.decisions.values() for each in of_one)
    ordered = sorted(made, key=lambda each: (each.on, each.id), reverse=True)
    waiting = sum(undecided(each) for each in index.subjects.values())
    return DecisionsView(
        path="decisions.html",
        decisions=tuple(decision_view(index, each) for each in ordered),
        summary=f"{counted(len(ordered), 'decision')}." if ordered else "No decision was made yet.",
        waiting=f"{counted(waiting, 'subject')} {'waits' if waiting == 1 else 'wait'} for one.",
    )
