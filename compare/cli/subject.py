"""`whosays subject`: the questions of the casebook."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from compare.cli.changing import desk, refusals
from compare.cli.days import today
from compare.cli.given import given
from compare.cli.options import InCasebook, NoColour
from compare.cli.terminal import Terminal
from compare.core.visible import visible

if TYPE_CHECKING:
    from compare.core.model import Casebook

EXAMPLE = 'whosays subject add mill/owner "Who owns the mill?" --kind entity'
OPTION = 'whosays subject option mill/state "shut=is shut"'
app = typer.Typer(
    help="""Declare subjects: the questions that sources answer.

    Exit codes: 0 written, 2 what was named is not there, 3 it would not check, 4 cannot write.
    """,
    epilog=f"Example: {EXAMPLE}",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@app.command("add", epilog=f"Example: {EXAMPLE}")
def add(  # noqa: PLR0913 - one argument for each option
    ctx: typer.Context,
    subject: Annotated[str, typer.Argument(help="Its id: entity/attribute.")],
    question: Annotated[str, typer.Argument(help="The question, as a reader would ask it.")],
    *,
    kind: Annotated[str, typer.Option(help="The kind of answer: date, quantity, entity, list, status, yes-no or text.")],
    takes: Annotated[str | None, typer.Option(help="one or many: may two different answers both hold?")] = None,
    time: Annotated[str | None, typer.Option(help="fixed or changing: may the answer change over time?")] = None,
    stable_for: Annotated[
        str | None, typer.Option("--stable-for", help="A changing answer does not change faster: 30 days, 1 year.")
    ] = None,
    weight: Annotated[str | None, typer.Option(help="high, medium or low: how much a disagreement matters.")] = None,
    unit: Annotated[str | None, typer.Option(help="Kind quantity: what is counted.")] = None,
    tolerance: Annotated[str | None, typer.Option(help="Kind quantity: so far apart is still close, 10% or a number.")] = None,
    option: Annotated[
        list[str] | None, typer.Option(help="Kind status or list: a possible value, id or id=label; repeatable.")
    ] = None,
    about: Annotated[
        list[str] | None,
        typer.Option(help="An entity whose mention makes silence telling; repeatable.", show_default="the subject's entity"),
    ] = None,
    added: Annotated[
        str | None, typer.Option(help="The day it joins the vocabulary.", show_default="today", metavar="DAY")
    ] = None,
    note: Annotated[str | None, typer.Option(help="A note shown in the report.")] = None,
    casebook: InCasebook = Path(),
    no_colour: NoColour = False,
) -> None:
    """Add a subject, after the last one of its entity.

    A question that looks like one there is already is told, as sources only line up under one subject; it is written all
    the same. Exit codes: 0 written, 3 it would not check, 4 cannot write.
    """
    from compare.authoring.claiming.vocabulary_entries import SUBJECTS, options_of, with_subject

    terminal: Terminal = ctx.ensure_object(Terminal)
    terminal.colour = not no_colour
    at = desk(casebook, None, terminal)
    with refusals(terminal):
        words = {"question": question, "kind": kind, "takes": takes, "time": time, "stable_for": stable_for, "weight": weight}
        more = {"unit": unit, "tolerance": tolerance, "options": options_of(option or ()), "about": list(about or ())}
        last = {"added": added or today(), "note": note}
        record = given({**words, **more, **last})
        old = at.text_of(SUBJECTS)
        after = at.save(SUBJECTS, old, with_subject(old, at.casebook, subject, record))
    _tell_lookalikes(after, subject, terminal)
    made = next(each for each in after.subjects if each.id == subject)
    terminal.result(visible(f"{made.place.file}:{made.place.line}: {made.id} ({made.kind}): {made.question}"))
    at.refresh_schemas()


@app.command("option", epilog=f"Example: {OPTION}")
def option(
    ctx: typer.Context,
    subject: Annotated[str, typer.Argument(help="The subject: entity/attribute.")],
    options: Annotated[list[str], typer.Argument(help="What joins its options: id or id=label.")],
    *,
    casebook: InCasebook = Path(),
    no_colour: NoColour = False,
) -> None:
    """Add options to a subject of kind status, or to a list whose members are options.

    Exit codes: 0 written, 2 no such subject, 3 it would not check, or there is such an option, 4 cannot write.
    """
    from compare.authoring.claiming.claim_entries import subject_of
    from compare.authoring.claiming.vocabulary_entries import SUBJECTS, options_of, with_options

    terminal: Terminal = ctx.ensure_object(Terminal)
    terminal.colour = not no_colour
    at = desk(casebook, None, terminal)
    with refusals(terminal):
        found = subject_of(at.casebook, subject)
        old = at.text_of(SUBJECTS)
        after = at.save(SUBJECTS, old, with_options(old, found, options_of(options)))
    made = next(each for each in after.subjects if each.id == subject)
    listed = ", ".join(f"{each.id} ({each.label})" if each.label else each.id for each in made.options)
    terminal.result(visible(f"{made.place.file}:{made.place.line}: {made.id}: {listed}"))
    at.refresh_schemas()


def _tell_lookalikes(casebook: Casebook, subject: str, terminal: Terminal) -> None:
    from compare.authoring.claiming.vocabulary_entries import lookalikes

    for each, reason in lookalikes(casebook, subject)[:3]:
        terminal.warn(visible(f"looks like {each.id} ({each.kind}): {each.question} ({reason})"))
