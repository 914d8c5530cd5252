"""One build at a time writes to a folder: a lock beside it, which ends with the process that holds it."""

from __future__ import annotations

import errno
import fcntl
import os
import socket
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Final

from compare.core.visible import visible
from compare.report.refusals import OutputBusyError, OutputRefusedError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_TRIES: Final = 5
_BETWEEN: Final = 0.02  # seconds
_IN_THE_WAY: Final = frozenset({errno.EISDIR, errno.ELOOP, errno.ENXIO})  # a folder, a link, a socket
_LONGEST: Final = 300  # bytes of who holds a lock


@contextmanager
def locked(output: Path) -> Iterator[None]:
    """Hold the lock of a folder; a dead build never blocks the next.

    While it is held the file tells who holds it, for whoever comes second.

    Raises:
        OutputBusyError: somebody else holds it.
        OutputRefusedError: what has its name is no file.
        OSError: there can be no such file.
    """
    with _held(output, os.O_RDWR | os.O_CREAT) as descriptor:
        _tell(descriptor, f"process {os.getpid()} on {socket.gethostname()}")
        try:
            yield
        finally:
            _tell(descriptor, "")


def refuse_busy(output: Path) -> None:
    """Raise OutputBusyError where somebody holds the lock of a folder now."""
    with suppress(FileNotFoundError), _held(output, os.O_RDWR):
        pass


@contextmanager
def _held(output: Path, flags: int) -> Iterator[int]:
    lock = output.with_name(f".{output.name}.lock")
    try:
        descriptor = os.open(lock, flags | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC, 0o666)
    except OSError as error:
        if error.errno in _IN_THE_WAY:
            raise OutputRefusedError(f"{lock} is in the way, where builds keep their lock: remove it, or rename it.") from error
        raise
    try:
        _take(descriptor, output)
        yield descriptor
    finally:
        os.close(descriptor)


def _take(descriptor: int, output: Path) -> None:
    """Take the lock; who only looks whether it is held holds it for no time, which must not end a build."""
    for left in reversed(range(_TRIES)):
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            if not left:
                raise OutputBusyError(_busy(output, descriptor)) from error
            time.sleep(_BETWEEN)
        else:
            return


def _busy(output: Path, descriptor: int) -> str:
    try:
        holder = os.pread(descriptor, _LONGEST, 0).decode("utf-8", "replace").strip()
    except OSError:
        holder = ""
    who = f" ({visible(holder)})" if holder else ""
    return f"Another build{who} is writing {output}: wait until it is done, then build again."


def _tell(descriptor: int, holder: str) -> None:
    """Write down who holds the lock; that this fails, as on a full disk, is no reason not to build."""
    with suppress(OSError):
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, holder.encode("utf-8", "surrogateescape"), 0)
