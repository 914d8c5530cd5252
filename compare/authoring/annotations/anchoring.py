"""The words of an annotation in the article text: found exactly or not at all, one place of several by what is beside it.

The web page that was annotated is not the text file, so the positions in it count only where they fall on the words.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from compare.authoring.annotations.annotation import Fault
from compare.authoring.claiming.quoting import as_written
from compare.core.phrases import joined
from compare.core.visible import excerpt
from compare.loading.anchors import FEWEST_CHARACTERS
from compare.loading.quotes import look_up, nearest_to, parts_of, similar_words
from compare.loading.typography import PARAGRAPH, fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compare.authoring.annotations.annotation import Annotation
    from compare.loading.quotes import Article, Span

_MORE: Final = "Annotate a word or two more."
_MOST_WORDS: Final = 6  # beside the quote that are tried for near:
_MOST_SENTENCES: Final = 5
_BESIDE: Final = 200  # characters of the context that are compared


class NotThereError(Exception):
    """The words are not in the article at all; something like them may be."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A quote as the claim will have it, where it stands in the stored text, and the key that tells it from its like.

    `elsewhere` is whether the words beside it in the annotation are not those beside it in the text.
    """

    quote: str
    start: int
    end: int
    key: tuple[tuple[str, str], ...] = ()
    elsewhere: bool = False


def anchored(annotation: Annotation, article: Article) -> Anchor | Fault:
    """Where the annotation's words stand, or why that cannot be said.

    Raises:
        NotThereError: nowhere.
    """
    if sum(map(len, parts_of(annotation.exact))) < FEWEST_CHARACTERS:
        return Fault(f"{excerpt(annotation.exact)} has fewer than two characters of the article", _MORE)
    spans = look_up(annotation.exact, article).spans
    if not spans:
        raise NotThereError
    meant = _meant(annotation, spans, article)
    if len(meant) > 1:
        return Fault(f"{excerpt(annotation.exact)} stands {len(spans)} times, in {_sentences(spans, article)}", _MORE)
    return _written(annotation, meant[0], article)


def not_there(annotation: Annotation, source: str, article: Article | None) -> Fault:
    """Words that are not in the text, with those that may be meant; they are looked for only where an article is given."""
    near = similar_words(annotation.exact, article) if article else None
    hint = f"; the nearest words are {excerpt(fold(near).text, 120)}" if near else ""
    what = f"{excerpt(annotation.exact)} is not in the text of {source}{hint}"
    return Fault(what, "Annotate whole words as the text has them.")


def _meant(annotation: Annotation, spans: tuple[Span, ...], article: Article) -> list[Span]:
    """The places that fit best what stands beside the words; of several the one at the position, if it is there."""
    if len(spans) == 1:
        return [*spans]
    beside = _letters(annotation.prefix[-_BESIDE:])[::-1], _letters(annotation.suffix[:_BESIDE])
    fits = [_fit(beside, span, article) for span in spans]
    most = max(fits)
    best = [span for span, fit in zip(spans, fits, strict=True) if fit == most]
    return [annotation.position] if len(best) > 1 and annotation.position in best else best


def _fit(beside: tuple[str, str], span: Span, article: Article) -> int:
    """On how many sides the letters beside the words in the annotation stand there in the text too."""
    before, after = beside
    return (before != "" and _agree(before, _letters(article.text[max(0, span[0] - _BESIDE) : span[0]])[::-1])) + (
        after != "" and _agree(after, _letters(article.text[span[1] : span[1] + _BESIDE]))
    )


@lru_cache(maxsize=8192)  # the same places of an article are looked at for many annotations
def _letters(text: str) -> str:
    """A text folded, without spaces and ends of paragraphs, which web pages and text files set differently."""
    return "".join(fold(text).text.replace(PARAGRAPH, " ").split())


def _agree(one: str, other: str) -> bool:
    """Whether two texts are the same as far as both go."""
    shared = min(len(one), len(other))
    return shared > 0 and one[:shared] == other[:shared]


def _written(annotation: Annotation, span: Span, article: Article) -> Anchor | Fault:
    """The quote as every reader of the claim file will look it up, found again."""
    stored = article.text[span[0] : span[1]]
    whole = fold(stored).text.strip() == fold(annotation.exact).text.strip()
    quote = as_written(stored if whole else annotation.exact)
    spans = look_up(quote, article).spans
    key = _key(quote, span, spans, article) if span in spans else None
    if key is None:
        return Fault(f"{excerpt(quote)} cannot be told from other places with the same words", _MORE)
    beside = _letters(annotation.prefix[-_BESIDE:])[::-1], _letters(annotation.suffix[:_BESIDE])
    return Anchor(quote, *span, key, elsewhere=all(beside) and not _fit(beside, span, article))


def _key(quote: str, span: Span, spans: tuple[Span, ...], article: Article) -> tuple[tuple[str, str], ...] | None:
    """What the claim needs besides its quote: nothing, its sentence, or a phrase beside it; None: no key helps."""
    if len(spans) == 1:
        return ()
    number = article.sentence_at(span[0])
    if number and sum(article.sentence_at(each[0]) == number for each in spans) == 1:
        return (("sentence", str(number)),)
    phrases = (each for each in _beside(span, article) if nearest_to(each, spans, article) == (span,))
    near = next((each for each in phrases if each != quote), None)
    return (("near", near),) if near else None


def _beside(span: Span, article: Article) -> Iterator[str]:
    """The words after the quote, then those before it, ever more of them."""
    after = article.text[span[1] : span[1] + _BESIDE].split()[:_MOST_WORDS]
    before = article.text[max(0, span[0] - _BESIDE) : span[0]].split()[-_MOST_WORDS:]
    for number in range(1, _MOST_WORDS + 1):
        yield as_written(" ".join(after[:number]))
        yield as_written(" ".join(before[-number:]))


def _sentences(spans: tuple[Span, ...], article: Article) -> str:
    """`sentences 2, 5 and 9`, the first few."""
    numbers = list(dict.fromkeys(str(article.sentence_at(start)) for start, _ in spans))
    shown = [*numbers[:_MOST_SENTENCES], *(["others"] if len(numbers) > _MOST_SENTENCES else [])]
    return f"sentence{'s' if len(numbers) > 1 else ''} {joined(shown)}"
