"""The embedded engine: a claims table judged in this process, a bucket of whole subjects at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from compare.analysis.copying import copy_groups, copy_hints
from compare.analysis.kernel import judge_table
from compare.analysis.support import against_most
from compare.engines.buckets import CLAIMS, in_buckets

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from compare.analysis.kernel import Background
    from compare.core.columns import ClaimsTable
    from compare.core.copy_hints import CopyHint
    from compare.core.judged import Judged

MOST_HOLDINGS: Final = 30_000_000
"""Sources that hold positions up to which copying is looked for: about 0.6 GB at work."""


def judged(table: ClaimsTable, background: Background, claims: int = CLAIMS) -> Iterator[Judged]:
    """The result on every bucket of a table; the codes of sources are those of the table in each."""
    return (judge_table(bucket, background) for bucket in in_buckets(table, claims))


class Holdings(NamedTuple):
    """Who holds what in one bucket, numbered on from the buckets before: int32, see `compare.analysis.copying.copy_hints`."""

    source: np.typing.NDArray[np.int32]
    subject: np.typing.NDArray[np.int32]
    position: np.typing.NDArray[np.int32]
    opposed: np.typing.NDArray[np.bool_]


class Copying:
    """Gathers who holds what over the buckets of a table, to find the sources that seem to copy one another."""

    def __init__(self, sources: Sequence[str]) -> None:
        """Take the ids of the sources, by code."""
        self._sources = sources
        self._parts: list[Holdings] = []
        self._subjects = self._positions = 0

    def add(self, part: Judged) -> None:
        """Take in one bucket."""
        holders, positions = part.holders, part.positions
        opposed = against_most(positions.sources, part.relations, part.subjects.start)
        self._parts.append(
            Holdings(
                holders.source.astype(np.int32),
                (positions.subject[holders.position] + self._subjects).astype(np.int32),
                (holders.position + self._positions).astype(np.int32),
                opposed[holders.position],
            )
        )
        self._subjects += len(part.subjects.code)
        self._positions += len(positions.subject)

    def hints(self) -> tuple[CopyHint, ...]:
        """The pairs of sources that seem to copy one another, with their evidence."""
        if not self._parts:
            return ()
        source, subject, position, opposed = (np.concatenate(columns) for columns in zip(*self._parts, strict=True))
        return copy_hints(source, subject, position, sources=len(self._sources), opposed=opposed)

    def copies(self, hints: Iterable[CopyHint]) -> Mapping[str, str]:
        """Every source of a group of seeming copies to the one the group is counted as."""
        group = copy_groups(tuple(hints), len(self._sources)).tolist()
        first: dict[int, str] = {}
        for source in sorted(range(len(group)), key=self._sources.__getitem__):
            first.setdefault(group[source], self._sources[source])
        return {source: first[group[code]] for code, source in enumerate(self._sources) if first[group[code]] != source}
