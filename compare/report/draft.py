"""The next report, while it is made in a folder beside the one that is shown."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from compare.report.carrying import Before, sha256
from compare.report.marker import MARKER, Marker
from compare.report.recipes import Page, Standing, made_by

Content = str | bytes | Path | Page
"""Of one file of a report: text, bytes, a finished file beside the report, which is moved into it, or a page."""
Files = Callable[[Standing], Iterable[tuple[str, Content]]]
"""What yields every file of a report by its path (posix, inside the report), and may ask which pages stand."""


@dataclass(frozen=True, slots=True)
class Published:
    """What came of it: the pages that have a recipe, how many of them were written, and whether there was a report before."""

    pages: int
    written: int
    again: bool


class Draft:
    """Files of the report before are linked into it where they are what they shall be; all others are new files."""

    def __init__(self, folder: Path, before: Before) -> None:
        """Begin with nothing in a folder that is there."""
        self._folder, self._before = folder, before
        self._files: dict[str, str] = {}
        self._recipes: dict[str, str] = {}
        self._written: set[str] = set()

    def fill(self, files: Files) -> None:
        """Let every file have its content; raises as `publish`."""
        made = files(self._standing())
        try:
            for name, content in made:
                self._add(_inside(name), content)
        finally:
            if isinstance(made, Generator):
                made.close()  # now and not at some time: a second process may be at work in the folder
        _write_file(self._folder / MARKER, self._marker())

    def differs(self) -> bool:
        """Whether the report before shows anything else."""
        return bool(self._written) or not self._before.has(MARKER, self._marker())

    def published(self) -> Published:
        """What came of it, if it is published."""
        return Published(len(self._recipes), len(self._written & self._recipes.keys()), again=self._before.is_there)

    def _standing(self) -> Standing:
        listed, carried = self._before.listed, self._before.carried
        if not listed.recipes or listed.made_by != made_by():
            return Standing(keep=lambda _name, _recipe: False)
        return Standing(keep=lambda name, recipe: listed.recipes.get(name) == recipe and carried(name))

    def _add(self, name: str, content: Content) -> None:
        if not isinstance(content, Page):
            self._files[name] = self._put(name, content)
            return
        self._recipes[name] = content.recipe
        self._files[name] = self._before.listed.files[name] if content.text is None else self._put(name, content.text)

    def _put(self, name: str, content: str | bytes | Path) -> str:
        """Let a file have this content; returns its SHA-256."""
        data = content.encode("utf-8") if isinstance(content, str) else content
        digest = sha256(data) if isinstance(data, Path) else hashlib.sha256(data).hexdigest()
        if self._before.listed.files.get(name) == digest and self._before.carried(name):
            return digest
        self._written.add(name)
        path = self._folder / name
        if isinstance(data, Path):
            path.parent.mkdir(parents=True, exist_ok=True)
            data.replace(path)
        else:
            path.unlink(missing_ok=True)
            _write_file(path, data)
        return digest

    def _marker(self) -> bytes:
        return Marker(self._files, self._recipes, made_by() if self._recipes else "").text().encode("utf-8")


def _inside(name: str) -> str:
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or "\\" in name or name in {"", ".", MARKER}:
        raise ValueError(f"a page of a report cannot be called {name!r}")
    return path.as_posix()


def _write_file(path: Path, data: bytes) -> None:
    """Write and close; a full disk may show only on closing, which raises here too."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as file:
        file.write(data)
