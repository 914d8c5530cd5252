"""Annotations as drafts of claims: complete, to be completed, there already, or left out with the reason; none is lost."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Final

from compare.authoring.annotations.anchoring import NotThereError, anchored, not_there
from compare.authoring.annotations.annotation import Annotation, Fault
from compare.authoring.annotations.draft import Draft
from compare.authoring.annotations.known import Known
from compare.authoring.annotations.saying import said
from compare.authoring.annotations.sources import Addresses
from compare.authoring.claiming.claim_entries import UnreadableValueError, free_id, subject_of, written_value
from compare.authoring.editing.refusals import UnknownNameError
from compare.core.codes import CODES
from compare.core.entities import Entities
from compare.kinds import kind_for
from compare.loading.characters import refusal
from compare.loading.forms import is_id
from compare.loading.quotes import Article

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from compare.authoring.annotations.anchoring import Anchor
    from compare.authoring.annotations.saying import Said
    from compare.core.model import Casebook
    from compare.core.settings import Limits

_MOST_SEARCHES: Final = 50
"""For so many quotes that are not found the nearest words are looked for, which takes a while each."""
_MOST_WORDS: Final = 5  # of a quote that make an id


@dataclass(frozen=True, slots=True)
class Outcome:
    """What becomes of every annotation of a file, each in exactly one of these."""

    complete: tuple[Draft, ...] = ()
    incomplete: tuple[Draft, ...] = ()
    there: tuple[tuple[Annotation, str], ...] = ()
    left_out: tuple[tuple[Annotation, Fault], ...] = ()
    private: tuple[Annotation, ...] = ()


@dataclass(frozen=True)
class Desk:
    """The casebook for which drafts are made."""

    casebook: Casebook
    limits: Limits
    _articles: dict[str, Article] = field(default_factory=dict)
    _searches: Iterator[int] = field(default_factory=lambda: iter(range(_MOST_SEARCHES)))

    @cached_property
    def addresses(self) -> Addresses:
        """The addresses of its sources."""
        return Addresses.of(self.casebook.sources)

    @cached_property
    def entities(self) -> Entities:
        """Its entities by all their names."""
        return Entities(self.casebook.entities)

    @cached_property
    def known(self) -> Known:
        """What its claims say already."""
        return Known(self.casebook, self.entities)

    def article(self, source: str) -> Article | None:
        """The text of a source, folded once; None where it is not at hand."""
        if source in self.casebook.texts and source not in self._articles:
            self._articles[source] = Article(self.casebook.texts[source])
        return self._articles.get(source)

    def may_search(self) -> bool:
        """Whether the nearest words may be looked for once more."""
        return next(self._searches, None) is not None


def drafted(annotations: Sequence[Annotation], casebook: Casebook, limits: Limits, *, private: bool = False) -> Outcome:
    """What each annotation comes to in a casebook.

    Args:
        annotations: those of one file, in its order.
        casebook: what is known so far.
        limits: how long a text may be, and how many marks one letter may carry.
        private: with those that only their author can see.
    """
    desk, first = Desk(casebook, limits), dict[object, Annotation]()
    kept = [each for each in annotations if private or not each.private]
    results = [(each, _result(_draft(each, desk), desk.known, first)) for each in kept]
    named = _named([each for _, each in results if isinstance(each, Draft)], casebook)
    return Outcome(
        tuple(each for each in named if not each.missing),
        tuple(each for each in named if each.missing),
        tuple((each, known) for each, known in results if isinstance(known, str)),
        tuple((each, fault) for each, fault in results if isinstance(fault, Fault)),
        tuple(each for each in annotations if each.private and not private),
    )


def _result(draft: Draft | Fault, known: Known, first: dict[object, Annotation]) -> Draft | Fault | str:
    """The draft if it says something new, the claim or annotation that says it already, or a fault."""
    if isinstance(draft, Fault):
        return draft
    claim, annotation = known.claim_for(draft), first.setdefault(draft.content, draft.annotation)
    if claim or annotation is not draft.annotation:
        return claim.uid if claim else annotation.label
    return known.against(draft) or draft


def _draft(annotation: Annotation, desk: Desk) -> Draft | Fault:
    """The draft of one annotation, or the first reason why there is none."""
    fault = annotation.fault or _unfit(annotation, desk.limits)
    if fault:
        return fault
    source = desk.addresses.source_at(annotation.address)
    if isinstance(source, Fault):
        return source
    article = desk.article(source)
    if article is None:
        return Fault(f"the text of {source} is not at hand", "Name the folder it lies in with --texts or WHOSAYS_TEXTS.")
    try:
        anchor, words = anchored(annotation, article), said(annotation)
    except NotThereError:
        return not_there(annotation, source, article if desk.may_search() else None)
    if isinstance(anchor, Fault):
        return anchor
    return words if isinstance(words, Fault) else Draft(annotation, source, anchor, *_completed(words, desk))


def _unfit(annotation: Annotation, limits: Limits) -> Fault | None:
    """A text in it that no claim file takes, in the words in which a claim file is told."""
    for text in (annotation.address, annotation.exact, *annotation.tags, *annotation.texts):
        code, message = refusal(text, limits.combining_run) or ("", "")
        size = len(text.encode("utf-8", "surrogatepass"))
        if not code and size > limits.scalar_bytes:
            code, message = "Y108", f"a text in it has {size:,} bytes; at most {limits.scalar_bytes:,} are read"
        if code:
            return Fault(message, CODES[code].cure)
    return None


def _completed(words: Said, desk: Desk) -> tuple[Said, tuple[str, ...]]:
    """What is said, and what the claim lacks: a subject that is declared, a value that can be read."""
    no_value = () if words.value else ("a value",)
    if not words.subject:
        return words, ("a subject", *no_value)
    try:
        subject = subject_of(desk.casebook, words.subject)
        if no_value:
            return words, no_value
        written_value(subject, words.value, desk.entities)
    except UnknownNameError as fault:
        return words, (f"a subject that is declared: {fault}", *no_value)
    except UnreadableValueError as fault:
        return words, (f"a value that can be read: {str(fault).splitlines()[0]}",)
    kind = kind_for(subject, desk.entities)
    return words.without_repeats(kind.say(kind.parse(words.value))), ()


def _named(drafts: Sequence[Draft], casebook: Casebook) -> list[Draft]:
    """The drafts in order, each with an id that no other claim of its source has."""
    used: dict[str, set[str]] = {}
    for claim in casebook.claims:
        used.setdefault(claim.source, set()).add(claim.id)
    subjects = {each.id for each in casebook.subjects}
    named = []
    for each in sorted(drafts, key=lambda draft: draft.sort_key):
        ids = used.setdefault(each.source, set())
        known = each.said.subject in subjects
        name = free_id(each.said.subject if known else f"/{_from_words(each.anchor)}", ids)
        ids.add(name)
        named.append(replace(each, id=name))
    return named


def _from_words(anchor: Anchor) -> str:
    """The first words of the quote as an id, where there is no subject yet to take it from."""
    from anyascii import anyascii  # only a draft without a subject pays for its tables

    words = re.findall("[a-z0-9]+", re.sub("['’`]", "", anyascii(anchor.quote[:200])).lower())[:_MOST_WORDS]
    name = "-".join(words)
    return name if is_id(name) else f"draft-at-{anchor.start}"
