"""Files of a report as they stand on the disk: no link is followed, no pipe waited for, and what is written gets there."""

from __future__ import annotations

import ctypes
import errno
import hashlib
import os
import shutil
import stat
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_AT_ONCE: Final = 1 << 16  # bytes; most pages are smaller
_OPEN: Final = 0o700  # to whoever owns it
_NO_SYNC: Final = frozenset({errno.EINVAL, errno.ENOTSUP, errno.ENOSYS})  # of what cannot be synced


def opened(path: str | Path, flags: int) -> int:
    """Open a file that is no link; to be given to `open`, or closed."""
    return os.open(path, flags | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)


def sha256(path: str | Path) -> str:
    """The digest of a file that is no link.

    Raises:
        OSError: it cannot be read, or is no plain file.
    """
    digest = hashlib.sha256()
    descriptor = opened(path, os.O_RDONLY)
    try:
        for data in _chunks(descriptor):
            digest.update(data)
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


def remove_tree(folder: Path) -> None:
    """Remove a folder of ours with all that is in it, also where somebody has made a folder in it read-only.

    Raises:
        OSError: it cannot be removed.
    """
    try:
        shutil.rmtree(folder)
    except PermissionError:
        folder.chmod(_OPEN)
        for base, names, _ in os.walk(folder):
            for name in names:
                os.chmod(f"{base}/{name}", _OPEN)  # noqa: PTH101 - in bulk
        shutil.rmtree(folder)


def sync_tree(folder: Path) -> None:
    """Have everything below a folder on the disk: in one call where the system has it, which takes a thirtieth of the time.

    Raises:
        OSError: something does not reach the disk.
    """
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        if _synced_at_once(descriptor):
            return
    finally:
        os.close(descriptor)
    for base, _, names in os.walk(folder, topdown=False):
        for name in names:
            if not os.path.islink(f"{base}/{name}"):  # noqa: PTH114 - in bulk
                _sync(opened(f"{base}/{name}", os.O_RDONLY))
        sync_folder(base)


def sync_folder(folder: str | Path) -> None:
    """Have the names in a folder on the disk, where the file system can do that; raises as `sync_tree`."""
    try:
        _sync(os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC))
    except OSError as error:
        if error.errno not in _NO_SYNC:
            raise


def _sync(descriptor: int) -> None:
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _synced_at_once(descriptor: int) -> bool:
    """Write out the whole file system by syncfs(2), which tells of what failed since Linux 5.8; False without such a call."""
    call = getattr(ctypes.CDLL(None, use_errno=True), "syncfs", None)
    if call is None:
        return False
    if call(descriptor) == 0:
        return True
    code = ctypes.get_errno()
    if code in _NO_SYNC:
        return False
    raise OSError(code, os.strerror(code))


def _chunks(descriptor: int) -> Iterator[bytes]:
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        raise OSError(errno.EINVAL, "It is no plain file")
    while data := os.read(descriptor, _AT_ONCE):
        yield data
