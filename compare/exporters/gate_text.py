"""The gate for a person at a terminal or before a log: what fails in full, everything else in a line or a number."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from compare.core.discrepancies import BaselineState
from compare.core.visible import logged
from compare.exporters.gate_words import Evidence, against, answer, called, compared, level, to_do

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from compare.core.discrepancies import Discrepancy
    from compare.exporters.gate_words import Checked, Side

NAMED: Final = 20
"""So many subjects are named on a line or one a line; the others are counted."""


def failing_text(checked: Checked) -> Iterator[tuple[str, str]]:
    """Of each discrepancy that fails its head, and the lines under it."""
    evidence = Evidence(checked.findings)
    for it in checked.result.failing:
        sides, left = evidence.told(it)
        lines = [it.headline, it.because, *map(_side, sides), left, it.why, to_do(it)]
        yield logged(f"{it.subject}: {called(it)}"), "\n".join(f"    {logged(line)}" for line in lines if line)


def _side(side: Side) -> str:
    said = (f"{each.uid} ({each.place.file}:{each.place.line}) “{each.quote.text}”" for each in side.claims)
    return f"- {side.value}: {', '.join(said)}"


def beside_text(checked: Checked) -> Iterator[str]:
    """What is new without failing, one a line, and what is resolved, on one line."""
    found = checked.result.discrepancies
    new = [each for each in found if each.state is BaselineState.NEW and not each.fails]
    yield from (logged(f"{each.subject}: {called(each)}, does not fail. {each.headline} {each.why}") for each in new[:NAMED])
    if len(new) > NAMED:
        yield f"and {len(new) - NAMED:,} more that are new and do not fail"
    resolved = [each for each in found if each.state is BaselineState.ABSENT]
    if resolved:
        yield logged(f"resolved: {_named(resolved)} (`whosays baseline` takes out of the baseline what is no longer there)")


def _named(found: Sequence[Discrepancy]) -> str:
    names = list(dict.fromkeys(each.subject for each in found))
    return ", ".join(names[:NAMED]) + (f" and {len(names) - NAMED:,} more" if len(names) > NAMED else "")


def totals_text(checked: Checked) -> Iterator[str]:
    """What was compared, what came of it against the baseline, and the answer."""
    result = checked.result
    yield compared(result)
    given = result.baseline is not None
    yield logged(f"{against(result, result.baseline or '')}{f'; {level(result)}' if given else ''}")
    if given or result.failing:
        yield answer(checked)
