"""How long a cell of a CSV table may be. The csv module keeps one limit for the whole process, so it is always put back."""

from __future__ import annotations

import csv
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def cells_up_to(length: int) -> Iterator[None]:
    """Let csv readers take cells of up to so many characters until the block ends, and as many as before after it."""
    before = csv.field_size_limit(length)
    try:
        yield
    finally:
        csv.field_size_limit(before)
