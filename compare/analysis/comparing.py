"""Two values compared once for all positions that hold them: the kinds' levels, in bulk."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from compare.analysis.gates import GATE, GATE_RULES, RELATION, Verdict
from compare.core.judged import Rule
from compare.kinds.base import Kind
from compare.kinds.base import Pairs as ValuePairs

if TYPE_CHECKING:
    from compare.analysis.values import Readings
    from compare.core.judged import Bools, Ints


class Comparisons:
    """The values of one table compared on their terms. Rules are numbered: first those of the gates, then the kinds' levels."""

    def __init__(self, readings: Readings) -> None:
        """Number the rules of every kind that reads something."""
        self._readings = readings
        self._terms_of = np.array(readings.terms_of, dtype=np.int64)
        self.rules = [*(Rule(rule, "") for rule in GATE_RULES)]
        self._relation = [-1] * len(GATE_RULES)
        self._offset: list[int] = []
        for kind in readings.kinds:
            self._offset.append(len(self.rules))
            for level in kind.levels if kind else ():
                self.rules.append(Rule(f"{kind.name}.{level.name}" if kind else "", level.because))
                self._relation.append(RELATION[level.relation])

    def verdicts(self, a: Ints, b: Ints, a_closed: Bools, b_closed: Bools) -> Verdict:
        """What the values (canonical numbers) are to each other; equal pairs are compared once."""
        width = max(1, len(self._terms_of))
        which, distinct = pd.factorize(((a * width + b) * 2 + a_closed) * 2 + b_closed)
        values = distinct // 4
        rule, finer = self._compared(values // width, values % width, (distinct // 2) % 2 > 0, distinct % 2 > 0)
        relation = np.array(self._relation, dtype=np.int64)[rule]
        return Verdict(rule[which], rule[which], relation[which], np.full(len(which), GATE[None]), finer[which])

    def _compared(self, a: Ints, b: Ints, a_closed: Bools, b_closed: Bools) -> tuple[Ints, Ints]:
        rule = np.empty(len(a), dtype=np.int64)
        finer = np.empty(len(a), dtype=np.int64)
        terms = self._terms_of[a]
        order = np.argsort(terms, kind="stable")
        for rows in np.split(order, np.flatnonzero(np.diff(terms[order])) + 1) if len(order) else ():
            number = int(terms[rows[0]])
            kind = self._readings.kinds[number]
            assert kind is not None  # noqa: S101 - only what a kind has read is compared
            used, local = np.unique(np.concatenate([a[rows], b[rows]]), return_inverse=True)
            values = [self._readings.value_of[each] for each in used.tolist()]
            found = kind.compare_all(values, ValuePairs(local[: len(rows)], local[len(rows) :], a_closed[rows], b_closed[rows]))
            rule[rows] = found.level.astype(np.int64) + self._offset[number]
            finer[rows] = found.finer
        return rule, finer

    def may_follow(self, earlier: Ints, later: Ints) -> Bools:
        """Whether the one value may be followed by the other when the answer changes over time."""
        strict = np.array([kind is not None and type(kind).follows is not Kind.follows for kind in self._readings.kinds])
        result = np.ones(len(earlier), dtype=bool)
        asked = np.flatnonzero(strict[self._terms_of[earlier]]) if strict.any() else np.empty(0, dtype=np.int64)
        if len(asked):
            which, distinct = pd.factorize(earlier[asked] * len(self._terms_of) + later[asked])
            result[asked] = np.array([self._follows(*divmod(pair, len(self._terms_of))) for pair in distinct.tolist()])[which]
        return result

    def _follows(self, earlier: int, later: int) -> bool:
        kind = self._readings.kinds[self._readings.terms_of[earlier]]
        return kind is None or kind.follows(self._readings.value_of[earlier], self._readings.value_of[later])
