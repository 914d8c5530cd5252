"""Which place lies in which: a directed acyclic graph with several names for a place, closed on demand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from compare.core.place_names import folded, readable
from compare.core.world import world

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

UNSURE: Final = -1
"""The number that stands for `or a place that nobody here knows`."""


class PlaceRow(NamedTuple):
    """One row of a broader-than table as written: a place, what it lies in (empty for nothing), other names of the place."""

    place: str
    broader: str = ""
    aliases: tuple[str, ...] = ()


class Places:
    """Places by number, each with its label and the places it lies in directly, and the names that mean them.

    A place is known by its label folded; an alias may mean several places, and a label comes before every alias. What a place
    lies in through others is found when it is asked for: a table costs memory for its rows, and for the places compared.
    """

    def __init__(
        self,
        labels: Sequence[str] = (),
        broader: Sequence[tuple[int, ...]] = (),
        by_key: Mapping[str, int] | None = None,
        by_alias: Mapping[str, tuple[int, ...]] | None = None,
    ) -> None:
        """Take the parallel labels and broader places, and the numbers behind every folded label and alias."""
        self.labels = labels
        self.broader = broader
        self.by_key = by_key or {}
        self.by_alias = by_alias or {}
        self.keys: Sequence[str] = list(self.by_key)  # numbers are given in the order in which labels are met
        self._reached: dict[int, frozenset[int]] = {}
        self._above: dict[int, frozenset[int]] = {}

    def __len__(self) -> int:
        """How many places there are."""
        return len(self.labels)

    def meant_by(self, name: str) -> tuple[int, ...]:
        """The numbers of the places that a folded name may mean; `UNSURE` among them where it may mean one unknown here."""
        number = self.by_key.get(name)
        return self.by_alias.get(name, ()) if number is None else (number,)

    def here_and_above(self, number: int) -> frozenset[int]:
        """The place and everything it lies in, directly or through others."""
        found = self._reached.get(number)
        if found is None:
            seen = {number}
            todo = [number]
            while todo:
                onward = [each for each in self.broader[todo.pop()] if each not in seen]
                seen.update(onward)
                todo += onward
            found = self._reached[number] = frozenset(seen)
        return found

    def above(self, number: int) -> frozenset[int]:
        """Everything a place lies in; of places on a mistaken circle none lies in another."""
        found = self._above.get(number)
        if found is None:
            reached = [self.here_and_above(each) for each in self.broader[number]]
            found = reached[0] if len(reached) == 1 else frozenset[int]().union(*reached)
            if number in found:
                found = frozenset(each for each in found if number not in self.here_and_above(each))
            self._above[number] = found
        return found

    def lies_wholly_in(self, number: int, other: int) -> bool:
        """Whether each of the places that the first lies in directly is the second, or lies in it."""
        direct = self.broader[number]
        return bool(direct) and all(other in self.here_and_above(each) for each in direct)

    def apart(self, one: int, other: int) -> bool:
        """Whether two places are not one, and neither lies in the other."""
        return one != other and other not in self.above(one) and one not in self.above(other)

    def joined(self, other: Places) -> Places:
        """The places of both."""
        builder = PlacesBuilder(self)
        for row in other.rows():
            builder.add(row)
        return builder.built()

    def rows(self) -> Iterator[PlaceRow]:
        """The places as rows: one for every place, one for every step to a broader one, one for every alias."""
        for label, direct in zip(self.labels, self.broader, strict=True):
            yield PlaceRow(label)
            yield from (PlaceRow(label, self.labels[each]) for each in direct)
        for alias, numbers in self.by_alias.items():
            yield from (PlaceRow(self.labels[each], aliases=(alias,)) for each in numbers if each != UNSURE)


class PlacesBuilder:
    """Gathers places row by row; the order of the rows makes no difference to what the places say."""

    def __init__(self, start: Places | None = None) -> None:
        """Begin with nothing, or with a copy of what is known."""
        known = start or Places()
        self._labels = list(known.labels)
        self._broader = list(known.broader)
        self._by_key = dict(known.by_key)
        self._by_alias = dict(known.by_alias)
        self._read: dict[str, int | None] = {}

    def number(self, written: str) -> int | None:
        """The number of the place of this name, which is taken in if it is new; None where there is no name in the text."""
        found = self._read.get(written, UNSURE)
        if found == UNSURE:
            found = self._read[written] = self._named(readable(written))
        return found

    def add(self, row: PlaceRow) -> tuple[int, int] | None:
        """Take in one row; returns the step from narrow to broad, None where there is none, as from a place to itself."""
        narrow, broad = self.number(row.place), self.number(row.broader) if row.broader else None
        if narrow is None:
            return None
        for alias in row.aliases:
            self._also(folded(readable(alias)), narrow)
        if broad is None or broad == narrow:
            return None
        if broad not in self._broader[narrow]:
            self._broader[narrow] = (*self._broader[narrow], broad)
        return narrow, broad

    def add_world(self) -> None:
        """Take in countries and states, for the names that nothing has yet and for what says not where it lies."""
        free = {name for place in world() for name in self._keys((*place.names, *place.unsure)) if not self._knows(name)}
        numbered = [(place, self._found(place.names)) for place in world()]
        for place, number in numbered:
            for name in free.intersection(self._keys(place.names)):
                self._also(name, number)
            for name in free.intersection(self._keys(place.unsure)):
                self._also(name, number)
                self._also(name, UNSURE)
            if place.broader and not self._broader[number]:
                self._broader[number] = (self._found((place.broader,)),)

    def built(self) -> Places:
        """The places gathered; the builder must not be used any more."""
        return Places(self._labels, self._broader, self._by_key, self._by_alias)

    def _named(self, name: str) -> int | None:
        key = folded(name)
        if not key:
            return None
        number = self._by_key.setdefault(key, len(self._labels))
        if number == len(self._labels):
            self._labels.append(name)
            self._broader.append(())
        elif name != self._labels[number]:
            self._labels[number] = min(name, self._labels[number], key=_plainness)
        return number

    def _also(self, key: str, number: int) -> None:
        if key and number not in self._by_alias.get(key, ()):
            self._by_alias[key] = tuple(sorted((*self._by_alias.get(key, ()), number)))

    def _knows(self, key: str) -> bool:
        return key in self._by_key or key in self._by_alias

    def _found(self, names: Sequence[str]) -> int:
        """The place that one of the names is the label of, else one that an alias means alone, else a new one."""
        keys = self._keys(names)
        labelled = [self._by_key[key] for key in keys if key in self._by_key]
        aliased = [self._by_alias[key][0] for key in keys if len(self._by_alias.get(key, ())) == 1]
        found = [*labelled, *aliased]
        if found:
            return found[0]
        self.number(names[0])
        return self._by_key[keys[0]]

    @staticmethod
    def _keys(names: Sequence[str]) -> list[str]:
        return [folded(readable(name)) for name in names]


def _plainness(label: str) -> tuple[bool, str]:
    """Of several spellings of one name the one in capitals and small letters is shown."""
    return (label.isupper() or label.islower(), label)
