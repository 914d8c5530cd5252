"""Problems as the workflow commands that GitHub turns into annotations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from compare.core.problems import in_order
from compare.core.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from compare.core.problems import Problem, Severity

_LEVELS: Final[dict[Severity, str]] = {"error": "error", "warning": "warning", "info": "notice"}
_IN_MESSAGE: Final = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_IN_PROPERTY: Final = {**_IN_MESSAGE, ord(":"): "%3A", ord(","): "%2C"}


def command(level: str, lines: Iterable[str], **properties: str | int) -> str:
    """One command, `::error file=...,line=...,col=...,title=...::message`, escaped as GitHub's own toolkit does it.

    A property that is empty or 0 is left out.
    """
    written = ",".join(f"{key}={visible(str(each)).translate(_IN_PROPERTY)}" for key, each in properties.items() if each)
    message = "\n".join(map(visible, lines)).translate(_IN_MESSAGE)
    return f"::{level}{' ' if written else ''}{written}::{message}"


def problem_commands(problems: Iterable[Problem], folder: str = "") -> Iterator[str]:
    """One command for each problem; `folder` is where the casebook is, from where the command runs."""
    for problem in in_order(tuple(problems)):
        place = problem.place
        file = f"{folder}/{place.file}" if folder else place.file
        title = f"{problem.code} {problem.kind.name}"
        lines = (problem.message, problem.advice)
        yield command(_LEVELS[problem.severity], lines, file=file, line=place.line, col=place.column, title=title)
