"""A finished report takes the place of the old one in one step; until then, and on any failure, the old one stays as it is."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

from compare.report.exchange import exchanged as _exchanged

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Content = str | bytes | Path
"""Of one file of a report: text, bytes, or a finished file beside the report, which is moved into it."""
MARKER: Final = ".whosays.json"
MARKER_FORMAT: Final = 1
KEPT: Final = frozenset({"baseline.json", ".gitignore"})  # committed by people; never ours to remove
_Left = tuple[str, tuple[int, int, int] | None]  # digest and state of a file as it was written
_CASEBOOK: Final = ("whosays.toml", "claims", "seeds")


class PublishError(OSError):
    """The report was not written, and why, in a sentence for the person who asked for it."""


class OutputRefusedError(PublishError):
    """The output is a folder that a report must not replace."""


class OutputBusyError(PublishError):
    """Another build is writing the same output."""


class Stage:
    """The folder beside a report in which the next one is made, for a process that publishes again and again.

    Once a report is swapped in, the one before it stands in the stage, and of the next only the files that differ are written.
    A file is taken to be as it was left while its inode, size and time of change are: what another hand did to it, or to the
    report while that was shown, is never published.
    """

    def __init__(self) -> None:
        """Know of nothing that stands there."""
        self._folder = Path()
        self._standing: dict[str, _Left] = {}
        self._shown: dict[str, _Left] = {}
        self._made: dict[str, _Left] = {}

    def begin(self, folder: Path) -> None:
        """Make the stage ready; what nothing is known of goes."""
        self._folder, self._made = folder, {}
        if not self._standing and folder.exists():
            shutil.rmtree(folder)
        folder.mkdir(exist_ok=True)

    def put(self, name: str, data: bytes) -> str:
        """Let a file have these bytes; returns their SHA-256."""
        path = self._folder / name
        digest = hashlib.sha256(data).hexdigest()
        left = self._standing.get(name)
        if left != (digest, _state(path)):
            if left or os.path.lexists(path):
                path.unlink(missing_ok=True)
            _write_file(path, data)
            left = digest, _state(path)
        self._made[name] = left
        return digest

    def take(self, name: str, finished: Path) -> str:
        """Let a finished file, which lies beside the stage, be this one; returns its SHA-256."""
        with finished.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        path = self._folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        finished.replace(path)
        self._made[name] = digest, _state(path)
        return digest

    def clear(self) -> None:
        """Remove what is no part of the report."""
        if not self._standing:
            return
        folders = {os.path.dirname(name) for name in self._made}  # noqa: PTH120 - in bulk
        needed = {
            ".",
            *(parent.as_posix() for folder in folders for parent in (PurePosixPath(folder), *PurePosixPath(folder).parents)),
        }
        for name in _entries(self._folder):
            if name not in self._made:
                (self._folder / name).unlink()
        for base, _, _ in os.walk(self._folder, topdown=False):
            if Path(base).relative_to(self._folder).as_posix() not in needed:
                Path(base).rmdir()

    def swapped(self) -> None:
        """What was made is now shown, and what was shown stands here."""
        self._standing, self._shown = self._shown, self._made

    def forget(self) -> None:
        """Know of nothing any more, since it is not certain what stands where."""
        self._standing, self._shown, self._made = {}, {}, {}


def publish(pages: Iterable[tuple[str, Content]], output: Path, stage: Stage | None = None) -> None:
    """Write the pages (paths inside the report, posix, and contents; text as UTF-8) and put them in the place of `output`.

    The new report is written beside the old one and swapped in when it is complete. Of an old report only what its marker
    file lists is replaced or removed; anything else in the folder, such as a committed baseline, is carried over. A process
    that publishes again and again gives its `stage`, and calls `strike` when it is done.

    Raises:
        OutputRefusedError: the output is a casebook, `/`, a home, a link, or a folder with files that are not a report's.
        OutputBusyError: another build holds the lock.
        OSError: it could not be written; the old report is as it was.
        ValueError: a page's path leaves the report, which is a bug of ours.
    """
    output = not_refused(output)
    output.parent.mkdir(parents=True, exist_ok=True)
    fresh, aside = _sibling(output, "new"), _sibling(output, "old")
    with _locked(output):
        _repair(output, aside)
        made = stage or Stage()
        try:
            _write(pages, fresh, made)
            _carry_over(output, fresh)
            _swap(fresh, output, aside)
            made.swapped()
        except BaseException:
            made.forget()
            shutil.rmtree(fresh, ignore_errors=True)
            raise
        finally:
            if not stage:  # after the swap the old report stands here
                shutil.rmtree(fresh, ignore_errors=True)
            elif aside.exists() and not fresh.exists():
                aside.rename(fresh)
            _clear_aside(output, aside)


def not_refused(output: Path) -> Path:
    """The output as an absolute path; raises OutputRefusedError where a report must not stand there."""
    output = Path(os.path.abspath(output))  # noqa: PTH100 - resolve() would follow the link that is to be refused
    _refuse_if_dangerous(output)
    _refuse_if_not_ours(output)
    return output


def strike(output: Path) -> None:
    """Remove the stage beside a report, unless another build is using it.

    Raises:
        OSError: it cannot be removed.
    """
    output = Path(os.path.abspath(output))  # noqa: PTH100 - as in publish
    with suppress(OutputBusyError, FileNotFoundError), _locked(output):
        shutil.rmtree(_sibling(output, "new"))


def _sibling(output: Path, suffix: str) -> Path:
    return output.with_name(f".{output.name}.{suffix}")


def _refuse_if_dangerous(output: Path) -> None:
    if output == Path(output.anchor) or output == Path.home() or output in Path.home().parents:
        raise OutputRefusedError(f"{output} cannot hold a report: name a folder of its own.")
    if output.is_symlink():
        raise OutputRefusedError(f"{output} is a link: name the folder itself.")
    if output.exists() and not output.is_dir():
        raise OutputRefusedError(f"{output} is not a folder: name another, or remove it.")
    if any((output / each).exists() for each in _CASEBOOK):
        raise OutputRefusedError(f"{output} holds a casebook's own files: name a folder of its own, such as reports.")


def _refuse_if_not_ours(output: Path) -> None:
    if not output.is_dir() or _manifest(output) is not None:
        return
    strangers = sorted(each.name for each in output.iterdir() if each.name not in KEPT)
    if strangers:
        raise OutputRefusedError(f"{output} holds {strangers[0]} and no {MARKER}: it is not a report; name another folder.")


def _manifest(folder: Path) -> frozenset[str] | None:
    """The paths a marker file lists, or None where there is none.

    Raises:
        OutputRefusedError: the marker cannot be read, so nobody knows which files are ours.
    """
    try:
        listed = json.loads((folder / MARKER).read_text(encoding="utf-8"))["files"]
        return frozenset({*map(str, listed), MARKER})
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError) as error:
        raise OutputRefusedError(
            f"{folder / MARKER} cannot be read: remove the old report by hand, then build again."
        ) from error


@contextmanager
def _locked(output: Path) -> Iterator[None]:
    """Hold the lock beside the output; it ends with the process, so a dead build never blocks the next."""
    lock = output.with_name(f".{output.name}.lock")
    descriptor = os.open(lock, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o666)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise OutputBusyError(f"Another build is writing {output}: wait until it is done, then build again.") from error
        yield
    finally:
        os.close(descriptor)


def _repair(output: Path, aside: Path) -> None:
    """Undo what a killed build left: an old report that it had put aside comes back."""
    if aside.exists() and not output.exists():
        aside.rename(output)
    _clear_aside(output, aside)


def _clear_aside(output: Path, aside: Path) -> None:
    """Remove the old report put aside, but never while it is the only one."""
    if output.exists():
        shutil.rmtree(aside, ignore_errors=True)


def _write(pages: Iterable[tuple[str, Content]], folder: Path, stage: Stage) -> None:
    stage.begin(folder)
    sums: dict[str, str] = {}
    for name, content in pages:
        data = content.encode("utf-8") if isinstance(content, str) else content
        inside = _inside(name).as_posix()
        sums[name] = stage.take(inside, data) if isinstance(data, Path) else stage.put(inside, data)
    marker = {"format": MARKER_FORMAT, "files": dict(sorted(sums.items()))}
    stage.put(MARKER, (json.dumps(marker, indent=1, ensure_ascii=False) + "\n").encode("utf-8"))
    stage.clear()


def _inside(name: str) -> PurePosixPath:
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or "\\" in name or name in {"", ".", MARKER}:
        raise ValueError(f"a page of a report cannot be called {name!r}")
    return path


def _write_file(path: Path, data: bytes) -> None:
    """Write and close; a full disk may show only on closing, which raises here too."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as file:
        file.write(data)


def _state(path: Path) -> tuple[int, int, int] | None:
    """What changes when a file is written or replaced; None where there is none."""
    try:
        found = path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns


def _entries(folder: Path) -> list[str]:
    """Every file and every link below a folder, as a sorted path relative to it, posix."""
    found = []
    for base, folders, names in os.walk(folder):
        links = [name for name in folders if os.path.islink(os.path.join(base, name))]  # noqa: PTH114, PTH118 - in bulk
        below = PurePosixPath(Path(base).relative_to(folder))
        found += [(below / name).as_posix() for name in [*names, *links]]
    return sorted(found)


def _carry_over(old: Path, fresh: Path) -> None:
    """Copy what the old folder holds beyond its report into the new one; a page of the new report goes before it."""
    ours = _manifest(old) or frozenset() if old.is_dir() else frozenset()
    for name in _entries(old):
        target = fresh / name
        if name not in ours and not os.path.lexists(target):
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(old / name, target, follow_symlinks=False)


def _swap(fresh: Path, output: Path, aside: Path) -> None:
    """Put the new folder in the place of the old one: in one step where the system can, else with the old one put aside."""
    if not output.exists():
        fresh.rename(output)
        return
    if _exchanged(fresh, output):
        return
    output.rename(aside)
    try:
        fresh.rename(output)
    except OSError:
        aside.rename(output)
        raise
