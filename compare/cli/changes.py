"""`whosays changes`: what became of a casebook since a baseline."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from compare.cli.baselines import COMMITTED, Given, baseline_given
from compare.cli.days import day_given, today
from compare.cli.exits import Exit, exit_for
from compare.cli.options import Casebook, NoColour, Quiet, Texts, Today
from compare.cli.reading import findings_on
from compare.cli.terminal import Terminal, tally

if TYPE_CHECKING:
    from compare.core.change_words import ChangesTold
    from compare.core.findings import Findings

EXAMPLE = "whosays changes . --baseline main --format markdown"


class Format(StrEnum):
    """For whom the changes are written."""

    TEXT = "text"
    MARKDOWN = "markdown"
    JSON = "json"


def changes(  # noqa: PLR0913 - one for every option
    ctx: typer.Context,
    casebook: Casebook = Path(),
    *,
    baseline: Given = None,
    form: Annotated[
        Format, typer.Option("--format", help="Text for a person, Markdown for a pull request, or JSON for a program.")
    ] = Format.TEXT,
    everything: Annotated[bool, typer.Option("--all", help="Cut no long list; JSON never does.")] = False,
    texts: Texts = None,
    day: Today = None,
    quiet: Quiet = False,
    no_colour: NoColour = False,
) -> None:
    """Tell what is new, resolved or otherwise not as a baseline has it.

    Compared is by content: another order, file name, line or note is no change. What fails a build is told by `check`.

    Exit codes: 0 told, whatever changed; 2 usage, or no such baseline; 3 errors in the casebook, so that what is told is
    incomplete, or the baseline cannot be read; 5 nothing compared.
    """
    from compare.core.change_telling import told
    from compare.review.changes import changes_since

    terminal: Terminal = ctx.ensure_object(Terminal)
    terminal.quiet, terminal.colour = quiet, not no_colour
    if baseline is None:
        how = f"Name a baseline: --baseline {COMMITTED}, which `whosays baseline` writes, or --baseline REV of git."
        terminal.stop(Exit.USAGE, how)
    before = baseline_given(baseline, casebook, terminal)
    findings = findings_on(casebook, texts, terminal, day_given(day, terminal) or today())
    _show(told(changes_since(before, findings), findings), form, terminal, everything=everything)
    _stop_at_errors(findings, casebook, terminal)


def _show(it: ChangesTold, form: Format, terminal: Terminal, *, everything: bool) -> None:
    if form is Format.JSON:
        from compare.exporters.changes_json import changes_json

        terminal.result(changes_json(it).rstrip("\n"))
    elif form is Format.MARKDOWN:
        from compare.exporters.changes_markdown import changes_markdown

        terminal.result(changes_markdown(it, everything=everything).rstrip("\n"))
    else:
        from compare.exporters.changes_text import changes_text

        for at, line in enumerate(changes_text(it, everything=everything)):
            terminal.result(line, bold=at == 0)


def _stop_at_errors(findings: Findings, casebook: Path, terminal: Terminal) -> None:
    """What was told is incomplete where files of ours have errors; they are shown after it."""
    errors = [each for each in findings.problems if each.severity == "error"]
    if code := exit_for(errors):
        terminal.problems(errors, err=True, casebook=casebook)
        terminal.stop(code, f"Incomplete: {tally(errors)} in the casebook.")
