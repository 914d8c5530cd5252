"""A place on the map, compared by name, by what the name says of where it lies, and by a table of which place lies in which."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

import numpy as np

from compare.core.findings import RelationKind
from compare.core.model import Alias, Entity, Location
from compare.kinds.base import Example, Kind, Level, Side, Verdicts
from compare.kinds.place_reading import PlaceValue, read_place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compare.core.entities import Entities
    from compare.core.model import Subject
    from compare.core.places import Places
    from compare.kinds.base import Pairs

_SAME: Final = 0
_WITHIN: Final = 1
_QUALIFIED: Final = 2
_ELSEWHERE: Final = 3
_APART: Final = 4
_UNKNOWN: Final = 5
_PLACE: Final = Location("examples")
EXAMPLE_PLACES: Final = (
    Entity("ile-de-france", "Île-de-France", "place", _PLACE, part_of=("france",)),
    Entity("france", "France", "place", _PLACE),
    Entity("lyon", "Lyon", "place", _PLACE, aliases=(Alias("Lyons", "en"),), part_of=("france",)),
    Entity("paris", "Paris", "place", _PLACE, part_of=("ile-de-france",)),
)


class Place(Kind[PlaceValue]):
    """Where something is. One place may lie in another; two that the table knows and does not nest exclude each other.

    The table is claims/vocabulary/places.csv with the entities that are places; of the world without it only the members of
    the United Nations and the states of the United States are known. What the table does not tell needs a reader.
    """

    name: ClassVar[str] = "place"
    written: ClassVar[str] = "a name, with what it lies in after commas where that helps: `Paris, Texas`; or an identifier"
    example_entities: ClassVar[tuple[Entity, ...]] = EXAMPLE_PLACES
    examples: ClassVar[tuple[Example, ...]] = (
        Example("Île-de-France", "ile de france", "same", misses="within"),
        Example("http://dbpedia.org/resource/Lyon", "Lyons", "same", note="An identifier, and an alias."),
        Example("Paris, France", "Paris", "same", misses="qualified", note="The table's Paris lies in France anyway."),
        Example("Mt. Vernon, Texas, USA", "Mount Vernon, TX", "same", note="Texas lies in the United States anyway."),
        Example("Paris", "France", "within", misses="apart"),
        Example(
            "Montmartre, Paris", "France", "within", misses="unknown", note="The table does not have it, but the text does."
        ),
        Example("Springfield, Illinois", "Springfield", "qualified", misses="elsewhere"),
        Example("Springfield, USA", "Springfield, Ohio", "qualified", misses="same"),
        Example("Paris, Canada", "Paris, Texas", "elsewhere", misses="qualified"),
        Example("Springfield, Ohio", "Springfield, Illinois", "elsewhere", terms={"takes": "many"}, note="Both may hold."),
        Example("Lyon", "Paris", "apart", misses="within", note="Both lie in France, and neither in the other."),
        Example("Lyon", "Montmartre, Paris", "apart", misses="unknown"),
        Example("Paris, Texas", "Lyon", "apart", misses="elsewhere"),
        Example("Villeurbanne", "Lyon", "unknown", misses="apart", note="The table does not have Villeurbanne."),
        Example("Villeurbanne, France", "Lyon", "unknown", misses="within", note="Where in France is not said."),
        Example("Paris, Texas", "Paris", "unknown", misses="elsewhere", note="Paris alone may mean that one, too."),
    )

    def __init__(self, subject: Subject, entities: Entities) -> None:
        """A subject that takes many values turns elsewhere and apart from contradicts into differs."""
        super().__init__(subject, entities)
        many = subject.takes == "many"
        relation = RelationKind.DIFFERS if many else RelationKind.CONTRADICTS
        also = ", and both may hold" if many else ""
        self._levels = (
            Level("same", RelationKind.SAME, self._asks(_SAME), "{a} and {b} are the same place"),
            Level("within", RelationKind.REFINES, self._asks(_WITHIN), "{finer} lies in {coarser}", directed=True),
            Level(
                "qualified",
                RelationKind.REFINES,
                self._asks(_QUALIFIED),
                "{finer} and {coarser} have one name, and only {finer} says more exactly where it lies",
                directed=True,
            ),
            Level(
                "elsewhere",
                relation,
                self._asks(_ELSEWHERE),
                f"{{a}} and {{b}} have one name and lie in different places{also}",
            ),
            Level("apart", relation, self._asks(_APART), f"{{a}} is not {{b}}, and neither lies in the other{also}"),
            Level(
                "unknown",
                RelationKind.INCOMPARABLE,
                _always,
                "the table of places does not tell whether {a} is {b}, or one lies in the other; that needs a reader",
            ),
        )

    @property
    def places(self) -> Places:
        """Which place lies in which."""
        return self.entities.places

    def parse(self, text: str) -> PlaceValue:
        """The place; raises ValueError where the text names none."""
        return read_place(text, self.entities.places)

    def format(self, value: PlaceValue) -> str:
        """The label of a place of the table, any other place as written."""
        return value.shown

    def key(self, value: PlaceValue) -> str:
        """The folded label, or the folded name with what it is said to lie in."""
        return value.key

    @property
    def levels(self) -> tuple[Level[PlaceValue], ...]:
        """Same, within, qualified, elsewhere, apart, unknown."""
        return self._levels

    def compare_all(self, values: Sequence[PlaceValue], pairs: Pairs) -> Verdicts:
        """As the levels have it, each pair judged once."""
        found = [self._judged(values[a], values[b]) for a, b in zip(pairs.a.tolist(), pairs.b.tolist(), strict=True)]
        both = np.array(found, dtype=np.int8).reshape(-1, 2)
        return Verdicts(both[:, 0], both[:, 1])

    def _asks(self, level: int) -> partial[bool]:
        return partial(self._holds, level)

    def _holds(self, level: int, a: Side[PlaceValue], b: Side[PlaceValue]) -> bool:
        found, finer = self._judged(a.value, b.value)
        return found == level and finer <= 0

    def _judged(self, a: PlaceValue, b: PlaceValue) -> tuple[int, int]:
        """The level of two places, and the side (0 or 1) that says more, -1 for none."""
        if a.key == b.key:
            return _SAME, -1
        if _lies_in(a, b) != (other := _lies_in(b, a)):
            return _WITHIN, int(other)
        if a.in_table and b.in_table:
            return (_ELSEWHERE if a.name == b.name else _APART), -1
        if a.name != b.name:
            return (_APART if self._apart(a, b) else _UNKNOWN), -1
        if _says_more(a, b) != (other := _says_more(b, a)):
            return _QUALIFIED, int(other)
        one_is_plain = (a.bare and not b.in_table) or (b.bare and not a.in_table)
        return (_UNKNOWN if one_is_plain or not self._apart(a, b) else _ELSEWHERE), -1

    def _apart(self, a: PlaceValue, b: PlaceValue) -> bool:
        """Whether the two lie in places, or are places, of which neither lies in the other."""
        apart = self.entities.places.apart
        return any(apart(one, other) for one in a.known for other in b.known)


def _always(_a: Side[PlaceValue], _b: Side[PlaceValue]) -> bool:
    return True


def _lies_in(a: PlaceValue, b: PlaceValue) -> bool:
    """Whether the table or the first text places the first in the second."""
    if b.in_table:
        return b.number in a.above
    return b.name in a.words and _covers(a, b)


def _says_more(a: PlaceValue, b: PlaceValue) -> bool:
    """Whether the first of two places of one name could be the second and says more of where it lies."""
    if a.bare:
        return False
    return b.above.issuperset(a.known) if b.bare else _covers(a, b)


def _covers(a: PlaceValue, b: PlaceValue) -> bool:
    """Whether the first lies in all that the second is said to lie in."""
    return b.words <= a.words and a.above.issuperset(b.known)
