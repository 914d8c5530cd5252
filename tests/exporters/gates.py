"""A gate with a text of somebody else in every place where one can stand, and the texts that have tried to act."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

from compare.core.decided import Decision
from compare.core.discrepancies import BaselineState, Discrepancy, FailOn, GateResult, Matter
from compare.core.findings import Findings, Origins, Position, Standing, SubjectFinding
from compare.core.model import Casebook, Claim, Location, Quote, Source, Subject
from compare.core.problems import Problem
from compare.exporters.gate_words import Checked

if TYPE_CHECKING:
    from collections.abc import Iterable

STANDARDS = Path(os.environ.get("WHOSAYS_STANDARDS", Path(__file__).parents[3] / "shared" / "standards"))
LIST = STANDARDS / "naughty-strings.json"
OURS = [
    "`` ` ``` ````",
    "`",
    " ` ",
    "a | b \\| c",
    "x\n===\n\n# y\n- z\n> q\n```\n",
    "@octocat and #1 and GH-2 and org/repo#3",
    "https://example.com www.example.com a@example.com",
    "[x](javascript:alert(1)) ![y](https://example.com/y.png) [z][1] <https://example.com>",
    "<script>alert(1)</script><img src=x onerror=alert(1)><!-- --> </code></details>",
    "&lt;b&gt; &#64;octocat \\@octocat \\",
    "$x$ $`x`$ :tada: ~~x~~ **x** _x_ <https://x>",
    "\x1b[31mred \u202eleft\x9b\x7f\x00",
    "::error::x\n::stop-commands::y %0A::warning::z",
    "##[add-mask]x ##vso[task.complete]y ###[error]z",
    "]]> \ufffe \uffff \ud800 & < > \" '",
    "{0} {1} {{x}} [a](1) \\[b](2)",
    "\u00a0",
    "\t",
    "   ",
]
PLACE = Location("claims/a.yaml", 3, 5)


def hostile() -> list[str]:
    """Our own texts, and the big list of naughty strings where it is at hand."""
    if not LIST.exists():
        print(f"only our own strings: there is no {LIST.name}; set WHOSAYS_STANDARDS")  # noqa: T201 - says what was left out
        return OURS
    return [*OURS, *json.loads(LIST.read_text(encoding="utf-8"))]


def checked(texts: Iterable[str]) -> Checked:
    """A gate that fails for a contradiction for each of the texts, knows one, finds one covered and one resolved."""
    numbered = [(f"s/n{at:04}", text) for at, text in enumerate(texts)]
    claims = [
        Claim(side, f"{name[2:]}{side}", name, text, Quote(text), PLACE, text, text) for name, text in numbered for side in "ab"
    ]
    decision = Decision(
        "made", "s/covered", "prefer", numbered[0][1], numbered[0][1], "2024-01-01", Location("claims/decisions/made.yaml")
    )
    casebook = Casebook(
        title="Hostile",
        sources=tuple(Source(each.source, each.written, "2024", "printed", PLACE) for each in claims),
        decisions=(decision,),
    )
    findings = Findings(
        casebook=casebook,
        claims=tuple(claims),
        subjects=tuple(_finding(name, text) for name, text in numbered),
        problems=tuple(Problem("Q501", Location(f"claims/{name[2:]}.yaml", 1, 1), text, text) for name, text in numbered),
    )
    found = [_discrepancy(name, text, BaselineState.NEW) for name, text in numbered]
    rest = [
        _discrepancy("s/known", numbered[0][1], BaselineState.UNCHANGED, fails=False),
        _discrepancy("s/covered", numbered[0][1], BaselineState.NEW, fails=False, decision="made"),
        _discrepancy("s/gone", numbered[0][1], BaselineState.ABSENT, fails=False),
        _discrepancy("s/hedged", numbered[0][1], BaselineState.NEW, fails=False),
    ]
    result = GateResult(numbered[0][1], FailOn.FIRM, len(found), 1, 0, (*found, *rest))
    return Checked(result, findings, 1)


def _finding(name: str, text: str) -> SubjectFinding:
    positions = tuple(
        Position(text, text, stance, (f"{name[2:]}{side}#{side}",), (f"{name[2:]}{side}",), Origins(1, 1))
        for side, stance in (("a", "affirms"), ("b", "denies"))
    )
    subject = Subject(name, text, "text", PLACE)
    return SubjectFinding(subject, Standing.CONTESTED, "firm", "1-1", "high", text, text, positions)


def _discrepancy(name: str, text: str, state: BaselineState, *, fails: bool = True, decision: str | None = None) -> Discrepancy:
    return Discrepancy(
        subject=name,
        matter=Matter.CONTRADICTION,
        strength="firm",
        state=state,
        headline=text,
        because=text,
        claims=(f"{name[2:]}a#a", f"{name[2:]}b#b") if fails else (),
        decision=decision,
        fails=fails,
        why=text,
        fingerprint="0" * 64,
    )
