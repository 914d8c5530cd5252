"""JSON as our files hold it: UTF-8 as it is, one record a line, so that a diff shows which record changed."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_LONE_SURROGATE: Final = re.compile("[\ud800-\udfff]")


def as_json(part: object) -> str:
    """JSON on one line; only a lone surrogate, which UTF-8 cannot carry, is escaped (RFC 8259, section 8.2)."""
    written = json.dumps(part, ensure_ascii=False, allow_nan=False)
    return _LONE_SURROGATE.sub(lambda found: f"\\u{ord(found.group()):04x}", written)


def one_a_line(records: Iterable[object]) -> str:
    """A list with each record on a line of its own."""
    lines = [as_json(each) for each in records]
    return "[\n" + ",\n".join(lines) + "\n]" if lines else "[]"


def one_record_a_line(document: Mapping[str, object]) -> str:
    """A document with each record of its lists on a line of its own."""
    parts = (
        f"{as_json(name)}: {one_a_line(part) if isinstance(part, list) else as_json(part)}" for name, part in document.items()
    )
    return "{\n" + ",\n".join(parts) + "\n}\n"


def ascii_lines(document: Mapping[str, object]) -> str:
    """The same with everything beyond ASCII escaped, for what may be shown on a terminal: nothing in it acts there."""
    return "".join(each if each.isascii() else json.dumps(each)[1:-1] for each in one_record_a_line(document))


def rows_as_json(rows: Sequence[Sequence[object]]) -> str:
    """A table, its first row the names of the columns, as a list with one record for each other row."""
    head, *rest = rows
    return one_a_line(dict(zip(head, row, strict=True)) for row in rest) + "\n"
