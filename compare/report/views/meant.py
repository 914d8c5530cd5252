"""Who or what is meant: how the sources of a subject spell the names it turns on, and with whom they must not be confused."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from compare.report.views.index import answering
from compare.report.views.labels import Label, language

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from compare.core.findings import SubjectFinding
    from compare.core.model import Entity
    from compare.report.views.index import Index

MOST_MEANT: Final = 4  # more names than these are on the pages of their entities
MOST_SPELLINGS: Final = 4


@dataclass(frozen=True, slots=True)
class Spelling:
    """One way to write a name, and how many of the sources write it so."""

    name: Label
    sources: int


@dataclass(frozen=True, slots=True)
class Meant:
    """One entity: its spellings in the sources that answer, most common first, and what it is declared not to be."""

    entity: Label
    spellings: tuple[Spelling, ...]
    more: int
    apart: tuple[Label, ...]


def meant(index: Index, finding: SubjectFinding) -> tuple[Meant, ...]:
    """The entity the question is about, then those that the answers name."""
    sources = answering(finding)
    chosen = [index.entities[each] for each in _named(finding) if each in index.entities]
    return tuple(_meant(index, each, sources) for each in chosen[:MOST_MEANT])


def kept_apart(index: Index, entity: Entity) -> tuple[Label, ...]:
    """What the entity is declared not to be, on either side of the declaration."""
    return tuple(index.entity(each) for each in sorted(index.kept_apart.get(entity.id, ())))


def _named(finding: SubjectFinding) -> Iterator[str]:
    values = [each.canonical for each in finding.positions] if finding.subject.kind == "entity" else []
    yield from dict.fromkeys([finding.subject.entity, *values])


def _meant(index: Index, entity: Entity, sources: Iterable[str]) -> Meant:
    among = set(sources)
    tongues = {alias.spelling: language(alias.language) for alias in entity.aliases}
    seen: dict[str, set[str]] = defaultdict(set)
    for each in index.spellings.get(entity.id, ()):
        if each.source in among:
            seen[each.spelling].add(each.source)
    ordered = sorted(seen, key=lambda each: (-len(seen[each]), each))
    shown = tuple(Spelling(Label(each, lang=tongues.get(each)), len(seen[each])) for each in ordered[:MOST_SPELLINGS])
    return Meant(index.entity(entity.id), shown, len(ordered) - len(shown), kept_apart(index, entity))
