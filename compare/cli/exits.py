"""The exit codes, the same for every command (design section 7)."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compare.core.problems import Problem


class Exit(IntEnum):
    """What the number a command ends with means."""

    CLEAN = 0
    GATE = 1
    USAGE = 2
    PROBLEMS = 3
    CANNOT_WRITE = 4
    NOTHING_COMPARED = 5
    INTERRUPTED = 130
    OUR_BUG = 70


_SETTINGS = frozenset({"C702", "C703"})
_NOTHING = frozenset({"C701", "Y118"})


def exit_for(problems: Sequence[Problem]) -> Exit:
    """The exit code that the problems of our own files ask for."""
    errors = {problem.code for problem in problems if problem.severity == "error"}
    if not errors:
        return Exit.CLEAN
    if errors <= _SETTINGS | _NOTHING and errors & _SETTINGS:
        return Exit.USAGE
    return Exit.NOTHING_COMPARED if errors <= _NOTHING and "C701" in errors else Exit.PROBLEMS
