"""What became of a casebook since a baseline, as Markdown for a pull request: whatever others wrote is inert in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from compare.core.change_words import said
from compare.core.markdown_text import code
from compare.exporters.changes_text import MOST, MOST_ANSWERS, MOST_SOURCES, shortened

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from compare.core.change_words import AnswerTold, ChangesTold, Group, Told

LARGEST: Final = 60_000  # characters; GitHub takes 65,536 in a comment
LONGEST: Final = 500  # characters of one value, question or reason


def changes_markdown(told: ChangesTold, *, everything: bool = False) -> str:
    """The changes as Markdown, short enough for a comment; nothing is cut where `everything` is asked for."""
    lines = list(_lines(told, everything=everything))
    if everything or sum(len(each) + 1 for each in lines) <= LARGEST:
        return "\n".join(lines) + "\n"
    kept, size = [], 0
    for line in lines:
        size += len(line) + 1
        if size > LARGEST - LONGEST:
            break
        kept.append(line)
    return "\n".join([*kept, "", "Cut here: `whosays changes --all` shows the rest.", ""])


def _lines(told: ChangesTold, *, everything: bool) -> Iterator[str]:
    yield "## Changes"
    yield ""
    before, _, after = told.headline.partition(told.baseline)
    yield f"**{before}{_code(told.baseline)}{after}** {told.as_before}"
    if told.incomplete:
        yield from ["", f"> {told.incomplete}"]
    for group in told.groups:
        yield from ["", f"### {group.kind.title} ({len(group.told):,})", "", group.kind.meaning, ""]
        yield from _group(group, everything=everything)


def _group(group: Group, *, everything: bool) -> Iterator[str]:
    shown = group.told if everything else group.told[:MOST]
    for each in shown:
        yield from _told(each, everything=everything)
    if left := len(group.told) - len(shown):
        yield f"- and {left:,} more: `whosays changes --all` shows them"


def _told(it: Told, *, everything: bool) -> Iterator[str]:
    names = " ".join(_code(each) for each in (it.subject, it.source) if each)
    yield f"- {names}{f': {_code(it.question)}' if it.question else ''}"
    yield f"  - {it.said if any(it.standing) else _code(it.said)}"
    yield from (f"  - {_code(each)}" for each in shortened(it.notes, MOST_ANSWERS, everything=everything))
    shown = it.answers if everything else it.answers[:MOST_ANSWERS]
    yield from (f"  - {_answer(each, everything=everything)}" for each in shown)
    if left := len(it.answers) - len(shown):
        yield f"  - and {left:,} more answers"


def _answer(answer: AnswerTold, *, everything: bool) -> str:
    words = _code(said((answer.value, answer.stance)))
    each = (answer.before or (), answer.now or (), answer.joined, answer.left)
    before, now, joined, left = (_names(sources, everything=everything) for sources in each)
    moved = ", ".join(f"{word} {names}" for word, names in (("joined by", joined), ("left by", left)) if names)
    told = {"added": f"added by {now}", "gone": f"gone, given by {before}", "same": now, "moved": f"{now}; {moved}"}
    return f"{words}: {told[answer.became]}"


def _names(sources: Sequence[str], *, everything: bool) -> str:
    return ", ".join(map(_code, shortened(sources, MOST_SOURCES, everything=everything)))


def _code(text: str) -> str:
    """The text as a code span, cut where a comment could not take it."""
    line = " ".join(text.split())
    return code(line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…")
