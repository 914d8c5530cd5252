"""A file of the casebook gets another text as a whole or not at all, and never past what somebody else has written."""

from __future__ import annotations

import codecs
import os
import stat
from pathlib import Path

from compare.loading.alone import alone_in
from compare.loading.beside import folder_beside
from compare.loading.files import bare, shown_name


class ChangedMeanwhile(Exception):  # noqa: N818 - named for what is told: nobody's error
    """The file on the disk is not the one that the change was made from; the message is a sentence for the person."""


def replace_text(path: Path, old: str | None, new: str) -> None:
    """Put another text in the place of a file's text: as a whole or not at all, and past no other run that does the same.

    The new text is written beside the file, forced to the disk and renamed over it (POSIX rename is atomic). The file's mode
    and byte order mark stay; a link stays a link, and what it leads to is replaced. A missing folder is made.

    Args:
        path: the file.
        old: the text that the change was made from, as `read_text` gives it; None where there must be no such file yet.
        new: the text to stand there, line ends included.

    Raises:
        ChangedMeanwhile: the file says something else by now, is gone, or is there although it should not be.
        OSError: it cannot be written, or another run is at it and does not come to an end.
    """
    real = Path(os.path.realpath(path))
    if old is None:
        real.parent.mkdir(parents=True, exist_ok=True)
    elif not real.parent.is_dir():
        raise ChangedMeanwhile(_since(path.name, old, None))
    with alone_in(real.parent):
        found = _bytes_now(real)
        if (found is None) is not (old is None) or bare(found or b"") != bare((old or "").encode("utf-8")):
            raise ChangedMeanwhile(_since(path.name, old, found))
        data = new.encode("utf-8")
        if found is not None and found.startswith(codecs.BOM_UTF8) and not data.startswith(codecs.BOM_UTF8):
            data = codecs.BOM_UTF8 + data
        write_whole(real, data, None if found is None else stat.S_IMODE(real.stat().st_mode), new=found is None)


def write_whole(path: Path, data: bytes, mode: int | None = None, *, new: bool) -> None:
    """Write a file beside its place, down to the disk, and give it its name: as a whole or not at all.

    Args:
        path: the file.
        data: what it is to hold.
        mode: its permissions; those of any new file if left out.
        new: nothing is written over.

    Raises:
        ChangedMeanwhile: there is such a file, and it was to be new.
        OSError: it cannot be written.
    """
    with folder_beside(path.parent, ".whosays-") as beside:
        written = beside / "new"
        _write(written, data, mode)
        _take_place(written, path, new=new)


def _bytes_now(real: Path) -> bytes | None:
    """What the file holds, or None where there is none."""
    try:
        return real.read_bytes()
    except FileNotFoundError:
        return None


def _since(name: str, old: str | None, found: bytes | None) -> str:
    """What has become of the file since it was read."""
    if old is None:
        return f"{shown_name(name)} is there already; nothing was written over it"
    became = "is gone" if found is None else "was changed by somebody else"
    return f"{shown_name(name)} {became} since it was read; nothing was written"


def _write(path: Path, data: bytes, mode: int | None) -> None:
    """Write a new file, down to the disk."""
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    if mode is not None:
        path.chmod(mode)


def _take_place(written: Path, real: Path, *, new: bool) -> None:
    """Give a written file its name.

    Raises:
        ChangedMeanwhile: the file is new, and somebody has made it meanwhile.
    """
    if new:
        try:
            real.hardlink_to(written)  # unlike a rename this fails where there is a file by now
        except FileExistsError:
            raise ChangedMeanwhile(_since(real.name, None, b"")) from None
        except OSError:  # a file system without hard links
            written.replace(real)
    else:
        written.replace(real)
