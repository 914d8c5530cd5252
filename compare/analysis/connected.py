"""Which of many things belong together because a chain of links connects them: connected components over arrays."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


def connected(a: NDArray[np.integer[Any]], b: NDArray[np.integer[Any]], things: int) -> NDArray[np.int32]:
    """For each of the things 0 to `things` - 1 the smallest number in its component; links are the pairs `a[i]`, `b[i]`.

    The smaller number spreads along the links and every chain is cut short at each step, as in the parallel algorithm of
    Shiloach and Vishkin (1982), so that the steps grow with the logarithm of the longest chain, not with its length.
    """
    root = np.arange(things, dtype=np.int32)
    while True:
        low, high = np.minimum(root[a], root[b]), np.maximum(root[a], root[b])
        if np.array_equal(low, high):
            return root
        np.minimum.at(root, high, low)
        while not np.array_equal(shorter := root[root], root):
            root = shorter
