"""The relation of two positions: that of the pair of claims for which it is strongest, with a rule and a reason in words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from compare.analysis.because import because
from compare.analysis.gates import Candidate, Gates
from compare.analysis.origins import dependence
from compare.core.findings import OPPOSED, Relation, RelationKind
from compare.kinds.base import Outcome
from compare.kinds.base import Side as KindSide

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from compare.analysis.origins import OriginGraph
    from compare.analysis.positions import Side
    from compare.analysis.weighing import Weighed
    from compare.core.model import Source, Subject
    from compare.kinds.base import Kind

# What most needs a person comes first; an opposition that a gate explains is still shown before any mere difference, and never
# hides one that no gate explains (docs/decisions/0003).
_STRENGTH: Final[tuple[tuple[RelationKind, bool], ...]] = (
    (RelationKind.CONTRADICTS, False),
    (RelationKind.DISPUTES, False),
    (RelationKind.UNDETERMINED, True),
    (RelationKind.INCOMPARABLE, False),
    (RelationKind.CONTRADICTS, True),
    (RelationKind.DISPUTES, True),
    *((kind, gated) for kind in (RelationKind.DIFFERS, RelationKind.OVERLAPS, RelationKind.CLOSE) for gated in (False, True)),
    *((kind, gated) for kind in (RelationKind.ADDS, RelationKind.REFINES) for gated in (False, True)),
    (RelationKind.INCOMPARABLE, True),
)
_RANK: Final = {each: rank for rank, each in enumerate(_STRENGTH)}


@dataclass(frozen=True, slots=True)
class Relations:
    """Relates the positions of one subject."""

    subject: Subject
    kind: Kind[object]
    graph: OriginGraph
    sources: Mapping[str, Source]

    def all_of(self, sides: Sequence[Side]) -> tuple[Relation, ...]:
        """The relation of every two positions, in the order of the positions."""
        return tuple(self._relation(sides, i, j) for i in range(len(sides)) for j in range(i + 1, len(sides)))

    def _relation(self, sides: Sequence[Side], i: int, j: int) -> Relation:
        a, b = sides[i], sides[j]
        best = min(self._candidates(a, b), key=_order)
        left, right = best.pair
        finer = None if best.outcome.finer is None else (i, j)[best.outcome.finer]
        return Relation(
            between=(i, j),
            claims=(left.claim.uid, right.claim.uid),
            relation=best.outcome.relation,
            gate=best.gate,
            strength="firm" if best.firm else "qualified",
            internal=tuple(sorted(set(a.position.sources) & set(b.position.sources))),
            dependence=dependence(self.graph, left.claim, right.claim),
            rule=best.outcome.rule,
            because=because(best, self.sources),
            finer=finer,
        )

    def _candidates(self, a: Side, b: Side) -> Iterator[Candidate]:
        gates = Gates(self.subject, self.kind)
        for closed_a, members_a in _by_closed(a.members):
            for closed_b, members_b in _by_closed(b.members):
                values = self.kind.compare(KindSide(a.value, closed_a), KindSide(b.value, closed_b))
                outcome = _with_stance(values, a, b)
                for members, said in self._rejections(a, b, members_a, members_b, outcome):
                    yield from gates.candidates(a, b, members, said)

    def _rejections(
        self, a: Side, b: Side, members_a: list[Weighed], members_b: list[Weighed], outcome: Outcome
    ) -> Iterator[tuple[tuple[list[Weighed], list[Weighed]], Outcome]]:
        """The claims parted into denials with the reports they cite and reject (disputes), and all others."""
        if outcome.relation not in OPPOSED or a.denies == b.denies:
            yield (members_a, members_b), outcome
            return
        deniers, affirmed = (members_a, members_b) if a.denies else (members_b, members_a)
        disputes = replace(outcome, rule="stance.disputed", relation=RelationKind.DISPUTES)
        for cited, citing in self._by_cited(deniers, {each.by for each in affirmed}):
            rejected = [each for each in affirmed if each.by in cited]
            others = [each for each in affirmed if each.by not in cited] if cited else affirmed
            for part, said in ((rejected, disputes), (others, outcome)):
                if part:
                    yield ((citing, part) if a.denies else (part, citing)), said

    def _by_cited(self, deniers: list[Weighed], affirming: set[str]) -> list[tuple[frozenset[str], list[Weighed]]]:
        """The denials by the sources they cite, of those that affirm: few groups, whatever the number of claims."""
        groups: dict[frozenset[str], list[Weighed]] = {}
        for each in deniers:
            groups.setdefault(frozenset(self.graph.cited_sources(each.claim) & affirming), []).append(each)
        return list(groups.items())


def _order(candidate: Candidate) -> tuple[int, bool, str, str]:
    gated = candidate.gate is not None
    rank = _RANK[candidate.outcome.relation, gated]
    return (rank, not candidate.firm, candidate.pair[0].claim.uid, candidate.pair[1].claim.uid)


def _by_closed(members: Sequence[Weighed]) -> list[tuple[bool, list[Weighed]]]:
    parts = [(closed, [each for each in members if each.claim.closed == closed]) for closed in (False, True)]
    return [(closed, part) for closed, part in parts if part]


def _with_stance(values: Outcome, a: Side, b: Side) -> Outcome:
    """A denied value against the same affirmed, or one that implies it, contradicts; any other it leaves open."""
    if not a.denies and not b.denies:
        return values
    if a.denies and b.denies:
        return Outcome("stance.both-denied", RelationKind.DIFFERS, "")
    affirmed = 1 if a.denies else 0
    same = values.relation is RelationKind.SAME
    implied = values.relation in {RelationKind.REFINES, RelationKind.ADDS} and values.finer == affirmed
    if same or implied:
        return Outcome("stance.denied", RelationKind.CONTRADICTS, "")
    return Outcome("stance.denied-other", RelationKind.DIFFERS, "")
