"""How a command on claims writes a changed claim, and the lines in which it tells of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compare.core.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from compare.cli.changing import Desk
    from compare.cli.terminal import Terminal
    from compare.core.model import Casebook, Claim
    from compare.loading.tree import Plain


def save_claim(at: Desk, claim: Claim, old: str, keys: Mapping[str, Plain | None], *, dry_run: bool = False) -> Desk:
    """Write a claim that is changed in these keys, tell what it is now, and give the desk as it is afterwards."""
    from compare.authoring.claiming.claim_changes import with_keys

    after = at.saved({claim.place.file: (old, with_keys(old, claim, keys))}, dry_run=dry_run)
    uid = f"{claim.source}#{keys.get('id') or claim.id}"
    tell_claim(next(each for each in after.casebook.claims if each.uid == uid), after.casebook, at.terminal, dry_run=dry_run)
    return after


def tell_claim(claim: Claim, casebook: Casebook, terminal: Terminal, *, dry_run: bool = False) -> None:
    """One line: where the claim stands, its id and quote, and what its subject comes to."""
    from compare.authoring.claiming.outlook import outlook

    would = "not written: " if dry_run else ""
    place = f"{claim.place.file}:{claim.place.line}"
    quote = f"“{claim.quote.text}”"
    terminal.result(visible(f"{would}{place}: {claim.uid} {quote} -> {outlook(casebook, claim.subject)}"))


def answer_of(claim: Claim) -> str:
    """`jnim/leader = not Iyad Ag Ghali`: the subject and the whole value."""
    return f"{claim.subject} = {'not ' if claim.stance == 'denies' else ''}{claim.shown or claim.written}"


def qualified(claim: Claim) -> Iterator[str]:
    """The quote of a claim, everything that is said about it beside its value, and its note, each a line."""
    original = f" (a translation of “{claim.quote.original}”)" if claim.quote.original else ""
    yield f"“{claim.quote.text}”{original}"
    said = {
        "stance": claim.stance if claim.stance != "affirms" else "",
        "hedge": claim.hedge if claim.hedge != "stated" else "",
        "list": "closed" if claim.closed else "",
        "as of": claim.as_of,
        "since": claim.since,
        "until": claim.until,
        "scope": claim.scope,
        "via": ", ".join(claim.via),
        "speaker": claim.speaker,
        "corrects": ", ".join(claim.corrects),
        "credibility": claim.credibility,
        "worded": f"“{claim.worded}”" if claim.worded else "",
    }
    line = "; ".join(f"{key}: {value}" for key, value in said.items() if value)
    yield from (each for each in (line, f"note: {claim.note}" if claim.note else "") if each)
