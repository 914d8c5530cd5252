"""A claims table held as columns, one row per claim and every distinct text once: the seam between reading and judging."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from compare.core.model import Subject

REQUIRED: Final = ("subject", "source", "value")
OPTIONAL: Final = (
    "kind",
    "id",
    "stance",
    "hedge",
    "list",
    "scope",
    "as_of",
    "since",
    "until",
    "published",
    "origin",
    "speaker",
    "corrects",
    "worded",
    "quote",
)
"""The columns of design section 9 with the qualifiers of a claim file. `origin` is `via`: several are joined by semicolons."""


@dataclass(frozen=True, slots=True)
class Column:
    """Texts by row: `texts[codes[row]]`, int32; the code -1 is an empty cell. No text occurs twice."""

    codes: NDArray[np.int32]
    texts: Sequence[str]

    @classmethod
    def of(cls, values: Sequence[str | None]) -> Column:
        """A column of these texts, coded in the order in which they are first met."""
        seen: dict[str, int] = {}
        codes = [-1 if value is None else seen.setdefault(value, len(seen)) for value in values]
        return cls(np.array(codes, dtype=np.int32), tuple(seen))

    def used(self) -> tuple[Column, NDArray[np.intp]]:
        """The column with those texts only that occur in it, and the code each of them had."""
        seen = np.zeros(len(self.texts) + 1, dtype=bool)  # the last entry stands for the code -1
        seen[self.codes] = True
        kept = np.flatnonzero(seen[:-1])
        number = np.full(len(self.texts) + 1, -1, dtype=np.int32)
        number[kept] = np.arange(len(kept), dtype=np.int32)
        texts = self.texts
        return Column(number[self.codes], [texts[each] for each in kept.tolist()]), kept

    def at(self, row: int) -> str | None:
        """The text of one row, None for an empty cell."""
        code = self.codes[row]
        return None if code < 0 else self.texts[code]


@dataclass(frozen=True, slots=True)
class ClaimsTable:
    """A claims table as columns of equal length.

    `terms` are the distinct terms on which subjects are compared (subjects whose id and question mean nothing) and `terms_of`
    the number of its terms for every subject code, int32. `qualifiers` holds those of `OPTIONAL` but `kind` that the table has.
    `line` is the line of the file each row begins on, or None.
    """

    subject: Column
    source: Column
    value: Column
    terms: tuple[Subject, ...]
    terms_of: NDArray[np.int32]
    qualifiers: Mapping[str, Column] = field(default_factory=dict)
    line: NDArray[np.int32] | None = None

    def __len__(self) -> int:
        """The number of claims."""
        return len(self.subject.codes)
