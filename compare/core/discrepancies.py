"""The records of the gate: what `whosays check` found, for people and for programs, in whatever format."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class FailOn(StrEnum):
    """From what on the gate fails; each level takes in those before it."""

    FIRM = "firm"
    QUALIFIED = "qualified"
    UNDETERMINED = "undetermined"
    NEVER = "never"


class Matter(StrEnum):
    """What a discrepancy is; each is a rule of its own in SARIF."""

    CONTRADICTION = "contradiction"
    UNDETERMINED = "undetermined"
    BREACH = "breach-of-rule"
    STALE = "stale-decision"
    EXPIRED = "expired-decision"


class BaselineState(StrEnum):
    """How a discrepancy stands to the baseline, in the words of SARIF 2.1.0 section 3.27.24."""

    NEW = "new"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """One thing that the gate looks at: a subject at odds, a broken rule across subjects, a decision that no longer holds.

    `subject` is the subject's id (of a breach: its first subject), `rule` the id of the rule that is broken. `strength` is
    empty but of a contradiction and a breach; `state` is None where no baseline was given, and of a decision. `claims` are the
    uids of the claims that show it: where the baseline knows some of the oppositions of a subject, those of the new ones.
    `decision` is the id of the decision that covers it, or is stale or expired. `fingerprint` is that of its content, whatever
    files are called (SHA-256 in hexadecimal). `why` says in a sentence why it fails the gate, or why not.
    """

    subject: str
    matter: Matter
    strength: str
    state: BaselineState | None
    headline: str
    because: str
    claims: tuple[str, ...]
    decision: str | None
    fails: bool
    why: str
    fingerprint: str
    rule: str = ""


@dataclass(frozen=True, slots=True)
class GateResult:
    """What the gate found. `baseline` is its name, None where none was given.

    `compared` counts the subjects of which at least two claims were held against each other, `skipped` those with fewer than
    two, `failed` the files of ours that have errors. `discrepancies` are in order: what fails first, then by state and
    subject. `incomplete`: files of ours have errors, so that what is gone may only be unread, and nothing is told as resolved.
    """

    baseline: str | None
    fail_on: FailOn
    compared: int
    skipped: int
    failed: int
    discrepancies: tuple[Discrepancy, ...] = ()
    incomplete: bool = False

    @property
    def failing(self) -> tuple[Discrepancy, ...]:
        """What the gate fails for."""
        return tuple(each for each in self.discrepancies if each.fails)
