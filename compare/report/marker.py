"""The marker of a report, `.whosays.json`: which files are ours, what stands in them, and what each page was made from."""

from __future__ import annotations

import json
import os
import stat
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

MARKER: Final = ".whosays.json"
LARGEST: Final = 64 * 2**20
"""Bytes of a marker: those of a report of a hundred thousand pages are fewer."""
MARKER_FORMAT: Final = 2  # 1 listed files and nothing else; it is read as a report of which no page can stand unrendered


class MarkerError(ValueError):
    """The marker cannot be read, so nobody knows which files are ours."""


@dataclass(frozen=True, slots=True)
class Marker:
    """The SHA-256 of each file by its path, the recipe of each page, and by what its pages were made."""

    files: Mapping[str, str] = field(default_factory=dict)
    recipes: Mapping[str, str] = field(default_factory=dict)
    made_by: str = ""

    def text(self) -> str:
        """As it is written: the same for the same report."""
        listed = {
            "format": MARKER_FORMAT,
            "made_by": self.made_by,
            "files": dict(sorted(self.files.items())),
            "recipes": dict(sorted(self.recipes.items())),
        }
        return json.dumps(listed, indent=1, ensure_ascii=False) + "\n"


def marker_in(folder: Path) -> Marker | None:
    """The marker of a report, or None where there is none. What is wrong beside the list of files is as if it were not there.

    Raises:
        MarkerError: it cannot be read.
    """
    try:
        found = json.loads(_bytes(folder / MARKER))
        files = found["files"]
        return Marker(
            _texts(files) or dict.fromkeys(map(str, files), ""), _texts(found.get("recipes")), _text(found.get("made_by"))
        )
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise MarkerError from error


def _bytes(path: Path) -> bytes:
    """What a marker holds; a link is not followed, a pipe not waited for, and no more is read than a marker can have."""
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    with open(descriptor, "rb") as file:  # noqa: PTH123 - a descriptor
        found = os.fstat(descriptor)
        if not stat.S_ISREG(found.st_mode) or found.st_size > LARGEST:
            raise MarkerError
        return file.read()


def _texts(found: object) -> dict[str, str]:
    return {name: _text(each) for name, each in found.items()} if isinstance(found, dict) else {}


def _text(found: object) -> str:
    return found if isinstance(found, str) else ""
