"""`whosays claim`: claims written into a claim file, with their quotes taken from the article."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from compare.cli import claim_options as options
from compare.cli.changing import Desk, desk, refusals
from compare.cli.claim_fix import FIX, fix
from compare.cli.claim_remove import REMOVE, remove
from compare.cli.claim_saving import save_claim, tell_claim
from compare.cli.exits import Exit
from compare.cli.given import given
from compare.cli.options import InCasebook, NoColour, Texts
from compare.cli.terminal import Terminal
from compare.core.visible import visible

if TYPE_CHECKING:
    from compare.authoring.claiming.claim_entries import Wish
    from compare.core.model import Casebook
    from compare.loading.tree import Plain

EXAMPLE = 'whosays claim add courier 3 mill/owner town --quote "is ... town"'
EDIT = "whosays claim edit courier#owner --hedge reported --via Radio"
app = typer.Typer(
    help="""Write, change, mend and remove claims; their quotes are taken from the article, never retyped.

    Exit codes: 0 written, 2 what was named is not there, 3 it would not check, 4 cannot write.
    """,
    epilog=f"Example: {EXAMPLE}",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@app.command("add", epilog=f"Example: {EXAMPLE}")
def add(  # noqa: PLR0913 - one argument for each option
    ctx: typer.Context,
    source: Annotated[str, typer.Argument(help="The source: the name of its record in seeds/.")],
    sentence: Annotated[int, typer.Argument(help="The number of the sentence, as `whosays sentences` shows it.", min=1)],
    subject: Annotated[str, typer.Argument(help="The question it answers: entity/attribute.")],
    value: Annotated[str, typer.Argument(help="The answer, as the subject's kind takes it; members of a list joined by ;")],
    *,
    quote: options.Quote = None,
    id_: Annotated[str | None, typer.Option("--id", help="The claim's id.", show_default="the subject's attribute")] = None,
    stance: options.Stance = None,
    hedge: options.Hedge = None,
    listed: options.Listed = None,
    as_of: options.AsOf = None,
    since: options.Since = None,
    until: options.Until = None,
    scope: options.Scope = None,
    via: options.Via = None,
    speaker: options.Speaker = None,
    corrects: options.Corrects = None,
    credibility: options.Credibility = None,
    worded: options.Worded = None,
    note: options.Note = None,
    dry_run: options.DryRun = False,
    casebook: InCasebook = Path(),
    texts: Texts = None,
    no_colour: NoColour = False,
) -> None:
    """Add a claim to the claim file of a source, in the order of the article.

    The quote is written as the article has it; without --quote it is the whole sentence. Whatever would not check is not
    written. Exit codes: 0 written, 2 no such source, sentence or subject, 3 it would not check, or the text is not at hand,
    4 cannot write.
    """
    from compare.authoring.claiming.claim_entries import Wish

    terminal: Terminal = ctx.ensure_object(Terminal)
    terminal.colour = not no_colour
    at = desk(casebook, texts, terminal)
    times = (as_of, since, until)
    keys = options.given_keys(stance, hedge, listed, *times, scope, via, speaker, corrects, credibility, worded, note)
    named: dict[str, Plain] = {"id": id_} if id_ else {}
    with refusals(terminal):
        _known_subject(at.casebook, subject, terminal)
        _add(at, Wish(source, sentence, subject, value, quote, {**named, **keys}), dry_run=dry_run)


def _known_subject(casebook: Casebook, subject: str, terminal: Terminal) -> None:
    """End the command where there is no such subject, with those that may be meant and the command that makes it."""
    from compare.authoring.claiming.claim_entries import subject_of
    from compare.authoring.claiming.nearest_subjects import nearest_subjects
    from compare.authoring.editing.refusals import UnknownNameError

    try:
        subject_of(casebook, subject)
    except UnknownNameError as fault:
        terminal.warn(visible(str(fault)))
        for each in nearest_subjects(subject, casebook.subjects):
            terminal.warn(visible(f"  {each.id} ({each.kind}): {each.question}"))
        terminal.stop(Exit.USAGE, f'If it is a new question: whosays subject add {visible(subject)} "QUESTION?" --kind KIND')


def _add(at: Desk, wish: Wish, *, dry_run: bool) -> None:
    from compare.authoring.claiming.claim_entries import entry, with_entry
    from compare.authoring.claiming.claim_file import path_of
    from compare.authoring.claiming.dismissals import dismissed

    new = entry(at.casebook, wish)
    file = path_of(wish.source)
    old = at.text_of(file)
    after = at.save(file, old, with_entry(old, at.casebook, wish.source, new), dry_run=dry_run)
    for number in sorted(new.sentences & dismissed(at.casebook, wish.source)):
        at.terminal.warn(f"sentence {number} was dismissed, and is not any more")
    made = next(claim for claim in after.claims if claim.uid == f"{wish.source}#{new.record['id']}")
    tell_claim(made, after, at.terminal, dry_run=dry_run)


@app.command("edit", epilog=f"Example: {EDIT}")
def edit(  # noqa: PLR0913 - one argument for each option
    ctx: typer.Context,
    claim: options.Named,
    *,
    new_id: Annotated[str | None, typer.Option("--new-id", help="Another id.")] = None,
    subject: Annotated[str | None, typer.Option(help="Another subject, entity/attribute.")] = None,
    value: Annotated[str | None, typer.Option(help="Another value, as the subject's kind takes it.")] = None,
    quote: options.Quote = None,
    sentence: Annotated[
        int | None, typer.Option(help="The sentence the quote is taken from.", show_default="the one it stands in", min=1)
    ] = None,
    stance: options.Stance = None,
    hedge: options.Hedge = None,
    listed: options.Listed = None,
    as_of: options.AsOf = None,
    since: options.Since = None,
    until: options.Until = None,
    scope: options.Scope = None,
    via: options.Via = None,
    speaker: options.Speaker = None,
    corrects: options.Corrects = None,
    credibility: options.Credibility = None,
    worded: options.Worded = None,
    note: options.Note = None,
    drop: Annotated[list[str] | None, typer.Option(help="A key to take out, like hedge; repeatable.")] = None,
    dry_run: options.DryRun = False,
    casebook: InCasebook = Path(),
    texts: Texts = None,
    no_colour: NoColour = False,
) -> None:
    """Change a claim: only the keys whose options are given.

    Exit codes: 0 written, 2 no such claim, subject or sentence, 3 it would not check, 4 cannot write.
    """
    from compare.authoring.claiming.claim_changes import Change, new_keys
    from compare.authoring.claiming.claim_file import claim_named

    terminal: Terminal = ctx.ensure_object(Terminal)
    terminal.colour = not no_colour
    times = (as_of, since, until)
    keys = options.given_keys(stance, hedge, listed, *times, scope, via, speaker, corrects, credibility, worded, note)
    change = Change(subject, value, quote, sentence, {**given({"id": new_id}), **keys}, tuple(drop or ()))
    if change == Change():
        terminal.stop(Exit.USAGE, "Nothing is to be changed: name what, for example with --value or --hedge.")
    at = desk(casebook, texts, terminal)
    with refusals(terminal):
        found = claim_named(at.casebook, claim)
        if subject:
            _known_subject(at.casebook, subject, terminal)
        old = at.text_of(found.place.file) or ""
        save_claim(at, found, old, new_keys(at.casebook, found, old, change), dry_run=dry_run)


app.command("fix", epilog=f"Example: {FIX}")(fix)
app.command("remove", epilog=f"Example: {REMOVE}")(remove)
