"""What became of a casebook since a baseline, as text for a person at a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from compare.core.change_words import said
from compare.core.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from compare.core.change_words import AnswerTold, ChangesTold, Group, Told

MOST: Final = 20  # of one kind; more are counted
MOST_ANSWERS: Final = 12  # of one subject, and notes likewise
MOST_SOURCES: Final = 12  # of one answer


def changes_text(told: ChangesTold, *, everything: bool = False) -> Iterator[str]:
    """Line by line: the headline, then each kind of change, long lists cut unless `everything` is asked for."""
    yield visible(told.headline)
    yield told.as_before
    if told.incomplete:
        yield told.incomplete
    for group in told.groups:
        yield ""
        yield from _group(group, everything=everything)


def _group(group: Group, *, everything: bool) -> Iterator[str]:
    yield f"{group.kind.title} ({len(group.told):,}): {group.kind.meaning}"
    shown = group.told if everything else group.told[:MOST]
    for each in shown:
        yield from (f"  {visible(line)}" for line in _told(each, everything=everything))
    if left := len(group.told) - len(shown):
        yield f"  ... and {left:,} more: --all shows them"


def _told(it: Told, *, everything: bool) -> Iterator[str]:
    yield "  ".join(filter(None, [" ".join(filter(None, [it.subject, it.source])), it.question]))
    yield f"  {it.said}"
    yield from (f"  {each}" for each in shortened(it.notes, MOST_ANSWERS, everything=everything))
    shown = it.answers if everything else it.answers[:MOST_ANSWERS]
    yield from (f"    {_answer(each, everything=everything)}" for each in shown)
    if left := len(it.answers) - len(shown):
        yield f"    ... and {left:,} more answers: --all shows them"


def _answer(answer: AnswerTold, *, everything: bool) -> str:
    """What became of one answer, by a word, and who gives it: `added  “the town”: ledger`."""
    given, joined, left = (
        ", ".join(shortened(each, MOST_SOURCES, everything=everything))
        for each in (answer.now or answer.before or (), answer.joined, answer.left)
    )
    moves = [f"{word} {names}" for word, names in (("joined by", joined), ("left by", left)) if names]
    moved = f"; {', '.join(moves)}" if answer.became == "moved" else ""
    return f"{answer.became:<6} {said((answer.value, answer.stance))}: {given}{moved}"


def shortened(parts: Sequence[str], most: int, *, everything: bool) -> list[str]:
    """The first of many parts, and how many more there are; all of them where everything is asked for."""
    left = 0 if everything else len(parts) - most
    return [*parts[:most], f"and {left:,} more"] if left > 0 else list(parts)
