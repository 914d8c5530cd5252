"""The only place of the loader that reads the disk: bounded, and never beyond the casebook or one of its text folders."""

from __future__ import annotations

import codecs
import os
import stat
from contextlib import contextmanager
from contextvars import ContextVar
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from compare.core.problems import Problem
from compare.loading.digests import note, note_again

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from compare.core.model import Location

# a pipe or device must not make us wait, and a link swapped in after the check must not be followed
_FLAGS: Final = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)
_INSTEAD: Final[ContextVar[Mapping[str, bytes]]] = ContextVar("_INSTEAD", default=MappingProxyType({}))
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
        found = set(os.listdir(folder))  # noqa: PTH208 - names, not paths
    except (FileNotFoundError, NotADirectoryError):
        found = set()
    return sorted(name for name in found | _names_instead(folder) if not name.startswith("."))


def is_folder(path: Path) -> bool:
    """Whether this is a folder, links followed."""
    return os.path.isdir(path)  # noqa: PTH112 - Path.is_dir raises where permission is missing


def exists(path: Path) -> bool:
    """Whether anything has this name, be it a link to nothing."""
    return os.path.lexists(path) or _instead(path) is not None


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
            return _too_large(place, before.st_size, limit)
        data = b"".join(_chunks(descriptor, before.st_size))
        if _state(os.stat(real)) != _state(before) or len(data) != before.st_size:  # noqa: PTH116 - a real path as text
            return Problem("F107", place, "the file changed while it was read")
    finally:
        os.close(descriptor)
    return data


def _too_large(place: Location, size: int, limit: int) -> Problem:
    """A file of more bytes than are read."""
    return Problem("F102", place, f"the file has {size:,} bytes; at most {limit:,} are read")


def beyond_memory(place: Location) -> Problem:
    """A file within all limits that this machine cannot hold."""
    return Problem("F104", place, "reading it takes more memory than there is", "Split it, or give the command more memory.")


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
    instead = _instead(path)
    if instead is not None:
        return instead if len(instead) <= limit else _too_large(place, len(instead), limit)
    return _read(real, limit, place)


def _read(real: str, limit: int, place: Location) -> bytes | Problem:
    """What a real path holds, read once more where it changed meanwhile."""
    try:
        found = os.stat(real)  # noqa: PTH116 - a real path as text
        if not stat.S_ISREG(found.st_mode):  # before opening: opening a device may already do something
            return _not_regular(place, found.st_mode)
        first = _read_once(real, limit, place)
        if isinstance(first, Problem) and first.code == "F107":
            second = _read_once(real, limit, place)
            if not isinstance(second, Problem):
                note_again(place)
            return second
    except FileNotFoundError:
        return Problem("F103", place, "a link to nothing stands where a file belongs")
    except OSError as fault:
        return Problem("F104", place, f"the file cannot be read: {fault.strerror}")
    return first


def bare(data: bytes) -> bytes:
    """The bytes without byte order marks, which are no part of the text: two programs may have written one each."""
    while data.startswith(codecs.BOM_UTF8):
        data = data.removeprefix(codecs.BOM_UTF8)
    return data


def decode(data: bytes, place: Location) -> str | Problem:
    """UTF-8 bytes as text, line ends untouched, without byte order marks (which are no part of the text, nor of offsets)."""
    if data.startswith(_WIDE) or b"\x00" in data[:4]:
        return Problem("F101", place, "the file is UTF-16 or UTF-32")
    unmarked = bare(data)
    try:
        return unmarked.decode("utf-8")
    except UnicodeDecodeError as fault:
        byte = fault.start + len(data) - len(unmarked)
        return Problem("F101", place, f"byte {byte:,} (0x{data[byte]:02x}) is not UTF-8")


def read_text(path: Path, root: Path, limit: int, place: Location) -> str | Problem:
    """The text of one of our own files, or why it cannot be had."""
    data = read_bytes(path, root, limit, place)
    note(place.file, data)
    return data if isinstance(data, Problem) else decode(data, place)


@contextmanager
def as_if(root: Path, changes: Mapping[str, str]) -> Iterator[None]:
    """Within this context some files read as if their texts were others, or as if they were there; the disk stays as it is.

    Only this thread sees it.

    Args:
        root: the folder that the names are relative to.
        changes: the text of each file by its name, parts joined by slashes.
    """
    texts = {os.path.abspath(root / name): text.encode("utf-8", "surrogatepass") for name, text in changes.items()}  # noqa: PTH100 - no link is to be followed
    token = _INSTEAD.set(texts)
    try:
        yield
    finally:
        _INSTEAD.reset(token)


def _instead(path: Path) -> bytes | None:
    """What a file is to be read as, if not as it is."""
    texts = _INSTEAD.get()
    return texts.get(os.path.abspath(path)) if texts else None  # noqa: PTH100 - as the names are kept


def _names_instead(folder: Path) -> set[str]:
    """The names in a folder of files that are to be read as if they were there."""
    real = os.path.abspath(folder)  # noqa: PTH100 - as the names are kept
    return {os.path.basename(each) for each in _INSTEAD.get() if os.path.dirname(each) == real}  # noqa: PTH119, PTH120 - names, not paths
