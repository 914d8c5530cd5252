"""Problems for programs: one JSON document, or the workflow commands that GitHub turns into annotations."""

from __future__ import annotations

import json
from collections import Counter
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from compare.core.problems import SEVERITIES, in_order
from compare.core.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from compare.core.problems import Problem, Severity

FORMAT: Final = 1
"""The version of the JSON document."""
_LEVELS: Final[dict[Severity, str]] = {"error": "error", "warning": "warning", "info": "notice"}
_IN_MESSAGE: Final = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_IN_PROPERTY: Final = {**_IN_MESSAGE, ord(":"): "%3A", ord(","): "%2C"}


class Format(StrEnum):
    """How problems are written."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"


def as_json(problems: Sequence[Problem]) -> str:
    """The problems as one document, `{format, problems, counts}`, in their total order.

    Lines and columns are from 1 in code points, null where they are not known. Everything beyond ASCII is escaped, so that
    the document is the same in every encoding and nothing in it acts on a terminal.
    """
    counts = Counter(each.severity for each in problems)
    document = {
        "format": FORMAT,
        "problems": [_record(each) for each in in_order(tuple(problems))],
        "counts": {severity: counts[severity] for severity in SEVERITIES},
    }
    return json.dumps(document, indent=1)


def _record(problem: Problem) -> dict[str, str | int | None]:
    return {
        "code": problem.code,
        "name": problem.kind.name,
        "severity": problem.severity,
        "file": problem.place.file,
        "line": problem.place.line or None,
        "column": problem.place.column or None,
        "message": problem.message,
        "cure": problem.advice,
        "why": problem.kind.why,
    }


def as_github(problems: Sequence[Problem], casebook: Path, here: Path) -> Iterator[str]:
    """One workflow command for each problem, `::error file=...,line=...,col=...,title=...::message`.

    Escaped as GitHub's own toolkit does it. Files are named from the current folder `here` where the casebook lies in it,
    which in a workflow is the repository's, else from the casebook.
    """
    folder = (here / casebook).resolve()
    inside = folder.relative_to(here.resolve()).as_posix() if folder.is_relative_to(here.resolve()) else "."
    for problem in in_order(tuple(problems)):
        place = problem.place
        file = place.file if inside == "." else f"{inside}/{place.file}"
        values = {"file": file, "line": place.line, "col": place.column, "title": f"{problem.code} {problem.kind.name}"}
        properties = ",".join(f"{key}={visible(str(value)).translate(_IN_PROPERTY)}" for key, value in values.items() if value)
        message = f"{visible(problem.message)}\n{visible(problem.advice)}".translate(_IN_MESSAGE)
        yield f"::{_LEVELS[problem.severity]} {properties}::{message}"
