"""The repair of one quote, as `whosays claim fix` finds and shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compare.core.visible import visible

if TYPE_CHECKING:
    from compare.authoring.claiming.quote_repair import Repair
    from compare.cli.terminal import Terminal
    from compare.core.model import Claim
    from compare.loading.quotes import Article
    from compare.loading.tree import Plain


def repaired(claim: Claim, article: Article, text: str, sentence: int | None = None) -> Repair:
    """The quote of a claim as it would check, given the text of its file.

    Raises:
        NothingNearError: nothing in the article is clearly meant.
        SeveralPlacesError: the words stand more than once, and no sentence, or one that lacks them, was named.
    """
    from compare.authoring.claiming.claim_file import written_keys
    from compare.authoring.claiming.quote_repair import repair

    noted = str(written_keys(text, claim).get("sentence", ""))
    return repair(claim, article, sentence, int(noted) if noted.isdecimal() else None)


def repair_keys(claim: Claim, made: Repair, text: str) -> dict[str, Plain | None]:
    """The keys that a repair sets or takes out, given the text of the claim's file."""
    from compare.authoring.claiming.claim_file import written_keys
    from compare.authoring.claiming.quote_repair import keys

    return keys(claim, made, frozenset(written_keys(text, claim)))


def show_repair(made: Repair, claim: Claim, terminal: Terminal) -> None:
    """What would change, and where the words stand."""
    from compare.authoring.claiming.quote_repair import difference

    terminal.result(visible(f"{claim.uid}, {claim.place}"))
    if made.found == made.written:
        terminal.result(visible(f"  quote:   {made.written}"))
    else:
        terminal.result(visible(f"  written: {made.written}"))
        terminal.result(visible(f"  article: {made.found}"))
        terminal.result(visible(f"  change:  {difference(made.written, made.found)}"))
    terminal.result(f"  stands:  {f'in sentence {made.sentence} among others' if made.sentence else 'only once'}")
