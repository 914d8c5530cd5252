"""A JSON document with one record a line, so that a diff shows which record changed."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

_LONE_SURROGATE: Final = re.compile("[\ud800-\udfff]")


def one_record_a_line(document: Mapping[str, object]) -> str:
    """The document as text, each record of its lists on a line of its own.

    Text is written as it is; only a lone surrogate, which UTF-8 cannot carry, is escaped (RFC 8259, section 8.2).
    """
    parts = [f"{_written(name)}: {_lines(part)}" for name, part in document.items()]
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _lines(part: object) -> str:
    """A list with each record on a line of its own; anything else on one."""
    if not isinstance(part, list) or not part:
        return _written(part)
    return "[\n" + ",\n".join(map(_written, part)) + "\n]"


def _written(part: object) -> str:
    written = json.dumps(part, ensure_ascii=False, allow_nan=False)
    return _LONE_SURROGATE.sub(lambda found: f"\\u{ord(found.group()):04x}", written)
