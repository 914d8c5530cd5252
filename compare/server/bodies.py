"""The body of a posted form, read within limits."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from starlette.types import Receive

MOST_BYTES: Final = 64 * 1024
MOST_SECONDS: Final = 10.0  # for the whole of it


@dataclass(frozen=True, slots=True)
class Unread:
    """Why a body was not read to its end."""

    status: int
    sentence: str


_TOO_LARGE: Final = Unread(413, f"Nothing was written: a form holds at most {MOST_BYTES:,} bytes.")
_TOO_SLOW: Final = Unread(408, f"Nothing was written: the form did not arrive within {MOST_SECONDS:.0f} seconds.")
_GONE: Final = Unread(400, "Nothing was written: the form did not arrive whole.")


async def read_body(length: str | None, receive: Receive) -> bytes | Unread:
    """The whole body; one that says it is too large is not read at all, one that says nothing only as far as is allowed."""
    if length is not None and (not length.isascii() or not length.isdigit() or int(length[:12]) > MOST_BYTES):
        return _TOO_LARGE
    try:
        return await asyncio.wait_for(_read(receive), MOST_SECONDS)
    except TimeoutError:
        return _TOO_SLOW


async def _read(receive: Receive) -> bytes | Unread:
    body = bytearray()
    while True:
        message = await receive()
        if message["type"] != "http.request":
            return _GONE
        body += message.get("body", b"")
        if len(body) > MOST_BYTES:
            return _TOO_LARGE
        if not message.get("more_body", False):
            return bytes(body)
