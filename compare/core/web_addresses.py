"""Outside addresses that may be linked, told from those that are only shown."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

_UNSAFE_IN_ADDRESS: Final = re.compile(r"[\s\x00-\x20\x7f-\x9f\\\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class WebAddress:
    """An outside address that may be linked; `host` is its host in ASCII where the written one is not."""

    href: str
    host: str | None = None


def web_address(url: str) -> WebAddress | None:
    """The address if it is plain http or https to a named host, else None: it is then shown as text.

    Other schemes can run code or open files; white space, direction controls and `user@host` make an address look like
    another. A host in other letters is given in its ASCII form too (RFC 3492), since letters can imitate letters.
    """
    if _UNSAFE_IN_ADDRESS.search(url.strip()):
        return None
    try:
        parts = urlsplit(url.strip())
        host = parts.hostname or ""
        if parts.scheme not in {"http", "https"} or not host or "@" in parts.netloc:
            return None
        return WebAddress(url.strip(), None if host.isascii() else host.encode("idna").decode("ascii"))
    except ValueError:  # a broken IPv6 host, or one that IDNA cannot express
        return None
