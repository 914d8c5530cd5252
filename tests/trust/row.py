"""One row of the table of faults: what goes wrong, what must happen, and the tests that show it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """A fault by its number. Without tests, `because` says why it cannot happen here."""

    number: int
    fault: str
    must: str
    tests: tuple[str, ...]
    because: str = ""
