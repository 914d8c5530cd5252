"""A casebook as it would be with some files changed, and what would be wrong with it then, before anything is written."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from compare.loading.casebook import read_casebook
from compare.loading.documents import Memory, remembering
from compare.loading.files import as_if

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from compare.core.model import Casebook
    from compare.core.problems import Problem


def trial(
    root: Path, texts: Sequence[Path], changes: Mapping[str, str], memory: Memory | None = None
) -> tuple[Casebook, tuple[Problem, ...]]:
    """Read a casebook as it would be with these files; nothing is written.

    Args:
        root: the folder with seeds/ and claims/.
        texts: more folders in which article texts are looked for.
        changes: the new text of each file, named relative to the casebook with slashes; a file may be new.
        memory: of who tries more than once, so that only what changed in between is read again.

    Returns:
        The casebook and all problems in order, as `read_casebook` gives them.
    """
    with as_if(root, changes), remembering(memory or Memory()):
        casebook, _, problems = read_casebook(root, texts)
    return casebook, problems


def new_problems(before: Sequence[Problem], after: Sequence[Problem]) -> tuple[Problem, ...]:
    """The problems that were not there before, in the order in which they come.

    Two problems are the same where file, code, message and cure are; the place in the file may have shifted. Where there are
    now more of one kind than before, those that stand where none stood count as the new ones, the later ones first.
    """
    left = Counter(map(_what, before))
    places = {(_what(each), each.place) for each in before}
    listed = list(after)
    for each in sorted(listed, key=lambda problem: ((_what(problem), problem.place) not in places, problem.sort_key)):
        if left[_what(each)] > 0:
            left[_what(each)] -= 1
            listed.remove(each)
    return tuple(listed)


def _what(problem: Problem) -> tuple[str, str, str, str]:
    """A problem without its line and column."""
    return (problem.place.file, problem.code, problem.message, problem.cure)
