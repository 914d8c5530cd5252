"""Bounds on what chance alone explains, over arrays."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


def at_least(hits: NDArray[np.integer[Any]], tries: NDArray[np.integer[Any]], deviations: float) -> NDArray[np.float64]:
    """The share of hits that so many tries vouch for: the lower end of Wilson's score interval.

    `deviations` is how many standard deviations wide the interval is to each side; there is at least one try.
    Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22 (1927).
    """
    share, square = hits / tries, deviations**2
    spread = deviations * np.sqrt(share * (1 - share) / tries + square / (4 * tries**2))
    return np.asarray((share + square / (2 * tries) - spread) / (1 + square / tries))


def against_chance(hits: NDArray[np.integer[Any]], expected: NDArray[np.float64]) -> NDArray[np.float64]:
    """How strongly so many hits speak against chance, in nats: exp(-nats) bounds the probability of as many or more.

    The hits are a sum of independent chances with this positive expectation, which need not be equal (Chernoff, "A measure of
    asymptotic efficiency for tests of a hypothesis based on the sum of observations", 1952); 0 where they are not more.
    """
    return np.where(hits > expected, hits * np.log(hits / expected) - hits + expected, 0.0)
