"""The way in: one casebook, read as a whole, with every problem of every file in one run."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, TypeVar

from compare.core.model import Casebook, Location
from compare.core.problems import Problem, in_order
from compare.loading import (
    addresses,
    anchors,
    claims,
    cycles,
    dates,
    references,
    retired,
    rules,
    sources,
    terms,
    texts,
    timestamps,
    vocabulary,
)
from compare.loading.decision_schema import DecisionFile
from compare.loading.digests import noting
from compare.loading.documents import Document, bad_name, read_document
from compare.loading.layout import CLAIMS, DECISIONS, SOURCES, VOCABULARY, listing
from compare.loading.placed import Declared, Gathered, Placed
from compare.loading.places_table import vocabulary_places
from compare.loading.rule_schema import RulesFile
from compare.loading.schema import ClaimFile, EntitiesFile, SourceRecord, SubjectsFile
from compare.loading.settings_file import NEWER, read_settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from pydantic import BaseModel

    from compare.core.model import ArticleText, Source
    from compare.core.retired import Retired
    from compare.core.settings import Settings

M = TypeVar("M", bound="BaseModel")
R = TypeVar("R")

RULES: Final[tuple[Callable[[Gathered], Iterator[Problem]], ...]] = (
    references.unknown_sources,
    references.origins_like_sources,
    references.unknown_subjects,
    references.orphaned_decisions,
    references.unknown_entities,
    references.unknown_speakers,
    references.unknown_options,
    references.duplicate_ids,
    references.ambiguous_names,
    references.same_and_not_same,
    retired.retired_and_declared,
    retired.unknown_successors,
    retired.retired_circles,
    rules.unknown_in_rules,
    rules.rules_that_do_not_fit,
    cycles.part_of_cycles,
    cycles.via_cycles,
    terms.misplaced_terms,
    terms.bad_terms,
    terms.list_keys,
    terms.unreadable_values,
    dates.unreadable_dates,
    dates.citing_before_cited,
    dates.published_before_event,
    dates.published_after_access,
    dates.published_after_reading,
    dates.until_before_since,
    dates.since_after_publication,
    dates.repeated_claims,
    timestamps.other_day_in_utc,
    addresses.unsafe_addresses,
)
"""Everything that is checked once all files are read; the order does not matter."""


def read_casebook(root: Path, texts: Sequence[Path] = ()) -> tuple[Casebook, Settings, tuple[Problem, ...]]:
    """Read a casebook.

    Args:
        root: the folder with seeds/ and claims/.
        texts: more folders in which article texts are looked for, after seeds/ and those of whosays.toml.

    Returns:
        The casebook with whatever could be read, the settings, and all problems in order. Every claim of the casebook has
        its source and its subject in it: a claim without them is left out and is a problem.
    """
    with _collector_paused(), noting() as noted:
        settings, problems = read_settings(root)
        if any(problem.code == NEWER for problem in problems):  # whatever else was said of it would be wrong
            return _casebook(Gathered(), settings), settings, in_order(problems)
        gathered, found = _gathered(root, settings, texts)
        problems += found
        problems += [problem for rule in RULES for problem in rule(gathered)]
        gathered = _closed(gathered)
        placed, found = anchors.anchored(gathered)
        problems += found
        if not gathered.claims and not any(problem.severity == "error" for problem in problems):
            problems.append(Problem("C701", Location(CLAIMS), "no claim was found"))
        problems += [
            Problem("F109", place, "the file changed while it was read, and was read again") for place in noted.read_again
        ]
        casebook = _casebook(replace(gathered, claims=placed), settings)
        return replace(casebook, files=MappingProxyType(dict(sorted(noted.digests.items())))), settings, in_order(problems)


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Pause the garbage collector: it would walk the growing trees again and again, and nothing in them is cyclic."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _documents(root: Path, folder: str, model: type[M], settings: Settings) -> tuple[list[Document[M]], list[Problem]]:
    """All files of a folder in which every file is one record."""
    names, problems = listing(root, folder, settings.limits)
    read = [read_document(root, folder, name, model, settings.limits) for name in names]
    for document in read:
        problems += [*bad_name(document, folder), *document.problems]
    return read, problems


def _gathered(root: Path, settings: Settings, folders: Sequence[Path]) -> tuple[Gathered, list[Problem]]:
    """Everything in the casebook's files."""
    records, problems = _documents(root, SOURCES, SourceRecord, settings)
    placed = [sources.source(each.name, each.read, each.node, settings.language) for each in records if each.read and each.node]
    decided, found = _documents(root, DECISIONS, DecisionFile, settings)
    problems += found
    said, found = _claim_files(root, settings)
    problems += found
    words, found = _vocabulary(root, settings)
    problems += found
    at_hand, found = _texts(placed, texts.folders(root, settings, folders), settings)
    gathered = replace(
        words,
        sources=tuple(placed),
        claims=tuple(claim for each in said if each.read and each.node for claim in claims.claims(each.read, each.node)),
        readings=tuple(claims.reading(each.read, each.node) for each in said if each.read and each.node),
        decisions=tuple(sources.decision(each.name, each.read, each.node) for each in decided if each.read and each.node),
        texts=at_hand,
        known_sources=Declared(frozenset(each.name for each in records), complete=_was_listed(SOURCES, problems)),
    )
    return gathered, problems + found


def _claim_files(root: Path, settings: Settings) -> tuple[list[Document[ClaimFile]], list[Problem]]:
    """The claim files; one that is named after another source than it names is nobody's."""
    read, problems = _documents(root, CLAIMS, ClaimFile, settings)
    fitting = []
    for each in read:
        if each.read and each.node and each.read.source != each.name:
            place = Placed(each.read, each.node).at("source")
            problems.append(
                Problem("R308", place, f"the file is named after {each.name}, and its source is {each.read.source}")
            )
        else:
            fitting.append(each)
    return fitting, problems


def _vocabulary(root: Path, settings: Settings) -> tuple[Gathered, list[Problem]]:
    """Subjects, entities, rules and places."""
    names, problems = listing(root, VOCABULARY, settings.limits)
    asked = _optional(root, "subjects.yaml", names, SubjectsFile, settings)
    named = _optional(root, "entities.yaml", names, EntitiesFile, settings)
    ruled = _optional(root, "rules.yaml", names, RulesFile, settings)
    problems += [problem for each in (asked, named, ruled) if each for problem in each.problems]
    places, found = vocabulary_places(root, VOCABULARY)
    problems += found
    once_asked = retired.retired("subject", asked.read, asked.node) if asked and asked.read and asked.node else []
    once_named = retired.retired("entity", named.read, named.node) if named and named.read and named.node else []
    gathered = Gathered(
        subjects=tuple(vocabulary.subjects(asked.read, asked.node)) if asked and asked.read and asked.node else (),
        entities=tuple(vocabulary.entities(named.read, named.node)) if named and named.read and named.node else (),
        rules=tuple(rules.rules(ruled.read, ruled.node)) if ruled and ruled.read and ruled.node else (),
        places=places,
        retired=(*once_asked, *once_named),
        known_subjects=_declared(asked, "subjects", problems, once_asked),
        known_entities=_declared(named, "entities", problems, once_named),
    )
    return gathered, problems


def _optional(root: Path, name: str, names: list[str], model: type[M], settings: Settings) -> Document[M] | None:
    """A file of the vocabulary, if it is there."""
    return read_document(root, VOCABULARY, name, model, settings.limits) if name in names else None


def _declared(document: Document[M] | None, key: str, problems: list[Problem], gone: list[Placed[Retired]]) -> Declared:
    """What a file of the vocabulary declares; without the file nothing is declared."""
    if document is None:
        return Declared(complete=_was_listed(VOCABULARY, problems))
    old = {each.record.id: each.record for each in gone}
    return Declared(document.declared(key), complete=document.read is not None, retired=old)


def _was_listed(folder: str, problems: list[Problem]) -> bool:
    """Whether it is known what is in a folder."""
    return all(problem.place != Location(folder) for problem in problems)


def _texts(
    placed: list[Placed[Source]], folders: list[tuple[Path, Path]], settings: Settings
) -> tuple[dict[str, ArticleText], list[Problem]]:
    """The article texts at hand by source."""
    at_hand: dict[str, ArticleText] = {}
    problems: list[Problem] = []
    for source in placed:
        text, found = texts.article_text(source, folders, settings.limits)
        problems += found
        if text:
            at_hand[source.record.id] = text
    return at_hand, problems


def _closed(gathered: Gathered) -> Gathered:
    """Without what refers to a source or subject that is not there, second claims of one id, and retired ids still declared."""
    known = {each.record.id for each in gathered.sources}
    asked = {each.record.id for each in gathered.subjects}
    declared = {"subject": gathered.known_subjects, "entity": gathered.known_entities}
    usable = [each for each in gathered.claims if each.record.source in known and each.record.subject in asked]
    return replace(
        gathered,
        claims=tuple({each.record.uid: each for each in reversed(usable)}.values()),
        readings=tuple(each for each in gathered.readings if each.record.source in known),
        retired=tuple(each for each in gathered.retired if each.record.id not in declared[each.record.what].ids),
    )


def _casebook(gathered: Gathered, settings: Settings) -> Casebook:
    """The records by themselves, sorted."""
    return Casebook(
        title=settings.title or "Casebook",
        language=settings.language,
        sources=_sorted(gathered.sources, lambda each: each.id),
        entities=_sorted(gathered.entities, lambda each: each.id),
        subjects=_sorted(gathered.subjects, lambda each: each.id),
        claims=_sorted(gathered.claims, lambda each: (each.source, each.id)),
        readings=_sorted(gathered.readings, lambda each: each.source),
        decisions=_sorted(gathered.decisions, lambda each: each.id),
        texts=MappingProxyType(dict(sorted(gathered.texts.items()))),
        rules=_sorted(gathered.rules, lambda each: each.id),
        places=gathered.places,
        retired=tuple(sorted((each.record for each in gathered.retired), key=lambda each: (each.what != "subject", each.id))),
    )


def _sorted(placed: Sequence[Placed[R]], key: Callable[[R], object]) -> tuple[R, ...]:
    """The records in the order of their ids."""
    return tuple(sorted((each.record for each in placed), key=key))  # type: ignore[arg-type]  # keys are text, or pairs of it
