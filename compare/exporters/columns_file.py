"""A table as Parquet: text, and whole numbers where a column counts."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def parquet_bytes(columns: Mapping[str, type], rows: Sequence[Sequence[object]]) -> bytes:
    """A table as Parquet, without an index and without a clock in it.

    Args:
        columns: the name of each column, and `str` or `int` for what it holds.
        rows: the cells; None where there is no number.

    Raises:
        ImportError: the extra `tables` is not installed.
    """
    import pyarrow as pa
    from pyarrow import parquet

    sorts: dict[type, Any] = {str: pa.string(), int: pa.int64()}
    schema = pa.schema([(name, sorts[sort]) for name, sort in columns.items()])
    cells = list(zip(*rows, strict=True)) or [()] * len(columns)
    written = io.BytesIO()
    parquet.write_table(pa.table([*map(list, cells)], schema=schema), written)
    return written.getvalue()
