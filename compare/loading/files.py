"""The only place of the loader that touches the disk: bounded, and never beyond the casebook or one of its text folders."""

from __future__ import annotations

import codecs
import os
import stat
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from compare.core.problems import Problem
from compare.loading.alone import alone_in
from compare.loading.beside import folder_beside
from compare.loading.digests import note, note_again

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

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


class ChangedMeanwhile(Exception):  # noqa: N818 - named for what is told: nobody's error
    """The file on the disk is not the one that the change was made from; the message is a sentence for the person."""


def replace_text(path: Path, old: str | None, new: str) -> None:
    """Put another text in the place of a file's text: as a whole or not at all, and past no other run that does the same.

    The new text is written beside the file, forced to the disk and renamed over it (POSIX rename is atomic). The file's mode
    and byte order mark stay; a link stays a link, and what it leads to is replaced. A missing folder is made.

    Args:
        path: the file.
        old: the text that the change was made from, as `read_text` gives it; None where there must be no such file yet.
        new: the text to stand there, line ends included.

    Raises:
        ChangedMeanwhile: the file says something else by now, is gone, or is there although it should not be.
        OSError: it cannot be written, or another run is at it and does not come to an end.
    """
    real = Path(os.path.realpath(path))
    if old is None:
        real.parent.mkdir(parents=True, exist_ok=True)
    elif not real.parent.is_dir():
        raise ChangedMeanwhile(_since(path.name, old, None))
    with alone_in(real.parent):
        found = _bytes_now(real)
        if _bare(found) != _bare(None if old is None else old.encode("utf-8")):
            raise ChangedMeanwhile(_since(path.name, old, found))
        data = new.encode("utf-8")
        if found is not None and found.startswith(codecs.BOM_UTF8) and not data.startswith(codecs.BOM_UTF8):
            data = codecs.BOM_UTF8 + data
        write_whole(real, data, None if found is None else stat.S_IMODE(real.stat().st_mode), new=found is None)


def write_whole(path: Path, data: bytes, mode: int | None = None, *, new: bool) -> None:
    """Write a file beside its place, down to the disk, and give it its name: as a whole or not at all.

    Args:
        path: the file.
        data: what it is to hold.
        mode: its permissions; those of any new file if left out.
        new: nothing is written over.

    Raises:
        ChangedMeanwhile: there is such a file, and it was to be new.
        OSError: it cannot be written.
    """
    with folder_beside(path.parent, ".whosays-") as beside:
        written = beside / "new"
        _write(written, data, mode)
        _take_place(written, path, new=new)


def _bytes_now(real: Path) -> bytes | None:
    """What the file holds, or None where there is none."""
    try:
        return real.read_bytes()
    except FileNotFoundError:
        return None


def _bare(data: bytes | None) -> bytes | None:
    """The bytes without byte order marks, which are no part of the text."""
    while data is not None and data.startswith(codecs.BOM_UTF8):
        data = data.removeprefix(codecs.BOM_UTF8)
    return data


def _since(name: str, old: str | None, found: bytes | None) -> str:
    """What has become of the file since it was read."""
    if old is None:
        return f"{shown_name(name)} is there already; nothing was written over it"
    became = "is gone" if found is None else "was changed by somebody else"
    return f"{shown_name(name)} {became} since it was read; nothing was written"


def _write(path: Path, data: bytes, mode: int | None) -> None:
    """Write a new file, down to the disk."""
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    if mode is not None:
        path.chmod(mode)


def _take_place(written: Path, real: Path, *, new: bool) -> None:
    """Give a written file its name.

    Raises:
        ChangedMeanwhile: the file is new, and somebody has made it meanwhile.
    """
    if new:
        try:
            real.hardlink_to(written)  # unlike a rename this fails where there is a file by now
        except FileExistsError:
            raise ChangedMeanwhile(_since(real.name, None, b"")) from None
        except OSError:  # a file system without hard links
            written.replace(real)
    else:
        written.replace(real)
