"""Built reports and the pages in them, found in the folder and never listed by hand: a page that comes later is tested, too."""

from __future__ import annotations

import re
import runpy
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from tests.cli.changed import changed
from tests.cli.conftest import child
from tests.conftest import ROOT, TEXTS

if TYPE_CHECKING:
    from collections.abc import Sequence

CASEBOOKS: Final = {
    "example": ROOT / "compare" / "casebooks" / "example",
    "this": ROOT,
    "names": Path(__file__).parent / "names",  # Arabic and Hebrew names beside numbers
}
CHANGED: Final = "changed"
"""A casebook that is not what its baseline has, with a change of every kind."""
LARGE: Final = "large"
"""A casebook with a subject and an article that need further pages."""
REPORTS: Final = (*CASEBOOKS, CHANGED, LARGE)


class Reports:
    """The reports of all casebooks, each built once by the command when it is first asked for."""

    def __init__(self, folder: Path) -> None:
        """Build into the folders of this one."""
        self._folder = folder

    def __call__(self, name: str) -> Path:
        """The folder of the report on a casebook."""
        report = self._folder / name
        if not report.is_dir():
            texts = ["--texts", TEXTS] if TEXTS.is_dir() else []
            made = child("build", *self._casebook(name), "--output", report, "--quiet", *texts)
            assert made.returncode == 0, made.stdout + made.stderr
        return report

    def _casebook(self, name: str) -> tuple[object, ...]:
        """What to build, as arguments."""
        if name == LARGE:
            return (large(self._folder / "casebook-of-large"),)
        if name != CHANGED:
            return (CASEBOOKS[name],)
        book = self._folder / "casebook-of-changed"
        return (book, "--baseline", changed(book))


def large(root: Path) -> Path:
    """A casebook made up for `LARGE`: 240 answers of two sources to one question, and a third with 1,100 sentences."""
    books = runpy.run_path(str(ROOT / "bench" / "load_books.py"))
    books["one_subject"](root, 240, changing=True, sources=2)
    text = "\n\n".join(f"The Body had {number} men then." for number in range(1000, 2100))
    rows = [f"{{id: c{each}, subject: body/size, value: {each}, quote: had {each} men}}" for each in (1000, 2099)]
    books["add_source"](root, 2, text, rows)
    return root


def pages_by_kind(report: Path) -> dict[str, list[Path]]:
    """Its pages by folder, those at the top by name.

    `matrix.html` and `matrix-2.html` are of one kind, `x.html`, `x--2.html` and `x--relations-2.html` of three.
    """
    kinds: dict[str, list[Path]] = defaultdict(list)
    for path in sorted(report.rglob("*.html")):
        folder = path.relative_to(report).parts[0]
        further = re.search(r"--(relations)?-?\d+\.html$", path.name)
        kinds[re.sub(r"(-?\d+)?\.html$", "", folder) + (f"--{further[1] or ''}" if further else "")].append(path)
    return dict(sorted(kinds.items()))


def samples(report: Path) -> list[Path]:
    """The largest and the smallest page of each kind."""
    chosen = []
    for pages in pages_by_kind(report).values():
        by_size = sorted(pages, key=lambda path: (path.stat().st_size, path))
        chosen += [by_size[-1], *by_size[:-1][:1]]
    return chosen


def named(page: Path, report: Path) -> str:
    """How a page is called in a failure."""
    return f"{report.name}/{page.relative_to(report).as_posix()}"


def tell(faults: Sequence[str]) -> None:
    """Fail with the faults, one a line, if there are any."""
    if faults:
        pytest.fail("\n".join([f"{len(faults)} faults", *faults]), pytrace=False)
