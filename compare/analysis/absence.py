"""Why a source has no affirmed claim on a subject: one of six words and the reason for it, never an empty cell.

Silence is earned: a named reader attests having read for the subject, the text is the one attested, and every sentence that
names what the subject is about is claimed for something or dismissed. Without all three it is `not-checked`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from compare.analysis.time import Interval, interval
from compare.core.date_words import in_words
from compare.core.findings import Absence, AbsenceWord

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from compare.analysis.mentions import Mentions
    from compare.core.entities import Entities
    from compare.core.model import ArticleText, Casebook, Claim, Quote, Reading, Source, Subject

_start: Final = attrgetter("start")
_end: Final = attrgetter("end")
_NOBODY_LOOKED = "No reader attests having looked for this."


def about(subject: Subject, entities: Entities) -> tuple[str, ...]:
    """The canonical ids of the entities whose mention makes silence on a subject telling."""
    return tuple(entities.canonical(each) for each in subject.about or (subject.entity,))


@dataclass(frozen=True, slots=True)
class Article:
    """What one source's reading attests, worked out once for all subjects.

    `always` is its word for every subject, where there is one; `doubt` is why silence cannot be earned on any; `open` maps
    each entity to the first sentence that names it and is neither claimed for anything nor dismissed.
    """

    source: Source
    reading: Reading | None
    always: Absence | None
    silent: Absence
    doubt: str
    open: Mapping[str, int]
    not_applicable: Mapping[str, str]
    published: Interval


class Absences:
    """The absences of every subject of a casebook."""

    def __init__(self, casebook: Casebook, entities: Entities, mentions: Mapping[str, Mentions]) -> None:
        """Work out what each reading attests."""
        self._entities = entities
        readings = {reading.source: reading for reading in casebook.readings}
        decided = decided_sentences(casebook)
        claimed = frozenset(claim.source for claim in casebook.claims)
        self._articles = [
            _article(
                source,
                readings.get(source.id),
                casebook.texts.get(source.id),
                _open_sentences(mentions[source.id], decided.get(source.id, frozenset())),
                read=source.id in readings or source.id in claimed,
            )
            for source in casebook.sources
        ]

    def of(self, subject: Subject, claims: Sequence[Claim]) -> tuple[Absence, ...]:
        """The absences of one subject, given all claims on it, in the order of the sources."""
        affirming = {claim.source for claim in claims if claim.stance == "affirms"}
        denying = {claim.source for claim in claims} - affirming
        named = about(subject, self._entities)
        event = interval(subject.event) if subject.event else None
        return tuple(
            Absence(each.source.id, AbsenceWord.DENIES, "It only denies a reading others affirm.")
            if each.source.id in denying
            else each.always or self._word(subject, each, named, event)
            for each in self._articles
            if each.source.id not in affirming
        )

    def _word(self, subject: Subject, article: Article, about: Sequence[str], event: Interval | None) -> Absence:
        source = article.source
        if reason := article.not_applicable.get(subject.id):
            return Absence(source.id, AbsenceWord.NOT_APPLICABLE, reason)
        if event and article.published.last < event.first:
            because = f"Published {in_words(source.published)}, before the event of {in_words(subject.event or '')}."
            return Absence(source.id, AbsenceWord.NOT_APPLICABLE, because)
        doubt = article.doubt or self._doubt(subject, article, about)
        return Absence(source.id, AbsenceWord.NOT_CHECKED, doubt) if doubt else article.silent

    def _doubt(self, subject: Subject, article: Article, about: Sequence[str]) -> str:
        """Why silence on this subject is not earned, or '' if it is."""
        if not looked_for(subject, article.reading):
            return _NOBODY_LOOKED
        for entity in about:
            if entity in article.open:
                name = self._entities.name(entity)
                return f"Sentence {article.open[entity]} names {name} and is neither claimed for anything nor dismissed."
        return ""


def _article(
    source: Source, reading: Reading | None, text: ArticleText | None, open_sentences: Mapping[str, int], *, read: bool
) -> Article:
    always = None
    if source.unavailable:
        always = Absence(source.id, AbsenceWord.UNAVAILABLE, f"The article could not be had: {source.unavailable}")
    elif not read:
        always = Absence(source.id, AbsenceWord.NOT_READ, "Nobody has read this article yet.")
    attested = f"{reading.by} read the article for this on {in_words(reading.on or '')} and found nothing." if reading else ""
    return Article(
        source=source,
        reading=reading,
        always=always,
        silent=Absence(source.id, AbsenceWord.SILENT, attested),
        doubt=_doubt_on_all(reading, text),
        open=open_sentences,
        not_applicable=dict(reading.not_applicable) if reading else {},
        published=interval(source.published),
    )


def _doubt_on_all(reading: Reading | None, text: ArticleText | None) -> str:
    if reading is None or not reading.by or not reading.on:
        return _NOBODY_LOOKED
    if text is None:
        return "The reader's finding cannot be checked: the article text is not at hand."
    return "" if text.attested else "The text at hand is not the one that was read."


def looked_for(subject: Subject, reading: Reading | None) -> bool:
    """Whether who read the article attests having looked for an answer to the subject, which has to have existed then."""
    if reading is None or subject.id in reading.subjects:
        return reading is not None
    if not reading.full or not reading.on:
        return False
    return not subject.added or interval(subject.added).first <= interval(reading.on).first


def _open_sentences(mentions: Mentions, decided: frozenset[int]) -> dict[str, int]:
    still_open = {entity: numbers - decided for entity, numbers in mentions.sentences.items()}
    return {entity: min(numbers) for entity, numbers in still_open.items() if numbers}


def decided_sentences(casebook: Casebook) -> dict[str, frozenset[int]]:
    """Each source to the numbers of its sentences that carry a quote or are dismissed."""
    decided: dict[str, set[int]] = {reading.source: set(reading.nothing) for reading in casebook.readings}
    for claim in casebook.claims:
        article = casebook.texts.get(claim.source)
        if article:
            decided.setdefault(claim.source, set()).update(sentences_of(claim.quote, article))
    return {source: frozenset(numbers) for source, numbers in decided.items()}


def sentences_of(quote: Quote, article: ArticleText) -> frozenset[int]:
    """The numbers of the sentences that a quote touches; none where it was not found at one place."""
    if quote.start is None or quote.end is None:
        return frozenset()
    # the sentences stand in order and do not overlap
    first = bisect_right(article.sentences, quote.start, key=_end)
    last = bisect_left(article.sentences, quote.end, key=_start)
    return frozenset(each.number for each in article.sentences[first:last])
