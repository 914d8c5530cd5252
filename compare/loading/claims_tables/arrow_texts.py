"""Columns of pyarrow as columns of ours; their texts stay outside Python until they are asked for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, overload

import numpy as np
import pyarrow as pa

from compare.core.columns import Column

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

_SLICE = 65_536


class ArrowTexts(Sequence[str]):
    """Distinct texts in an array of pyarrow, of type string."""

    __slots__ = ("array",)

    def __init__(self, array: Any) -> None:  # noqa: ANN401 - pyarrow has no types
        """Hold this array, which has no nulls."""
        self.array = array

    def __len__(self) -> int:
        """How many texts there are."""
        return len(self.array)

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[str]: ...
    def __getitem__(self, index: int | slice) -> str | Sequence[str]:
        """One text, or some."""
        if isinstance(index, slice):
            return ArrowTexts(self.array[index])
        return str(self.array[index].as_py())

    def __iter__(self) -> Iterator[str]:
        """Each text, made in bulk."""
        for start in range(0, len(self.array), _SLICE):
            yield from self.array.slice(start, _SLICE).to_pylist()

    def joined(self, columns: Sequence[Column]) -> Column:
        """One column from several of this sort, texts in the order in which they are first met."""
        arrays = [_dictionary(each.codes, each.texts) for each in columns]
        whole = column_of(pa.chunked_array(arrays).combine_chunks())
        pa.default_memory_pool().release_unused()  # of what was needed on the way pyarrow would keep half a gigabyte
        return whole

    def only(self, used: NDArray[np.bool_]) -> ArrowTexts:
        """The texts that are used."""
        return ArrowTexts(self.array.filter(pa.array(used)))


def _dictionary(codes: NDArray[np.int32], texts: Sequence[str]) -> Any:  # noqa: ANN401 - pyarrow has no types
    array = texts.array if isinstance(texts, ArrowTexts) else pa.array(list(texts), pa.string())
    return pa.DictionaryArray.from_arrays(pa.array(codes, mask=codes < 0), array)


def column_of(array: Any) -> Column:  # noqa: ANN401 - pyarrow has no types
    """The column that a dictionary array of strings is; a null is no cell."""
    indices = array.indices.fill_null(-1) if array.indices.null_count else array.indices
    return Column(indices.to_numpy(zero_copy_only=False).astype(np.int32, copy=False), ArrowTexts(array.dictionary))
