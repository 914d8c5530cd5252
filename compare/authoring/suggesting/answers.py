"""A person's answer to a suggestion, kept in the vocabulary so that it is never asked again; the last answer counts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from operator import eq
from typing import TYPE_CHECKING, Literal

from compare.authoring.editing.edits import appended, put, removed, tree_of
from compare.authoring.editing.refusals import RefusedError, UnknownNameError
from compare.core.entities import Entities
from compare.core.folding import fold_own_name
from compare.core.problems import Problem
from compare.core.suggest import did_you_mean
from compare.core.visible import excerpt
from compare.loading.layout import SUFFIX, VOCABULARY
from compare.loading.tree import plain

if TYPE_CHECKING:
    from collections.abc import Callable

    from compare.core.model import Casebook
    from compare.loading.tree import Path, Plain


class Verdict(StrEnum):
    """What a person says to a suggestion."""

    YES = "y"
    NO = "n"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked: whether a spelling names an entity, or whether two entities or two subjects are one.

    `one` is the spelling or the first id, `other` the id it is about.
    """

    about: Literal["name", "entities", "subjects"]
    one: str
    other: str

    @property
    def file(self) -> str:
        """The file that keeps the answer, relative to the casebook."""
        return f"{VOCABULARY}/{'subjects' if self.about == 'subjects' else 'entities'}{SUFFIX}"


def question_about(casebook: Casebook, one: str, other: str) -> Question:
    """What is asked when somebody names two things: subjects, entities by id, or a spelling and an entity.

    Raises:
        UnknownNameError: the casebook does not have what is named.
        RefusedError: the two are one already by what they are called.
    """
    if "/" in other:
        subjects = [subject.id for subject in casebook.subjects]
        return _pair("subjects", *(_known(each, subjects, "subject") for each in (one, other)))
    entities = Entities(casebook.entities)
    entity = other if other in entities else _resolved(other, entities)
    return _pair("entities", one, entity) if one in entities else Question("name", " ".join(one.split()), entity)


def _pair(about: Literal["entities", "subjects"], one: str, other: str) -> Question:
    """A question about two ids, which is the same whichever comes first."""
    if one == other:
        raise RefusedError(f"{one} is named twice; an answer is about two.")
    return Question(about, *sorted((one, other)))


def _known(wanted: str, ids: list[str], what: str) -> str:
    if wanted not in ids:
        raise UnknownNameError(f"there is no {what} {excerpt(wanted)}{did_you_mean(wanted, ids)}")
    return wanted


def _resolved(name: str, entities: Entities) -> str:
    try:
        return entities.resolve(name)
    except ValueError as fault:
        raise UnknownNameError(str(fault)) from None


def answered(text: str, question: Question, verdict: Verdict, source: str | None) -> str:
    """The file of the vocabulary with the answer in it, and without an earlier answer to the same question.

    Args:
        text: the whole file.
        question: what was asked.
        verdict: the answer.
        source: the source in which the spelling was seen, where it is one that was.

    Raises:
        RefusedError: there is no place for such an answer.
        CannotEdit: the file cannot be edited safely.
    """
    edit = _Edit(text)
    if question.about == "name":
        _name(edit, question, verdict, source)
    elif question.about == "entities":
        _entities(edit, question, verdict)
    else:
        _subjects(edit, question, verdict)
    return edit.text


class _Edit:
    """A file while several of its lists are changed."""

    def __init__(self, text: str) -> None:
        self.text = text

    def add(self, path: Path, item: Plain) -> None:
        """Add an item to a list that lacks it."""
        if item not in self._listed(path):
            self.text = appended(self.text, path, item)

    def drop(self, path: Path, fits: Callable[[Plain], bool]) -> None:
        """Take the items that fit out of a list, and the key with the last of them."""
        listed = self._listed(path)
        kept = [each for each in listed if not fits(each)]
        if listed and not kept:
            self.text = removed(self.text, path)
        elif kept != listed:
            self.text = put(self.text, path, kept)

    def has(self, path: Path, fits: Callable[[Plain], bool]) -> bool:
        """Whether some item of a list fits."""
        return any(fits(each) for each in self._listed(path))

    def _listed(self, path: Path) -> list[Plain]:
        found = tree_of(self.text)
        here: Plain = {} if isinstance(found, Problem) else plain(found)
        for step in path:
            here = here.get(str(step), []) if isinstance(here, dict) else []
        return here if isinstance(here, list) else []


def _name(edit: _Edit, question: Question, verdict: Verdict, source: str | None) -> None:
    """A spelling becomes an alias, or is kept among those that are none or of which nobody is sure."""
    entity = ("entities", question.other)
    keys = {Verdict.YES: "aliases", Verdict.NO: "not_names", Verdict.UNSURE: "unsure_names"}

    def same(item: Plain) -> bool:
        spelling = item.get("spelling", "") if isinstance(item, dict) else item
        return isinstance(spelling, str) and fold_own_name(spelling) == fold_own_name(question.one)

    for other, key in keys.items():
        if other is not verdict:
            edit.drop((*entity, key), same)
    path = (*entity, keys[verdict])
    if not edit.has(path, same):
        seen: Plain = {"spelling": question.one, "source": source} if source else question.one
        edit.add(path, seen if verdict is Verdict.YES else question.one)


def _entities(edit: _Edit, question: Question, verdict: Verdict) -> None:
    """Two entities become one, or each says of the other that it is not or may be it."""
    keys = {Verdict.YES: "same_as", Verdict.NO: "not_same_as", Verdict.UNSURE: "unsure_names"}
    sides = ((question.one, question.other), (question.other, question.one))
    for one, other in sides:
        for answer, key in keys.items():
            if answer is not verdict:
                edit.drop(("entities", one, key), partial(eq, other))
    if verdict is not Verdict.YES:
        for one, other in sides:
            edit.add(("entities", one, keys[verdict]), other)
    elif not edit.has(("entities", question.other, "same_as"), partial(eq, question.one)):
        edit.add(("entities", question.one, "same_as"), question.other)


def _subjects(edit: _Edit, question: Question, verdict: Verdict) -> None:
    """Each of two subjects says that it is not the other."""
    if verdict is not Verdict.NO:
        raise RefusedError(
            f"Only n is kept about two subjects. To make one of {question.one} and {question.other}, give all claims the id of"
            " the one that stays, in the scopes of `read` as well, and take the other out of claims/vocabulary/subjects.yaml."
        )
    for one, other in ((question.one, question.other), (question.other, question.one)):
        edit.add(("subjects", one, "not_same_as"), other)
