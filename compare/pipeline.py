"""The tool on one page: read, judge, put the editors' decisions beside it."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from compare.analysis.cross_rules import with_breaches
from compare.analysis.judge import judge
from compare.analysis.timeline import with_days
from compare.core.problems import in_order
from compare.loading.casebook import read_casebook
from compare.loading.documents import remembering
from compare.review.decisions import with_decisions

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from compare.core.findings import Findings
    from compare.loading.documents import Memory


@dataclass(frozen=True, slots=True)
class Run:
    """Where the casebook is, where more article texts may be, and whom to tell which stage has begun.

    A process that reads again and again gives its `memory`, so that only what changed is read. `today` (EDTF) is the day on
    which decisions may have expired; without it none has, so that the result does not depend on a clock.
    """

    casebook: Path
    texts: Sequence[Path] = ()
    tell: Callable[[str], None] = lambda _stage: None
    memory: Memory | None = None
    today: str | None = None


def find(run: Run) -> Findings:
    """The findings on a casebook with all problems of its files, whatever is wrong with them."""
    run.tell("reading")
    with remembering(run.memory) if run.memory else nullcontext():
        casebook, settings, problems = read_casebook(run.casebook, run.texts)
    run.tell(f"judging {len(casebook.claims)} claims on {len(casebook.subjects)} subjects")
    judged = judge(casebook, count_copies_once=settings.count_copies_once)
    findings, told = with_decisions(with_breaches(with_days(judged)), run.today)
    return replace(findings, problems=in_order([*problems, *told]))
