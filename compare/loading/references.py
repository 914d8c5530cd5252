"""Ids that lead nowhere, ids given twice, names that mean two entities, and entities that are said to be one and two."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compare.core.entities import Entities
from compare.core.folding import fold_own_name
from compare.core.problems import Problem
from compare.core.suggest import Suggester
from compare.core.visible import excerpt
from compare.loading.forms import is_id
from compare.loading.retired import cure_of, lost

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compare.core.model import Entity, Location
    from compare.loading.placed import Declared, Gathered, Placed


def _dangling(code: str, wanted: str, place: Location, declared: Declared, what: str) -> Iterator[Problem]:
    """The problem of one reference, if it leads nowhere."""
    if declared.lacks(wanted):
        yield lost(code, wanted, place, declared, what)


def unknown_sources(gathered: Gathered) -> Iterator[Problem]:
    """References to sources: of claim files, corrections and aliases."""
    known = gathered.known_sources
    for reading in gathered.readings:
        yield from _dangling("R301", reading.record.source, reading.at("source"), known, "source record")
    for claim in gathered.claims:
        for wanted, place in claim.items("corrects"):
            yield from _dangling("R301", wanted, place, known, "source record")
    for entity in gathered.entities:
        for index, alias in enumerate(entity.record.aliases):
            if alias.source:
                yield from _dangling("R301", alias.source, entity.at("aliases", index, "source"), known, "source record")


def origins_like_sources(gathered: Gathered) -> Iterator[Problem]:
    """Origins written like an id and almost that of a source; an outlet's name, or one with a date, is left alone."""
    known = gathered.known_sources
    if not known.complete:
        return
    written = {origin for claim in gathered.claims for origin in claim.record.via} - known.ids
    likes = {origin: known.near.almost(origin) for origin in sorted(written) if is_id(origin)}
    for claim in gathered.claims:
        for origin, place in claim.items("via"):
            if near := likes.get(origin):
                yield Problem("R310", place, f"{excerpt(origin)} is no source here; did you mean {' or '.join(near)}?")


def unknown_subjects(gathered: Gathered) -> Iterator[Problem]:
    """References to subjects: of claims, readings and other subjects."""
    known = gathered.known_subjects
    for subject in gathered.subjects:
        for wanted, place in subject.items("not_same_as"):
            yield from _dangling("R302", wanted, place, known, "subject")
    for claim in gathered.claims:
        yield from _dangling("R302", claim.record.subject, claim.at("subject"), known, "subject")
    for reading in gathered.readings:
        listed = [] if reading.record.full else reading.items("read", "scope")
        for wanted, place in listed:
            yield from _dangling("R302", wanted, place, known, "subject")
        for wanted, place in reading.keys("not_applicable"):
            yield from _dangling("R302", wanted, place, known, "subject")


def orphaned_decisions(gathered: Gathered) -> Iterator[Problem]:
    """Decisions on what is no longer asked: they are kept, and told, since nobody may take one for applied."""
    for decision in gathered.decisions:
        yield from _dangling("D803", decision.record.subject, decision.at("subject"), gathered.known_subjects, "subject")


def unknown_entities(gathered: Gathered) -> Iterator[Problem]:
    """References to entities: of other entities and of subjects."""
    known = gathered.known_entities
    for entity in gathered.entities:
        for key in ("part_of", "same_as", "not_same_as"):
            for wanted, place in entity.items(key):
                yield from _dangling("R303", wanted, place, known, "entity")
    for subject in gathered.subjects:
        yield from _dangling("R303", subject.record.entity, subject.record.place, known, "entity")
        for wanted, place in subject.items("about"):
            yield from _dangling("R303", wanted, place, known, "entity")


def unknown_speakers(gathered: Gathered) -> Iterator[Problem]:
    """Speakers may be given by id, name or alias."""
    if not gathered.known_entities.complete:
        return
    entities = Entities(each.record for each in gathered.entities)
    for claim in gathered.claims:
        speaker = claim.record.speaker
        if speaker is not None and speaker not in gathered.known_entities.ids:
            try:
                entities.resolve(speaker)
            except ValueError as fault:
                yield Problem("R303", claim.at("speaker"), str(fault), cure_of(speaker, gathered.known_entities))


def unknown_options(gathered: Gathered) -> Iterator[Problem]:
    """Options that another option implies or goes with."""
    for subject in gathered.subjects:
        ids = {option.id for option in subject.record.options}
        near = Suggester(ids)
        for option in subject.record.options:
            for key in ("implies", "compatible"):
                for index, wanted in enumerate(getattr(option, key)):
                    if wanted not in ids:
                        place = subject.at("options", option.id, key, index)
                        yield Problem("R304", place, f"there is no option {excerpt(wanted)}{near.did_you_mean(wanted)}")


def duplicate_ids(gathered: Gathered) -> Iterator[Problem]:
    """Two claims of one source with one id; of everything else the file name or the key is the id."""
    first: dict[str, Location] = {}
    for claim in gathered.claims:
        earlier = first.setdefault(claim.record.uid, claim.record.place)
        if earlier != claim.record.place:
            yield Problem(
                "R305", claim.record.place, f"the id {excerpt(claim.record.id)} stands at line {earlier.line} already"
            )


def ambiguous_names(gathered: Gathered) -> Iterator[Problem]:
    """Names and aliases that two entities share, unless the two are declared to be one."""
    entities = Entities(each.record for each in gathered.entities)
    owners: dict[str, Placed[Entity]] = {}
    for entity in gathered.entities:
        for spelling, place in _spellings(entity):
            owner = owners.setdefault(fold_own_name(spelling), entity)
            if entities.canonical(owner.record.id) != entities.canonical(entity.record.id):
                at = owner.record.place.line
                yield Problem("R307", place, f"{excerpt(spelling)} also means {owner.record.id}, declared at line {at}")


def _spellings(entity: Placed[Entity]) -> Iterator[tuple[str, Location]]:
    """Every name of an entity, each spelling that folds differently once."""
    yield entity.record.name, entity.at("name")
    seen = {fold_own_name(entity.record.name)}
    for index, alias in enumerate(entity.record.aliases):
        if fold_own_name(alias.spelling) not in seen:
            seen.add(fold_own_name(alias.spelling))
            yield alias.spelling, entity.at("aliases", index, "spelling")


def same_and_not_same(gathered: Gathered) -> Iterator[Problem]:
    """Entities that are declared to be another one, directly or through others, and not to be it; names that are none."""
    entities = Entities(each.record for each in gathered.entities)
    for entity in gathered.entities:
        for wanted, place in entity.items("not_same_as"):
            if wanted in entities and entities.canonical(wanted) == entities.canonical(entity.record.id):
                yield Problem("R309", place, f"{entity.record.id} and {wanted} are declared same_as and not_same_as")
        names = {fold_own_name(spelling) for spelling, _ in _spellings(entity)}
        for spelling, place in entity.items("not_names"):
            if fold_own_name(spelling) in names:
                yield Problem("R309", place, f"{excerpt(spelling)} is a name of {entity.record.id} and among its not_names")
