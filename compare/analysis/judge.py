"""The engine: from a casebook to its findings. One function, used by every command, page and export."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compare.analysis import standing as stand
from compare.analysis.absence import Absences
from compare.analysis.gathering import gathered
from compare.analysis.headline import headline
from compare.analysis.mentions import Mentions, Names, aliases_seen, in_claims, in_text
from compare.analysis.origins import OriginGraph
from compare.analysis.positions import Side, positions
from compare.analysis.relations import Relations
from compare.analysis.table import claims_table, line_up
from compare.analysis.values import SubjectValues, read_values
from compare.analysis.weighing import weigh
from compare.core.entities import Entities
from compare.core.findings import Findings, SubjectFinding
from compare.core.folding import fold_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from compare.analysis.weighing import Weighed
    from compare.core.findings import Relation
    from compare.core.model import Casebook, Claim, Source, Subject


def judge(casebook: Casebook) -> Findings:
    """Line the claims up by subject and find positions, relations, absences and standings.

    The same for any order of the casebook's records; nothing here reads a file, a clock or the locale.
    """
    entities = Entities(casebook.entities)
    subjects = {subject.id: subject for subject in casebook.subjects}
    claims, values = read_values(sorted(casebook.claims, key=lambda each: each.uid), casebook.subjects, entities)
    sources = {source.id: source for source in casebook.sources}
    weighed = gathered([weigh(claim, sources) for claim in claims], values)
    lined_up = line_up(claims_table(weighed, subjects))
    mentions = _mentions(casebook, entities, claims)
    bench = _Bench(casebook, weighed, Absences(casebook, entities, mentions))
    found = tuple(bench.finding(subject, lined_up.get(subject.id, {}), values[subject.id]) for subject in subjects.values())
    return Findings(casebook, claims, found, aliases_seen(mentions))


class _Bench:
    """What judging a subject needs of all the others: the claims by subject and row, the sources, the readings."""

    def __init__(self, casebook: Casebook, weighed: Sequence[Weighed], absences: Absences) -> None:
        self._weighed = weighed
        self._absences = absences
        self._sources: Mapping[str, Source] = {source.id: source for source in casebook.sources}
        self._publishers = {source.id: fold_name(source.publisher or "") for source in casebook.sources}
        self._by_subject: dict[str, list[Claim]] = {}
        for each in weighed:
            self._by_subject.setdefault(each.claim.subject, []).append(each.claim)

    def finding(
        self, subject: Subject, groups: Mapping[tuple[str, str], Sequence[int]], values: SubjectValues
    ) -> SubjectFinding:
        claims = self._by_subject.get(subject.id, [])
        graph = OriginGraph(claims, self._publishers)
        weighed = {position: [self._weighed[row] for row in rows] for position, rows in groups.items()}
        sides = positions(weighed, values, graph)
        relations = self._relations(subject, values, graph, sides)
        absent = self._absences.of(subject, claims)
        unread = tuple(claim.uid for claim in claims if claim.canonical is None)
        found = tuple(side.position for side in sides)
        outcome = stand.standing(found, relations, len(unread))
        shape = stand.shape(found, outcome)
        return SubjectFinding(
            subject=subject,
            standing=outcome.standing,
            strength=stand.strength(outcome),
            shape=shape,
            severity=stand.severity(found, outcome, subject.weight),
            headline=headline(found, outcome, shape, absent, len(self._sources)),
            because=outcome.because,
            positions=found,
            relations=relations,
            absent=absent,
            unread=unread,
            reading=stand.common_reading(found, relations, outcome),
        )

    def _relations(
        self, subject: Subject, values: SubjectValues, graph: OriginGraph, sides: Sequence[Side]
    ) -> tuple[Relation, ...]:
        return Relations(subject, values.kind, graph, self._sources).all_of(sides) if values.kind else ()


def _mentions(casebook: Casebook, entities: Entities, claims: Sequence[Claim]) -> dict[str, Mentions]:
    names = Names(entities)
    by_source: dict[str, list[Claim]] = {}
    for claim in claims:
        by_source.setdefault(claim.source, []).append(claim)
    return {
        source.id: in_text(names, casebook.texts[source.id])
        if source.id in casebook.texts
        else in_claims(names, by_source.get(source.id, []))
        for source in casebook.sources
    }
