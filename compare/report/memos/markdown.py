"""A memo as Markdown (CommonMark with the tables of GFM), in which what comes from files is text and nothing else.

No `<` is written at all, so nothing is HTML. What a site would link by itself, an address, a mention, a number of an issue, is
code: a backslash before it would not keep it from being linked.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from compare.report.memos.blocks import Heading, Items, Line, Memo, Quote, Table, on_one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from compare.report.memos.blocks import Block

_WORD: Final = re.compile(r"[^\s<>`|\\“”\"]+")
_LINKED: Final = re.compile(r"@|://|www\.|#[0-9]", re.IGNORECASE)
_ENTITIES: Final = {"<": "&lt;", ">": "&gt;", "&": "&amp;"}
_SIGNS: Final = re.compile(r"[\\`*_\[\]|~$<>&]")
_AT_START: Final = re.compile(r"([#+=:-]|[0-9]+(?=[.)]))")
_NUMBER: Final = re.compile(r"[0-9]+")


def markdown(memos: Iterable[Memo]) -> str:
    """The memos one after the other, a line between them."""
    return "\n---\n\n".join("\n\n".join(map(_block, each.blocks)) + "\n" for each in memos)


def _block(block: Block) -> str:
    if isinstance(block, Heading):
        return f"{'#' * block.level} {inert(block.text)}"
    if isinstance(block, Line):
        return _line(block)
    if isinstance(block, Items):
        return "\n".join(f"- {_line(each)}" for each in block.lines)
    if isinstance(block, Quote):
        return f"> {inert(block.words)}\n>\n> — {inert(block.by)}"
    return "\n".join(_rows(block))


def _line(line: Line) -> str:
    lead = f"**{inert(line.lead)}**" if line.lead else ""
    return " ".join(filter(None, [lead, inert(line.text)]))


def _rows(table: Table) -> Iterator[str]:
    yield _row(table.head)
    yield _row("---" for _ in table.head)
    yield from (_row(map(inert, row)) for row in table.rows)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def inert(text: str) -> str:
    """The text as Markdown that shows it and does nothing else, wherever in a line it stands."""
    line = on_one_line(text)
    made, end = "", 0
    for found in (word for word in _WORD.finditer(line) if _LINKED.search(word.group())):
        made += f"{_escaped(line[end : found.start()])}`{found.group()}`"
        end = found.end()
    made += _escaped(line[end:])
    return _AT_START.sub(_not_at_start, made, count=1) if _AT_START.match(made) else made


def _escaped(text: str) -> str:
    return _SIGNS.sub(lambda sign: _ENTITIES.get(sign.group()) or f"\\{sign.group()}", text)


def _not_at_start(found: re.Match[str]) -> str:
    """What would begin a heading, a list or an underline, so that it does not; of a number the sign after it."""
    sign = found.group()
    return f"{sign}\\" if _NUMBER.fullmatch(sign) else f"\\{sign}"
