"""The next report, while it is made in a folder beside the one that is shown."""

from __future__ import annotations

import errno
import hashlib
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

from compare.report.marker import MARKER, Marker
from compare.report.plain_files import sha256, sync_tree, write_new
from compare.report.recipes import Page, Standing, made_by

if TYPE_CHECKING:
    from compare.report.carrying import Before

Last = Callable[[Mapping[str, str]], str]
"""What makes the text of a file once all others have their digests."""
Content = str | bytes | Path | Page | Last | Iterator[str]
"""Of one file of a report: text, also in parts where it is long; bytes; a finished file beside the report, which is moved into
it; a page; what comes last."""
Files = Callable[[Standing], Iterable[tuple[str, Content]]]
"""What yields every file of a report by its path (posix, inside the report), and may ask which pages stand."""
_UNFINISHED: Final = ".whosays.part"  # the name of a file in parts while it is written
_AT_ONCE: Final = 1 << 20  # characters
_LETTERS: Final = frozenset("\\\0\n")  # that no path of ours has; a list of paths has a line for each


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
                self._add(inside(name), content)
        finally:
            if isinstance(made, Generator):
                made.close()  # now and not at some time: a second process may be at work in the folder
        write_new(self._folder / MARKER, self._marker())

    def settle(self) -> None:
        """See that what was written is what was meant, and that all of it is on the disk.

        Raises:
            OSError: a file does not hold what it was given, or does not reach the disk.
        """
        marker = hashlib.sha256(self._marker()).hexdigest()
        for name in sorted(self._written):
            self._read_back(name, self._files[name])
        self._read_back(MARKER, marker)
        sync_tree(self._folder)

    def _read_back(self, name: str, digest: str) -> None:
        if sha256(self._folder / name) != digest:
            raise OSError(errno.EIO, f"{name} does not hold what was written into it")

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
        if isinstance(content, Iterator):
            self._files[name] = self._put_in_parts(name, content)
        elif not isinstance(content, Page):
            self._files[name] = self._put(name, content(self._files) if callable(content) else content)
        else:
            self._recipes[name] = content.recipe
            self._files[name] = self._before.listed.files[name] if content.text is None else self._put(name, content.text)

    def _put_in_parts(self, name: str, parts: Iterator[str]) -> str:
        """Let a file have this text, of which no more than a stretch is ever held; returns its SHA-256."""
        path, digest = self._folder / _UNFINISHED, hashlib.sha256()
        with path.open("xb") as file:
            for stretch in _stretches(parts):
                data = stretch.encode("utf-8")
                digest.update(data)  # of what was given: what the disk has made of it is looked at later
                file.write(data)
        self._put(name, path, digest.hexdigest())
        path.unlink(missing_ok=True)
        return digest.hexdigest()

    def _put(self, name: str, content: str | bytes | Path, digest: str = "") -> str:
        """Let a file have this content, of this SHA-256 where it is known already; returns it."""
        data = content.encode("utf-8") if isinstance(content, str) else content
        digest = digest or (sha256(data) if isinstance(data, Path) else hashlib.sha256(data).hexdigest())
        if self._before.listed.files.get(name) == digest and self._before.carried(name):
            return digest
        self._written.add(name)
        path = self._folder / name
        if isinstance(data, Path):
            path.parent.mkdir(parents=True, exist_ok=True)
            data.replace(path)
        else:
            path.unlink(missing_ok=True)
            write_new(path, data)
        return digest

    def _marker(self) -> bytes:
        return Marker(self._files, self._recipes, made_by() if self._recipes else "").text().encode("utf-8")


def _stretches(parts: Iterator[str]) -> Iterator[str]:
    """The same text in fewer parts."""
    held, length = [], 0
    for part in parts:
        held.append(part)
        length += len(part)
        if length >= _AT_ONCE:
            yield "".join(held)
            held, length = [], 0
    yield "".join(held)


def inside(name: str) -> str:
    """The path of a page, posix, inside its report.

    Raises:
        ValueError: it leads out of the report, or is that of the marker.
    """
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or not _LETTERS.isdisjoint(name) or name in {"", ".", MARKER}:
        raise ValueError(f"a page of a report cannot be called {name!r}")
    return path.as_posix()
