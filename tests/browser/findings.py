"""What a report has to show, from the findings.json beside its pages."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path


def findings(report: Path) -> Any:
    """The findings of a report."""
    return json.loads((report / "findings.json").read_text(encoding="utf-8"))


def quotes_by_subject(report: Path) -> dict[str, list[str]]:
    """For each subject that has claims the words quoted for them; of a quote in parts, its parts."""
    quotes: dict[str, list[str]] = defaultdict(list)
    for claim in findings(report)["claims"]:
        parts = re.split(r"\s*\[[^\]]*\]\s*|\s*¶\s*", claim["quote"]["text"])
        quotes[claim["subject"]] += [part for part in parts if part]
    return quotes


def questions(report: Path) -> list[str]:
    """What is asked in the casebook."""
    return [subject["question"] for subject in findings(report)["subjects"]]


def subject_page(report: Path, subject: str) -> Path:
    """The page of a subject."""
    return report / "s" / f"{subject}.html"
