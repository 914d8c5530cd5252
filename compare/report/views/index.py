"""The findings as pages look things up in them, and what several pages say of a subject in the same words."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from compare.core.date_words import in_words
from compare.core.decided import newest_first
from compare.core.entities import Entities
from compare.core.findings import AbsenceWord
from compare.core.model import members_of
from compare.core.phrases import counted, position_letter
from compare.core.words import word
from compare.report.addresses import (
    CLAIMS_ON_PAGE,
    claim_anchor,
    claims_page,
    entity_page,
    rule_anchor,
    sentence_anchor,
    source_page,
    subject_page,
)
from compare.report.views.hanging import hanging
from compare.report.views.labels import Label, language
from compare.report.views.moved_claims import moved_claims
from compare.report.views.source_pages import source_pages
from compare.report.views.support import sides

if TYPE_CHECKING:
    from collections.abc import Iterable

    from compare.core.change_words import ChangesTold
    from compare.core.decided import Decision
    from compare.core.findings import AliasSeen, Breach, Findings, Position, SubjectFinding
    from compare.core.model import ArticleText, Claim, Entity, Reading, Source, Subject

MOST_IN_HEADLINE: Final = 3  # more answers than these are counted, not named


def lead(finding: SubjectFinding, most: int = MOST_IN_HEADLINE) -> str:
    """The headline; where it names more answers than these, only what it says before it lists them."""
    whole = finding.headline
    named = finding.shape.count("-") + 1  # the shape has one number for every answer the headline names
    return whole if named <= most or ": " not in whole else whole.partition(": ")[0] + "."


@dataclass(frozen=True)
class Index:
    """The findings with all looked up by id; `rules` are explained on the method page, `told` is what has changed, if known."""

    findings: Findings
    rules: frozenset[str] = frozenset()
    told: ChangesTold | None = None

    def is_new(self, subject_id: str) -> bool:
        """Whether the sources are at odds on a subject in a way that the baseline does not know."""
        return self.told is not None and subject_id in self.told.new_subjects

    @cached_property
    def sources(self) -> dict[str, Source]:
        """Sources by id, sorted."""
        return {each.id: each for each in sorted(self.findings.casebook.sources, key=lambda each: each.id)}

    @cached_property
    def entities(self) -> dict[str, Entity]:
        """Entities by id, sorted."""
        return {each.id: each for each in sorted(self.findings.casebook.entities, key=lambda each: each.id)}

    @cached_property
    def subjects(self) -> dict[str, SubjectFinding]:
        """What was found on each subject, by its id, sorted."""
        return {each.subject.id: each for each in sorted(self.findings.subjects, key=lambda each: each.subject.id)}

    @cached_property
    def claims(self) -> dict[str, Claim]:
        """Claims by uid, sorted."""
        return {each.uid: each for each in sorted(self.findings.claims, key=lambda each: each.uid)}

    def known(self, uids: Iterable[str]) -> tuple[Claim, ...]:
        """The claims of these uids that are at hand, in the order given."""
        return tuple(self.claims[uid] for uid in uids if uid in self.claims)

    def published(self, source_id: str) -> str:
        """When a source was published, in EDTF; empty where it is not known."""
        return self.sources[source_id].published if source_id in self.sources else ""

    def published_in_words(self, source_id: str) -> str:
        """When a source was published, as a reader says it."""
        return in_words(self.published(source_id))

    def order(self, name: str) -> tuple[float, float]:
        """What sorts claims (by uid) and publications (by source id) in time: the first day, else the last where it is open."""
        first, last = self.findings.days.get(name, (None, None))
        end = math.inf if last is None else last
        return (end if first is None else first, end)

    @cached_property
    def claims_by_source(self) -> dict[str, tuple[Claim, ...]]:
        """The claims of each source, by uid."""
        groups: dict[str, list[Claim]] = defaultdict(list)
        for claim in self.claims.values():
            groups[claim.source].append(claim)
        return {source: tuple(claims) for source, claims in groups.items()}

    @cached_property
    def _said_on(self) -> dict[tuple[str, str], tuple[Claim, ...]]:
        groups: dict[tuple[str, str], list[Claim]] = defaultdict(list)
        for claim in self.claims.values():
            groups[claim.source, claim.subject].append(claim)
        return {key: tuple(claims) for key, claims in groups.items()}

    def said_on(self, source_id: str, subject_id: str) -> tuple[Claim, ...]:
        """The claims of one source on one subject, by uid."""
        return self._said_on.get((source_id, subject_id), ())

    @cached_property
    def readings(self) -> dict[str, Reading]:
        """What is attested of the reading of each source, by its id."""
        return {each.source: each for each in self.findings.casebook.readings}

    @cached_property
    def spellings(self) -> dict[str, tuple[AliasSeen, ...]]:
        """How the name of each entity is spelled, by its id."""
        groups: dict[str, list[AliasSeen]] = defaultdict(list)
        for each in self.findings.aliases_seen:
            groups[each.entity].append(each)
        return {entity: tuple(seen) for entity, seen in groups.items()}

    @cached_property
    def decisions(self) -> dict[str, tuple[Decision, ...]]:
        """All decisions on each subject, the newest first."""
        groups: dict[str, list[Decision]] = defaultdict(list)
        for each in newest_first(self.findings.casebook.decisions):
            groups[each.subject].append(each)
        return {subject: tuple(made) for subject, made in groups.items()}

    @cached_property
    def kept_apart(self) -> dict[str, frozenset[str]]:
        """What each entity is declared not to be, whichever side declares it."""
        pairs = [(each.id, other) for each in self.entities.values() for other in each.not_same_as]
        groups: dict[str, set[str]] = defaultdict(set)
        for one, other in pairs:
            groups[one].add(other)
            groups[other].add(one)
        return {entity: frozenset(others) for entity, others in groups.items()}

    def claim_page(self, uid: str) -> int:
        """On which page of its subject a claim stands, from 1."""
        return self.moved_claims.get(uid, 1)

    def claim_href(self, uid: str) -> str:
        """Where a claim stands with its words; its fragment alone where the claim is not known."""
        claim = self.claims.get(uid)
        return f"{claims_page(claim.subject, self.claim_page(uid))}#{claim_anchor(uid)}" if claim else f"#{claim_anchor(uid)}"

    def source_href(self, claim: Claim) -> str:
        """Where a claim stands on the pages of its source."""
        number = self.source_pages[claim.source].moved.get(claim.uid, 1)
        return f"{source_page(claim.source, number)}#{claim_anchor(claim.uid)}"

    def sentence_href(self, text: ArticleText, number: int) -> str:
        """Where a sentence, by its number, stands on the pages of its source."""
        page = self.source_pages[text.source].at(text.sentences[number - 1].start)
        return f"{source_page(text.source, page)}#{sentence_anchor(number)}"

    def position_href(self, finding: SubjectFinding, at: int) -> str:
        """Where a position stands: on the first page of its subject, or, beyond the first answers, where its claims begin."""
        first = 1 if at < CLAIMS_ON_PAGE else self.claim_page(finding.positions[at].claims[0])
        return f"{claims_page(finding.subject.id, first)}#p-{position_letter(at)}"

    @cached_property
    def breaches(self) -> dict[str, tuple[Breach, ...]]:
        """The breaches in which each subject has a part, in their order."""
        groups: dict[str, list[Breach]] = defaultdict(list)
        for breach in self.findings.breaches:
            for subject in dict.fromkeys(breach.subjects):
                groups[subject].append(breach)
        return {subject: tuple(found) for subject, found in groups.items()}

    hanging = cached_property(hanging)
    sides = cached_property(sides)
    moved_claims = cached_property(moved_claims)
    source_pages = cached_property(source_pages)

    @cached_property
    def family(self) -> Entities:
        """The entities with what is part of what."""
        return Entities(self.findings.casebook.entities)

    @cached_property
    def _source_names(self) -> dict[str, str]:
        """A name for each source that no other source has: publisher or title, then with date, then with id."""
        names = {each.id: each.publisher or each.title for each in self.sources.values()}
        for more in ("published", "id"):
            often = Counter(names.values())
            shared = {key for key, name in names.items() if often[name] > 1}
            names |= {key: f"{names[key]}, {getattr(self.sources[key], more)}" for key in shared}
        return names

    @cached_property
    def _source_labels(self) -> dict[str, Label]:
        return {each: Label(name, source_page(each)) for each, name in self._source_names.items()}

    @cached_property
    def _short_source_labels(self) -> dict[str, Label]:
        """For tables: a source without a publisher is named by its id, its title being a sentence."""
        untitled = {each.id: each.title for each in self.sources.values() if not each.publisher}
        short = {key: Label(key, source_page(key), title=title) for key, title in untitled.items()}
        return self._source_labels | short

    def source(self, source_id: str) -> Label:
        """The name of a source with its page, or the id as text where it is not known."""
        return self._source_labels.get(source_id) or Label(source_id)

    def source_list(self, ids: Iterable[str]) -> tuple[Label, ...]:
        """The names of sources, in the order given."""
        return tuple(self.source(each) for each in ids)

    def short_source(self, source_id: str) -> Label:
        """The name of a source where there is little room, with its page."""
        return self._short_source_labels.get(source_id) or Label(source_id)

    def short_source_list(self, ids: Iterable[str]) -> tuple[Label, ...]:
        """The names of sources where there is little room, in the order given."""
        return tuple(self.short_source(each) for each in ids)

    @cached_property
    def _entity_labels(self) -> dict[str, Label]:
        return {key: Label(each.name, entity_page(key), language(each.language)) for key, each in self.entities.items()}

    @cached_property
    def _subject_labels(self) -> dict[str, Label]:
        spoken = language(self.findings.casebook.language)
        return {key: Label(each.subject.question, subject_page(key), spoken) for key, each in self.subjects.items()}

    def entity(self, entity_id: str) -> Label:
        """The preferred name of an entity with its page, or the id as text where it is not declared."""
        return self._entity_labels.get(entity_id) or Label(entity_id)

    def subject(self, subject_id: str) -> Label:
        """The question of a subject with its page, or the id as text where nothing was found on it."""
        return self._subject_labels.get(subject_id) or Label(subject_id)

    def origin(self, written: str) -> Label:
        """An origin as a claim names it: a source of the casebook with its page, else the outlet with its date."""
        if written in self.sources:
            return self.source(written)
        outlet, _, day = written.rpartition("@")
        return Label(f"{outlet}, {in_words(day)}" if outlet else written.replace("own-reporting", "own reporting"))

    def member(self, subject: Subject, member_id: str) -> Label:
        """A member of a list: an option of the subject by its label, else an entity."""
        if subject.options:
            return Label(next((each.label for each in subject.options if each.id == member_id and each.label), member_id))
        return self.entity(member_id)

    def named(self, subject: Subject, canonical: str) -> frozenset[str]:
        """The entities, by id, that an answer to a question is or lists."""
        return frozenset(self.entities.keys() & members_of(canonical)) if subject.names_entities else frozenset()

    def rule(self, rule: str) -> Label:
        """A rule with its place on the method page, where it is explained there."""
        return Label(rule, f"method.html#{rule_anchor(rule)}" if rule in self.rules else None)


def own_part(claim: Claim, position: Position) -> str:
    """What a claim says itself of its position's value: all of it, or its part of a list gathered from several claims."""
    said = claim.canonical or position.canonical
    return said if set(members_of(said)) < set(members_of(position.canonical)) else position.canonical


def answering(finding: SubjectFinding) -> frozenset[str]:
    """The sources that hold a position on the subject, denials included."""
    return frozenset(source for position in finding.positions for source in position.sources)


def opposed_positions(finding: SubjectFinding) -> frozenset[int]:
    """The positions, by index, that another one contradicts or disputes, with nothing to explain it."""
    return frozenset(at for each in finding.relations if each.live for at in each.between)


def is_compared(finding: SubjectFinding) -> bool:
    """Whether anything stood beside anything: two sources, or two positions of one."""
    return len(answering(finding)) > 1 or len(finding.positions) > 1


def denominators(finding: SubjectFinding, sources: int) -> str:
    """How many of all sources answer, and why the others do not: `3 of 5 sources, 1 silent, 1 not checked`."""
    answers = answering(finding)
    often = Counter(each.word for each in finding.absent if each.source not in answers)
    rest = [f"{often[each]} {word('absence', each).shown}" for each in AbsenceWord if often[each]]
    return ", ".join([f"{len(answers)} of {counted(sources, 'source')}", *rest])
