"""Which source an annotation is about: its address compared but for what does not change the page, or the source's id."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from compare.authoring.annotations.annotation import Fault
from compare.core.phrases import joined
from compare.core.suggest import did_you_mean
from compare.core.visible import excerpt

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compare.core.model import Source

_TRACKING: Final = re.compile(r"(?:utm_[^=&]*|fbclid|gclid|msclkid)(?:=.*)?", re.IGNORECASE)
_ESCAPE: Final = re.compile("%([0-9a-fA-F]{2})")
_PLAIN: Final = re.compile("[A-Za-z0-9._~-]")  # RFC 3986, section 2.3: escaped or not, these are the same
_PORTS: Final = re.compile(r":(?:80|443)?$")


def plain_address(address: str) -> str:
    """An address without what leads to the same page: scheme, fragment, last slash, usual port, what only counts visits."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return address.strip()
    if parts.scheme not in {"http", "https"}:
        return address.strip()
    kept = [each for each in parts.query.split("&") if each and not _TRACKING.fullmatch(each)]
    query = f"?{'&'.join(kept)}" if kept else ""
    return f"{_PORTS.sub('', parts.netloc.lower())}{_ESCAPE.sub(_unescaped, parts.path).rstrip('/')}{query}"


def _unescaped(found: re.Match[str]) -> str:
    """The character itself where it need not be escaped, else the escape in capitals."""
    char = chr(int(found[1], 16))
    return char if _PLAIN.fullmatch(char) else found[0].upper()


@dataclass(frozen=True, slots=True)
class Addresses:
    """The sources of a casebook by plain address and by id."""

    by_address: dict[str, tuple[str, ...]]
    ids: frozenset[str]

    @classmethod
    def of(cls, sources: Sequence[Source]) -> Addresses:
        """Those of a casebook."""
        found: dict[str, tuple[str, ...]] = {}
        for each in sources:
            if each.url:
                key = plain_address(each.url)
                found[key] = (*found.get(key, ()), each.id)
        return cls(found, frozenset(each.id for each in sources))

    def source_at(self, address: str) -> str | Fault:
        """The source that this address names, or why none or several do."""
        bare = address.strip()
        named = re.split("[:/]", bare)[-1] if bare.startswith("urn:") else bare
        if named in self.ids:
            return named
        found = self.by_address.get(plain_address(bare), ())
        if len(found) == 1:
            return found[0]
        return _several(bare, found) if found else self._unknown(bare)

    def _unknown(self, address: str) -> Fault:
        """No source has it; one that is almost the same is named, never taken."""
        if not address:
            return Fault("it does not say which page it is about", "Its target needs a source: the url of a record in seeds/.")
        near = did_you_mean(plain_address(address), self.by_address)
        cure = "Add the source with `whosays new`, or write this address as url: into its record in seeds/."
        return Fault(f"no source has the address {excerpt(address, 120)}{near}", cure)


def _several(address: str, found: Sequence[str]) -> Fault:
    """Several sources have it."""
    what = f"the address {excerpt(address, 120)} is that of {joined(found)}"
    return Fault(what, "Give each record in seeds/ the address of its own page, or put the id of the source into the target.")
