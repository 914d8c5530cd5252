"""The page of one entity: how each source spells its name, what it is declared to be and not to be, and all claims about it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from compare.report.addresses import entity_page
from compare.report.views.labels import Fact, Label, fact, language
from compare.report.views.meant import kept_apart

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compare.core.findings import AliasSeen
    from compare.core.model import Claim, Entity
    from compare.report.views.index import Index

MOST_MENTIONS: Final = 500  # the pages of their subjects show them all


@dataclass(frozen=True, slots=True)
class SpellingRow:
    """One way to write the name: how often it was found, and how often in which source."""

    spelling: Label
    times: int
    where: tuple[tuple[Label, int], ...]


@dataclass(frozen=True, slots=True)
class MentionRow:
    """One claim about the entity: the question, the source, the value, and a link to the claim with its words."""

    subject: Label
    source: Label
    value: Label
    denied: bool
    href: str


@dataclass(frozen=True, slots=True)
class Mentions:
    """Claims about an entity, and how many more there are than one page can show."""

    rows: tuple[MentionRow, ...]
    more: int


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
    about: Mentions
    named: Mentions


def entity_views(index: Index) -> Iterator[EntityView]:
    """The pages of all entities, by id."""
    about, named = _claims_about(index), _claims_naming(index)
    for entity in index.entities.values():
        yield EntityView(
            path=entity_page(entity.id),
            title=index.entity(entity.id),
            id=entity.id,
            type=entity.type,
            facts=_facts(index, entity),
            aliases=tuple(_alias(index, entity)),
            spellings=_spellings(index, entity),
            about=_mentions(index, about[entity.id]),
            named=_mentions(index, named[entity.id]),
        )


def _facts(index: Index, entity: Entity) -> tuple[Fact, ...]:
    return (
        *fact("part of", *(index.entity(each) for each in entity.part_of)),
        *fact("same as", *(index.entity(each) for each in entity.same_as)),
        *fact("not the same as", *kept_apart(index, entity)),
        *fact("known elsewhere as", *(f"{register} {number}" for register, number in entity.external)),
        *fact("note", entity.note),
    )


def _alias(index: Index, entity: Entity) -> Iterator[tuple[Label, Label | None]]:
    for alias in entity.aliases:
        yield Label(alias.spelling, lang=language(alias.language)), index.short_source(alias.source) if alias.source else None


def _spellings(index: Index, entity: Entity) -> tuple[SpellingRow, ...]:
    """One row for each way to write the name, the most frequent first."""
    tongues = {alias.spelling: language(alias.language) for alias in entity.aliases} | {entity.name: language(entity.language)}
    groups: dict[str, list[AliasSeen]] = defaultdict(list)
    for each in index.spellings.get(entity.id, ()):
        groups[each.spelling].append(each)
    times = {spelling: sum(each.count for each in seen) for spelling, seen in groups.items()}
    return tuple(
        SpellingRow(Label(each, lang=tongues.get(each)), times[each], _where(index, groups[each]))
        for each in sorted(groups, key=lambda each: (-times[each], each))
    )


def _where(index: Index, seen: list[AliasSeen]) -> tuple[tuple[Label, int], ...]:
    ordered = sorted(seen, key=lambda each: (-each.count, each.source))
    return tuple((index.short_source(each.source), each.count) for each in ordered)


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
        if finding and claim.canonical:
            for entity in sorted(index.named(finding.subject, claim.canonical)):
                if entity not in {finding.subject.entity, *finding.subject.about}:
                    groups[entity].append(claim)
    return groups


def _mentions(index: Index, claims: list[Claim]) -> Mentions:
    """One row per claim, by subject, then by source."""
    ordered = sorted(claims, key=lambda each: (each.subject, each.uid))
    return Mentions(tuple(_mention(index, each) for each in ordered[:MOST_MENTIONS]), max(0, len(ordered) - MOST_MENTIONS))


def _mention(index: Index, claim: Claim) -> MentionRow:
    return MentionRow(
        subject=index.subject(claim.subject),
        source=index.short_source(claim.source),
        value=Label(claim.shown or claim.written),
        denied=claim.stance == "denies",
        href=index.claim_href(claim.uid),
    )
