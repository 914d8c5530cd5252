"""What became of a casebook since a baseline, as JSON, format 1 (docs/changes.md)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from compare.core.change_words import KINDS
from compare.core.json_lines import for_a_log, one_record_a_line

if TYPE_CHECKING:
    from compare.core.change_words import AnswerTold, ChangesTold, Told

FORMAT: Final = 1
"""1: the first published format."""


def changes_json(told: ChangesTold) -> str:
    """All changes as JSON text, one a line, in the order in which they are told; no clock and no path."""
    found = {each.kind.id: each.told for each in told.groups}
    return for_a_log(
        one_record_a_line(
            {
                "format": FORMAT,
                "kind": "whosays changes",
                "baseline": told.baseline,
                "headline": told.headline,
                "changed": told.any,
                "incomplete": bool(told.incomplete),
                "same": told.same,
                "counts": {each.id: len(found.get(each.id, ())) for each in KINDS},
                "changes": [_change(kind, each) for kind, entries in found.items() for each in entries],
            }
        )
    )


def _change(kind: str, it: Told) -> dict[str, Any]:
    return {
        "change": kind,
        "subject": it.subject,
        "source": it.source,
        "was": it.was,
        "title": it.question,
        "said": it.said,
        "notes": list(it.notes),
        "standing": {"before": it.standing[0], "now": it.standing[1]},
        "answers": [_answer(each) for each in it.answers],
    }


def _answer(answer: AnswerTold) -> dict[str, Any]:
    before, now = (None if each is None else list(each) for each in (answer.before, answer.now))
    return {
        "value": answer.value,
        "canonical": answer.canonical,
        "stance": answer.stance,
        "became": answer.became,
        "opposed": answer.opposed,
        "before": before,
        "now": now,
    }
