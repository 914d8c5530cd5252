"""A finished report takes the place of the old one in one step; until then, and on any failure, the old one stays as it is."""

from __future__ import annotations

import ctypes
import errno
import fcntl
import hashlib
import json
import os
import shutil
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MARKER: Final = ".whosays.json"
MARKER_FORMAT: Final = 1
KEPT: Final = frozenset({"baseline.json", ".gitignore"})  # committed by people; never ours to remove
_CASEBOOK: Final = ("whosays.toml", "claims", "seeds")
_AT_FDCWD: Final = -100
_RENAME_EXCHANGE: Final = 2  # linux/fs.h
_NO_EXCHANGE: Final = frozenset({errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EPERM})


class PublishError(OSError):
    """The report was not written, and why, in a sentence for the person who asked for it."""


class OutputRefusedError(PublishError):
    """The output is a folder that a report must not replace."""


class OutputBusyError(PublishError):
    """Another build is writing the same output."""


def publish(pages: Iterable[tuple[str, str | bytes]], output: Path) -> None:
    """Write the pages (paths inside the report, posix, and contents; text as UTF-8) and put them in the place of `output`.

    The new report is written beside the old one and swapped in when it is complete. Of an old report only what its marker
    file lists is replaced or removed; anything else in the folder, such as a committed baseline, is carried over.

    Raises:
        OutputRefusedError: the output is a casebook, `/`, a home, a link, or a folder with files that are not a report's.
        OutputBusyError: another build holds the lock.
        OSError: it could not be written; the old report is as it was.
        ValueError: a page's path leaves the report, which is a bug of ours.
    """
    output = Path(os.path.abspath(output))  # noqa: PTH100 - resolve() would follow the link that is to be refused
    _refuse_if_dangerous(output)
    _refuse_if_not_ours(output)
    output.parent.mkdir(parents=True, exist_ok=True)
    fresh, aside = _sibling(output, "new"), _sibling(output, "old")
    with _locked(output):
        _repair(output, fresh, aside)
        try:
            _write(pages, fresh)
            _carry_over(output, fresh)
            _swap(fresh, output, aside)
        finally:  # after the swap the old report stands here
            shutil.rmtree(fresh, ignore_errors=True)
            _clear_aside(output, aside)


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


def _repair(output: Path, fresh: Path, aside: Path) -> None:
    """Undo what a killed build left: its unfinished report goes, an old report that it had put aside comes back."""
    if aside.exists() and not output.exists():
        aside.rename(output)
    _clear_aside(output, aside)
    if fresh.exists():
        shutil.rmtree(fresh)


def _clear_aside(output: Path, aside: Path) -> None:
    """Remove the old report put aside, but never while it is the only one."""
    if output.exists():
        shutil.rmtree(aside, ignore_errors=True)


def _write(pages: Iterable[tuple[str, str | bytes]], folder: Path) -> None:
    folder.mkdir()
    sums: dict[str, str] = {}
    for name, content in pages:
        data = content.encode("utf-8") if isinstance(content, str) else content
        _write_file(folder / _inside(name), data)
        sums[name] = hashlib.sha256(data).hexdigest()
    marker = {"format": MARKER_FORMAT, "files": dict(sorted(sums.items()))}
    _write_file(folder / MARKER, (json.dumps(marker, indent=1, ensure_ascii=False) + "\n").encode("utf-8"))


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


def _carry_over(old: Path, fresh: Path) -> None:
    """Copy what the old folder holds beyond its report into the new one; a page of the new report goes before it."""
    ours = _manifest(old) or frozenset() if old.is_dir() else frozenset()
    for path in sorted(old.rglob("*")) if old.is_dir() else ():
        name = path.relative_to(old).as_posix()
        target = fresh / name
        if name in ours or os.path.lexists(target) or (path.is_dir() and not path.is_symlink()):
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(path, target, follow_symlinks=False)


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


def _exchanged(one: Path, other: Path) -> bool:
    """Exchange two folders by renameat2(2); False where the system or the file system has no such call."""
    call = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if call is None:
        return False
    if call(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) == 0:
        return True
    code = ctypes.get_errno()
    if code in _NO_EXCHANGE:
        return False
    raise OSError(code, os.strerror(code), str(other))
