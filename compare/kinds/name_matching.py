"""What two names are to each other, found from their canonical texts alone, so that it cannot depend on a spelling."""

from __future__ import annotations

from functools import lru_cache
from itertools import permutations
from typing import TYPE_CHECKING, Final, NamedTuple

from compare.kinds.name_anatomy import Anatomy, anatomy, may_match
from compare.kinds.name_likeness import ALONE_FROM, Likeness, alike, heads
from compare.kinds.name_tables import ALSO_NAMES, GENERIC, ROMANISED

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MOST_EXTRA: Final = 3  # words that a fuller form of a name may have more
MOST_PAIRS: Final = 64  # pairs of words worth aligning; names this long are no names
_ACRONYM_FROM: Final = 4  # letters from which a word may be an acronym: NATO, not Ali
JOINED: Final = ("abdel", "abd", "abu")  # what `name_reading` joins to the next word
_LONGEST_JOIN: Final = 3  # words that another source may write as one
_NUMERAL_LETTERS: Final = frozenset("ivx")


class Verdict(NamedTuple):
    """The name of the level that two names earn, and which says more (0 or 1), where one does."""

    level: str
    finer: int | None = None


SAME: Final = Verdict("same")
ANOTHER: Final = Verdict("another")


def related(one: str, other: str) -> Verdict:
    """What two canonical texts are to each other: symmetric but for `finer`."""
    if one == other:
        return SAME
    if one < other:
        return _related(one, other)
    verdict = _related(other, one)
    return verdict if verdict.finer is None else Verdict(verdict.level, 1 - verdict.finer)


@lru_cache(maxsize=32768)
def _related(one: str, other: str) -> Verdict:
    a, b = anatomy(one), anatomy(other)
    if not may_match(a, b):
        return ANOTHER
    if a.romanised != b.romanised:
        a, b = anatomy(one, romanised=True), anatomy(other, romanised=True)
    return _is_acronym(a, b) or _Match(a, b).verdict()


def _is_acronym(a: Anatomy, b: Anatomy) -> Verdict | None:
    """`refines` where the one name has only initials, or one word, and they begin all words of the other: IBM, NATO."""
    if len(a.words) > 1 and len(b.words) > 1:
        return None
    for finer, short, full in ((1, a, b), (0, b, a)):
        letters = short.letters if not short.words else short.words[0] if len(short.words) == 1 else ""
        least = 2 if not short.words else _ACRONYM_FROM
        short_enough = not (short.words and short.letters) and len(letters) >= least
        if short_enough and not full.letters and len(full.words) >= least - 1 and sorted(letters) in _initialled(full):
            return Verdict("fuller", finer)
    return None


def _initialled(full: Anatomy) -> Iterable[list[str]]:
    """The first letters of a name, sorted: of its words, with its legal form, with its small words, with both."""
    words = [each[0] for each in full.words]
    forms = [each[0] for each in full.forms]
    small = [each[0] for each in full.small]
    return [sorted(words), sorted(words + forms), sorted(words + small), sorted(words + small + forms)]


class _Match:
    """The words and initials of two names paired off, the nearest first; what is left over on a side makes it say more."""

    def __init__(self, a: Anatomy, b: Anatomy) -> None:
        self.a, self.b = a, b
        self.romanised = a.romanised or b.romanised
        self.matched, self.left = _parted(a.words, b.words)
        self.letters = _letters_left(a.letters, b.letters) if a.letters and b.letters else [a.letters, b.letters]
        self.worst = Likeness.SAME
        self.more = [False, False]

    def verdict(self) -> Verdict:
        """The level the names earn."""
        self._pair_words()
        self._pair_joined()
        self._pair_letters()
        extra = [bool(left) or bool(letters) for left, letters in zip(self.left, self.letters, strict=True)]
        figures = self.a.figures, self.b.figures
        if all(extra) or self._numbered(figures) or not self._is_told(extra):
            return ANOTHER
        for side in (0, 1):
            self.more[side] |= extra[side] or (figures[side] != figures[1 - side] and bool(figures[side]))
        return self._level()

    def _numbered(self, figures: Sequence[tuple[str, ...]]) -> bool:
        """Whether a letter that is left may be a numeral where the other name has another: John Paul I and John Paul II."""
        return any(
            set(letters) & _NUMERAL_LETTERS and other for letters, other in zip(self.letters, figures[::-1], strict=True)
        )

    def _level(self) -> Verdict:
        if not (self.a.forms <= self.b.forms or self.b.forms <= self.a.forms):
            return Verdict("legal-form")
        if self.worst is Likeness.NEAR:
            return Verdict("near")
        if self.worst is Likeness.SHORT_FORM:
            return Verdict("short-form")
        if self.more[0] != self.more[1]:
            return Verdict("fuller", 0 if self.more[0] else 1)
        return Verdict("mixed" if self.more[0] else "spelling")

    def _pair_words(self) -> None:
        """Pair the words that are left by likeness; a wrong letter in a word that stands alone needs a longer word."""
        left, right = self.left
        if not left or not right or len(left) * len(right) > MOST_PAIRS:
            return
        alone = len(self.a.words) == len(self.b.words) == 1 and not self.a.letters and not self.b.letters
        ranked = sorted((alike(one, other, self.romanised), one, other) for one in left for other in right)
        for likeness, one, other in ranked:
            too_short = alone and likeness > Likeness.SPELLING and min(len(one), len(other)) < ALONE_FROM
            if likeness is not Likeness.NONE and not too_short and one in left and other in right:
                self._take(one, other, likeness)

    def _take(self, one: str, other: str, likeness: Likeness) -> None:
        self.left[0].remove(one)
        self.left[1].remove(other)
        self.matched.append(one)
        self.worst = max(self.worst, likeness)

    def _pair_joined(self) -> None:
        """Pair a word with the several that another source writes for it: de Kooning and DeKooning, JRR and J. R. R."""
        for side, many in ((0, self.b), (1, self.a)):
            loose = self.left[1 - side]
            for word in tuple(self.left[side]):
                if word == self.letters[1 - side]:
                    self.letters[1 - side] = ""
                elif parts := _joined_from(word, [*loose, *many.small], romanised=self.romanised):
                    for part in set(parts).intersection(loose):
                        loose.remove(part)
                else:
                    continue
                self.left[side].remove(word)
                self._spelt(word)

    def _spelt(self, word: str) -> None:
        self.matched.append(word)
        self.worst = max(self.worst, Likeness.SPELLING)

    def _pair_letters(self) -> None:
        """Pair each initial that is left with a word of the other name that begins with it; the word says more."""
        for side in (0, 1):
            kept = ""
            for letter in self.letters[side]:
                word = next((each for each in self.left[1 - side] if letter in heads(each)), None)
                if word is None:
                    kept += letter
                else:
                    self.left[1 - side].remove(word)
                    self.more[1 - side] = True
                    self._pair_rest(word, side)
            self.letters[side] = kept

    def _pair_rest(self, word: str, side: int) -> None:
        """Pair what `Abdul` is joined to with the word that the other name has beside the initial: J. A. Khan."""
        rest = next((word.removeprefix(each) for each in JOINED if word.startswith(each)), "")
        if rest in self.left[side]:
            self.left[side].remove(rest)
            self.matched.append(rest)

    def _is_told(self, extra: Sequence[bool]) -> bool:
        """Whether what is in common is enough to take the one name for a fuller form of the other."""
        if not self.matched and self.a.words and self.b.words:
            return False
        if not any(extra):
            return bool(self.matched or self.a.figures)
        longer = 0 if extra[0] else 1
        return len(self.left[longer]) <= MOST_EXTRA and self._is_telling(longer) and not self._may_be_a_name(longer)

    def _is_telling(self, longer: int) -> bool:
        """Whether what is in common tells one name from another: not Bank alone, nor Ohio in the National Bank of Ohio."""
        telling = [each for each in self.matched if each not in GENERIC]
        generic = sum(each in GENERIC for each in self.left[longer])
        return len(telling) > (1 if generic > 1 else 0)

    def _may_be_a_name(self, longer: int) -> bool:
        """Whether a small word of the shorter name may stand where the longer one has another: Al Gore, Tipper Gore."""
        shorter, full = ((self.b, self.a), (self.a, self.b))[longer]
        unsaid = (set(shorter.small) - set(full.small)) & ALSO_NAMES
        return bool(unsaid and self.left[longer]) and not set(shorter.small) & (ROMANISED - ALSO_NAMES)


def _parted(mine: Sequence[str], theirs: Sequence[str]) -> tuple[list[str], tuple[list[str], list[str]]]:
    """The words that both sides have, and those that only the one or the other has, each as often as it stands there."""
    both, left, right = [], [], list(theirs)
    for word in mine:
        if word in right:
            right.remove(word)
            both.append(word)
        else:
            left.append(word)
    return both, (left, right)


def _letters_left(one: str, other: str) -> list[str]:
    """The initials of each side that the other does not have in the same order."""
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    kept, at, rest = "", 0, ""
    for letter in short:
        found = long.find(letter, at)
        if found < 0:
            kept += letter
        else:
            rest += long[at:found]
            at = found + 1
    rest += long[at:]
    return [kept, rest] if len(one) <= len(other) else [rest, kept]


def _joined_from(word: str, parts: Sequence[str], *, romanised: bool) -> tuple[str, ...]:
    """The parts, two or three in any order, that make up a word when they are written as one."""
    fitting = [each for each in parts if len(each) < len(word)]
    if len(fitting) < 2 or len(fitting) > 2 * _LONGEST_JOIN:  # noqa: PLR2004 - two words are the fewest to join
        return ()
    for count in range(2, min(len(fitting), _LONGEST_JOIN) + 1):
        for chosen in permutations(fitting, count):
            joined = "".join(chosen)
            near = abs(len(joined) - len(word)) <= 1 and joined[0] == word[0]
            if near and (joined == word or alike(joined, word, romanised) is Likeness.SPELLING):
                return chosen
    return ()
