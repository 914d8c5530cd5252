"""The page of changes since a baseline; without one it says so, since an empty list would look like no changes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

NO_BASELINE: Final = "No baseline was given when this report was built."


@dataclass(frozen=True, slots=True)
class ChangesView:
    """The page of changes: what it is held against, in a sentence."""

    path: str
    baseline: str


def changes_view() -> ChangesView:
    """The page, which has no baseline to hold the report against."""
    return ChangesView("changes.html", NO_BASELINE)
