"""The embedded engine: a claims table judged on this machine, a bucket of whole subjects at a time."""

from __future__ import annotations

import os
import sys
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any, Final, TypeVar

import numpy as np

from compare.analysis.copying import Holdings, counted_as, hints_among
from compare.analysis.kernel import judge_table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from compare.analysis.kernel import Background
    from compare.core.copy_hints import CopyHint
    from compare.core.judged import Judged
    from compare.engines.buckets import Bucket

R = TypeVar("R")


def each(
    buckets: Sequence[Bucket], background: Background, work: Callable[[int, Judged], R], processes: int | None = None
) -> Iterator[R]:
    """What `work` makes of the result on every bucket and its number, in their order.

    Several buckets are spread over as many processes as there are processors, unless told otherwise. A process begins as a copy
    of this one and so shares the table; what `work` gives is sent back.
    """
    many = min(len(buckets), _processors() if processes is None else processes)
    if many <= 1:
        yield from (work(number, judge_table(bucket(), background)) for number, bucket in enumerate(buckets))
        return
    _shared[:] = [lambda number: work(number, judge_table(buckets[number](), background))]
    try:
        with get_context("fork").Pool(many) as pool:
            yield from pool.imap(_worked, range(len(buckets)))
    finally:
        _shared.clear()


_shared: list[Callable[[int], Any]] = []
"""What the processes that are begun here do; they find it in their copy."""


def _worked(number: int) -> Any:  # noqa: ANN401 - what the work gives
    return _shared[0](number)


def _processors() -> int:
    """The processors this process may use; one where a process cannot safely begin as a copy of another."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else 1


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

    def add(self, held: Holdings, subjects: int, positions: int) -> None:
        """Take in who holds what in one bucket of so many subjects and positions."""
        self._held += len(held.source)
        if self.too_many:
            self._parts.clear()
            return
        # subjects and positions are numbered on from the buckets before
        subject, position = (held.subject + self._subjects, held.position + self._positions)
        self._parts.append(held._replace(subject=subject.astype(np.int32), position=position.astype(np.int32)))
        self._subjects += subjects
        self._positions += positions

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
