"""The page of one source: its record, its words with the claims marked in place, and on how much it differs from others."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from compare.core.date_words import in_words
from compare.core.phrases import counted
from compare.report.addresses import claim_anchor, mark_anchor, sentence_anchor, source_page
from compare.report.views.claims import ClaimView, claim_view
from compare.report.views.overview import text_state
from compare.report.views.passages import Mark, Passage, by_paragraph, cut, marks_of, passages
from compare.report.views.shared import Fact, Label, fact, language, outside_link, sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from compare.core.model import ArticleText, Claim, Reading, Source
    from compare.report.views.agreement import PairCount
    from compare.report.views.shared import Index

State = Literal["claimed", "dismissed", "open", "between"]


@dataclass(frozen=True, slots=True)
class Reference:
    """The number under which a claim is listed on the page, and the fragment of its entry there."""

    number: int
    anchor: str


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of the article: whether a quote covers them, which marks begin here, which claims end here."""

    text: str
    depth: int
    begins: tuple[str, ...]
    ends: tuple[Reference, ...]


@dataclass(frozen=True, slots=True)
class SentenceView:
    """One sentence with its number and fragment (none for words between sentences), and what was done with it."""

    number: int | None
    anchor: str | None
    state: State
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class ArticleView:
    """The article with its claims marked in place; `summary` says how many sentences are claimed, dismissed and open.

    `rights` is whose the text is, and why it is shown.
    """

    lang: str | None
    rights: str
    summary: str
    attested: bool
    paragraphs: tuple[tuple[SentenceView, ...], ...]


@dataclass(frozen=True, slots=True)
class AgainstView:
    """This source beside another: on how many subjects they agree, differ and contradict each other, of how many compared."""

    source: Label
    count: PairCount


@dataclass(frozen=True, slots=True)
class SourceView:
    """Everything on the page of one source; `against` is None where there are too many sources to compare each two.

    `nothing` is why a source has no claims, where it has none.
    """

    path: str
    title: Label
    name: Label
    id: str
    facts: tuple[Fact, ...]
    nothing: str | None
    claims: tuple[ClaimView, ...]
    article: ArticleView | None
    origins: tuple[tuple[Label, int], ...]
    against: tuple[AgainstView, ...] | None


def source_views(index: Index, counts: Mapping[tuple[str, str], PairCount] | None) -> Iterator[SourceView]:
    """The pages of all sources, by id."""
    readings = {each.source: each for each in index.findings.casebook.readings}
    for source in index.sources.values():
        yield _source_view(index, source, readings.get(source.id), counts)


def _source_view(
    index: Index, source: Source, reading: Reading | None, counts: Mapping[tuple[str, str], PairCount] | None
) -> SourceView:
    claims = sorted(index.claims_by_source.get(source.id, ()), key=_in_order_of_article)
    text = index.findings.casebook.texts.get(source.id)
    return SourceView(
        path=source_page(source.id),
        title=Label(source.title, lang=language(source.language)),
        name=index.source(source.id),
        id=source.id,
        facts=_facts(index, source, reading, rights=text is None),
        nothing=None if claims else _nothing(source, reading),
        claims=tuple(claim_view(index, each, number) for number, each in enumerate(claims, 1)),
        article=_article(source, text, claims, reading) if text else None,
        origins=_origins(index, claims),
        against=None if counts is None else _against(index, source.id, counts),
    )


def _in_order_of_article(claim: Claim) -> tuple[bool, int, int, str]:
    """Where the claim stands in the article; those whose place is not known come last."""
    quote = claim.quote
    return (quote.start is None and quote.sentence is None, quote.start or 0, quote.sentence or 0, claim.id)


def _facts(index: Index, source: Source, reading: Reading | None, *, rights: bool) -> tuple[Fact, ...]:
    """The record of a source; whose the text is stands among it where it does not stand above the text."""
    return (
        *fact("publisher", source.publisher),
        *fact("author", source.author),
        *fact("published", f"{in_words(source.published)} ({source.basis})"),
        *fact("address", *outside_link(source.url)),
        *fact("accessed", source.accessed and in_words(source.accessed)),
        *fact("language", source.language),
        *fact("text", text_state(index, source.id)),
        *fact("licence", source.licence if rights else None),
        *fact("unavailable", source.unavailable and sentence(source.unavailable)),
        *fact("reliability", f"{source.reliability} (Admiralty grade, A to F)" if source.reliability else None),
        *fact("read", _reading(reading)),
        *fact("note", source.note),
    )


def _reading(reading: Reading | None) -> str:
    if reading is None or not reading.by:
        return "nobody attests having read it"
    scope = "for every subject" if reading.full else f"for {counted(len(reading.subjects), 'subject')}"
    return f"by {reading.by}{f' on {in_words(reading.on)}' if reading.on else ''}, {scope}"


def _nothing(source: Source, reading: Reading | None) -> str:
    if source.unavailable:
        return "Nobody could get at this article, so nothing is known of what it says."
    if reading is None or not reading.by:
        return "Nobody attests having read this article, so nothing is known of what it says."
    return "This article was read, and nothing in it was taken as a claim."


def _origins(index: Index, claims: list[Claim]) -> tuple[tuple[Label, int], ...]:
    often = Counter(each for claim in claims for each in claim.via)
    return tuple((index.origin(each), often[each]) for each in sorted(often, key=lambda each: (-often[each], each)))


def _against(index: Index, source: str, counts: Mapping[tuple[str, str], PairCount]) -> tuple[AgainstView, ...]:
    found = []
    for other in index.sources:
        count = counts.get((min(source, other), max(source, other)))
        if count and other != source:
            found.append(AgainstView(index.short_source(other), count))
    return tuple(found)


def _article(source: Source, text: ArticleText, claims: list[Claim], reading: Reading | None) -> ArticleView:
    numbers = {claim.uid: at for at, claim in enumerate(claims, 1)}
    marks = [mark for mark in (_place(claim, text) for claim in claims) if mark]
    pieces = list(passages(text))
    reach = dict(zip(pieces, marks_of(pieces, marks), strict=True))
    dismissed = reading.nothing if reading else frozenset()
    paragraphs = tuple(
        tuple(_sentence(text, each, reach[each], dismissed, numbers) for each in paragraph)
        for paragraph in by_paragraph(pieces)
    )
    return ArticleView(language(source.language), _rights(source), _summary(paragraphs), text.attested, paragraphs)


def _rights(source: Source) -> str:
    owner = f"Rights in this text: {source.licence}" if source.licence else "This text belongs to its publisher"
    return f"{sentence(owner)} It is shown because it was at hand when this report was built."


def _place(claim: Claim, text: ArticleText) -> Mark | None:
    start, end = claim.quote.start, claim.quote.end
    if start is None or end is None or not 0 <= start < end <= len(text.text):
        return None
    return Mark(start, end, claim.uid)


def _sentence(
    text: ArticleText, passage: Passage, marks: list[Mark], dismissed: frozenset[int], numbers: Mapping[str, int]
) -> SentenceView:
    pieces = tuple(
        Piece(
            text=segment.text,
            depth=len(segment.covers),
            begins=tuple(mark_anchor(uid) for uid in segment.opens),
            ends=tuple(Reference(numbers[uid], claim_anchor(uid)) for uid in segment.closes),
        )
        for segment in cut(text.text, passage, marks)
    )
    anchor = None if passage.number is None else sentence_anchor(passage.number)
    return SentenceView(passage.number, anchor, _state(passage, marks, dismissed), pieces)


def _state(passage: Passage, marks: list[Mark], dismissed: frozenset[int]) -> State:
    if passage.number is None:
        return "between"
    if marks:
        return "claimed"
    return "dismissed" if passage.number in dismissed else "open"


def _summary(paragraphs: tuple[tuple[SentenceView, ...], ...]) -> str:
    often = Counter(each.state for paragraph in paragraphs for each in paragraph if each.number)
    total = sum(often.values())
    parts = f"{often['claimed']} with claims, {often['dismissed']} read and dismissed, {often['open']} left open"
    return f"{counted(total, 'sentence')}: {parts}."
