"""Claim files: what one article says, and who read it for what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compare.core.model import Claim, Location, Quote, Reading
from compare.loading import tree
from compare.loading.placed import Placed

if TYPE_CHECKING:
    from compare.loading.schema import ClaimFile, ClaimRecord
    from compare.loading.tree import Node

SEPARATOR = ";"
"""Between the members of a list that is written as one text."""


def claims(read: ClaimFile, root: Node) -> list[Placed[Claim]]:
    """The claims of the file, in its order."""
    listed = tree.child(root, "claims")
    nodes = listed.items if isinstance(listed, tree.Sequence) else ()
    return [Placed(_claim(read.source, each, node), node) for each, node in zip(read.claims, nodes, strict=True)]


def _claim(source_id: str, read: ClaimRecord, node: Node) -> Claim:
    """One claim; nothing is looked up yet."""
    return Claim(
        id=read.id,
        source=source_id,
        subject=read.subject,
        written=f"{SEPARATOR} ".join(read.value),
        quote=_quote(read),
        place=tree.find(node, ("id",)).location,
        stance=read.stance,
        hedge=read.hedge,
        closed=read.list == "closed",
        as_of=read.as_of,
        since=read.since,
        until=read.until,
        scope=read.scope,
        via=read.via,
        speaker=read.speaker,
        corrects=read.corrects,
        credibility=read.credibility,
        worded=read.worded,
        note=read.note,
    )


def _quote(read: ClaimRecord) -> Quote:
    """The quote, unchecked."""
    original = read.quote_original
    if original is None:
        return Quote(read.quote)
    return Quote(read.quote, original=original.text, original_language=original.language)


def reading(read: ClaimFile, root: Node) -> Placed[Reading]:
    """Who read the article, when and what for; without `read` nobody attests anything."""
    by = read.read
    found = Reading(
        source=read.source,
        place=Location(root.location.file, 1, 1),
        by=by.by if by else None,
        on=by.on if by else None,
        full=by is not None and by.scope == "full",
        subjects=tuple(sorted(by.scope)) if by and not isinstance(by.scope, str) else (),
        not_applicable=tuple(sorted(read.not_applicable.items())),
        nothing=frozenset(number for first, last in read.nothing for number in range(first, last + 1)),
    )
    return Placed(found, root)
