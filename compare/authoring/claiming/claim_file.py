"""The claim file of a source: where it is, how it begins, and which of its claims stands where."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from compare.authoring.editing.edits import tree_of
from compare.authoring.editing.refusals import RefusedError, UnknownNameError
from compare.authoring.editor.schema_line import schema_line
from compare.core.suggest import did_you_mean
from compare.core.visible import excerpt
from compare.loading import tree
from compare.loading.layout import CLAIMS, SUFFIX

if TYPE_CHECKING:
    from collections.abc import Iterable

    from compare.core.model import ArticleText, Casebook, Claim, Location, Reading
    from compare.core.problems import Problem
    from compare.loading.tree import Node, Plain


def path_of(source: str) -> str:
    """The claim file of a source, relative to the casebook."""
    return f"{CLAIMS}/{source}{SUFFIX}"


def begun(text: str | None, source: str) -> str:
    """The claim file as it is, or the beginning of one that is not there yet."""
    return f"{schema_line('claims', CLAIMS)}source: {source}\n" if text is None else text


def claim_places(text: str, source: str) -> list[Location]:
    """Where the id of each claim stands, in the order of the file; nothing where the file cannot be read."""
    return [tree.find(item, ("id",)).location for item in _claim_nodes(text, source)]


def claims_around(text: str, source: str, places: Iterable[Location]) -> list[str]:
    """The ids of the claims in whose entries these places lie, each once, in the order of the file."""
    items = _claim_nodes(text, source)
    starts = [item.location for item in items]
    found = {bisect_right(starts, place) - 1 for place in places}
    ids = (tree.find(items[at], ("id",)) for at in sorted(found) if at >= 0)
    return [each.text for each in ids if isinstance(each, tree.Scalar)]


def _claim_nodes(text: str, source: str) -> tuple[Node, ...]:
    """What is listed under `claims`; nothing where the file cannot be read."""
    root: Node | Problem = tree_of(text, path_of(source))
    listed = tree.child(root, "claims") if isinstance(root, tree.Mapping) else None
    return listed.items if isinstance(listed, tree.Sequence) else ()


def position_of(text: str, claim: Claim) -> int:
    """The position of a claim in its file, from 0.

    Raises:
        RefusedError: the file has changed since the claim was read.
    """
    places = claim_places(text, claim.source)
    if claim.place not in places:
        raise RefusedError(f"{claim.uid} does not stand at {claim.place} any more: run the command again")
    return places.index(claim.place)


def written_keys(text: str, claim: Claim) -> dict[str, Plain]:
    """The keys of a claim as its file has them.

    Raises:
        RefusedError: the file has changed since the claim was read.
    """
    root = tree_of(text, path_of(claim.source))
    record = tree.find(root, ("claims", position_of(text, claim))) if isinstance(root, tree.Mapping) else None
    return {entry.key.text: tree.plain(entry.value) for entry in record.entries} if isinstance(record, tree.Mapping) else {}


def known_source(casebook: Casebook, source: str) -> str:
    """The source itself, if there is such a source.

    Raises:
        UnknownNameError: there is none.
    """
    ids = [each.id for each in casebook.sources]
    if source not in ids:
        raise UnknownNameError(f"there is no source {excerpt(source)}{did_you_mean(source, ids)}")
    return source


def article_of(casebook: Casebook, source: str) -> ArticleText:
    """The text of a source.

    Raises:
        UnknownNameError: there is no such source.
        RefusedError: its text is not at hand.
    """
    if known_source(casebook, source) not in casebook.texts:
        raise RefusedError(f"the text of {source} is not at hand: name the folder it lies in with --texts or WHOSAYS_TEXTS")
    return casebook.texts[source]


def reading_of(casebook: Casebook, source: str) -> Reading | None:
    """What the claim file says of its reading; None where there is no claim file."""
    return next((each for each in casebook.readings if each.source == source), None)


def claim_named(casebook: Casebook, name: str) -> Claim:
    """The claim that `source#claim` or, where only one source has it, the id of a claim names.

    Raises:
        UnknownNameError: there is none, or there are several.
    """
    found = [claim for claim in casebook.claims if name in {claim.uid, claim.id}]
    if not found:
        names = [each for claim in casebook.claims for each in (claim.uid, claim.id)]
        raise UnknownNameError(f"there is no claim {excerpt(name)}{did_you_mean(name, names)}")
    if len(found) > 1:
        names = [each.uid for each in found]
        raise UnknownNameError(f"{excerpt(name)} is a claim of {len(found)} sources: write {' or '.join(names)}")
    return found[0]
