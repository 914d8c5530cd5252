"""What the filter and the search know: every subject with its facets, every claim, name and source, in the order shown."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

from compare.core.decided import DECISIONS, decision_word
from compare.core.findings import Standing
from compare.core.folding import fold_name
from compare.core.words import word
from compare.report.addresses import claim_anchor, entity_page, slug, source_page, subject_page
from compare.report.views.index import answering, lead
from compare.report.views.ranking import URGENCY, by_standing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from compare.core.findings import SubjectFinding
    from compare.core.model import Claim, Entity, Source
    from compare.report.views.index import Index

MOST_SUBJECTS: Final = 20_000
MOST_CLAIMS: Final = 200_000


class Value(NamedTuple):
    """One value of a facet: as it stands in an address, and as a reader sees it."""

    key: str
    shown: str


@dataclass(frozen=True, slots=True)
class Facet:
    """A facet with few values that are known beforehand, in the order shown."""

    name: str
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class SubjectEntry:
    """One subject: where it stands, what it asks and comes to, and its values by facet (numbers into lists and facets)."""

    id: str
    path: str
    question: str
    headline: str
    fixed: tuple[int, ...]
    sources: tuple[int, ...]
    origins: tuple[int, ...]
    entities: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ClaimEntry:
    """One claim: the numbers of its subject and source, where it stands, its answer and its words.

    `at` is its fragment on the page of its subject or, where that goes on, the page and the fragment.

    `quotes` holds the words as they stand in the article first, then, where it was annotated, the translation.
    """

    subject: int
    source: int
    at: str
    answer: str
    quotes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """One source: its id, the name that pages use, its title and its page."""

    id: str
    name: str
    title: str
    path: str


@dataclass(frozen=True, slots=True)
class NameEntry:
    """One entity: its id, preferred name, type and page, and every other spelling that is declared or was seen."""

    id: str
    name: str
    type: str
    path: str
    spellings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CatalogueView:
    """All of it; subjects are numbered most pressing first. `left_` counts are those beyond what a browser can search."""

    facets: tuple[Facet, ...]
    subjects: tuple[SubjectEntry, ...]
    claims: tuple[ClaimEntry, ...]
    sources: tuple[SourceEntry, ...]
    names: tuple[NameEntry, ...]
    origins: tuple[Value, ...]
    left_subjects: int = 0
    left_claims: int = 0


class _Numbers(NamedTuple):
    """The number of every fixed value by its facet and key, and of every source, entity and origin by its key."""

    fixed: tuple[dict[str, int], ...]
    sources: dict[str, int]
    entities: dict[str, int]
    origins: dict[str, int]


def catalogue_view(index: Index) -> CatalogueView:
    """The catalogue; of a very large casebook the most pressing subjects, and their claims as far as there is room."""
    facets, origins, claims = _facets(index), _origins(index), _claims_by_subject(index)
    found = by_standing(index)
    kept = found[:MOST_SUBJECTS]
    numbers = _numbers(index, facets, origins)
    entries = _claims(index, kept, claims, numbers.sources)
    return CatalogueView(
        facets=facets,
        subjects=tuple(_subject(index, each, claims.get(each.subject.id, []), numbers) for each in kept),
        claims=entries,
        sources=tuple(_source(index, each) for each in index.sources.values()),
        names=_names(index),
        origins=origins,
        left_subjects=len(found) - len(kept),
        left_claims=len(index.claims) - len(entries),
    )


def _numbers(index: Index, facets: Iterable[Facet], origins: Iterable[Value]) -> _Numbers:
    return _Numbers(
        tuple(_numbered(value.key for value in facet.values) for facet in facets),
        _numbered(index.sources),
        _numbered(index.entities),
        _numbered(each.key for each in origins),
    )


def _source(index: Index, source: Source) -> SourceEntry:
    return SourceEntry(source.id, index.source(source.id).text, source.title, source_page(source.id))


def _numbered(keys: Iterable[str]) -> dict[str, int]:
    return {each: at for at, each in enumerate(keys)}


def _facets(index: Index) -> tuple[Facet, ...]:
    kinds = sorted({each.subject.kind for each in index.subjects.values()})
    return (
        Facet("standing", tuple(Value(each, word("standing", each).shown) for each in Standing)),
        Facet("severity", tuple(Value(each, each) for each in URGENCY)),
        Facet("kind", tuple(Value(each, each) for each in kinds)),
        Facet("decision", tuple(Value(each.replace(" ", "-"), each) for each in DECISIONS)),
    )


def _fixed(finding: SubjectFinding) -> tuple[str, ...]:
    """The values of the facets of `_facets`, in their order."""
    decision = decision_word(finding).replace(" ", "-")
    return finding.standing, finding.severity, finding.subject.kind, decision


def _claims_by_subject(index: Index) -> dict[str, list[Claim]]:
    groups: dict[str, list[Claim]] = defaultdict(list)
    for claim in index.claims.values():
        groups[claim.subject].append(claim)
    return groups


def _origin_key(index: Index, written: str) -> str:
    """An origin without its date: the id of a source, or what is left of the folded outlet in an address."""
    if written in index.sources:
        return written
    key = slug(fold_name(written.rpartition("@")[0] or written).replace(" ", "-"))
    return f"{key}-outlet" if key in index.sources else key


def _origins(index: Index) -> tuple[Value, ...]:
    """Every origin that claims name, by its key; of several spellings of an outlet the first."""
    named: dict[str, str] = {}
    for written in sorted({each for claim in index.claims.values() for each in claim.via}):
        named.setdefault(_origin_key(index, written), _outlet(index, written))
    return tuple(Value(key, named[key]) for key in sorted(named))


def _outlet(index: Index, written: str) -> str:
    """An origin in words, without its date."""
    return index.origin(written if written in index.sources else written.rpartition("@")[0] or written).text


def _subject(index: Index, finding: SubjectFinding, claims: list[Claim], numbers: _Numbers) -> SubjectEntry:
    subject = finding.subject
    named = {entity for each in finding.positions for entity in index.named(subject, each.canonical)}
    entities = {subject.entity, *subject.about, *named}
    origins = {_origin_key(index, each) for claim in claims for each in claim.via}
    return SubjectEntry(
        id=subject.id,
        path=subject_page(subject.id),
        question=subject.question,
        headline=lead(finding),
        fixed=tuple(known[each] for known, each in zip(numbers.fixed, _fixed(finding), strict=True)),
        sources=_known(answering(finding), numbers.sources),
        origins=_known(origins, numbers.origins),
        entities=_known(entities, numbers.entities),
    )


def _known(keys: Iterable[str], numbers: dict[str, int]) -> tuple[int, ...]:
    return tuple(sorted(numbers[each] for each in keys if each in numbers))


def _claims(
    index: Index, kept: Iterable[SubjectFinding], claims: dict[str, list[Claim]], sources: dict[str, int]
) -> tuple[ClaimEntry, ...]:
    """The claims on the subjects that are kept, in their order, then by uid, as many as there is room for."""
    ordered = ((at, claim) for at, each in enumerate(kept) for claim in claims.get(each.subject.id, ()))
    found = ((at, claim) for at, claim in ordered if claim.source in sources)
    return tuple(_claim(index, at, claim, sources[claim.source]) for at, claim in islice(found, MOST_CLAIMS))


def _claim(index: Index, subject: int, claim: Claim, source: int) -> ClaimEntry:
    quote = claim.quote
    translated = (quote.original, quote.text) if quote.original else (quote.text,)
    answer = claim.shown or claim.written
    denied = "not " if claim.stance == "denies" else ""
    worded = f" (“{claim.worded}”)" if claim.worded and claim.worded != answer else ""
    return ClaimEntry(
        subject=subject,
        source=source,
        at=claim_anchor(claim.uid) if index.claim_page(claim.uid) == 1 else index.claim_href(claim.uid),
        answer=f"{denied}{answer}{worded}",
        quotes=tuple(each for each in translated if each),
    )


def _names(index: Index) -> tuple[NameEntry, ...]:
    seen: dict[str, list[str]] = defaultdict(list)
    for each in index.findings.aliases_seen:
        seen[each.entity].append(each.spelling)
    return tuple(_name(entity, seen[key]) for key, entity in index.entities.items())


def _name(entity: Entity, seen: list[str]) -> NameEntry:
    spellings = dict.fromkeys([*(each.spelling for each in entity.aliases), *sorted(seen)])
    spellings.pop(entity.name, None)
    return NameEntry(entity.id, entity.name, entity.type, entity_page(entity.id), tuple(spellings))
