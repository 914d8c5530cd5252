"""A disk that fails: one chosen call, of all by which something below a folder is written, raises an error of the system."""

from __future__ import annotations

import io
import os
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Final, Self

import pytest

from compare.report import plain_files, publish

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_NAMING: Final = ("rename", "replace", "link", "mkdir", "unlink", "rmdir", "chmod", "utime")
"""Functions of `os` that change what a folder says; the last argument that is a path is what they make or take away."""
_FILLING: Final = ("fsync", "ftruncate", "pwrite", "write", "sendfile", "copy_file_range")
"""Functions of `os` whose first descriptor is that of the file which is written."""


class Disk:
    """Counts the calls that write below a folder, and lets the one with this number fail; 0 lets none fail.

    With `for_good` every later call that needs room fails, too, as on a disk that is full and stays so; names can still be
    taken away and changed there.
    """

    def __init__(self, folder: Path, fail_at: int = 0, code: int = 28, *, for_good: bool = False) -> None:
        self.calls: list[str] = []
        self._folder, self._fail_at, self._code, self._for_good = os.path.realpath(folder), fail_at, code, for_good

    def __repr__(self) -> str:
        return f"{os.strerror(self._code)} at call {self._fail_at}: {(self.calls[self._fail_at - 1 :] or ['none'])[0]}"

    def step(self, what: str, place: object, *, growing: bool = True) -> bool:
        """Count a call, if it is one below the folder; whether it has to fail."""
        if not str(Path.cwd() / str(place)).startswith(self._folder):
            return False
        self.calls.append(f"{what} {place}")
        number = len(self.calls)
        return number == self._fail_at or (self._for_good and growing and 0 < self._fail_at < number)

    def error(self, place: object = None) -> OSError:
        return OSError(self._code, os.strerror(self._code), None if place is None else str(place))


class _File:
    """A file that is open for writing: what fails has done half of its work, and a failing close has lost the end."""

    def __init__(self, disk: Disk, file: IO[Any], name: object) -> None:
        self._disk, self._file, self._name = disk, file, name

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.close()

    def __iter__(self) -> Iterator[Any]:
        return iter(self._file)

    def write(self, data: Any) -> int:
        if self._disk.step("write", self._name):
            self._file.write(data[: len(data) // 2])
            raise self._disk.error()
        return int(self._file.write(data))

    def close(self) -> None:
        if self._file.closed:
            return
        failing = self._disk.step("close", self._name)
        self._file.close()
        if failing:
            os.truncate(str(self._name), Path(str(self._name)).stat().st_size // 2)
            raise self._disk.error()


@contextmanager
def failing(disk: Disk) -> Iterator[Disk]:
    """Within this context everything that writes goes by way of the disk."""
    with pytest.MonkeyPatch.context() as patch:
        opener = _opening(disk, io.open)
        patch.setattr("builtins.open", opener)
        patch.setattr(io, "open", opener)
        patch.setattr(os, "open", _os_open(disk, os.open))
        for name in _NAMING:
            patch.setattr(os, name, _naming(disk, name, getattr(os, name)))
        for name in _FILLING:
            patch.setattr(os, name, _filling(disk, name, getattr(os, name)))
        patch.setattr(publish, "_exchanged", _exchange(disk, getattr(publish, "_exchanged")))  # noqa: B009 - a call of the system
        patch.setattr(plain_files, "_synced_at_once", _filling(disk, "syncfs", plain_files._synced_at_once))  # noqa: SLF001
        yield disk


def _opening(disk: Disk, real: Callable[..., Any]) -> Callable[..., Any]:
    def opened(file: Any, mode: str = "r", *arguments: Any, **options: Any) -> Any:
        if not set(mode) & set("wxa+") or isinstance(file, int):
            return real(file, mode, *arguments, **options)
        if disk.step("open", file):
            raise disk.error(file)
        return _File(disk, real(file, mode, *arguments, **options), file)

    return opened


def _os_open(disk: Disk, real: Callable[..., int]) -> Callable[..., int]:
    def opened(path: Any, flags: int, *arguments: Any, **options: Any) -> int:
        if flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT) and disk.step("open", path):
            raise disk.error(path)
        return real(path, flags, *arguments, **options)

    return opened


def _naming(disk: Disk, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
    def named(*arguments: Any, **options: Any) -> Any:
        paths = [each for each in arguments if isinstance(each, str | bytes | os.PathLike)]
        base = options.get("dir_fd")
        place = Path(_path_of(base) if isinstance(base, int) else "", os.fsdecode(paths[-1])) if paths else Path()
        if disk.step(name, place, growing=name in {"link", "mkdir"}):
            raise disk.error(place)
        return real(*arguments, **options)

    return named


def _filling(disk: Disk, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
    def filled(descriptor: int, *arguments: Any, **options: Any) -> Any:
        if disk.step(name, _path_of(descriptor)):
            raise disk.error()
        return real(descriptor, *arguments, **options)

    return filled


def _exchange(disk: Disk, real: Callable[[Path, Path], bool]) -> Callable[[Path, Path], bool]:
    def exchanged(one: Path, other: Path) -> bool:
        if disk.step("exchange", other, growing=False):
            raise disk.error(other)
        return real(one, other)

    return exchanged


def _path_of(descriptor: int) -> str:
    try:
        return str(Path(f"/proc/self/fd/{descriptor}").readlink())
    except OSError:  # none of ours
        return ""
