"""The encodings that pages and servers name, as far as the Web still uses them."""

from __future__ import annotations

import codecs
import re
from typing import Final

# the names of WHATWG Encoding, section 4.2, as Python spells them: its other codecs are no text, or never end on long input
_ON_THE_WEB: Final = re.compile(r"(utf-8|iso8859|iso2022_jp|cp1|cp8|cp9|koi8|gb18030|big5|euc_jp|mac)[\w-]*")
# the same section has these read as the larger encodings that grew out of them
_READ_AS: Final = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "tis-620": "cp874",
}

_LANGUAGE: Final = re.compile(rb"<html\b[^>]{0,500}?\slang\s*=\s*[\"']?([a-z]{2})\b", re.IGNORECASE)
_WESTERN: Final = frozenset(b"ca da de en es eu fi fr ga gl is it nb nl nn no pt sv".split())


def likely(page: bytes) -> str:
    """What a page in a western language is in where nothing says so, or nothing (HTML, section 13.2.3.2, step 9).

    Statistics on its letters, which have to do for other languages, take the few accents of such a page for Czech ones.
    """
    found = _LANGUAGE.search(page, 0, 4096)
    return "cp1252" if found and found[1].lower() in _WESTERN else ""


def codec(label: str) -> str:
    """Python's codec for what the Web calls by this label, or nothing."""
    try:
        name = codecs.lookup(label.strip()).name
    except (LookupError, ValueError):
        return ""
    name = _READ_AS.get(name, name)
    return name if _ON_THE_WEB.fullmatch(name) else ""
