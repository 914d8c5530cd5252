"""The plain voting of truthdiscovery over a CSV of claims; run by `bench/scale.py truth` with a Python that has it.

It asks for some thirty pinned packages, most of them to draw pictures and serve pages, and several no longer build. Voting
needs numpy, scipy and bidict, and the pictures out of the way:

    python3 -m venv VENV && VENV/bin/pip install numpy scipy bidict && VENV/bin/pip install --no-deps truthdiscovery

This file is run by itself, so it imports from here only what needs nothing else.
"""

from __future__ import annotations

import csv
import json
import sys
from dataclasses import asdict
from pathlib import Path
from types import ModuleType

from measured import taken

sys.modules["truthdiscovery.graphs"] = ModuleType("truthdiscovery.graphs")  # imports drawing libraries when imported


def triples(path: Path) -> list[tuple[str, str, str]]:
    """Source, subject and value of each claim; a text that occurs twice is held once, which spares it memory and time."""
    with path.open(encoding="utf-8", newline="") as file:
        return [tuple(sys.intern(row[name]) for name in ("source", "subject", "value")) for row in csv.DictReader(file)]


def voted(claims: list[tuple[str, str, str]]) -> object:
    """The belief in every answer to every subject; of two answers of one source the first counts, as the library has it."""
    from truthdiscovery.algorithm import MajorityVoting
    from truthdiscovery.input import Dataset

    return MajorityVoting().run(Dataset(claims, allow_multiple=True))


def main() -> None:
    """Print what voting on the file takes, as JSON: its path, and how many runs."""
    claims = triples(Path(sys.argv[1]))
    voted(claims[:1])  # importing is no part of it
    print(json.dumps(asdict(taken(lambda: voted(claims), int(sys.argv[2])))))


if __name__ == "__main__":
    main()
