"""Files of a report as they stand on the disk: no link is followed, no pipe waited for, and what is written gets there."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_AT_ONCE: Final = 1 << 16  # bytes; most pages are smaller
_NO_SYNC: Final = frozenset({errno.EINVAL, errno.ENOTSUP, errno.ENOSYS})  # of file systems that sync no folder


def opened(path: str | Path, flags: int) -> int:
    """Open a file that is no link; to be given to `open`, or closed."""
    return os.open(path, flags | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)


def sha256(path: str | Path, *, sync: bool = False) -> str:
    """The digest of a file that is no link; with `sync` only once the file is on the disk.

    Raises:
        OSError: it cannot be read, is no plain file, or does not reach the disk.
    """
    digest = hashlib.sha256()
    descriptor = opened(path, os.O_RDONLY)
    try:
        for data in _chunks(descriptor):
            digest.update(data)
        if sync:
            os.fsync(descriptor)
    finally:
        os.close(descriptor)
    return digest.hexdigest()


def bytes_of(path: Path, most: int) -> bytes:
    """What a file holds that is no link.

    Raises:
        OSError: it cannot be read, is no plain file, or holds more than so many bytes.
    """
    descriptor = opened(path, os.O_RDONLY)
    try:
        if os.fstat(descriptor).st_size > most:
            raise OSError(errno.EFBIG, os.strerror(errno.EFBIG), str(path))
        return b"".join(_chunks(descriptor))
    finally:
        os.close(descriptor)


def write_new(path: Path, data: bytes) -> None:
    """Write a file that is not there yet, and close it; a full disk may show only on closing, which raises here too."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as file:
        file.write(data)


def sync_file(path: Path) -> None:
    """Have a file that is no link on the disk."""
    descriptor = opened(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_folder(folder: Path) -> None:
    """Have the names in a folder on the disk, where the file system can do that."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in _NO_SYNC:
            raise
    finally:
        os.close(descriptor)


def _chunks(descriptor: int) -> Iterator[bytes]:
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        raise OSError(errno.EINVAL, "It is no plain file")
    while data := os.read(descriptor, _AT_ONCE):
        yield data
