"""What several views have in common: labels, facts, and an index over the findings."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from compare.core.date_words import in_words
from compare.core.entities import Entities
from compare.core.findings import AbsenceWord
from compare.core.phrases import counted
from compare.core.words import word
from compare.report.addresses import entity_page, rule_anchor, source_page, subject_page, web_address

if TYPE_CHECKING:
    from collections.abc import Iterable

    from compare.core.findings import Breach, Findings, Position, SubjectFinding
    from compare.core.model import Claim, Entity, Source, Subject

_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
_ENDS: Final = (".", "!", "?", "…", ".”", "!”", "?”", '."', '!"', '?"')
SHORT: Final = 28


@dataclass(frozen=True, slots=True)
class Label:
    """A name, quote or title: its text, its language where known, and where it leads; `outside` is another site.

    `title` is the whole name where the text is a short one.
    """

    text: str
    href: str | None = None
    lang: str | None = None
    outside: bool = False
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of a list of facts: what it is, and one or more values."""

    term: str
    values: tuple[Label, ...]


def language(tag: str | None) -> str | None:
    """The tag if it has the form of a BCP 47 language tag, else None: a `lang` that means nothing helps no reader."""
    return tag if tag and _LANGUAGE.fullmatch(tag) else None


def fact(term: str, *values: Label | str | None) -> tuple[Fact, ...]:
    """The fact in a tuple, or nothing where no value is given, so that facts can be strung together."""
    labels = tuple(Label(each) if isinstance(each, str) else each for each in values if each)
    return (Fact(term, labels),) if labels else ()


def outside_link(url: str | None) -> tuple[Label, ...]:
    """The address as a link where it is safe to be one, else as text; with the ASCII form of a host in other letters."""
    if not url:
        return ()
    address = web_address(url)
    if address is None:
        return (Label(url),)
    host = (Label(f"host: {address.host}"),) if address.host else ()
    return (Label(url, address.href, outside=True), *host)


def shortened(text: str, length: int = SHORT) -> str:
    """The text on one line, cut to a length in code points."""
    line = " ".join(text.split())
    return line if len(line) <= length else line[: length - 1].rstrip() + "…"


def sentence(text: str) -> str:
    """The text with a capital letter at its beginning and a full stop, unless it ends in another mark of its own."""
    words = text.strip()
    capital = words[:1].upper() + words[1:]
    return capital if not capital or capital.endswith(_ENDS) else f"{capital}."


def lead(finding: SubjectFinding, most: int) -> str:
    """The headline; where it names more answers than these, only what it says before it lists them."""
    whole = finding.headline
    named = finding.shape.count("-") + 1  # the shape has one number for every answer the headline names
    return whole if named <= most or ": " not in whole else whole.partition(": ")[0] + "."


def position_letter(index: int) -> str:
    """The letter of a position: A to Z, then AA, AB, ..."""
    return position_letter(index // 26 - 1) + chr(65 + index % 26) if index > 25 else chr(65 + index)  # noqa: PLR2004 - letters


@dataclass(frozen=True)
class Index:
    """The findings with everything looked up by id; `rules` are the ids that the method page explains."""

    findings: Findings
    rules: frozenset[str] = frozenset()

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
    def breaches(self) -> dict[str, tuple[Breach, ...]]:
        """The breaches in which each subject has a part, in their order."""
        groups: dict[str, list[Breach]] = defaultdict(list)
        for breach in self.findings.breaches:
            for subject in dict.fromkeys(breach.subjects):
                groups[subject].append(breach)
        return {subject: tuple(found) for subject, found in groups.items()}

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

    def rule(self, rule: str) -> Label:
        """A rule with its place on the method page, where it is explained there."""
        return Label(rule, f"method.html#{rule_anchor(rule)}" if rule in self.rules else None)


def own_part(claim: Claim, position: Position) -> str:
    """What a claim says itself of its position's value: all of it, or its part of a list gathered from several claims."""
    said = claim.canonical or position.canonical
    return said if set(members_of(said)) < set(members_of(position.canonical)) else position.canonical


def members_of(canonical: str) -> tuple[str, ...]:
    """The ids of the members of a list, from its canonical value."""
    return tuple(canonical.split("; "))


def answering(finding: SubjectFinding) -> frozenset[str]:
    """The sources that hold a position on the subject, denials included."""
    return frozenset(source for position in finding.positions for source in position.sources)


def is_compared(finding: SubjectFinding) -> bool:
    """Whether anything stood beside anything: two sources, or two positions of one."""
    return len(answering(finding)) > 1 or len(finding.positions) > 1


def denominators(finding: SubjectFinding, sources: int) -> str:
    """How many of all sources answer, and why the others do not: `3 of 5 sources, 1 silent, 1 not checked`."""
    answers = answering(finding)
    often = Counter(each.word for each in finding.absent if each.source not in answers)
    rest = [f"{often[each]} {word('absence', each).shown}" for each in AbsenceWord if often[each]]
    return ", ".join([f"{len(answers)} of {counted(sources, 'source')}", *rest])
