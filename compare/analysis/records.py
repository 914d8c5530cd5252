"""The findings on a claims table as records, for findings.json and the report: what a casebook of the same claims gives."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from compare.analysis.copying import hints_in
from compare.analysis.copying_records import copying_records
from compare.analysis.findings import Assembly
from compare.analysis.origins import split
from compare.analysis.timeline import with_days
from compare.core.findings import Absence, AbsenceWord, Findings
from compare.core.model import Casebook, Claim, Location, Quote, Source

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from compare.core.judged import Judged
    from compare.core.model import Entity, Subject

_TEXTS: Final = ("as_of", "scope", "since", "until", "speaker", "worded")
_DENIES: Final = "It only denies a reading others affirm."


class NothingAttested:
    """The absences of a table: nobody attests having read anything, so of a source without a claim nothing is known."""

    def of(self, _subject: Subject, claims: Sequence[Claim]) -> tuple[Absence, ...]:
        """The sources that only deny."""
        affirming = {claim.source for claim in claims if claim.stance == "affirms"}
        denying = {claim.source for claim in claims} - affirming
        return tuple(Absence(source, AbsenceWord.DENIES, _DENIES) for source in sorted(denying))


def table_findings(
    judged: Judged, title: str, file: str, entities: Sequence[Entity] = (), copies: Mapping[str, str] | None = None
) -> Findings:
    """The findings on a table that was judged whole.

    Args:
        judged: what was found.
        title: what the result is called.
        file: the name of the table, as claims are to be found in it.
        entities: the entities it was judged against.
        copies: the sources, by id, that were counted as another one (`compare.analysis.kernel.Background`).
    """
    claims = _claims(judged, file)
    casebook = Casebook(
        title=title,
        sources=_sources(judged, file),
        entities=tuple(entities),
        subjects=_subjects(judged, file),
        claims=claims,
    )
    subjects = Assembly(judged, casebook, claims, NothingAttested()).subjects()
    in_order = tuple(sorted(claims, key=lambda each: each.uid))
    known = {each.id for each in casebook.sources}
    found = Findings(
        replace(casebook, claims=in_order),
        in_order,
        subjects,
        copy_hints=copying_records(judged, hints_in(judged)),
        counted_as={source: other for source, other in sorted((copies or {}).items()) if source in known},
    )
    return with_days(found)


def _subjects(judged: Judged, file: str) -> tuple[Subject, ...]:
    table = judged.table
    texts = table.subject.texts
    ids = sorted((texts[code], int(table.terms_of[code])) for code in judged.subjects.code.tolist())
    return tuple(
        replace(judged.terms[terms], id=subject, question=judged.terms[terms].question or subject, place=Location(file))
        for subject, terms in ids
    )


def _sources(judged: Judged, file: str) -> tuple[Source, ...]:
    """The sources, published on the day that all their claims give, if it is one."""
    days = _published(judged)
    return tuple(
        Source(id=source, title=source, published=days[source], basis="", place=Location(file)) for source in sorted(days)
    )


def _published(judged: Judged) -> dict[str, str]:
    table = judged.table
    column = table.qualifiers.get("published")
    days: dict[str, set[str]] = {}
    for row, source in zip(judged.claims.row.tolist(), judged.claims.source.tolist(), strict=True):
        days.setdefault(table.source.texts[source], set()).add((column.at(row) if column else None) or "")
    return {source: min(found) if len(found) == 1 else "" for source, found in days.items()}


def _claims(judged: Judged, file: str) -> tuple[Claim, ...]:
    """The claims in the order of the table's rows."""
    found = judged.claims
    made: list[Claim | None] = [None] * len(found.row)
    ids = claim_ids(judged)
    days = _published(judged)
    for at, row in enumerate(found.row.tolist()):
        made[row] = _claim(judged, at, row, ids[at], days, file)
    return tuple(each for each in made if each is not None)


def _claim(judged: Judged, at: int, row: int, claim_id: str, days: Mapping[str, str], file: str) -> Claim:
    table, values = judged.table, judged.values
    spelling = int(judged.claims.spelling[at])
    own = int(values.canonical_of[spelling])
    text: dict[str, Any] = {name: column.at(row) for name, column in table.qualifiers.items()}
    qualifiers = {name: text.get(name) for name in _TEXTS}
    source = table.source.at(row) or ""
    # where a source is published more than once, its record cannot say when
    qualifiers["as_of"] = qualifiers["as_of"] or (text.get("published") if not days[source] else None)
    return Claim(
        id=claim_id,
        source=source,
        subject=table.subject.at(row) or "",
        written=values.written[spelling],
        quote=Quote(text.get("quote") or ""),
        place=Location(file, int(table.line[row]) if table.line is not None else 0),
        canonical=values.keys[own] if own >= 0 else None,
        shown=values.shown(spelling),
        stance="affirms" if judged.claims.affirms[at] else "denies",
        hedge=text.get("hedge") or "stated",
        closed=text.get("list") == "closed",
        via=split(text.get("origin") or ""),
        corrects=split(text.get("corrects") or ""),
        **qualifiers,
    )


def claim_ids(judged: Judged) -> list[str]:
    """The id of every claim within its source: as the table gives it, else its subject; numbered on where it is taken."""
    table, found = judged.table, judged.claims
    column = table.qualifiers.get("id")
    given: dict[tuple[int, str], int] = {}
    ids = []
    for row, source in zip(found.row.tolist(), found.source.tolist(), strict=True):
        name = (column.at(row) if column else None) or table.subject.at(row) or ""
        number = given[source, name] = given.get((source, name), 0) + 1
        ids.append(name if number == 1 else f"{name}.{number}")
    return ids
