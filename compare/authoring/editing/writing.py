"""How a value is written in a YAML file of ours, so that it reads back as exactly the same texts (YAML 1.1, sections 7 and 8).

Plain where that is safe, double-quoted where it is not; lists of texts on one line, records key by key.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from compare.loading.tree import NOTHING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from compare.loading.tree import Plain

INDENT: Final = 2
LONGEST_LIST: Final = 100
"""Characters of a list of texts that still stands on one line."""
LONGEST_RECORD: Final = 80
"""Characters of a small record that still stands on one line."""

_ESCAPED: Final = re.compile('["\\\\\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]')
_SHORT_ESCAPES: Final = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_QUOTED_FIRST: Final = frozenset("-?:,[]{}#&*!|>'\"%@`")
_NEEDS_QUOTES: Final = re.compile(r":(\s|$)|\s#|^\.\.\.|^<<$")
_NEEDS_QUOTES_IN_FLOW: Final = re.compile(r"[,\[\]{}:?]")


def _escape(found: re.Match[str]) -> str:
    """One character as YAML escapes it between double quotes."""
    char = found.group()
    return _SHORT_ESCAPES.get(char) or (f"\\x{ord(char):02x}" if ord(char) <= 0xFF else f"\\u{ord(char):04x}")  # noqa: PLR2004 - two digits


def _is_plain(text: str, *, flow: bool) -> bool:
    """Whether the text means itself without quotes."""
    if not text or text != text.strip() or text[0] in _QUOTED_FIRST or text in NOTHING:
        return False
    if re.search("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]", text) or _NEEDS_QUOTES.search(text):
        return False
    return not (flow and _NEEDS_QUOTES_IN_FLOW.search(text))


def scalar(text: str, *, flow: bool = False) -> str:
    """A text on one line; `flow` is whether it stands between brackets or braces."""
    return text if _is_plain(text, flow=flow) else f'"{_ESCAPED.sub(_escape, text)}"'


def in_flow(value: Plain) -> str:
    """A value on one line, as `[a, b]` or `{a: b}` where it is a list or a record."""
    if isinstance(value, str):
        return scalar(value, flow=True)
    if isinstance(value, list):
        return f"[{', '.join(map(in_flow, value))}]"
    return f"{{{', '.join(f'{in_flow(key)}: {in_flow(each)}' for key, each in value.items())}}}"


def fits_one_line(value: Plain) -> bool:
    """Whether a list or record is plain and short enough to stand on one line."""
    inner: Iterable[Plain] = value.values() if isinstance(value, dict) else value
    if isinstance(value, list) and not all(isinstance(each, str) for each in inner):
        return not value
    if any(isinstance(each, dict) for each in inner):
        return False
    return len(in_flow(value)) <= (LONGEST_LIST if isinstance(value, list) else LONGEST_RECORD)


def _paragraphs(text: str, indent: int, eol: str) -> str | None:
    """A text of several lines as a block scalar, or None where a block scalar could not carry it."""
    lines = text.split("\n")
    if len(lines) < 2 or any(not line.strip() or line[0] == " " or _ESCAPED.sub("", line) != _bare(line) for line in lines):  # noqa: PLR2004 - two lines at least
        return None
    return "|-" + "".join(f"{eol}{' ' * indent}{line}" for line in lines)


def _bare(line: str) -> str:
    """The line without the two characters that need an escape between quotes but not in a block scalar."""
    return line.replace('"', "").replace("\\", "")


def entry(key: str, value: Plain, column: int, eol: str, *, block: bool = False) -> str:
    """`key: value` from its key on, without a last line end.

    Args:
        key: the key.
        value: what stands under it.
        column: how many spaces stand before the key.
        eol: the line end of the file.
        block: write a list or record over several lines however short it is.
    """
    return f"{scalar(key)}:{under_key(value, column, eol, block=block)}"


def under_key(value: Plain, column: int, eol: str, *, block: bool = False) -> str:
    """What follows the colon of a key in this column."""
    if isinstance(value, str):
        return f" {_paragraphs(value, column + INDENT, eol) or scalar(value)}"
    if not value or (not block and fits_one_line(value)):
        return f" {in_flow(value)}"
    start = eol + " " * (column + INDENT)
    if isinstance(value, list):
        items = [f"{start}- {item(each, column + INDENT, eol, block=True)}" for each in value]
        records = all(isinstance(each, dict) for each in value)
        return items[0] + "".join((eol if records else "") + each for each in items[1:])
    return "".join(start + entry(key, each, column + INDENT, eol) for key, each in value.items())


def item(value: Plain, column: int, eol: str, *, block: bool, gap: int = INDENT) -> str:
    """What follows `- ` in a list whose dashes stand in this column, `gap` characters before their items."""
    if isinstance(value, dict) and value and block:
        lines = [entry(key, each, column + gap, eol) for key, each in value.items()]
        return (eol + " " * (column + gap)).join(lines)
    if isinstance(value, str):
        return _paragraphs(value, column + gap, eol) or scalar(value)
    return in_flow(value)
