"""`whosays dismiss`: sentences that were read and hold no claim."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from compare.cli.changing import desk, refusals
from compare.cli.options import InCasebook, NoColour, Texts
from compare.cli.terminal import Terminal

EXAMPLE = "whosays dismiss jamestown-2017 3 7-9"


def dismiss(
    ctx: typer.Context,
    source: Annotated[str, typer.Argument(help="The source: the name of its record in seeds/.")],
    sentences: Annotated[list[str], typer.Argument(help="Sentence numbers and runs of them: 3 7-9.")],
    *,
    undo: Annotated[bool, typer.Option("--undo", help="Take them out again: they are open once more.")] = False,
    casebook: InCasebook = Path(),
    texts: Texts = None,
    no_colour: NoColour = False,
) -> None:
    """Put sentences that hold no claim into `nothing:` of the claim file, sorted into runs.

    A sentence that carries a claim is refused. Exit codes: 0 written, 2 no such source, 3 it would not check, 4 cannot write.
    """
    from compare.authoring.claiming import dismissals
    from compare.authoring.claiming.claim_file import known_source, path_of
    from compare.authoring.editing.refusals import RefusedError

    terminal: Terminal = ctx.ensure_object(Terminal)
    terminal.colour = not no_colour
    at = desk(casebook, texts, terminal)
    with refusals(terminal):
        file = path_of(known_source(at.casebook, source))
        numbers = dismissals.numbers_in(sentences)
        before = dismissals.dismissed(at.casebook, source)
        carried = [] if undo else dismissals.claimed(at.casebook, source, numbers)
        if carried:
            raise RefusedError("\n".join(carried))
        after = before - numbers if undo else before | numbers
        if after != before:
            old = at.text_of(file)
            at.save(file, old, dismissals.with_dismissed(old, at.casebook, source, after))
    listed = ", ".join(dismissals.runs(after)) or "no sentence"
    terminal.result(f"{file}: dismissed {listed}" if after != before else f"{file}: as it was, dismissed {listed}")
