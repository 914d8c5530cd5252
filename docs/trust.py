"""Runs every test that the table of faults names, and writes docs/trust.md with what each came to."""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias
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
them, and holds the page against the rows. It has a line for each test: how many of its cases passed, and, where they are made
for this row alone, which they are.

| | fault | what must happen | tests | result |
|---:|---|---|---|---|
"""


Outcomes: TypeAlias = "Mapping[str, Mapping[str, str]]"
"""What each case of each test came to, by the test and by the case; a test without cases has one without a name."""

_OF_A_ROW: Final = re.compile(r"(\d+) (.+)")
"""How a case is called that is made for one row alone: by its number, and in words."""


def main() -> int:
    """Run the tests, write the page; exit code 1 where one of them did not pass."""
    named = sorted({test for row in rows() for test in row.tests})
    with tempfile.TemporaryDirectory() as folder:
        results = Path(folder) / "results.xml"
        command = [sys.executable, "-m", "pytest", "-q", "-n", "auto", "--dist", "worksteal", f"--junitxml={results}", *named]
        subprocess.run(command, cwd=ROOT, check=False)  # noqa: S603 - our own tests
        came_to = outcomes(results)
    PAGE.write_text(page(came_to), encoding="utf-8")
    failed = [
        (row, test) for row in rows() for test in row.tests if set(own(row, came_to.get(test, {})).values()) != {"passed"}
    ]
    for row, test in failed:
        print(f"{row.number}: {test}: {own(row, came_to.get(test, {})) or 'not run, or no case for this row'}", file=sys.stderr)
    return 1 if failed else 0


def outcomes(results: Path) -> Outcomes:
    """What each case of each test came to: passed, failed or skipped."""
    found: dict[str, dict[str, str]] = {}
    for case in ET.parse(results).iter("testcase"):  # noqa: S314 - written by our own run
        test, _, called = str(case.get("name")).partition("[")
        outcome = next((each.tag for each in case if each.tag in {"failure", "error", "skipped"}), "passed")
        name = f"{str(case.get('classname')).replace('.', '/')}.py::{test}"
        found.setdefault(name, {})[called.removesuffix("]")] = outcome
    return found


def own(row: Row, cases: Mapping[str, str]) -> dict[str, str]:
    """The cases of a test that show this row, in words: all, but where cases are made for one row alone those of this row."""
    made = {case: found for case in cases if (found := _OF_A_ROW.fullmatch(case))}
    if len(made) < len(cases):
        return dict(cases)
    return {found[2]: cases[case] for case, found in made.items() if int(found[1]) == row.number}


def page(came_to: Outcomes) -> str:
    """The whole page."""
    return HEAD + "\n".join(line(row, came_to) for row in rows()) + "\n"


def line(row: Row, came_to: Outcomes) -> str:
    """One row of the table."""
    named = "<br>".join(f"`{test}`" for test in row.tests) or f"none: {cell(row.because)}"
    return f"| {row.number} | {cell(row.fault)} | {cell(row.must)} | {named} | {'<br>'.join(said(row, came_to)) or '-'} |"


def rows_of(written: str) -> list[list[str]]:
    """The cells of each row of the table in a page."""
    return [each.strip("| ").split(" | ") for each in written.splitlines() if re.match(r"\| \d", each)]


def said(row: Row, came_to: Outcomes) -> Iterator[str]:
    """What each test of a row came to, as `12 passed`; cases that are made for this row alone are named."""
    for test in row.tests:
        cases = came_to.get(test, {})
        mine = own(row, cases)
        counts = Counter(mine.values()) or {"not run": 1}
        made = f": {', '.join(mine)}" if mine.keys() - cases.keys() else ""
        yield cell("; ".join(f"{number} {outcome}" for outcome, number in sorted(counts.items())) + made)


def cell(text: str) -> str:
    """A text as a cell of a table takes it; what a reader of Markdown would take for a tag is shown as it is."""
    return text.replace("|", "\\|").replace("<", "&lt;").replace("\n", " ")


if __name__ == "__main__":
    sys.exit(main())
