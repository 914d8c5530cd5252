"""One source's list, named in several places: its open lists on a subject are read as one.

A source that names some members here and others there gives one list of them all (docs/decisions/0018). Only lists that say the
same kind of thing are joined: affirmed, open, of the same scope and as-of date, and equally firm, so that nothing hedged stands
firm by its neighbour. A closed list stays as it is given. What a closed list of another source rules out, it rules out of the
joined list exactly where it rules it out of one of its parts, so no contradiction is made or lost.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from compare.analysis.values import SubjectValues
    from compare.analysis.weighing import Weighed


def gathered(weighed: Sequence[Weighed], values: Mapping[str, SubjectValues]) -> tuple[Weighed, ...]:
    """The claims in their order, those that are parts of one list with the value of the whole."""
    lists: dict[tuple[object, ...], list[int]] = {}
    for row, each in enumerate(weighed):
        if values[each.claim.subject].gathers and _may_join(each):
            key = (each.claim.subject, each.by, each.scope, each.as_of, each.firm, each.claim.hedge)
            lists.setdefault(key, []).append(row)
    whole = dict(pair for rows in lists.values() for pair in _joined(rows, weighed, values))
    return tuple(whole.get(row, each) for row, each in enumerate(weighed))


def _may_join(each: Weighed) -> bool:
    return each.canonical is not None and each.claim.stance == "affirms" and not each.claim.closed


def _joined(rows: Sequence[int], weighed: Sequence[Weighed], values: Mapping[str, SubjectValues]) -> list[tuple[int, Weighed]]:
    """The claims of one list by row, with the value of the whole; none where they all say the same already."""
    of_subject = values[weighed[rows[0]].claim.subject]
    parts = sorted({weighed[row].canonical or "" for row in rows})
    if len(parts) < 2:  # noqa: PLR2004 - one list is whole as it is
        return []
    whole = of_subject.together(parts)
    return [(row, replace(weighed[row], canonical=whole, words=of_subject.shown(whole))) for row in rows]
