"""A `Problem` says that something is wrong with our own files; what sources say of each other is never one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final, Literal

from compare.core.carets import pointed
from compare.core.codes import CODES, Code
from compare.core.visible import disarmed, logged

if TYPE_CHECKING:
    from compare.core.model import Location

Severity = Literal["error", "warning", "info"]
SEVERITIES: Final[tuple[Severity, ...]] = ("error", "warning", "info")


@dataclass(frozen=True)
class Problem:
    """One thing wrong at one place: what (`message`) and how to mend it (`cure`); why it matters stands in the table."""

    code: str
    place: Location
    message: str
    cure: str = ""

    @cached_property
    def kind(self) -> Code:
        """The row of the table of codes.

        Raises:
            KeyError: the code is not in the table, which is a bug of ours.
        """
        return CODES[self.code]

    @property
    def severity(self) -> Severity:
        """Error stops the publication, a warning does not, info only tells."""
        return self.kind.severity

    @property
    def advice(self) -> str:
        """How to mend it: the cure for this place if one is given, else the general one of the code."""
        return self.cure or self.kind.cure

    @property
    def sort_key(self) -> tuple[Location, str, str]:
        """The total order in which problems are listed: by place, then code, then message."""
        return (self.place, self.code, self.message)


def in_order(problems: list[Problem] | tuple[Problem, ...]) -> tuple[Problem, ...]:
    """The problems without repeats, in their total order."""
    return tuple(sorted(set(problems), key=lambda problem: problem.sort_key))


def stops_publication(problems: list[Problem] | tuple[Problem, ...]) -> bool:
    """Whether any of the problems is an error."""
    return any(problem.severity == "error" for problem in problems)


def lines(problem: Problem, source: tuple[str, int] | None = None) -> list[str]:
    """The problem as a terminal shows it.

    Place, severity, code, name and message; where `source` is given (the line of the file and a column in it), that line
    with a caret under the column; how to mend it. The bar before the line keeps a build server from taking it for a command.
    """
    head = f"{problem.place}: {problem.severity} {problem.code} {problem.kind.name}: {problem.message}"
    block = [f"    | {disarmed(part)}" for part in pointed(*source)] if source else []
    return [logged(head), *block, f"    {logged(problem.advice)}"]
