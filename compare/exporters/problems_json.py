"""Problems as a JSON document, which `whosays check` adds the gate to."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from compare.core.json_lines import for_a_log
from compare.core.problems import SEVERITIES, in_order

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compare.core.problems import Problem

FORMAT: Final = 1
"""The version of the JSON document. 1: `problems` and `counts`; added since, by `check` only: `gate`."""
Record = dict[str, Any]


def problems_json(problems: Sequence[Problem]) -> str:
    """The problems as one document, `{format, problems, counts}`, in their total order."""
    return escaped(document(problems))


def document(problems: Sequence[Problem]) -> Record:
    """What the JSON document holds. Lines and columns are from 1 in code points, null where they are not known."""
    numbers = Counter(each.severity for each in problems)
    return {
        "format": FORMAT,
        "problems": [_record(each) for each in in_order(tuple(problems))],
        "counts": {severity: numbers[severity] for severity in SEVERITIES},
    }


def escaped(record: Record) -> str:
    """A document as text in which everything beyond ASCII is escaped, and what a build server would obey.

    So it is the same in every encoding, and nothing in it acts on a terminal or on a log.
    """
    return for_a_log(json.dumps(record, indent=1))


def _record(problem: Problem) -> Record:
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
