"""The same engine on a Spark session: every bucket of whole subjects goes to one vectorised call, on whichever machine.

Spark reads staged buckets (`compare.engines.staging`) and hands each, as one frame, to the function that judges a table here.
Nothing is called once per subject, and the result is that of the embedded engine, row by row.
"""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

from compare.analysis.because import Teller
from compare.analysis.kernel import judge_table
from compare.engines.staging import from_arrow
from compare.exporters.judged_rows import COLUMNS, rows_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from compare.analysis.kernel import Background
    from compare.core.model import Subject

_WIDEST: Final = max(len(columns) for columns in COLUMNS.values())
CELLS: Final = tuple(f"cell_{number}" for number in range(_WIDEST))
RESULT: Final = ", ".join(["part string", "place long", *(f"{cell} string" for cell in CELLS)])
"""The schema of a judged bucket: rows of all result tables, each with its table and its place within its subject."""


def judge_frame(frame: Any, terms: tuple[Subject, ...], background: Background) -> Any:  # noqa: ANN401 - Arrow has no types
    """The rows of all result tables on one bucket of whole subjects; Arrow tables in and out, see `RESULT`."""
    import pyarrow as pa

    judged = judge_table(from_arrow(frame, terms), background)
    teller = Teller(judged, {})
    rows: list[list[str | int | None]] = []
    for part in COLUMNS:
        for place, row in enumerate(rows_of(part, judged, teller.because)):
            cells = [*map(str, row), *[None] * (_WIDEST - len(row))]
            rows.append([part, place, *cells])
    columns = list(zip(*rows, strict=True)) or [()] * (_WIDEST + 2)
    sorts = [pa.string(), pa.int64(), *[pa.string()] * _WIDEST]
    arrays = [pa.array(column, type=sort) for column, sort in zip(columns, sorts, strict=True)]
    return pa.table(arrays, names=["part", "place", *CELLS])


@contextmanager
def session(master: str | None) -> Iterator[Any]:
    """A Spark session: the one at this address (`local[2]`, `spark://host:7077`, `sc://host:15002`), or as configured.

    Raises:
        ImportError: pyspark is not installed.
    """
    from pyspark.sql import SparkSession

    # workers run the interpreter of the driver, whatever `python3` is on their path
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.appName("whosays")
    if master and master.startswith("sc://"):
        builder = builder.remote(master)
    elif master:
        builder = builder.master(master).config("spark.ui.enabled", "false").config("spark.log.level", "ERROR")
    spark = builder.getOrCreate()
    try:
        yield spark
    finally:
        spark.stop()


def judge_staged(spark: Any, folder: str, terms: tuple[Subject, ...], background: Background, buckets: int) -> Any:  # noqa: ANN401 - Spark has no types
    """The rows of all result tables, a frame of `RESULT`, of claims staged in a folder that the session can read."""
    claims = spark.read.parquet(folder)

    def on_bucket(frame: Any) -> Any:  # noqa: ANN401 - Arrow has no types
        return judge_frame(frame, terms, background)

    return claims.repartition(buckets, "bucket").groupBy("bucket").applyInArrow(on_bucket, schema=RESULT)


def rows_by_table(result: Any, write: Callable[[str, Iterator[tuple[str, ...]]], Path]) -> tuple[Path, ...]:  # noqa: ANN401
    """Write every result table, its rows in the order of their subjects, with `write(table, rows)`."""
    kept = result.cache()
    return tuple(write(part, _rows(kept, part, len(columns))) for part, columns in COLUMNS.items())


def _rows(result: Any, part: str, width: int) -> Iterator[tuple[str, ...]]:  # noqa: ANN401 - Spark has no types
    # a subject is a row's first cell; its rows stand in one bucket, in order
    mine = result.where(result.part == part).orderBy(CELLS[0], "place").select(*CELLS[:width])
    return (tuple(row) for row in mine.toLocalIterator())
