"""Pairs of subjects whose questions look alike, so that sources are lined up under one of them; a person decides.

Names of entities in a question count as the entity. Two questions are compared by the words that are left, and only where
they are about the same entities, or about linked ones (part of each other, or named in each other's `about`); where nothing
links them, they must be the same question of the same kind in almost the same words, names included. One attribute of two
entities (who leads A, who leads B) is never alike, nor are two questions for different things (who, and when).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from compare.analysis.absence import about
from compare.analysis.mentions import Names
from compare.core.entities import Entities
from compare.core.folding import fold_name, fold_wording
from compare.core.word_sets import word_set

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    from compare.core.findings import Findings
    from compare.core.model import Subject

ALIKE: Final = 75.0
"""From here on two questions about linked entities are shown, on rapidfuzz's scale from 0 to 100."""
_ASKED_BY_KIND: Final = {"date": "when", "time": "when", "quantity": "how many", "yes-no": "whether"}
_ASKED: Final = re.compile(r"\b(?:(whom)|(who)(?:se)?|(where)|(when)|(why)|(how many))\b", re.IGNORECASE)
SAME: Final = 94.0
"""From here on two questions are shown that nothing links."""
_MASK: Final = "§"
_SMALL: Final = word_set(
    "a an the is are was were be been do does did has have had of in on at to by for from with its it their and"
)


@dataclass(frozen=True, slots=True)
class SubjectPair:
    """Two subjects, ids in order, with how many sources answer each, how alike they are (0 to 100) and why."""

    one: Subject
    other: Subject
    answered: tuple[int, int]
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class _Question:
    """A subject with what its question is about: entities (canonical ids), its words without small ones, the same masked."""

    subject: Subject
    entities: frozenset[str]
    words: str
    masked: str


def alike_subjects(findings: Findings, among: Container[str] | None = None) -> tuple[SubjectPair, ...]:
    """The pairs, the likest first; only those with one of these subjects (ids) in them, if any are given."""
    entities = Entities(findings.casebook.entities)
    names = Names(entities)
    questions = {each.subject.id: _question(each.subject, entities, names) for each in findings.subjects}
    answered = {
        each.subject.id: len({s for position in each.positions for s in position.sources}) for each in findings.subjects
    }
    found = []
    for one, other in _candidates(list(questions.values()), entities, among):
        score, reason = _alike(one, other, entities)
        if reason:
            counts = (answered[one.subject.id], answered[other.subject.id])
            found.append(SubjectPair(one.subject, other.subject, counts, score, reason))
    return tuple(sorted(found, key=lambda each: (-each.score, each.one.id, each.other.id)))


def _question(subject: Subject, entities: Entities, names: Names) -> _Question:
    masked, named, at = "", {*about(subject, entities), entities.canonical(subject.entity)}, 0
    for entity, start, end in names.find(subject.question):
        named.add(entity)
        masked += f"{subject.question[at:start]} {_MASK} "
        at = end
    masked += subject.question[at:]
    return _Question(subject, frozenset(named), _content(subject.question), _content(masked))


def _content(text: str) -> str:
    """The words of a question that carry it, folded and sorted; without them all its words."""
    words = [each.strip("?.,;:!'\"") for each in fold_name(text.replace(_MASK, " ")).split()]
    kept = [each for each in words if each and each not in _SMALL]
    return " ".join(sorted(fold_wording(each) for each in kept or words))


def _asked(subject: Subject) -> str:
    """What a question is for, as far as its kind or its question word says: who, when, where, why, how many, whether."""
    word = _ASKED.search(subject.question)
    return _ASKED_BY_KIND.get(subject.kind) or (next(filter(None, word.groups())).casefold() if word else "")


def _asks_another_thing(one: Subject, other: Subject) -> bool:
    """Whether two questions cannot have one answer; what free wording asks for is not known for sure."""
    asked, also = _asked(one), _asked(other)
    by_kind = asked in _ASKED_BY_KIND.values() and other.kind != "text"
    return asked != also and bool(asked) and (bool(also) or by_kind)


def _candidates(
    questions: Sequence[_Question], entities: Entities, among: Container[str] | None
) -> Iterator[tuple[_Question, _Question]]:
    """Pairs worth comparing, each once: those that share an entity, or all of their words but one."""
    wanted = [among is None or each.subject.id in among for each in questions]
    shared: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for at, each in enumerate(questions):
        for entity in each.entities:
            shared["entity", entity].append(at)
        words = each.words.split()
        for left_out in {*words, ""}:
            shared["words", " ".join(word for word in words if word != left_out)].append(at)
    groups = [(sorted(set(each)), sorted({at for at in each if wanted[at]})) for each in shared.values()]
    pairs = {(min(at, other), max(at, other)) for every, few in groups for at in few for other in every if at != other}
    for first, second in sorted(pairs):
        one, other = sorted((questions[first], questions[second]), key=lambda each: each.subject.id)
        if _may_be_one(one.subject, other.subject, entities):
            yield one, other


def _may_be_one(one: Subject, other: Subject, entities: Entities) -> bool:
    """Whether the two may be one question: nobody has said no, they ask for one thing, and not of two entities."""
    if other.id in one.not_same_as or one.id in other.not_same_as:
        return False
    if _asks_another_thing(one, other) or _asks_another_thing(other, one):
        return False
    same_entity = entities.canonical(one.entity) == entities.canonical(other.entity)
    return same_entity or one.id.partition("/")[2] != other.id.partition("/")[2]


def _linked(one: _Question, other: _Question, entities: Entities) -> bool:
    """Whether the entity of one subject is what the other is about, or the one is part of the other."""
    first, second = entities.canonical(one.subject.entity), entities.canonical(other.subject.entity)
    part = entities.is_part(first, second) or entities.is_part(second, first)
    return first in other.entities or second in one.entities or part


def _alike(one: _Question, other: _Question, entities: Entities) -> tuple[float, str]:
    """How alike two questions are, and why; no reason where they are not alike enough."""
    from rapidfuzz import fuzz  # only this list pays for it

    if _linked(one, other, entities) and one.masked and other.masked:
        score = fuzz.ratio(one.masked, other.masked) if _shares_word(one.masked, other.masked) else 0.0
        wording = "the same words" if one.masked == other.masked else "almost the same words"
        return (score, f"{wording} about {_whom(one, other, entities)}") if score >= ALIKE else (score, "")
    score = fuzz.ratio(one.words, other.words) if one.subject.kind == other.subject.kind else 0.0
    return (score, "almost the same question, about entities that nothing links") if score >= SAME else (score, "")


def _shares_word(one: str, other: str) -> bool:
    return bool(Counter(one.split()) & Counter(other.split()))


def _whom(one: _Question, other: _Question, entities: Entities) -> str:
    names = sorted({entities.name(entities.canonical(each.subject.entity)) for each in (one, other)})
    return names[0] if len(names) == 1 else f"{names[0]} and {names[1]}, which are linked"
