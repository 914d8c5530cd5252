"""What is wrong with a table: a few examples of each fault and the number of rows, since a million rows may share one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from compare.core.model import Location
from compare.core.phrases import counted
from compare.core.problems import Problem, in_order, stops_publication

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

EXAMPLES: Final = 5
"""How many examples of one fault are told."""


class Example(NamedTuple):
    """One example: the line, how many rows it stands for, and the sentence."""

    line: int
    rows: int
    message: str


@dataclass(frozen=True, slots=True)
class Fault:
    """A way to be wrong: the code, what tells it from others of its code, and how to mend it."""

    code: str
    what: str
    cure: str = ""


class Faults:
    """The faults of one table as they are found; the rows of each may come in any number."""

    def __init__(self, file: str) -> None:
        """Nothing is wrong yet with this file."""
        self._file = file
        self._plain: list[Problem] = []
        self._found: dict[Fault, list[Example]] = {}
        self._more: dict[Fault, tuple[int, int]] = {}

    def whole(self, code: str, message: str, cure: str = "", line: int = 0) -> None:
        """Something wrong with the file as such, or with its header."""
        self._plain.append(Problem(code, Location(self._file, line), message, cure))

    def nothing(self) -> None:
        """No claim was found; told unless an error says why."""
        if not stops_publication(self.problems()):
            self.whole("C701", "no claim was found", "Add rows with a subject, a source and a value.")

    def row(self, fault: Fault, line: int, message: str, rows: int = 1) -> None:
        """A faulty row, or one of several with the same fault; the examples kept are those first met."""
        kept = self._found.setdefault(fault, [])
        if len(kept) < EXAMPLES:
            kept.append(Example(line, rows, message))
        else:
            first, number = self._more.get(fault, (line, 0))
            self._more[fault] = (min(first, line), number + rows)

    def rows(self, fault: Fault, lines: NDArray[np.int32], message: str) -> None:
        """Rows that are all wrong in the same way."""
        for line in lines[: EXAMPLES + 1].tolist():
            self.row(fault, line, message)
        if len(lines) > EXAMPLES + 1:
            self.row(fault, int(lines[EXAMPLES + 1]), "", len(lines) - EXAMPLES - 1)

    def problems(self) -> tuple[Problem, ...]:
        """Everything found, in order."""
        found = [
            Problem(fault.code, Location(self._file, each.line), each.message, fault.cure)
            for fault, examples in self._found.items()
            for each in examples
        ]
        rest = [
            Problem(fault.code, Location(self._file, line), f"{counted(rows, 'more row')} like this: {fault.what}", fault.cure)
            for fault, (line, rows) in self._more.items()
        ]
        return in_order([*self._plain, *found, *rest])
