"""`whosays check`: the same reading as build, told instead of published."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from compare.cli.exits import Exit, exit_for
from compare.cli.options import Casebook, NoColour, ProblemFormat, Quiet, Texts
from compare.cli.problem_formats import Format
from compare.cli.reading import findings_on
from compare.cli.terminal import Terminal, summary, tally
from compare.core.phrases import counted
from compare.core.support_words import copies_in_words

if TYPE_CHECKING:
    from compare.core.findings import Findings

EXAMPLE = "whosays check . --texts ../articles"


def check(
    ctx: typer.Context,
    casebook: Casebook = Path(),
    *,
    texts: Texts = None,
    problem_format: ProblemFormat = Format.TEXT,
    quiet: Quiet = False,
    no_colour: NoColour = False,
) -> None:
    """Check the files of a casebook and print every problem with its place and its cure.

    Exit codes: 0 clean, 1 a decision is stale, 2 usage or settings, 3 errors in the casebook, 5 nothing compared. No
    baseline is read yet, so no contradiction counts as new.
    """
    terminal: Terminal = ctx.ensure_object(Terminal)
    terminal.quiet, terminal.colour = quiet, not no_colour
    findings = findings_on(casebook, texts, terminal)
    terminal.report(findings.problems, problem_format, casebook, err=False)
    if problem_format is not Format.JSON:
        _totals(findings, terminal)
    code = exit_for(findings.problems)
    if code is Exit.CLEAN and any(each.decision_state == "stale" for each in findings.subjects):
        code = Exit.GATE
    terminal.stop(code)


def _totals(findings: Findings, terminal: Terminal) -> None:
    quotes = [claim.quote.state for claim in findings.claims]
    found = sum(state in {"verified", "folded"} for state in quotes)
    if not terminal.quiet:
        terminal.result(summary(findings))
        terminal.result(
            f"{found} of {counted(len(quotes), 'quote')} found in the articles, {quotes.count('unchecked')} unchecked"
        )
        if rules := len(findings.casebook.rules):
            terminal.result(
                f"{counted(len(findings.breaches), 'breach', 'breaches')} of {counted(rules, 'rule')} across subjects"
            )
        if hints := copies_in_words(findings.copy_hints, counted_once=bool(findings.counted_as)):
            terminal.result(hints)
        terminal.result("no baseline given: no contradiction counts as new")
    terminal.result(tally(findings.problems))
