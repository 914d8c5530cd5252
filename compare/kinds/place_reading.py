"""From a place as written to the place that is meant, as far as the table of places tells."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from compare.core.place_names import LONGEST, parts_of, readable
from compare.core.places import UNSURE
from compare.core.visible import excerpt

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compare.core.places import Places

_NO_PLACE: Final = frozenset(
    {"unknown", "not known", "not available", "n a", "none", "null", "various", "nowhere", "somewhere"}
)
_COMMA: Final = ", "
_LIES_IN: Final = " < "
_NO_WORDS: Final[frozenset[str]] = frozenset()


@dataclass(frozen=True, slots=True)
class PlaceValue:
    """A place: one of the table by its number, or a name with what is said of where it lies.

    Everything follows from `key`, which is the folded label of a place of the table, or the name and the sorted qualifiers.
    `known` are the numbers of the narrowest places that it is said to lie in (of the place itself where the table has it),
    `words` the qualifiers that the table does not have, `above` the numbers of all places that it lies in.
    """

    key: str
    shown: str = field(compare=False)
    number: int = field(compare=False)
    name: str = field(compare=False)
    known: tuple[int, ...] = field(compare=False)
    words: frozenset[str] = field(compare=False)
    above: frozenset[int] = field(compare=False)

    @property
    def in_table(self) -> bool:
        """Whether it is one place of the table."""
        return self.number != UNSURE

    @property
    def bare(self) -> bool:
        """Whether it is a place of the table that has no qualifier in its label."""
        return self.number != UNSURE and self.name == self.key


def read_place(text: str, places: Places) -> PlaceValue:
    """The place that a text means.

    Raises:
        ValueError: the text names no place, or says that none is known.
    """
    if len(text) > LONGEST:
        message = f"{excerpt(text)} is too long for the name of a place: write the name alone"
        raise ValueError(message)
    name = readable(text)
    parts = parts_of(name)
    if not parts or not (parts[0].isalnum() or any(map(str.isalnum, name))):
        message = f"{text.strip()!r} names no place: write the name as the source has it"
        raise ValueError(message)
    if parts[0] in _NO_PLACE:
        message = f"{text.strip()!r} says that the place is not known: leave the claim out"
        raise ValueError(message)
    numbers = _numbers(parts, places)
    return _described(parts, name, numbers[1:], places) if numbers[0] == UNSURE else _tabled(numbers[0], places)


def _numbers(parts: Sequence[str], places: Places) -> list[int]:
    """For every part, read with all that follow it, the number of the place they mean together; from right to left."""
    numbers = [UNSURE] * len(parts)
    for at in range(len(parts) - 1, -1, -1):
        numbers[at] = _meant(parts[at:], numbers[at + 1 :], places)
    return numbers


def _meant(parts: Sequence[str], following: Sequence[int], places: Places) -> int:
    """The place of a name with its qualifiers: one of that whole name, or one of the name that lies where they say."""
    whole = places.meant_by(_COMMA.join(parts))
    if len(whole) == 1:
        return whole[0]
    for taken in range(len(parts) - 1, 0, -1):
        said = [number for number in following[taken - 1 :] if number != UNSURE]
        candidates = places.meant_by(_COMMA.join(parts[:taken])) if said else ()
        number = _confirmed(candidates, said, places) if candidates else UNSURE
        if number != UNSURE:
            return number
    return UNSURE


def _confirmed(candidates: Sequence[int], said: Sequence[int], places: Places) -> int:
    """The one candidate that lies in all that is said, and does so whichever way one goes up from it.

    A table that knows places by name alone may hold two of one name as one place with two wholes; what is said then picks
    one of the two, and the place of the table is not what is meant.
    """
    possible = [each for each in candidates if each != UNSURE and places.above(each).issuperset(said)]
    if len(possible) != 1 or not all(places.lies_wholly_in(possible[0], each) for each in said):
        return UNSURE
    return possible[0]


def _tabled(number: int, places: Places) -> PlaceValue:
    """A place of the table."""
    key = places.keys[number]
    return PlaceValue(key, places.labels[number], number, key.partition(_COMMA)[0], (number,), _NO_WORDS, places.above(number))


def _described(parts: Sequence[str], shown: str, following: Sequence[int], places: Places) -> PlaceValue:
    """A place that the table does not have, or not alone under this name, with what is said of where it lies."""
    said = {number for number in following if number != UNSURE}
    known = sorted(each for each in said if not any(each in places.above(other) for other in said))
    words = {part for part, number in zip(parts[1:], following, strict=True) if number == UNSURE}
    qualifiers = sorted({places.keys[each] for each in known} | words)
    reduced = places.meant_by(_COMMA.join([parts[0], *qualifiers]))
    if len(reduced) == 1:
        return _tabled(reduced[0], places)
    above = frozenset[int]().union(*(places.here_and_above(each) for each in known))
    key = _LIES_IN.join([parts[0], *qualifiers])
    return PlaceValue(key, shown, UNSURE, parts[0], tuple(known), frozenset(words), above)
