"""Several files of a casebook written together: all of them, or none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compare.loading.files import ChangedMeanwhile, replace_text

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
