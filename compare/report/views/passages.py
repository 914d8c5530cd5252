"""An article text cut at sentence boundaries and at the ends of quotes, so that a page marks words without writing HTML."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import groupby, pairwise
from operator import attrgetter
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from compare.core.model import ArticleText, Sentence


@dataclass(frozen=True, order=True, slots=True)
class Mark:
    """Where the quote of a claim stands in an article text: code point offsets, and the uid of the claim."""

    start: int
    end: int
    uid: str


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of text that is marked alike throughout: the claims whose quotes cover it, begin with it, and end with it."""

    text: str
    covers: tuple[str, ...] = ()
    opens: tuple[str, ...] = ()
    closes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence (with its number) or the words between two sentences (without), as offsets; `paragraph` counts from 1."""

    start: int
    end: int
    paragraph: int
    number: int | None = None


_start: Final = attrgetter("start")


def sentence_span(text: ArticleText, start: int, end: int) -> tuple[int, int]:
    """From the beginning of the sentence in which a quote begins to the end of the one in which it ends.

    A quote that no sentence covers keeps its own offsets on that side.
    """
    first = bisect_right(text.sentences, start, key=_start) - 1
    last = bisect_right(text.sentences, max(start, end - 1), key=_start) - 1
    if first < 0:
        return start, end
    before = text.sentences[first].start if start < text.sentences[first].end else start
    return before, max(end, text.sentences[last].end)


def sentence_at(text: ArticleText, offset: int) -> Sentence | None:
    """The sentence that holds the character at this offset."""
    at = bisect_right(text.sentences, offset, key=lambda each: each.start) - 1
    found = text.sentences[at] if at >= 0 else None
    return found if found and offset < found.end else None


def has_sentence(text: ArticleText, number: int) -> bool:
    """Whether the text has a sentence of this number; they are numbered from 1 in order."""
    return 0 < number <= len(text.sentences)


def passages(text: ArticleText) -> Iterator[Passage]:
    """The whole text in order: every sentence, and whatever stands between sentences and is more than white space."""
    at, paragraph = 0, 1
    for sentence in text.sentences:
        if text.text[at : sentence.start].strip():
            yield Passage(at, sentence.start, paragraph)
        paragraph = sentence.paragraph
        yield Passage(sentence.start, sentence.end, paragraph, sentence.number)
        at = max(at, sentence.end)
    if text.text[at:].strip():
        yield Passage(at, len(text.text), paragraph)


def by_paragraph(pieces: Sequence[Passage], starts: Sequence[int] = ()) -> list[list[Passage]]:
    """The passages grouped by the number of their paragraph, and cut where a page starts."""
    return [list(group) for _, group in groupby(pieces, key=lambda each: (bisect_right(starts, each.start), each.paragraph))]


def marks_of(pieces: Sequence[Passage], marks: Sequence[Mark]) -> list[list[Mark]]:
    """For each passage the marks that reach into it, in order; each mark is looked up, never tried on every passage."""
    reach: list[list[Mark]] = [[] for _ in pieces]
    starts = [each.start for each in pieces]
    for mark in sorted(marks):
        at = max(bisect_right(starts, mark.start) - 1, 0)
        while at < len(pieces) and pieces[at].start < mark.end:
            if pieces[at].end > mark.start:
                reach[at].append(mark)
            at += 1
    return reach


def cut(text: str, passage: Passage, marks: Sequence[Mark]) -> tuple[Segment, ...]:
    """The words of a passage cut wherever a mark begins or ends; joined again they are the passage."""
    inside = {each for mark in marks for each in (mark.start, mark.end) if passage.start < each < passage.end}
    edges = sorted({passage.start, passage.end, *inside})
    return tuple(_segment(text, start, end, marks) for start, end in pairwise(edges))


def _segment(text: str, start: int, end: int, marks: Sequence[Mark]) -> Segment:
    covering = [mark for mark in marks if mark.start < end and mark.end > start]
    return Segment(
        text[start:end],
        covers=tuple(mark.uid for mark in covering),
        opens=tuple(mark.uid for mark in covering if mark.start == start),
        closes=tuple(mark.uid for mark in covering if mark.end == end),
    )
