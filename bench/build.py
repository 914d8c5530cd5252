"""Builds measured: this repository's casebook, and a generated one of 10,000 claims on 1,000 subjects from 200 sources.

`make bench` prints wall time, CPU time and peak memory of each, every build in a process of its own: cold into an empty
folder, again over the report of an unchanged casebook, and again after one claim was given another note.
The article texts are taken from WHOSAYS_TEXTS where it is set.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PARTS = ("seeds", "claims", "whosays.toml")
KINDS = ("date", "quantity", "entity", "list", "status", "yes-no", "text")
WORDS = ("river", "harbour", "council", "market", "bridge", "school", "winter", "signal", "copper", "meadow", "lantern")


def value(kind: str, rng: random.Random) -> str:
    """A value of the kind: mostly one of two answers, so that subjects are contested as often as in life."""
    number = rng.choice([1, 1, 1, 2, 3])
    return {
        "date": f"2017-0{number}-1{rng.randrange(2)}",
        "quantity": str(number * 100),
        "entity": f"body-{number}",
        "list": f"[body-{number}, body-{number + 1}]",
        "status": f"state-{number}",
        "yes-no": ("yes", "no", "partly")[number - 1],
        "text": " ".join(rng.sample(WORDS, 2)),
    }[kind]


def write_casebook(root: Path, claims: int, subjects: int, sources: int, seed: int = 1) -> None:
    """Write a casebook of that size with article texts that hold every quote; the same for the same seed."""
    rng = random.Random(seed)  # noqa: S311 - data for a measurement, not a secret
    for folder in ("seeds", "claims/vocabulary"):
        (root / folder).mkdir(parents=True)
    (root / "claims/vocabulary/entities.yaml").write_text(
        "entities:\n" + "".join(f"  body-{n}: {{name: Body {n}, type: group}}\n" for n in range(50)), encoding="utf-8"
    )
    lines = ["subjects:"]
    for n in range(subjects):
        kind = KINDS[n % len(KINDS)]
        options = "".join(f"      state-{each}: {{}}\n" for each in range(1, 4)) if kind == "status" else ""
        lines.append(f"  body-{n % 50}/question-{n}:\n    question: What about {n}?\n    kind: {kind}")
        lines += [f"    options:\n{options.rstrip()}"] if options else []
    (root / "claims/vocabulary/subjects.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    for s in range(sources):
        name = f"source-{s}"
        text, rows = [], [f"source: {name}", "read: {by: desk, on: 2026-01-01, scope: full}", "claims:"]
        for c in range(claims // sources):
            n = rng.randrange(subjects)
            quote = f"{rng.choice(WORDS)} {rng.choice(WORDS)} number {s} {c}"
            text.append(f"Body {n % 50} said that the {quote} was so, and nobody objected to it at the time.")
            rows += [f"  - id: c{c}", f"    subject: body-{n % 50}/question-{n}"]
            rows += [f"    value: {value(KINDS[n % len(KINDS)], rng)}", f"    quote: {quote}"]
        (root / f"claims/{name}.yaml").write_text("\n".join(rows) + "\n", encoding="utf-8")
        (root / f"seeds/{name}.txt").write_text("\n\n".join(text), encoding="utf-8")
        record = f"title: Article {s}\npublisher: Paper {s}\npublished: 2020-01-{s % 28 + 1:02}\nbasis: stated\n"
        digest = hashlib.sha256((root / f"seeds/{name}.txt").read_bytes()).hexdigest()
        (root / f"seeds/{name}.yaml").write_text(record + f"text: {{file: {name}.txt, sha256: {digest}}}\n", encoding="utf-8")


def copied(folder: Path) -> Path:
    """This repository's casebook in a folder of its own."""
    for name in PARTS:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name)
        elif source.exists():
            shutil.copy(source, folder / name)
    return folder


def saved(path: Path, original: str, number: int) -> str:
    """Save the claim file with a note in its first claim that no other save has; returns the note."""
    note = f"saved {number:04}"
    path.write_text(
        re.sub(r"^( *)(- id: .*)$", rf"\1\2\n\1  note: {note}", original, count=1, flags=re.MULTILINE), encoding="utf-8"
    )
    return note


@dataclass(frozen=True, slots=True, order=True)
class Build:
    """Wall seconds, CPU seconds, peak memory in MiB, and what was said of the pages."""

    wall: float
    cpu: float
    memory: float
    said: str


def build(casebook: Path, output: Path) -> Build:
    """One build in a child process."""
    command = [sys.executable, "-m", "compare", "build", str(casebook), "--output", str(output)]
    before = time.perf_counter()
    with tempfile.TemporaryFile("w+", encoding="utf-8") as told:
        child = subprocess.Popen(command, cwd=ROOT, stdout=told, stderr=subprocess.DEVNULL)  # noqa: S603 - our own command
        _, status, used = os.wait4(child.pid, 0)
        wall = time.perf_counter() - before
        told.seek(0)
        said = told.readline().strip().rpartition("; ")[2]
    if os.waitstatus_to_exitcode(status):
        sys.exit(f"the build of {casebook} failed")
    return Build(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, said)


def measure(casebook: Path, output: Path, number: int) -> tuple[Build, Build, Build]:
    """A cold build, one of the same again, and one after a claim was changed."""
    cold, again = build(casebook, output), build(casebook, output)
    path = min((casebook / "claims").glob("*.yaml"))
    original = path.read_text(encoding="utf-8")
    saved(path, original, number)
    changed = build(casebook, output)
    path.write_text(original, encoding="utf-8")
    shutil.rmtree(output)
    return cold, again, changed


def main() -> None:
    """Print three lines per casebook, the best of the runs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as folder:
        here, big = copied(Path(folder) / "here"), Path(folder) / "big"
        write_casebook(big, claims=10_000, subjects=1_000, sources=200)
        for name, casebook in (("this repository's casebook", here), ("10,000 claims, 1,000 subjects, 200 sources", big)):
            measured = [measure(casebook, Path(folder) / "report", number) for number in range(runs)]
            cold, again, changed = (min(each) for each in zip(*measured, strict=True))
            print(f"{name}: {cold.wall:.2f} s wall, {cold.cpu:.2f} s CPU, {cold.memory:.0f} MiB")
            for what, each in (("unchanged", again), ("after one changed claim", changed)):
                share = f"{each.wall / cold.wall:.0%} of the wall time, {each.cpu / cold.cpu:.0%} of the CPU time"
                print(f"  {what}: {each.wall:.2f} s wall, {each.cpu:.2f} s CPU, {share}; {each.said}")


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    main()
