"""The bucket contract: whole subjects, a bucket at a time, through the engine; memory follows the bucket, not the table.

What a bucket comes to does not depend on which other subjects it holds, so any number of buckets gives the same result.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final, TypeAlias

import numpy as np

from compare.core.columns import ClaimsTable, Column

if TYPE_CHECKING:
    from numpy.typing import NDArray

Bucket: TypeAlias = Callable[[], ClaimsTable]
"""Gives the claims of one bucket; it is made when it is asked for, and in the process that asks."""
CLAIMS: Final = 125_000
"""Claims judged at once, unless asked otherwise: about 0.1 GB at work."""


def in_buckets(table: ClaimsTable, claims: int = CLAIMS) -> list[Bucket]:
    """The table in buckets of whole subjects with about so many claims each; the table itself where it is not larger.

    A subject with more claims than that is a bucket of its own.
    """
    if len(table) <= claims:
        return [lambda: table]
    per_subject = np.bincount(table.subject.codes, minlength=len(table.subject.texts))
    bucket = (np.cumsum(per_subject) - 1) // claims
    of_row = bucket[table.subject.codes]
    order = np.argsort(of_row, kind="stable")
    return [partial(taken, table, rows) for rows in np.split(order, np.flatnonzero(np.diff(of_row[order])) + 1)]


def taken(table: ClaimsTable, rows: NDArray[np.int64]) -> ClaimsTable:
    """These rows of a table, with those texts only that stand in them; sources keep their codes."""
    subject, used = _of_rows(table.subject, rows)
    return ClaimsTable(
        subject=subject,
        source=Column(table.source.codes[rows], table.source.texts),
        value=_of_rows(table.value, rows)[0],
        terms=table.terms,
        terms_of=table.terms_of[used],
        qualifiers={name: _of_rows(column, rows)[0] for name, column in table.qualifiers.items()},
        line=None if table.line is None else table.line[rows],
    )


def _of_rows(column: Column, rows: NDArray[np.int64]) -> tuple[Column, NDArray[np.intp]]:
    return Column(column.codes[rows], column.texts).used()
