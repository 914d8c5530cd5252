"""A folder for what is being written, beside the place where it goes: gone afterwards, even where the run was killed."""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_SURELY: Final = 60  # seconds after which a folder that nobody holds was left by a dead run, and not made a moment ago


@contextmanager
def folder_beside(parent: Path, prefix: str) -> Iterator[Path]:
    """Make a folder with this prefix and a name of its own; those that dead runs left are removed before.

    That one of them cannot be removed is no fault of the work, whose result counts.

    Raises:
        OSError: there can be no such folder.
    """
    with tempfile.TemporaryDirectory(prefix=prefix, dir=parent, ignore_cleanup_errors=True) as name:
        folder = Path(name)
        held = os.open(folder, os.O_RDONLY)
        try:
            if _taken(held):
                _clear(folder, prefix)
            yield folder
        finally:
            os.close(held)


def _taken(descriptor: int) -> bool:
    """Hold a folder as long as the descriptor is open and the process lives; False where somebody else does, or nobody can."""
    try:
        import fcntl

        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (ImportError, OSError):
        return False
    return True


def _clear(ours: Path, prefix: str) -> None:
    """Remove the folders of dead runs; the clock is that of the file system."""
    with suppress(OSError):
        now = ours.stat().st_mtime
        others = [each for each in ours.parent.iterdir() if each.name.startswith(prefix) and each != ours]
        for each in others:
            if stat.S_ISDIR(each.lstat().st_mode) and each.lstat().st_mtime < now - _SURELY:
                _clear_dead(each)


def _clear_dead(folder: Path) -> None:
    held = os.open(folder, os.O_RDONLY | os.O_NOFOLLOW)
    try:
        if _taken(held):
            shutil.rmtree(folder, ignore_errors=True)
    finally:
        os.close(held)
