"""What a page writes: names with their language and where they lead, facts, and words cut or rounded off for a line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from compare.core.web_addresses import web_address

_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
_ENDS: Final = (".", "!", "?", "…", ".”", "!”", "?”", '."', '!"', '?"')
SHORT: Final = 28


@dataclass(frozen=True, slots=True)
class Label:
    """A name, quote or title: its text, its language where known, and where it leads; `outside` is another site.

    `title` is the whole name where the text is a short one.
    """

    text: str
    href: str | None = None
    lang: str | None = None
    outside: bool = False
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of a list of facts: what it is, and one or more values."""

    term: str
    values: tuple[Label, ...]


def language(tag: str | None) -> str | None:
    """The tag if it has the form of a BCP 47 language tag, else None: a `lang` that means nothing helps no reader."""
    return tag if tag and _LANGUAGE.fullmatch(tag) else None


def fact(term: str, *values: Label | str | None) -> tuple[Fact, ...]:
    """The fact in a tuple, or nothing where no value is given, so that facts can be strung together."""
    labels = tuple(Label(each) if isinstance(each, str) else each for each in values if each)
    return (Fact(term, labels),) if labels else ()


def outside_link(url: str | None) -> tuple[Label, ...]:
    """The address as a link where it is safe to be one, else as text; with the ASCII form of a host in other letters."""
    if not url:
        return ()
    address = web_address(url)
    if address is None:
        return (Label(url),)
    host = (Label(f"host: {address.host}"),) if address.host else ()
    return (Label(url, address.href, outside=True), *host)


def shortened(text: str, length: int = SHORT) -> str:
    """The text on one line, cut to a length in code points."""
    line = " ".join(text.split())
    return line if len(line) <= length else line[: length - 1].rstrip() + "…"


def sentence(text: str) -> str:
    """The text with a capital letter at its beginning and a full stop, unless it ends in another mark of its own."""
    words = text.strip()
    capital = words[:1].upper() + words[1:]
    return capital if not capital or capital.endswith(_ENDS) else f"{capital}."
