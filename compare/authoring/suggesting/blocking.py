"""Which known spellings are worth aligning with a name, so that the work does not grow with the product of the two.

In two alike names every word of the shorter one has a near word in the longer one; in long names one may be far off. So it
is enough to look where the rarest words of a name occur (prefix filtering, Chaudhuri, Ganti and Kaushik 2006), and then to
count the words in common. Near words are those with the same consonants, up to one of them left out on either side.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, Final

from compare.authoring.suggesting.likeness import OVER, folded, likeness

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from compare.authoring.suggesting.likeness import Likeness

_SOFT: Final = re.compile("[aiuhy]")
_SHORT: Final = 3  # consonants; of fewer none is left out, or everything would be near everything
_LONG: Final = 4  # words; of so many, one may be far off


@lru_cache(maxsize=65536)
def _keys(word: str) -> frozenset[str]:
    """The consonants of a folded word, and the same without each of them in turn."""
    bones = _SOFT.sub("", word)
    if len(bones) < _SHORT:
        return frozenset({bones or word})
    return frozenset({bones, *(bones[:at] + bones[at + 1 :] for at in range(len(bones)))})


class Spellings:
    """Spellings, each with what it belongs to, found again by names that look like them."""

    def __init__(self, spellings: Iterable[tuple[str, str]]) -> None:
        """Index pairs of a spelling and an id."""
        self._all = sorted(set(spellings))
        self._lengths = [len(folded(spelling)) for spelling, _ in self._all]
        self._where: defaultdict[str, set[int]] = defaultdict(set)
        for at, (spelling, _) in enumerate(self._all):
            for word in folded(spelling):
                for key in _keys(word):
                    self._where[key].add(at)

    def candidates(self, name: str) -> list[tuple[str, str]]:
        """The spellings that share enough words with a name to look like it, sorted."""
        words = folded(name)
        found = [set().union(*(self._where.get(key, ()) for key in _keys(word))) for word in words]
        found.sort(key=len)
        misses = int(len(words) >= _LONG)
        near = set().union(*found[: len(OVER) + misses])
        in_common = Counter(chain.from_iterable(each & near for each in found))
        most = len(words) - misses  # and of a shorter name as many as it has
        enough = [at for at, count in in_common.items() if count >= most or count >= self._lengths[at] - misses]
        return [self._all[at] for at in sorted(enough)]

    def alike(self, name: str, of: Callable[[str], bool] = lambda _owner: True) -> Iterator[tuple[str, str, Likeness]]:
        """Each spelling that looks like the name, of the ids that are asked for, with its id and how much, in order."""
        for spelling, owner in self.candidates(name):
            if of(owner) and (found := likeness(name, spelling)).band:
                yield spelling, owner, found
