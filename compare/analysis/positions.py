"""Positions: the claims on a subject that say the same thing in the same stance. They merge on *same* only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from compare.analysis.origins import count_origins
from compare.core.findings import Position

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping, Sequence

    from compare.analysis.origins import OriginGraph, Root
    from compare.analysis.values import SubjectValues
    from compare.analysis.weighing import Weighed


@dataclass(frozen=True, slots=True)
class Side:
    """A position with what the engine needs to relate it: its value and its claims, weighed, in the order of their uids."""

    position: Position
    value: Hashable
    members: tuple[Weighed, ...]

    @property
    def denies(self) -> bool:
        """Whether the position is that the value does not hold."""
        return self.position.stance == "denies"


def positions(
    groups: Mapping[tuple[str, str], Sequence[Weighed]], values: SubjectValues, graph: OriginGraph
) -> tuple[Side, ...]:
    """The positions of a subject from its groups `(canonical, stance)`: most sources first, then by value and stance."""
    sides = [
        Side(
            _position(canonical, stance, members, graph, values.shown(canonical)),
            values.by_canonical[canonical],
            tuple(members),
        )
        for (canonical, stance), members in groups.items()
    ]
    return tuple(sorted(sides, key=_rank))


def _rank(side: Side) -> tuple[int, int, str, str]:
    position = side.position
    return (-len(position.sources), -len(position.claims), position.canonical, position.stance)


def _position(canonical: str, stance: str, members: Sequence[Weighed], graph: OriginGraph, shown: str) -> Position:
    roots: dict[str, frozenset[Root]] = {}
    for each in members:
        roots[each.by] = roots.get(each.by, frozenset()) | graph.roots(each.claim)
    return Position(
        value=shown,
        canonical=canonical,
        stance=stance,
        claims=tuple(sorted(each.claim.uid for each in members)),
        sources=tuple(sorted(roots)),
        origins=count_origins(roots),
        worded=tuple(sorted({each.claim.as_worded for each in members})),
        as_of=max(members, key=lambda each: (each.held.last, each.held.first, each.as_of)).as_of,
        since=min(members, key=lambda each: (each.held.first, each.held.last, each.as_of)).as_of,
    )
