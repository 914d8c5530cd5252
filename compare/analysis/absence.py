"""Why a source has no affirmed claim on a subject: one of six words and the reason for it, never an empty cell.

Silence is earned: a named reader attests having read for the subject, the text is the one attested, and every sentence that
names what the subject is about is claimed for something or dismissed. Without all three it is `not-checked`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from compare.analysis.mentions import Mentions
from compare.analysis.time import interval
from compare.core.findings import Absence, AbsenceWord

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from compare.core.entities import Entities
    from compare.core.model import Casebook, Claim, Reading, Source, Subject

_NO_MENTIONS = Mentions()


@dataclass(frozen=True, slots=True)
class Absences:
    """What each source's reading attests, worked out once for all subjects."""

    casebook: Casebook
    entities: Entities
    readings: Mapping[str, Reading]
    mentions: Mapping[str, Mentions]
    decided: Mapping[str, frozenset[int]]  # source to the sentences that are claimed for something or dismissed
    claimed: frozenset[str]  # sources with a claim on anything

    def of(self, subject: Subject, claims: Sequence[Claim]) -> tuple[Absence, ...]:
        """The absences of one subject, given all claims on it, in the order of the sources."""
        affirming = {claim.source for claim in claims if claim.stance == "affirms"}
        denying = {claim.source for claim in claims} - affirming
        found = []
        for source in self.casebook.sources:
            if source.id in denying:
                found.append(Absence(source.id, AbsenceWord.DENIES, "It only denies a reading others affirm."))
            elif source.id not in affirming:
                word, because = self._word(subject, source)
                found.append(Absence(source.id, word, because))
        return tuple(found)

    def _word(self, subject: Subject, source: Source) -> tuple[AbsenceWord, str]:
        reading = self.readings.get(source.id)
        if source.unavailable:
            return AbsenceWord.UNAVAILABLE, f"The article could not be had: {source.unavailable}"
        if reason := dict(reading.not_applicable if reading else ()).get(subject.id):
            return AbsenceWord.NOT_APPLICABLE, reason
        if subject.event and interval(source.published).last < interval(subject.event).first:
            return AbsenceWord.NOT_APPLICABLE, f"Published {source.published}, before the event of {subject.event}."
        if reading is None and source.id not in self.claimed:
            return AbsenceWord.NOT_READ, "Nobody has read this article yet."
        doubt = self._doubt(subject, source, reading)
        if doubt:
            return AbsenceWord.NOT_CHECKED, doubt
        by = f"{reading.by} read" if reading else "read"
        return AbsenceWord.SILENT, f"{by} the article for this on {reading.on if reading else ''} and found nothing."

    def _doubt(self, subject: Subject, source: Source, reading: Reading | None) -> str:
        """Why silence is not earned, or '' if it is."""
        if reading is None or not reading.by or not reading.on:
            return "No reader attests having looked for this."
        if not _looked_for(subject, reading):
            return "No reader attests having looked for this."
        article = self.casebook.texts.get(source.id)
        if article is None:
            return "The reader's finding cannot be checked: the article text is not at hand."
        if not article.attested:
            return "The text at hand is not the one that was read."
        return self._open_sentence(subject, source.id)

    def _open_sentence(self, subject: Subject, source: str) -> str:
        mentions = self.mentions.get(source, _NO_MENTIONS)
        for entity in subject.about or (subject.entity,):
            named = mentions.sentences.get(self.entities.canonical(entity), frozenset())
            still_open = sorted(named - self.decided.get(source, frozenset()))
            if still_open:
                name = self.entities.name(entity)
                return f"Sentence {still_open[0]} names {name} and is neither claimed for anything nor dismissed."
        return ""


def _looked_for(subject: Subject, reading: Reading) -> bool:
    if subject.id in reading.subjects:
        return True
    if not reading.full or not reading.on:
        return False
    return not subject.added or interval(subject.added).first <= interval(reading.on).first


def decided_sentences(casebook: Casebook) -> dict[str, frozenset[int]]:
    """Each source to the numbers of its sentences that carry a quote or are dismissed."""
    decided: dict[str, set[int]] = {reading.source: set(reading.nothing) for reading in casebook.readings}
    for claim in casebook.claims:
        quote = claim.quote
        article = casebook.texts.get(claim.source)
        if article and quote.start is not None and quote.end is not None:
            covered = {each.number for each in article.sentences if each.start < quote.end and quote.start < each.end}
            decided.setdefault(claim.source, set()).update(covered)
    return {source: frozenset(numbers) for source, numbers in decided.items()}
