"""Addresses that may become links: plain http and https only (RFC 3986; WHATWG URL for what browsers strip)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from compare.core.problems import Problem
from compare.core.visible import excerpt

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compare.loading.placed import Gathered

_UNSEEN: Final = re.compile(
    "[\x00-\x20\x7f-\xa0\u00ad\u061c\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff\ud800-\udfff\\\\]"
)


def why_unsafe(address: str) -> str | None:
    """Why an address must not become a link, or None if it may."""
    bare = address.strip()
    if _UNSEEN.search(bare):
        return "it holds spaces, backslashes, control or invisible characters"
    try:
        parts = urlsplit(bare)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return "it is no valid address"
    if parts.scheme not in {"http", "https"}:
        return "it does not begin with http:// or https://"
    if not host:
        return "it names no site"
    return "it carries a user name or password" if "@" in parts.netloc else None


def unsafe_addresses(gathered: Gathered) -> Iterator[Problem]:
    """Addresses of sources that will be shown as text only."""
    for source in gathered.sources:
        reason = why_unsafe(source.record.url) if source.record.url else None
        if reason:
            yield Problem("U601", source.at("url"), f"{excerpt(str(source.record.url))} is not linked: {reason}")
