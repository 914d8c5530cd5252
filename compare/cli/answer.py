"""`whosays answer`: whether a spelling names an entity, or two entities or subjects are one, kept in the vocabulary."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from compare.cli.changing import Desk, desk, refusals
from compare.cli.options import InCasebook, NoColour, Quiet, Texts
from compare.cli.terminal import Terminal
from compare.core.visible import visible

if TYPE_CHECKING:
    from compare.authoring.suggesting.answers import Question, Verdict

EXAMPLE = 'whosays answer "Hamadoun Kouffa" koufa y --source lyon-2017'


def answer(  # noqa: PLR0913 - one argument for each option
    ctx: typer.Context,
    spelling: Annotated[str, typer.Argument(help="A spelling, or the id of an entity or of a subject.")],
    entity: Annotated[str, typer.Argument(help="The entity it may name (id or name), or the id of the other one.")],
    verdict: Annotated[str, typer.Argument(help="y, n or unsure.", metavar="y|n|unsure")],
    *,
    source: Annotated[str | None, typer.Option("--source", help="The source in which the spelling stands.")] = None,
    casebook: InCasebook = Path(),
    texts: Texts = None,
    quiet: Quiet = False,
    no_colour: NoColour = False,
) -> None:
    """Keep one answer to what `whosays suggest` asks, so that it is not asked again.

    A spelling: y makes it an alias of the entity, n goes into its not_names, unsure into its unsure_names. Two entities: y
    writes same_as, n not_same_as on both, unsure unsure_names on both. Two subjects: n writes not_same_as on both. The last
    answer counts; an earlier one to the same question is taken back.

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
        terminal.result(keep(at, question, said, source))


def _verdict(written: str) -> Verdict:
    from compare.authoring.editing.refusals import UnknownNameError
    from compare.authoring.suggesting.answers import Verdict

    words = {"y": Verdict.YES, "yes": Verdict.YES, "n": Verdict.NO, "no": Verdict.NO, "u": Verdict.UNSURE}
    if written not in {*words, Verdict.UNSURE}:
        raise UnknownNameError(f"{written!r} is no answer: say y, n or unsure")
    return words.get(written, Verdict.UNSURE)


def keep(at: Desk, question: Question, verdict: Verdict, source: str | None) -> str:
    """Write an answer into the vocabulary and give one line that says so.

    Raises:
        RefusedError: there is no place for it, or no vocabulary.
        CannotEdit: the file cannot be edited safely.
    """
    from compare.authoring.editing.refusals import RefusedError
    from compare.authoring.suggesting.answers import answered

    old = at.text_of(question.file)
    if old is None:
        raise RefusedError(f"{question.file} is not there.")
    new = answered(old, question, verdict, source)
    asked = f"{question.one} and {question.other}"
    if new == old:
        return visible(f"{question.file}: {asked}: {verdict} is kept already")
    at.save(question.file, old, new)
    return visible(f"{question.file}: {asked}: {verdict} kept")
