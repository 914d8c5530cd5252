"""JSON as our files hold it: UTF-8 as it is, one record a line, so that a diff shows which record changed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
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
    return "".join(_list_in_parts(records))


def one_record_a_line(document: Mapping[str, object]) -> str:
    """A document with each record of its lists on a line of its own."""
    return "".join(in_parts(document))


def in_parts(document: Mapping[str, object]) -> Iterator[str]:
    """The same in parts. A list of records may be an iterator, and a list in one of them: then it is never held whole."""
    yield "{\n"
    between = ""
    for name, part in document.items():
        yield f"{between}{as_json(name)}: "
        yield from _list_in_parts(part) if isinstance(part, list | Iterator) else (as_json(part),)
        between = ",\n"
    yield "\n}\n"


def _list_in_parts(records: Iterable[object]) -> Iterator[str]:
    between = "[\n"
    for each in records:
        yield between
        yield from _record_in_parts(each)
        between = ",\n"
    yield "[]" if between == "[\n" else "\n]"


def _record_in_parts(record: object) -> Iterator[str]:
    """A record on one line."""
    if not isinstance(record, dict) or not any(isinstance(part, Iterator) for part in record.values()):
        yield as_json(record)
        return
    between = "{"
    for name, part in record.items():
        yield f"{between}{as_json(name)}: "
        yield from _on_the_line(part) if isinstance(part, Iterator) else (as_json(part),)
        between = ", "
    yield "}"


def _on_the_line(parts: Iterator[object]) -> Iterator[str]:
    between = "["
    for part in parts:
        yield between + as_json(part)
        between = ", "
    yield "[]" if between == "[" else "]"


def for_a_log(written: str) -> str:
    """JSON text in which nothing acts on a terminal or in the log of a build server: the same document, escaped."""
    return _ACTING.sub(_escaped, written).replace("##", "#\\u0023")


def _escaped(found: re.Match[str]) -> str:
    return json.dumps(found.group())[1:-1].replace("\x7f", "\\u007f")


def rows_as_json(rows: Sequence[Sequence[object]]) -> str:
    """A table, its first row the names of the columns, as a list with one record for each other row."""
    head, *rest = rows
    return one_a_line(dict(zip(head, row, strict=True)) for row in rest) + "\n"
