"""Where a report must not stand: a casebook, a home, a link, a folder that holds what no build of ours has made."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Final

from compare.report.marker import MARKER, Marker, MarkerError, marker_in

KEPT: Final = frozenset({"baseline.json", ".gitignore"})  # committed by people; never ours to remove
_READ: Final = ("claims", "seeds")
_CASEBOOK: Final = ("whosays.toml", *_READ)


class PublishError(OSError):
    """The report was not written, and why, in a sentence for the person who asked for it."""


class OutputRefusedError(PublishError):
    """The output is a folder that a report must not replace."""


class OutputBusyError(PublishError):
    """Another build is writing the same output."""


def not_refused(output: Path) -> Path:
    """The output as an absolute path; raises OutputRefusedError where a report must not stand there."""
    output = _placed(output)
    _refuse_if_dangerous(output)
    _refuse_if_not_ours(output)
    return output


def _placed(output: Path) -> Path:
    """Where the output is, whatever links lead to it; a link in its own place is to be refused, and not followed."""
    above, name = (output, "") if output.name in {"", ".."} else (output.parent, output.name)
    return Path(os.path.realpath(above)) / name


def marker_of(output: Path) -> Marker | None:
    """The marker of the report that stands there, if one does; raises OutputRefusedError where it cannot be read."""
    try:
        return marker_in(output)
    except (MarkerError, OSError) as error:
        why = (error.strerror if isinstance(error, OSError) else None) or error
        raise OutputRefusedError(
            f"{output / MARKER} cannot be read ({why}): remove the old report by hand, then build again."
        ) from error


def refuse_in_the_way(*folders: Path) -> None:
    """Raise OutputRefusedError where something stands that is no folder, and a build needs the name for one."""
    for each in folders:
        if os.path.lexists(each) and (each.is_symlink() or not each.is_dir()):
            raise OutputRefusedError(f"{each} is in the way, where a build makes a folder: remove it, or rename it.")


def refuse_unwritable(output: Path) -> None:
    """Raise OSError where no folder can be made beside the output or in its place, or where its disk is full."""
    folder = next(each for each in output.parents if each.exists())
    if not folder.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder))
    room = os.statvfs(folder)
    if room.f_flag & os.ST_RDONLY:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS), str(folder))
    for each in (folder, output):
        if each.exists() and not os.access(each, os.W_OK | os.X_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(each))
    if (room.f_blocks and not room.f_bavail) or (room.f_files and not room.f_favail):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(folder))


def _refuse_if_dangerous(output: Path) -> None:
    if output == Path(output.anchor) or any(output == each or output in each.parents for each in _homes()):
        raise OutputRefusedError(f"{output} cannot hold a report: name a folder of its own.")
    if output.is_symlink():
        raise OutputRefusedError(f"{output} is a link: name the folder itself.")
    if output.exists() and not output.is_dir():
        raise OutputRefusedError(f"{output} is not a folder: name another, or remove it.")
    if output.is_mount():
        raise OutputRefusedError(f"{output} is where a disk is mounted, and cannot be replaced: name a folder in it.")
    if any((output / each).exists() for each in _CASEBOOK):
        raise OutputRefusedError(f"{output} holds a casebook's own files: name a folder of its own, such as reports.")
    if inside := next((each for each in output.parents if _is_input(each)), None):
        raise OutputRefusedError(f"{output} is among what is read from {inside}: name a folder beside it, such as reports.")


def _homes() -> tuple[Path, ...]:
    """The home of whoever runs this, as it is called and where it is; none where the system knows none of this user."""
    try:
        home = Path.home()
    except RuntimeError:
        return ()
    return (home, Path(os.path.realpath(home)))


def _is_input(folder: Path) -> bool:
    """Whether this is a folder of a casebook from which records or claims are read."""
    return folder.name in _READ and all((folder.parent / each).is_dir() for each in _READ)


def _refuse_if_not_ours(output: Path) -> None:
    if not output.is_dir() or marker_of(output):
        return
    strangers = sorted(each.name for each in output.iterdir() if each.name not in KEPT)
    if strangers:
        raise OutputRefusedError(f"{output} holds {strangers[0]} and no {MARKER}: it is not a report; name another folder.")
