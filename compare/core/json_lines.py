"""JSON as our files hold it: UTF-8 as it is, one record a line, so that a diff shows which record changed."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_LONE_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_ACTING: Final = re.compile(r"[^\x00-\x7e]+")


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


def for_a_log(written: str) -> str:
    """JSON text in which nothing acts on a terminal or in the log of a build server: the same document, escaped."""
    return _ACTING.sub(_escaped, written).replace("##", "#\\u0023")


def _escaped(found: re.Match[str]) -> str:
    return json.dumps(found.group())[1:-1].replace("\x7f", "\\u007f")


def rows_as_json(rows: Sequence[Sequence[object]]) -> str:
    """A table, its first row the names of the columns, as a list with one record for each other row."""
    head, *rest = rows
    return one_a_line(dict(zip(head, row, strict=True)) for row in rest) + "\n"
