"""The gates: why a difference is explained, or cannot be decided, before the values are weighed (design section 5)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from compare.analysis.time import nearest
from compare.core.findings import OPPOSED, Gate, RelationKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from compare.analysis.positions import Side
    from compare.analysis.weighing import Weighed
    from compare.core.model import Subject
    from compare.kinds.base import Kind, Outcome


@dataclass(frozen=True, slots=True)
class Candidate:
    """What the relation of two positions is on one pair of their claims."""

    outcome: Outcome
    gate: Gate | None
    pair: tuple[Weighed, Weighed]

    @property
    def firm(self) -> bool:
        """Whether neither side is hedged or second-hand."""
        return self.pair[0].firm and self.pair[1].firm


@dataclass(frozen=True, slots=True)
class Gates:
    """The gates on the terms of one subject. Every method is linear in the claims it is given, never in their pairs."""

    subject: Subject
    kind: Kind[object]

    def candidates(
        self, a: Side, b: Side, members: tuple[Sequence[Weighed], Sequence[Weighed]], outcome: Outcome
    ) -> Iterator[Candidate]:
        """The strongest pairs, per gate, of two sets of claims whose values compare with this outcome."""
        revised = [_revised_by(*members), _revised_by(members[1], members[0])]
        for (old, new), swapped in zip(revised, (False, True), strict=True):
            if old is not None and new is not None:
                yield Candidate(_gated("revision", outcome), Gate.REVISION, (new, old) if swapped else (old, new))
        live = tuple(_unrevised(members[side], members[1 - side]) for side in (0, 1))
        if all(live):
            yield from self._scoped(a, b, (live[0], live[1]), outcome)

    def _scoped(
        self, a: Side, b: Side, members: tuple[Sequence[Weighed], Sequence[Weighed]], outcome: Outcome
    ) -> Iterator[Candidate]:
        by_scope = (_by_scope(members[0]), _by_scope(members[1]))
        if apart := _different_scopes(by_scope):
            yield Candidate(_gated("different-scope", outcome, RelationKind.INCOMPARABLE), Gate.DIFFERENT_SCOPE, apart)
        for scope in sorted((by_scope[0].keys() & by_scope[1].keys()) - {""}):
            yield from self._held(a, b, (by_scope[0][scope], by_scope[1][scope]), outcome)
        for pool in _without_scope(by_scope, members):
            if self.subject.scope_required and outcome.relation in OPPOSED:
                yield _undetermined("scope-missing", outcome, (pool[0][0], pool[1][0]))
            else:
                yield from self._held(a, b, pool, outcome)

    def _held(
        self, a: Side, b: Side, pool: tuple[Sequence[Weighed], Sequence[Weighed]], outcome: Outcome
    ) -> Iterator[Candidate]:
        firm = tuple([each for each in side if each.firm] for side in pool)
        for left, right in (firm, pool):
            if left and right:
                yield from self._timed(a, b, (left, right), outcome)

    def _timed(
        self, a: Side, b: Side, pool: tuple[Sequence[Weighed], Sequence[Weighed]], outcome: Outcome
    ) -> Iterator[Candidate]:
        if not self.subject.changing:
            yield Candidate(outcome, None, (pool[0][0], pool[1][0]))
            return
        bounded = tuple([each for each in side if each.held.bounded] for side in pool)
        if outcome.relation in OPPOSED and any(len(some) < len(side) for some, side in zip(bounded, pool, strict=True)):
            yield _undetermined("as-of-open", outcome, _open_pair(pool))
        left, right = bounded if outcome.relation in OPPOSED else pool
        if left and right:
            yield self._succession(a, b, (left, right), outcome)

    def _succession(self, a: Side, b: Side, pool: tuple[Sequence[Weighed], Sequence[Weighed]], outcome: Outcome) -> Candidate:
        i, j = nearest([each.held for each in pool[0]], [each.held for each in pool[1]])
        pair = (pool[0][i], pool[1][j])
        if pair[0].held.gap(pair[1].held) < max(1, self.subject.stable_for):
            return Candidate(outcome, None, pair)
        for (first, earlier), (second, later) in (((0, a), (1, b)), ((1, b), (0, a))):
            before = min(pool[first], key=lambda each: each.held.last)
            after = max(pool[second], key=lambda each: each.held.first)
            if before.held.last < after.held.first and not self.kind.follows(earlier.value, later.value):
                return Candidate(outcome, None, (before, after) if first == 0 else (after, before))
        return Candidate(_gated("succession", outcome), Gate.SUCCESSION, pair)


def _gated(gate: str, outcome: Outcome, relation: RelationKind | None = None) -> Outcome:
    return replace(outcome, rule=f"gate.{gate}", relation=relation or outcome.relation)


def _undetermined(rule: str, outcome: Outcome, pair: tuple[Weighed, Weighed]) -> Candidate:
    return Candidate(_gated(rule, outcome, RelationKind.UNDETERMINED), Gate.UNDETERMINED, pair)


def _corrected_sources(news: Sequence[Weighed]) -> dict[str, Weighed]:
    """Each corrected source to the newest of the claims that correct it."""
    by_age = sorted(news, key=lambda each: (each.published.last, each.claim.uid))
    return {source: new for new in by_age for source in new.claim.corrects}


def _is_revised(old: Weighed, new: Weighed | None) -> bool:
    """A correction counts only from a source that is not older than the one it corrects."""
    return new is not None and new.published.last >= old.published.first


def _revised_by(olds: Sequence[Weighed], news: Sequence[Weighed]) -> tuple[Weighed | None, Weighed | None]:
    """The first of the old claims that one of the new ones corrects, with its correction."""
    correctors = _corrected_sources(news)
    for old in olds:
        new = correctors.get(old.by)
        if _is_revised(old, new):
            return old, new
    return None, None


def _unrevised(olds: Sequence[Weighed], news: Sequence[Weighed]) -> list[Weighed]:
    correctors = _corrected_sources(news)
    return [old for old in olds if not _is_revised(old, correctors.get(old.by))]


def _by_scope(members: Sequence[Weighed]) -> dict[str, list[Weighed]]:
    groups: dict[str, list[Weighed]] = {}
    for each in members:
        groups.setdefault(each.scope, []).append(each)
    return groups


def _different_scopes(by_scope: tuple[dict[str, list[Weighed]], dict[str, list[Weighed]]]) -> tuple[Weighed, Weighed] | None:
    """One pair of claims that both give a scope, and not the same."""
    for scope in sorted(by_scope[0].keys() - {""}):
        for other in sorted(by_scope[1].keys() - {"", scope})[:1]:
            return by_scope[0][scope][0], by_scope[1][other][0]
    return None


def _without_scope(
    by_scope: tuple[dict[str, list[Weighed]], dict[str, list[Weighed]]], members: tuple[Sequence[Weighed], Sequence[Weighed]]
) -> Iterator[tuple[Sequence[Weighed], Sequence[Weighed]]]:
    """Pools in which one side gives no scope: compared with all of the other, for a qualifier given once gates nothing."""
    if "" in by_scope[0]:
        yield by_scope[0][""], members[1]
    if "" in by_scope[1]:
        yield members[0], by_scope[1][""]


def _open_pair(pool: tuple[Sequence[Weighed], Sequence[Weighed]]) -> tuple[Weighed, Weighed]:
    left, right = (next((each for each in side if not each.held.bounded), side[0]) for side in pool)
    return left, right
