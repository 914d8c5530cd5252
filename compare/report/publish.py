"""A finished report takes the place of the old one in one step; until then, and on any failure, the old one stays as it is."""

from __future__ import annotations

import errno
import stat
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from compare.core.undisturbed import undisturbed
from compare.report.carrying import Before
from compare.report.draft import Content, Draft, Files, Published
from compare.report.exchange import exchanged as _exchanged
from compare.report.lock import locked, refuse_busy
from compare.report.plain_files import remove_tree, sync_folder
from compare.report.refusals import (
    OutputRefusedError,
    PublishError,
    marker_of,
    not_refused,
    refuse_in_the_way,
    refuse_unwritable,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

_STUCK: Final = {
    errno.EBUSY: "is where a disk is mounted",
    errno.EXDEV: "lies in a layer of its disk in which no folder can be renamed, such as the image of a container",
}


def publish(files: Iterable[tuple[str, Content]], output: Path) -> Published:
    """Write the files (paths inside the report, posix, and contents; text as UTF-8) and put them in the place of `output`.

    The new report is made beside the old one and swapped in when it is complete. What the old one already holds as it shall be
    is linked into the new one; where that is all, the old one stays. Of an old report only what its marker file lists is
    replaced or removed; anything else in the folder, such as a committed baseline, is carried over.

    Raises:
        OutputRefusedError: the output is a casebook, `/`, a home, a link, or a folder with files that are not a report's.
        OutputBusyError: another build holds the lock.
        OSError: it could not be written; the old report is as it was.
        ValueError: a page's path leaves the report, which is a bug of ours.
    """
    return publish_again(lambda _standing: files, output)


def publish_again(files: Files, output: Path) -> Published:
    """Publish what `files` yields, which may leave out pages that need not be made again; raises as `publish`."""
    output = not_refused(output)
    output.parent.mkdir(parents=True, exist_ok=True)
    fresh, aside = _beside(output)
    refuse_in_the_way(fresh, aside)
    with locked(output):
        _repair(output, fresh, aside)
        fresh.mkdir()
        try:
            if output.exists():
                fresh.chmod(stat.S_IMODE(output.stat().st_mode))  # a report that was closed to others stays so
            before = Before(output, marker_of(output), fresh)
            draft = Draft(fresh, before)
            draft.fill(files)
            if draft.differs():
                before.carry_strangers()
                draft.settle()
                _swap(fresh, output, aside)
            return draft.published()
        finally:
            with suppress(OSError):
                remove_tree(fresh)  # after the swap the old report stands here
            _clear_aside(output, aside)


def _beside(output: Path) -> tuple[Path, Path]:
    """Where the new report is made, and where the old one is put aside."""
    return output.with_name(f".{output.name}.new"), output.with_name(f".{output.name}.old")


def may_publish(output: Path) -> None:
    """Raise at once what `publish` would raise only after all the work for it; nothing is made or changed.

    Raises:
        OutputRefusedError: as `publish`.
        OutputBusyError: another build holds the lock.
        OSError: no folder can be made there, or there is no room on the disk.
    """
    output = not_refused(output)
    refuse_in_the_way(*_beside(output))
    refuse_busy(output)
    refuse_unwritable(output)


def _repair(output: Path, fresh: Path, aside: Path) -> None:
    """Undo what a killed build left: an old report that it had put aside comes back, and what it had half made goes."""
    if aside.exists() and not output.exists():
        aside.rename(output)
    _clear_aside(output, aside)
    try:
        if fresh.exists():
            remove_tree(fresh)
    except OSError as error:
        why = error.strerror or error
        raise OutputRefusedError(
            f"{fresh} was left by another build and cannot be removed ({why}): remove it by hand."
        ) from error


def _clear_aside(output: Path, aside: Path) -> None:
    """Remove the old report put aside, but never while it is the only one."""
    if output.exists() and aside.exists():
        with suppress(OSError):
            remove_tree(aside)


def _swap(fresh: Path, output: Path, aside: Path) -> None:
    """Put the new folder in the place of the old one, and undo it where that does not reach the disk."""
    with undisturbed():
        try:
            undo = _in_place(fresh, output, aside)
        except OSError as error:
            raise _in_words(error, output) from error
        try:
            sync_folder(output.parent)
        except OSError:
            undo()
            raise


def _in_words(error: OSError, output: Path) -> OSError:
    """Why a folder stays where it is, where the system's own words tell nobody what to do."""
    why = _STUCK.get(error.errno or 0)
    return PublishError(error.errno, f"{output} {why}: name another folder, or remove this one first") if why else error


def _in_place(fresh: Path, output: Path, aside: Path) -> Callable[[], object]:
    """Swap in one step where the system can, else with the old one put aside; gives what undoes it."""
    if not output.exists():
        fresh.rename(output)
        return lambda: output.rename(fresh)
    if _exchanged(fresh, output):
        return lambda: _exchanged(fresh, output)
    output.rename(aside)
    try:
        fresh.rename(output)
    except OSError:
        aside.rename(output)
        raise
    return lambda: (output.rename(fresh), aside.rename(output))
