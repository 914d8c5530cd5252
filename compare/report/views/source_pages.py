"""On which page of its source a claim or a sentence stands, where an article or a list of claims goes on over several."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from compare.report.addresses import CLAIMS_ON_PAGE, SENTENCES_ON_PAGE
from compare.report.views.passages import Mark, by_paragraph, passages

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from compare.core.model import ArticleText, Claim
    from compare.report.views.index import Index


@dataclass(frozen=True, slots=True)
class SourcePages:
    """The pages of one source: `starts` is where in its text each page after the first begins.

    `claims` are its claims in the order of the article, `moved` the numbers of the pages of those that are not on the first.
    """

    claims: tuple[Claim, ...]
    starts: tuple[int, ...]
    moved: Mapping[str, int]
    last: int

    def at(self, offset: int) -> int:
        """The number of the page, from 1, that has this place of the text."""
        return bisect_right(self.starts, offset) + 1


def source_pages(index: Index) -> dict[str, SourcePages]:
    """The pages of every source, by its id."""
    texts = index.findings.casebook.texts
    return {each: _pages(index.claims_by_source.get(each, ()), texts.get(each)) for each in index.sources}


def _pages(claims: Sequence[Claim], text: ArticleText | None) -> SourcePages:
    ordered = tuple(sorted(claims, key=_in_order_of_article))
    if text is None:
        moved = {each.uid: at // CLAIMS_ON_PAGE + 1 for at, each in enumerate(ordered) if at >= CLAIMS_ON_PAGE}
        return SourcePages(ordered, (), moved, max(1, -(-len(ordered) // CLAIMS_ON_PAGE)))
    marks = marks_in(text, ordered)
    starts = page_starts(text, marks)
    pages = ((each.uid, bisect_right(starts, each.start) + 1) for each in marks)
    return SourcePages(ordered, starts, {uid: number for uid, number in pages if number > 1}, len(starts) + 1)


def _in_order_of_article(claim: Claim) -> tuple[bool, int, int, str]:
    """Where the claim stands in the article; those whose place is not known come last."""
    quote = claim.quote
    return (quote.start is None and quote.sentence is None, quote.start or 0, quote.sentence or 0, claim.id)


def marks_in(text: ArticleText, claims: Sequence[Claim]) -> list[Mark]:
    """Where the quotes of these claims stand in the text; a claim whose words were not found has no mark."""
    return [mark for mark in (mark_of(claim, text) for claim in claims) if mark]


def mark_of(claim: Claim, text: ArticleText) -> Mark | None:
    """Where the quote of a claim stands in the text; None where its words were not found."""
    start, end = claim.quote.start, claim.quote.end
    if start is None or end is None or not 0 <= start < end <= len(text.text):
        return None
    return Mark(start, end, claim.uid)


def page_starts(text: ArticleText, marks: Sequence[Mark], most: int = SENTENCES_ON_PAGE) -> tuple[int, ...]:
    """Where each page of an article after the first begins: with a paragraph where there is one, and never within a quote.

    A page has `most` sentences, or as many more as a quote needs.
    """
    if len(text.sentences) <= most:
        return ()
    ordered = sorted(marks)
    begins, ends = [each.start for each in ordered], list(accumulate((each.end for each in ordered), max))
    starts, count = list[int](), 0
    for paragraph in by_paragraph(list(passages(text))):
        for at, piece in enumerate(paragraph):
            needed = 1 if at else len(paragraph)
            before = bisect_left(begins, piece.start)
            if count and count + needed > most and (not before or ends[before - 1] <= piece.start):
                starts.append(piece.start)
                count = 0
            count += 1
    return tuple(starts)
