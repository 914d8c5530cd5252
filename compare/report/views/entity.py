"""The page of one entity: how each source spells its name, what it is declared to be and not to be, and all claims about it."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from compare.report.addresses import claim_anchor, entity_page, subject_page
from compare.report.views.shared import Fact, Label, fact, language

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compare.core.findings import AliasSeen
    from compare.core.model import Claim, Entity
    from compare.report.views.shared import Index

_NAMING: Final = frozenset({"entity", "list"})  # the kinds whose canonical values are made of ids
_ID: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class SpellingRow:
    """How often one source spells the name in one way."""

    spelling: Label
    source: Label
    count: int


@dataclass(frozen=True, slots=True)
class MentionRow:
    """One claim about the entity: the question, the source, the value, and a link to the claim with its words."""

    subject: Label
    source: Label
    value: Label
    denied: bool
    href: str


@dataclass(frozen=True, slots=True)
class EntityView:
    """Everything on the page of one entity."""

    path: str
    title: Label
    id: str
    type: str
    facts: tuple[Fact, ...]
    aliases: tuple[tuple[Label, Label | None], ...]
    spellings: tuple[SpellingRow, ...]
    about: tuple[MentionRow, ...]
    named: tuple[MentionRow, ...]


def entity_views(index: Index) -> Iterator[EntityView]:
    """The pages of all entities, by id."""
    about, named = _claims_about(index), _claims_naming(index)
    seen: dict[str, list[AliasSeen]] = defaultdict(list)
    for each in index.findings.aliases_seen:
        seen[each.entity].append(each)
    for entity in index.entities.values():
        yield EntityView(
            path=entity_page(entity.id),
            title=index.entity(entity.id),
            id=entity.id,
            type=entity.type,
            facts=_facts(index, entity),
            aliases=tuple(_alias(index, entity)),
            spellings=_spellings(index, entity, seen[entity.id]),
            about=_mentions(index, about[entity.id]),
            named=_mentions(index, named[entity.id]),
        )


def _facts(index: Index, entity: Entity) -> tuple[Fact, ...]:
    return (
        *fact("part of", *(index.entity(each) for each in entity.part_of)),
        *fact("same as", *(index.entity(each) for each in entity.same_as)),
        *fact("not the same as", *(index.entity(each) for each in _others(index, entity))),
        *fact("known elsewhere as", *(f"{register} {number}" for register, number in entity.external)),
        *fact("note", entity.note),
    )


def _others(index: Index, entity: Entity) -> list[str]:
    """What the entity is declared not to be, on either side of the declaration."""
    declared = {each.id for each in index.entities.values() if entity.id in each.not_same_as}
    return sorted(declared.union(entity.not_same_as))


def _alias(index: Index, entity: Entity) -> Iterator[tuple[Label, Label | None]]:
    for alias in entity.aliases:
        yield Label(alias.spelling, lang=language(alias.language)), index.short_source(alias.source) if alias.source else None


def _spellings(index: Index, entity: Entity, seen: list[AliasSeen]) -> tuple[SpellingRow, ...]:
    tongues = {alias.spelling: language(alias.language) for alias in entity.aliases}
    tongues[entity.name] = language(entity.language)
    ordered = sorted(seen, key=lambda each: (each.source, -each.count, each.spelling))
    return tuple(
        SpellingRow(Label(each.spelling, lang=tongues.get(each.spelling)), index.short_source(each.source), each.count)
        for each in ordered
    )


def _claims_about(index: Index) -> dict[str, list[Claim]]:
    """Claims on the questions about an entity: its own subjects, and those whose `about` names it."""
    groups: dict[str, list[Claim]] = defaultdict(list)
    for claim in index.claims.values():
        finding = index.subjects.get(claim.subject)
        about = finding.subject.about if finding else ()
        for entity in sorted({claim.subject.partition("/")[0], *about}):
            groups[entity].append(claim)
    return groups


def _claims_naming(index: Index) -> dict[str, list[Claim]]:
    """Claims on other questions whose value is, or lists, the entity."""
    groups: dict[str, list[Claim]] = defaultdict(list)
    for claim in index.claims.values():
        finding = index.subjects.get(claim.subject)
        if finding and finding.subject.kind in _NAMING and claim.canonical:
            for entity in sorted(set(_ID.findall(claim.canonical)) & index.entities.keys()):
                if entity not in {finding.subject.entity, *finding.subject.about}:
                    groups[entity].append(claim)
    return groups


def _mentions(index: Index, claims: list[Claim]) -> tuple[MentionRow, ...]:
    """One row per claim, by subject, then by source."""
    return tuple(_mention(index, each) for each in sorted(claims, key=lambda each: (each.subject, each.uid)))


def _mention(index: Index, claim: Claim) -> MentionRow:
    return MentionRow(
        subject=index.subject(claim.subject),
        source=index.short_source(claim.source),
        value=Label(claim.shown or claim.written),
        denied=claim.stance == "denies",
        href=f"{subject_page(claim.subject)}#{claim_anchor(claim.uid)}",
    )
