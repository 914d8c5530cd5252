"""The same engine on a Spark session: every bucket of whole subjects goes to one vectorised call, on whichever machine.

Spark reads staged buckets (`compare.engines.staging`) and hands each, as one Arrow table, to the function that judges a table
here. Nothing is called once per subject, and the result is that of the embedded engine, row by row.
"""

from __future__ import annotations

import logging
import os
import sys
import warnings
from collections import Counter
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

from compare.analysis.because import Teller
from compare.analysis.kernel import judge_table
from compare.engines.staging import from_arrow
from compare.exporters.judged_rows import COLUMNS, rows_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from compare.analysis.kernel import Background
    from compare.core.judged import Judged
    from compare.core.model import Subject

UNREAD: Final = "unread"
"""The table of values that cannot be read, beside the result tables: kind, value, claims."""
_TABLES: Final = (*COLUMNS, UNREAD)
_WIDEST: Final = max(len(columns) for columns in COLUMNS.values())
CELLS: Final = tuple(f"cell_{number}" for number in range(_WIDEST))
RESULT: Final = ", ".join(["part string", "place long", *(f"{cell} string" for cell in CELLS)])
"""The schema of a judged bucket: rows of all tables, each with its table and its place within its subject."""

_QUIET: Final[dict[str, Any]] = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.log.level": "ERROR",
}


def judge_frame(frame: Any, terms: tuple[Subject, ...], background: Background) -> Any:  # noqa: ANN401 - Arrow has no types
    """The rows of all tables on one bucket of whole subjects; Arrow tables in and out, see `RESULT`."""
    import pyarrow as pa

    judged = judge_table(from_arrow(frame, terms), background)
    because = Teller(judged, {}).because
    rows: list[tuple[Any, ...]] = []
    for part in _TABLES:
        found = _unread(judged) if part == UNREAD else rows_of(part, judged, because)
        rows += ((part, place, *map(str, row), *[None] * (_WIDEST - len(row))) for place, row in enumerate(found))
    columns = list(zip(*rows, strict=True)) or [()] * (_WIDEST + 2)
    sorts = [pa.string(), pa.int64(), *[pa.string()] * _WIDEST]
    arrays = [pa.array(column, type=sort) for column, sort in zip(columns, sorts, strict=True)]
    return pa.table(arrays, names=["part", "place", *CELLS])


def _unread(judged: Judged) -> Iterator[tuple[object, ...]]:
    table, claims = judged.table, judged.claims
    rows = claims.row[claims.position < 0]
    kinds = [table.terms[terms].kind for terms in table.terms_of[table.subject.codes[rows]].tolist()]
    found = Counter(zip(kinds, (table.value.texts[code] for code in table.value.codes[rows].tolist()), strict=True))
    return ((*spelling, number) for spelling, number in sorted(found.items()))


@contextmanager
def session(master: str | None) -> Iterator[Any]:
    """A Spark session: at an address (`local[2]`, `spark://host:7077`, `sc://host:15002`), or as Spark is configured.

    Raises:
        ImportError: pyspark is not installed.
    """
    with warnings.catch_warnings():
        # pyspark 4 warns of pandas 3, of which nothing is used here: tables go to and fro as Arrow
        warnings.simplefilter("ignore")
        from pyspark.sql import SparkSession

        # workers run the interpreter of the driver, whatever `python3` is on their path
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
        logging.getLogger("py4j").setLevel(logging.ERROR)
        builder = SparkSession.builder.appName("whosays")
        if master and master.startswith("sc://"):
            builder = builder.remote(master)
        elif master:
            builder = builder.master(master).config(map=_QUIET)
        spark = builder.getOrCreate()
        try:
            yield spark
        finally:
            spark.stop()


def judge_staged(spark: Any, claims: Path, result: Path, terms: tuple[Subject, ...], background: Background) -> None:  # noqa: ANN401
    """Judge claims staged in one folder into another, which must not be there; the session must see both."""

    def on_bucket(frame: Any) -> Any:  # noqa: ANN401 - Arrow has no types
        return judge_frame(frame, terms, background)

    judged = spark.read.parquet(str(claims)).groupBy("bucket").applyInArrow(on_bucket, schema=RESULT)
    judged = judged.persist()  # sorting looks at its input twice
    # in the order of tables, subjects and places, so that the files in their order are the sorted tables
    judged.orderBy("part", CELLS[0], "place").write.partitionBy("part").parquet(str(result))


def rows_from(result: Path, table: str) -> Iterator[tuple[str, ...]]:
    """The rows of one of the tables in a folder that `judge_staged` wrote, in the order of their subjects."""
    from pyarrow import parquet

    width = 3 if table == UNREAD else len(COLUMNS[table])
    for file in sorted((result / f"part={table}").glob("*.parquet")):
        for batch in parquet.ParquetFile(file).iter_batches(columns=list(CELLS[:width])):
            yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)
