"""Which files of a casebook are read as what, and which are read by nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from compare.core.model import Location
from compare.core.problems import Problem
from compare.core.suggest import did_you_mean
from compare.loading import files

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from compare.core.settings import Limits

SETTINGS: Final = "whosays.toml"
SOURCES: Final = "seeds"
CLAIMS: Final = "claims"
VOCABULARY: Final = "claims/vocabulary"
DECISIONS: Final = "claims/decisions"
SUFFIX: Final = ".yaml"
_FOLDERS: Final = {CLAIMS: {"vocabulary", "decisions"}}
_NEARLY_YAML: Final = frozenset({"yml", "yaml"})
PLACES: Final = ("places.csv", "places.tsv")
"""The tables of places that a vocabulary may hold; all that are there are read as one."""
_ONLY: Final = {VOCABULARY: {"subjects.yaml", "entities.yaml", "rules.yaml"}}


def listing(root: Path, folder: str, limits: Limits) -> tuple[list[str], list[Problem]]:
    """The YAML files of one folder of the casebook by name, and the problems with what else is in it.

    Hidden files and a README are nobody's claims; in seeds/ there are article texts, too. Of a folder beyond the limits nothing
    is read.
    """
    try:
        found = files.names(root / folder) if files.inside(root / folder, root) else None
    except OSError as fault:
        return [], [Problem("F104", Location(folder), f"the folder cannot be listed: {fault.strerror}")]
    if found is None:
        return [], [Problem("F105", Location(folder), "a link leads out of the casebook")]
    ours = [name for name in found if name.endswith(SUFFIX) and name in _ONLY.get(folder, {name})]
    if crowd := _too_much(root / folder, ours, len(found), limits):
        return [], [Problem("F108", Location(folder), crowd)]
    return ours, list(_unexpected(root, folder, [name for name in found if name not in ours]))


def _too_much(folder: Path, ours: list[str], number: int, limits: Limits) -> str:
    """What goes beyond the limits, seen before anything is read; nothing if nothing does."""
    if number > limits.files_per_folder:
        return f"the folder has {number:,} files and folders in it; at most {limits.files_per_folder:,} are read"
    sizes = [_size(folder / name) for name in ours]
    size = sum(each for each in sizes if each <= limits.file_bytes)  # a larger file is not read, and is a problem of its own
    if size > limits.folder_bytes:
        return f"the files of the folder have {size:,} bytes; at most {limits.folder_bytes:,} are read"
    return ""


def _size(path: Path) -> int:
    """How many bytes a file has, links followed; none where it cannot be looked at, which reading will tell."""
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _unexpected(root: Path, folder: str, names: list[str]) -> Iterator[Problem]:
    """What nothing will read."""
    for name in names:
        is_folder = files.is_folder(root / folder / name)
        expected = name in _FOLDERS.get(folder, ()) if is_folder else _is_expected_file(folder, name)
        if not expected:
            what = "folder" if is_folder else "file"
            near = did_you_mean(name, _names_read(folder, name, is_folder=is_folder))
            yield Problem("F106", Location(f"{folder}/{files.shown_name(name)}"), f"nothing reads this {what}{near}")


def _names_read(folder: str, name: str, *, is_folder: bool) -> set[str]:
    """The names that may have been meant: those of this folder, or the file's own with the suffix that is read."""
    if is_folder:
        return _FOLDERS.get(folder, set())
    stem, dot, suffix = name.rpartition(".")
    if folder == VOCABULARY:
        return {*_ONLY[folder], *PLACES}
    return _ONLY.get(folder, {f"{stem}{SUFFIX}"} if dot and suffix.lower() in _NEARLY_YAML else set())


def _is_expected_file(folder: str, name: str) -> bool:
    """Whether a file may be here although it is no YAML file of ours."""
    ours = (folder == SOURCES and name.endswith(".txt")) or (folder == VOCABULARY and name in PLACES)
    return ours or name.upper().startswith("README")
