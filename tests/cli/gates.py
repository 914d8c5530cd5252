"""What tests of the gate share: a baseline of the casebook as it is, changes to it, and what the gate found."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from compare.pipeline import Run, find
from compare.review.baseline_file import baseline_json
from compare.review.known import known
from tests.cli.conftest import whosays, write

if TYPE_CHECKING:
    from pathlib import Path

FORMATS = ("text", "json", "markdown", "github", "sarif", "junit")
DECISION = """\
subject: mill/burned-on
outcome: {outcome}
reason: Both have asked the land registry, which does not answer.
by: an editor
on: 2024-06-01
expires: 2024-12-31
fingerprint: {fingerprint}
"""
HERALD = """\
title: Whose mill was it?
published: 2024-05-05
basis: stated on the page
"""


def claim(identity: str, subject: str, value: str, more: str = "") -> str:
    return f"  - {{id: {identity}, subject: {subject}, value: {value}, quote: it is said to be so{more}}}\n"


def herald(*claims: str) -> dict[str, str]:
    """A third article, whose text is not at hand."""
    return {"seeds/herald.yaml": HERALD, "claims/herald.yaml": f"source: herald\nclaims:\n{''.join(claims)}"}


def baseline(book: Path) -> Path:
    """What is known of the casebook as it is now, written beside it."""
    path = book.parent / "baseline.json"
    path.write_text(baseline_json(known(find(Run(book)), "")), encoding="utf-8")
    return path


def edit(book: Path, file: str, old: str, new: str) -> None:
    path = book / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def gate(book: Path, *arguments: object, against: Path | None = None, code: int) -> dict[str, Any]:
    """The gate's part of the JSON document, after a run that has to end with this exit code."""
    given = ["--baseline", against] if against else []
    ran = whosays("check", book, *given, "--format", "json", *arguments)
    assert ran.exit_code == code, ran.output
    return dict(json.loads(ran.stdout)["gate"])


def told(found: dict[str, Any]) -> list[tuple[str, str, str | None, bool]]:
    return [(each["subject"], each["matter"], each["state"], each["fails"]) for each in found["discrepancies"]]


OWNER = ("mill/owner", "contradiction")
DAY = ("mill/burned-on", "contradiction")


def contradicted(book: Path) -> tuple[Path, str]:
    """The casebook with one new contradiction: the baseline that does not know it, and its fingerprint."""
    known_then = baseline(book)
    write(book, herald(claim("day", "mill/burned-on", "2024-05-09")))
    return known_then, str(gate(book, against=known_then, code=1)["discrepancies"][0]["fingerprint"])
