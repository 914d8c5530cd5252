"""Runs of consecutive rows, and looking many keys up at once: what replaces a loop over groups."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

AT_ONCE: Final = 4_000_000  # rows to have in memory at the same time


def runs(starts: NDArray[Any], lengths: NDArray[Any]) -> NDArray[np.intp]:
    """The runs `start`, `start + 1`, ... of these lengths, one after the other."""
    return np.repeat(starts - np.cumsum(lengths) + lengths, lengths) + np.arange(lengths.sum())


def in_parts(lengths: NDArray[Any], at_once: int = AT_ONCE) -> Iterator[slice]:
    """Slices of the runs, in order, each about `at_once` rows long; a single run is never cut."""
    if len(lengths):
        part = np.cumsum(lengths) // at_once
        cuts = [0, *(np.flatnonzero(np.diff(part)) + 1).tolist(), len(lengths)]
        yield from map(slice, cuts, cuts[1:])


def among(keys: NDArray[np.integer[Any]], within: NDArray[np.integer[Any]]) -> NDArray[np.bool_]:
    """Which of the keys are in a sorted array that is not empty."""
    return np.asarray(within[np.minimum(np.searchsorted(within, keys), len(within) - 1)] == keys)


def distinct(keys: NDArray[np.integer[Any]]) -> NDArray[np.int64]:
    """The keys in order, each once; for many millions several times faster than `numpy.unique`, which hashes them."""
    ordered = np.sort(keys).astype(np.int64, copy=False)
    return ordered[np.diff(ordered, prepend=ordered[:1] - 1) > 0]
