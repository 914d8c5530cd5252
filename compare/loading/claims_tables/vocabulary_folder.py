"""The vocabulary of a claims table: a folder with subjects.yaml, entities.yaml, rules.yaml and places.csv, or some of them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final, TypeVar

from pydantic import BaseModel, Field

from compare.core.problems import Problem, in_order
from compare.core.settings import Limits
from compare.loading import cycles, files, references, rules, terms, vocabulary
from compare.loading.claims_tables.terms import TableVocabulary
from compare.loading.documents import Document, read_document
from compare.loading.forms import Text  # noqa: TC001 - pydantic reads annotations when it runs
from compare.loading.placed import Declared, Gathered
from compare.loading.places_table import vocabulary_places
from compare.loading.rule_schema import RulesFile
from compare.loading.schema import EntitiesFile, SubjectRecord, SubjectsFile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

M = TypeVar("M", bound=BaseModel)
_OF_SUBJECTS: Final[tuple[Callable[[Gathered], Iterator[Problem]], ...]] = (
    references.unknown_options,
    terms.misplaced_terms,
    terms.bad_terms,
)
_OF_ENTITIES: Final[tuple[Callable[[Gathered], Iterator[Problem]], ...]] = (
    references.unknown_entities,
    references.ambiguous_names,
    references.same_and_not_same,
    cycles.part_of_cycles,
)


class TableSubjectRecord(SubjectRecord):
    """The terms of a subject of a table; the question may be left out."""

    question: Text = Field("", description="The question, as a reader would ask it.")


class TableSubjectsFile(SubjectsFile):
    """Subjects under their id or a pattern such as `*/departure`; ids are free text."""

    subjects: dict[Text, TableSubjectRecord]  # type: ignore[assignment]  # wider keys, and a record that has all of the other


def read_vocabulary(folder: Path) -> tuple[TableVocabulary, tuple[Problem, ...]]:
    """The vocabulary in a folder, and everything that is wrong with it; that of a casebook is one, too."""
    real = folder.resolve()
    asked, named, ruled = (
        _optional(real, name, model)
        for name, model in (("subjects.yaml", TableSubjectsFile), ("entities.yaml", EntitiesFile), ("rules.yaml", RulesFile))
    )
    gathered = Gathered(
        subjects=tuple(vocabulary.subjects(asked.read, asked.node)) if asked and asked.read and asked.node else (),
        entities=tuple(vocabulary.entities(named.read, named.node)) if named and named.read and named.node else (),
        rules=tuple(rules.rules(ruled.read, ruled.node)) if ruled and ruled.read and ruled.node else (),
        known_entities=Declared(named.declared("entities"), complete=named.read is not None) if named else Declared(),
    )
    problems = [problem for each in (asked, named, ruled) if each for problem in each.problems]
    problems += [problem for rule in _OF_SUBJECTS for problem in rule(gathered)]
    alone = replace(gathered, subjects=())  # what a subject of a table is about need not be declared
    problems += [problem for rule in _OF_ENTITIES for problem in rule(alone)]
    places, found = vocabulary_places(real.parent, real.name)
    problems += found
    words = TableVocabulary(
        subjects={each.record.id: each.record for each in gathered.subjects},
        entities=tuple(sorted((each.record for each in gathered.entities), key=lambda each: each.id)),
        rules=tuple(sorted((each.record for each in gathered.rules), key=lambda each: each.id)),
        places=places,
    )
    return words, in_order(problems)


def _optional(folder: Path, name: str, model: type[M]) -> Document[Any] | None:
    """A file of the folder, if it is there."""
    if not files.exists(folder / name):
        return None
    return read_document(folder.parent, folder.name, name, model, Limits())
