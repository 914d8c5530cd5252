"""A claim as a page shows it: its value, its words inside their sentence, where they stand, and every qualifier."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from compare.core.date_words import in_words
from compare.core.phrases import joined
from compare.report.addresses import claim_anchor
from compare.report.views.labels import Fact, Label, fact, language
from compare.report.views.origins import via_chains
from compare.report.views.passages import has_sentence, sentence_at, sentence_span

if TYPE_CHECKING:
    from compare.core.model import ArticleText, Claim, Quote
    from compare.report.views.index import Index
    from compare.report.views.origins import Chain

_FOLDINGS: Final = {
    "spacing": "spacing",
    "quotes": "quotation marks",
    "dashes": "dashes",
    "ellipsis": "dots",
    "ligatures": "ligatures",
    "invisible character": "invisible characters",
    "no-break space": "no-break spaces",
    "soft hyphen": "soft hyphens",
    "composition": "the way accents are stored",
}
"""What the loader calls the differences of typesetting that it looks past, and what they are to a reader."""
_STATES: Final = {
    "verified": "word for word in the article",
    "folded": "found in the article",
    "missing": "not found in the article",
    "ambiguous": "found more than once in the article",
    "unchecked": "not looked up: the article text is not at hand",
}
_SCALE: Final = {
    "1": "confirmed",
    "2": "probably true",
    "3": "possibly true",
    "4": "doubtful",
    "5": "improbable",
    "6": "cannot be judged",
}


@dataclass(frozen=True, slots=True)
class QuoteView:
    """The words of a claim: `marked` is the quote, `before` and `after` the rest of its sentence where the text is at hand.

    `translation` is the quote as annotated, where `marked` is what it was translated from.
    """

    marked: str
    state: str
    before: str = ""
    after: str = ""
    lang: str | None = None
    translation: Label | None = None
    locator: Label | None = None


@dataclass(frozen=True, slots=True)
class ClaimView:
    """One claim: its fragment, source, subject, value, words and qualifiers, each ready to be printed.

    `via` are the origins it names, each with where that has it from in turn.
    """

    anchor: str
    id: str
    source: Label
    subject: Label
    value: Label
    denied: bool
    quote: QuoteView
    facts: tuple[Fact, ...]
    hedge: str | None = None
    via: tuple[Chain, ...] = ()
    published: str = ""
    number: int = 0  # in the order of the article, on the page of its source


def claim_view(index: Index, claim: Claim, number: int = 0) -> ClaimView:
    """The claim as a page shows it."""
    source = index.sources.get(claim.source)
    return ClaimView(
        anchor=claim_anchor(claim.uid),
        id=claim.uid,
        source=_source_at_claim(index, claim),
        subject=index.subject(claim.subject),
        value=Label(claim.shown or claim.written),
        denied=claim.stance == "denies",
        quote=quote_view(index, claim),
        facts=claim_facts(index, claim),
        hedge=claim.hedge if claim.hedge != "stated" else None,
        via=via_chains(index, claim),
        published=in_words(source.published) if source else "",
        number=number,
    )


def _source_at_claim(index: Index, claim: Claim) -> Label:
    """The source, with the place of the claim on its page."""
    label = index.source(claim.source)
    return Label(label.text, index.source_href(claim)) if label.href else label


def claim_facts(index: Index, claim: Claim) -> tuple[Fact, ...]:
    """The qualifiers that a claim carries beside its hedge and its origins; what is not said is not listed."""
    credibility = claim.credibility and f"{claim.credibility} ({_SCALE.get(claim.credibility, 'no such grade')})"
    return (
        *fact("stance", "denies" if claim.stance == "denies" else None),
        *fact("as worded", claim.worded),
        *fact("list", "the source gives it as the whole list" if claim.closed else None),
        *fact("as of", claim.as_of and in_words(claim.as_of)),
        *fact("held since", claim.since and in_words(claim.since)),
        *fact("held until", claim.until and in_words(claim.until)),
        *fact("scope", claim.scope),
        *fact("said by", index.entity(claim.speaker) if claim.speaker else None),
        *fact("corrects", *index.source_list(claim.corrects)),
        *fact("credibility", credibility),
        *fact("note", claim.note),
    )


def quote_view(index: Index, claim: Claim) -> QuoteView:
    """The quote inside its sentence where the text is at hand and the quote was found there; else the quote alone.

    A claim from a table may have none: its cell as written stands for it.
    """
    quote = claim.quote
    if not quote.text:
        return QuoteView(claim.worded or claim.written, f"as written in {claim.place.file}, line {claim.place.line}")
    source = index.sources.get(claim.source)
    spoken = language(source.language) if source else None
    here = language(index.findings.casebook.language)
    translation = Label(quote.text, lang=here) if quote.original else None
    text = index.findings.casebook.texts.get(claim.source)
    locator = _locator(index, quote, text)
    state = _state(quote)
    if text is not None and quote.start is not None and quote.end is not None:
        start, end = sentence_span(text, quote.start, quote.end)
        before, after = text.text[start : quote.start], text.text[quote.end : end]
        marked = text.text[quote.start : quote.end]
        return QuoteView(marked, state, before, after, spoken, translation, locator)
    lang = (language(quote.original_language) or spoken) if quote.original else spoken
    return QuoteView(quote.original or quote.text, state, lang=lang, translation=translation, locator=locator)


def _state(quote: Quote) -> str:
    state = _STATES.get(quote.state, quote.state)
    foldings = [_FOLDINGS.get(each, each.replace("-", " ")) for each in quote.folding]
    return f"{state}, but for {joined(foldings)}" if foldings else state


def _locator(index: Index, quote: Quote, text: ArticleText | None) -> Label | None:
    number, paragraph = quote.sentence, quote.paragraph
    if number is None and paragraph is None:
        return None
    where = ", ".join(f"{name} {at}" for name, at in (("sentence", number), ("paragraph", paragraph)) if at is not None)
    if text is not None and quote.start is not None:
        found = sentence_at(text, quote.start)
        number = found.number if found else None
    return Label(where, index.sentence_href(text, number) if text and number and has_sentence(text, number) else None)
