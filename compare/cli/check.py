"""`whosays check`: the gate. The same reading as build, told instead of published, and held against what was known."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from compare.cli.baselines import Given, baseline_given
from compare.cli.days import day_given, today
from compare.cli.exits import Exit, exit_for
from compare.cli.options import Casebook, NoColour, Quiet, Texts, Today
from compare.cli.problem_formats import folder_from_here
from compare.cli.reading import existing_folders, findings_on
from compare.cli.terminal import Terminal, summary, tally
from compare.core.discrepancies import FailOn
from compare.core.phrases import counted
from compare.core.support_words import copies_in_words
from compare.exporters.gates import GateFormat

if TYPE_CHECKING:
    from collections.abc import Callable

    from compare.core.discrepancies import GateResult
    from compare.core.findings import Findings
    from compare.exporters.gate_words import Checked

EXAMPLE = "whosays check . --texts ../articles --baseline reports/baseline.json"


def check(  # noqa: PLR0913 - one for every option
    ctx: typer.Context,
    casebook: Casebook = Path(),
    *,
    texts: Texts = None,
    baseline: Given = None,
    fail_on: Annotated[
        FailOn, typer.Option("--fail-on", help="From what on something new fails; each takes in those before it.")
    ] = FailOn.FIRM,
    today_is: Today = None,
    form: Annotated[
        GateFormat,
        typer.Option("--format", help="Text for a person; Markdown for the summary of a job; the others for programs."),
    ] = GateFormat.TEXT,
    quiet: Quiet = False,
    no_colour: NoColour = False,
) -> None:
    """Check the files of a casebook, and fail for what is new since a baseline.

    Prints every problem with its place and its cure, every new contradiction that no valid decision covers with the words of
    both sides, and counts of what was compared. Without a baseline nothing counts as new.

    Exit codes: 0 clean, 1 a new contradiction that no valid decision covers, or a stale or expired decision, 2 usage or
    settings, 3 errors in the casebook or in the baseline, 5 nothing compared.
    """
    terminal: Terminal = ctx.ensure_object(Terminal)
    terminal.quiet, terminal.colour = quiet, not no_colour
    checked = _checked(casebook, texts, baseline, fail_on, day_given(today_is, terminal) or today(), terminal)
    if form is GateFormat.TEXT:
        _tell(checked, casebook, terminal)
    else:
        from compare.exporters.gates import gate_document

        terminal.result(gate_document(form, checked))
        if not quiet:
            _totals(checked, terminal.warn, quiet=False)
    terminal.stop(Exit(checked.code))


def _checked(
    casebook: Path, texts: list[Path] | None, given: str | None, fail_on: FailOn, day: str, terminal: Terminal
) -> Checked:
    folders = existing_folders(casebook, texts, terminal)
    known = baseline_given(given, casebook, terminal) if given is not None else None
    findings = findings_on(casebook, folders, terminal, day)

    from compare.exporters.gate_words import Checked
    from compare.review.changes import changes_since
    from compare.review.gate import gate

    result = gate(findings, changes_since(known, findings) if known else None, fail_on)
    return Checked(result, findings, int(_ends(findings, result)), folder_from_here(casebook))


def _ends(findings: Findings, result: GateResult) -> Exit:
    """Errors in our own files weigh most; then that nothing was compared, which is never a pass."""
    code = exit_for(findings.problems)
    if code is not Exit.CLEAN:
        return code
    if result.baseline is not None and not result.compared:
        return Exit.NOTHING_COMPARED
    return Exit.GATE if result.failing else Exit.CLEAN


def _tell(checked: Checked, casebook: Path, terminal: Terminal) -> None:
    """The problems, what fails, what else is new or resolved, and the totals."""
    from compare.exporters.gate_text import beside_text, failing_text

    terminal.problems(checked.findings.problems, err=False, casebook=casebook)
    for head, rest in failing_text(checked):
        terminal.result(head, bold=True)
        terminal.result(rest)
    if not terminal.quiet:
        for line in beside_text(checked):
            terminal.result(line)
    _totals(checked, terminal.result, quiet=terminal.quiet)


def _totals(checked: Checked, say: Callable[[str], None], *, quiet: bool) -> None:
    """What was compared, which is told always, with what else a person wants to know unless they do not."""
    from compare.exporters.gate_text import totals_text

    if not quiet:
        _about(checked.findings, say)
    for line in totals_text(checked):
        say(line)
    say(tally(checked.findings.problems))


def _about(findings: Findings, say: Callable[[str], None]) -> None:
    quotes = [claim.quote.state for claim in findings.claims]
    found = sum(state in {"verified", "folded"} for state in quotes)
    say(summary(findings))
    say(f"{found} of {counted(len(quotes), 'quote')} found in the articles, {quotes.count('unchecked')} unchecked")
    if rules := len(findings.casebook.rules):
        say(f"{counted(len(findings.breaches), 'breach', 'breaches')} of {counted(rules, 'rule')} across subjects")
    if hints := copies_in_words(findings.copy_hints, counted_once=bool(findings.counted_as)):
        say(hints)
