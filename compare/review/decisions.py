"""Decisions beside the findings: a decision holds for the positions it was made on, and is stale, never lost, on any others."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from compare.analysis.time import interval
from compare.core.date_words import in_words
from compare.core.problems import Problem
from compare.review.fingerprints import Fingerprints, stamp

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from compare.core.decided import Decision
    from compare.core.findings import Findings, SubjectFinding
    from compare.core.model import Claim


def with_decisions(findings: Findings, today: str | None = None) -> tuple[Findings, tuple[Problem, ...]]:
    """The findings with the decision that counts on each subject and its state, and what there is to tell of decisions.

    Args:
        findings: what the sources say.
        today: the day, in EDTF, on which decisions may have expired; without it none has, whatever the clock says.
    """
    counting = counting_decisions(findings.casebook.decisions)
    if not counting:
        return findings, ()
    claims = {each.uid: each for each in findings.claims}
    fingerprints = Fingerprints(findings)
    decided: list[SubjectFinding] = []
    told: list[Problem] = []
    for finding in findings.subjects:
        if made := counting.get(finding.subject.id):
            now = fingerprints.of(finding)
            state = _state(made[0], now, claims, today)
            told += _told(state, made, now, claims)
            decided.append(replace(finding, decision=made[0], decision_state=state))
        else:
            decided.append(finding)
    return replace(findings, subjects=tuple(decided)), tuple(told)


def counting_decisions(decisions: Iterable[Decision]) -> dict[str, tuple[Decision, ...]]:
    """By subject the decisions that no other on it stands in the place of, the newest (by day, then id) first: it counts.

    Where each of some decisions stands in the place of another of them, none of them does.
    """
    by_subject: dict[str, list[Decision]] = defaultdict(list)
    for each in sorted(decisions, key=lambda each: (each.on, each.id), reverse=True):
        by_subject[each.subject].append(each)
    return {subject: _not_replaced(made) for subject, made in by_subject.items()}


def _not_replaced(made: list[Decision]) -> tuple[Decision, ...]:
    gone = {replaced for each in made for replaced in each.replaces if replaced != each.id}
    return tuple(each for each in made if each.id not in gone) or tuple(made)


def _state(decision: Decision, now: str, claims: Mapping[str, Claim], today: str | None) -> str:
    """One of the words of `decision_state`; what was to be mended and is needs no decision on the positions of before."""
    if decision.outcome == "annotation-error" and decision.claims and not to_mend(decision, claims):
        return "mended"
    if decision.fingerprint != now:
        return "stale"
    return "expired" if today and _is_over(decision, today) else "valid"


def _is_over(decision: Decision, today: str) -> bool:
    return decision.expires is not None and interval(decision.expires).last < interval(today).first


def to_mend(decision: Decision, claims: Mapping[str, Claim]) -> tuple[str, ...]:
    """The claims that the decision found wrongly annotated and that still say what they said then."""
    return tuple(uid for uid, then in decision.claims if uid in claims and stamp(claims[uid]) == then)


def _told(state: str, counting: tuple[Decision, ...], now: str, claims: Mapping[str, Claim]) -> Iterator[Problem]:
    """What there is to tell of the decisions that count on a subject; the first of them is the one that is shown."""
    decision, *others = counting
    named = f"decision {decision.id} on {decision.subject}"
    if state == "stale":
        cure = f"Decide again; the fingerprint of the positions as they are now is {now}."
        yield Problem("D801", decision.place, f"{named} was made on other positions than there are now", cure)
    elif state == "expired":
        yield Problem("D804", decision.place, f"{named} held until {in_words(decision.expires or '')}")
    for uid in to_mend(decision, claims):
        reason = f"{uid} is not what the article says, decision {decision.id} holds: {decision.reason}"
        yield Problem("D802", claims[uid].place, reason)
    for other in others:
        if _disagree(decision, other) and decision.fingerprint == other.fingerprint == now:
            said = f"{other.id} by {other.by} says {other.outcome}, {decision.id} by {decision.by} says {decision.outcome}"
            yield Problem("D805", other.place, f"two decisions on {decision.subject} stand beside each other: {said}")


def _disagree(one: Decision, other: Decision) -> bool:
    return (one.outcome, one.print) != (other.outcome, other.print)
