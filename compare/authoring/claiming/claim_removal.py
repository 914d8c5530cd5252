"""Claims taken out of a claim file, and the sentences that nothing is made of any more then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compare.analysis.absence import decided_sentences, sentences_of
from compare.authoring.claiming.claim_file import position_of
from compare.authoring.editing.edits import removed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from compare.core.model import Casebook, Claim


def without_claims(text: str, claims: Iterable[Claim]) -> str:
    """The claim file without these claims; everything else in it stays as it is.

    Raises:
        CannotEdit: the file cannot be changed safely.
        RefusedError: the file has changed since the claims were read.
    """
    for at in sorted((position_of(text, claim) for claim in claims), reverse=True):
        text = removed(text, ("claims", at))
    return text


def opened(claims: Sequence[Claim], after: Casebook) -> list[tuple[str, int, str]]:
    """The sentences that these claims stood on and that are neither claimed nor dismissed now.

    Args:
        claims: the claims as they were.
        after: the casebook without them.

    Returns:
        Source, number and text of each sentence, in their order; none of a source whose text is not at hand.
    """
    decided = decided_sentences(after)
    found: list[tuple[str, int, str]] = []
    for source in sorted({claim.source for claim in claims} & after.texts.keys()):
        article = after.texts[source]
        touched = {number for claim in claims if claim.source == source for number in sentences_of(claim.quote, article)}
        left = touched - decided.get(source, frozenset())
        found += [
            (source, each.number, article.text[each.start : each.end]) for each in article.sentences if each.number in left
        ]
    return found
