"""`whosays check`: the same reading as build, told instead of published."""

from __future__ import annotations

from pathlib import Path

import typer

from compare.cli.exits import Exit, exit_for
from compare.cli.options import Casebook, NoColour, Quiet, Texts
from compare.cli.reading import findings_on
from compare.cli.terminal import Terminal, summary, tally
from compare.core.phrases import counted

EXAMPLE = "whosays check . --texts ../articles"


def check(
    ctx: typer.Context, casebook: Casebook = Path(), *, texts: Texts = None, quiet: Quiet = False, no_colour: NoColour = False
) -> None:
    """Check the files of a casebook and print every problem with its place and its cure.

    Exit codes: 0 clean, 1 a decision is stale, 2 usage or settings, 3 errors in the casebook, 5 nothing compared. No
    baseline is read yet, so no contradiction counts as new.
    """
    terminal: Terminal = ctx.ensure_object(Terminal)
    terminal.quiet, terminal.colour = quiet, not no_colour
    findings = findings_on(casebook, texts, terminal)
    terminal.problems(findings.problems, err=False)
    quotes = [claim.quote.state for claim in findings.claims]
    found = sum(state in {"verified", "folded"} for state in quotes)
    if not quiet:
        terminal.result(summary(findings))
        terminal.result(
            f"{found} of {counted(len(quotes), 'quote')} found in the articles, {quotes.count('unchecked')} unchecked"
        )
        terminal.result("no baseline given: no contradiction counts as new")
    terminal.result(tally(findings.problems))
    code = exit_for(findings.problems)
    if code is Exit.CLEAN and any(each.decision_state == "stale" for each in findings.subjects):
        code = Exit.GATE
    terminal.stop(code)
