"""Several files of a casebook written together: all of them, or none, also where the run is told to end meanwhile."""

from __future__ import annotations

import errno
import stat
from typing import TYPE_CHECKING

from compare.core.undisturbed import undisturbed
from compare.loading.replacing import ChangedMeanwhile, replace_text, write_whole

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def replace_all(root: Path, changes: Mapping[str, tuple[str | None, str]]) -> None:
    """Replace the texts of files; where one of them cannot be written, those before it get their old texts back.

    Args:
        root: the folder that the names are relative to.
        changes: by name the text that the change was made from (None for a new file) and the text to stand there.

    Raises:
        ChangedMeanwhile: a file says something else by now.
        OSError: a file cannot be written.
    """
    written: list[str] = []
    with undisturbed():
        try:
            for name, (old, new) in changes.items():
                replace_text(root / name, old, new)
                written.append(name)
        except (ChangedMeanwhile, OSError):
            for name in reversed(written):
                _put_back(root / name, *changes[name])
            raise


def _put_back(path: Path, old: str | None, new: str) -> None:
    """The file as it was before; one that somebody has changed since stays."""
    try:
        if old is not None:
            replace_text(path, new, old)
        elif path.read_bytes() == new.encode("utf-8"):
            path.unlink()
    except (ChangedMeanwhile, OSError):
        return  # the first fault is the one to be told


def place_all(folder: Path, contents: Mapping[str, bytes], *, new: bool, make: bool = False) -> None:
    """Put files into a folder; where one of them cannot be written, those before it become what they were.

    Args:
        folder: the folder.
        contents: what each file is to hold, by its name.
        new: nothing is written over.
        make: the folder is made where there is none.

    Raises:
        ChangedMeanwhile: one of the files is there, and was to be new.
        OSError: a file cannot be written.
    """
    if make:
        folder.mkdir(parents=True, exist_ok=True)
    before: dict[str, bytes | None] = {}
    with undisturbed():
        try:
            for name, data in contents.items():
                old = None if new else _held(folder / name)
                write_whole(folder / name, data, _mode(folder / name), new=new)
                before[name] = old
        except (ChangedMeanwhile, OSError):
            for name, old in reversed(before.items()):
                _become(folder / name, old)
            raise


def _mode(path: Path) -> int | None:
    """The permissions of a file that is written over, which stay: what was closed to others is not opened to them."""
    return stat.S_IMODE(path.stat().st_mode) if path.is_file() and not path.is_symlink() else None


def _held(path: Path) -> bytes | None:
    """What a file holds that is about to be written over, None where there is none; a pipe would keep us waiting."""
    if path.exists() and not path.is_file():
        raise FileExistsError(errno.EEXIST, "what stands there is no file")
    return path.read_bytes() if path.exists() else None


def _become(path: Path, old: bytes | None) -> None:
    """The file as it was before."""
    try:
        if old is None:
            path.unlink()
        else:
            write_whole(path, old, _mode(path), new=False)
    except OSError:
        return  # the first fault is the one to be told
