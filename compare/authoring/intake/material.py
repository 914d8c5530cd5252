"""What somebody hands in as an article: a page, a text, or something that has to be turned into one of these first."""

from __future__ import annotations

import codecs
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from compare.authoring.intake.encodings import codec
from compare.loading import files

if TYPE_CHECKING:
    from compare.core.model import Location
    from compare.core.problems import Problem

PAGE_SUFFIXES: Final = (".html", ".htm", ".xhtml")
_SNIFFED: Final = 1024  # bytes at the start
_COPY: Final = "Open it, copy the article into a text file saved as UTF-8, and give that file."
_SAVE: Final = "Save the page as “HTML only”, or copy the article into a text file."
_SIGNATURES: Final = (
    (rb"%PDF-", "a PDF", _COPY),
    (rb"PK\x03\x04", "an office document or another zip archive", _COPY),
    (rb"\xd0\xcf\x11\xe0", "an old office document", _COPY),
    (rb"\{\\rtf", "an RTF document", _COPY),
    (rb"\x89PNG|\xff\xd8\xff|GIF8|RIFF", "a picture or a recording", _COPY),
    (rb"\x1f\x8b", "a compressed file (gzip)", "Unpack it, and give what is in it."),
    (rb"bplist00", "a web archive of Safari", _SAVE),
    (rb"\x7fELF|MZ\x90\x00|\xca\xfe\xba\xbe", "a program", _COPY),
    (rb"(?s).{0,600}?MIME-Version:.{0,400}?multipart/related", "a web archive (MHTML)", _SAVE),
)
_BEFORE: Final = re.compile(r"(\s|\ufeff|<\?xml[^>]*>|<!--.*?(-->|$))*", re.DOTALL)
# how browsers tell a page by its beginning (WHATWG MIME Sniffing, section 7.1), and three tags of newer pages
_TAG: Final = re.compile(
    r"<(!doctype\s+html|html|head|script|iframe|h1|div|font|table|a|style|title|b|body|br|p|meta|article|main)[\s>/]",
    re.IGNORECASE,
)
_WIDE: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def cannot_be_read(data: bytes) -> tuple[str, str] | None:
    """What the bytes are and how to make an article of them, where they are neither page nor text."""
    start = data[:_SNIFFED]
    return next(((what, cure) for pattern, what, cure in _SIGNATURES if re.match(pattern, start)), None)


def is_page(data: bytes, name: str = "") -> bool:
    """Whether this is a web page, by the suffix of its name or by how it begins."""
    if name.lower().endswith(PAGE_SUFFIXES):
        return True
    start = data[:_SNIFFED]
    text = start.decode("utf-16" if start[:2] in _WIDE else "utf-8", "ignore")
    before = _BEFORE.match(text)
    return _TAG.match(text, before.end() if before else 0) is not None


def text_of(data: bytes, place: Location, charset: str = "") -> str | Problem:
    """A text with whatever line ends and byte order mark it has, or the problem with its encoding.

    Args:
        data: the bytes: UTF-8, or whatever the server that sent them has declared.
        place: where a problem is reported.
        charset: what the server has declared.
    """
    read = files.decode(data, place)
    if isinstance(read, str):
        return data.decode("utf-8")
    try:
        return data.decode(codec(charset) or "utf-8")
    except ValueError:
        encoding = "UTF-16" if b"\x00" in data[:4] or data[:2] in _WIDE else "WINDOWS-1252"
        cure = f"Save it as UTF-8 in an editor, or run: iconv -f {encoding} -t UTF-8 old.txt > new.txt"
        return replace(read, cure=cure)
