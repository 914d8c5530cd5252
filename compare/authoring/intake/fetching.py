"""One page from the Web: plain http and https, in bounded time and size, and a sentence for the person when it fails.

The library that finds the article would fetch as well, but it falls back to unverified connections, and tells a log, not the
caller, why it failed; so this speaks to the HTTP library that it brings.
"""

from __future__ import annotations

import ssl
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, urldefrag, urljoin, urlsplit

from compare import __version__
from compare.core.web_addresses import why_unsafe

if TYPE_CHECKING:
    from urllib3 import BaseHTTPResponse, PoolManager

REDIRECTS: Final = 5
CONNECT: Final = 10.0  # seconds
SILENCE: Final = 20.0  # seconds without a byte
WHOLE: Final = 60.0  # seconds for the whole page
_CHUNK: Final = 64 * 1024
_PAGES: Final = frozenset({"", "text/html", "application/xhtml+xml", "text/plain", "application/octet-stream"})
_PLAINLY: Final = {"application/pdf": "a PDF", "application/json": "data (JSON)", "application/rss+xml": "a news feed"}
_IN_ADDRESSES: Final = "%/:?#[]@!$&'()*+,;=~"
_GONE: Final = frozenset({404, 410})
_CLOSED: Final = frozenset({401, 402, 403, 451})
_BUSY: Final = 429
_BROKEN: Final = 500
_OK: Final = 200


class CannotFetchError(ValueError):
    """The page cannot be had; the message says why in a sentence."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address gave: where it was found in the end, the bytes, and the encoding that the server named."""

    address: str
    data: bytes
    charset: str = ""


def fetched(address: str, limit: int) -> Fetched:
    """The page at an address, redirects followed to other http and https addresses only.

    Args:
        address: http or https; what follows a `#` is left out.
        limit: how many bytes are taken at most, after decompression.

    Raises:
        CannotFetchError: there is no page, or it cannot be had.
        ModuleNotFoundError: the extra `fetch` is not installed.
    """
    reason = why_unsafe(address)
    if reason:
        raise CannotFetchError(f"this is no address that can be fetched: {reason}")
    from urllib3.exceptions import HTTPError

    place = urldefrag(address).url
    with _pool() as pool:
        for _ in range(REDIRECTS + 1):
            try:
                found = _step(pool, place, limit)
            except HTTPError as fault:
                raise CannotFetchError(_why(fault, _site(place))) from None
            if isinstance(found, Fetched):
                return found
            place = found
    raise CannotFetchError(f"{_site(place)} leads on more than {REDIRECTS} times")


def _site(address: str) -> str:
    """The name of the site, as messages call it."""
    return urlsplit(address).hostname or address


def _pool() -> PoolManager:
    """What makes connections: bounded, nothing tried twice, every certificate checked."""
    import certifi
    import urllib3

    trusted = ssl.create_default_context()  # what the machine trusts, and what browsers do
    trusted.load_verify_locations(certifi.where())
    headers = urllib3.make_headers(accept_encoding=True, user_agent=f"whosays/{__version__}")
    headers["Accept"] = "text/html, application/xhtml+xml, text/plain;q=0.8"
    timeout = urllib3.Timeout(connect=CONNECT, read=SILENCE)
    return urllib3.PoolManager(ssl_context=trusted, headers=headers, retries=False, timeout=timeout)


def _step(pool: PoolManager, address: str, limit: int) -> Fetched | str:
    """What one request gives: a page, or the address that it leads on to."""
    response = pool.request("GET", address, preload_content=False, redirect=False)
    try:
        location = response.get_redirect_location()
        return _next(address, location) if location else _answer(address, response, limit)
    finally:
        response.close()


def _next(address: str, location: str) -> str:
    """Where a redirect leads, with what no address may hold written as bytes (RFC 3986, section 2.1)."""
    try:
        place = urldefrag(urljoin(address, quote(location, safe=_IN_ADDRESSES, encoding="latin-1"))).url
    except ValueError:
        place = ""
    if why_unsafe(place):
        raise CannotFetchError(f"{_site(address)} leads to an address that is neither http nor https")
    return place


def _answer(address: str, response: BaseHTTPResponse, limit: int) -> Fetched:
    """What came back, if it is a page."""
    site = _site(address)
    if response.status != _OK:
        raise CannotFetchError(f"{site} {_refusal(response.status)}")
    named, _, parameters = response.headers.get("Content-Type", "").partition(";")
    kind = named.strip().lower()
    if kind not in _PAGES:
        raise CannotFetchError(f"{site} sent {_PLAINLY.get(kind, kind)}, which is no page")
    _, _, charset = parameters.partition("charset=")
    return Fetched(address, _content(response, limit, site), charset.split(";")[0].strip("\"' "))


def _content(response: BaseHTTPResponse, limit: int, site: str) -> bytes:
    """The bytes, no more than may be, and not for ever."""
    data, until = bytearray(), time.monotonic() + WHOLE
    while chunk := response.read1(_CHUNK, decode_content=True):  # whatever is there, so that a slow site cannot keep us
        data += chunk
        if len(data) > limit:
            raise CannotFetchError(f"the page is longer than {limit:,} bytes")
        if time.monotonic() > until:
            raise CannotFetchError(f"{site} takes longer than {WHOLE:.0f} seconds to send the page")
    return bytes(data)


def _refusal(status: int) -> str:
    """What a status other than 200 comes to (RFC 9110, section 15)."""
    if status in _GONE:
        return f"has no such page ({status})"
    if status in _CLOSED:
        return f"does not hand out this page ({status})"
    if status == _BUSY:
        return f"has been asked too often ({status}); try again later"
    return f"has failed ({status}); try again later" if status >= _BROKEN else f"answers with the status {status}"


def _why(fault: Exception, site: str) -> str:
    """The reason of the HTTP library in plain words."""
    from urllib3 import exceptions

    reasons: tuple[tuple[type[Exception], str], ...] = (
        (exceptions.NameResolutionError, f"the site {site} cannot be found; is the address right, and the network there?"),
        (exceptions.SSLError, f"{site} cannot prove that it is {site} (its certificate is not valid)"),
        (exceptions.NewConnectionError, f"{site} takes no connection, or the network is not there"),
        (exceptions.TimeoutError, f"{site} does not answer in time"),
        (exceptions.LocationValueError, f"the name {site} cannot be that of a site"),
    )
    return next((said for kind, said in reasons if isinstance(fault, kind)), f"{site} broke off before the page was complete")
