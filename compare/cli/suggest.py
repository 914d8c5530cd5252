"""`whosays suggest`: where to look on in an article, and which names and questions may be one; a person decides."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from compare.cli.exits import Exit, exit_for
from compare.cli.options import AsTextOrJson, InCasebook, NoColour, Quiet, TextOrJson, Texts
from compare.cli.reading import findings_on
from compare.cli.suggestion_lists import Lists
from compare.cli.terminal import Terminal, tally

if TYPE_CHECKING:
    from compare.authoring.suggesting.suggestions import Suggestions
    from compare.core.findings import Findings

EXAMPLE = "whosays suggest lyon-2017 --ask --texts ../articles"
MOST: Final = 20
"""How many of each list are shown unless all are asked for."""


def suggest(  # noqa: PLR0913 - one argument for each option
    ctx: typer.Context,
    source: Annotated[str, typer.Argument(help="The source: the name of its record in seeds/.")],
    *,
    ask: Annotated[
        bool, typer.Option("--ask", help="Ask about names, entities and questions one by one, and keep the answers.")
    ] = False,
    again: Annotated[bool, typer.Option("--again", help="Also what somebody was unsure of.")] = False,
    whole: Annotated[bool, typer.Option("--all", help=f"All of each list, not the first {MOST}.")] = False,
    form: AsTextOrJson = TextOrJson.TEXT,
    casebook: InCasebook = Path(),
    texts: Texts = None,
    quiet: Quiet = False,
    no_colour: NoColour = False,
) -> None:
    """Suggest where to look on in an article: open sentences, names, unchecked subjects, and questions that look alike.

    Of the questions that look alike only pairs are listed of which this source answers at least one.

    Nothing is decided and nothing leaves this machine: fuzzy matching suggests, a person decides. With --ask each pair is
    asked on the terminal, or answers are read line by line from a pipe: y, n, u (unsure), s (skip), q (quit); what has been
    answered is kept at once and not asked again. Months, number words and status verbs are looked for in English.

    Exit codes: 0 suggested, 2 no such source, 3 the text is not at hand, an answer would not check, or there are errors in
    the casebook (what can be told is), 4 cannot write.
    """
    terminal: Terminal = ctx.ensure_object(Terminal)
    terminal.quiet, terminal.colour = quiet, not no_colour
    if ask and form is TextOrJson.JSON:
        terminal.stop(Exit.USAGE, "--ask talks to a person and --format json to a program: give one of them.")
    findings = findings_on(casebook, texts, terminal)
    found = _suggestions(findings, source, terminal, again=again)
    code = Exit.CLEAN
    if ask:
        from compare.cli.asking import ask_all

        code = ask_all(found, findings, casebook, texts, terminal)
    elif form is TextOrJson.JSON:
        from compare.authoring.suggesting.suggestions import suggestions_json

        terminal.result(suggestions_json(found, None if whole else MOST))
    else:
        Lists(found, None if whole else MOST, terminal).print()
    _end(found, findings, code, terminal)


def _suggestions(findings: Findings, source: str, terminal: Terminal, *, again: bool) -> Suggestions:
    from compare.authoring.claiming.claim_file import known_source
    from compare.authoring.suggesting.suggestions import suggestions
    from compare.cli.changing import refusals

    with refusals(terminal):
        known_source(findings.casebook, source)
    terminal.tell("suggesting")
    return suggestions(findings, source, again=again)


def _end(found: Suggestions, findings: Findings, code: Exit, terminal: Terminal) -> None:
    """Say what keeps the lists from being complete, and end."""
    if not found.text_at_hand:
        terminal.warn(
            f"The article text of {found.source} is not at hand: its sentences and names are missing here. Name the folder it"
            " lies in with --texts or WHOSAYS_TEXTS."
        )
        code = Exit.PROBLEMS
    errors = exit_for(findings.problems)
    if errors not in {Exit.CLEAN, Exit.NOTHING_COMPARED}:  # an article is read before there are claims
        terminal.stop(errors, f"{tally(findings.problems)}: whosays check names them")
    terminal.stop(code)
