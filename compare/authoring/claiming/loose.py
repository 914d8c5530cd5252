"""Text made so alike that what somebody types from memory is found in it, with a way back to the text as stored.

Only for finding a place: what is written to a file are the words that stand there.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from compare.core.folding import fold_name
from compare.loading.quotes import cuts_word

if TYPE_CHECKING:
    from collections.abc import Iterator

Span = tuple[int, int]


@lru_cache(maxsize=4096)
def _folded(char: str) -> str:
    """What a name's folding leaves of one character: a space for whatever separates words, nothing for quotes and marks."""
    return fold_name(f"x{char}x")[1:-1]


@dataclass(frozen=True, slots=True)
class Loose:
    """A text without case, accents, quotes and dashes; `offsets` holds, for each character left, its offset as stored."""

    text: str
    offsets: tuple[int, ...]
    stored: str

    @classmethod
    def of(cls, stored: str) -> Loose:
        """Fold a text character by character, as names are folded; runs of spaces become one."""
        chars: list[str] = []
        offsets: list[int] = []
        for at, char in enumerate(stored):
            for folded in _folded(char):
                if folded != " " or chars[-1:] != [" "]:
                    chars.append(folded)
                    offsets.append(at)
        return cls("".join(chars), tuple(offsets), stored)

    def places(self, typed: str) -> Iterator[Span]:
        """Where something typed stands as whole words, as stored offsets, in order.

        Quotes are taken along at an end at which they were typed.
        """
        wanted = Loose.of(typed.strip())
        words = wanted.text.strip()
        at = self.text.find(words) if words else -1
        while at >= 0:
            start, end = self.offsets[at], self._end(at + len(words))
            if not (cuts_word(self.stored, start) or cuts_word(self.stored, end)):
                yield self._with_quotes(start, end, typed.strip())
            at = self.text.find(words, at + 1)

    def _end(self, folded: int) -> int:
        """The stored end of the character before a folded offset, the marks on it included."""
        end = self.offsets[folded - 1] + 1
        while end < len(self.stored) and unicodedata.combining(self.stored[end]):
            end += 1
        return end

    def _with_quotes(self, start: int, end: int, typed: str) -> Span:
        """The span with the quotes around it, where the typed text begins or ends with one."""
        while not _folded(typed[0]) and start > 0 and not _folded(self.stored[start - 1]):
            start -= 1
        while not _folded(typed[-1]) and end < len(self.stored) and not _folded(self.stored[end]):
            end += 1
        return start, end

    def words_at(self, start: int, end: int) -> Span:
        """A stretch of the folded text widened to whole words, as stored offsets."""
        first = self.text.rfind(" ", 0, start + 1) + 1
        last = self.text.find(" ", max(end - 1, first))
        return self.offsets[first], self._end(last if last > first else len(self.text))
