"""What editors decided: on one subject, and all of it as a log."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from compare.core.date_words import in_words
from compare.core.decided import STATES, newest_first, state_of, waits
from compare.core.phrases import counted
from compare.core.words import Word, word
from compare.report.views.labels import Fact, Label, fact

if TYPE_CHECKING:
    from compare.core.decided import Decision
    from compare.report.views.index import Index


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


def decision_view(index: Index, decision: Decision) -> DecisionView:
    """One decision, held against what the sources say now."""
    state = state_of(decision, index.subjects.get(decision.subject))
    return DecisionView(
        id=decision.id,
        subject=index.subject(decision.subject),
        outcome=word("outcome", decision.outcome),
        state=state,
        meaning=STATES[state],
        facts=(
            *fact("wording to print", decision.print),
            *fact("reason", decision.reason),
            *fact("rule", decision.rule),
            *fact("decided by", decision.by),
            *fact("on", in_words(decision.on)),
            *fact("until", decision.expires and in_words(decision.expires)),
            *fact("claims to mend", *(_claim(index, uid) for uid, _ in decision.claims)),
            *fact("in place of", *decision.replaces),
        ),
    )


def _claim(index: Index, uid: str) -> Label:
    """A claim by its id, where it is still there with the place where it stands."""
    return Label(uid, index.claim_href(uid) if uid in index.claims else None)


def decided_on(index: Index, subject: str) -> tuple[DecisionView, ...]:
    """All that was ever decided on a subject, the decision that counts first, then the newest first."""
    made = [decision_view(index, each) for each in index.decisions.get(subject, ())]
    return tuple(sorted(made, key=lambda each: each.state == "replaced"))


def decisions_view(index: Index) -> DecisionsView:
    """The log of all decisions."""
    made = (each for of_one in index.decisions.values() for each in of_one)
    ordered = newest_first(made)
    waiting = sum(waits(each) for each in index.subjects.values())
    return DecisionsView(
        path="decisions.html",
        decisions=tuple(decision_view(index, each) for each in ordered),
        summary=f"{counted(len(ordered), 'decision')}." if ordered else "No decision was made yet.",
        waiting=f"{counted(waiting, 'subject')} {'waits' if waiting == 1 else 'wait'} for one.",
    )
