"""The embedded engine: a claims table judged in this process, a bucket of whole subjects at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from compare.analysis.copying import Holdings, counted_as, hints_among, holdings
from compare.analysis.kernel import judge_table
from compare.engines.buckets import CLAIMS, in_buckets

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from compare.analysis.kernel import Background
    from compare.core.columns import ClaimsTable
    from compare.core.copy_hints import CopyHint
    from compare.core.judged import Judged


def judged(table: ClaimsTable, background: Background, claims: int = CLAIMS) -> Iterator[Judged]:
    """The result on every bucket of a table; the codes of sources are those of the table in each."""
    return (judge_table(bucket, background) for bucket in in_buckets(table, claims))


MOST_HOLDINGS: Final = 20_000_000
"""Answers by source up to which copying is looked for: all of them have to be at hand at once."""


class Copying:
    """Gathers who holds what over the buckets of a table, to find the sources that seem to copy one another."""

    def __init__(self, sources: Sequence[str]) -> None:
        """Take the ids of the sources, by the code they have in every bucket."""
        self._sources = sources
        self._parts: list[Holdings] = []
        self._subjects = self._positions = self._held = 0

    @property
    def too_many(self) -> bool:
        """Whether there is too much to look through, so that no hint means nothing."""
        return self._held > MOST_HOLDINGS

    def add(self, part: Judged) -> None:
        """Take in one bucket."""
        held = holdings(part)
        self._held += len(held.source)
        if self.too_many:
            self._parts.clear()
            return
        # subjects and positions are numbered on from the buckets before
        subject, position = (held.subject + self._subjects, held.position + self._positions)
        self._parts.append(held._replace(subject=subject.astype(np.int32), position=position.astype(np.int32)))
        self._subjects += len(part.subjects.code)
        self._positions += len(part.positions.subject)

    def hints(self) -> tuple[CopyHint, ...]:
        """The pairs of sources that seem to copy one another, with their evidence; what was gathered is given up."""
        if not self._parts:
            return ()
        columns = list(zip(*self._parts, strict=True))
        self._parts.clear()
        whole = []
        while columns:
            whole.append(np.concatenate(columns.pop(0)))  # column by column, so that no two copies of all are held
        return hints_among(Holdings(*whole), self._sources)

    def copies(self, hints: Sequence[CopyHint]) -> Mapping[str, str]:
        """Every source of a group of seeming copies to the one the group is counted as."""
        return counted_as(hints, self._sources)
