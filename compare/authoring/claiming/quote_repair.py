"""A quote that does not check, set right: to the nearest words of the article, or to the one sentence that is meant."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Final

from compare.authoring.claiming.quoting import as_written, shown
from compare.authoring.editing.refusals import RefusedError
from compare.core.visible import excerpt
from compare.loading.quotes import BRACKETS, look_up, similar_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compare.core.model import Claim
    from compare.loading.quotes import Article, Span
    from compare.loading.tree import Plain

_STOPS: Final = (".", ",", ";", ":", "!", "?")
_SPELLING: Final = 75.0
"""From here on two words count as two spellings of one, on rapidfuzz's scale from 0 to 100."""
_WHICH: Final = (
    "{} has to be told apart: name its sentence with --sentence, or take more words with `whosays claim edit --quote`"
)


class NothingNearError(RefusedError):
    """No words of the article are near enough to the quote to be meant."""


class SeveralPlacesError(RefusedError):
    """The quote stands in several sentences, and nothing says which is meant; the message lists them.

    `sentences` are the numbers of those in which it stands once, so that the number says which place is meant.
    """

    def __init__(self, message: str, sentences: tuple[int, ...]) -> None:
        """The sentence for the person, and the numbers to choose from."""
        super().__init__(message)
        self.sentences = sentences


@dataclass(frozen=True, slots=True)
class Repair:
    """What would change: the words as written and as the article has them, and the number of the sentence if it is needed.

    `sentence` is None where the words stand only once.
    """

    written: str
    found: str
    sentence: int | None


def repair(claim: Claim, article: Article, sentence: int | None = None, noted: int | None = None) -> Repair:
    """The quote as it would check.

    Args:
        claim: the claim whose quote does not check.
        article: the article it is from.
        sentence: the number of the sentence that the annotator now says is meant.
        noted: the number that the claim file has; believed only where the words stand there.

    Raises:
        NothingNearError: nothing in the article is clearly meant.
        SeveralPlacesError: the words stand more than once, and no sentence, or one that lacks them, was named.
    """
    written = claim.quote.original or claim.quote.text
    found = written if look_up(written, article).spans else _nearest(written, article)
    spans = look_up(found, article).spans
    if not spans:
        raise NothingNearError(f"the article has {excerpt(found)} only in pieces that do not stand together")
    if len(spans) == 1 and sentence is None:
        return Repair(written, found, None)
    number = sentence or noted
    if number and [article.sentence_at(start) for start, _ in spans].count(number) == 1:
        return Repair(written, found, number if len(spans) > 1 else None)
    raise _several(found, spans, article)


def _several(found: str, spans: tuple[Span, ...], article: Article) -> SeveralPlacesError:
    """Which sentences hold the words."""
    counts = Counter(article.sentence_at(start) for start, _ in spans)
    once = tuple(number for number, times in counts.items() if number is not None and times == 1)
    return SeveralPlacesError("\n".join([_WHICH.format(excerpt(found)), *_listed(spans, article)]), once)


def _nearest(written: str, article: Article) -> str:
    """The quote with each of its parts that is not in the article replaced by the nearest words there."""
    parts = BRACKETS.split(written)
    return " ".join(filter(None, (part if at % 2 else _near(part.strip(), article) for at, part in enumerate(parts))))


def _near(part: str, article: Article) -> str:
    """The part itself where it is found, else the nearest words as the article has them.

    Raises:
        NothingNearError: no words are near.
    """
    if not part or look_up(part, article).spans:
        return part
    near = _without_neighbours(part, similar_words(part, article) or "")
    near = near if part.endswith(_STOPS) else near.rstrip("".join(_STOPS))
    spans = look_up(near, article).spans if near else ()
    if not spans:
        raise NothingNearError(f"no words of the article are near enough to {excerpt(part)} to be meant")
    return as_written(article.text[spans[0][0] : spans[0][1]])


def _without_neighbours(part: str, near: str) -> str:
    """The nearest words without those at their ends that make them less alike, as the search takes in whole words."""
    from rapidfuzz import fuzz  # only a quote that is not found pays for it

    words = near.split()
    while len(words) > 1:
        shorter = max((words[1:], words[:-1]), key=lambda each: fuzz.ratio(part, " ".join(each)))
        if fuzz.ratio(part, " ".join(shorter)) <= fuzz.ratio(part, " ".join(words)):
            break
        words = shorter
    return " ".join(words)


def _listed(spans: tuple[Span, ...], article: Article) -> Iterator[str]:
    """Each sentence that holds the words, with its number."""
    for number in dict.fromkeys(article.sentence_at(start) for start, _ in spans):
        if number is not None:
            yield f"{number}: {shown(article, number)}"


def keys(claim: Claim, made: Repair, written_keys: frozenset[str]) -> dict[str, Plain | None]:
    """The keys of the claim that the repair sets, or takes out as they do not hold any more (None).

    Args:
        claim: the claim.
        made: its repair.
        written_keys: the keys that the claim has in its file.
    """
    changed: dict[str, Plain | None] = {}
    if made.found != made.written:
        changed["quote_original" if claim.quote.original else "quote"] = _quote_value(claim, made.found)
    if made.sentence is not None:
        changed["sentence"] = str(made.sentence)
    gone = {"near", "sentence"} & written_keys - changed.keys()
    return changed | dict.fromkeys(sorted(gone))


def _quote_value(claim: Claim, words: str) -> Plain:
    """The quote, or the original of a translated one with its language."""
    if not claim.quote.original:
        return words
    return {"text": words, "language": claim.quote.original_language or ""}


def is_sure(made: Repair) -> bool:
    """Whether a repair may be made without a person looking at it: in one place, and the same words but for their spelling.

    No word with a letter or digit in it is more or less, no number is another one, and each word that is spelt otherwise
    begins with the same letter and is alike. So “was not killed” never becomes “was killed”, nor 102 workers 120.
    """
    return made.sentence is None and all(
        _same_but_for_spelling(old, new) for old, new in _changes(_words(made.written), _words(made.found))
    )


def _words(quote: str) -> list[str]:
    """The words of a quote without case and punctuation, those in brackets apart."""
    bare = ("".join(char for char in word if char.isalnum()) for word in BRACKETS.sub(" ", quote).casefold().split())
    return [word for word in bare if word]


def _changes(old: list[str], new: list[str]) -> Iterator[tuple[str, str]]:
    """What stands in the place of what, several words run together; nothing in the place of words that are gone."""
    for change, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if change != "equal":
            yield "".join(old[a:b]), "".join(new[c:d])


def _same_but_for_spelling(old: str, new: str) -> bool:
    """Whether two words are one, spelt in two ways."""
    from rapidfuzz import fuzz  # only a quote that is not found pays for it

    digits = ("".join(filter(str.isdigit, word)) for word in (old, new))
    return old[:1] == new[:1] and len(set(digits)) == 1 and fuzz.ratio(old, new) >= _SPELLING


def difference(written: str, found: str) -> str:
    """The change word by word, readable without colour: `led by [-Iyed-] {+Iyad+} Ag Ghali`."""
    old, new = written.split(), found.split()
    parts: list[str] = []
    for change, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if change == "equal":
            parts += old[a:b]
            continue
        parts += [f"[-{' '.join(old[a:b])}-]"] if a < b else []
        parts += [f"{{+{' '.join(new[c:d])}+}}"] if c < d else []
    return " ".join(parts)
