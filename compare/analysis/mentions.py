"""Where an article text names the casebook's entities: every name and alias, folded, the longest first, whole words only.

A name that is only spelt in capitals is found in capitals only: IS is a name, and `is` is not.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from compare.core.findings import AliasSeen
from compare.core.folding import fold_name, fold_own_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from compare.core.entities import Entities
    from compare.core.model import ArticleText, Claim

_WORD: Final = re.compile(r"\w+(?:['’ʼʿʾ`]\w+)*")
_POSSESSIVE: Final = re.compile(r"['’ʼ]s$", re.IGNORECASE)


@dataclass(slots=True)
class _Node:
    """A word of a name: the words that may follow it, the entity whose name ends here, and whether it is an acronym."""

    following: dict[str, _Node] = field(default_factory=dict)
    entity: str = ""
    acronym: bool = False

    def after(self, word: str) -> _Node | None:
        """What a further word of a text leads to."""
        for form in _forms(word):  # asked of every word of every text
            if form in self.following:
                return self.following[form]
        return None


@dataclass(frozen=True, slots=True)
class Mentions:
    """For one source: each entity to the numbers of the sentences that name it, and each (entity, spelling) to its count."""

    sentences: Mapping[str, frozenset[int]] = field(default_factory=dict)
    spellings: Mapping[tuple[str, str], int] = field(default_factory=dict)


class Names:
    """Every unambiguous name and alias of the casebook as a tree of folded words."""

    def __init__(self, entities: Entities) -> None:
        """Build the tree; a name that may mean two entities is left out, as it tells nothing."""
        self._tree = _Node()
        loose: dict[str, set[str]] = {}
        for name, owners in entities.by_folded_name.items():
            loose.setdefault(fold_name(name), set()).update(owners)
        for name, ids in (*loose.items(), *entities.by_folded_name.items()):
            words = _WORD.findall(name)
            if len(ids) == 1 and words:
                node = self._tree
                for word in words:
                    node = node.following.setdefault(word, _Node())
                (node.entity,) = ids
                node.acronym = name in entities.acronyms

    def find(self, text: str) -> Iterator[tuple[str, int, int]]:
        """Each mention as entity id with start and end (code points), in order, not overlapping, the longest name first."""
        end = 0
        for word in _WORD.finditer(text):
            start = word.start()
            if start >= end and self._tree.after(word[0]):
                entity, end = self._longest(text, start)
                if entity:
                    yield entity, start, end

    def _longest(self, text: str, start: int) -> tuple[str, int]:
        """Whose is the longest name that begins at this word, and where it ends; nobody's, and the word's start, for none."""
        node, found = self._tree, ("", start)
        for word in _WORD.finditer(text, start):
            following = node.after(word[0])
            if following is None:
                break
            node = following
            if node.entity and not (node.acronym and _has_small(text, start, word.end())):
                found = (node.entity, word.end())
        return found


def _has_small(text: str, start: int, end: int) -> bool:
    return any(char.islower() for char in _POSSESSIVE.sub("", text[start:end]))


@lru_cache(maxsize=16384)
def _forms(word: str) -> tuple[str, ...]:
    """The word as it is a name's own, and as it may be meant."""
    bare = _POSSESSIVE.sub("", word)
    return tuple(dict.fromkeys((fold_own_name(bare), fold_name(bare))))


def in_text(names: Names, article: ArticleText) -> Mentions:
    """The mentions in an article text at hand."""
    starts = [sentence.start for sentence in article.sentences]
    sentences: dict[str, set[int]] = {}
    spellings: Counter[tuple[str, str]] = Counter()
    for entity, start, end in names.find(article.text):
        spellings[entity, _POSSESSIVE.sub("", article.text[start:end])] += 1
        if at := bisect_right(starts, start):
            sentences.setdefault(entity, set()).add(article.sentences[at - 1].number)
    return Mentions({entity: frozenset(numbers) for entity, numbers in sentences.items()}, spellings)


def in_claims(names: Names, claims: Iterable[Claim]) -> Mentions:
    """The mentions in quotes, which is what there is where the text is not at hand; no sentences are known then."""
    spellings: Counter[tuple[str, str]] = Counter()
    for claim in claims:
        words = claim.quote.original or claim.quote.text
        spellings.update((entity, words[start:end]) for entity, start, end in names.find(words))
    return Mentions({}, spellings)


def aliases_seen(mentions: Mapping[str, Mentions]) -> tuple[AliasSeen, ...]:
    """Every spelling of every entity by source with its count, sorted."""
    seen = [
        AliasSeen(entity, spelling, source, count)
        for source, found in mentions.items()
        for (entity, spelling), count in found.spellings.items()
    ]
    return tuple(sorted(seen, key=lambda each: (each.entity, each.source, -each.count, each.spelling)))
