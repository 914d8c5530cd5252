"""`whosays decide`: what an editor decides about a subject, as a file of its own."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from compare.cli.changing import Desk, refusals
from compare.cli.days import today
from compare.cli.options import InCasebook, NoColour, Texts
from compare.cli.reading import existing_folders
from compare.cli.terminal import Terminal
from compare.core.visible import visible
from compare.core.words import words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compare.authoring.deciding.decision_files import Wish
    from compare.core.findings import Findings

EXAMPLE = "whosays decide mill/owner --outcome pending --reason Asked. --by desk"
Outcome = StrEnum("Outcome", {each.word.upper(): each.word for each in words_of("outcome")})  # type: ignore[misc]  # from the table


def decide(  # noqa: PLR0913 - one argument for each option
    ctx: typer.Context,
    subject: Annotated[str, typer.Argument(help="The subject: entity/attribute.", show_default=False)],
    *,
    outcome: Annotated[Outcome, typer.Option(help="What is decided; `whosays explain` says what each word means.")],
    reason: Annotated[str, typer.Option(help="Why; whoever reads it later was not there.")],
    by: Annotated[str, typer.Option(help="Who decides.", envvar="WHOSAYS_BY", metavar="NAME")],
    print_: Annotated[str | None, typer.Option("--print", help="The wording to print.", metavar="TEXT")] = None,
    rule: Annotated[str | None, typer.Option(help="The house rule that was used.", metavar="TEXT")] = None,
    claim: Annotated[
        list[str] | None,
        typer.Option(help="Of an annotation-error: the claim that is wrong, source#claim; repeatable.", metavar="CLAIM"),
    ] = None,
    expires: Annotated[str | None, typer.Option(help="The last day on which it holds.", metavar="DAY")] = None,
    on: Annotated[str | None, typer.Option(help="The day of the decision.", show_default="today", metavar="DAY")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show the file, and write nothing.")] = False,
    casebook: InCasebook = Path(),
    texts: Texts = None,
    no_colour: NoColour = False,
) -> None:
    """Decide on a subject: a new file in claims/decisions/, stamped with the positions as they are now.

    It stands in the place of what was decided before, which stays as history. When the positions change, it is stale: shown,
    not applied. An annotation-error sends its claims back: `whosays check` lists them until they say something else.

    Exit codes: 0 written, 2 no such subject, claim or outcome, 3 it would not check or the casebook has errors, 4 cannot write.
    """
    from compare.authoring.deciding.decision_files import Wish

    terminal: Terminal = ctx.ensure_object(Terminal)
    terminal.colour = not no_colour
    wish = Wish(subject, outcome.value, reason, by, on or today(), print_, rule, expires, tuple(claim or ()))
    with refusals(terminal):
        _decide(casebook, texts, wish, terminal, dry_run=dry_run)


def _decide(casebook: Path, texts: Sequence[Path] | None, wish: Wish, terminal: Terminal, *, dry_run: bool) -> None:
    from compare.authoring.deciding.decision_files import new_decision
    from compare.loading.documents import Memory
    from compare.pipeline import Run, find

    folders = existing_folders(casebook, texts, terminal)
    memory = Memory()
    findings = find(Run(casebook, folders, terminal.tell, memory))
    file, text = new_decision(findings, wish)
    at = Desk(casebook, folders, findings.casebook, findings.problems, terminal, memory)
    there = at.text_of(file)
    if there == text:
        terminal.result(visible(f"{file}: decided already, in these words"))
        return
    at.save(file, there, text, dry_run=dry_run)
    if dry_run:
        for line in text.splitlines():
            terminal.result(visible(line))
    _tell(findings, wish, file, terminal, dry_run=dry_run)


def _tell(findings: Findings, wish: Wish, file: str, terminal: Terminal, *, dry_run: bool) -> None:
    before = next(each.decision for each in findings.subjects if each.subject.id == wish.subject)
    would = "not written: " if dry_run else ""
    terminal.result(visible(f"{would}{file}: {wish.outcome} on {wish.subject}, by {wish.by}"))
    if before:
        terminal.result(visible(f"in place of {before.id}: {before.outcome}, by {before.by} on {before.on}"))
    for uid in wish.claims:
        terminal.result(visible(f"to be mended: {uid}; whosays check lists it until it says something else"))
