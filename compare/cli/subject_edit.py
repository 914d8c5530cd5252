"""`whosays subject edit`: the terms of a question changed, with what becomes of the claims on it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from compare.cli import subject_options as options
from compare.cli.changing import Desk, desk, refusals
from compare.cli.claim_options import DryRun
from compare.cli.exits import Exit
from compare.cli.given import given
from compare.cli.options import InCasebook, NoColour
from compare.cli.terminal import Terminal
from compare.core.phrases import counted
from compare.core.visible import visible

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from compare.core.problems import Problem
    from compare.loading.tree import Plain

EDIT = "whosays subject edit mill/owner --time changing --weight high"


def edit(  # noqa: PLR0913 - one argument for each option
    ctx: typer.Context,
    subject: options.Named,
    *,
    question: options.Question = None,
    kind: options.AnotherKind = None,
    takes: options.Takes = None,
    time: options.Time = None,
    stable_for: options.StableFor = None,
    weight: options.Weight = None,
    unit: options.Unit = None,
    tolerance: options.Tolerance = None,
    scope: options.Scope = None,
    about: options.Entities = None,
    event: options.Event = None,
    note: options.Note = None,
    drop: Annotated[list[str] | None, typer.Option(help="A key to take out, like event; repeatable.")] = None,
    dry_run: DryRun = False,
    casebook: InCasebook = Path(),
    no_colour: NoColour = False,
) -> None:
    """Change a subject: only the keys whose options are given.

    Where claims would no longer check they are named, and nothing is written. What the subject comes to is told where it is
    something else than before. Exit codes: 0 written, 2 no such subject, 3 it would not check, 4 cannot write.
    """
    from compare.authoring.claiming.claim_entries import subject_of
    from compare.authoring.claiming.vocabulary_entries import entity_named

    terminal: Terminal = ctx.ensure_object(Terminal)
    terminal.colour = not no_colour
    words = {"question": question, "kind": kind, "takes": takes, "time": time, "stable_for": stable_for, "weight": weight}
    more = {"unit": unit, "tolerance": tolerance, "scope": scope, "event": event, "note": note}
    keys: dict[str, Plain | None] = {**dict.fromkeys(drop or ()), **given({**words, **more})}
    if not keys and not about:
        terminal.stop(Exit.USAGE, "Nothing is to be changed: name what, for example with --question or --weight.")
    at = desk(casebook, None, terminal)
    with refusals(terminal):
        named = given({"about": [entity_named(at.casebook, name).id for name in about or ()]})
        _save(at, subject_of(at.casebook, subject).id, {**keys, **named}, dry_run=dry_run)


def _save(at: Desk, subject: str, keys: Mapping[str, Plain | None], *, dry_run: bool) -> None:
    from compare.authoring.claiming.claim_entries import subject_of
    from compare.authoring.claiming.outlook import outlook
    from compare.authoring.claiming.subject_terms import with_terms
    from compare.authoring.claiming.vocabulary_entries import SUBJECTS

    old = at.text_of(SUBJECTS) or ""
    new = with_terms(old, subject, keys)
    after = at.saved({SUBJECTS: (old, new)}, dry_run=dry_run, explain=lambda found: _name_claims(at, found)).casebook
    if not dry_run:
        at.refresh_schemas()
    made = subject_of(after, subject)
    would = "not written: " if dry_run else ""
    at.terminal.result(visible(f"{would}{made.place.file}:{made.place.line}: {made.id} ({made.kind}): {made.question}"))
    before, now = outlook(at.casebook, subject), outlook(after, subject)
    if before != now:
        at.terminal.result(visible(f"-> {now}; before: {before.partition(': ')[2]}"))


def _name_claims(at: Desk, problems: Sequence[Problem]) -> None:
    """Say of which claims the problems are."""
    from compare.authoring.claiming.claim_file import claims_around, path_of

    named: list[str] = []
    for source in sorted({each.source for each in at.casebook.claims}):
        places = [each.place for each in problems if each.place.file == path_of(source) and each.severity == "error"]
        if places:
            named += [f"{source}#{claim}" for claim in claims_around(at.text_of(path_of(source)) or "", source, places)]
    if named:
        at.terminal.warn(visible(f"{counted(len(named), 'claim')} would no longer check: {', '.join(named)}"))
