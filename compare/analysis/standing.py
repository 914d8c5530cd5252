"""What a subject comes to: standing, strength, severity and the relation it turns on (design section 6), for all at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from compare.analysis.gates import GATE, RELATION, opposed
from compare.core.findings import Gate, RelationKind, Standing
from compare.core.judged import SEVERITIES, STANDINGS, STRENGTHS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compare.analysis.positions import LineUp
    from compare.core.judged import Bools, Ints, Relations

CORROBORATING: Final = 2  # independent origins, at least

# Severity by weight of the subject for: a firm contradiction with balanced and with lopsided origins, one that is hedged or
# second-hand, balanced and lopsided, and a difference that could not be decided. A table, so that nobody has to trust a score.
SEVERITY: Final = {
    "high": {"firm-balanced": "high", "firm-lopsided": "high", "qualified-balanced": "high", "qualified-lopsided": "medium"},
    "medium": {"firm-balanced": "high", "firm-lopsided": "medium", "qualified-balanced": "medium", "qualified-lopsided": "low"},
    "low": {"firm-balanced": "medium", "firm-lopsided": "low", "qualified-balanced": "low", "qualified-lopsided": "low"},
}
SEVERITY_UNDETERMINED: Final = {"high": "medium", "medium": "low", "low": "low"}

_STANDING: Final = {standing: number for number, standing in enumerate(STANDINGS)}
WEIGHTS: Final = tuple(SEVERITY)


class Outcomes(NamedTuple):
    """One entry per subject, see `compare.core.judged.Subjects`; `touched` is by position."""

    standing: Ints
    strength: Ints
    severity: Ints
    because: Ints
    touched: Bools
    reading: Ints


class Support(NamedTuple):
    """What stands behind every position: sources, and origins at least and at most."""

    sources: Ints
    low: Ints
    high: Ints


class Moving(NamedTuple):
    """The relations that may move a standing, as masks: oppositions that no gate explains, undecided ones, changes."""

    live: Bools
    undecided: Bools
    change: Bools


def moving(relations: Relations) -> Moving:
    """Which relations may move a standing."""
    free = relations.gate == GATE[None]
    against = opposed(relations.relation)
    incomparable = relations.relation == RELATION[RelationKind.INCOMPARABLE]
    in_time = (relations.gate == GATE[Gate.SUCCESSION]) | (relations.gate == GATE[Gate.REVISION])
    return Moving(
        live=against & free,
        undecided=(relations.gate == GATE[Gate.UNDETERMINED]) | (incomparable & free),
        change=against & in_time,
    )


def outcomes(lined_up: LineUp, relations: Relations, support: Support, weight: Ints) -> Outcomes:
    """The first rule that holds, in the order of design section 6, for every subject; `weight` is its number in `WEIGHTS`."""
    subjects = len(lined_up.start) - 1
    of_relation = lined_up.subject[relations.a]
    moves = moving(relations)
    undecided = moves.undecided & _touches_leading(lined_up, relations, support.sources)
    cases = [_any(of_relation, each, subjects) for each in (moves.live, undecided, moves.change)]
    standing = _standings(lined_up, cases, support)
    turning = _turning(standing, of_relation, moves, undecided, relations)
    touched = _touched(lined_up, standing, relations, turning)
    strength = _strength(standing, of_relation, turning, relations, subjects)
    return Outcomes(
        standing=standing,
        strength=strength,
        severity=_severity(lined_up, standing, strength, touched, support, weight),
        because=_because(standing, of_relation, turning, relations, subjects),
        touched=touched,
        reading=_reading(lined_up, standing, relations),
    )


def _any(of_relation: Ints, holds: Bools, subjects: int) -> Bools:
    found = np.zeros(subjects, dtype=bool)
    found[of_relation[holds]] = True
    return found


def _touches_leading(lined_up: LineUp, relations: Relations, sources: Ints) -> Bools:
    of_subject = np.zeros(len(lined_up.start) - 1, dtype=np.int64)
    np.maximum.at(of_subject, lined_up.subject, sources)
    most = of_subject[lined_up.subject[relations.a]]
    leading: Bools = (sources[relations.a] == most) | (sources[relations.b] == most)
    return leading


def _standings(lined_up: LineUp, cases: Sequence[Bools], support: Support) -> Ints:
    many = np.diff(lined_up.start)
    only = np.minimum(lined_up.start[:-1], max(0, len(support.sources) - 1))
    sources, low, high = (each[only] if len(each) else np.zeros(len(only), dtype=np.int64) for each in support)
    conditions = [
        many == 0,
        *cases,
        many > 1,
        sources == 1,
        low >= CORROBORATING,
        high == 1,
    ]
    found = [
        Standing.UNDETERMINED,  # there are claims, and none can be read
        Standing.CONTESTED,
        Standing.UNDETERMINED,
        Standing.EVOLVING,
        Standing.COMPATIBLE,
        Standing.SINGLE_SOURCE,
        Standing.CORROBORATED,
        Standing.ECHOED,
    ]
    return np.select(conditions, [_STANDING[each] for each in found], _STANDING[Standing.AGREED])


def _turning(standing: Ints, of_relation: Ints, moves: Moving, undecided: Bools, relations: Relations) -> Bools:
    """The relations behind each standing."""
    mine = standing[of_relation]
    cases = [mine == _STANDING[each] for each in (Standing.CONTESTED, Standing.UNDETERMINED, Standing.EVOLVING)]
    return np.select(cases, [moves.live, undecided, moves.change], np.ones(len(relations.a), dtype=bool))


def _touched(lined_up: LineUp, standing: Ints, relations: Relations, turning: Bools) -> Bools:
    """The positions a standing turns on: all of them where it turns on no opposition."""
    turns = np.isin(standing, [_STANDING[Standing.CONTESTED], _STANDING[Standing.UNDETERMINED]])
    touched = ~turns[lined_up.subject]
    chosen = turning & turns[lined_up.subject[relations.a]]
    touched[relations.a[chosen]] = touched[relations.b[chosen]] = True
    return touched


def _strength(standing: Ints, of_relation: Ints, turning: Bools, relations: Relations, subjects: int) -> Ints:
    """Firm if any relation behind the standing is firm, else qualified; `none` where nothing opposes anything."""
    against = np.isin(standing, [_STANDING[Standing.CONTESTED], _STANDING[Standing.EVOLVING]])
    firm = _any(of_relation, turning & relations.firm, subjects)
    words = [STRENGTHS.index(each) for each in ("firm", "qualified", "none")]
    return np.select([against & firm, against], words[:2], words[2])


def _severity(lined_up: LineUp, standing: Ints, strength: Ints, touched: Bools, support: Support, weight: Ints) -> Ints:
    """high, medium, low or none, by the table above."""
    cells = [
        [[_severity_of(each, strong, how) for how in ("balanced", "lopsided")] for strong in STRENGTHS] for each in WEIGHTS
    ]
    table = np.array(cells, dtype=np.int64)
    undecided = np.array([SEVERITIES.index(SEVERITY_UNDETERMINED[each]) for each in WEIGHTS])
    lopsided = _lopsided(lined_up, touched, support).astype(np.int64)
    return np.select(
        [standing == _STANDING[Standing.UNDETERMINED], standing == _STANDING[Standing.CONTESTED]],
        [undecided[weight], table[weight, strength, lopsided]],
        SEVERITIES.index("none"),
    )


def _severity_of(weight: str, strength: str, balance: str) -> int:
    return SEVERITIES.index(SEVERITY[weight].get(f"{strength}-{balance}", "none"))


def _lopsided(lined_up: LineUp, touched: Bools, support: Support) -> Bools:
    """Whether the best supported side has, at least, more than twice the origins that the next has at most, by subject."""
    rows = np.flatnonzero(touched)
    rows = rows[np.lexsort((-support.low[rows], -support.high[rows], lined_up.subject[rows]))]
    subject = lined_up.subject[rows]
    result = np.zeros(len(lined_up.start) - 1, dtype=bool)
    first = np.flatnonzero(np.diff(subject, prepend=-1))
    first = first[(first + 1 < len(rows)) & (subject[np.minimum(first + 1, len(rows) - 1)] == subject[first])]
    result[subject[first]] = support.low[rows[first]] > 2 * support.high[rows[first + 1]]
    return result


def _because(standing: Ints, of_relation: Ints, turning: Bools, relations: Relations, subjects: int) -> Ints:
    """The relation a standing is told by: of several the firmest contradiction first, else the first; -1 for none."""
    contested = standing[of_relation] == _STANDING[Standing.CONTESTED]
    scoped = relations.gate == GATE[Gate.DIFFERENT_SCOPE]
    told = turning & (scoped | (standing[of_relation] != _STANDING[Standing.COMPATIBLE]))
    rows = np.flatnonzero(told)
    disputes = (relations.relation == RELATION[RelationKind.DISPUTES]) & contested
    order = np.lexsort((rows, (~relations.firm & contested)[rows], disputes[rows], of_relation[rows]))
    rows = rows[order]
    first = rows[np.flatnonzero(np.diff(of_relation[rows], prepend=-1))]
    result = np.full(subjects, -1)
    result[of_relation[first]] = first
    return result


def _reading(lined_up: LineUp, standing: Ints, relations: Relations) -> Ints:
    """The position that says what all others say and more: the finest common reading of a compatible subject, else -1."""
    free = (relations.finer >= 0) & (relations.gate == GATE[None])
    wins = np.bincount(relations.finer[free], minlength=len(lined_up.subject))
    compatible = standing[lined_up.subject] == _STANDING[Standing.COMPATIBLE]
    best = np.flatnonzero(compatible & (wins == np.diff(lined_up.start)[lined_up.subject] - 1))
    result = np.full(len(standing), -1)
    result[lined_up.subject[best]] = best
    return result
