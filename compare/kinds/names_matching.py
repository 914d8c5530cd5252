"""What two lists of names are to each other: their names matched one to one, the nearest first, and what is left over."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from compare.kinds.name_anatomy import anatomy, may_match
from compare.kinds.name_matching import related

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from compare.kinds.name_matching import Verdict

Keys: TypeAlias = tuple[str, ...]

GRADES: Final = {"same": 0, "spelling": 1, "fuller": 2, "mixed": 3, "legal-form": 4, "short-form": 4, "near": 4}
"""How well two names match, the best first; names of any other level do not match."""
MOST_PAIRS: Final = 2_500
"""Pairs of names looked at; in longer lists only names that share a word are, and the first fit is taken."""

MOST_SHARING: Final = 50  # names of a long list that share a word; what more share is a given name or an initial


class Common(NamedTuple):
    """What two lists have in common: the names matched, the worst grade, which side is fuller, and the names left on each."""

    matched: int
    worst: int
    fuller: tuple[bool, bool]
    extra: tuple[int, int]

    def turned(self) -> Common:
        """The same seen from the other side."""
        return Common(self.matched, self.worst, self.fuller[::-1], self.extra[::-1])


def common(one: Keys, other: Keys) -> Common:
    """What two lists of canonical texts, each sorted and without repeats, have in common; symmetric."""
    return _common(one, other) if one <= other else _common(other, one).turned()


@lru_cache(maxsize=16384)
def _common(one: Keys, other: Keys) -> Common:
    theirs = set(other)
    both = theirs.intersection(one)
    left, right = [each for each in one if each not in both], [each for each in other if each not in both]
    pairs = _assigned(left, right) if left and right else []
    worst = max((GRADES[verdict.level] for verdict in pairs), default=0)
    mixed = any(verdict.level == "mixed" for verdict in pairs)
    fuller = (mixed or any(verdict.finer == 0 for verdict in pairs), mixed or any(verdict.finer == 1 for verdict in pairs))
    return Common(len(both) + len(pairs), worst, fuller, (len(left) - len(pairs), len(right) - len(pairs)))


def _assigned(left: Sequence[str], right: Sequence[str]) -> list[Verdict]:
    """How the names of two lists match, one to one: as many as can, grade by grade, the best grades first."""
    edges: dict[int, list[tuple[int, int]]] = {}
    verdicts: dict[tuple[int, int], Verdict] = {}
    mine, theirs = [anatomy(each) for each in left], [anatomy(each) for each in right]
    for i, j in _candidates(left, right):
        if not may_match(mine[i], theirs[j]):
            continue
        verdict = related(left[i], right[j])
        if verdict.level in GRADES:
            edges.setdefault(GRADES[verdict.level], []).append((i, j))
            verdicts[i, j] = verdict
    assignment = _Assignment(augments=len(left) * len(right) <= MOST_PAIRS)
    for grade in sorted(edges):
        assignment.grow(edges[grade])
    return [verdicts[i, j] for j, i in assignment.of_right.items()]


def _candidates(left: Sequence[str], right: Sequence[str]) -> Iterable[tuple[int, int]]:
    if len(left) * len(right) <= MOST_PAIRS:
        return ((i, j) for i in range(len(left)) for j in range(len(right)))
    by_word: dict[str, list[int]] = {}
    for j, name in enumerate(right):
        for word in name.split():
            by_word.setdefault(word, []).append(j)
    telling = {word: found for word, found in by_word.items() if len(found) <= MOST_SHARING}
    return sorted({(i, j) for i, name in enumerate(left) for word in name.split() for j in telling.get(word, ())})


class _Assignment:
    """A largest matching, grown by augmenting paths (Kuhn's algorithm); who is matched once stays matched."""

    def __init__(self, *, augments: bool) -> None:
        self.of_right: dict[int, int] = {}
        self._near: dict[int, list[int]] = {}
        self._augments = augments

    def grow(self, edges: Iterable[tuple[int, int]]) -> None:
        """Add the edges and match whom they allow to be matched."""
        for i, j in edges:
            self._near.setdefault(i, []).append(j)
        matched = set(self.of_right.values())
        for i in sorted(self._near):
            if i not in matched:
                self._match(i, set())

    def _match(self, i: int, seen: set[int]) -> bool:
        for j in self._near[i]:
            if j in seen:
                continue
            seen.add(j)
            if j not in self.of_right or (self._augments and self._match(self.of_right[j], seen)):
                self.of_right[j] = i
                return True
        return False
