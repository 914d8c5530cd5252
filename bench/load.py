"""Large casebooks through the commands: seconds and memory of each, as a table for docs/load.md.

`make bench-load` takes all of it three times: an hour. `--only` and `--commands` take a part, `--scale 0.1` a tenth of
the size. A command runs in a process of its own, in turns with the others; seconds are medians. Memory is the highest sum
over the command's processes, a page that two of them share counted once.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from build import ROOT, saved, write_casebook
from load_books import many_entities, one_subject, one_text
from measured import Ran, ran

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MEBIBYTE: Final = 1024 * 1024
CLEAN: Final = {0, 1, 3}  # published or checked, at odds, and drafts that a person has to look at


class Case(NamedTuple):
    """A casebook: what it is called in the table, and what writes it at a share of its size."""

    title: str
    write: Callable[[Path, float], None]


def _articles(root: Path, scale: float) -> None:
    write_casebook(root, claims=int(50_000 * scale), subjects=int(5_000 * scale), sources=int(500 * scale))


CASES: Final = {
    "articles": Case("500 articles, 50,000 claims, 5,000 subjects", _articles),
    "fixed": Case(
        "one fixed subject: 10,000 claims, 10,000 values, 500 articles",
        lambda r, s: one_subject(r, int(10_000 * s), changing=False),
    ),
    "changing": Case("one changing subject: the same", lambda r, s: one_subject(r, int(10_000 * s), changing=True)),
    "text": Case(
        "an article text of 10 MB with 5,000 claims", lambda r, s: one_text(r, int(9.9 * MEBIBYTE * s), int(5_000 * s))
    ),
    "entities": Case(
        "5,000 entities with two aliases, 10,000 claims, 50 articles", lambda r, s: many_entities(r, int(5_000 * s))
    ),
}


class Desk(NamedTuple):
    """A casebook, a folder beside it for what commands write, and its first source."""

    book: Path
    out: Path
    source: str

    def run(self, *arguments: str) -> Ran:
        """A command on it."""
        found = ran([sys.executable, "-m", "compare", *arguments], ROOT)
        if found.code not in CLEAN:
            sys.exit(f"whosays {' '.join(arguments)} ended with {found.code}:\n{found.said[-2000:]}")
        return found

    @property
    def baseline(self) -> str:
        """What `whosays baseline` has written."""
        return str(self.book / "reports" / "baseline.json")

    def build(self) -> Ran:
        """The report, cold where there is none."""
        return self.run("build", str(self.book), "--output", str(self.out / "report"))


def cold(desk: Desk) -> Ran:
    """A build where no report is."""
    shutil.rmtree(desk.out / "report", ignore_errors=True)
    return desk.build()


def changed(desk: Desk) -> Ran:
    """A build after one claim was given a note."""
    path = min((desk.book / "claims").glob("*.yaml"))
    original = path.read_text(encoding="utf-8")
    if "- {id: " in original:
        path.write_text(original.replace("- {id: c", "- {note: saved, id: c", 1), encoding="utf-8")
    else:
        saved(path, original, 1)
    try:
        return desk.build()
    finally:
        path.write_text(original, encoding="utf-8")


def review(desk: Desk) -> Ran:
    """From the start of the review page until a browser has its first page."""
    command = [sys.executable, "-m", "compare", "review", str(desk.book), "--no-browser", "--no-color"]
    started = time.perf_counter()
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as child:  # noqa: S603 - our own command
        try:
            address = next(filter(None, (re.search(r"http://([^/]+)(/\S*)", line) for line in child.stdout or ())))
            _first_page(address[1], address[2])
            wall = time.perf_counter() - started
            ticks = Path(f"/proc/{child.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[11:13]
            peak = Path(f"/proc/{child.pid}/status").read_text(encoding="ascii")
        finally:
            child.kill()
    most = next(int(line.split()[1]) / 1024 for line in peak.splitlines() if line.startswith("VmHWM"))
    return Ran(wall, sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK"), most, 0, "")


def _first_page(host: str, path: str) -> None:
    """Follow the address that opens the page, as a browser does."""
    cookie = ""
    for _ in range(5):
        with closing(HTTPConnection(host)) as connection:
            connection.request("GET", path, headers={"Cookie": cookie})
            answer = connection.getresponse()
            answer.read()
        cookie = (answer.getheader("Set-Cookie") or cookie).partition(";")[0]
        if answer.status < 300:  # noqa: PLR2004 - not sent on
            return
        path = answer.getheader("Location") or sys.exit(f"the review page answered {answer.status}")
    sys.exit("the review page sends on and on")


COMMANDS: Final[dict[str, Callable[[Desk], Ran]]] = {
    "check": lambda desk: desk.run("check", str(desk.book)),
    "build, cold": cold,
    "build, nothing changed": Desk.build,
    "build, one claim changed": changed,
    "check against a baseline": lambda desk: desk.run("check", str(desk.book), "--baseline", desk.baseline),
    "changes": lambda desk: desk.run("changes", str(desk.book), "--baseline", desk.baseline),
    "suggest": lambda desk: desk.run("suggest", desk.source, "--casebook", str(desk.book)),
    "coverage": lambda desk: desk.run("coverage", str(desk.book)),
    "export, CSV": lambda desk: desk.run(
        "export", str(desk.out / "f.csv"), "--what", "findings", "--force", "--casebook", str(desk.book)
    ),
    "export, XLSX": lambda desk: desk.run(
        "export", str(desk.out / "f.xlsx"), "--what", "findings", "--force", "--casebook", str(desk.book)
    ),
    "review, first page": review,
}


def measure(case: Case, scale: float, commands: list[str], runs: int, keep: Path | None) -> Iterator[str]:
    """The rows of the table for one casebook."""
    with tempfile.TemporaryDirectory(dir=keep) as folder:
        desk = Desk(Path(folder) / "book", Path(folder), "source-0")
        desk.book.mkdir()
        case.write(desk.book, scale)
        shutil.rmtree(desk.book / "reports", ignore_errors=True)
        desk.run("baseline", str(desk.book))
        found = defaultdict(list)
        for _ in range(runs):
            for name in commands:
                found[name].append(COMMANDS[name](desk))
        for name, each in found.items():
            wall, cpu = (statistics.median(getattr(one, what) for one in each) for what in ("wall", "cpu"))
            yield f"| {case.title} | {name} | {wall:,.1f} s | {cpu:,.1f} s | {max(one.peak for one in each):,.0f} MiB |"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", nargs="+", choices=CASES, default=list(CASES))
    parser.add_argument("--commands", nargs="+", choices=COMMANDS, default=list(COMMANDS))
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--folder", type=Path, help="where the casebooks are written meanwhile")
    given = parser.parse_args()
    print("| casebook | command | wall | CPU | memory |\n|---|---|---:|---:|---:|")
    for name in given.only:
        for row in measure(CASES[name], given.scale, given.commands, given.runs, given.folder):
            print(row, flush=True)


if __name__ == "__main__":
    main()
