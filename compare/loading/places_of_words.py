"""Where words stand in a text: read through from its start, and looked up once it was read through so often that this is dear.

Ten million characters with thousands of quotes would be read through thousands of times. The table holds the run of
six characters at every third place; whatever has eight characters holds one of them whole, wherever it stands. It only says
where to look: what is found is the same.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np
    from numpy.typing import NDArray

OFTEN: Final = 100
"""So often a text is read through before it has a table, which takes about as long to make."""
LONG: Final = 100_000
"""Characters; a shorter text is read through faster than it is looked up."""
_RUN: Final = 6
_STEP: Final = 3
_SHORTEST: Final = _RUN + _STEP - 1
_AT_ONCE: Final = _STEP << 18  # characters of which the runs are taken together
_SPARSE: Final = 1_000  # characters for every place to look at; where there are more, reading through is as fast
_HALF: Final = 32  # bits of an entry of the table for the number of the run, below what it is mixed to
_NUMBER: Final = (1 << _HALF) - 1
_MIXING: Final = 0x9E3779B1  # odd and far from any power of two, so that runs that differ seldom mix to one number


class Words:
    """A text in which words are looked for again and again; `looked_at` counts places where they were compared with it."""

    def __init__(self, text: str) -> None:
        """Look at nothing yet."""
        self.text = text
        self.read_through = self.looked_at = 0

    def places(self, part: str) -> Iterator[int]:
        """Every offset at which the part begins, in order, those that overlap included."""
        if self.read_through >= OFTEN and len(self.text) >= LONG and len(part) >= _SHORTEST:
            found = self._table.candidates(part, len(self.text) // _SPARSE)
            if found is not None:
                self.looked_at += len(found)
                return (at for at in found if self.text.startswith(part, at))
        self.read_through += 1
        return _read_through(self.text, part)

    @cached_property
    def _table(self) -> _Table:
        return _Table(self.text)


def _read_through(text: str, part: str) -> Iterator[int]:
    at = text.find(part)
    while at >= 0:
        yield at
        at = text.find(part, at + 1)


class _Table:
    """The runs of a text that begin at every third character, each mixed to one number, with its own number, in order."""

    def __init__(self, text: str) -> None:
        import numpy as np  # only a long text with many quotes pays for it

        stretches = range(0, len(text) - _RUN + 1, _AT_ONCE)
        mixed = np.concatenate([_mixed(text[at : at + _AT_ONCE + _RUN - 1])[::_STEP] for at in stretches])
        self._entries = mixed.astype(np.uint64)
        self._entries <<= _HALF
        self._entries |= np.arange(len(mixed), dtype=np.uint32)
        self._entries.sort()

    def candidates(self, part: str, most: int) -> list[int] | None:
        """The offsets, in order, at which the part may begin: wherever else it does not; None where they are too many."""
        runs = _mixed(part).astype("uint64") << _HALF
        first, last = self._entries.searchsorted(runs), self._entries.searchsorted(runs | _NUMBER, side="right")
        counts = (last - first).tolist()
        # of each way in which the table may cut the part, the run that stands in the text most rarely
        rarest = [min(range(cut, len(counts), _STEP), key=counts.__getitem__) for cut in range(_STEP)]
        if sum(counts[at] for at in rarest) > most:
            return None
        found = ((int(entry & _NUMBER) * _STEP - at) for at in rarest for entry in self._entries[first[at] : last[at]])
        return sorted(start for start in found if start >= 0)


def _mixed(text: str) -> NDArray[np.uint32]:
    """The run that begins at each character, as a number."""
    import numpy as np

    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    mixed = codes[: len(codes) - _RUN + 1].copy()
    for step in range(1, _RUN):
        mixed *= np.uint32(_MIXING)
        mixed += codes[step : len(codes) - _RUN + 1 + step]
    return mixed
