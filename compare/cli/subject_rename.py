"""`whosays subject rename`: another id for a question, in every file that names it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from compare.cli import subject_options as options
from compare.cli.changing import Desk, desk, refusals
from compare.cli.days import today
from compare.cli.options import InCasebook, NoColour
from compare.cli.terminal import Terminal
from compare.core.phrases import counted
from compare.core.visible import visible

RENAME = "whosays subject rename mill/owner mill/held-by"


def rename(
    ctx: typer.Context,
    old: options.Named,
    new: Annotated[str, typer.Argument(help="Its id from now on: entity/attribute.")],
    *,
    because: Annotated[str | None, typer.Option(help="Why, as one sentence that a reader of the old page gets.")] = None,
    on: Annotated[
        str | None, typer.Option(help="Since when the old id is retired, in EDTF.", show_default="today", metavar="DAY")
    ] = None,
    casebook: InCasebook = Path(),
    no_colour: NoColour = False,
) -> None:
    """Give a subject another id: in the vocabulary, in claims, readings and scoped-out subjects, and in decisions.

    The old id is retired: links to its page keep leading to a page that names the new one. All files are written, or none.
    Exit codes: 0 written, 2 no such subject, 3 it would not check, there is such a subject, or a file cannot be read, 4 cannot
    write.
    """
    from compare.authoring.claiming.claim_entries import subject_of
    from compare.authoring.claiming.subject_renaming import as_renamed, free_subject, with_retired
    from compare.authoring.claiming.vocabulary_entries import SUBJECTS

    terminal: Terminal = ctx.ensure_object(Terminal)
    terminal.colour = not no_colour
    at = desk(casebook, None, terminal)
    with refusals(terminal):
        found = subject_of(at.casebook, old).id
        free_subject(at.casebook, new)
        changes, places = _changes(at, found, new)
        text, changed = changes[SUBJECTS]
        changes[SUBJECTS] = (text, with_retired(changed, found, new, because, on or today()))
        after = replace(at, problems=as_renamed(at.problems, found, new)).saved(changes).casebook
    at.refresh_schemas()
    made = subject_of(after, new)
    terminal.result(visible(f"{made.place.file}:{made.place.line}: {made.id}, before {found} ({made.kind}): {made.question}"))
    for file, number in places.items():
        terminal.result(visible(f"{file}: named in {counted(number, 'place')}"))
    terminal.result(visible(f"{SUBJECTS}: {found} is retired; links to its page lead on to {new}"))


def _changes(at: Desk, old: str, new: str) -> tuple[dict[str, tuple[str | None, str]], dict[str, int]]:
    """The files that name the subject, as they are and as they will be, and in how many places each does."""
    from compare.authoring.claiming.subject_renaming import files_that_name_subjects, with_subject_renamed
    from compare.loading.settings_file import read_settings

    changes: dict[str, tuple[str | None, str]] = {}
    places: dict[str, int] = {}
    for file in files_that_name_subjects(at.root, read_settings(at.root)[0].limits):
        text = at.text_of(file)
        if text is not None:
            changed, number = with_subject_renamed(file, text, old, new)
            if number:
                changes[file], places[file] = (text, changed), number
    return changes, places
