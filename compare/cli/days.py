"""Today, where a command writes down a day that its caller did not name, or asks whether one is over."""

from __future__ import annotations

import os
import re
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Final

from compare.cli.exits import Exit
from compare.core.civil_days import is_day
from compare.core.visible import visible

if TYPE_CHECKING:
    from compare.cli.terminal import Terminal

EPOCH: Final = "SOURCE_DATE_EPOCH"
_LAST: Final = 253_402_300_799  # the last second that a date of Python can have


def today() -> str:
    """The day on the annotator's wall, as EDTF."""
    return date.today().isoformat()  # noqa: DTZ011 - a day is written where people live, not in UTC


def day_given(day: str | None, terminal: Terminal) -> str | None:
    """The day that was given with --today, else that of SOURCE_DATE_EPOCH (reproducible-builds.org), else None.

    One that is no day ends the command with a usage error.
    """
    if day is not None:
        return _read(day, terminal)
    seconds = os.environ.get(EPOCH)
    if seconds is None:
        return None
    if not re.fullmatch(r"[0-9]{1,12}", seconds) or int(seconds) > _LAST:
        terminal.stop(Exit.USAGE, f"{EPOCH} is {visible(seconds)!r}: seconds since 1970 are wanted, in digits only.")
    return datetime.fromtimestamp(int(seconds), UTC).date().isoformat()


def _read(day: str, terminal: Terminal) -> str:
    if not is_day(day):
        terminal.stop(Exit.USAGE, f"--today is {visible(day)!r}: a day is wanted, like 2026-11-22.")
    return day
