"""Decisions beside the findings: a decision holds for the positions it was made on, and is stale, never lost, on any others."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from typing import TYPE_CHECKING

from compare.core.problems import Problem

if TYPE_CHECKING:
    from compare.core.findings import Findings, SubjectFinding
    from compare.core.model import Decision


def fingerprint(finding: SubjectFinding) -> str:
    """SHA-256, in hexadecimal, of a subject's sorted positions with their origins, and of its relations.

    Line numbers, order, notes, quotes and versions play no part, so that tidying files leaves decisions valid.
    """
    names = [(each.canonical, each.stance) for each in finding.positions]
    seen = {
        "positions": sorted([*name, str(each.origins)] for name, each in zip(names, finding.positions, strict=True)),
        "relations": sorted(
            [sorted([names[each.between[0]], names[each.between[1]]]), each.relation, each.gate or ""]
            for each in finding.relations
        ),
    }
    return hashlib.sha256(json.dumps(seen, ensure_ascii=True, sort_keys=True).encode()).hexdigest()


def with_decisions(findings: Findings) -> tuple[Findings, tuple[Problem, ...]]:
    """The findings with each subject's newest decision and its state, and a problem for every stale one."""
    newest: dict[str, Decision] = {}
    for decision in sorted(findings.casebook.decisions, key=lambda each: (each.on, each.id)):
        newest[decision.subject] = decision
    decided = tuple(_decided(finding, newest.get(finding.subject.id)) for finding in findings.subjects)
    return replace(findings, subjects=decided), tuple(_stale(each) for each in decided if each.decision_state == "stale")


def _decided(finding: SubjectFinding, decision: Decision | None) -> SubjectFinding:
    if decision is None:
        return finding
    state = "valid" if decision.fingerprint == fingerprint(finding) else "stale"
    return replace(finding, decision=decision, decision_state=state)


def _stale(finding: SubjectFinding) -> Problem:
    decision = finding.decision
    if decision is None:
        raise ValueError("only a decision can be stale")
    message = f"decision {decision.id} on {finding.subject.id} was made on other positions than there are now"
    cure = f"Decide again; the fingerprint of the positions as they are now is {fingerprint(finding)}."
    return Problem("D801", decision.place, message, cure)
