"""The one place where the measurements know the engine: made-up claims as its input, and the call that is timed."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from compare.core.columns import OPTIONAL, ClaimsTable, Column
from compare.core.model import Location, Subject

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path


def judged(table: ClaimsTable, processes: int | None = None) -> int:
    """The engine over a table, reading excluded, bucket by bucket as `whosays judge` has it; gives the number of positions.

    The command switches the collection of cycles off while it runs, and so does this.
    """
    from compare.analysis.kernel import Background
    from compare.engines import here
    from compare.engines.buckets import in_buckets

    gc.disable()
    try:
        return sum(here.each(in_buckets(table), Background(), lambda _number, part: len(part.positions.subject), processes))
    finally:
        gc.enable()


def columns(parts: Iterable[pa.Table], **terms: str) -> ClaimsTable:
    """A made-up table as the engine takes it; no more than one part of it is held as text at a time.

    Args:
        parts: chunks of the table, of text columns; `kind` is the same on all rows of a subject.
        terms: fields of `Subject` that hold for all subjects, such as time="changing".
    """
    whole = pa.concat_tables([encoded(part) for part in parts]).unify_dictionaries()
    made = {name: column(whole[name]) for name in whole.column_names}
    del whole
    pa.default_memory_pool().release_unused()  # or what reading took would count as judging's
    subject, kind = made["subject"], made["kind"]
    terms_of = np.zeros(len(subject.texts), dtype=np.int32)
    terms_of[subject.codes] = kind.codes
    asked = tuple(Subject("table/value", "?", name, Location("table"), **terms) for name in kind.texts)
    qualifiers = {name: made[name] for name in OPTIONAL if name in made and name != "kind"}
    return ClaimsTable(subject, made["source"], made["value"], asked, terms_of, qualifiers)


def stored(path: Path) -> Iterator[pa.Table]:
    """A made-up table from its Parquet file, chunk by chunk, every column already coded."""
    file = pq.ParquetFile(path, read_dictionary=pq.read_schema(path).names)
    return (file.read_row_group(number, use_threads=False) for number in range(file.num_row_groups))


def encoded(part: pa.Table) -> pa.Table:
    """The part with every column coded by its distinct texts."""
    return pa.table({name: part[name] if coded(part[name]) else part[name].dictionary_encode() for name in part.column_names})


def coded(column: pa.ChunkedArray) -> bool:
    """Whether a column is coded already."""
    return pa.types.is_dictionary(column.type)


def column(texts: pa.ChunkedArray) -> Column:
    """One column, whose chunks have one dictionary; an empty cell becomes -1."""
    codes = [chunk.indices.fill_null(-1).to_numpy(zero_copy_only=False) for chunk in texts.chunks]
    return Column(np.concatenate(codes).astype(np.int32, copy=False), tuple(texts.chunk(0).dictionary.to_pylist()))
