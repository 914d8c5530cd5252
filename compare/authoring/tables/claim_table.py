"""The claims of a casebook as one table, read from the claim files as they are written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compare.authoring.tables.tables import Grid, cells, columns
from compare.loading import tree
from compare.loading.documents import read_document
from compare.loading.layout import CLAIMS, SUFFIX, listing
from compare.loading.schema import ClaimFile

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from compare.core.problems import Problem
    from compare.core.settings import Limits
    from compare.loading.tree import Node


def claimed_sources(root: Path, limits: Limits) -> tuple[list[str], list[Problem]]:
    """The sources that have a claim file, in order, and the errors for which it cannot be told which have."""
    names, problems = listing(root, CLAIMS, limits)
    return [name.removesuffix(SUFFIX) for name in names], [each for each in problems if each.severity == "error"]


def claim_table(root: Path, sources: Sequence[str], limits: Limits, *, private: bool = False) -> Grid | list[Problem]:
    """The claims of these sources, one a row, in the order of the sources and of their files.

    Args:
        root: the casebook.
        sources: the sources; each has a claim file.
        limits: how large a file may be.
        private: with the notes that stand in no output.

    Returns:
        The table, or the errors for which a claim file cannot be read in full: a table must not lose what it cannot show.
    """
    documents = [read_document(root, CLAIMS, f"{source}{SUFFIX}", ClaimFile, limits) for source in sources]
    errors = [problem for each in documents for problem in each.problems if problem.severity == "error"]
    names = columns(private=private)
    rows = (row for each in documents for row in _rows(each.name, each.whole, names))
    return errors or Grid("", (names, *rows))


def _rows(source: str, whole: Node | None, names: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The claims of one file."""
    listed = tree.child(whole, CLAIMS) if whole else None
    for item in listed.items if isinstance(listed, tree.Sequence) else ():
        claim = tree.plain(item)
        found = {names[0]: source, **(cells(claim) if isinstance(claim, dict) else {})}
        yield tuple(found.get(name, "") for name in names)
