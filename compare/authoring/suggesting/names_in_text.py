"""The names in an article text, found by their capitals alone, so that spellings nobody has declared yet come to light.

A name is a run of capitalised words in one sentence with nothing but spaces and hyphens between them. Small words that belong
to names may stand in it (`Iyad ag Ghaly`, `Front de libération`), the article with its hyphen also before it (`al-Murabitoun`).
A name ends before a possessive and before any other punctuation. Titles, months, weekdays and the words that open a sentence
are no part of it. Writing without capitals (Arabic, Chinese ...) shows no names in this way.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from compare.authoring.suggesting.telling_words import MONTHS, OPENERS, TITLES, WEEKDAYS
from compare.core.word_sets import word_set

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

LONGEST: Final = 8  # words; what is longer is a heading
PARTICLES: Final = word_set(
    "ag ould uld walad bin ben ibn bint abu abou al el ul wal von van der den zu af de del della di da do dos du des of for the"
)
"""Words in small letters that may stand inside a name."""
ARTICLES: Final = frozenset(("al", "el", "ad", "an", "ar", "as", "ash", "at", "az", "ul"))
"""Words in small letters that a name may begin with, joined to it by a hyphen."""
_WORD: Final = re.compile(r"[^\W_]+(?:['’ʼʿʾ`][^\W_]+)*")
_POSSESSIVE: Final = re.compile(r"['’ʼ]s$", re.IGNORECASE)
_CUT: Final = MONTHS | WEEKDAYS
_BETWEEN: Final = re.compile(r"[ \u00a0]?[-‐‑ \u00a0]?[ \u00a0]?")
_HYPHENS: Final = frozenset("-‐‑")


@dataclass(frozen=True, slots=True)
class NameSeen:
    """A spelling as it stands in a text, with the numbers of the sentences that hold it, from 1 and in order.

    `holds_known` is whether a known name is a part of it wherever it stands.
    """

    spelling: str
    sentences: tuple[int, ...]
    holds_known: bool


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of a sentence: as written without possessive, where it stands, and what stands before it."""

    text: str
    start: int
    end: int
    before: str
    possessive: bool

    @property
    def capital(self) -> bool:
        """Whether it may begin or end a name."""
        return self.text[0].isupper() and self.text.casefold() not in _CUT and self.text != "I"

    @property
    def inner(self) -> bool:
        """Whether it may stand inside a name without a capital: a particle, or figures after a hyphen."""
        return self.text in PARTICLES | ARTICLES or (self.text.isdigit() and self.before in _HYPHENS)


def names_in(sentences: Iterable[tuple[int, str]], known: Callable[[str], Iterable[tuple[int, int]]]) -> tuple[NameSeen, ...]:
    """Every spelling of a name in these sentences, in the order in which they first occur, known names apart.

    Args:
        sentences: number and text of each.
        known: from a text to where known names begin and end in it; what lies inside one is no name of its own.
    """
    listed = list(sentences)
    small = frozenset(word for _, text in listed for word in _WORD.findall(text) if word[0].islower())
    seen: dict[str, dict[int, bool]] = {}
    for number, text in listed:
        named = list(_names(text, small))
        mentions = list(known(text)) if named else []
        for start, end in named:
            if not any(first <= start and end <= last for first, last in mentions):
                holds = any(first < end and start < last for first, last in mentions)
                numbers = seen.setdefault(" ".join(text[start:end].split()), {})
                numbers[number] = numbers.get(number, True) and holds
    return tuple(NameSeen(spelling, tuple(numbers), all(numbers.values())) for spelling, numbers in seen.items())


def _names(text: str, small: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Where the names of one sentence begin and end; in one that is all capitals nothing shows where a name begins."""
    if text.isupper():
        return
    for run in _runs(_words(text)):
        trimmed = _trimmed(run, small, opens=not text[: run[0].start].strip(" \u00a0\"'“‘«("))
        if trimmed and len(trimmed) <= LONGEST and trimmed[-1].end - trimmed[0].start > 1:
            yield trimmed[0].start, trimmed[-1].end


def _words(text: str) -> list[_Word]:
    found: list[_Word] = []
    end = 0
    for match in _WORD.finditer(text):
        bare = _POSSESSIVE.sub("", match[0])
        found.append(_Word(bare, match.start(), match.start() + len(bare), text[end : match.start()], bare != match[0]))
        end = match.end()
    return found


def _runs(words: Sequence[_Word]) -> Iterator[list[_Word]]:
    """Words that stand together and may be a name, cut where they stop being one."""
    run: list[_Word] = []
    for word in words:
        joined = bool(run) and _BETWEEN.fullmatch(word.before) is not None and not run[-1].possessive
        if not joined or not (word.capital or word.inner):
            yield from _ended(run)
            run = []
        if word.capital or word.inner:
            run.append(word)
    yield from _ended(run)


def _ended(run: list[_Word]) -> Iterator[list[_Word]]:
    """The run from its first to its last capital, with an article joined to the first by a hyphen; nothing if it has none."""
    capitals = [at for at, word in enumerate(run) if word.capital]
    if capitals:
        first, last = capitals[0], capitals[-1]
        article = first > 0 and run[first].before in _HYPHENS and run[first - 1].text in ARTICLES
        figures = last + 1 < len(run) and run[last + 1].text.isdigit()
        yield run[first - article : last + 1 + figures]


def _trimmed(run: list[_Word], small: frozenset[str], *, opens: bool) -> list[_Word]:
    """The run without titles and without the word that only opens the sentence; nothing where no name is left."""
    while run:
        word = run[0].text
        opener = opens and (word.casefold() in OPENERS or (len(run) == 1 and word.casefold() in small))
        if not opener and word.casefold() not in TITLES:
            break
        run, opens = next(_ended(run[1:]), []), False
    return run
