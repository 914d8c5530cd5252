"""How an extent is drawn on a line: exact ends closed, about with dashed ends, open sides as arrows, a set as several bars."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from compare.charts.picture import LEFT, RIGHT, Line, Sign, bar, percent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compare.charts.days import DayScale
    from compare.charts.picture import Mark
    from compare.core.findings import Extent, Stretch


Ends: TypeAlias = tuple[float | None, float | None]
"""Where a stretch begins and ends across; None where that side is open."""


@dataclass(frozen=True, slots=True)
class Days:
    """The days of dates as bars on a line: a day a thin one, a month or a year as wide as it is."""

    scale: DayScale
    height: float = 9
    arrow: float = 100
    """How far an open side goes on, in percent."""

    def marks(self, extent: Extent, y: float, look: str = "solid") -> Iterator[Mark]:
        """The marks of a date on the line at `y`."""
        drawn = "about" if extent.about and look == "solid" else look
        for piece, reach in zip(extent.pieces, extent.reach, strict=True):
            ends = self.ends(piece)
            if extent.about:
                yield from beyond(ends, self.ends(reach), y)
            yield from self._piece(ends, y, drawn)

    def ends(self, stretch: Stretch) -> Ends:
        """From the morning of the first day to the evening of the last."""
        low = None if stretch.low is None else self.scale.at(int(stretch.low))
        return low, None if stretch.high is None else self.scale.at(int(stretch.high) + 1)

    def _piece(self, ends: Ends, y: float, look: str) -> Iterator[Mark]:
        low, high = ends
        top = y - self.height / 2
        if low is not None and high is not None:
            yield bar(low, high, top, self.height, look)
            if look == "denied":
                yield Line(low, y, high, y, "struck")
            return
        yield from open_side(low, high, y, self.arrow)
        named = high if low is None else low
        if named is not None:
            yield Line(named, top, named, top + self.height, "open")


def open_side(low: float | None, high: float | None, y: float, far: float = 100) -> Iterator[Mark]:
    """The arrow from the end that is named towards the side that is open; all across where neither is."""
    start = percent(max(LEFT, (RIGHT if high is None else high) - far)) if low is None else low
    end = percent(min(RIGHT, start + far)) if high is None else high
    yield Line(start, y, end, y, "open")
    if low is None:
        yield Sign(start, y, "left", "open")
    if high is None:
        yield Sign(end, y, "right", "open")


def beyond(core: Ends, reach: Ends, y: float, look: str = "dashed") -> Iterator[Mark]:
    """The dashed ends of what is about: from the core to how far it may reach, on each side."""
    for inner, outer in zip(core, reach, strict=True):
        if inner is not None and outer is not None and inner != outer:
            yield Line(inner, y, outer, y, look)
