"""On which line each record of a CSV begins, found in its bytes as they pass by; and whether the fast reader can be trusted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


_LF, _CR, _QUOTE = b'\n\r"'
_NO_LINES: Final[NDArray[np.int32]] = np.empty(0, dtype=np.int32)


class RecordLines:
    """The lines on which records begin (RFC 4180), blank ones left out.

    A quotation mark that opens anywhere but at the start of a cell, a lone carriage return and a quotation that never ends are
    read differently by different programs: `plain` is then False, and a slower reader has to look at each character.
    """

    def __init__(self, delimiter: str, line: int = 1) -> None:
        """Begin at the start of a line.

        Args:
            delimiter: what separates cells, one ASCII character.
            line: the number of the line on which the first record begins.
        """
        self.plain = True
        self._may_precede = np.frombuffer(delimiter.encode() + b'\n"', dtype=np.uint8)
        self._line = self._start = line
        self._quoted = 0
        self._last = _LF
        self._pending = 0  # bytes of the record that has begun
        self._found: list[NDArray[np.int32]] = []
        self._left = 0

    def feed(self, block: bytes) -> None:
        """The next bytes of the file."""
        if not block or not self.plain:
            return
        data = np.frombuffer(block, dtype=np.uint8)
        ends = np.flatnonzero(data == _LF)
        if self._last == _CR and data[0] != _LF:
            self.plain = False
        if b"\r" in block:
            returns = np.flatnonzero(data[:-1] == _CR)
            self.plain &= bool((data[returns + 1] == _LF).all())
        which = np.flatnonzero(self._outside(block, data, ends)) if self._quoted or b'"' in block else np.arange(len(ends))
        self._take(data, ends[which], which)
        self._line += len(ends)
        self._last = int(data[-1])

    def _outside(self, block: bytes, data: NDArray[np.uint8], ends: NDArray[np.intp]) -> NDArray[np.bool_]:
        """Which line ends stand outside quotation marks: those with an even number of marks before them."""
        quotes = np.flatnonzero(data == _QUOTE) if b'"' in block else np.empty(0, dtype=np.intp)
        before = np.searchsorted(quotes, ends) + self._quoted
        opening = quotes[self._quoted :: 2]
        preceding = np.where(opening > 0, data[opening - 1], self._last)
        self.plain &= bool(np.isin(preceding, self._may_precede).all())
        self._quoted = (self._quoted + len(quotes)) & 1
        outside: NDArray[np.bool_] = (before & 1) == 0
        return outside

    def _take(self, data: NDArray[np.uint8], ends: NDArray[np.intp], which: NDArray[np.intp]) -> None:
        """Keep the lines of the records that end here, but for blank ones."""
        if not len(ends):
            self._pending += len(data)
            return
        starts = np.concatenate(([self._start], self._line + which + 1))
        lengths = np.diff(ends, prepend=-1 - self._pending) - 1
        before = np.where(ends > 0, data[ends - 1], self._last)
        filled = (lengths > 1) | ((lengths == 1) & (before != _CR))
        self._keep(starts[:-1][filled])
        self._start = int(starts[-1])
        self._pending = len(data) - 1 - int(ends[-1])

    def end(self) -> None:
        """The file has ended, perhaps without a line end."""
        self.plain &= not self._quoted and self._last != _CR
        if self._pending:
            self._keep(np.array([self._start]))
            self._pending = 0

    def _keep(self, lines: NDArray[np.intp]) -> None:
        self._found.append(lines.astype(np.int32))
        self._left += len(lines)

    def take(self, number: int) -> NDArray[np.int32] | None:
        """The lines of the next records; None where fewer have been seen."""
        if number > self._left:
            return None
        self._left -= number
        waiting = np.concatenate(self._found) if self._found else _NO_LINES
        self._found = [waiting[number:]]
        return waiting[:number]
