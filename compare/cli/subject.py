"""`whosays subject`: the questions of the casebook."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from compare.cli import subject_options as options
from compare.cli.changing import desk, refusals
from compare.cli.days import today
from compare.cli.given import given
from compare.cli.options import InCasebook, NoColour
from compare.cli.subject_edit import EDIT, edit
from compare.cli.subject_rename import RENAME, rename
from compare.cli.terminal import Terminal
from compare.core.visible import visible

if TYPE_CHECKING:
    from compare.core.model import Casebook

EXAMPLE = 'whosays subject add mill/owner "Who owns the mill?" --kind entity'
OPTION = 'whosays subject option mill/state "shut=is shut"'
app = typer.Typer(
    help="""Declare, change and rename subjects: the questions that sources answer.

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
    kind: options.Kind,
    takes: options.Takes = None,
    time: options.Time = None,
    stable_for: options.StableFor = None,
    weight: options.Weight = None,
    unit: options.Unit = None,
    tolerance: options.Tolerance = None,
    option: Annotated[
        list[str] | None, typer.Option(help="Kind status or list: a possible value, id or id=label; repeatable.")
    ] = None,
    about: options.About = None,
    added: Annotated[
        str | None, typer.Option(help="The day it joins the vocabulary.", show_default="today", metavar="DAY")
    ] = None,
    note: options.Note = None,
    casebook: InCasebook = Path(),
    no_colour: NoColour = False,
) -> None:
    """Add a subject, after the last one of its entity.

    A question that looks like one there is already is told, as sources only line up under one subject; it is written all
    the same. Exit codes: 0 written, 2 no such entity, 3 it would not check, 4 cannot write.
    """
    from compare.authoring.claiming.vocabulary_entries import SUBJECTS, entity_named, options_of, with_subject

    terminal: Terminal = ctx.ensure_object(Terminal)
    terminal.colour = not no_colour
    at = desk(casebook, None, terminal)
    with refusals(terminal):
        ids = [entity_named(at.casebook, name).id for name in about or ()]
        words = {"question": question, "kind": kind, "takes": takes, "time": time, "stable_for": stable_for, "weight": weight}
        more = {"unit": unit, "tolerance": tolerance, "options": options_of(option or ()), "about": ids}
        last = {"added": added or today(), "note": note}
        record = given({**words, **more, **last})
        old = at.text_of(SUBJECTS)
        after = at.save(SUBJECTS, old, with_subject(old, at.casebook, subject, record))
    at.refresh_schemas()
    _tell_lookalikes(after, subject, terminal)
    made = next(each for each in after.subjects if each.id == subject)
    terminal.result(visible(f"{made.place.file}:{made.place.line}: {made.id} ({made.kind}): {made.question}"))


@app.command("option", epilog=f"Example: {OPTION}")
def option(
    ctx: typer.Context,
    subject: Annotated[str, typer.Argument(help="The subject: entity/attribute.")],
    options_: Annotated[list[str], typer.Argument(metavar="options", help="What joins its options: id or id=label.")],
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
        after = at.save(SUBJECTS, old, with_options(old, found, options_of(options_)))
    at.refresh_schemas()
    made = next(each for each in after.subjects if each.id == subject)
    listed = ", ".join(f"{each.id} ({each.label})" if each.label else each.id for each in made.options)
    terminal.result(visible(f"{made.place.file}:{made.place.line}: {made.id}: {listed}"))


def _tell_lookalikes(casebook: Casebook, subject: str, terminal: Terminal) -> None:
    from compare.authoring.claiming.vocabulary_entries import lookalikes

    for each, reason in lookalikes(casebook, subject)[:3]:
        terminal.warn(visible(f"looks like {each.id} ({each.kind}): {each.question} ({reason})"))


app.command("edit", epilog=f"Example: {EDIT}")(edit)
app.command("rename", epilog=f"Example: {RENAME}")(rename)
