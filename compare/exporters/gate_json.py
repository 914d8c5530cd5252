"""The gate as JSON: the document of the problems, with `gate` beside them (docs/gate.md)."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from compare.exporters.gate_words import Evidence, counts
from compare.exporters.problems_json import Record, document, escaped

if TYPE_CHECKING:
    from compare.core.discrepancies import Discrepancy
    from compare.core.model import Claim
    from compare.exporters.gate_words import Checked


def gate_json(checked: Checked) -> str:
    """The document `{format, problems, counts, gate}`."""
    return escaped({**document(checked.findings.problems), "gate": _gate(checked)})


def _gate(checked: Checked) -> Record:
    result, evidence = checked.result, Evidence(checked.findings)
    return {
        "exit": checked.code,
        "baseline": result.baseline,
        "fail_on": result.fail_on.value,
        "compared": result.compared,
        "skipped": result.skipped,
        "failed": result.failed,
        "incomplete": result.incomplete,
        "counts": asdict(counts(result)),
        "discrepancies": [_discrepancy(each, evidence) for each in result.discrepancies],
    }


def _discrepancy(it: Discrepancy, evidence: Evidence) -> Record:
    return {
        "subject": it.subject,
        "matter": it.matter.value,
        "rule": it.rule or None,
        "strength": it.strength or None,
        "state": it.state.value if it.state else None,
        "fails": it.fails,
        "why": it.why,
        "headline": it.headline,
        "because": it.because,
        "decision": it.decision,
        "fingerprint": it.fingerprint,
        "sides": [
            {"subject": side.subject, "value": side.value, "claims": [_claim(each) for each in side.claims]}
            for side in evidence.sides(it)
        ],
    }


def _claim(claim: Claim) -> Record:
    place = {"file": claim.place.file, "line": claim.place.line or None}
    return {"id": claim.uid, "source": claim.source, "quote": claim.quote.text, **place}
