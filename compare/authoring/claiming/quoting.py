"""The quote of a claim, taken from the article: what an annotator types only says where it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from compare.authoring.claiming.loose import Loose
from compare.authoring.editing.refusals import RefusedError, UnknownNameError
from compare.core.visible import excerpt
from compare.loading.anchors import MANY_WORDS
from compare.loading.quotes import BRACKETS, look_up
from compare.loading.typography import PARAGRAPH, fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from compare.authoring.claiming.loose import Span
    from compare.core.model import Sentence
    from compare.loading.quotes import Article

_JOINS: Final = re.compile(r"\[\s*(?:\.{3}|…)\s*\]")
_SPANS: Final = re.compile(r"\.{3,}|…")
_UNSEEN: Final = frozenset({"spacing", "no-break space", "soft hyphen", "invisible character"})
_JOINERS: Final = "\u200c\u200d"
_LIKENESS: Final = 60.0  # only words of one sentence are compared, so more may differ than in a whole article


class QuotingError(RefusedError):
    """The words cannot be taken from the article; the message says why and how to say it otherwise."""


@dataclass(frozen=True, slots=True)
class Taken:
    """Words of the article as a quote is written: code point offsets, and whether they stand elsewhere as well."""

    text: str
    start: int
    end: int
    repeated: bool = False


def sentence_of(article: Article, number: int) -> Sentence:
    """The sentence of this number.

    Raises:
        UnknownNameError: the article has none.
    """
    if not 1 <= number <= len(article.sentences):
        raise UnknownNameError(f"there is no sentence {number}: the article has {len(article.sentences)}")
    return article.sentences[number - 1]


def shown(article: Article, number: int) -> str:
    """The words of a sentence on one line."""
    sentence = sentence_of(article, number)
    return as_written(article.text[sentence.start : sentence.end])


def as_written(stored: str) -> str:
    """Words of the article as a quote has them: every letter and sign kept, nothing that cannot be seen.

    Line ends and other spacing become one space, a blank line a pilcrow. Joiners stay in scripts that are spelt with them.
    """
    folded = fold(stored)
    bounds = [*folded.starts, len(folded.text)]
    parts = []
    for index, piece in enumerate(folded.pieces):
        replaced = folded.text[bounds[index] : bounds[index + 1]]
        kept = piece is not None and (piece.folding not in _UNSEEN or _joins_letters(piece.written, stored, piece.start))
        parts.append(piece.written if piece and kept else replaced)
    return re.sub(rf"\s*{PARAGRAPH}\s*", f" {PARAGRAPH} ", "".join(parts)).strip()


def _joins_letters(written: str, stored: str, at: int) -> bool:
    """Whether these are joiners after a letter of a script without case, which change how words are spelt."""
    before = stored[at - 1 : at]
    return not written.strip(_JOINERS) and before.isalpha() and before.lower() == before.upper()


def whole_sentence(article: Article, number: int) -> Taken:
    """The whole sentence, where it is short enough for a quote.

    Raises:
        QuotingError: it is too long.
        UnknownNameError: there is no such sentence.
    """
    sentence = sentence_of(article, number)
    words = len(article.text[sentence.start : sentence.end].split())
    if words >= MANY_WORDS:
        raise QuotingError(
            f"sentence {number} has {words} words, and a quote is the shortest phrase that carries the claim: pick it with "
            f"--quote; `first words ... last words` takes all between them, `[...]` leaves out"
        )
    return _checked(article, number, [(sentence.start, sentence.end)])


def taken(article: Article, number: int, typed: str) -> Taken:
    """The words that are meant by what was typed, within a sentence or beginning in it.

    `...` stands for everything between the words before and after it, `[...]` joins two parts and leaves out what is between
    them, other words in brackets are ours unless the article has them. Case, accents, quotes, dashes and spaces need not be
    typed as they are.

    Raises:
        QuotingError: the words are not there, or there more than once.
        UnknownNameError: there is no such sentence.
    """
    window = _Window(article, sentence_of(article, number))
    if not any(Pattern.of(typed).pieces):
        raise QuotingError(f"{excerpt(typed)} holds no words that could be looked for")
    for pattern in dict.fromkeys((Pattern((typed.strip(),)), Pattern.of(typed))):
        chains = window.chains(pattern)
        if len(chains) > 1:
            raise QuotingError(
                f"{excerpt(typed)} stands {len(chains)} times in sentence {number}: take in a word beside the one that is meant"
            )
        if chains:
            return _checked(article, number, pattern.grouped(chains[0]), pattern.ours)
    raise QuotingError(_not_there(article, number, typed))


@dataclass(frozen=True, slots=True)
class Pattern:
    """What was typed: parts of the article, in which `...` stands for whatever is between, and our words between the parts."""

    parts: tuple[str, ...]
    ours: tuple[str, ...] = ()

    @classmethod
    def of(cls, typed: str) -> Pattern:
        """Split at brackets; `[...]` at an end joins nothing and is dropped."""
        inner = re.sub(rf"^\s*{_JOINS.pattern}|{_JOINS.pattern}\s*$", "", typed)
        found = [_JOINS.sub("[...]", each.strip()) for each in BRACKETS.split(inner)]
        return cls(tuple(found[::2]), tuple(found[1::2]))

    @property
    def pieces(self) -> list[list[str]]:
        """The words of each part that have to be found, in order."""
        return [[piece.strip() for piece in _SPANS.split(part) if _wordy(piece)] for part in self.parts]

    @property
    def from_start(self) -> bool:
        """Whether everything from the beginning of the sentence is meant."""
        return bool(_SPANS.match(self.parts[0]))

    @property
    def to_end(self) -> bool:
        """Whether everything to the end of the sentence is meant."""
        return bool(re.search(rf"(?:{_SPANS.pattern})$", self.parts[-1]))

    def grouped(self, chain: Sequence[Span]) -> list[Span | None]:
        """The span of each part from the spans of all pieces; None for a part without words."""
        left = iter(chain)
        spans = [[next(left) for _ in pieces] for pieces in self.pieces]
        return [(part[0][0], part[-1][1]) if part else None for part in spans]


def _wordy(piece: str) -> bool:
    """Whether anything is left of it that can be looked for."""
    return bool(Loose.of(piece).text.strip())


class _Window:
    """A sentence and what follows it to the end of the next paragraph, in which typed words are looked for."""

    def __init__(self, article: Article, sentence: Sentence) -> None:
        following = article.sentences[sentence.number - 1 :]
        reach = max(each.end for each in following if each.paragraph <= sentence.paragraph + 1)
        self._article = article
        self._start, self._length = sentence.start, sentence.end - sentence.start
        self._loose = Loose.of(article.text[sentence.start : reach])

    def chains(self, pattern: Pattern) -> list[list[Span]]:
        """The shortest ways to find all pieces in order: those within the sentence, else those that begin in it."""
        pieces = [piece for part in pattern.pieces for piece in part]
        if not pieces:
            return []
        places = [list(self._loose.places(piece)) for piece in pieces]
        found = [chain for first in places[0] if first[0] < self._length for chain in _chain(first, places[1:])]
        shortest = list({chain[-1]: chain for chain in found}.values())
        within = [chain for chain in shortest if chain[-1][1] <= self._length]
        stored = [self._stored(chain, pattern) for chain in within or shortest]
        return [chain for chain in stored if self._letter_for_letter(chain, pattern)] or stored

    def _letter_for_letter(self, chain: list[Span], pattern: Pattern) -> bool:
        """Whether one piece was typed exactly as it stands there, case included."""
        return (self._article.text[chain[0][0] : chain[-1][1]],) == pattern.parts

    def _stored(self, chain: list[Span], pattern: Pattern) -> list[Span]:
        """The chain as offsets into the article, to the ends of the sentence where the pattern says so."""
        if pattern.from_start:
            chain = [(0, chain[0][1]), *chain[1:]]
        if pattern.to_end:
            chain = [*chain[:-1], (chain[-1][0], max(chain[-1][1], self._length))]
        return [(self._start + start, self._start + end) for start, end in chain]


def _chain(first: Span, places: Sequence[Sequence[Span]]) -> Iterator[list[Span]]:
    """The first piece with every later one at its next occurrence, if all of them follow."""
    chain = [first]
    for spans in places:
        after = next((span for span in spans if span[0] >= chain[-1][1]), None)
        if after is None:
            return
        chain.append(after)
    yield chain


def _checked(article: Article, number: int, spans: Sequence[Span | None], ours: Sequence[str] = ()) -> Taken:
    """The quote as written, looked up as every reader of the file will look it up."""
    texts = [as_written(article.text[span[0] : span[1]]) if span else "" for span in spans]
    quote = " ".join(each for pair in zip(texts, [*ours, ""], strict=True) for each in pair if each)
    found = look_up(quote, article).spans
    here = [span for span in found if article.sentence_at(span[0]) == number]
    if len(here) != 1:
        times = f"stands {len(here)} times in it" if here else "cannot be found again as it would be written"
        raise QuotingError(f"{excerpt(quote, 120)}, taken from sentence {number}, {times}: take other words of the sentence")
    return Taken(quote, *here[0], repeated=len(found) > 1)


def _not_there(article: Article, number: int, typed: str) -> str:
    """Why the words were not found: the piece that is missing, where it stands instead, what is most like it here."""
    elsewhere = _sentences_with(article, typed)
    if elsewhere:
        return f"{excerpt(typed)} is not in sentence {number}; it is in sentence {' and '.join(map(str, elsewhere[:3]))}"
    window = Loose.of(shown(article, number))
    missing = [piece for part in Pattern.of(typed).pieces for piece in part if not any(window.places(piece))]
    if not missing:
        return f"the words of {excerpt(typed)} do not stand in this order in sentence {number}"
    near = nearest_words(missing[0], window)
    return f"{excerpt(missing[0])} is not in sentence {number}" + (f"; the nearest words are {excerpt(near)}" if near else "")


def _sentences_with(article: Article, typed: str) -> list[int]:
    """The sentences in which the words would be found."""
    pattern = Pattern.of(typed)
    return [each.number for each in article.sentences if _Window(article, each).chains(pattern)]


def nearest_words(typed: str, loose: Loose) -> str:
    """The words most like what was typed, or nothing."""
    from rapidfuzz import fuzz  # only words that are not found pay for it

    wanted = Loose.of(typed).text
    best = fuzz.partial_ratio_alignment(wanted, loose.text, score_cutoff=_LIKENESS)
    if best is None or best.dest_start >= best.dest_end:
        return ""
    start, end = loose.words_at(best.dest_start, best.dest_end)
    return loose.stored[start:end]
