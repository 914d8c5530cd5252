"""The claims that are about one when two entities are made one: those on either, and those whose answer is or lists it."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from compare.analysis.judge import judge
from compare.core.entities import Entities
from compare.core.model import members_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from compare.core.model import Casebook, Claim, Subject


def claims_on(casebook: Casebook, entities: Sequence[str]) -> list[tuple[Claim, ...]]:
    """For each entity the claims on it, and those whose answer is, or lists, it or what is the same already; by subject."""
    meant = Entities(casebook.entities)
    wanted = set(map(meant.canonical, entities))
    subjects = {
        each.id: each
        for each in casebook.subjects
        if each.names_entities or not wanted.isdisjoint(map(meant.canonical, (each.entity, *each.about)))
    }
    claims = tuple(claim for claim in casebook.claims if claim.subject in subjects)
    read = judge(replace(casebook, claims=claims, subjects=tuple(subjects.values()), texts=MappingProxyType({}))).claims
    named = [
        (claim, set(map(meant.canonical, _named(claim, subjects[claim.subject]))))
        for claim in sorted(read, key=lambda each: (each.subject, each.uid))
    ]
    return [tuple(claim for claim, ids in named if meant.canonical(entity) in ids) for entity in entities]


def _named(claim: Claim, subject: Subject) -> Iterator[str]:
    """The ids of entities in a claim and in its question."""
    yield subject.entity
    yield from subject.about
    yield from members_of(claim.canonical or "") if subject.names_entities else ()
