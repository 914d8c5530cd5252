"""`whosays baseline`: what is known by now, written down so that later runs tell what is new."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from compare.cli.baselines import COMMITTED, baseline_in, bytes_of
from compare.cli.days import day_given, today
from compare.cli.exits import Exit, exit_for
from compare.cli.options import Casebook, NoColour, Quiet, Texts, Today
from compare.cli.reading import findings_on
from compare.cli.terminal import Terminal, tally
from compare.core.phrases import counted
from compare.core.visible import visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compare.core.changes import Baseline, Changes
    from compare.core.discrepancies import Discrepancy
    from compare.core.findings import Findings

EXAMPLE = "whosays baseline . --accept mill/owner"


def baseline(  # noqa: PLR0913 - one for every option
    ctx: typer.Context,
    casebook: Casebook = Path(),
    *,
    accept: Annotated[
        list[str] | None,
        typer.Option(help="Take in what is new on this subject; may be given several times.", metavar="SUBJECT"),
    ] = None,
    accept_new: Annotated[bool, typer.Option("--accept-new", help="Take in everything that is new.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only tell what would be written.")] = False,
    texts: Texts = None,
    day: Today = None,
    quiet: Quiet = False,
    no_colour: NoColour = False,
) -> None:
    """Write CASEBOOK/reports/baseline.json: what is known now, so that `check` and `changes` tell what is new since.

    The first one takes everything in. After that a baseline only shrinks, unless it is rewritten on purpose: where sources are
    newly at odds, and no valid decision covers it, nothing is written until --accept or --accept-new says so. What is resolved
    is taken out, and everything else brought up to date. The file is the same with or without the article texts at hand.

    Exit codes: 0 written, or as it was; 1 something is new and was not accepted; 2 usage; 3 errors in the casebook, or the old
    baseline cannot be read; 4 cannot write; 5 nothing compared.
    """
    terminal: Terminal = ctx.ensure_object(Terminal)
    terminal.quiet, terminal.colour = quiet, not no_colour
    findings = findings_on(casebook, texts, terminal, day_given(day, terminal) or today())
    _stop_at_errors(findings, casebook, terminal)
    target = casebook / COMMITTED
    before = _before(target, terminal)
    _stop_at_unknown(accept or (), findings, terminal)
    changes = _since(before, findings) if before else None
    if changes:
        _stop_at_new(changes, findings, None if accept_new else frozenset(accept or ()), terminal)
    _write(findings, changes, target, terminal, dry_run=dry_run)


def _stop_at_errors(findings: Findings, casebook: Path, terminal: Terminal) -> None:
    """A baseline of what could be read would hide what could not."""
    errors = [each for each in findings.problems if each.severity == "error"]
    if code := exit_for(errors):
        terminal.problems(errors, err=True, casebook=casebook)
        terminal.stop(code, f"Not written: {tally(errors)}. What is not read would be missing from the baseline.")


def _stop_at_unknown(accept: Sequence[str], findings: Findings, terminal: Terminal) -> None:
    from compare.core.suggest import did_you_mean

    subjects = sorted(each.subject.id for each in findings.subjects)
    for each in accept:
        if each not in subjects:
            terminal.stop(Exit.USAGE, f"no subject {visible(each)!r}{did_you_mean(each, subjects)}")


def _before(target: Path, terminal: Terminal) -> Baseline | None:
    """The baseline that stands there; a link or a folder in its place is left alone."""
    for each in (target.parent, target):
        if each.is_symlink():
            terminal.stop(Exit.CANNOT_WRITE, f"{visible(str(each))} is a link: nothing is written through it. Remove it.")
    if target.parent.exists() and not target.parent.is_dir():
        terminal.stop(Exit.CANNOT_WRITE, f"{visible(str(target.parent))} is not a folder: remove it, or rename it.")
    if not target.exists():
        return None
    if not target.is_file():
        terminal.stop(Exit.CANNOT_WRITE, f"{visible(str(target))} is not a file: remove it, or rename it.")
    return baseline_in(bytes_of(target, terminal), COMMITTED, terminal)


def _since(before: Baseline, findings: Findings) -> Changes:
    from compare.review.changes import changes_since

    return changes_since(before, findings)


def _stop_at_new(changes: Changes, findings: Findings, accepted: frozenset[str] | None, terminal: Terminal) -> None:
    """End the command where something new would become known that was not accepted; None accepts everything."""
    new = _new(findings, changes)
    refused = [] if accepted is None else [each for each in new if each.subject not in accepted]
    if not refused:
        return
    for each in refused:
        terminal.warn(visible(f"{each.subject}: new: {each.headline}"))
    subjects = list(dict.fromkeys(each.subject for each in refused))
    named = visible(" ".join(f"--accept {each}" for each in subjects))
    terminal.stop(
        Exit.GATE,
        f"Not written: {counted(len(refused), 'discrepancy', 'discrepancies')} would become known. "
        f"Decide, or take them in on purpose with --accept-new, or one by one with {named}.",
    )


def _new(findings: Findings, changes: Changes) -> list[Discrepancy]:
    """What the baseline does not know and no valid decision covers."""
    from compare.core.discrepancies import BaselineState
    from compare.review.gate import gate

    found = gate(findings, changes).discrepancies
    return [each for each in found if each.state is BaselineState.NEW and each.decision is None]


def _write(findings: Findings, changes: Changes | None, target: Path, terminal: Terminal, *, dry_run: bool) -> None:
    """Write what is known now, and tell what it is and what went in and out."""
    from compare.review.baseline_file import baseline_json
    from compare.review.known import known

    now = known(findings, COMMITTED)
    if not dry_run:
        _put(target, baseline_json(now), terminal)
    terminal.result(f"{'Would hold' if dry_run else 'Written'}: {COMMITTED} with {_size(now)}.")
    if changes and not terminal.quiet:
        _tell(changes, findings, terminal)


def _put(target: Path, text: str, terminal: Terminal) -> None:
    """Write the file, as a whole or not at all, and never while a build puts another folder in the place of its own."""
    from compare.loading.replacing import write_whole
    from compare.report.lock import locked

    try:
        target.parent.mkdir(exist_ok=True)
        with locked(target.parent):
            mode = stat.S_IMODE(target.stat().st_mode) if target.exists() else None
            write_whole(target, text.encode("utf-8"), mode, new=False)
    except OSError as fault:
        reason = visible((fault.strerror or str(fault)).rstrip("."))
        terminal.stop(Exit.CANNOT_WRITE, f"Cannot write {visible(str(target))}: {reason}. What is there stays as it was.")


def _tell(changes: Changes, findings: Findings, terminal: Terminal) -> None:
    """What the baseline held before, and what went in and out."""
    from compare.core.change_telling import told
    from compare.exporters.changes_text import changes_text

    terminal.result(f"Before: {_size(changes.baseline)}.")
    for line in changes_text(told(changes, findings)):
        terminal.result(line)


def _size(it: Baseline) -> str:
    at_odds = sum(bool(each.opposed) or each.standing == "undetermined" for each in it.subjects.values())
    subjects = f"{counted(len(it.subjects), 'subject')}, {at_odds:,} of them at odds"
    return f"{subjects}, {counted(len(it.breaches), 'breach', 'breaches')} and {counted(len(it.sources), 'source')}"
