"""Quote and article made alike where only the typesetting differs, with a map back to the text as stored.

Both sides are folded alike. Nothing here changes a letter or a digit: case, diacritics and spelling stay as they are.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from typing import Final

PARAGRAPH: Final = "¶"
"""What a paragraph break folds to; in a quote it may be typed as it is."""

_INVISIBLE: Final = "\u00ad\u034f\u180e\U000e0000-\U000e007f\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
_LINE_END: Final = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028]")
_MAY_BEGIN: Final = "(?=[^a-zA-Z0-9.,]|.[\u0300-\u036f])"  # most of a text cannot, and one look tells
_PIECES: Final = re.compile(
    _MAY_BEGIN
    + "(?:"
    + "|".join(
        (
            rf"(?P<spacing>[\s{PARAGRAPH}][\s{PARAGRAPH}{_INVISIBLE}]+|[^\S ]|{PARAGRAPH})",
            r"(?P<quotes>[‘’‚‛`´ʼʹ′‹›“”„‟″«»])",
            r"(?P<dashes>[‐‑‒–—―−])",
            r"(?P<ellipsis>…)",
            r"(?P<ligatures>[ﬀﬁﬂﬃﬄﬅﬆ])",
            rf"(?P<invisible>[{_INVISIBLE}]+)",
            "(?P<composition>[^\\W\\d_][\u0300-\u036f]{1,8})",
        )
    )
    + ")"
)
_LIGATURES: Final = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_SINGLE: Final = frozenset("‘’‚‛`´ʼʹ′‹›")
_NAMES: Final = {"\u00a0": "no-break space", "\u202f": "no-break space", "\u00ad": "soft hyphen"}


@dataclass(frozen=True, slots=True)
class Piece:
    """One stretch that was replaced: offsets in the stored text, what stood there, and which folding it took."""

    start: int
    end: int
    written: str
    folding: str


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text with the map back.

    `starts` holds, for every stretch, its offset in `text`; `stored` its offset in the text as stored; `pieces` the piece
    it was folded from, or None for a stretch that was copied.
    """

    text: str
    starts: tuple[int, ...]
    stored: tuple[int, ...]
    pieces: tuple[Piece | None, ...]

    def start_of(self, offset: int) -> int:
        """Where the character at a folded offset starts in the stored text."""
        at = bisect_right(self.starts, offset) - 1
        piece = self.pieces[at]
        return piece.start if piece else self.stored[at] + offset - self.starts[at]

    def end_of(self, offset: int) -> int:
        """Where the character before a folded offset ends in the stored text."""
        at = bisect_right(self.starts, offset - 1) - 1
        piece = self.pieces[at]
        return piece.end if piece else self.stored[at] + offset - self.starts[at]

    def within(self, start: int, end: int) -> Counter[tuple[str, str]]:
        """The foldings between two stored offsets, with what they were applied to."""
        first = max(bisect_right(self.stored, start) - 1, 0)
        last = bisect_right(self.stored, end - 1)
        found = (piece for piece in self.pieces[first:last] if piece and piece.start < end and piece.end > start)
        return Counter((piece.folding, piece.written) for piece in found)


def _folded(kind: str, written: str) -> str:
    """What a stretch of this kind folds to."""
    if kind == "quotes":
        return "'" if written in _SINGLE else '"'
    if kind == "composition":
        return unicodedata.normalize("NFC", written)
    if kind == "spacing":
        return PARAGRAPH if _ends_paragraph(written) else " "
    fixed = {"dashes": "-", "ellipsis": "...", "invisible": ""}
    return fixed[kind] if kind in fixed else _LIGATURES[written]


def _ends_paragraph(space: str) -> bool:
    """Whether white space holds a blank line or says outright that a paragraph ends."""
    return PARAGRAPH in space or "\u2029" in space or len(_LINE_END.findall(space)) > 1


def _name(kind: str, written: str) -> str:
    """The folding as the report names it."""
    return _NAMES.get(written, {"invisible": "invisible character"}.get(kind, kind))


def fold(text: str) -> Folded:
    """Fold a text; the work is linear in its length.

    Runs of white space become one space and a blank line becomes a pilcrow, so that words never run together and a quote
    never silently crosses from one paragraph to the next.
    """
    parts: list[str] = []
    starts, stored = [0], [0]
    pieces: list[Piece | None] = [None]
    length = copied = 0
    for found in _PIECES.finditer(text):
        kind, written = str(found.lastgroup), found.group()
        new = _folded(kind, written)
        if new == written:
            continue
        parts += (text[copied : found.start()], new)
        length += found.start() - copied
        starts += (length, length + len(new))
        stored += (found.start(), found.end())
        pieces += (Piece(found.start(), found.end(), written, _name(kind, written)), None)
        length += len(new)
        copied = found.end()
    parts.append(text[copied:])
    return Folded("".join(parts), tuple(starts), tuple(stored), tuple(pieces))


def foldings_needed(article: Folded, span: tuple[int, int], quote: Folded) -> tuple[str, ...]:
    """The names of the foldings without which the two would not be equal, sorted."""
    there = article.within(*span)
    here = Counter((piece.folding, piece.written) for piece in quote.pieces if piece)
    return tuple(sorted({name for name, _ in ((there - here) + (here - there))}))
