"""The rows of the result tables, made of the columns of a result, subject by subject in the order of their ids."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from compare.core.judged import DEPENDENCES, GATES, RELATIONS, SEVERITIES, STANDINGS, STRENGTHS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray

    from compare.core.judged import Bools, Ints, Judged

YES: Final = "yes"
COLUMNS: Final[dict[str, dict[str, type]]] = {
    "positions": {
        "subject": str,
        "position": int,
        "value": str,
        "written": str,
        "canonical": str,
        "stance": str,
        "sources": int,
        "supporters": int,
        "origins_low": int,
        "origins_high": int,
        "claims": int,
        "most_supported": bool,
        "named_by": str,
    },
    "relations": {
        "subject": str,
        "a": int,
        "b": int,
        "value_a": str,
        "value_b": str,
        "relation": str,
        "gate": str,
        "strength": str,
        "says_more": str,
        "dependence": str,
        "internal": bool,
        "source_a": str,
        "source_b": str,
        "rule": str,
        "because": str,
    },
    "standings": {
        "subject": str,
        "kind": str,
        "standing": str,
        "strength": str,
        "severity": str,
        "sources": int,
        "positions": int,
        "unread": int,
        "most_supported": str,
        "most_supported_by": int,
        "tied": int,
        "unrelated": int,
        "because": str,
    },
}
"""The columns of every table and what they hold; docs/tables.md says what they mean."""

Row = tuple[object, ...]
_YES_OR_NO: Final = np.array(["no", YES], dtype=object)


def rows_of(table: str, judged: Judged, because: Callable[[int], str]) -> Iterator[Row]:
    """The rows of one of the tables; `because` gives the sentence for a relation by its number."""
    return ResultRows(judged, because).of(table)


class ResultRows:
    """The rows of a result, subjects in the order of their ids; whoever wants all tables asks one of these for each."""

    def __init__(self, judged: Judged, because: Callable[[int], str]) -> None:
        """Take the result, and what gives the sentence for a relation by its number."""
        self._judged = judged
        self._tell = because
        self._told: dict[int, str] = {}

    def of(self, table: str) -> Iterator[Row]:
        """The rows of one of the tables."""
        makers = {"positions": self._positions, "relations": self._relations, "standings": self._standings}
        return zip(*makers[table](), strict=True)

    @cached_property
    def _names(self) -> list[str]:
        """The id of every subject."""
        texts = self._judged.table.subject.texts
        return [texts[code] for code in self._judged.subjects.code.tolist()]

    @cached_property
    def _order(self) -> Ints:
        """The subjects by id."""
        return np.array(sorted(range(len(self._names)), key=self._names.__getitem__), dtype=np.int64)

    @cached_property
    def _rank(self) -> Ints:
        """The place of every subject in that order."""
        rank = np.empty(len(self._order), dtype=np.int64)
        rank[self._order] = np.arange(len(self._order))
        return rank

    @cached_property
    def _own(self) -> Bools:
        """By position, whether its first spelling is all of its value, and not a part of a list given in several places."""
        values, found = self._judged.values, self._judged.positions
        own: Bools = values.canonical_of[found.spelling] == found.canonical
        return own

    @cached_property
    def _values(self) -> list[str]:
        """The value of every position in words."""
        values, found = self._judged.values, self._judged.positions
        shown = {spelling: values.shown(spelling) for spelling in np.unique(found.spelling[self._own]).tolist()}
        columns = found.spelling.tolist(), found.canonical.tolist(), self._own.tolist()
        return [shown[spelling] if own else values.say(canonical) for spelling, canonical, own in zip(*columns, strict=True)]

    def _because(self, relations: list[int]) -> list[str]:
        """The sentence for each of these relations, each made once; -1 has none."""
        told = self._told
        for each in relations:
            if each not in told:
                told[each] = self._tell(each) if each >= 0 else ""
        return [told[each] for each in relations]

    def _positions(self) -> list[list[object]]:
        """Subject by subject, the best supported position first."""
        found, of, values = self._judged.positions, self._judged.subjects, self._judged.values
        order = np.argsort(self._rank[found.subject], kind="stable")
        numbers = np.arange(len(found.subject))
        at = order.tolist()
        spelling, own, written = found.spelling.tolist(), self._own.tolist(), values.written
        return [
            _at(self._names, found.subject[order]),
            (numbers - of.start[found.subject] + 1)[order].tolist(),
            [self._values[each] for each in at],
            [written[spelling[each]] if own[each] else "" for each in at],
            _at(values.keys, found.canonical[order]),
            np.array(["denies", "affirms"], dtype=object)[found.affirms[order].astype(np.int8)].tolist(),
            *(column[order].tolist() for column in (found.sources, found.supporters, found.low, found.high, found.claims)),
            _yes(of.leading[found.subject] == numbers)[order].tolist(),
            self._named_by(at),
        ]

    def _named_by(self, positions: list[int]) -> list[object]:
        """The sources of each of these positions, in the order of their names."""
        texts, holders = self._judged.table.source.texts, self._judged.holders
        rank = np.empty(len(texts), dtype=np.int64)
        rank[sorted(range(len(texts)), key=texts.__getitem__)] = np.arange(len(texts))
        named = _at(texts, holders.source[np.lexsort((rank[holders.source], holders.position))])
        ends = np.cumsum(np.bincount(holders.position, minlength=len(positions))).tolist()
        return ["; ".join(named[ends[each - 1] if each else 0 : ends[each]]) for each in positions]

    def _relations(self) -> list[list[object]]:
        """Subject by subject, in the order of its positions."""
        found, start = self._judged.relations, self._judged.subjects.start
        subject = self._judged.positions.subject[found.a]
        order = np.lexsort((found.b, found.a, self._rank[subject]))
        a, b, begin = found.a[order], found.b[order], start[subject[order]]
        finer = found.finer[order]
        says_more = np.where(finer == a, 1, np.where(finer == b, 2, 0))
        return [
            _at(self._names, subject[order]),
            (a - begin + 1).tolist(),
            (b - begin + 1).tolist(),
            _at(self._values, a),
            _at(self._values, b),
            _at([each.value for each in RELATIONS], found.relation[order]),
            _at([each.value if each else "" for each in GATES], found.gate[order]),
            _at(["qualified", "firm"], found.firm[order].astype(np.int64)),
            _at(["", "a", "b"], says_more),
            _at(DEPENDENCES, found.dependence[order]),
            _yes(found.internal)[order].tolist(),
            self._sources(found.claim_a[order]),
            self._sources(found.claim_b[order]),
            _at([rule.id for rule in self._judged.rules], found.rule[order]),
            [*self._because(order.tolist())],
        ]

    def _sources(self, claims: Ints) -> list[object]:
        return _at(self._judged.table.source.texts, self._judged.claims.source[claims])

    def _standings(self) -> list[list[object]]:
        """One row a subject."""
        of, table, order = self._judged.subjects, self._judged.table, self._order
        counted = self._judged.positions.counted.tolist()
        # of several that do equally well the first stands here, and `tied` says how many they are
        first = np.where(of.leading < 0, of.start[:-1], of.leading)
        leading = np.where(np.diff(of.start) > 0, first, -1)[order].tolist()
        related = np.bincount(self._judged.positions.subject[self._judged.relations.a], minlength=len(of.code))
        return [
            _at(self._names, order),
            _at([each.kind for each in table.terms], table.terms_of[of.code[order]]),
            _at([each.value for each in STANDINGS], of.standing[order]),
            _at(STRENGTHS, of.strength[order]),
            _at(SEVERITIES, of.severity[order]),
            of.sources[order].tolist(),
            np.diff(of.start)[order].tolist(),
            of.unread[order].tolist(),
            [self._values[each] if each >= 0 else "" for each in leading],
            [counted[each] if each >= 0 else "" for each in leading],
            np.where(of.tied > 1, of.tied, 0)[order].tolist(),
            (of.pairs - related)[order].tolist(),
            [*self._because(of.because[order].tolist())],
        ]


def _at(texts: Sequence[str], numbers: NDArray[Any]) -> list[Any]:
    """The texts with these numbers."""
    return [texts[each] for each in numbers.tolist()]


def _yes(holds: Bools) -> NDArray[np.object_]:
    return _YES_OR_NO[holds.astype(np.int8)]
