"""The result as records: every subject with its positions, relations and absences, told in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

import numpy as np

from compare.analysis.because import Teller
from compare.analysis.headline import Outcome, headline
from compare.analysis.support import lending
from compare.core.findings import Counted, Origins, Position, Relation, Standing, SubjectFinding
from compare.core.judged import DEPENDENCES, GATES, RELATIONS, SEVERITIES, STANDINGS, STRENGTHS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from compare.core.findings import Absence
    from compare.core.judged import Judged
    from compare.core.model import Casebook, Claim, Subject

_SENTENCES: Final = {
    Standing.COMPATIBLE: "The readings differ, and none excludes another.",
    Standing.SINGLE_SOURCE: "Only one source has a claim on this subject.",
    Standing.CORROBORATED: "The same from {origins}, independent of each other.",
    Standing.ECHOED: "All of them have it from one origin.",
    Standing.AGREED: "All say the same; whether independently of each other is not established.",
    Standing.UNDETERMINED: "No value on this subject can be read.",
    Standing.UNCOVERED: "No source has a claim on this subject.",
}
"""Why a standing holds that turns on no relation."""


class Attested(Protocol):
    """Who attests what about sources without a claim."""

    def of(self, subject: Subject, claims: Sequence[Claim], /) -> tuple[Absence, ...]:
        """The absences of a subject, given all claims on it."""


class Assembly:
    """Makes the findings of a casebook's subjects from what was judged; `claims` are those of the table, in its order."""

    def __init__(self, judged: Judged, casebook: Casebook, claims: Sequence[Claim], absences: Attested) -> None:
        """Index the result by subject."""
        self._judged = judged
        self._casebook = casebook
        self._claims = [claims[row] for row in judged.claims.row.tolist()]
        self._absences = absences
        self._teller = Teller(judged, {source.id: source.publisher or source.title for source in casebook.sources})
        self._number = {judged.table.subject.texts[code]: at for at, code in enumerate(judged.subjects.code.tolist())}
        subjects = np.arange(len(judged.subjects.code) + 1)
        self._claims_at = np.searchsorted(judged.claims.subject, subjects)
        self._relations_at = np.searchsorted(judged.positions.subject[judged.relations.a], subjects)
        readable = np.flatnonzero(judged.claims.position >= 0)
        order = readable[np.argsort(judged.claims.position[readable], kind="stable")]
        self._members = np.split(
            order, np.searchsorted(judged.claims.position[order], np.arange(1, len(judged.positions.subject)))
        )
        self._held_by = np.split(
            judged.holders.source, np.searchsorted(judged.holders.position, np.arange(1, len(judged.positions.subject)))
        )
        lent = lending(judged.relations)
        order = np.argsort(lent.to, kind="stable")
        self._lenders = lent.by[order]
        self._lenders_at = np.searchsorted(lent.to[order], np.arange(len(judged.positions.subject) + 1))

    def subjects(self) -> tuple[SubjectFinding, ...]:
        """The findings of every subject of the casebook, in its order."""
        return tuple(self._finding(subject) for subject in self._casebook.subjects)

    def _finding(self, subject: Subject) -> SubjectFinding:
        at = self._number.get(subject.id)
        return self._uncovered(subject) if at is None else self._found(subject, at)

    def _uncovered(self, subject: Subject) -> SubjectFinding:
        absent = self._absences.of(subject, ())
        outcome = Outcome(Standing.UNCOVERED, ())
        said = headline((), outcome, "", absent, len(self._casebook.sources))
        because = _SENTENCES[Standing.UNCOVERED]
        return SubjectFinding(subject, Standing.UNCOVERED, "none", "", "none", said, because, absent=absent)

    def _found(self, subject: Subject, at: int) -> SubjectFinding:
        of = self._judged.subjects
        start, end = int(of.start[at]), int(of.start[at + 1])
        positions = tuple(self._position(each) for each in range(start, end))
        numbers = range(int(self._relations_at[at]), int(self._relations_at[at + 1]))
        relations = tuple(self._relation(each, start, positions) for each in numbers)
        standing = STANDINGS[of.standing[at]]
        sides = tuple(np.flatnonzero(of.touched[start:end]).tolist())
        outcome = Outcome(standing, sides, self._behind(standing, positions, relations))
        shape = "-".join(str(count) for count in sorted((len(positions[side].sources) for side in sides), reverse=True))
        claims = self._claims[int(self._claims_at[at]) : int(self._claims_at[at + 1])]
        absent = self._absences.of(subject, claims)
        return SubjectFinding(
            subject=subject,
            standing=standing,
            strength=STRENGTHS[of.strength[at]],
            shape=shape,
            severity=SEVERITIES[of.severity[at]],
            headline=headline(positions, outcome, shape, absent, len(self._casebook.sources)),
            because=self._because(at, standing, positions),
            positions=positions,
            relations=relations,
            absent=absent,
            unread=tuple(sorted(claim.uid for claim in claims if claim.canonical is None)),
            reading=int(of.reading[at]) - start if of.reading[at] >= 0 else None,
            most_supported=int(of.leading[at]) - start if of.leading[at] >= 0 else None,
            unrelated=int(of.pairs[at]) - len(relations),
        )

    def _because(self, at: int, standing: Standing, positions: Sequence[Position]) -> str:
        relation = int(self._judged.subjects.because[at])
        if relation >= 0:
            return self._teller.because(relation)
        return _SENTENCES[standing].format(origins=positions[0].origins if positions else "")

    def _behind(
        self, standing: Standing, positions: Sequence[Position], relations: tuple[Relation, ...]
    ) -> tuple[Relation, ...]:
        """The relations a standing turns on."""
        most = max((len(each.sources) for each in positions), default=0)
        turns: dict[Standing, Callable[[Relation], bool]] = {
            Standing.CONTESTED: lambda each: each.live,
            Standing.UNDETERMINED: lambda each: (
                each.undecided and any(len(positions[side].sources) == most for side in each.between)
            ),
            Standing.EVOLVING: lambda each: each.change,
            Standing.COMPATIBLE: lambda _each: True,
        }
        return tuple(each for each in relations if turns[standing](each)) if standing in turns else ()

    def _position(self, at: int) -> Position:
        judged, teller = self._judged, self._teller
        positions, claims = judged.positions, judged.claims
        members = self._members[at].tolist()
        last = max(members, key=lambda each: (claims.last[each], claims.first[each], teller.held_to(each)))
        first = min(members, key=lambda each: (claims.first[each], claims.last[each], teller.held_from(each)))
        sources, supporters = self._sources(at), self._supporters(at)
        counted = Counted(int(positions.counted[at]), int(positions.supporters[at]))
        return Position(
            value=teller.position(at),
            canonical=judged.values.keys[positions.canonical[at]],
            stance="affirms" if positions.affirms[at] else "denies",
            claims=tuple(sorted(self._claims[each].uid for each in members)),
            sources=sources,
            origins=Origins(int(positions.low[at]), int(positions.high[at])),
            worded=tuple(sorted({self._claims[each].as_worded for each in members})),
            as_of=teller.held_to(last),
            since=teller.held_from(first),
            supporters=supporters,
            counted=counted if counted != (len(sources), len(supporters)) else None,
            extent=judged.values.extent(int(positions.canonical[at])),
        )

    def _sources(self, position: int) -> tuple[str, ...]:
        texts = self._judged.table.source.texts
        return tuple(sorted(texts[each] for each in self._held_by[position].tolist()))

    def _supporters(self, position: int) -> tuple[str, ...]:
        """The sources of the positions that bring this one supporters, but for those that hold it."""
        lenders = self._lenders[self._lenders_at[position] : self._lenders_at[position + 1]].tolist()
        return tuple(sorted({source for each in lenders for source in self._sources(each)} - {*self._sources(position)}))

    def _relation(self, at: int, start: int, positions: Sequence[Position]) -> Relation:
        found = self._judged.relations
        i, j = int(found.a[at]) - start, int(found.b[at]) - start
        shared = set(positions[i].sources) & set(positions[j].sources) if found.internal[at] else ()
        return Relation(
            between=(i, j),
            claims=(self._claims[found.claim_a[at]].uid, self._claims[found.claim_b[at]].uid),
            relation=RELATIONS[found.relation[at]],
            gate=GATES[found.gate[at]],
            strength="firm" if found.firm[at] else "qualified",
            internal=tuple(sorted(shared)),
            dependence=DEPENDENCES[found.dependence[at]],
            rule=self._judged.rules[found.rule[at]].id,
            because=self._teller.because(at),
            finer=int(found.finer[at]) - start if found.finer[at] >= 0 else None,
        )
