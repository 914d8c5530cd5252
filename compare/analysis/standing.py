"""What a subject comes to: standing, shape, strength, severity and the sentence at its head (design section 6)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from compare.core.findings import Gate, RelationKind, Standing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compare.core.findings import Position, Relation

CORROBORATING: Final = 2  # independent origins, at least

# Severity by weight of the subject for: a firm contradiction with balanced and with lopsided origins, one that is hedged or
# second-hand, balanced and lopsided, and a difference that could not be decided. A table, so that nobody has to trust a score.
SEVERITY: Final = {
    "high": {"firm-balanced": "high", "firm-lopsided": "high", "qualified-balanced": "high", "qualified-lopsided": "medium"},
    "medium": {"firm-balanced": "high", "firm-lopsided": "medium", "qualified-balanced": "medium", "qualified-lopsided": "low"},
    "low": {"firm-balanced": "medium", "firm-lopsided": "low", "qualified-balanced": "low", "qualified-lopsided": "low"},
}
SEVERITY_UNDETERMINED: Final = {"high": "medium", "medium": "low", "low": "low"}


@dataclass(frozen=True, slots=True)
class Outcome:
    """A standing with the sentence why, the positions it turns on, and the relations that made it."""

    standing: Standing
    because: str
    sides: tuple[int, ...]
    relations: tuple[Relation, ...] = ()


def standing(positions: Sequence[Position], relations: Sequence[Relation], unread: int) -> Outcome:
    """The first rule that holds, in the order of design section 6."""
    if not positions:
        return _nothing_read(unread)
    found = (rule(positions, relations) for rule in (_contested, _undetermined, _evolving, _compatible))
    return next((outcome for outcome in found if outcome), None) or _one_position(positions[0])


def _nothing_read(unread: int) -> Outcome:
    if unread:
        return Outcome(Standing.UNDETERMINED, "No value on this subject can be read.", ())
    return Outcome(Standing.UNCOVERED, "No source has a claim on this subject.", ())


def _contested(_positions: Sequence[Position], relations: Sequence[Relation]) -> Outcome | None:
    live = tuple(each for each in relations if each.live)
    return Outcome(Standing.CONTESTED, _strongest(live).because, _touched(live), live) if live else None


def _undetermined(positions: Sequence[Position], relations: Sequence[Relation]) -> Outcome | None:
    undecided = tuple(each for each in relations if each.undecided and _touches_leading(each, positions))
    if not undecided:
        return None
    return Outcome(Standing.UNDETERMINED, undecided[0].because, _touched(undecided), undecided)


def _evolving(positions: Sequence[Position], relations: Sequence[Relation]) -> Outcome | None:
    changes = tuple(each for each in relations if each.change)
    if not changes:
        return None
    return Outcome(Standing.EVOLVING, changes[0].because, tuple(range(len(positions))), changes)


def _compatible(positions: Sequence[Position], relations: Sequence[Relation]) -> Outcome | None:
    if len(positions) == 1:
        return None
    because = "The readings differ, and none excludes another."
    if scoped := [each.because for each in relations if each.gate is Gate.DIFFERENT_SCOPE]:
        because = scoped[0]
    return Outcome(Standing.COMPATIBLE, because, tuple(range(len(positions))), tuple(relations))


def _one_position(position: Position) -> Outcome:
    said, because = _SUPPORT[_support(position)]
    return Outcome(said, because.format(origins=position.origins), (0,))


_SUPPORT: Final = {
    "one": (Standing.SINGLE_SOURCE, "Only one source has a claim on this subject."),
    "several origins": (Standing.CORROBORATED, "The same from {origins}, independent of each other."),
    "one origin": (Standing.ECHOED, "All of them have it from one origin."),
    "unknown": (Standing.AGREED, "All say the same; whether independently of each other is not established."),
}


def _support(position: Position) -> str:
    if len(position.sources) == 1:
        return "one"
    if position.origins.low >= CORROBORATING:
        return "several origins"
    return "one origin" if position.origins.high == 1 else "unknown"


def _strongest(live: Sequence[Relation]) -> Relation:
    return min(live, key=lambda each: (each.relation is RelationKind.DISPUTES, each.strength != "firm", each.between))


def _touched(relations: Sequence[Relation]) -> tuple[int, ...]:
    return tuple(sorted({side for each in relations for side in each.between}))


def _touches_leading(relation: Relation, positions: Sequence[Position]) -> bool:
    most = max(len(position.sources) for position in positions)
    return any(len(positions[side].sources) == most for side in relation.between)


def strength(outcome: Outcome) -> str:
    """Firm if any relation behind the standing is firm, else qualified; `none` where nothing opposes anything."""
    if outcome.standing not in {Standing.CONTESTED, Standing.EVOLVING}:
        return "none"
    return "firm" if any(each.strength == "firm" for each in outcome.relations) else "qualified"


def shape(positions: Sequence[Position], outcome: Outcome) -> str:
    """The numbers of sources behind the positions the standing turns on, most first: `3-1`."""
    return "-".join(str(count) for count in sorted((len(positions[side].sources) for side in outcome.sides), reverse=True))


def severity(positions: Sequence[Position], outcome: Outcome, weight: str) -> str:
    """high, medium, low or none, by the table above."""
    if outcome.standing is Standing.UNDETERMINED:
        return SEVERITY_UNDETERMINED[weight]
    if outcome.standing is not Standing.CONTESTED:
        return "none"
    return SEVERITY[weight][f"{strength(outcome)}-{balance(positions, outcome)}"]


def balance(positions: Sequence[Position], outcome: Outcome) -> str:
    """Lopsided where the best supported side has, at least, more than twice the origins that the next has at most."""
    first, second = sorted((positions[side].origins for side in outcome.sides), key=lambda each: (-each.high, -each.low))[:2]
    return "lopsided" if first.low > 2 * second.high else "balanced"


def common_reading(positions: Sequence[Position], relations: Sequence[Relation], outcome: Outcome) -> int | None:
    """The position that says what all others say and more: the finest common reading of a compatible subject."""
    if outcome.standing is not Standing.COMPATIBLE:
        return None
    wins = Counter(each.finer for each in relations if each.finer is not None and each.gate is None)
    return next((at for at in range(len(positions)) if wins[at] == len(positions) - 1), None)
