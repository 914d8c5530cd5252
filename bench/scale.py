"""What judging a claims table takes, beside public tools that do less; docs/scale.md says what each figure means.

ratio    the engine and DuckDB grouping the same table, in turns in one process
curve    seconds and memory from ten thousand to ten million claims, and how fast they grow
subject  one subject with 10,000 claims, in the shapes that are hardest
truth    the engine and plain voting by the library truthdiscovery, each in a process of its own
larger   `whosays judge` on a table larger than memory, with the memory of all its processes
spark    `whosays judge` with both engines, and whether they find the same

Reading is left out of the first four, and is part of the last two.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import math
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
import pyarrow as pa
from engine import columns, judged, stored
from measured import Taken, alone, ran, resident, seconds, taken

from claims import FIRST, KINDS, LAST, chunks, of, world, write

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


ROOT: Final = Path(__file__).resolve().parent.parent
GROUPING: Final = {
    "DuckDB, count(distinct source)": "select subject, value, count(distinct source), count(*) from claims group by all",
    "DuckDB, in two groupings": "select subject, value, count(*), sum(n) from (select subject, value, source, count(*) as n"
    " from claims group by all) group by all",
}
"""The query as one would write it, and the quickest way to the same answer that was found."""
FITTED: Final = 100_000
"""Claims from which on growth is fitted; below it the fixed cost of a run is most of it."""
LARGE: Final = 5_000_000
"""Claims from which on one run is enough: chance is small beside it."""
MANY: Final = 10_000
SHAPES: Final = {"same": (1, "fixed"), "100 values": (100, "fixed"), "all distinct": (MANY, "fixed")} | {
    "changing, 100 values": (100, "changing"),
    "changing, all distinct": (MANY, "changing"),
}
HARD: Final = ("quantity", "date", "name", "text")
INSTALL: Final = (
    "truthdiscovery is not at hand: python3 -m venv VENV && VENV/bin/pip install numpy scipy bidict"
    " && VENV/bin/pip install --no-deps truthdiscovery, then --python VENV/bin/python"
)


def memory(each: Taken) -> str:
    """The memory of a process for people."""
    return f"{each.before:.0f} MiB with the table, {each.peak:.0f} at most"


# ratio ------------------------------------------------------------------------------------------------------------------


def grouping(parts: list[pa.Table], threads: int | None) -> dict[str, Callable[[], object]]:
    """The queries over a table of texts in DuckDB's memory, their results fetched, at so many threads or at its default."""
    import duckdb

    connection = duckdb.connect(config={"threads": threads} if threads else {})
    connection.register("parts", pa.concat_tables(parts))
    connection.execute("create table claims as select * from parts")
    connection.unregister("parts")
    used = connection.sql("select current_setting('threads')").fetchall()[0][0]

    def fetching(query: str) -> Callable[[], object]:
        return lambda: connection.sql(query).to_arrow_table()

    return {f"{name}, {used} threads": fetching(query) for name, query in GROUPING.items()}


def in_turns(rows: int, runs: int, kinds: Sequence[str]) -> dict[str, list[float]]:
    """Seconds of every contender: each is tried once unmeasured, and then all in turns."""
    parts = list(chunks(world(rows, kinds)))
    table = columns(parts)
    contenders = grouping(parts, None) | grouping(parts, 1)
    contenders |= {"whosays": lambda: judged(table), "whosays, coding the texts before": lambda: columns(parts)}
    took: dict[str, list[float]] = {name: [] for name in contenders}
    for turn in range(runs + 1):
        for name, action in contenders.items():
            once = seconds(action)
            took[name] += [once] if turn else []
    return took


def ratio(given: argparse.Namespace) -> None:
    """Print the median of each contender, and how many times as long the engine takes."""
    took = alone(in_turns, given.rows, given.runs, given.kinds)
    ours = statistics.median(took["whosays"])
    for name, each in took.items():
        middle = statistics.median(each)
        print(f"{name}: {middle:.2f} s ({min(each):.2f} to {max(each):.2f}), judging takes {ours / middle:.1f} times that")


# curve ------------------------------------------------------------------------------------------------------------------


def on_table(path: Path, kinds: Sequence[str]) -> tuple[Taken, float]:
    """What judging the claims of a file takes, and the peak in MiB while they were read and coded."""
    judged(columns(chunks(world(100, kinds))))  # importing is no part of it
    table = columns(stored(path))
    reading = resident("VmHWM")
    return taken(lambda: judged(table, processes=1)), reading  # so that its memory is that of one process


def on_claims(given: argparse.Namespace, rows: int, runs: int) -> tuple[Taken, float]:
    """The same for that many claims, which another process has made: each run in a fresh process, which remembers nothing."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "claims.parquet"
        alone(write, world(rows, given.kinds), path)
        found = [alone(on_table, path, given.kinds) for _ in range(runs)]
    several = [each for each, _ in found]
    seconds_each = tuple(second for each in several for second in each.seconds)
    return Taken(seconds_each, max(each.before for each in several), max(each.peak for each in several)), found[0][1]


def exponent(points: list[tuple[int, float]]) -> float:
    """The power of the number of claims by which the seconds grow: the slope of a line through the logarithms."""
    rows, took = zip(*points, strict=True)
    return statistics.linear_regression([math.log(each) for each in rows], [math.log(each) for each in took]).slope


def curve(given: argparse.Namespace) -> None:
    """Print a line per size, and the exponent."""
    points = []
    for rows in given.sizes:
        each, reading = on_claims(given, rows, given.runs if rows < LARGE else 1)
        points += [(rows, each.median)] if rows >= FITTED else []
        took = f"{each.median:.2f} s, {each.median / rows * 1e6:.2f} s a million"
        print(f"{rows:,} claims: {took}; {memory(each)}, {reading:.0f} while reading it")
    if len(points) > 1:
        print(f"from {points[0][0]:,} on, seconds grow as the claims to the power of {exponent(points):.2f}")


# subject ----------------------------------------------------------------------------------------------------------------


def written(kind: str, number: np.ndarray) -> pa.Array:
    """A value of the kind for each number, another one for another number."""
    if kind == "quantity":
        return pa.array(number + 1000).cast(pa.string())
    if kind == "date":
        return pa.array(np.datetime64("1990-01-01") + number).cast(pa.string())
    if kind == "name":
        words = [f"{given} {family}" for given in FIRST[::4] for family in LAST[::20]]
        return of(words, number)
    return pa.array([f"the {each} report" for each in number.tolist()])


def on_subject(kind: str, shape: str, sources: int) -> Taken:
    """What one subject with many claims takes."""
    values, time = SHAPES[shape]
    number = np.arange(MANY)
    day = pa.array(np.datetime64("1990-01-01") + number).cast(pa.string())
    constant = {name: pa.array([text] * MANY) for name, text in (("subject", "case/one"), ("kind", kind))}
    source = pa.array([f"source-{each % sources}" for each in number.tolist()])
    rows = pa.table({**constant, "source": source, "value": written(kind, number * values // MANY), "as_of": day})
    table = columns([rows], time=time)
    judged(columns([rows.slice(0, 2)], time=time))  # importing is no part of it
    return taken(lambda: judged(table))


def subject(given: argparse.Namespace) -> None:
    """Print a line per kind, shape and number of sources."""
    for kind in given.kinds:
        for shape in SHAPES:
            for sources in (200, MANY):
                each = alone(on_subject, kind, shape, sources)
                print(f"{kind}, {shape}, {sources:,} sources: {each.median:.2f} s, {each.peak - each.before:.0f} MiB")


# truth ------------------------------------------------------------------------------------------------------------------


def voting(python: str, rows: int, runs: int, kinds: Sequence[str]) -> Taken:
    """What plain voting takes on the same claims."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "claims.csv"
        write(world(rows, kinds), path)
        command = [python, str(Path(__file__).with_name("voting.py")), str(path), str(runs)]
        answer = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)  # noqa: S603 - our own script
    return Taken(**json.loads(answer.stdout))


def truth(given: argparse.Namespace) -> None:
    """Print both, or how to get the library."""
    here = sys.executable if importlib.util.find_spec("truthdiscovery") else None
    python = given.python or here
    if not python:
        sys.exit(INSTALL)
    theirs = alone(voting, python, given.rows, given.runs, given.kinds)
    print(f"truthdiscovery: {theirs.median:.2f} s; {memory(theirs)}")
    ours, _ = on_claims(given, given.rows, given.runs)
    print(f"whosays: {ours.median:.2f} s; {memory(ours)}")


# larger, spark ----------------------------------------------------------------------------------------------------------


def judge(path: Path, output: Path, *options: str) -> None:
    """Run the command and print what it took; ends here where it fails."""
    command = [sys.executable, "-m", "compare", "judge", str(path), "-o", str(output), *options]
    it = ran(command, ROOT)
    size = sum(each.stat().st_size for each in output.rglob("*") if each.is_file()) / 2**20
    used = f"{it.wall:.1f} s wall, {it.cpu:.1f} s CPU, {it.peak:.0f} MiB in all processes"
    print(f"whosays judge {' '.join(options)}: {used}, {size:.0f} MiB written")
    if it.code:
        sys.exit(f"it ended with {it.code}:\n{it.said[-2000:]}")


def table_of(given: argparse.Namespace, folder: str) -> Path:
    """The table to judge: written unless a file is named that is there; one that is named is kept."""
    path: Path = given.file or Path(folder) / "claims.parquet"
    if not path.exists():
        write(world(given.rows), path)
    print(f"{path.name if given.file else f'{given.rows:,} claims'}, {path.stat().st_size / 2**20:,.0f} MiB")
    return path


def larger(given: argparse.Namespace) -> None:
    """Print what a table larger than memory takes."""
    with tempfile.TemporaryDirectory(dir=given.folder) as folder:
        judge(table_of(given, folder), Path(folder) / "judged", *given.options)


def contents(folder: Path) -> dict[str, bytes]:
    """All files of a folder by their path in it."""
    return {each.relative_to(folder).as_posix(): each.read_bytes() for each in folder.rglob("*") if each.is_file()}


def spark(given: argparse.Namespace) -> None:
    """Print what both engines take, and which files differ."""
    with tempfile.TemporaryDirectory(dir=given.folder) as folder:
        path, found = table_of(given, folder), []
        for engine in ("pandas", "spark"):
            judge(path, Path(folder) / engine, "--engine", engine, *given.options)
            found.append(contents(Path(folder) / engine))
        ours, theirs = found
        differing = sorted(name for name in ours.keys() | theirs.keys() if ours.get(name) != theirs.get(name))
        print(f"not the same: {', '.join(differing)}" if differing else "the same, byte for byte")


def parsed() -> argparse.Namespace:
    """What the command line says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(required=True, title="what to measure", metavar="WHAT")
    for command, rows in ((ratio, 10**6), (curve, 0), (subject, 0), (truth, 10**6), (larger, 10**8), (spark, 10**6)):
        each = commands.add_parser(command.__name__, help=command.__doc__)
        each.set_defaults(command=command)
        if rows:
            each.add_argument("--rows", type=int, default=rows, help="how many claims")
        if command in {larger, spark}:
            each.add_argument("--folder", type=Path, help="where to put the files, which need room")
            each.add_argument("--file", type=Path, help="the table: read if it is there, else written and kept")
            each.add_argument("options", nargs="*", help="more options of whosays judge, after --")
        else:
            kinds = HARD if command is subject else KINDS
            each.add_argument("--kinds", nargs="+", choices=kinds, default=kinds)
        if command in {ratio, curve, truth}:
            each.add_argument("--runs", type=int, default=5)
    commands.choices["curve"].add_argument("--sizes", type=int, nargs="+", default=[10**4, 10**5, 10**6, 10**7])
    commands.choices["truth"].add_argument("--python", help="a Python that has truthdiscovery")
    return parser.parse_args()


def main() -> None:
    """Do what the command line says."""
    given = parsed()
    given.command(given)


if __name__ == "__main__":
    main()
