"""`whosays judge`: a claims table of others, judged by the engine of `build`."""

from __future__ import annotations

import os
from contextlib import contextmanager
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from compare.cli.build import not_written
from compare.cli.exits import Exit, exit_for
from compare.cli.judge_input import claims_in, claims_on_disk, column_mapping, table_options, vocabulary_for
from compare.cli.options import NoColour, Quiet
from compare.cli.terminal import Terminal, summed_up, tally
from compare.core.phrases import counted, joined
from compare.core.visible import excerpt, visible

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator

    from compare.analysis.kernel import Background
    from compare.cli.judging import Claims, Summary
    from compare.core.problems import Problem
    from compare.loading.claims_tables.mapping import TableOptions
    from compare.loading.claims_tables.terms import TableVocabulary
    from compare.report.draft import Content

EXAMPLE: Final = "whosays judge flights.csv --mapping flights.toml --kind time"
_EXAMPLES: Final = 3
"""Spellings that cannot be read told per kind, the most frequent ones."""
_HINTS: Final = 10


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be made of a table: where the result goes, in which form, and how it is counted."""

    table: Path
    output: Path
    parquet: bool
    report: bool
    tables_only: bool
    copies_once: bool
    memory_rows: int | None
    spark: str | None
    engine: Engine


class Engine(StrEnum):
    """Where a table is judged."""

    PANDAS = "pandas"
    SPARK = "spark"


def judge(  # noqa: PLR0913 - one for every option
    ctx: typer.Context,
    table: Annotated[
        Path, typer.Argument(help="A .csv, .tsv, .jsonl (each also .gz) or .parquet file, or a folder of Parquet.")
    ],
    *,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="Where the result goes.", show_default="<name of the table>.judged", metavar="DIR"),
    ] = None,
    vocabulary: Annotated[
        Path | None,
        typer.Option(
            "--vocabulary", help="A folder with subjects.yaml, entities.yaml, places.csv or rules.yaml.", metavar="DIR"
        ),
    ] = None,
    mapping: Annotated[
        Path | None, typer.Option("--mapping", help="What the columns mean, TOML or YAML (docs/tables.md).", metavar="FILE")
    ] = None,
    kind: Annotated[
        str | None, typer.Option("--kind", help="The kind of subjects that have none.", show_default="text")
    ] = None,
    subject: Annotated[
        str | None, typer.Option("--subject", help="The column of the subject, or a pattern like {a}/{b}.")
    ] = None,
    source: Annotated[str | None, typer.Option("--source", help="The column of the source, or a pattern.")] = None,
    value: Annotated[str | None, typer.Option("--value", help="The column of the value, or a pattern.")] = None,
    broader: Annotated[
        Path | None, typer.Option("--broader", help="Which place lies in which, for kind place: place,broader.", metavar="FILE")
    ] = None,
    parquet: Annotated[bool, typer.Option("--parquet", help="Write the tables as Parquet.")] = False,
    report: Annotated[bool, typer.Option("--report", help="Add the HTML report.")] = False,
    tables_only: Annotated[bool, typer.Option("--tables-only", help="Write no findings.json.")] = False,
    count_copies_once: Annotated[
        bool, typer.Option("--count-copies-once", help="Count sources that seem to copy one another as one.")
    ] = False,
    memory_rows: Annotated[
        int | None,
        typer.Option("--memory-rows", min=1, help="For a table larger than memory: read about so many rows at a time."),
    ] = None,
    engine: Annotated[
        Engine, typer.Option("--engine", help="Where it is judged: here, or on a Spark session (docs/scale.md).")
    ] = Engine.PANDAS,
    spark: Annotated[
        str | None,
        typer.Option("--spark", help="The Spark session: local[2], spark://HOST:7077, sc://HOST:15002.", metavar="MASTER"),
    ] = None,
    quiet: Quiet = False,
    no_colour: NoColour = False,
) -> None:
    """Judge a claims table: one row for each claim, or one column for each attribute.

    Only subject, source and value are needed. The result is a folder with positions, relations and standings as tables, and
    findings.json. Rows that cannot be used are told and left out; the others are judged, and the exit code is 3.

    Exit codes: 0 judged, 2 usage, mapping or a missing extra, 3 problems in the table or the vocabulary, 4 cannot write,
    5 nothing compared.
    """
    from compare.report.publish import may_publish

    terminal: Terminal = ctx.ensure_object(Terminal)
    terminal.quiet, terminal.colour = quiet, not no_colour
    asked = Asked(
        table,
        output or Path(f"{_stem(table)}.judged"),
        parquet,
        report,
        tables_only,
        count_copies_once,
        memory_rows,
        spark,
        engine,
    )
    if engine is Engine.SPARK and (report or count_copies_once):
        terminal.stop(Exit.USAGE, "--report and --count-copies-once look at all claims at once: leave out --engine spark.")
    columns = column_mapping(mapping, {"subject": subject, "source": source, "value": value}, terminal)
    words = vocabulary_for(vocabulary, broader, terminal)
    options = table_options(columns, words, kind, terminal)
    try:
        may_publish(asked.output)
        _judge(options, asked, terminal)
    except ModuleNotFoundError:
        terminal.stop(Exit.USAGE, "Parquet needs: pip install 'whosays[tables]'")
    except OSError as error:
        terminal.stop(Exit.CANNOT_WRITE, not_written(error, asked.output))


def _stem(table: Path) -> str:
    """The name of the table without what says its sort."""
    name = os.path.basename(os.path.realpath(table)).removesuffix(".gz")  # noqa: PTH119 - Path.resolve raises at a link to itself
    return Path(name).stem if table.suffix else name


def _judge(options: TableOptions, asked: Asked, terminal: Terminal) -> None:
    """Read, judge, write, tell.

    Raises:
        OSError: the result cannot be written; what was there is as it was.
        ImportError: Parquet is asked for, and pyarrow is not installed.
    """
    from compare.engines.buckets import CLAIMS
    from compare.report.refusals import not_refused

    not_refused(asked.output)  # before an hour is spent on it
    with _beside(asked.output) as folder:
        rows = asked.memory_rows or (CLAIMS if asked.engine is Engine.SPARK else None)
        if rows:
            claims, problems = claims_on_disk(asked.table, options, rows, folder / "claims", terminal)
        else:
            claims, problems = claims_in(asked.table, options, terminal)
        terminal.tell(f"judging {claims.number:,} claims")
        if asked.engine is Engine.SPARK:
            summary = _written_by_spark(claims, options.vocabulary, (asked, folder), terminal)
        else:
            summary = _written(claims, problems, options.vocabulary, (asked, folder / "tables"), terminal)
    _tell(summary, claims, asked, terminal)
    if not summary.positions:
        terminal.stop(Exit.NOTHING_COMPARED, "Nothing was compared: no value can be read.")
    code = exit_for(problems)
    if code is not Exit.CLEAN:
        terminal.stop(code, f"{tally(problems)} in the table; the rows concerned are left out.")


def _written(
    claims: Claims, problems: tuple[Problem, ...], words: TableVocabulary, where: tuple[Asked, Path], terminal: Terminal
) -> Summary:
    """Judge the claims, make the tables in the folder given, and publish the result; raises as `_judge`."""
    from compare.cli.judging import background, judged_into, seeming_copies
    from compare.exporters.judged_tables import JudgedTables
    from compare.report.publish import publish

    asked, folder = where
    against = background(words, seeming_copies(claims, words) if asked.copies_once else {})
    tables = JudgedTables(folder)
    summary = judged_into(claims, against, tables)
    terminal.tell("writing")
    files: list[tuple[str, Content]] = [(path.name, path) for path in tables.finished(parquet=asked.parquet)]
    publish(chain(files, _listed(claims, problems, (against, words), asked, terminal)), asked.output)
    return summary


def _written_by_spark(claims: Claims, words: TableVocabulary, where: tuple[Asked, Path], terminal: Terminal) -> Summary:
    """The same on a Spark session, which has to see the folder; tables only. Raises as `_judge`."""
    from compare.cli.judging import background
    from compare.cli.judging_by_spark import SparkError, judged_by_spark
    from compare.report.publish import publish

    asked, folder = where
    try:
        summary, files = judged_by_spark(claims, background(words), asked.spark, folder, parquet=asked.parquet)
    except ModuleNotFoundError:
        terminal.stop(Exit.USAGE, "--engine spark needs: pip install 'whosays[spark]'")
    except SparkError as fault:
        terminal.stop(Exit.USAGE, visible(f"Spark has failed: {fault}"))
    terminal.tell("writing")
    publish(iter([(path.name, path) for path in files]), asked.output)
    return summary


@contextmanager
def _beside(output: Path) -> Iterator[Path]:
    """A folder beside the output, on the same disk, with room for claims and for the tables that are made of them."""
    from compare.loading.beside import folder_beside

    parent = output.absolute().parent
    parent.mkdir(parents=True, exist_ok=True)
    with folder_beside(parent, f".{output.name}.part-") as folder:
        for name in ("claims", "tables"):
            (folder / name).mkdir()
        yield folder


def _listed(
    claims: Claims,
    problems: tuple[Problem, ...],
    terms: tuple[Background, TableVocabulary],
    asked: Asked,
    terminal: Terminal,
) -> Iterator[tuple[str, str | bytes]]:
    """What lists every claim: findings.json, and the pages where they are asked for."""
    from compare.analysis.rulebook import rules
    from compare.cli.judging import MOST_CLAIMS, findings_of
    from compare.exporters.findings_json import findings_json
    from compare.report.site import render

    if asked.tables_only and not asked.report:
        return
    if not claims.few:
        terminal.warn(f"More than {MOST_CLAIMS:,} claims: only the tables are written, which hold the whole result.")
        return
    findings = replace(findings_of(claims, *terms, asked.table.name), problems=problems)
    if asked.report:
        yield from render(findings, rules())
    if not asked.tables_only:
        yield "findings.json", findings_json(findings)


def _tell(summary: Summary, claims: Claims, asked: Asked, terminal: Terminal) -> None:
    """The result on stdout: standings, values that cannot be read, sources that seem to copy."""
    totals = summed_up(len(claims.sources), claims.number, summary.standings)
    terminal.result(f"{visible(str(asked.output))}: {totals}")
    for kind, spellings in sorted(summary.unread.items()):
        terminal.result(_unread(kind, spellings))
    if not summary.looked_for_copies:
        terminal.result("Copied? Not looked for: there are too many answers to look through at once.")
    for hint in summary.hints[:_HINTS]:
        terminal.result(visible(f"Copied? {hint}"))
    if more := summary.hints[_HINTS:]:
        terminal.result(f"Copied? {counted(len(more), 'more pair')} of sources.")


def _unread(kind: str, spellings: Counter[str]) -> str:
    """The values of a kind that cannot be read: how many, the most frequent ones, and how values of the kind are written."""
    from compare.kinds import registered

    often = sorted(spellings.items(), key=lambda each: (-each[1], each[0]))[:_EXAMPLES]
    shown = joined([f"{excerpt(text)} ({counted(number, 'claim')})" for text, number in often])
    total = counted(spellings.total(), "value")
    said = f"{total} of kind {kind} cannot be read and count for nothing, most often {shown}."
    return f"{said} How they are written: {registered()[kind].written}"
