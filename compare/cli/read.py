"""`whosays read`: who read an article, when and what for."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from compare.cli.changing import desk, refusals
from compare.cli.days import today
from compare.cli.exits import Exit
from compare.cli.options import InCasebook, NoColour, Texts
from compare.cli.terminal import Terminal
from compare.core.phrases import counted
from compare.core.visible import visible

EXAMPLE = "whosays read jamestown-2017 --by your-desk --on 2026-11-22"


def read(  # noqa: PLR0913 - one argument for each option
    ctx: typer.Context,
    source: Annotated[str, typer.Argument(help="The source: the name of its record in seeds/.")],
    *,
    by: Annotated[str, typer.Option(help="Who read it.", metavar="NAME")],
    on: Annotated[str | None, typer.Option(help="The day it was read.", show_default="today", metavar="DAY")] = None,
    scope: Annotated[str | None, typer.Option(help="full: read for every subject there is.", show_default="full")] = None,
    subject: Annotated[
        list[str] | None, typer.Option(help="A subject that was looked for, in place of all of them; repeatable.")
    ] = None,
    casebook: InCasebook = Path(),
    texts: Texts = None,
    no_colour: NoColour = False,
) -> None:
    """Attest that somebody read the article for all subjects, or for those named: this is what earns silence.

    What was attested before is replaced. Exit codes: 0 written, 2 no such source or subject, 3 it would not check, 4 cannot
    write.
    """
    from compare.authoring.claiming.attestation import with_reading
    from compare.authoring.claiming.claim_file import known_source, path_of, reading_of

    terminal: Terminal = ctx.ensure_object(Terminal)
    terminal.colour = not no_colour
    if scope not in {None, "full"} or (scope and subject):
        terminal.stop(Exit.USAGE, "Give --scope full, or each subject that was looked for with --subject, not both.")
    at = desk(casebook, texts, terminal)
    day, looked_for = on or today(), list(dict.fromkeys(subject or ()))
    with refusals(terminal):
        file = path_of(known_source(at.casebook, source))
        before = reading_of(at.casebook, source)
        old = at.text_of(file)
        at.save(file, old, with_reading(old, at.casebook, source, by, day, looked_for))
    if before and before.by:
        terminal.warn(visible(f"in place of: {_attested(before.by, before.on or '', len(before.subjects))}"))
    terminal.result(visible(f"{file}: {_attested(by, day, len(looked_for))}"))


def _attested(by: str, on: str, subjects: int) -> str:
    """Who read it when, for how many subjects; 0 stands for all of them."""
    return f"read by {by} on {on} for {counted(subjects, 'subject') if subjects else 'every subject'}"
