"""Which ticks an axis has: the finest round values whose labels keep apart, on a narrow picture and on a wide one."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from compare.charts.lettering import SMALL, pixels
from compare.charts.picture import NARROW, WIDE, Tick

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_APART: Final = 10  # pixels between two labels
MOST: Final = 12


class Place(NamedTuple):
    """A round value: where it is across, its label, and what may stand under it."""

    x: float
    label: str
    under: str = ""


def ticks(levels: Iterable[Sequence[Place]]) -> tuple[Tick, ...]:
    """The ticks of an axis, given its round values from the finest level to the coarsest."""
    tried = [each for each in levels if each]
    narrow, wide = (_fitting(tried, width) for width in (NARROW, WIDE))
    both = [each for each in narrow if each in wide]
    only = [
        *(replace(each, room="narrow") for each in narrow if each not in both),
        *(replace(each, room="wide") for each in wide if each not in both),
    ]
    return tuple(sorted([*both, *only], key=lambda each: (each.x, each.room)))


def _fitting(levels: Sequence[Sequence[Place]], width: float) -> list[Tick]:
    """The finest level whose labels keep apart; where none does, the first value of the coarsest."""
    for level in levels:
        made = [_tick(each) for each in level]
        if len(made) <= MOST and all(_ends(a, width)[1] + _APART <= _ends(b, width)[0] for a, b in pairwise(made)):
            return made
    return [_tick(levels[-1][0])] if levels else []


def _tick(place: Place) -> Tick:
    """The tick, its label turned inwards where it would be cut off at an edge of the narrowest picture."""
    at, half = place.x * NARROW / 100, _width(place) / 2
    anchor = "start" if at < half else "end" if at > NARROW - half else "middle"
    return Tick(place.x, place.label, place.under, anchor)


def _width(place: Place | Tick) -> float:
    return max(pixels(place.label, SMALL), pixels(place.under, SMALL))


def _ends(tick: Tick, width: float) -> tuple[float, float]:
    """From where to where a label reaches, in pixels, on a picture of this width."""
    at, room = tick.x * width / 100, _width(tick)
    before = {"start": 0.0, "middle": room / 2, "end": room}[tick.anchor]
    return at - before, at - before + room
