"""The fast reader of CSV: pyarrow, watched, and given up where it might read otherwise than the exact one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from compare.loading.claims_tables.rows import Part
from compare.loading.claims_tables.scanning import RecordLines

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

_BLOCK: Final = 4 * 1024 * 1024
_LONGEST_HEADER: Final = 1024 * 1024
_BOM: Final = b"\xef\xbb\xbf"


class NotPlainError(Exception):
    """The file has to be read character by character."""


def header_end(stream: BinaryIO, delimiter: str) -> tuple[bytes, int]:
    """Read the header off a stream: the bytes read beyond it, and the line on which the first record begins.

    Raises:
        NotPlainError: its end cannot be told by counting quotation marks.
    """
    head = stream.read(_LONGEST_HEADER)
    end = head.find(b"\n")
    while end >= 0 and head.count(b'"', 0, end) % 2:
        end = head.find(b"\n", end + 1)
    header = head[: end + 1].removeprefix(_BOM)
    lines = RecordLines(delimiter)
    lines.feed(header)
    lines.end()
    if end < 0 or not lines.plain or lines.take(2) is not None or lines.take(1) is None:
        raise NotPlainError
    return head[end + 1 :], header.count(b"\n") + 1


class _Watched:
    """A stream whose bytes are looked at as pyarrow takes them."""

    def __init__(self, stream: BinaryIO, head: bytes, lines: RecordLines) -> None:
        self._stream, self._head, self._lines = stream, head, lines
        self.closed = False

    def read(self, size: int) -> bytes:
        """The next bytes, at most so many; none at the end."""
        block, self._head = self._head[:size], self._head[size:]
        block = block or self._stream.read(size)
        if block:
            self._lines.feed(block)
        else:
            self._lines.end()
        return block

    def close(self) -> None:
        """Nothing more will be read."""
        self.closed = True


def arrow_parts(stream: BinaryIO, head: bytes, line: int, delimiter: str, columns: tuple[int, list[int]]) -> Iterator[Part]:
    """The records of a CSV without its header, UTF-8, as parts whose columns are called by their position.

    Args:
        stream: the file from some point on.
        head: what comes before that point and was read already.
        line: the number of the line on which `head` begins.
        delimiter: what separates cells.
        columns: how many there are, and the positions of those wanted.

    Raises:
        NotPlainError: the next record has to be read by the exact reader; all parts given before are as it would give them.
        ImportError: pyarrow is not installed.
    """
    import pyarrow as pa
    from pyarrow import csv

    from compare.loading.claims_tables.arrow_texts import column_of

    lines = RecordLines(delimiter, line)
    names = [str(number) for number in range(columns[0])]
    wanted = [str(number) for number in columns[1]]
    reading = csv.ReadOptions(column_names=names, block_size=_BLOCK)
    parsing = csv.ParseOptions(delimiter=delimiter, newlines_in_values=True)
    coded = dict.fromkeys(wanted, pa.dictionary(pa.int32(), pa.string()))
    converting = csv.ConvertOptions(column_types=coded, include_columns=wanted, strings_can_be_null=False)
    try:
        for batch in csv.open_csv(_Watched(stream, head, lines), reading, parsing, converting):
            begin = lines.take(batch.num_rows)
            if not lines.plain or begin is None:
                raise NotPlainError
            found = {name: column_of(batch.column(at)) for at, name in enumerate(wanted)}
            yield Part(found, begin)
    except pa.ArrowInvalid as fault:  # cells missing, bytes that are no UTF-8, a record that is too long
        raise NotPlainError from fault
