"""TOML within limits: what `tomllib` takes for a key grows with the square of its parts, and its nesting is Python's."""

from __future__ import annotations

import re
import tomllib
from typing import Any, Final

from compare.loading.lines import Lines

MOST_PARTS: Final = 20
"""The parts of a dotted key; ours have two."""
_PART: Final = r"""(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')"""
_LONG_KEY: Final = re.compile(rf"(?<![\w-]){_PART}(?:[ \t]*+\.[ \t]*+{_PART}){{{MOST_PARTS}}}")
_POSITION: Final = re.compile(r" \(at line (\d+), column (\d+)\)$")


class BadTomlError(ValueError):
    """A text is no TOML, or more than we read: why, and line and column from 1 (0 where that cannot be told)."""

    def __init__(self, reason: str, line: int = 0, column: int = 0) -> None:
        """Take the reason and the place."""
        super().__init__(reason)
        self.line, self.column = line, column


def read_toml(text: str) -> dict[str, Any]:
    """What a TOML document holds.

    Raises:
        BadTomlError: it is no TOML, is nested too deep, or has a number or a key that is too long.
    """
    long = _LONG_KEY.search(text)
    if long:
        at = Lines(text).place("", long.start())
        raise BadTomlError(f"a key has more than {MOST_PARTS} parts", at.line, at.column)
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        found = _POSITION.search(str(fault))
        where = (int(found[1]), int(found[2])) if found else (0, 0)
        raise BadTomlError(_POSITION.sub("", str(fault)), *where) from fault
    except (ValueError, RecursionError) as fault:  # a number of 5,000 digits is a ValueError that tomllib lets through
        raise BadTomlError("too deep or too long a value") from fault
