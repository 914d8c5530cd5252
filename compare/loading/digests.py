"""What is noted while a casebook is read: the SHA-256 of the very bytes that were read, and which files were read again."""

from __future__ import annotations

import hashlib
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compare.core.model import Location


@dataclass(slots=True)
class Noted:
    """By the names of the casebook's own files their digests; and the files that changed while they were read, in order."""

    digests: dict[str, str] = field(default_factory=dict)
    read_again: list[Location] = field(default_factory=list)


_NOTED: Final[ContextVar[Noted | None]] = ContextVar("_NOTED", default=None)


@contextmanager
def noting() -> Iterator[Noted]:
    """Within this context every file that is read is noted in the record given.

    A file that is hashed again later may say something else by then than what was judged.
    """
    noted = Noted()
    token = _NOTED.set(noted)
    try:
        yield noted
    finally:
        _NOTED.reset(token)


def note(file: str, data: object) -> None:
    """Note what a file holds: its digest, or an empty text where there are no bytes to be had."""
    noted = _NOTED.get()
    if noted is not None:
        noted.digests[file] = hashlib.sha256(data).hexdigest() if isinstance(data, bytes) else ""


def note_again(place: Location) -> None:
    """Note that a file changed while it was read, and was read once more."""
    noted = _NOTED.get()
    if noted is not None:
        noted.read_again.append(place)
