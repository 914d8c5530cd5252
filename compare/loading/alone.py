"""One run at a time changes the files of a folder: who comes second sees what the first has made of them."""

from __future__ import annotations

import errno
import os
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from compare.core.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_LOOKS: Final = 500
_BETWEEN: Final = 0.02  # seconds; a file is written in less


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Within this context no other run of ours changes a file here; the folder itself is the lock, and holds no trace of it.

    Where no folder can be held, as on some network disks and on Windows, nobody is kept out.

    Raises:
        BlockingIOError: another run holds it, and has not let go of it for ten seconds.
        OSError: there is no such folder.
    """
    held = os.open(folder, os.O_RDONLY)
    try:
        _wait(held, folder.resolve().name)
        yield
    finally:
        os.close(held)


def _wait(descriptor: int, name: str) -> None:
    try:
        import fcntl
    except ImportError:
        return
    for left in reversed(range(_LOOKS)):
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            if not left:
                raise BlockingIOError(errno.EAGAIN, f"another command is writing into {visible(name)}") from error
            time.sleep(_BETWEEN)
        except OSError:
            return
        else:
            return
