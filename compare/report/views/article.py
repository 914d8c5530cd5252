"""An article with its claims marked in place, and each paragraph's claims beside it, as notes stand in a margin."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from compare.core.phrases import counted
from compare.report.addresses import claim_anchor, mark_anchor, sentence_anchor
from compare.report.views.labels import language, sentence
from compare.report.views.passages import Mark, Passage, by_paragraph, cut, marks_of, passages
from compare.report.views.source_pages import mark_of, marks_in

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from compare.core.model import ArticleText, Reading, Source
    from compare.report.views.claims import ClaimView
    from compare.report.views.index import Index
    from compare.report.views.source_pages import SourcePages

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
class ParagraphView:
    """One paragraph of the article, and the claims whose quotes begin in it."""

    sentences: tuple[SentenceView, ...]
    claims: tuple[ClaimView, ...]


@dataclass(frozen=True, slots=True)
class ArticleView:
    """The article, or the part of it on one page, with its claims marked in place.

    `summary` says how many of all its sentences are claimed, dismissed and open.
    `apart` are the claims whose words were not found in it.
    `rights` is whose the text is, and why it is shown.
    """

    lang: str | None
    rights: str
    summary: str
    attested: bool
    paragraphs: tuple[ParagraphView, ...]
    apart: tuple[ClaimView, ...]


def article_views(
    source: Source, text: ArticleText, pages: SourcePages, shown: Sequence[ClaimView], reading: Reading | None
) -> tuple[ArticleView, ...]:
    """The article as each page of its source has it; `shown` are the claims of `pages` as pages show them."""
    numbers = {claim.uid: at for at, claim in enumerate(pages.claims, 1)}
    marks = marks_in(text, pages.claims)
    pieces = list(passages(text))
    reach = dict(zip(pieces, marks_of(pieces, marks), strict=True))
    dismissed = reading.nothing if reading else frozenset()
    grouped = by_paragraph(pieces, pages.starts)
    beside, apart = _beside(grouped, marks, shown)
    paragraphs = tuple(
        ParagraphView(tuple(_sentence(text, each, reach[each], dismissed, numbers) for each in paragraph), beside[at])
        for at, paragraph in enumerate(grouped)
    )
    first = ArticleView(language(source.language), _rights(source), _summary(paragraphs), text.attested, (), apart)
    cuts = [bisect_left([each[0].start for each in grouped], start) for start in pages.starts]
    return tuple(
        replace(first, paragraphs=paragraphs[start:end], apart=() if start else apart)
        for start, end in pairwise([0, *cuts, len(paragraphs)])
    )


def open_sentences(index: Index, source: str) -> int:
    """How many sentences of the text at hand are neither covered by the quote of a claim nor dismissed."""
    text = index.findings.casebook.texts[source]
    reading = index.readings.get(source)
    done = set(reading.nothing) if reading else set()
    starts = [each.start for each in text.sentences]
    for claim in index.claims_by_source.get(source, ()):
        mark = mark_of(claim, text)
        if mark:
            first = max(bisect_right(starts, mark.start) - 1, 0)
            done.update(each.number for each in text.sentences[first : bisect_right(starts, mark.end - 1)])
    return sum(each.number not in done for each in text.sentences)


def _beside(
    paragraphs: Sequence[Sequence[Passage]], marks: Sequence[Mark], shown: Sequence[ClaimView]
) -> tuple[dict[int, tuple[ClaimView, ...]], tuple[ClaimView, ...]]:
    """The claims by the paragraph in which their quotes begin, and those that begin in none."""
    starts = [paragraph[0].start for paragraph in paragraphs]
    at = {mark.uid: max(bisect_right(starts, mark.start) - 1, 0) for mark in marks}
    groups: dict[int, list[ClaimView]] = defaultdict(list)
    for claim in shown:
        if claim.id in at:
            groups[at[claim.id]].append(claim)
    return {each: tuple(groups[each]) for each in range(len(paragraphs))}, tuple(each for each in shown if each.id not in at)


def _rights(source: Source) -> str:
    owner = f"Rights in this text: {source.licence}" if source.licence else "This text belongs to its publisher"
    return f"{sentence(owner)} It is shown because it was at hand when this report was built."


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


def _summary(paragraphs: Sequence[ParagraphView]) -> str:
    often = Counter(each.state for paragraph in paragraphs for each in paragraph.sentences if each.number)
    total = sum(often.values())
    parts = f"{often['claimed']:,} with claims, {often['dismissed']:,} read and dismissed, {often['open']:,} left open"
    return f"{counted(total, 'sentence')}: {parts}."
