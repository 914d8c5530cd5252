"""A claims table judged on a Spark session, from claims on disk to the result tables."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from compare.cli.judging import Claims, Summary
from compare.engines import spark
from compare.exporters.judged_tables import TABLES, write_table

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from compare.analysis.kernel import Background


class SparkError(Exception):
    """The session does not start, or what it ran has failed; the message is its own, in one line."""


def judged_by_spark(
    claims: Claims, against: Background, master: str | None, folder: Path, *, parquet: bool
) -> tuple[Summary, tuple[Path, ...]]:
    """Judge claims staged in `claims/` of a folder into the result tables in `tables/`, and say what they come to.

    Raises:
        ModuleNotFoundError: pyspark is not installed.
        SparkError: Spark has failed.
        OSError: the tables cannot be written.
    """
    from pyspark.errors import PySparkException

    result = folder / "result"
    try:
        with spark.session(master) as session:
            spark.judge_staged(session, folder / "claims", result, claims.terms, against)
    except PySparkException as fault:
        raise SparkError(" ".join(str(fault).split())[:500]) from fault
    summary = Summary()
    for kind, value, number in spark.rows_from(result, spark.UNREAD):
        summary.unread.setdefault(kind, Counter())[value] += int(number)
    counting = {"positions": _positions, "standings": _standings}
    files = tuple(
        write_table(
            folder / "tables", name, counting.get(name, _as_they_are)(spark.rows_from(result, name), summary), parquet=parquet
        )
        for name in TABLES
    )
    return summary, files


def _as_they_are(rows: Iterator[tuple[str, ...]], _summary: Summary) -> Iterator[tuple[str, ...]]:
    return rows


def _positions(rows: Iterator[tuple[str, ...]], summary: Summary) -> Iterator[tuple[str, ...]]:
    for row in rows:
        summary.positions += 1
        yield row


def _standings(rows: Iterator[tuple[str, ...]], summary: Summary) -> Iterator[tuple[str, ...]]:
    for row in rows:
        summary.standings[row[2]] += 1
        yield row
