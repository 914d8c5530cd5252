"""Open sentences likely to hold a claim: what they name, count, date and report, and which questions they may answer."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from compare.analysis.absence import about
from compare.authoring.suggesting.telling_words import MONTHS, NUMBER_WORDS, VERB_KINDS, WEEKDAYS
from compare.core.entities import Entities
from compare.core.findings import AbsenceWord
from compare.core.phrases import counted, joined

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from compare.authoring.progress.sentences import SentenceState
    from compare.core.findings import Findings
    from compare.core.model import Subject

WEIGHTS: Final = ("high", "medium", "low")
UNCHECKED: Final = frozenset({AbsenceWord.NOT_CHECKED, AbsenceWord.NOT_READ})
"""The words of absence under which an answer may still be waiting in the article."""
_MONTH: Final = "|".join(each.capitalize() for each in sorted(MONTHS - {"may"}))
_DATE: Final = re.compile(
    rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?(?:(?:{_MONTH})\b|(?<=\d )May\b|May(?=,?\s+\d)|(?<=[Ii]n )May\b)"
    r"(?:\s+\d{1,2}(?:st|nd|rd|th)?\b(?!\d))?(?:,?\s+\d{4}\b)?"
    rf"|\b(?:{'|'.join(each.capitalize() for each in sorted(WEEKDAYS))})\b"
    r"|\b(?:1[5-9]|20)\d\ds?\b|\b\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}\b"
)
_SPELLED: Final = "|".join(sorted(NUMBER_WORDS))
# not the 5 of G-5, which is part of a name
_NUMBER: Final = re.compile(
    rf"(?<![^\W\d]-)(?<!\w)\d(?:[\d.,]*\d)?%?(?:\s(?:{_SPELLED})\b)*|\b(?:{_SPELLED})(?:[- ](?:{_SPELLED}))*\b", re.IGNORECASE
)
_WORD: Final = re.compile(r"[A-Za-z]+")


@dataclass(frozen=True, slots=True)
class OpenSentence:
    """One sentence, number from 1, with what it holds; `unanswered` are ids of subjects, the weightiest first."""

    number: int
    text: str
    entities: tuple[str, ...]
    names: tuple[str, ...]
    numbers: tuple[str, ...]
    dates: tuple[str, ...]
    verbs: tuple[str, ...]
    unanswered: tuple[str, ...]

    @property
    def holds(self) -> int:
        """How many different things it holds."""
        return sum(map(len, (self.entities, self.numbers, self.dates, self.verbs)))

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why it is shown, in words."""
        kinds = dict.fromkeys(VERB_KINDS[verb].kind for verb in self.verbs)
        parts = (
            f"names {joined(self.names)}" if self.names else "",
            f"{'gives a number' if len(self.numbers) == 1 else 'gives numbers'}: {joined(self.numbers)}"
            if self.numbers
            else "",
            f"{'gives a date' if len(self.dates) == 1 else 'gives dates'}: {joined(self.dates)}" if self.dates else "",
            f"tells of {joined(list(kinds))}: {joined(self.verbs)}" if self.verbs else "",
        )
        return tuple(each for each in parts if each)


def open_sentences(findings: Findings, source: str, states: Sequence[SentenceState]) -> tuple[OpenSentence, ...]:
    """The open sentences of a source that hold anything, those that hold most first."""
    entities = Entities(findings.casebook.entities)
    waiting = _waiting(findings, source, entities)
    found = [_sentence(each.number, each.text, each.mentions, entities, waiting) for each in states if each.state == "open"]
    return tuple(sorted((each for each in found if each.holds), key=lambda each: (-each.holds, each.number)))


def by_weight(subject: Subject) -> tuple[int, str]:
    """The order of subjects: the weightiest first, then by id."""
    return (WEIGHTS.index(subject.weight), subject.id)


def _waiting(findings: Findings, source: str, entities: Entities) -> Mapping[str, list[Subject]]:
    """Each entity to the subjects about it that this source may still answer, the weightiest first."""
    found: dict[str, list[Subject]] = {}
    unanswered = [
        finding.subject
        for finding in findings.subjects
        if any(each.source == source and each.word in UNCHECKED for each in finding.absent)
    ]
    for subject in sorted(unanswered, key=by_weight):
        for entity in about(subject, entities):
            found.setdefault(entity, []).append(subject)
    return found


def _sentence(
    number: int, text: str, mentions: Iterable[str], entities: Entities, waiting: Mapping[str, list[Subject]]
) -> OpenSentence:
    named = tuple(mentions)
    subjects = {subject.id: subject for entity in named for subject in waiting.get(entity, ())}
    dates, rest = _taken(_DATE, text)
    numbers, _ = _taken(_NUMBER, rest)
    return OpenSentence(
        number=number,
        text=text,
        entities=named,
        names=tuple(entities.name(entity) for entity in named),
        numbers=numbers,
        dates=dates,
        verbs=tuple(dict.fromkeys(_verbs(text))),
        unanswered=tuple(each.id for each in sorted(subjects.values(), key=by_weight)),
    )


def _taken(pattern: re.Pattern[str], text: str) -> tuple[tuple[str, ...], str]:
    """What a pattern finds, each wording once, and the text without it."""
    return tuple(dict.fromkeys(" ".join(each.group().split()) for each in pattern.finditer(text))), pattern.sub(" . ", text)


def _verbs(text: str) -> Iterator[str]:
    """The status verbs of a sentence in small letters; a capital inside a sentence makes a name of it (Front, Left)."""
    for match in _WORD.finditer(text):
        word = match.group()
        if word.casefold() in VERB_KINDS and (word.islower() or not text[: match.start()].strip()):
            yield word.casefold()


@dataclass(frozen=True, slots=True)
class Unchecked:
    """A subject that others answer and this source has not been checked for, and the sentence that stands in the way."""

    subject: Subject
    answered_by: tuple[str, ...]
    because: str
    sentence: int | None
    text: str

    @property
    def reason(self) -> str:
        """Why it is shown, in words."""
        return f"{counted(len(self.answered_by), 'source')} answered it: {joined(self.answered_by)}. {self.because}"


def unchecked(findings: Findings, source: str, states: Sequence[SentenceState]) -> tuple[Unchecked, ...]:
    """The subjects that other sources answer and this one has not been checked for, by weight, then by who answers."""
    entities = Entities(findings.casebook.entities)
    in_the_way: dict[str, tuple[int, str]] = {}
    for each in states:
        for entity in each.mentions if each.state == "open" else ():
            in_the_way.setdefault(entity, (each.number, each.text))
    found = []
    for finding in findings.subjects:
        absence = next((each for each in finding.absent if each.source == source and each.word in UNCHECKED), None)
        answered = sorted({each for position in finding.positions for each in position.sources} - {source})
        if absence and answered:
            where = [in_the_way[entity] for entity in about(finding.subject, entities) if entity in in_the_way]
            sentence, text = where[0] if where else (None, "")
            found.append(Unchecked(finding.subject, tuple(answered), absence.because, sentence, text))
    return tuple(sorted(found, key=lambda each: (WEIGHTS.index(each.subject.weight), -len(each.answered_by), each.subject.id)))
