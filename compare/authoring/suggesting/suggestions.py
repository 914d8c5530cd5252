"""Everything that is suggested for one source, in four lists: where to look on, which names and questions may be one."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from compare.authoring.progress.sentences import SentenceBook
from compare.authoring.suggesting.alike_names import KnownNames
from compare.authoring.suggesting.alike_subjects import alike_subjects
from compare.authoring.suggesting.open_sentences import open_sentences, unchecked

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from compare.authoring.suggesting.alike_names import AliasSuggestion, EntityPair
    from compare.authoring.suggesting.alike_subjects import SubjectPair
    from compare.authoring.suggesting.likeness import Likeness
    from compare.authoring.suggesting.open_sentences import OpenSentence, Unchecked
    from compare.core.findings import Findings

FORMAT: Final = 1
"""1: the first published format of the JSON."""


@dataclass(frozen=True, slots=True)
class Suggestions:
    """What is suggested for one source, the most promising of each list first; sentences and names need its text at hand."""

    source: str
    text_at_hand: bool
    sentences: tuple[OpenSentence, ...]
    names: tuple[AliasSuggestion, ...]
    entities: tuple[EntityPair, ...]
    unchecked: tuple[Unchecked, ...]
    subjects: tuple[SubjectPair, ...]


def suggestions(findings: Findings, source: str, *, again: bool = False) -> Suggestions:
    """Work out all lists; with `again` also what somebody was unsure of.

    Of the subjects whose questions look alike, a pair is listed where this source answers at least one: the others would be
    the same list for every source.
    """
    article = findings.casebook.texts.get(source)
    states = SentenceBook(findings).of(source) if article else ()
    known = KnownNames(findings.casebook, again=again)
    answered = {claim.subject for claim in findings.claims if claim.source == source}
    return Suggestions(
        source=source,
        text_at_hand=article is not None,
        sentences=open_sentences(findings, source, states),
        names=known.suggestions(article) if article else (),
        entities=known.pairs(),
        unchecked=unchecked(findings, source, states),
        subjects=alike_subjects(findings, answered),
    )


def suggestions_json(found: Suggestions, most: int | None) -> str:
    """The suggestions as JSON text in ASCII, at most so many of each list.

    ```
    {format: 1, source, text_at_hand,
     sentences: {total, shown: [{sentence, text, holds, reasons: [text], entities: [entity], numbers: [text], dates: [text],
                                 verbs: [text], unanswered: [subject]}]},
     names:     {total, shown: [{spelling, sentences: [number], entity, known, score, band: "strong" | "ask", reason}]},
     entities:  {total, shown: [{entities: [entity, entity], spellings: [text, text], score, band, reason}]},
     unchecked: {total, shown: [{subject, question, weight, answered_by: [source], because, sentence: number | null}]},
     subjects:  {total, shown: [{subjects: [subject, subject], questions: [text, text], answered: [number, number], score,
                                 reason}]}}
    ```

    Scores are whole numbers from 0 to 100; `known` is the declared spelling that a name looks like; `sentence` is the first
    open one that names what the subject is about; `answered` counts sources.
    """
    document = {
        "format": FORMAT,
        "source": found.source,
        "text_at_hand": found.text_at_hand,
        "sentences": _listed(found.sentences, _sentence, most),
        "names": _listed(found.names, _name, most),
        "entities": _listed(found.entities, _entities, most),
        "unchecked": _listed(found.unchecked, _unchecked, most),
        "subjects": _listed(found.subjects, _subjects, most),
    }
    # plain ASCII, so that no letter of an article can act on a terminal or be lost in its encoding
    return json.dumps(document, indent=1)


def _listed(items: Sequence[Any], as_record: Callable[[Any], dict[str, Any]], most: int | None) -> dict[str, Any]:
    return {"total": len(items), "shown": [as_record(each) for each in items[:most]]}


def _sentence(each: OpenSentence) -> dict[str, Any]:
    return {
        "sentence": each.number,
        "text": each.text,
        "holds": each.holds,
        "reasons": each.reasons,
        "entities": each.entities,
        "numbers": each.numbers,
        "dates": each.dates,
        "verbs": each.verbs,
        "unanswered": each.unanswered,
    }


def _likeness(found: Likeness) -> dict[str, Any]:
    return {"score": found.percent, "band": found.band, "reason": found.reason}


def _name(each: AliasSuggestion) -> dict[str, Any]:
    named = {"spelling": each.spelling, "sentences": each.sentences, "entity": each.entity, "known": each.known}
    return {**named, **_likeness(each.likeness)}


def _entities(each: EntityPair) -> dict[str, Any]:
    return {"entities": [each.one, each.other], "spellings": each.spellings, **_likeness(each.likeness)}


def _unchecked(each: Unchecked) -> dict[str, Any]:
    return {
        "subject": each.subject.id,
        "question": each.subject.question,
        "weight": each.subject.weight,
        "answered_by": each.answered_by,
        "because": each.because,
        "sentence": each.sentence,
    }


def _subjects(each: SubjectPair) -> dict[str, Any]:
    return {
        "subjects": [each.one.id, each.other.id],
        "questions": [each.one.question, each.other.question],
        "answered": each.answered,
        "score": round(each.score),
        "reason": each.reason,
    }
