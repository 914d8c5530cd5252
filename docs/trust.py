"""Runs every test that the table of faults names, and writes docs/trust.md with what each came to."""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

ROOT: Final = Path(__file__).resolve().parent.parent
PAGE: Final = ROOT / "docs" / "trust.md"
sys.path.insert(0, str(ROOT))

from tests.trust.rows import rows  # noqa: E402 - the folder of the tests is no package that is installed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tests.trust.row import Row

HEAD: Final = """\
<!-- Written by `make trust`; change the rows in tests/trust/, then run that again. -->
# What goes wrong, and what happens then

Every fault that somebody has thought of, the behaviour it gets, and the tests that show it: through the command, a built page
in a browser, or a written file. The last column is what the tests came to when this page was written; `make test` runs all of
them, and holds the page against the rows. A test that is repeated for several cases counts as often.

| | fault | what must happen | tests | result |
|---:|---|---|---|---|
"""


def main() -> int:
    """Run the tests, write the page; exit code 1 where one of them did not pass."""
    named = sorted({test for row in rows() for test in row.tests})
    with tempfile.TemporaryDirectory() as folder:
        results = Path(folder) / "results.xml"
        command = [sys.executable, "-m", "pytest", "-q", "-n", "auto", "--dist", "worksteal", f"--junitxml={results}", *named]
        subprocess.run(command, cwd=ROOT, check=False)  # noqa: S603 - our own tests
        came_to = outcomes(results)
    PAGE.write_text(page(came_to), encoding="utf-8")
    failed = [test for test in named if set(came_to.get(test, {"not run": 1})) - {"passed"}]
    for test in failed:
        print(f"{test}: {came_to.get(test, 'not run')}", file=sys.stderr)
    return 1 if failed else 0


def outcomes(results: Path) -> dict[str, Counter[str]]:
    """How often each test, whatever its cases, passed, failed or was skipped."""
    found: dict[str, Counter[str]] = {}
    for case in ET.parse(results).iter("testcase"):  # noqa: S314 - written by our own run
        name = f"{str(case.get('classname')).replace('.', '/')}.py::{str(case.get('name')).partition('[')[0]}"
        outcome = next((each.tag for each in case if each.tag in {"failure", "error", "skipped"}), "passed")
        found.setdefault(name, Counter())[outcome] += 1
    return found


def page(came_to: Mapping[str, Mapping[str, int]]) -> str:
    """The whole page."""
    return HEAD + "\n".join(line(row, came_to) for row in rows()) + "\n"


def line(row: Row, came_to: Mapping[str, Mapping[str, int]]) -> str:
    """One row of the table."""
    named = "<br>".join(f"`{test}`" for test in row.tests) or f"none: {cell(row.because)}"
    return f"| {row.number} | {cell(row.fault)} | {cell(row.must)} | {named} | {'<br>'.join(said(row, came_to)) or '-'} |"


def rows_of(written: str) -> list[list[str]]:
    """The cells of each row of the table in a page."""
    return [each.strip("| ").split(" | ") for each in written.splitlines() if re.match(r"\| \d", each)]


def said(row: Row, came_to: Mapping[str, Mapping[str, int]]) -> Iterator[str]:
    """What the tests of a row came to together, as `12 passed`."""
    counts: Counter[str] = Counter()
    for test in row.tests:
        counts.update(came_to.get(test, {"not run": 1}))
    yield from (f"{number} {outcome}" for outcome, number in sorted(counts.items()))


def cell(text: str) -> str:
    """A text as a cell of a table takes it; what a reader of Markdown would take for a tag is shown as it is."""
    return text.replace("|", "\\|").replace("<", "&lt;").replace("\n", " ")


if __name__ == "__main__":
    sys.exit(main())
