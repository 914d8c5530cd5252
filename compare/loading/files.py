"""The only place of the loader that touches the disk: bounded, and never beyond the casebook or one of its text folders."""

from __future__ import annotations

import codecs
import os
import stat
from typing import TYPE_CHECKING, Final

from compare.core.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from compare.core.model import Location

# a pipe or device must not make us wait, and a link swapped in after the check must not be followed
_FLAGS: Final = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
_CHUNK: Final = 1024 * 1024
_WIDE: Final = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def shown_name(name: str) -> str:
    r"""A file name that can be printed: bytes that are not UTF-8 become `\xff`."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def names(folder: Path) -> list[str]:
    """The names in a folder, sorted by code point; none where there is no such folder. Hidden files are not ours.

    Raises:
        OSError: the folder is there but cannot be listed.
    """
    try:
        return sorted(name for name in os.listdir(folder) if not name.startswith("."))  # noqa: PTH208 - names, not paths
    except (FileNotFoundError, NotADirectoryError):
        return []


def is_folder(path: Path) -> bool:
    """Whether this is a folder, links followed."""
    return os.path.isdir(path)  # noqa: PTH112 - Path.is_dir raises where permission is missing


def exists(path: Path) -> bool:
    """Whether anything has this name, be it a link to nothing."""
    return os.path.lexists(path)


def inside(path: Path, root: Path) -> bool:
    """Whether a path, all links followed, lies in the root."""
    return _lies_in(os.path.realpath(path), root)


def _lies_in(real: str, root: Path) -> bool:
    """Whether a real path lies in the root's real path."""
    real_root = os.path.realpath(root)
    return real == real_root or real.startswith(real_root.rstrip(os.sep) + os.sep)


def _chunks(descriptor: int, size: int) -> Iterator[bytes]:
    """What an open file holds, one byte beyond its size at most, so that a file that grows cannot keep us."""
    left = size + 1
    while left > 0 and (chunk := os.read(descriptor, min(left, _CHUNK))):
        left -= len(chunk)
        yield chunk


def _state(found: os.stat_result) -> tuple[int, int, int]:
    """What changes when a file is written or replaced."""
    return (found.st_ino, found.st_size, found.st_mtime_ns)


def _read_once(real: str, limit: int, place: Location) -> bytes | Problem:
    """Open, look, read, look again."""
    descriptor = os.open(real, _FLAGS)
    try:
        before = os.fstat(descriptor)
        if not stat.S_ISREG(before.st_mode):
            return _not_regular(place, before.st_mode)
        if before.st_size > limit:
            return Problem("F102", place, f"the file has {before.st_size:,} bytes; at most {limit:,} are read")
        data = b"".join(_chunks(descriptor, before.st_size))
        if _state(os.stat(real)) != _state(before) or len(data) != before.st_size:  # noqa: PTH116 - a real path as text
            return Problem("F107", place, "the file changed while it was read")
    finally:
        os.close(descriptor)
    return data


def _not_regular(place: Location, mode: int) -> Problem:
    """What stands in the place of a file."""
    kinds = ((stat.S_ISDIR, "a folder"), (stat.S_ISFIFO, "a named pipe"), (stat.S_ISSOCK, "a socket"))
    what = next((name for test, name in kinds if test(mode)), "a device")
    return Problem("F103", place, f"{what} stands where a file belongs")


def read_bytes(path: Path, root: Path, limit: int, place: Location) -> bytes | Problem:
    """The bytes of one file, or why they cannot be had.

    Args:
        path: the file.
        root: the folder that its real path must not leave.
        limit: how many bytes are read at most.
        place: where a problem is reported.
    """
    real = os.path.realpath(path)
    if not _lies_in(real, root):
        return Problem("F105", place, "a link leads out of the folder")
    try:
        found = os.stat(real)  # noqa: PTH116 - a real path as text
        if not stat.S_ISREG(found.st_mode):  # before opening: opening a device may already do something
            return _not_regular(place, found.st_mode)
        first = _read_once(real, limit, place)
        if isinstance(first, Problem) and first.code == "F107":
            return _read_once(real, limit, place)
    except FileNotFoundError:
        return Problem("F103", place, "a link to nothing stands where a file belongs")
    except OSError as fault:
        return Problem("F104", place, f"the file cannot be read: {fault.strerror}")
    return first


def decode(data: bytes, place: Location) -> str | Problem:
    """UTF-8 bytes as text, line ends untouched, without a byte order mark (which is no part of the text, nor of offsets)."""
    if data.startswith(_WIDE) or b"\x00" in data[:4]:
        return Problem("F101", place, "the file is UTF-16 or UTF-32")
    bare = data.removeprefix(codecs.BOM_UTF8)
    try:
        return bare.decode("utf-8")
    except UnicodeDecodeError as fault:
        byte = fault.start + len(data) - len(bare)
        return Problem("F101", place, f"byte {byte:,} (0x{data[byte]:02x}) is not UTF-8")


def read_text(path: Path, root: Path, limit: int, place: Location) -> str | Problem:
    """The text of one of our own files, or why it cannot be had."""
    data = read_bytes(path, root, limit, place)
    return data if isinstance(data, Problem) else decode(data, place)
