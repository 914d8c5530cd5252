"""What a subject comes to, for a command that has just changed one claim on it."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from compare.analysis.judge import judge
from compare.core.phrases import counted

if TYPE_CHECKING:
    from compare.core.model import Casebook


def outlook(casebook: Casebook, subject_id: str) -> str:
    """`jnim/leader: agreed (3 of 5 sources)`; the engine's word on this subject alone, without who is silent on it."""
    claims = tuple(claim for claim in casebook.claims if claim.subject == subject_id)
    subjects = tuple(subject for subject in casebook.subjects if subject.id == subject_id)
    findings = judge(replace(casebook, claims=claims, subjects=subjects, texts=MappingProxyType({})))
    speaking = len({claim.source for claim in claims})
    return f"{subject_id}: {findings.subjects[0].standing} ({speaking} of {counted(len(casebook.sources), 'source')})"
