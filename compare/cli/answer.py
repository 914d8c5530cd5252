"""`whosays answer`: whether a spelling names an entity, or two entities or subjects are one, kept in the vocabulary."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from compare.cli.changing import Desk, desk, refusals
from compare.cli.claim_options import DryRun
from compare.cli.options import InCasebook, NoColour, Quiet, Texts, in_casebook
from compare.cli.terminal import Terminal
from compare.core.phrases import counted
from compare.core.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compare.authoring.suggesting.answers import Question, Verdict

EXAMPLE = 'whosays answer "Hamadoun Kouffa" koufa y --source lyon-2017'


def answer(  # noqa: PLR0913 - one argument for each option
    ctx: typer.Context,
    spelling: Annotated[str, typer.Argument(help="A spelling, or the id of an entity or of a subject.")],
    entity: Annotated[str, typer.Argument(help="The entity it may name (id or name), or the id of the other one.")],
    verdict: Annotated[str, typer.Argument(help="y, n or unsure.", metavar="y|n|unsure")],
    *,
    source: Annotated[str | None, typer.Option("--source", help="The source in which the spelling stands.")] = None,
    dry_run: DryRun = False,
    casebook: InCasebook = Path(),
    texts: Texts = None,
    quiet: Quiet = False,
    no_colour: NoColour = False,
) -> None:
    """Keep one answer to what `whosays suggest` asks, so that it is not asked again.

    A spelling: y makes it an alias of the entity, n goes into its not_names, unsure into its unsure_names. Two entities: y
    writes same_as and lists the claims of each, n not_same_as on both, unsure unsure_names on both. Two subjects: n writes
    not_same_as on both. The last answer counts; an earlier one to the same question is taken back.

    Exit codes: 0 kept, 2 no such entity, subject or source, 3 it would not check (nothing is written), 4 cannot write.
    """
    terminal: Terminal = ctx.ensure_object(Terminal)
    terminal.quiet, terminal.colour = quiet, not no_colour
    with refusals(terminal):
        from compare.authoring.claiming.claim_file import known_source
        from compare.authoring.suggesting.answers import question_about

        said = _verdict(verdict)
        at = desk(casebook, texts, terminal)
        if source is not None:
            known_source(at.casebook, source)
        question = question_about(at.casebook, spelling, entity)
        terminal.result(keep(at, question, said, source, dry_run=dry_run))


def _verdict(written: str) -> Verdict:
    from compare.authoring.editing.refusals import UnknownNameError
    from compare.authoring.suggesting.answers import Verdict

    words = {"y": Verdict.YES, "yes": Verdict.YES, "n": Verdict.NO, "no": Verdict.NO, "u": Verdict.UNSURE}
    if written not in {*words, Verdict.UNSURE}:
        raise UnknownNameError(f"{written!r} is no answer: say y, n or unsure")
    return words.get(written, Verdict.UNSURE)


def keep(at: Desk, question: Question, verdict: Verdict, source: str | None, *, dry_run: bool = False) -> str:
    """Write an answer into the vocabulary and give what says so: one line, and the claims of two entities that become one.

    Raises:
        RefusedError: there is no place for it, or no vocabulary.
        CannotEdit: the file cannot be edited safely.
    """
    from compare.authoring.editing.refusals import RefusedError
    from compare.authoring.suggesting.answers import Verdict, answered

    old = at.text_of(question.file, by_now=True)  # a person may have taken their time
    if old is None:
        raise RefusedError(f"{question.file} is not there.")
    new = answered(old, question, verdict, source)
    asked = f"{question.one} and {question.other}"
    if new == old:
        return visible(f"{question.file}: {asked}: {verdict} is kept already")
    at.save(question.file, old, new, dry_run=dry_run)
    said = f"{question.file}: {asked}: {verdict} {'would be kept' if dry_run else 'kept'}"
    lines = _joined(at, question, dry_run=dry_run) if question.about == "entities" and verdict is Verdict.YES else ()
    return "\n".join(visible(line) for line in (said, *lines))


def _joined(at: Desk, question: Question, *, dry_run: bool) -> Iterator[str]:
    """The claims of each of two entities before they are one, and how they become two again."""
    from compare.authoring.suggesting.joining import claims_on

    both = (question.one, question.other)
    for entity, claims in zip(both, claims_on(at.casebook, both), strict=True):
        yield f"{entity}: {counted(len(claims), 'claim')}"
        yield from (f"  {each.subject}  {each.as_worded}  ({each.uid})" for each in claims)
    again = f"`whosays answer {question.one} {question.other} n{in_casebook(at.root)}` makes them two again."
    yield f"{'All would be' if dry_run else 'All are'} read as about one. {'' if dry_run else again}".rstrip()
