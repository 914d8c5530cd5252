"""The gate as workflow commands: errors where the claims stand that fail it, warnings for what else is new, one notice."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, Final

from compare.core.discrepancies import BaselineState
from compare.exporters.gate_words import (
    Evidence,
    against,
    answer,
    called,
    compared,
    level,
    nothing_compared,
    problems_beside,
    to_do,
)
from compare.exporters.workflow_commands import command, problem_commands

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from compare.core.discrepancies import Discrepancy
    from compare.core.model import Location
    from compare.exporters.gate_words import Checked

SHOWN: Final = 10
"""So many annotations of one level GitHub shows for a step; more of ours would only push others out."""


def gate_github(checked: Checked) -> str:
    """The problems of our files, then what fails, what else is new, and the counts; one command a line."""
    result = checked.result
    new = [each for each in result.discrepancies if each.state is BaselineState.NEW and not each.fails and not each.decision]
    lines = [
        *problem_commands(problems_beside(checked.findings), checked.folder),
        *_annotations("error", result.failing, checked),
        *_annotations("warning", new, checked),
        command("error" if nothing_compared(checked) else "notice", _totals(checked), title="whosays check"),
    ]
    return "\n".join(lines)


def _totals(checked: Checked) -> Iterator[str]:
    result = checked.result
    yield f"{answer(checked)}."
    yield f"{compared(result)}; {against(result, result.baseline or '')}; {level(result)}"
    left = len(result.failing) - SHOWN
    if left > 0:
        yield f"{left:,} more that fail are not annotated: --format text and markdown show them all."


def _annotations(severity: str, found: Iterable[Discrepancy], checked: Checked) -> Iterator[str]:
    """One command at the first place of each discrepancy, then, as far as GitHub shows them, one at every other side."""
    evidence = Evidence(checked.findings)
    placed = [(each, evidence.places(each)) for each in found]
    rounds = zip_longest(*([(it, place) for place in places] for it, places in placed))
    every = [pair for each in rounds for pair in each if pair]
    yield from (_annotation(severity, it, place, evidence, checked) for it, place in every[:SHOWN])


def _annotation(severity: str, it: Discrepancy, place: Location, evidence: Evidence, checked: Checked) -> str:
    sides, left = evidence.told(it)
    said = (f"“{each.value}”: {each.claims[0].uid} “{each.claims[0].quote.text}”" for each in sides)
    lines = [it.headline, it.because, *said, left, it.why, *([to_do(it)] if it.fails else [])]
    title = f"{called(it)}: {it.subject}"
    file = checked.file(place.file)
    return command(severity, filter(None, lines), file=file, line=place.line, col=place.column, title=title)
