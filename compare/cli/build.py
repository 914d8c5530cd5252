"""`whosays build`: the report of a casebook."""

from __future__ import annotations

import gc
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from compare.cli.baselines import Given, baseline_given
from compare.cli.days import day_given
from compare.cli.exits import Exit, exit_for
from compare.cli.options import Casebook, NoColour, ProblemFormat, Quiet, Texts
from compare.cli.problem_formats import Format
from compare.cli.reading import existing_folders, findings_on
from compare.cli.terminal import Terminal, summary, tally
from compare.core.support_words import copies_in_words
from compare.core.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compare.core.changes import Baseline, Changes
    from compare.core.findings import Findings
    from compare.report.build_record import Asked
    from compare.report.draft import Content, Published
    from compare.report.recipes import Standing

EXAMPLE = "whosays build . --output reports --texts ../articles"


def build(  # noqa: PLR0913 - one for every option
    ctx: typer.Context,
    casebook: Casebook = Path(),
    *,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="Where the report goes.", show_default="CASEBOOK/reports", metavar="DIR"),
    ] = None,
    texts: Texts = None,
    baseline: Given = None,
    keep_going: Annotated[
        bool, typer.Option("--keep-going", help="Publish what can be read, with a banner, in spite of errors; still exits 3.")
    ] = False,
    day: Annotated[
        str | None,
        typer.Option(
            "--today",
            help="The day on which decisions may have expired.",
            show_default="that of SOURCE_DATE_EPOCH, else none has",
            metavar="DAY",
        ),
    ] = None,
    problem_format: ProblemFormat = Format.TEXT,
    quiet: Quiet = False,
    no_colour: NoColour = False,
) -> None:
    """Build the HTML report and findings.json of a casebook.

    Publishes whatever the sources say of each other; only errors in our own files stop it (exit 3), and then the old report
    stays as it was. With a baseline, a page tells what changed since.

    Exit codes: 0 published, 2 usage, settings or no such baseline, 3 errors in the casebook or the baseline, 4 cannot write,
    5 nothing compared.
    """
    terminal: Terminal = ctx.ensure_object(Terminal)
    terminal.quiet, terminal.colour = quiet, not no_colour
    target = output or casebook / "reports"
    before = baseline_for(baseline, casebook, target, terminal) if baseline is not None else None
    today = day_given(day, terminal)
    existing_folders(casebook, texts, terminal)
    stop_where_none_can_be(target, terminal)
    findings = findings_on(casebook, texts, terminal, today)
    terminal.report(findings.problems, problem_format, casebook, err=True)
    code = exit_for(findings.problems)
    if code is not Exit.CLEAN and (code is not Exit.PROBLEMS or not keep_going):
        terminal.stop(code, f"Not published: {tally(findings.problems)}. A report in {visible(str(target))} stays as it was.")
    from compare.report.build_record import asked_with

    terminal.tell("writing")
    gc.freeze()  # what was found stays to the end: looking for garbage in it takes a tenth of the time to write
    try:
        asked = asked_with(before, today, keep_going=keep_going)
        published = write_report(findings, target, asked, changes_from(before, findings))
    except OSError as error:
        terminal.stop(Exit.CANNOT_WRITE, not_written(error, target))
    done = f"{visible(str(target / 'index.html'))}: {summary(findings)}; {tally(findings.problems)}{pages_written(published)}"
    if problem_format is not Format.JSON:
        terminal.result(done)
        if hints := copies_in_words(findings.copy_hints, counted_once=bool(findings.counted_as)):
            terminal.result(hints)
    elif not quiet:
        terminal.warn(done)
    if code is not Exit.CLEAN:
        terminal.stop(code)


def baseline_for(given: str, casebook: Path, target: Path, terminal: Terminal) -> Baseline:
    """The baseline to show changes against.

    The findings.json that a build to this folder replaces would be another each time: it ends the command with a usage error.
    """
    if Path(given).resolve() == (target / "findings.json").resolve():
        why = "is what this build replaces: copy it to another folder, or use what `whosays baseline` writes."
        terminal.stop(Exit.USAGE, f"{visible(given)} {why}")
    return baseline_given(given, casebook, terminal)


def changes_from(before: Baseline | None, findings: Findings) -> Changes | None:
    """What is not as the baseline has it; None where none was given."""
    from compare.review.changes import changes_since

    return changes_since(before, findings) if before else None


def stop_where_none_can_be(target: Path, terminal: Terminal) -> None:
    """End the command before its work where the report could not be published."""
    from compare.report.publish import may_publish

    try:
        may_publish(target)
    except OSError as error:
        terminal.stop(Exit.CANNOT_WRITE, not_written(error, target))


def write_report(findings: Findings, target: Path, asked: Asked | None = None, changes: Changes | None = None) -> Published:
    """Publish the report on findings; pages that stand there already are left.

    `asked` is what the run was asked for, and `changes` what is not as a baseline has it, None where none was given.

    Raises:
        OSError: it cannot be written; what was there is as it was.
    """
    from compare.report.build_record import Asked
    from compare.report.publish import publish_again

    return publish_again(partial(_files, findings, changes, asked or Asked()), target)


def pages_written(published: Published) -> str:
    """How many pages a report that was there before did not already hold, as the end of a line."""
    return f"; {published.written:,} of {published.pages:,} pages written" if published.again else ""


def not_written(error: OSError, target: Path) -> str:
    """Why the report could not be written, as a sentence."""
    reason = (error.strerror or str(error)).rstrip(".")
    return f"Cannot write the report to {visible(str(target))}: {visible(reason)}. What is there stays as it was."


def _files(findings: Findings, changes: Changes | None, asked: Asked, standing: Standing) -> Iterator[tuple[str, Content]]:
    from compare.analysis.rulebook import rules
    from compare.exporters.findings_json import findings_parts
    from compare.report.build_record import RECORD, recording
    from compare.report.site import render_again

    yield from render_again(findings, rules(), standing, changes)
    yield "findings.json", findings_parts(findings)
    yield RECORD, recording(findings.casebook, asked)
