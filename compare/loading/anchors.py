"""Every claim's quote, looked up in the article text at hand; what is not at hand stays unchecked, which is no problem."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from compare.core.problems import Problem
from compare.core.visible import excerpt
from compare.loading.placed import Placed
from compare.loading.quotes import MOST_PARTS, Article, Match, look_up, nearest_to, parts_of, similar_words
from compare.loading.typography import PARAGRAPH, fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compare.core.model import ArticleText, Claim, Location, Quote, Reading
    from compare.loading.placed import Gathered

FEWEST_CHARACTERS: Final = 2
MANY_WORDS: Final = 16


def anchored(gathered: Gathered) -> tuple[tuple[Placed[Claim], ...], list[Problem]]:
    """The claims with their quotes looked up, and the problems of quotes and sentence numbers."""
    articles = {source: Article(text) for source, text in sorted(gathered.texts.items())}
    claims: list[Placed[Claim]] = []
    problems: list[Problem] = []
    for claim in gathered.claims:
        quote, found = _quote(claim, articles.get(claim.record.source))
        claims.append(claim if quote is claim.record.quote else Placed(replace(claim.record, quote=quote), claim.node))
        problems += found
    for reading in gathered.readings:
        text = gathered.texts.get(reading.record.source)
        problems += _dismissed(reading, text) if text else ()
    return tuple(claims), problems


def _dismissed(reading: Placed[Reading], text: ArticleText) -> Iterator[Problem]:
    """Dismissed sentences that the article does not have."""
    most = len(text.sentences)
    for run, place in reading.items("nothing"):
        if int(run.rpartition("-")[2]) > most:
            yield Problem("Q507", place, f"there is no sentence {excerpt(run)}: the article has {most}")


def _quote(claim: Placed[Claim], article: Article | None) -> tuple[Quote, list[Problem]]:
    """One quote, looked up if it can be."""
    quote = claim.record.quote
    place = claim.at("quote_original", "text") if quote.original else claim.at("quote")
    wanted = quote.original or quote.text
    parts = parts_of(wanted)
    if sum(len(part.replace(PARAGRAPH, "").strip()) for part in parts) < FEWEST_CHARACTERS:
        return quote, [Problem("Q503", place, f"the quote {excerpt(wanted)} has fewer than two characters of the article")]
    if len(parts) > MOST_PARTS:
        return quote, [_in_pieces(place, len(parts))]
    words = sum(len(part.split()) for part in parts)
    long = [Problem("Q504", place, f"the quote has {words} words")] if words >= MANY_WORDS else []
    if article is None:
        return quote, long
    match = look_up(wanted, article)
    if not match.spans:
        return replace(quote, state="missing"), [*long, _not_found(claim, wanted, article)]
    match, problem = _disambiguated(claim, match, article)
    if problem:
        return replace(quote, state="missing" if problem.code != "Q502" else "ambiguous"), [*long, problem]
    return _found(quote, match, article), _whole_article(claim, match, article) or long


def _in_pieces(place: Location, parts: int) -> Problem:
    """A quote put together of more parts than are looked for."""
    message = f"the quote has {parts:,} parts; at most {MOST_PARTS} are looked for"
    return Problem("Q501", place, message, "Take the shortest words that carry the claim.")


def _found(quote: Quote, match: Match, article: Article) -> Quote:
    """The quote with the one place where it stands."""
    ((start, end),) = match.spans
    return replace(
        quote,
        state="folded" if match.folding else "verified",
        start=start,
        end=end,
        sentence=article.sentence_at(start),
        paragraph=article.paragraph_at(start),
        folding=match.folding,
    )


def _whole_article(claim: Placed[Claim], match: Match, article: Article) -> list[Problem]:
    """Whether the quote leaves nothing of the article out."""
    ((start, end),) = match.spans
    first, last = article.words
    return [] if first < start or end < last else [Problem("Q505", claim.at("quote"), "the quote is the whole article")]


def _not_found(claim: Placed[Claim], wanted: str, article: Article) -> Problem:
    """A quote that is not there, with the words that may have been meant."""
    place = claim.at("quote_original", "text") if claim.record.quote.original else claim.at("quote")
    near = similar_words(wanted, article)
    hint = f"; the nearest words are {excerpt(fold(near).text, 120)}" if near else ""
    return Problem("Q501", place, f"{excerpt(wanted)} is not in the text of {claim.record.source}{hint}")


def _disambiguated(claim: Placed[Claim], match: Match, article: Article) -> tuple[Match, Problem | None]:
    """The one place that `sentence:` and `near:` leave, or what is wrong with them."""
    spans = match.spans
    sentence, near = claim.text("sentence"), claim.text("near")
    if sentence:
        spans = tuple(span for span in spans if article.sentence_at(span[0]) == int(sentence))
        if not spans:
            return match, _wrong_sentence(claim, int(sentence), match, article)
    if near:
        nearest = nearest_to(near, spans, article)
        if nearest is None:
            return match, Problem("Q501", claim.at("near"), f"{excerpt(near)} is not in the text of {claim.record.source}")
        spans = nearest
    if len(spans) > 1:
        listed = _sentence_list(spans, article)
        return match, Problem("Q502", claim.at("quote"), f"the quote occurs {len(spans)} times, in {listed}")
    return replace(match, spans=spans), None


def _wrong_sentence(claim: Placed[Claim], number: int, match: Match, article: Article) -> Problem:
    """A sentence number that the article does not have, or whose sentence lacks the quote."""
    place, most = claim.at("sentence"), len(article.sentences)
    if number > most:
        return Problem("Q507", place, f"there is no sentence {number}: the article has {most}")
    return Problem("Q501", place, f"the quote is not in sentence {number}; it is in {_sentence_list(match.spans, article)}")


def _sentence_list(spans: tuple[tuple[int, int], ...], article: Article) -> str:
    """`sentence 3` or `sentences 3, 7, ...`, the first few."""
    numbers = list(dict.fromkeys(str(article.sentence_at(start)) for start, _ in spans))
    shown = ", ".join(numbers[:5]) + (" ..." if len(numbers) > 5 else "")  # noqa: PLR2004 - a handful is enough to find them
    return f"sentence{'s' if len(numbers) > 1 else ''} {shown}"
