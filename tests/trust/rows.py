"""The whole table of faults: every `*_rows.py` beside this file, in the order of their numbers."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from tests.trust.row import Row

LAST: Final = 110
"""The number of the last row of the table."""


def rows() -> tuple[Row, ...]:
    """All rows, by number."""
    modules = (import_module(f"tests.trust.{path.stem}") for path in sorted(Path(__file__).parent.glob("*_rows.py")))
    return tuple(sorted((row for module in modules for row in module.ROWS), key=lambda row: row.number))
