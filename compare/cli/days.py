"""Today, where a command writes down a day that its caller did not name."""

from __future__ import annotations

from datetime import date


def today() -> str:
    """The day on the annotator's wall, as EDTF."""
    return date.today().isoformat()  # noqa: DTZ011 - a day is written where people live, not in UTC
