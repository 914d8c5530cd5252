"""New subjects, entities and aliases, written where they belong in the files of the vocabulary."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from compare.analysis.judge import judge
from compare.authoring.editing.edits import appended, put
from compare.authoring.editing.refusals import RefusedError, UnknownNameError
from compare.authoring.editor.schema_line import schema_line
from compare.authoring.suggesting.alike_subjects import alike_subjects
from compare.core.entities import Entities
from compare.core.folding import fold_own_name
from compare.core.visible import excerpt
from compare.loading.layout import VOCABULARY

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from compare.core.model import Casebook, Entity, Subject
    from compare.loading.tree import Plain

SUBJECTS: Final = f"{VOCABULARY}/subjects.yaml"
ENTITIES: Final = f"{VOCABULARY}/entities.yaml"


def options_of(typed: Iterable[str]) -> dict[str, Plain]:
    """Options written `id` or `id=label` as the file has them.

    Raises:
        RefusedError: one of them is given twice.
    """
    found: dict[str, Plain] = {}
    for each in typed:
        name, _, label = (part.strip() for part in each.partition("="))
        if name in found:
            raise RefusedError(f"the option {excerpt(name)} is given twice")
        found[name] = {"label": label} if label else {}
    return found


def with_subject(text: str | None, casebook: Casebook, subject_id: str, record: Mapping[str, Plain]) -> str:
    """The file of subjects with one more, after the last one of its entity.

    Raises:
        CannotEdit: the file cannot be changed safely.
        RefusedError: there is a subject of this id.
    """
    placed = {each.id: each.place for each in casebook.subjects}
    if subject_id in placed:
        raise RefusedError(f"there is a subject {excerpt(subject_id)} already, at {placed[subject_id]}")
    entity = subject_id.partition("/")[0]
    of_entity = [each for each in casebook.subjects if each.entity == entity]
    last = max(of_entity, key=lambda each: each.place, default=None)
    return put(_begun(text, "subjects"), ("subjects", subject_id), dict(record), after=last.id if last else None)


def with_options(text: str | None, subject: Subject, options: Mapping[str, Plain]) -> str:
    """The file of subjects with more options of one of them.

    Raises:
        CannotEdit: the file cannot be changed safely.
        RefusedError: the subject has one of them already.
    """
    there = sorted(options.keys() & {each.id for each in subject.options})
    if there:
        raise RefusedError(f"{subject.id} has the option {excerpt(there[0])} already")
    now = _begun(text, "subjects")
    for name, option in options.items():
        now = put(now, ("subjects", subject.id, "options", name), option)
    return now


def with_entity(text: str | None, casebook: Casebook, entity_id: str, record: Mapping[str, Plain]) -> str:
    """The file of entities with one more at its end.

    Raises:
        CannotEdit: the file cannot be changed safely.
        RefusedError: there is an entity of this id.
    """
    placed = {each.id: each.place for each in casebook.entities}
    if entity_id in placed:
        raise RefusedError(f"there is an entity {excerpt(entity_id)} already, at {placed[entity_id]}")
    return put(_begun(text, "entities"), ("entities", entity_id), dict(record))


def with_alias(text: str | None, entity: Entity, alias: Mapping[str, str]) -> str:
    """The file of entities with one more spelling of a name.

    Args:
        text: the file.
        entity: whose name it is.
        alias: `spelling`, and `language` and `source` where they are known; a spelling alone is written as plain text.

    Raises:
        CannotEdit: the file cannot be changed safely.
        RefusedError: the entity has exactly this spelling already.
    """
    spelling = alias["spelling"]
    if spelling in {entity.name, *(each.spelling for each in entity.aliases)}:
        raise RefusedError(f"{entity.id} is spelt {excerpt(spelling)} already")
    return appended(_begun(text, "entities"), ("entities", entity.id, "aliases"), dict(alias) if len(alias) > 1 else spelling)


def entity_named(casebook: Casebook, name: str) -> Entity:
    """The entity that an id, name or alias means.

    Raises:
        UnknownNameError: it means none, or more than one.
    """
    entities = Entities(casebook.entities)
    try:
        return entities.by_id[name if name in entities else entities.resolve(name)]
    except ValueError as fault:
        raise UnknownNameError(str(fault)) from None


def covered(entity: Entity, spelling: str) -> str:
    """The name or alias that stands for this spelling already, as case, accents, quotes and hyphens do not count; or ''."""
    spellings = (entity.name, *(each.spelling for each in entity.aliases))
    return next((each for each in spellings if fold_own_name(each) == fold_own_name(spelling)), "")


def lookalikes(casebook: Casebook, subject_id: str) -> list[tuple[Subject, str]]:
    """The subjects whose questions look like that of a subject, the likest first, each with the reason."""
    bare = replace(casebook, claims=(), texts=MappingProxyType({}))
    pairs = alike_subjects(judge(bare), {subject_id})
    return [(each.other if each.one.id == subject_id else each.one, each.reason) for each in pairs]


def _begun(text: str | None, what: str) -> str:
    return schema_line(what, VOCABULARY) if text is None else text
