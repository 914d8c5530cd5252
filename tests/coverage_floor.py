"""The floor under what decides: `python tests/coverage_floor.py .coverage.json` fails where it is tested too little.

The figure of a folder is the share of its lines and branches together that the tests run, as coverage.py computes its own.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any, Final

FLOOR: Final = 95.0  # percent
FOLDERS: Final = ("compare/kinds", "compare/analysis")


def share(summaries: list[dict[str, Any]]) -> float:
    """Percent of lines and branches that were run, over the summaries of some files; 0 where there is nothing to run."""
    run = sum(each["covered_lines"] + each["covered_branches"] for each in summaries)
    there = sum(each["num_statements"] + each["num_branches"] for each in summaries)
    return 100 * run / there if there else 0.0


def judged(report: dict[str, Any], folder: str) -> tuple[bool, list[str]]:
    """Whether a folder reaches the floor, and the lines that say so; below it, its files from the least tested on."""
    files = {name: each["summary"] for name, each in report["files"].items() if name.startswith(f"{folder}/")}
    figure = share(list(files.values()))
    lines = [f"{folder}: {figure:.2f}% of lines and branches (at least {FLOOR:g}%)"]
    if figure >= FLOOR:
        return True, lines
    low = sorted((share([summary]), name) for name, summary in files.items() if share([summary]) < FLOOR)
    return False, lines + [f"  {name}: {each:.2f}%" for each, name in low]


def main(path: str) -> int:
    """Print the figures; 0 if every folder reaches the floor, else 1.

    Raises:
        SystemExit: the report was made without branches, so it cannot be judged.
    """
    report = json.loads(Path(path).read_text(encoding="utf-8"))
    if not report["meta"]["branch_coverage"]:
        raise SystemExit(f"{path} counts no branches: set branch = true in [tool.coverage.run]")
    results = [judged(report, folder) for folder in FOLDERS]
    print("\n".join(line for _, lines in results for line in lines))  # noqa: T201 - this is what it is run for
    return 0 if all(reached for reached, _ in results) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
