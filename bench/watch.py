"""From save to published report, measured: `whosays watch` on a scratch copy of this repository's casebook.

Every save gives one claim another note, so that one subject changes; a save counts until another report stands in the
place of the old one.
The article texts are taken from WHOSAYS_TEXTS where it is set.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from build import ROOT, copied, saved, write_casebook

LIMIT = 30.0  # seconds to wait for a report before the measurement is given up


def generated(folder: Path) -> Path:
    """A casebook of twice the size: 450 claims on 200 subjects from 5 sources."""
    write_casebook(folder, claims=450, subjects=200, sources=5)
    return folder


def until(report: Path, note: str, before: int) -> float:
    """The moment at which another report than before stands there, which must hold the note."""
    end = time.perf_counter() + LIMIT
    while time.perf_counter() < end:
        if report.stat().st_ino != before:
            now = time.perf_counter()
            if any(note in page.read_text(encoding="utf-8") for page in report.glob("src/*.html")):
                return now
            sys.exit("a report without what was saved")
        time.sleep(0.001)
    sys.exit(f"no report within {LIMIT} s")


def measure(casebook: Path, saves: int) -> list[float]:
    """Seconds from save to published report, for each save."""
    command = [sys.executable, "-m", "compare", "watch", str(casebook), "--no-color"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as child:  # noqa: S603 - our own command
        for line in child.stdout or ():
            if line.startswith("Watching"):
                break
        time.sleep(1)  # until the folders are watched
        path = min((casebook / "claims").glob("*.yaml"))
        original, taken = path.read_text(encoding="utf-8"), []
        for number in range(saves):
            before = (casebook / "reports").stat().st_ino
            started = time.perf_counter()
            note = saved(path, original, number)
            taken.append(until(casebook / "reports", note, before) - started)
            time.sleep(0.3)  # as nobody saves faster
        child.kill()
    return taken


def main() -> None:
    """Print the median and the 95th percentile for each casebook."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--saves", type=int, default=20)
    saves = parser.parse_args().saves
    for name, made in (("this repository's casebook", copied), ("450 claims, 200 subjects, 5 sources", generated)):
        with tempfile.TemporaryDirectory() as folder:
            taken = measure(made(Path(folder) / "casebook"), saves)
        print(f"{name}: p50 {statistics.median(taken):.2f} s, p95 {statistics.quantiles(taken, n=20)[-1]:.2f} s")


if __name__ == "__main__":
    main()
