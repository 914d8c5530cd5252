"""What the support of a subject's positions comes to, in words: the one line that pages and the terminal show."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from compare.core.findings import RelationKind
from compare.core.phrases import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compare.core.findings import Position, SubjectFinding

_SAYS_MORE: Final = frozenset({RelationKind.REFINES, RelationKind.ADDS})
COUNTED_ONCE: Final = "sources that seem to copy one another counted as one"


def support_in_words(finding: SubjectFinding) -> str:
    """Which position is the most supported, with its counts, or that none is; empty where there is nothing to choose from."""
    if len(finding.positions) < 2:  # noqa: PLR2004 - a choice
        return ""
    if finding.most_supported is None:
        return "No reading is better supported than the others."
    position = finding.positions[finding.most_supported]
    denied = "not " if position.stance == "denies" else ""
    more = "; others say more" if _said_more_exactly(finding, finding.most_supported) else ""
    return f"Most supported: {denied}“{position.value}”, {_behind(position)}{more}. A person decides."


def _behind(position: Position) -> str:
    direct, supporters = position.counted or (len(position.sources), len(position.supporters))
    held = f"held by {counted(direct, 'source')}, from {position.origins}"
    more = f", and compatible with {supporters:,} more" if supporters else ""
    return f"{held}{more} ({COUNTED_ONCE})" if position.counted else f"{held}{more}"


def _said_more_exactly(finding: SubjectFinding, at: int) -> bool:
    """Whether another position says more than this one, and nothing against it; that is no support for this one."""
    return any(
        at in each.between and each.gate is None and each.relation in _SAYS_MORE and each.finer not in {at, None}
        for each in finding.relations
    )


def unrelated_in_words(finding: SubjectFinding) -> str:
    """Which pairs of positions were not compared; empty where all of them were."""
    if not finding.unrelated:
        return ""
    of_all = len(finding.positions)
    often = Counter(side for each in finding.relations for side in each.between)
    compared = sum(number == of_all - 1 for number in often.values())
    return (
        f"Of these {of_all:,} answers, the {compared:,} that most sources give were compared with all others; "
        f"the remaining {of_all - compared:,} were not compared with each other ({counted(finding.unrelated, 'pair')})."
    )


def copies_in_words(hints: Sequence[object], *, counted_once: bool) -> str:
    """How many pairs of sources seem to copy, and how they are counted; empty where there are none."""
    if not hints:
        return ""
    pairs = f"{counted(len(hints), 'pair')} of sources may copy one another"
    return f"{pairs}; each group counts as one source" if counted_once else f"{pairs}; each source still counts by itself"
