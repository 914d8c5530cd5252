"""Outside addresses that may be linked, told from those that are only shown (RFC 3986; WHATWG URL for what browsers strip)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

_UNSEEN: Final = re.compile(
    "[\x00-\x20\x7f-\xa0\u00ad\u061c\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff\ud800-\udfff"
    "\U000e0000-\U000e007f\\\\]"
)


@dataclass(frozen=True, slots=True)
class WebAddress:
    """An outside address that may be linked; `host` is its host in ASCII where the written one is not."""

    href: str
    host: str | None = None


def why_unsafe(address: str) -> str | None:
    """Why an address must not become a link, or None if it may: it is plain http or https to a named host.

    Other schemes can run code or open files; white space, what is invisible and `user@host` make an address look like another.
    """
    bare = address.strip()
    if _UNSEEN.search(bare):
        return "it holds spaces, backslashes, control or invisible characters"
    try:
        parts = urlsplit(bare)
        host, _ = _in_ascii(parts.hostname or ""), parts.port
    except ValueError:  # a broken IPv6 host or port, or a host that IDNA cannot express
        return "it is no valid address"
    if parts.scheme not in {"http", "https"}:
        return "it does not begin with http:// or https://"
    if not host:
        return "it names no site"
    return "it carries a user name or password" if "@" in parts.netloc else None


def web_address(url: str) -> WebAddress | None:
    """The address if it may be linked, else None: it is then shown as text.

    A host in other letters is given in its ASCII form too (RFC 3492), since letters can imitate letters.
    """
    if why_unsafe(url):
        return None
    host = urlsplit(url.strip()).hostname or ""
    return WebAddress(url.strip(), None if host.isascii() else _in_ascii(host))


def _in_ascii(host: str) -> str:
    """The host as it is looked up; raises ValueError where it cannot be."""
    return host if host.isascii() else host.encode("idna").decode("ascii")
