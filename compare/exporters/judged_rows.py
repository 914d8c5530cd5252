"""The rows of the result tables, made of the columns of a result, subject by subject in the order of their ids."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

import numpy as np

from compare.core.judged import DEPENDENCES, GATES, RELATIONS, SEVERITIES, STANDINGS, STRENGTHS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from compare.core.judged import Ints, Judged

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
        "because": str,
    },
}
"""The columns of every table and what they hold; docs/tables.md says what they mean."""

Row = tuple[object, ...]


def rows_of(table: str, judged: Judged, because: Callable[[int], str]) -> Iterator[Row]:
    """The rows of one of the tables; `because` gives the sentence for a relation by its number."""
    result = _Result(judged, because)
    makers: dict[str, Callable[[], Iterator[Row]]] = {
        "positions": result.positions,
        "relations": result.relations,
        "standings": result.standings,
    }
    return makers[table]()


def _yes(holds: object) -> str:
    return YES if holds else "no"


class _Result:
    """A result with its subjects in the order of their ids."""

    def __init__(self, judged: Judged, because: Callable[[int], str]) -> None:
        self._judged = judged
        self._because = because
        texts = judged.table.subject.texts
        self._names = [texts[code] for code in judged.subjects.code.tolist()]
        self._order = sorted(range(len(self._names)), key=self._names.__getitem__)
        rank = np.empty(len(self._order), dtype=np.int64)
        rank[self._order] = np.arange(len(self._order))
        self._rank = rank
        self._shown = lru_cache(maxsize=65_536)(self._words)

    def positions(self) -> Iterator[Row]:
        """Subject by subject, the best supported position first."""
        found, of = self._judged.positions, self._judged.subjects
        number = np.arange(len(found.subject)) - of.start[found.subject] + 1
        leads = of.leading[found.subject] == np.arange(len(found.subject))
        named = self._named_by()
        for at in np.argsort(self._rank[found.subject], kind="stable").tolist():
            yield (
                self._names[found.subject[at]],
                int(number[at]),
                self._value(at),
                self._written(at),
                self._judged.values.keys[found.canonical[at]],
                "affirms" if found.affirms[at] else "denies",
                int(found.sources[at]),
                int(found.supporters[at]),
                int(found.low[at]),
                int(found.high[at]),
                int(found.claims[at]),
                _yes(leads[at]),
                named(at),
            )

    def _named_by(self) -> Callable[[int], str]:
        """From a position to its sources in the order of their names."""
        texts, holders = self._judged.table.source.texts, self._judged.holders
        alphabetical = sorted(range(len(texts)), key=texts.__getitem__)
        rank = np.empty(len(texts), dtype=np.int64)
        rank[alphabetical] = np.arange(len(texts))
        source = holders.source[np.lexsort((rank[holders.source], holders.position))]
        start = np.searchsorted(np.sort(holders.position), np.arange(len(self._judged.positions.subject) + 1))
        return lambda at: "; ".join(texts[each] for each in source[start[at] : start[at + 1]].tolist())

    def _value(self, position: int) -> str:
        """The value in words."""
        found = self._judged.positions
        return self._shown(int(found.spelling[position]), int(found.canonical[position]))

    def _words(self, spelling: int, canonical: int) -> str:
        values = self._judged.values
        return values.shown(spelling) if values.canonical_of[spelling] == canonical else values.say(canonical)

    def _written(self, position: int) -> str:
        """The value as first written; empty for a list that a source gives in several places."""
        values, found = self._judged.values, self._judged.positions
        spelling = int(found.spelling[position])
        return values.written[spelling] if values.canonical_of[spelling] == found.canonical[position] else ""

    def relations(self) -> Iterator[Row]:
        """Subject by subject, in the order of its positions."""
        found, start = self._judged.relations, self._judged.subjects.start
        subject = self._judged.positions.subject[found.a] if len(found.a) else found.a
        for at in np.lexsort((found.b, found.a, self._rank[subject])).tolist():
            a, b, of = int(found.a[at]), int(found.b[at]), int(subject[at])
            gate = GATES[found.gate[at]]
            yield (
                self._names[of],
                a - int(start[of]) + 1,
                b - int(start[of]) + 1,
                self._value(a),
                self._value(b),
                RELATIONS[found.relation[at]].value,
                gate.value if gate else "",
                "firm" if found.firm[at] else "qualified",
                {a: "a", b: "b"}.get(int(found.finer[at]), ""),
                DEPENDENCES[found.dependence[at]],
                _yes(found.internal[at]),
                self._source(found.claim_a, at),
                self._source(found.claim_b, at),
                self._judged.rules[found.rule[at]].id,
                self._because(at),
            )

    def _source(self, claims: Ints, relation: int) -> str:
        return self._judged.table.source.texts[int(self._judged.claims.source[claims[relation]])]

    def standings(self) -> Iterator[Row]:
        """One row a subject."""
        of, table, positions = self._judged.subjects, self._judged.table, self._judged.positions
        for at in self._order:
            leading, because = int(of.leading[at]), int(of.because[at])
            yield (
                self._names[at],
                table.terms[table.terms_of[of.code[at]]].kind,
                STANDINGS[of.standing[at]].value,
                STRENGTHS[of.strength[at]],
                SEVERITIES[of.severity[at]],
                int(of.sources[at]),
                int(of.start[at + 1] - of.start[at]),
                int(of.unread[at]),
                self._value(leading) if leading >= 0 else "",
                int(positions.counted[leading]) if leading >= 0 else "",
                self._because(because) if because >= 0 else "",
            )
