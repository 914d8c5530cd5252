"""The SHA-256 of each of a casebook's own files, of the very bytes that were read."""

from __future__ import annotations

import hashlib
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_NOTED: Final[ContextVar[dict[str, str] | None]] = ContextVar("_NOTED", default=None)


@contextmanager
def noting() -> Iterator[dict[str, str]]:
    """Within this context every file that is read is noted, by its name in the casebook, in the mapping given.

    A file that is hashed again later may say something else by then than what was judged.
    """
    noted: dict[str, str] = {}
    token = _NOTED.set(noted)
    try:
        yield noted
    finally:
        _NOTED.reset(token)


def note(file: str, data: object) -> None:
    """Note what a file holds: its digest, or an empty text where there are no bytes to be had."""
    noted = _NOTED.get()
    if noted is not None:
        noted[file] = hashlib.sha256(data).hexdigest() if isinstance(data, bytes) else ""
