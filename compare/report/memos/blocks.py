"""What a memo is made of: headings, lines, lists, quotes and tables of plain text, whatever it is written as."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, TypeAlias

from compare.core.visible import BIDI_NAMES, visible

_MARKS: Final = frozenset(char for char, name in BIDI_NAMES.items() if name in {"LRM", "RLM", "ALM"})
_NO_CHARACTERS: Final = frozenset("\ufffe\uffff")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; 1 is that of the memo."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph; `lead` stands before it in bold."""

    text: str
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a source, and who says them where and when."""

    words: str
    by: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table; the first row heads it."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block: TypeAlias = Heading | Line | Items | Quote | Table


@dataclass(frozen=True, slots=True)
class Memo:
    """The packet of one subject: its id, its question, the language of the casebook, and what it says from top to bottom."""

    subject: str
    title: str
    language: str
    blocks: tuple[Block, ...]


def on_one_line(text: str) -> str:
    """The text on one line, with whatever could act or hide written out; marks that Arabic and Hebrew need stay."""
    line = " ".join(text.split())
    return line if line.isascii() and line.isprintable() else "".join(map(_shown, line))


def _shown(char: str) -> str:
    if char in _NO_CHARACTERS:
        return f"\\u{ord(char):04x}"
    return char if char in _MARKS else visible(char)
