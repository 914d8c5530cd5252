"""What became of the subjects from one run to another: the first thing to know after a file was saved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from compare.core.findings import Standing

if TYPE_CHECKING:
    from compare.core.findings import Findings, SubjectFinding


@dataclass(frozen=True, slots=True)
class StandingChange:
    """One subject whose standing is another than it was; None stands for a subject that is not declared."""

    subject: str
    before: Standing | None
    after: Standing | None
    shape: str = ""
    headline: str = ""

    @property
    def became_contested(self) -> bool:
        """Whether the sources contradict each other only now."""
        return self.after is Standing.CONTESTED


def standing_changes(before: Findings, after: Findings) -> tuple[StandingChange, ...]:
    """The subjects whose standing differs between two runs: those that became contested first, then all by id."""
    old = {each.subject.id: each.standing for each in before.subjects}
    new = {each.subject.id: each for each in after.subjects}
    changes = [_change(subject, old.get(subject), new.get(subject)) for subject in sorted({*old, *new})]
    return tuple(
        sorted(
            (each for each in changes if each.before is not each.after),
            key=lambda each: (not each.became_contested, each.subject),
        )
    )


def _change(subject: str, before: Standing | None, now: SubjectFinding | None) -> StandingChange:
    if now is None:
        return StandingChange(subject, before, None)
    return StandingChange(subject, before, now.standing, now.shape, now.headline)
