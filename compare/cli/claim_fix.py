"""`whosays claim fix`: quotes that are not found, or found in several places, set right."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from compare.cli import claim_options as options
from compare.cli.changing import desk, refusals
from compare.cli.claim_repair import repair_keys, repaired, show_repair
from compare.cli.claim_saving import save_claim
from compare.cli.confirming import wanted
from compare.cli.exits import Exit
from compare.cli.options import InCasebook, NoColour, Texts
from compare.cli.terminal import Terminal

if TYPE_CHECKING:
    from compare.cli.changing import Desk

FIX = "whosays claim fix courier#owner"


def fix(  # noqa: PLR0913 - one argument for each option
    ctx: typer.Context,
    claim: Annotated[
        str | None,
        typer.Argument(
            help="The claim: SOURCE#ID, or its id where only one source has it.", metavar="CLAIM", show_default="--all"
        ),
    ] = None,
    *,
    whole: Annotated[
        bool, typer.Option("--all", help="Every quote that is not found or stands in several places, one after the other.")
    ] = False,
    sentence: Annotated[
        int | None, typer.Option(help="The sentence that is meant, where the quote stands in several.", min=1)
    ] = None,
    yes: options.Yes = False,
    casebook: InCasebook = Path(),
    texts: Texts = None,
    no_colour: NoColour = False,
) -> None:
    """Set a quote right: to the nearest words of the article, after showing the difference, or to the sentence that is meant.

    At a terminal it asks before it writes. Without CLAIM, or with --all, it goes through all quotes, as after an article text
    has been replaced: y writes, n leaves it, q ends. There --yes writes only what needs no second look: the words stand in one
    place, and no word is more, less or another one, only spelt otherwise; the rest is shown and left.

    Exit codes: 0 written, refused by you, or nothing to mend; 2 no such claim, or nobody to ask and no --yes; 3 nothing in
    the article is near enough, some are left for you to decide, or the text is not at hand; 4 cannot write.
    """
    terminal: Terminal = ctx.ensure_object(Terminal)
    terminal.colour = not no_colour
    if (claim and whole) or (sentence and not claim):
        terminal.stop(Exit.USAGE, "Name one claim, with --sentence where that is needed, or give --all, not both.")
    at = desk(casebook, texts, terminal)
    with refusals(terminal):
        if claim:
            _fix_one(at, claim, sentence, yes=yes)
        else:
            from compare.cli.claim_fix_all import fix_all

            fix_all(at, yes=yes)


def _fix_one(at: Desk, name: str, sentence: int | None, *, yes: bool) -> None:
    from compare.authoring.claiming.claim_file import article_of, claim_named
    from compare.loading.quotes import Article

    found = claim_named(at.casebook, name)
    article = Article(article_of(at.casebook, found.source))
    if found.quote.state in {"verified", "folded"}:
        at.terminal.result(f"{found.uid}: the quote is found already, in sentence {found.quote.sentence}")
        return
    old = at.text_of(found.place.file) or ""
    made = repaired(found, article, old, sentence)
    show_repair(made, found, at.terminal)
    if wanted("Write this?", at.terminal, yes=yes):
        save_claim(at, found, old, repair_keys(found, made, old))
