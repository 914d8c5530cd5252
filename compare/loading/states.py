"""Whether anything that a run reads has changed on disk: the files and folders of a casebook with their states."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

from compare.loading import files
from compare.loading.layout import CLAIMS, DECISIONS, SETTINGS, SOURCES, VOCABULARY
from compare.loading.settings_file import read_settings
from compare.loading.texts import folders

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

State = tuple[int, int, int]
"""Inode, size in bytes, time of the last change in nanoseconds; zeros for a folder and for what is no file."""
OURS = (SOURCES, CLAIMS, VOCABULARY, DECISIONS)


def watched_folders(root: Path, texts: Sequence[Path]) -> tuple[Path, ...]:
    """The folders in which a change may matter, as far as they are there: the casebook, its parts, those of article texts."""
    settings, _ = read_settings(root)
    further = [folder for folder, _ in folders(root, settings, texts)]
    there = dict.fromkeys([root, *(root / name for name in OURS), *further])
    return tuple(folder for folder in there if files.is_folder(folder))


def states(root: Path, texts: Sequence[Path], names: Iterable[str]) -> dict[str, State]:
    """The state of everything that a run reads, by a name for people; folders end in a slash.

    Hidden files are left out as the loader leaves them out, which includes what most editors write beside a file.

    Args:
        root: the casebook.
        texts: more folders in which article texts are looked for.
        names: the file names of article texts; nothing else in the further folders is read.
    """
    found = dict(_own(root))
    wanted = sorted(set(names))
    for folder in watched_folders(root, texts):
        if folder not in {root, *(root / name for name in OURS)}:
            shown = os.path.relpath(folder, root) if folder.is_relative_to(root) else str(folder)
            found |= dict(_states(folder, f"{files.shown_name(shown)}/", wanted))
    return found


def _own(root: Path) -> Iterator[tuple[str, State]]:
    """The casebook's own files and folders."""
    if files.exists(root / SETTINGS):
        yield SETTINGS, _state(root / SETTINGS)
    for name in OURS:
        try:
            listed = files.names(root / name)
        except OSError:  # there, and not to be listed: the loader says so
            listed = []
        if files.is_folder(root / name):
            yield from _states(root / name, f"{name}/", listed)


def _states(folder: Path, prefix: str, names: Iterable[str]) -> Iterator[tuple[str, State]]:
    yield prefix, _state(folder)
    for name in names:
        path = folder / name
        if files.exists(path):
            yield f"{prefix}{files.shown_name(name)}{'/' if files.is_folder(path) else ''}", _state(path)


def _state(path: Path) -> State:
    try:
        found = path.stat()
    except OSError:  # a link to nothing, or gone since it was listed
        return (0, 0, 0)
    if not stat.S_ISREG(found.st_mode):
        return (0, 0, 0)
    return (found.st_ino, found.st_size, found.st_mtime_ns)


def differences(before: Mapping[str, State], after: Mapping[str, State]) -> list[str]:
    """What changed between two looks, sorted, as `claims/a.yaml`, `claims/b.yaml (new)`, `seeds/ (gone)`.

    What is in a folder that came or went goes without saying.
    """
    changed = sorted(name for name in {*before, *after} if before.get(name) != after.get(name))
    folders = {name for name in changed if name.endswith("/")}
    said = [name for name in changed if not any(name.startswith(folder) and name != folder for folder in folders)]
    return [name + (" (gone)" if name not in after else " (new)" if name not in before else "") for name in said]
