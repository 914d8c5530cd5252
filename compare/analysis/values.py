"""Reading values: each distinct spelling once for the terms it is read on; what cannot be read is kept, uncompared."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from compare.kinds import kind_for

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compare.core.columns import ClaimsTable
    from compare.core.entities import Entities
    from compare.core.findings import Extent
    from compare.core.judged import Ints
    from compare.core.model import Subject
    from compare.kinds.base import Kind


def build_kinds(terms: Sequence[Subject], entities: Entities) -> tuple[Kind[Any] | None, ...]:
    """The kind of every terms; None where they make no sense, so that nothing is read on them (the loader has reported it)."""
    return tuple(_kind(each, entities) for each in terms)


def _kind(terms: Subject, entities: Entities) -> Kind[Any] | None:
    try:
        return kind_for(terms, entities)
    except ValueError:
        return None


@dataclass(slots=True)
class Readings:
    """The distinct spellings and what they mean.

    A spelling is a text read on certain terms; spellings are numbered by terms and text, so that numbers order them.
    `canonical_of` is the canonical number of every spelling, -1 where it cannot be read. Canonical numbers go on while lists
    are joined: `keys`, `value_of` and `terms_of` are by canonical number.
    """

    kinds: tuple[Kind[Any] | None, ...]
    written: list[str]
    spelling_terms: list[int]
    canonical_of: Ints
    parsed: list[Any]
    keys: list[str]
    value_of: list[Any]
    terms_of: list[int]
    _known: dict[tuple[int, str], int] = field(default_factory=dict)
    _ranks: Ints = field(default_factory=lambda: np.empty(0, dtype=np.int64))

    @property
    def ranks(self) -> Ints:
        """The place of every canonical text among all, worked out anew only where there are more of them."""
        if len(self._ranks) != len(self.keys):
            self._ranks = np.empty(len(self.keys), dtype=np.int64)
            self._ranks[sorted(range(len(self.keys)), key=self.keys.__getitem__)] = np.arange(len(self.keys))
        return self._ranks

    def together(self, canonicals: Sequence[int]) -> int:
        """The canonical number of several values of a kind that gathers, read as one."""
        terms = self.terms_of[canonicals[0]]
        kind = self.kinds[terms]
        assert kind is not None  # noqa: S101 - only what a kind has read has a canonical number
        return self._number(terms, kind, kind.together([self.value_of[each] for each in canonicals]))

    def say(self, canonical: int) -> str:
        """A canonical value in words."""
        kind = self.kinds[self.terms_of[canonical]]
        return kind.say(self.value_of[canonical]) if kind else self.keys[canonical]

    def extent(self, canonical: int) -> Extent | None:
        """What a canonical value spans on an axis; None where it spans nothing."""
        kind = self.kinds[self.terms_of[canonical]]
        return kind.extent(self.value_of[canonical]) if kind else None

    def shown(self, spelling: int) -> str:
        """The value of a spelling in words; as written where it cannot be read."""
        kind = self.kinds[self.spelling_terms[spelling]]
        readable = kind is not None and self.canonical_of[spelling] >= 0
        return kind.say(self.parsed[spelling]) if kind and readable else self.written[spelling]

    def read(self, terms: int, text: str) -> int:
        """Read one more spelling; returns its canonical number, -1 where it cannot be read."""
        kind = self.kinds[terms]
        try:
            value = kind.parse(text) if kind else None
        except ValueError:
            value = None
        self.written.append(text)
        self.spelling_terms.append(terms)
        self.parsed.append(value)
        return -1 if kind is None or value is None else self._number(terms, kind, value)

    def _number(self, terms: int, kind: Kind[Any], value: Any) -> int:  # noqa: ANN401 - the value of any kind
        key = kind.key(value)
        number = self._known.setdefault((terms, key), len(self.keys))
        if number == len(self.keys):
            self.keys.append(key)
            self.value_of.append(value)
            self.terms_of.append(terms)
        return number


def read_values(table: ClaimsTable, entities: Entities) -> tuple[Readings, Ints]:
    """What the values of a table mean, and the number of its spelling for every row."""
    texts = table.value.texts
    width = max(1, len(texts))
    terms = table.terms_of[table.subject.codes].astype(np.int64)
    first_seen, distinct = pd.factorize(terms * width + table.value.codes)
    spellings = [(each // width, texts[each % width]) for each in distinct.tolist()]
    order = sorted(range(len(spellings)), key=spellings.__getitem__)
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = np.arange(len(order))
    readings = Readings(build_kinds(table.terms, entities), [], [], np.empty(0, dtype=np.int64), [], [], [], [])
    readings.canonical_of = np.array([readings.read(*spellings[each]) for each in order], dtype=np.int64)
    return readings, rank[first_seen]
