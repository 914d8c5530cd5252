"""A claim changed in some of its keys: each checked as in a new claim, all others left as they are."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from compare.authoring.claiming.claim_entries import ORDER, quote_keys, quoted, subject_of, written_value
from compare.authoring.claiming.claim_file import article_of, position_of, written_keys
from compare.authoring.editing.edits import put, removed
from compare.authoring.editing.refusals import RefusedError
from compare.core.entities import Entities
from compare.loading.quotes import Article

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from compare.core.model import Casebook, Claim
    from compare.loading.tree import Plain

_WHERE = ("near", "sentence")
"""The keys that say which occurrence of a quote is meant, and mean nothing for another quote."""


@dataclass(frozen=True, slots=True)
class Change:
    """What an annotator asked to be different; `drop` names keys to be taken out."""

    subject: str | None = None
    value: str | None = None
    quote: str | None = None
    sentence: int | None = None
    keys: Mapping[str, Plain] = field(default_factory=dict)
    drop: tuple[str, ...] = ()


def new_keys(casebook: Casebook, claim: Claim, text: str, change: Change) -> dict[str, Plain | None]:
    """The keys of the claim that will be set, or taken out where they are None.

    Args:
        casebook: what the change is checked against.
        claim: the claim as it was read.
        text: its claim file.
        change: what is asked for.

    Raises:
        UnknownNameError: there is no such subject or sentence.
        RefusedError: the quote cannot be taken, the subject does not take the value, or the file has changed meanwhile.
    """
    subject = subject_of(casebook, change.subject or claim.subject)
    keys: dict[str, Plain | None] = dict.fromkeys(change.drop)
    if change.subject:
        keys["subject"] = subject.id
    if change.value is not None:
        keys["value"] = written_value(subject, change.value, Entities(casebook.entities))
    if change.quote is not None or change.sentence:
        keys |= dict.fromkeys(written_keys(text, claim).keys() & set(_WHERE))
        keys |= _new_quote(casebook, claim, change)
    return keys | dict(change.keys)


def _new_quote(casebook: Casebook, claim: Claim, change: Change) -> dict[str, Plain]:
    """The keys of another quote, taken from the sentence named or from the one in which the present quote stands."""
    if claim.quote.original:
        raise RefusedError(f"the quote of {claim.uid} is a translation, which no article holds: change it in an editor")
    number = change.sentence or claim.quote.sentence
    if number is None:
        raise RefusedError(
            f"the quote of {claim.uid} is not found now: say with --sentence where the new one is to be taken from"
        )
    article = Article(article_of(casebook, claim.source))
    return quote_keys(article, quoted(article, number, change.quote))


def with_keys(text: str, claim: Claim, keys: Mapping[str, Plain | None]) -> str:
    """The claim file with these keys of a claim set; those that are None are taken out.

    Raises:
        CannotEdit: the file cannot be changed safely, or a key to be taken out is not there.
        RefusedError: the file has changed since the claim was read.
    """
    at = position_of(text, claim)
    for key in _in_order(keys):
        path, value = ("claims", at, key), keys[key]
        text = removed(text, path) if value is None else put(text, path, value)
    return text


def _in_order(keys: Iterable[str]) -> list[str]:
    """The keys as docs/formats.md orders them, unknown ones last."""
    return sorted(keys, key=lambda each: (ORDER.index(each) if each in ORDER else len(ORDER), each))
