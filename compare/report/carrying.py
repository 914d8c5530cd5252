"""From the report before into the next: its files that stand as its marker lists them, and what is not ours."""

from __future__ import annotations

import errno
import os
import shutil
import stat
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

from compare.report.marker import MARKER, Marker
from compare.report.plain_files import opened, sha256

if TYPE_CHECKING:
    from collections.abc import Iterator

_DEEPEST: Final = 100  # folders in folders; ours are two deep


class Before:
    """The report before, while the next is made in a folder beside it."""

    def __init__(self, folder: Path, marker: Marker | None, beside: Path) -> None:
        """A report that may not be there yet, what its marker lists, and the folder of the next one."""
        self.is_there, self.listed = marker is not None, marker or Marker()
        self._folder, self._beside = folder, beside
        self._files = frozenset(_files(folder))
        self._made: set[str] = set()

    def has(self, name: str, data: bytes) -> bool:
        """Whether this file stands in it and holds these bytes."""
        return name in self._files and (self._folder / name).read_bytes() == data

    def carried(self, name: str) -> bool:
        """Let the file stand in the next report as it stands in this one, unless it is no longer what the marker lists.

        The link is made first and looked at then: what is looked at is what will be published. Nobody writes into it any more.
        """
        digest = self.listed.files.get(name)
        if not digest or name not in self._files:
            return False
        here = f"{self._beside}/{name}"
        self._make_room(name)
        try:
            _link(f"{self._folder}/{name}", here)
            if sha256(here) == digest:
                return True
        except OSError:
            pass  # gone, or not to be read, or no room for a copy: it is made again, and fails again if it must
        Path(here).unlink(missing_ok=True)
        return False

    def _make_room(self, name: str) -> None:
        folder = name.rpartition("/")[0]
        if folder not in self._made:
            (self._beside / folder).mkdir(parents=True, exist_ok=True)
            self._made.add(folder)

    def carry_strangers(self) -> None:
        """Copy what this folder holds beyond its report into the next; a page of the next goes before it.

        Folders keep their permissions, and empty ones stay: what people keep here, such as a clone of git, may need them.
        """
        made: list[str] = []
        for name in entries(self._folder):
            if name not in self.listed.files and name != MARKER and not os.path.lexists(self._beside / name):
                self._make_folders(PurePosixPath(name).parent, name, made)
                shutil.copy2(_plain(self._folder / name), self._beside / name, follow_symlinks=False)
        for name in _empty_folders(self._folder):
            if not os.path.lexists(self._beside / name):
                self._make_folders(PurePosixPath(name), name, made)
        for name in reversed(made):
            shutil.copymode(self._folder / name, self._beside / name)

    def _make_folders(self, folder: PurePosixPath, name: str, made: list[str]) -> None:
        """Make a folder in the next report, and those above it; which ones these were is noted."""
        for each in reversed([folder, *folder.parents]):
            here = self._beside / each
            if here.is_dir():
                continue
            if os.path.lexists(here):
                raise OSError(errno.EEXIST, f"{name} lies where the file {each} belongs: take it out of the folder")
            here.mkdir()
            made.append(each.as_posix())


def _link(old: str, new: str) -> None:
    """One file under two names, or a copy as old as it where the file system has no such thing."""
    try:
        os.link(old, new, follow_symlinks=False)
    except OSError:
        with open(old, "rb", opener=opened) as source, open(new, "xb") as copy:  # noqa: PTH123 - Path has no opener
            shutil.copyfileobj(source, copy)
            found = os.fstat(source.fileno())
        os.utime(new, ns=(found.st_atime_ns, found.st_mtime_ns))


def _plain(path: Path) -> Path:
    """The path of a file or of a link; a device could be copied for ever."""
    mode = path.lstat().st_mode
    if not (stat.S_ISREG(mode) or stat.S_ISLNK(mode)):
        raise OSError(errno.EINVAL, f"{path.name} is neither a file nor a link: take it out of the folder")
    return path


def _files(folder: Path, below: str = "") -> Iterator[str]:
    """The files of a folder to which no link leads, as paths relative to it, posix; none of a folder that cannot be read."""
    with suppress(OSError), os.scandir(folder) as found:
        for each in found:
            if each.is_dir(follow_symlinks=False) and below.count("/") < _DEEPEST:
                yield from _files(folder / each.name, f"{below}{each.name}/")
            elif each.is_file(follow_symlinks=False):
                yield f"{below}{each.name}"


def entries(folder: Path) -> list[str]:
    """Every file, every link and every closed folder below a folder, as a sorted path relative to it, posix.

    Raises:
        OSError: the folder itself cannot be looked into, or one below it is too deep.
    """
    found: list[str] = []

    def closed(fault: OSError) -> None:
        if isinstance(fault, FileNotFoundError | NotADirectoryError):  # it has gone meanwhile, or never was
            return
        if Path(fault.filename) == folder:
            raise fault
        found.append(Path(fault.filename).relative_to(folder).as_posix())

    for base, folders, names in os.walk(folder, onerror=closed):
        links = [name for name in folders if os.path.islink(os.path.join(base, name))]  # noqa: PTH114, PTH118 - in bulk
        below = PurePosixPath(Path(base).relative_to(folder))
        if len(below.parts) > _DEEPEST:
            raise OSError(
                errno.ENAMETOOLONG, f"{below.parts[0]} holds folders in folders without end: take it out of the folder"
            )
        found += [(below / name).as_posix() for name in [*names, *links]]
    return sorted(found)


def _empty_folders(folder: Path) -> list[str]:
    """Every folder below a folder in which nothing is, as a sorted path relative to it, posix."""
    empty = (Path(base) for base, folders, names in os.walk(folder) if not folders and not names)
    return sorted(each.relative_to(folder).as_posix() for each in empty if each != folder)
