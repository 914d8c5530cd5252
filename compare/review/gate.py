"""The gate: what `whosays check` fails for, and why, against a baseline or without one (design section 7)."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Final

from compare.core.changes import Became
from compare.core.discrepancies import BaselineState, Discrepancy, FailOn, GateResult, Matter
from compare.core.findings import Standing
from compare.review.fingerprints import Fingerprints
from compare.review.known import known_breach

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compare.core.changes import Changes, KnownBreach, SubjectChange
    from compare.core.findings import Breach, Findings, SubjectFinding

_LEVELS: Final = {"firm": FailOn.FIRM, "qualified": FailOn.QUALIFIED, "undetermined": FailOn.UNDETERMINED}
_SEVERE: Final = list(FailOn)
_STATES: Final = [BaselineState.NEW, BaselineState.UPDATED, None, BaselineState.UNCHANGED, BaselineState.ABSENT]
_TWO: Final = 2  # claims that can be held against each other


def gate(findings: Findings, changes: Changes | None, fail_on: FailOn = FailOn.FIRM) -> GateResult:
    """What the gate finds.

    Args:
        findings: what the sources say, with the decisions beside it.
        changes: what is not as the baseline has it; None where none was given, so that nothing counts as new.
        fail_on: from what on a new discrepancy fails. A stale or expired decision fails on every level but `never`.
    """
    files = {each.place.file for each in findings.problems if each.severity == "error"}
    claims = [sum(len(each.claims) for each in finding.positions) for finding in findings.subjects]
    found = [*_at_odds(findings, changes, fail_on), *_breaches(findings, changes, fail_on), *_decisions(findings, fail_on)]
    if changes and not files:
        found += _gone(changes)
    return GateResult(
        baseline=changes.baseline.name if changes else None,
        fail_on=fail_on,
        compared=sum(each >= _TWO for each in claims),
        skipped=sum(each < _TWO for each in claims),
        failed=len(files),
        discrepancies=tuple(sorted(found, key=_order)),
        incomplete=bool(files),
    )


def _order(it: Discrepancy) -> tuple[bool, int, str, str, str]:
    return (not it.fails, _STATES.index(it.state), it.subject, it.matter, it.fingerprint)


def _at_odds(findings: Findings, changes: Changes | None, fail_on: FailOn) -> Iterator[Discrepancy]:
    """The subjects on which the sources are at odds, or may be."""
    became = {each.subject: each for each in changes.subjects} if changes else {}
    fingerprints = Fingerprints(findings)
    for finding in findings.subjects:
        if finding.standing not in {Standing.CONTESTED, Standing.UNDETERMINED}:
            continue
        change = became.get(finding.subject.id)
        state = _state(change) if changes else None
        strength = _strength(finding, change)
        level = _LEVELS["undetermined" if finding.standing is Standing.UNDETERMINED else strength]
        covering = _covering(finding)
        reached = state is BaselineState.NEW and _reaches(level, fail_on)
        yield Discrepancy(
            subject=finding.subject.id,
            matter=Matter.CONTRADICTION if finding.standing is Standing.CONTESTED else Matter.UNDETERMINED,
            strength=strength,
            state=state,
            headline=finding.headline,
            because=finding.because,
            claims=_shown(finding),
            decision=covering,
            fails=reached and covering is None,
            why=_why(state, covering, level, changes, fail_on),
            fingerprint=fingerprints.of(finding),
        )


def _state(change: SubjectChange | None) -> BaselineState:
    if change is None:
        return BaselineState.UNCHANGED
    return BaselineState.NEW if change.became is Became.NEW else BaselineState.UPDATED


def _strength(finding: SubjectFinding, change: SubjectChange | None) -> str:
    """Of what is new, where something is; else of the subject."""
    new = {each.strength for each in change.opposed} if change else set()
    strengths = new or {each.strength for each in finding.relations if each.live} or {finding.strength}
    return "firm" if "firm" in strengths else "qualified"


def _covering(finding: SubjectFinding) -> str | None:
    """The decision that settles the subject; one that is pending settles nothing."""
    decision = finding.decision
    settles = decision is not None and finding.decision_state == "valid" and decision.outcome != "pending"
    return decision.id if decision and settles else None


def _shown(finding: SubjectFinding) -> tuple[str, ...]:
    """The claims of the pairs that oppose each other, or cannot be decided, in order; each once."""
    return tuple(dict.fromkeys(uid for each in finding.relations if each.live or each.undecided for uid in sorted(each.claims)))


def _reaches(level: FailOn, fail_on: FailOn) -> bool:
    return fail_on is not FailOn.NEVER and _SEVERE.index(level) <= _SEVERE.index(fail_on)


def _why(state: BaselineState | None, covering: str | None, level: FailOn, changes: Changes | None, fail_on: FailOn) -> str:
    """Why it fails the gate, or why not."""
    covered = f"Decision {covering} covers it" if covering else "No valid decision covers it"
    if changes is None:
        return f"{covered}. No baseline was given, so nothing counts as new."
    name = changes.baseline.name
    if state is BaselineState.UNCHANGED:
        return f"{covered}. {name} knows it."
    if state is BaselineState.UPDATED:
        return f"{covered}. {name} knows it, on other positions."
    if _reaches(level, fail_on) or covering:
        return f"{covered}. {name} does not know it."
    return f"{covered}. {name} does not know it, but it is {level.value}, and the gate fails on {fail_on.value} only."


def _breaches(findings: Findings, changes: Changes | None, fail_on: FailOn) -> Iterator[Discrepancy]:
    """The rules across subjects that are broken. A decision is on one subject, so none covers them."""
    new = set(changes.breaches_new) if changes else set()
    for breach in findings.breaches:
        state = None if changes is None else BaselineState.NEW if breach in new else BaselineState.UNCHANGED
        level = _LEVELS[breach.strength]
        yield _breach(breach, known_breach(breach, findings), state, level, changes, fail_on)


def _breach(
    breach: Breach,
    content: KnownBreach,
    state: BaselineState | None,
    level: FailOn,
    changes: Changes | None,
    fail_on: FailOn,
) -> Discrepancy:
    return Discrepancy(
        subject=breach.subjects[0],
        matter=Matter.BREACH,
        strength=breach.strength,
        state=state,
        headline=f"Rule {breach.rule} is broken by the answers on {' and '.join(breach.subjects)}.",
        because=breach.because,
        claims=breach.claims,
        decision=None,
        fails=state is BaselineState.NEW and _reaches(level, fail_on),
        why=_why(state, None, level, changes, fail_on).removeprefix("No valid decision covers it. "),
        fingerprint=_digest(content),
    )


def _decisions(findings: Findings, fail_on: FailOn) -> Iterator[Discrepancy]:
    """The decisions that no longer hold."""
    matters = {"stale": Matter.STALE, "expired": Matter.EXPIRED}
    fingerprints = Fingerprints(findings)
    for finding in findings.subjects:
        decision = finding.decision
        if decision is None or finding.decision_state not in matters:
            continue
        was = f"{decision.outcome}, by {decision.by} on {decision.on}"
        over = finding.decision_state == "expired"
        yield Discrepancy(
            subject=finding.subject.id,
            matter=matters[finding.decision_state],
            strength="",
            state=None,
            headline=f"Decision {decision.id} on {finding.subject.id} ({was}) {'has expired' if over else 'is stale'}.",
            because=f"It held until {decision.expires}." if over else "It was made on other positions than there are now.",
            claims=_shown(finding),
            decision=decision.id,
            fails=fail_on is not FailOn.NEVER,
            why="It is shown, not applied; decide again.",
            fingerprint=fingerprints.of(finding),
        )


def _gone(changes: Changes) -> Iterator[Discrepancy]:
    """What the baseline knows and what is no longer there."""
    name = changes.baseline.name
    why = f"{name} knows it, and it is no longer there: `whosays baseline` takes it out."
    for each in changes.of(Became.RESOLVED):
        if each.before:
            matter = Matter.CONTRADICTION if each.before.opposed else Matter.UNDETERMINED
            now = each.after.standing.value if each.after else "no subject of the casebook"
            told = (f"{each.subject} was {each.before.standing.value} and is {now}.", "", (), None)
            yield _absent(each.subject, matter, each.before.strength, each.before.fingerprint, told, why)
    for breach in changes.breaches_resolved:
        subject = breach.answers[0][0]
        told = (f"Rule {breach.rule} is no longer broken.", "", (), None)
        yield _absent(subject, Matter.BREACH, breach.strength, _digest(breach), told, why)


def _absent(
    subject: str,
    matter: Matter,
    strength: str,
    content: str,
    told: tuple[str, str, tuple[str, ...], None],
    why: str,
) -> Discrepancy:
    return Discrepancy(subject, matter, strength, BaselineState.ABSENT, *told, fails=False, why=why, fingerprint=content)


def _digest(breach: KnownBreach) -> str:
    content = json.dumps([breach.rule, breach.answers], ensure_ascii=True)
    return hashlib.sha256(content.encode()).hexdigest()
