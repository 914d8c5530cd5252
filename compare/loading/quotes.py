"""Finding a quote in the article: word for word, then but for typesetting; a near match is suggested, never accepted."""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from compare.loading.places_of_words import Words
from compare.loading.typography import PARAGRAPH, Folded, fold, foldings_needed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compare.core.model import ArticleText

Span = tuple[int, int]
BRACKETS: Final = re.compile(r"(\[[^\[\]]*\])")
"""What is ours in a quote; a split by it keeps the brackets, at the odd positions."""
MOST_PARTS: Final = 20
"""Parts of a quote that are looked for: a phrase that carries a claim has one or two, and each costs as much as a quote."""
MOST_SEARCHES: Final = 200
"""Quotes of one article for which something similar is looked for; whoever has more that are not found has another article."""
_BLANK: Final = f" {PARAGRAPH}"  # a quote of nothing else would be found in every gap
_LONGEST_SEARCH: Final = 200  # characters of a quote that are compared when something similar is looked for
_LARGEST_SEARCH: Final = 200_000  # characters of an article that are compared
_LIKENESS: Final = 70.0
_DISTINCT: Final = 3.0  # a second best as near as this makes the best one a guess


@dataclass(frozen=True, slots=True)
class Match:
    """Where a quote stands: spans in the stored text, and the foldings it took to find it."""

    spans: tuple[Span, ...]
    folding: tuple[str, ...] = ()


class Article:
    """An article text prepared for looking up quotes."""

    def __init__(self, article: ArticleText) -> None:
        """Fold the text once for all its quotes."""
        self.text = article.text
        self.sentences = article.sentences
        self.folded = fold(article.text)
        self.stored_words, self.folded_words = Words(article.text), Words(self.folded.text)
        self.searches_left = MOST_SEARCHES
        self.words = (len(self.text) - len(self.text.lstrip()), len(self.text.rstrip()))
        """Where the first word begins and the last one ends."""
        self._starts = [sentence.start for sentence in article.sentences]

    def sentence_at(self, offset: int) -> int | None:
        """The number of the sentence that holds a stored offset, or of the last one before it."""
        at = bisect_right(self._starts, offset)
        return self.sentences[at - 1].number if at else None

    def paragraph_at(self, offset: int) -> int:
        """The number of the paragraph that holds a stored offset; 0 before the first."""
        number = self.sentence_at(offset)
        return self.sentences[number - 1].paragraph if number else 0


def parts_of(quote: str) -> tuple[str, ...]:
    """The words of the article in a quote: `[...]` and `[our words]` are taken out, what is left stays in order."""
    return tuple(part.strip() for part in BRACKETS.split(quote)[::2] if part.strip())


def look_up(quote: str, article: Article) -> Match:
    """Every place where the quote stands.

    Brackets are first taken as the article's own, then as gaps; each time the stored text is tried before the folded one,
    so that a quote which is there word for word is never explained by folding.
    """
    whole, parts = (quote.strip(),), parts_of(quote)
    for wanted in dict.fromkeys((whole, parts) if len(parts) <= MOST_PARTS else (whole,)):
        exact = tuple(_spans(article, article.stored_words, wanted))
        if exact:
            return Match(exact)
        folded = tuple(_folded_spans(article, wanted))
        if folded:
            needed = (name for each in folded for name in foldings_needed(article.folded, each, fold(" ".join(wanted))))
            return Match(folded, tuple(sorted(set(needed))))
    return Match(())


def _folded_spans(article: Article, parts: tuple[str, ...]) -> Iterator[Span]:
    """The spans of the parts in the folded text, as offsets in the stored one."""
    folded = article.folded
    wanted = tuple(fold(part).text.strip() for part in parts)
    for start, end in _spans(article, article.folded_words, wanted, folded):
        yield folded.start_of(start), folded.end_of(end)


def _spans(article: Article, words: Words, parts: tuple[str, ...], folded: Folded | None = None) -> Iterator[Span]:
    """The shortest stretches of a text that hold all parts in order and close together, in the text's own offsets.

    Close together means: the last part ends in the paragraph in which the first begins, or in the next one.
    """
    if not parts or not all(part.strip(_BLANK) for part in parts):
        return
    starts = {part: array("l", _occurrences(words, part)) for part in dict.fromkeys(parts)}  # there may be millions
    previous: Span | None = None
    for start in starts[parts[0]]:
        end = _end_of_chain(start, parts, starts)
        if end is None:
            break
        if previous and previous[1] != end:
            yield previous
        previous = (start, end) if _close(article, start, end, folded) else None
    if previous:
        yield previous


def _end_of_chain(start: int, parts: tuple[str, ...], starts: dict[str, array[int]]) -> int | None:
    """Where the last part ends if the first begins here and every other is taken at its next occurrence."""
    end = start + len(parts[0])
    for part in parts[1:]:
        at = bisect_left(starts[part], end)
        if at == len(starts[part]):
            return None
        end = starts[part][at] + len(part)
    return end


def _close(article: Article, start: int, end: int, folded: Folded | None) -> bool:
    """Whether a stretch stays within one paragraph and the next."""
    first, last = (folded.start_of(start), folded.end_of(end)) if folded else (start, end)
    return article.paragraph_at(last - 1) - article.paragraph_at(first) <= 1


def _occurrences(words: Words, part: str) -> Iterator[int]:
    """Where a part begins that stands there as whole words."""
    text = words.text
    for at in words.places(part):
        end = at + len(part)
        if not (cuts_word(text, at) or cuts_word(text, end)):
            yield at


def cuts_word(text: str, at: int) -> bool:
    """Whether an offset stands inside a word or number, so that 11 is not found in 2011.

    Only letters with case and digits count: scripts without case may write words without spaces, or join particles to them.
    """
    if not 0 < at < len(text):
        return False
    before, after = text[at - 1], text[at]
    return unicodedata.combining(after) > 0 or (_joins(before) and _joins(after))


def _joins(char: str) -> bool:
    """Whether a character is a digit or a letter with case."""
    return char.isdigit() or char.lower() != char.upper()


def nearest_to(phrase: str, spans: tuple[Span, ...], article: Article) -> tuple[Span, ...] | None:
    """The spans nearest to a phrase, several if equally near; None if the phrase is not in the article."""
    marks = look_up(phrase, article).spans
    if not marks:
        return None
    starts = [start for start, _ in marks]
    distances = [min(_distance(span, mark) for mark in _around(span, marks, starts)) for span in spans]
    least = min(distances)
    return tuple(span for span, distance in zip(spans, distances, strict=True) if distance == least)


def _around(span: Span, marks: tuple[Span, ...], starts: list[int]) -> tuple[Span, ...]:
    """The marks before and after the start of a span; none is nearer, as they begin and end in one order."""
    at = bisect_right(starts, span[0])
    return marks[max(0, at - 1) : at + 1]


def _distance(one: Span, other: Span) -> int:
    """How many characters lie between two spans; 0 where they touch or overlap."""
    return max(0, one[0] - other[1], other[0] - one[1])


def similar_words(quote: str, article: Article) -> str | None:
    """The words of the article most like a quote that is not in it, if one stretch is clearly the most alike."""
    article.searches_left -= 1
    if article.searches_left < 0:
        return None
    from rapidfuzz import fuzz  # only a quote that is not found pays for it

    wanted, text = fold(" ".join(parts_of(quote))).text[:_LONGEST_SEARCH], article.folded.text[:_LARGEST_SEARCH]
    best = fuzz.partial_ratio_alignment(wanted, text, score_cutoff=_LIKENESS)
    if best is None or best.score == 0:
        return None
    rest = f"{text[: best.dest_start]}{PARAGRAPH}{text[best.dest_end :]}"
    second = fuzz.partial_ratio(wanted, rest, score_cutoff=best.score - _DISTINCT)
    return None if second else _whole_words(text, best.dest_start, best.dest_end)


def _whole_words(text: str, start: int, end: int) -> str:
    """A stretch widened to whole words, within its paragraph."""
    while start > 0 and not text[start - 1].isspace() and text[start - 1] != PARAGRAPH:
        start -= 1
    while end < len(text) and not text[end].isspace() and text[end] != PARAGRAPH:
        end += 1
    return text[start:end].strip()
