"""A name for a new source that is an id, says something to a person, and is not taken: `harbour-courier-2024`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Container

_LONGEST: Final = 40  # characters of the words; ids stand in every table and file name
_HOST: Final = re.compile(r"[\w-]+(\.[\w-]+)+")
_YEAR: Final = re.compile(r"([0-9]{4})[^?%]*")  # EDTF marks with these two what is uncertain
# Windows keeps these names for devices, whatever the suffix
_DEVICES: Final = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])")


def source_id(publisher: str, title: str, published: str, taken: Container[str]) -> str:
    """A free id from who published it and when, or from the title.

    Args:
        publisher: its name, or the host name of its site; may be empty.
        title: the title; may be empty.
        published: EDTF; its year is taken if it begins with one that is certain.
        taken: the names that are in use, in lower case.
    """
    base = _words(_site(publisher)) or _words(title) or "source"
    year = _YEAR.fullmatch(published)
    wished = f"{base}-{year[1]}" if year else base
    return _free(f"{wished}-article" if _DEVICES.fullmatch(wished) else wished, taken)


def _free(wished: str, taken: Container[str]) -> str:
    """The wished name, or the first of `name-2`, `name-3` and so on that is not in use."""
    name, number = wished, 1
    while name in taken:
        number += 1
        name = f"{wished}-{number}"
    return name


def _site(publisher: str) -> str:
    """The telling part of a host name: `bbc` of www.bbc.co.uk; anything else as it is."""
    if not _HOST.fullmatch(publisher):
        return publisher
    labels = publisher.removeprefix("www.").split(".")[:-1]
    return max(labels, key=len)


def _words(text: str) -> str:
    """Lower-case ASCII words joined by hyphens, without a leading article, as many as fit."""
    from anyascii import anyascii  # only a new name pays for its tables

    words = re.findall("[a-z0-9]+", re.sub("['’`]", "", anyascii(text)).lower())
    if words[:1] == ["the"] and words[1:]:
        del words[0]
    name = words[0][:_LONGEST] if words else ""
    for word in words[1:]:
        if len(name) + 1 + len(word) > _LONGEST:
            break
        name = f"{name}-{word}"
    return name
