"""Parquet: one file or a folder of parts; numbers and dates become their plain text."""

from __future__ import annotations

import datetime as dt
from contextlib import contextmanager
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pyarrow as pa
from pyarrow import parquet

from compare.core.columns import Column
from compare.loading.claims_tables.arrow_texts import ArrowTexts, column_of
from compare.loading.claims_tables.rows import Part, TableRows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

_ROWS: Final = 131_072
_SEPARATOR: Final = "; "


def rows(files: Sequence[Path]) -> TableRows:
    """The rows of one table that is spread over these files; a column missing from one of them is empty there.

    Lines are the numbers of the rows, counted from 1 over all files.

    Raises:
        OSError: a file cannot be read, or is no Parquet.
    """
    with _sound():
        names = dict.fromkeys(name for file in files for name in parquet.ParquetFile(file).schema_arrow.names)
    return TableRows(tuple(names), lambda wanted: _parts(files, wanted))


@contextmanager
def _sound() -> Iterator[None]:
    """Tell what pyarrow finds wrong with a file as what it is: a file that cannot be read."""
    try:
        yield
    except pa.ArrowInvalid as fault:
        raise OSError(f"it is no sound Parquet: {fault}") from fault


def _parts(files: Sequence[Path], wanted: Sequence[str]) -> Iterator[Part]:
    row = 1
    for file in files:
        there = [name for name in wanted if name in parquet.ParquetFile(file).schema_arrow.names]
        for batch in _batches(file, there):
            empty = Column(np.full(batch.num_rows, -1, dtype=np.int32), ArrowTexts(pa.array([], pa.string())))
            columns = {name: _column(batch.column(name)) if name in there else empty for name in wanted}
            yield Part(columns, np.arange(row, row + batch.num_rows, dtype=np.int32))
            row += batch.num_rows


def _batches(file: Path, columns: Sequence[str]) -> Iterator[Any]:
    with _sound():
        yield from parquet.ParquetFile(file).iter_batches(_ROWS, columns=columns)


def _column(array: Any) -> Column:  # noqa: ANN401 - pyarrow has no types
    """A column as distinct texts."""
    if pa.types.is_nested(array.type):
        return _joined(Column.of([_text(each) for each in array.to_pylist()]))
    coded = array if pa.types.is_dictionary(array.type) else array.dictionary_encode()
    texts = coded.dictionary
    if pa.types.is_string(texts.type):
        return column_of(coded)
    if pa.types.is_large_string(texts.type):
        return column_of(pa.DictionaryArray.from_arrays(coded.indices, texts.cast(pa.string())))
    written = Column.of([_text(each) for each in texts.to_pylist()])  # two values may be written alike: -0.0 and 0.0
    codes = column_of(pa.DictionaryArray.from_arrays(coded.indices, pa.array(range(len(texts))))).codes
    return _joined(Column(np.append(written.codes, np.int32(-1)).astype(np.int32)[codes], written.texts))


def _joined(column: Column) -> Column:
    """The column with its texts held as those of all others."""
    return Column(column.codes, ArrowTexts(pa.array(list(column.texts), pa.string())))


def _text(value: object) -> str | None:
    """A value as a person would write it: 5, 5.5, 2017-03-02, 2017-03-02T07:10:00, true; a list joined by semicolons."""
    if isinstance(value, list):
        return _SEPARATOR.join(filter(None, map(_text, value))) or None
    if isinstance(value, float):
        return _decimal(Decimal(repr(value))) if np.isfinite(value) else None
    for types, written in _WRITTEN:
        if isinstance(value, types):
            return written(value)
    return None if value is None else str(value)


def _decimal(value: Decimal) -> str:
    """Without exponent, and without the zeros that a binary number shows behind its point."""
    written = f"{value:f}"
    return written.removesuffix(".0")


_WRITTEN: Final[tuple[tuple[tuple[type, ...], Callable[[Any], str]], ...]] = (
    ((str,), str),
    ((bool,), lambda value: "true" if value else "false"),
    ((Decimal,), _decimal),
    ((dt.date, dt.time), lambda value: value.isoformat()),
    ((bytes,), lambda value: value.decode("utf-8", "backslashreplace")),
)
