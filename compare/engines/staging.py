"""Claims on disk in buckets of whole subjects: for tables larger than memory on one machine, and for a cluster to read.

A folder of Parquet files, `bucket=<n>/claims.parquet`, columns of `compare.core.columns` and the number of the terms of each
claim's subject. Which bucket a subject is in follows from its text alone.
"""

from __future__ import annotations

import zlib
from functools import partial
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from compare.core.columns import OPTIONAL, ClaimsTable, Column

if TYPE_CHECKING:
    from pathlib import Path

    from compare.core.model import Subject
    from compare.engines.buckets import Bucket

TEXTS: Final = ("subject", "source", "value", *(name for name in OPTIONAL if name != "kind"))
NUMBERS: Final = ("terms", "line")
FILE: Final = "claims.parquet"


def bucket_of(subject: str, buckets: int) -> int:
    """The bucket of a subject, the same on every machine."""
    return zlib.crc32(subject.encode("utf-8", "surrogatepass")) % buckets


class Staging:
    """Takes a claims table in parts and gives it back in buckets; needs pyarrow.

    The codes of sources are the same in every bucket: `sources` are the texts by code. `terms` are those of all parts.
    """

    def __init__(self, folder: Path, buckets: int) -> None:
        """Write into this folder, which is empty.

        Raises:
            ImportError: pyarrow is not installed.
        """
        import pyarrow as pa

        # plain texts: a dictionary would be that of the whole part, in every bucket again
        self._schema = pa.schema([*((name, pa.string()) for name in TEXTS), *((name, pa.int32()) for name in NUMBERS)])
        self._folder = folder
        self._buckets = buckets
        self._writers: dict[int, Any] = {}
        self._buckets_written: tuple[int, ...] = ()
        self._terms: dict[Subject, int] = {}
        self._sources: dict[str, int] = {}
        self.claims = 0

    @property
    def terms(self) -> tuple[Subject, ...]:
        """The distinct terms, by number."""
        return tuple(self._terms)

    @property
    def sources(self) -> tuple[str, ...]:
        """The sources, by code."""
        return tuple(self._sources)

    def add(self, table: ClaimsTable) -> None:
        """Take in a part of the table.

        Raises:
            OSError: it cannot be written.
        """
        self.claims += len(table)
        for source in table.source.texts:
            self._sources.setdefault(source, len(self._sources))
        number = np.array([self._terms.setdefault(each, len(self._terms)) for each in table.terms], dtype=np.int32)
        buckets = np.array([bucket_of(subject, self._buckets) for subject in table.subject.texts], dtype=np.int64)
        of_row = buckets[table.subject.codes]
        order = np.argsort(of_row, kind="stable")
        terms = number[table.terms_of[table.subject.codes]] if len(table) else np.empty(0, dtype=np.int32)
        whole = _arrow(table, terms, self._schema).take(order)
        begins = np.flatnonzero(np.diff(of_row[order], prepend=-1))
        for begin, end in zip(begins.tolist(), [*begins[1:].tolist(), len(order)], strict=True):
            self._writer(int(of_row[order[begin]])).write_table(whole.slice(begin, end - begin))

    def _writer(self, bucket: int) -> Any:  # noqa: ANN401 - pyarrow has no types
        from pyarrow import parquet

        if bucket not in self._writers:
            folder = self._folder / f"bucket={bucket}"
            folder.mkdir()
            self._writers[bucket] = parquet.ParquetWriter(folder / FILE, self._schema, compression="lz4")
        return self._writers[bucket]

    def close(self) -> None:
        """Finish the files; nothing can be added any more."""
        import pyarrow as pa

        for writer in self._writers.values():
            writer.close()
        self._buckets_written = tuple(self._writers)
        self._writers.clear()  # a process that reads a bucket has no use for them
        pa.default_memory_pool().release_unused()

    def buckets(self) -> list[Bucket]:
        """The buckets."""
        return [partial(self.read, bucket) for bucket in sorted(self._buckets_written)]

    def read(self, bucket: int) -> ClaimsTable:
        """One bucket."""
        from pyarrow import parquet

        read = parquet.read_table(self._folder / f"bucket={bucket}" / FILE, partitioning=None, read_dictionary=list(TEXTS))
        return from_arrow(read, self.terms, self.sources)


def _arrow(table: ClaimsTable, terms: np.typing.NDArray[np.int32], schema: Any) -> Any:  # noqa: ANN401 - pyarrow has no types
    import pyarrow as pa

    columns = {"subject": table.subject, "source": table.source, "value": table.value, **table.qualifiers}
    empty = Column(np.full(len(table), -1, dtype=np.int32), ())
    texts = [_plain(columns.get(name, empty)) for name in TEXTS]
    line = pa.nulls(len(table), pa.int32()) if table.line is None else pa.array(table.line)
    return pa.table([*texts, pa.array(terms), line], schema=schema)


def _plain(column: Column) -> Any:  # noqa: ANN401 - pyarrow has no types
    import pyarrow as pa

    codes = pa.array(column.codes, mask=column.codes < 0)
    return pa.DictionaryArray.from_arrays(codes, pa.array(column.texts, type=pa.string())).dictionary_decode()


def from_arrow(read: Any, terms: tuple[Subject, ...], sources: tuple[str, ...] | None = None) -> ClaimsTable:  # noqa: ANN401
    """The claims table that an Arrow table of these columns holds; `sources` are the texts of its sources by code."""
    columns = {name: _column(read.column(name)) for name in TEXTS if read.column(name).null_count < len(read)}
    subject, source = columns.pop("subject"), columns.pop("source")
    first = np.unique(subject.codes, return_index=True)[1]
    number = read.column("terms").to_numpy().astype(np.int32)
    has_lines = read.column("line").null_count == 0
    return ClaimsTable(
        subject=subject,
        source=source if sources is None else _recoded(source, sources),
        value=columns.pop("value"),
        terms=terms,
        terms_of=number[first],
        qualifiers=columns,
        line=read.column("line").to_numpy().astype(np.int32) if has_lines else None,
    )


def _column(read: Any) -> Column:  # noqa: ANN401 - pyarrow has no types
    import pyarrow as pa

    if not pa.types.is_dictionary(read.type):
        read = read.dictionary_encode()
    whole = read.unify_dictionaries().combine_chunks()
    chunk = whole.chunk(0) if isinstance(whole, pa.ChunkedArray) else whole
    codes = chunk.indices.fill_null(-1).to_numpy(zero_copy_only=False).astype(np.int32)
    return Column(codes, chunk.dictionary.to_pylist()).used()[0]


def _recoded(column: Column, texts: tuple[str, ...]) -> Column:
    number = {text: code for code, text in enumerate(texts)}
    codes = np.array([number[text] for text in column.texts], dtype=np.int32)
    return Column(codes[column.codes], texts)
