"""`whosays claim remove`: claims taken out of their files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from compare.cli import claim_options as options
from compare.cli.changing import desk, refusals
from compare.cli.claim_saving import answer_of, qualified
from compare.cli.confirming import wanted
from compare.cli.options import InCasebook, NoColour, Texts
from compare.cli.terminal import Terminal
from compare.core.phrases import counted, joined
from compare.core.visible import visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compare.cli.changing import Desk
    from compare.core.model import Casebook, Claim

REMOVE = "whosays claim remove courier#owner ledger#owner"


def remove(
    ctx: typer.Context,
    claims: Annotated[
        list[str], typer.Argument(help="The claims: SOURCE#ID, or an id that only one source has.", metavar="CLAIM")
    ],
    *,
    yes: options.Yes = False,
    casebook: InCasebook = Path(),
    texts: Texts = None,
    no_colour: NoColour = False,
) -> None:
    """Take claims out of their claim files; all else in the files stays as it is.

    They are shown, and at a terminal it asks before it writes. Sentences that are neither claimed nor dismissed without them
    are named. Exit codes: 0 written, or refused by you; 2 no such claim, or nobody to ask and no --yes; 3 it would not
    check; 4 cannot write.
    """
    terminal: Terminal = ctx.ensure_object(Terminal)
    terminal.colour = not no_colour
    at = desk(casebook, texts, terminal)
    with refusals(terminal):
        found = _named(at.casebook, claims)
        for each in found:
            _show(each, terminal)
        if wanted(f"Remove {'it' if len(found) == 1 else f'these {len(found)} claims'}?", terminal, yes=yes):
            _remove(at, found)


def _named(casebook: Casebook, names: Sequence[str]) -> list[Claim]:
    """The claims of these names, each once, in the order of their files.

    Raises:
        UnknownNameError: some of them name no claim, or several; all are told.
    """
    from compare.authoring.claiming.claim_file import claim_named
    from compare.authoring.editing.refusals import UnknownNameError

    found, faults = {}, []
    for name in names:
        try:
            claim = claim_named(casebook, name)
            found[claim.uid] = claim
        except UnknownNameError as fault:
            faults.append(str(fault))
    if faults:
        raise UnknownNameError("\n".join(faults))
    return sorted(found.values(), key=lambda each: each.place)


def _show(claim: Claim, terminal: Terminal) -> None:
    terminal.result(visible(f"{claim.place.file}:{claim.place.line}: {claim.uid}: {answer_of(claim)}"))
    for line in qualified(claim):
        terminal.paragraph(line, "    ")


def _remove(at: Desk, claims: Sequence[Claim]) -> None:
    """Write the files without the claims, and tell what has become of their sentences and subjects."""
    from compare.authoring.claiming.claim_removal import without_claims
    from compare.authoring.claiming.outlook import outlook

    changes = {}
    for file in dict.fromkeys(claim.place.file for claim in claims):
        old = at.text_of(file) or ""
        changes[file] = (old, without_claims(old, [claim for claim in claims if claim.place.file == file]))
    after = at.saved(changes).casebook
    at.terminal.result(visible(f"removed: {', '.join(claim.uid for claim in claims)}"))
    for subject in dict.fromkeys(claim.subject for claim in claims):
        at.terminal.result(visible(f"-> {outlook(after, subject)}"))
    _tell_opened(after, claims, at.terminal)


def _tell_opened(after: Casebook, claims: Sequence[Claim], terminal: Terminal) -> None:
    """Name the sentences on which nothing is said any more, and the articles of which that is not known."""
    from compare.authoring.claiming.claim_removal import opened

    left = opened(claims, after)
    if left:
        terminal.warn(f"{counted(len(left), 'sentence')} open now, neither claimed nor dismissed:")
    for source, number, text in left:
        terminal.warn(visible(f"  {source} {number}: {text}"))
    away = sorted({claim.source for claim in claims} - after.texts.keys())
    if away:
        terminal.warn(visible(f"Which sentences are open now is not known of {joined(away)}: the text is not at hand."))
