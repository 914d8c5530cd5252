"""`whosays decisions`: all that was decided, and what became of it."""

from __future__ import annotations

import json
from collections import Counter
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from compare.cli.days import day_given, today
from compare.cli.exits import Exit, exit_for
from compare.cli.options import AsTextOrJson, Casebook, NoColour, Quiet, TextOrJson, Texts, Today
from compare.cli.reading import findings_on
from compare.cli.terminal import Terminal, tally
from compare.core.decided import STATES, newest_first, state_of
from compare.core.json_lines import for_a_log
from compare.core.phrases import counted
from compare.core.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from compare.core.decided import Decision
    from compare.core.findings import Findings

EXAMPLE = "whosays decisions . --state stale"
FORMAT: Final = 1
"""The version of the JSON document."""
State = StrEnum("State", {each.upper(): each for each in STATES})  # type: ignore[misc]  # from the table


def decisions(  # noqa: PLR0913 - one argument for each option
    ctx: typer.Context,
    casebook: Casebook = Path(),
    *,
    state: Annotated[list[State] | None, typer.Option(help="Only decisions of this state; repeatable.")] = None,
    subject: Annotated[list[str] | None, typer.Option(help="Only decisions on this subject; repeatable.")] = None,
    form: AsTextOrJson = TextOrJson.TEXT,
    day: Today = None,
    texts: Texts = None,
    quiet: Quiet = False,
    no_colour: NoColour = False,
) -> None:
    """List what editors decided, what became of each decision, and how many subjects wait for one.

    A decision is valid while the positions are those it was made on and its time is not over. Otherwise it is stale, expired,
    mended (its claims were corrected), replaced by a later one, or orphaned (its subject is gone); none is taken off the list.

    Exit codes: 0 listed, 2 usage, 3 errors in the casebook (what can be read is listed).
    """
    terminal: Terminal = ctx.ensure_object(Terminal)
    terminal.quiet, terminal.colour = quiet, not no_colour
    findings = findings_on(casebook, texts, terminal, day_given(day, terminal) or today())
    listed = list(_listed(findings, state or (), subject or ()))
    if form is TextOrJson.JSON:
        terminal.result(for_a_log(json.dumps({"format": FORMAT, "decisions": [_record(*each) for each in listed]}, indent=1)))
    else:
        for decision, became in listed:
            _tell(decision, became, terminal)
        terminal.result(_totals(findings, Counter(became for _, became in listed)))
    code = exit_for(findings.problems)
    terminal.stop(code, f"{tally(findings.problems)}: whosays check names them" if code is not Exit.CLEAN else "")


def _listed(findings: Findings, states: Iterable[str], subjects: Iterable[str]) -> Iterator[tuple[Decision, str]]:
    """The decisions asked for with their states: as the states are ordered, within each the newest first."""
    found = {each.subject.id: each for each in findings.subjects}
    made = [(each, state_of(each, found.get(each.subject))) for each in newest_first(findings.casebook.decisions)]
    order, wanted, about = list(STATES), set(states), set(subjects)
    for decision, became in sorted(made, key=lambda each: order.index(each[1])):
        if (not wanted or became in wanted) and (not about or decision.subject in about):
            yield decision, became


def _tell(decision: Decision, became: str, terminal: Terminal) -> None:
    head = f"{became}: {decision.subject}, {decision.outcome}, by {decision.by} on {decision.on}"
    terminal.result(visible(head), bold=became in {"stale", "expired"})
    said = {
        "reason": decision.reason,
        "print": decision.print,
        "rule": decision.rule,
        "until": decision.expires,
        "claims to mend": ", ".join(uid for uid, _ in decision.claims),
        "in place of": ", ".join(decision.replaces),
        "file": decision.place.file,
    }
    for key, value in said.items():
        if value:
            terminal.paragraph(value, "      ", head=f"    {key}: ")


def _record(decision: Decision, became: str) -> dict[str, Any]:
    return {
        "id": decision.id,
        "subject": decision.subject,
        "outcome": decision.outcome,
        "state": became,
        "by": decision.by,
        "on": decision.on,
        "expires": decision.expires,
        "reason": decision.reason,
        "print": decision.print,
        "rule": decision.rule,
        "claims": [uid for uid, _ in decision.claims],
        "replaces": list(decision.replaces),
        "file": decision.place.file,
    }


def _totals(findings: Findings, counts: Counter[str]) -> str:
    """`3 decisions: 2 valid, 1 stale; 4 subjects wait for one`."""
    from compare.core.decided import waits

    waiting = sum(waits(each) for each in findings.subjects)
    parts = ", ".join(f"{counts[each]:,} {each}" for each in STATES if counts[each])
    made = f"{counted(counts.total(), 'decision')}{f': {parts}' if parts else ''}"
    return f"{made}; {counted(waiting, 'subject')} {'waits' if waiting == 1 else 'wait'} for one"
