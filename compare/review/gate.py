"""The gate: what `whosays check` fails for, and why, against a baseline or without one (design section 7)."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from compare.core.changes import Became
from compare.core.discrepancies import BaselineState, Discrepancy, FailOn, GateResult, Matter
from compare.core.findings import Standing
from compare.core.phrases import joined
from compare.review.fingerprints import Fingerprints
from compare.review.known import answer_of, known_breaches

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compare.core.changes import Answer, Changes, KnownBreach, SubjectChange
    from compare.core.findings import Findings, Relation, SubjectFinding

_LEVELS: Final = {"firm": FailOn.FIRM, "qualified": FailOn.QUALIFIED, "undetermined": FailOn.UNDETERMINED}
_SEVERE: Final = list(FailOn)
_STATES: Final = [BaselineState.NEW, BaselineState.UPDATED, None, BaselineState.UNCHANGED, BaselineState.ABSENT]
_LIMITS: Final = {
    FailOn.FIRM: "for firm ones only",
    FailOn.QUALIFIED: "for firm and qualified ones only",
    FailOn.UNDETERMINED: "for all of them",
    FailOn.NEVER: "for nothing",
}
_NO_FILE: Final = "C701"  # that there is nothing to compare is wrong with no file
_TWO: Final = 2  # claims that can be held against each other


def gate(findings: Findings, changes: Changes | None, fail_on: FailOn = FailOn.FIRM) -> GateResult:
    """What the gate finds.

    Args:
        findings: what the sources say, with the decisions beside it.
        changes: what is not as the baseline has it; None where none was given, so that nothing counts as new.
        fail_on: from what on a new discrepancy fails. A stale or expired decision fails on every level but `never`.
    """
    errors = [each for each in findings.problems if each.severity == "error"]
    claims = [sum(len(each.claims) for each in finding.positions) for finding in findings.subjects]
    found = [*_at_odds(findings, changes, fail_on), *_breaches(findings, changes, fail_on), *_decisions(findings, fail_on)]
    if changes and not errors:
        found += _gone(changes)
    return GateResult(
        baseline=changes.baseline.name if changes else None,
        fail_on=fail_on,
        compared=sum(each >= _TWO for each in claims),
        skipped=sum(each < _TWO for each in claims),
        failed=len({each.place.file for each in errors if each.code != _NO_FILE}),
        discrepancies=tuple(sorted(found, key=_order)),
        incomplete=bool(errors),
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
        shown = _shown(finding, change)
        yield Discrepancy(
            subject=finding.subject.id,
            matter=Matter.CONTRADICTION if finding.standing is Standing.CONTESTED else Matter.UNDETERMINED,
            strength=strength if finding.standing is Standing.CONTESTED else "",
            state=state,
            headline=finding.headline,
            because=shown[0].because if _known_at_odds(change) and shown else finding.because,
            claims=_claims(shown),
            decision=covering,
            fails=reached and covering is None,
            why=_why(state, _covered(finding, covering), level, changes, fail_on),
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


def _covered(finding: SubjectFinding, covering: str | None) -> str:
    """Whether a decision covers the subject, as a sentence without its end."""
    if covering:
        return f"Decision {covering} covers it"
    decision = finding.decision
    pending = decision is not None and finding.decision_state == "valid"
    return f"Decision {decision.id} on it is pending" if decision and pending else "No valid decision covers it"


def _known_at_odds(change: SubjectChange | None) -> bool:
    """Whether only some of what the subject is at odds on is new."""
    return bool(change and change.opposed and change.before and change.before.opposed)


def _shown(finding: SubjectFinding, change: SubjectChange | None = None) -> tuple[Relation, ...]:
    """The relations that oppose each other, or cannot be decided, firm ones first; only the new ones where others are known."""
    new = {each.answers for each in change.opposed} if change and _known_at_odds(change) else None
    shown = (each for each in finding.relations if each.live or each.undecided)
    wanted = [each for each in shown if new is None or (each.live and _answers(finding, each) in new)]
    return tuple(sorted(wanted, key=lambda each: (not each.live, each.strength != "firm", each.between)))


def _answers(finding: SubjectFinding, relation: Relation) -> tuple[Answer, Answer]:
    one, other = sorted(answer_of(finding, at) for at in relation.between)
    return one, other


def _claims(shown: tuple[Relation, ...]) -> tuple[str, ...]:
    """The claims of the pairs, in order; each once."""
    return tuple(dict.fromkeys(uid for each in shown for uid in sorted(each.claims)))


def _reaches(level: FailOn, fail_on: FailOn) -> bool:
    return fail_on is not FailOn.NEVER and _SEVERE.index(level) <= _SEVERE.index(fail_on)


def _why(state: BaselineState | None, covered: str, level: FailOn, changes: Changes | None, fail_on: FailOn) -> str:
    """Why it fails the gate, or why not; `covered` says whether a decision covers it."""
    start = f"{covered}. " if covered else ""
    if changes is None:
        return f"{start}No baseline was given, so nothing counts as new."
    name = changes.baseline.name
    if state is BaselineState.UNCHANGED:
        return f"{start}{name} knows it."
    if state is BaselineState.UPDATED:
        return f"{start}{name} knows it, on other positions."
    if _reaches(level, fail_on):
        return f"{start}{name} does not know it."
    return f"{start}{name} does not know it, but it is {level.value}, and the gate fails {_LIMITS[fail_on]}."


def _breaches(findings: Findings, changes: Changes | None, fail_on: FailOn) -> Iterator[Discrepancy]:
    """The rules across subjects that are broken, each content once. A decision is on one subject, so none covers them."""
    strengths = _strengths(changes) if changes else {}
    for known, breach in known_breaches(findings).items():
        state = _breach_state(breach.strength, strengths.get(known.content, set())) if changes else None
        level = _LEVELS[breach.strength]
        yield Discrepancy(
            subject=breach.subjects[0],
            matter=Matter.BREACH,
            strength=breach.strength,
            state=state,
            headline=f"Rule {breach.rule} is broken by the answers on {joined(breach.subjects)}.",
            because=breach.because,
            claims=breach.claims,
            decision=None,
            fails=state is BaselineState.NEW and _reaches(level, fail_on),
            why=_why(state, "", level, changes, fail_on),
            fingerprint=_digest(known),
            rule=breach.rule,
        )


def _breach_state(strength: str, known: set[str]) -> BaselineState:
    """New is a breach that was not known, or that is firm only now; one that has become softer is the same one."""
    if strength in known:
        return BaselineState.UNCHANGED
    return BaselineState.UPDATED if "firm" in known else BaselineState.NEW


def _strengths(changes: Changes) -> dict[object, set[str]]:
    """How firm every breach that the baseline knows is there, by its content, with subjects as they are called now."""
    now = dict(changes.subjects_renamed)
    found: dict[object, set[str]] = {}
    for each in changes.baseline.breaches:
        answers = tuple((now.get(subject, subject), answer) for subject, answer in each.answers)
        found.setdefault((each.rule, answers), set()).add(each.strength)
    return found


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
            claims=_claims(_shown(finding)),
            decision=decision.id,
            fails=fail_on is not FailOn.NEVER,
            why="It is shown, not applied; decide again.",
            fingerprint=fingerprints.of(finding),
        )


def _gone(changes: Changes) -> Iterator[Discrepancy]:
    """What the baseline knows and what is no longer there."""
    for each in changes.of(Became.RESOLVED):
        if each.before:
            matter = Matter.CONTRADICTION if each.before.opposed else Matter.UNDETERMINED
            now = each.after.standing.value if each.after else "no subject of the casebook"
            headline = f"{each.subject} was {each.before.standing.value} and is {now}."
            strength = each.before.strength if each.before.opposed else ""
            yield _absent(each.subject, matter, strength, headline, each.before.fingerprint, changes)
    for breach in changes.breaches_resolved:
        subject, headline = breach.answers[0][0], f"Rule {breach.rule} is no longer broken by what it was broken by."
        gone = _absent(subject, Matter.BREACH, breach.strength, headline, _digest(breach), changes)
        yield replace(gone, rule=breach.rule)


def _absent(subject: str, matter: Matter, strength: str, headline: str, content: str, changes: Changes) -> Discrepancy:
    why = f"{changes.baseline.name} knows it, and it is no longer there: `whosays baseline` takes it out."
    return Discrepancy(
        subject=subject,
        matter=matter,
        strength=strength,
        state=BaselineState.ABSENT,
        headline=headline,
        because="",
        claims=(),
        decision=None,
        fails=False,
        why=why,
        fingerprint=content,
    )


def _digest(breach: KnownBreach) -> str:
    return hashlib.sha256(json.dumps(breach.content, ensure_ascii=True).encode()).hexdigest()
