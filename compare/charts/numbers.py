"""An axis of numbers to places across: plain, or in powers of ten where the numbers lie more than a thousandfold apart."""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from compare.charts.picture import LEFT, RIGHT, percent
from compare.charts.ticks import MOST, Place, ticks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from compare.charts.picture import Tick

    Number = Fraction | int

_FAR: Final = 1000
_ROUND: Final = (1, 2, 5)
_SCALES: Final = ((12, " trillion"), (9, " billion"), (6, " million"))


@dataclass(frozen=True, slots=True)
class NumberScale:
    """From `low` to `high`; `powers` is whether equal steps across are equal ratios."""

    low: Fraction
    high: Fraction
    powers: bool = False

    def at(self, number: Number) -> float:
        """Where a number is; numbers outside are at the edge."""
        inside = min(self.high, max(self.low, Fraction(number)))
        if self.powers:
            share = _log(inside / self.low) / _log(self.high / self.low)
        else:
            share = float((inside - self.low) / (self.high - self.low))
        return percent(LEFT + (RIGHT - LEFT) * share)

    def ticks(self) -> tuple[Tick, ...]:
        """Round numbers: 1, 2 or 5 times a power of ten."""
        levels = self._ratios() if self.powers else self._steps()
        return ticks([[Place(self.at(each), in_short(each)) for each in level] for level in levels])

    def _steps(self) -> Iterator[list[Fraction]]:
        span = self.high - self.low
        unit = Fraction(10) ** math.floor(_log(span / MOST) / math.log(10))
        for step in (unit * scale * each for scale in (1, 10, 100) for each in _ROUND):
            first, last = math.ceil(self.low / step), math.floor(self.high / step)
            yield [step * number for number in range(first, last + 1)][: MOST + 1]

    def _ratios(self) -> Iterator[list[Fraction]]:
        first, last = (math.floor(_log(end) / math.log(10)) for end in (self.low, self.high))
        powers = [Fraction(10) ** each for each in range(first, last + 2)]
        for every in (1, 2, 3, 5, 10):
            yield [each for each in powers[::every] if self.low <= each <= self.high]


def number_scale(numbers: Iterable[Number]) -> NumberScale:
    """A scale on which all of these numbers lie; it begins at 0 where that costs less than half of it."""
    found = [Fraction(each) for each in numbers]
    low, high = min(found), max(found)
    if low > 0 and high > _FAR * low:
        return NumberScale(low / 2, high * 2, powers=True)
    if 0 <= 2 * low <= high:
        low = Fraction(0)
    room = (high - low) / 20 or max(abs(high) / 10, Fraction(1))
    return NumberScale(low if low == 0 else low - room, high + room)


def in_short(number: Fraction) -> str:
    """A round number as a label: `1,500`, `2 million`, `0.05`."""
    for power, name in _SCALES:
        if abs(number) >= 10**power:
            return _plain(number / 10**power) + name
    return _plain(number)


def _plain(number: Fraction) -> str:
    if abs(number) >= 10**6:
        return f"{float(number):.0e}".replace("e+", "e")
    return f"{float(number):,.10g}".replace("-", "−")


def exact(number: Number | None) -> str:
    """A number for a table: all of its digits, a long fraction to ten of them; `open` where there is none."""
    if number is None:
        return "open"
    whole = Fraction(number)
    return f"{whole.numerator:,}" if whole.denominator == 1 else f"{float(whole):,.10g}"


def _log(number: Fraction) -> float:
    """The logarithm of a positive number of any size."""
    return math.log(number.numerator) - math.log(number.denominator)
