"""What a kind of value is: it reads, shows and compares values by ordered, labelled levels; it knows no files, no sources."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar, Generic, NamedTuple, TypeVar

import numpy as np

from compare.core.model import Location, Subject

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

    from numpy.typing import NDArray

    from compare.core.entities import Entities
    from compare.core.findings import Extent, RelationKind
    from compare.core.model import Entity

V = TypeVar("V", bound="Hashable")


@dataclass(frozen=True, slots=True)
class Side(Generic[V]):
    """One side of a comparison: a value, and for lists whether the source gives the whole list."""

    value: V
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Level(Generic[V]):
    """One label that two values can earn. `holds(a, b)` of a `directed` level asks whether `a` is the one that says more.

    `because` is a sentence with {a} and {b}, in a directed level {finer} and {coarser}, for the two values as worded.
    """

    name: str
    relation: RelationKind
    holds: Callable[[Side[V], Side[V]], bool]
    because: str
    directed: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a comparison came to: the rule `kind.level`, its relation and sentence, and which side (0 or 1) says more."""

    rule: str
    relation: RelationKind
    because: str
    finer: int | None = None


class Pairs(NamedTuple):
    """Comparisons in bulk, arrays of equal length: numbers of two values, and whether each side is a closed list."""

    a: NDArray[np.intp]
    b: NDArray[np.intp]
    a_closed: NDArray[np.bool_]
    b_closed: NDArray[np.bool_]


class Verdicts(NamedTuple):
    """What comparisons in bulk came to: the number of the level, and the side (0 or 1) that says more, -1 for none; int8."""

    level: NDArray[np.int8]
    finer: NDArray[np.int8]


@dataclass(frozen=True, slots=True)
class Example:
    """One row of a kind's examples table: two values as written, the level they earn, and the nearest level they miss.

    `terms` are fields of `Subject` that differ from the kind's example subject; `misses` marks a near miss of that level.
    """

    a: str
    b: str
    level: str
    misses: str | None = None
    a_closed: bool = False
    b_closed: bool = False
    terms: dict[str, Any] = field(default_factory=dict)
    note: str = ""


def example_subject(kind: str, **terms: Any) -> Subject:  # noqa: ANN401 - fields of Subject
    """A subject of this kind for examples and tests."""
    return Subject(id="example/value", question="An example?", kind=kind, place=Location("examples"), **terms)


class Kind(ABC, Generic[V]):
    """One kind of value on the terms of one subject.

    A kind is built per subject, so that unit, tolerance, options and whether one or many values may hold are at hand.
    """

    name: ClassVar[str]
    written: ClassVar[str]
    """How values are written, one line for the docs."""
    examples: ClassVar[tuple[Example, ...]]
    example_terms: ClassVar[dict[str, Any]] = {}
    example_entities: ClassVar[tuple[Entity, ...]] = ()
    """The entities that the examples name."""
    gathers: ClassVar[bool] = False
    """Whether several values of one source on one subject are parts of one value."""

    def __init__(self, subject: Subject, entities: Entities) -> None:
        """Take the terms from the subject; raises ValueError with a sentence for the annotator where they make no sense."""
        self.subject = subject
        self.entities = entities

    @abstractmethod
    def parse(self, text: str) -> V:
        """The value as written, read.

        Raises:
            ValueError: it cannot be read; the message is a sentence for the annotator.
        """

    @abstractmethod
    def format(self, value: V) -> str:
        """The value as shown to a reader, which `parse` reads back to an equal value."""

    def say(self, value: V) -> str:
        """The value in words for a reader: as formatted, unless the kind has plainer words."""
        return self.format(value)

    @abstractmethod
    def key(self, value: V) -> str:
        """The canonical text: equal for two values exactly when they are the same, stable across versions."""

    def extent(self, value: V) -> Extent | None:  # noqa: ARG002 - most kinds span nothing
        """What the value spans on an axis, as it is compared; None for values that have no order."""
        return None

    def together(self, values: list[V]) -> V:
        """Several values of one source read as one; only for kinds that gather."""
        raise NotImplementedError

    @property
    @abstractmethod
    def levels(self) -> tuple[Level[V], ...]:
        """The levels in the order in which they are tried; the first is `same`, the last always holds."""

    def compare(self, a: Side[V], b: Side[V]) -> Outcome:
        """The first level that holds; symmetric but for `finer`, which names the side."""
        for level in self.levels:
            finer = self._which(level, a, b)
            if finer is not None:
                rule = f"{self.name}.{level.name}"
                return Outcome(rule, level.relation, level.because, finer if level.directed else None)
        message = f"the last level of kind {self.name} must hold for all values"
        raise AssertionError(message)

    def compare_all(self, values: Sequence[V], pairs: Pairs) -> Verdicts:
        """What `compare` says on many pairs of these values; a kind overrides it where arrays can do the same faster."""
        level, finer = np.empty((2, len(pairs.a)), dtype=np.int8)
        levels = tuple(enumerate(self.levels))
        sides = {closed: [Side(value, closed) for value in values] for closed in (False, True)}
        for row, (a, b, a_closed, b_closed) in enumerate(zip(*(column.tolist() for column in pairs), strict=True)):
            one, other = sides[a_closed][a], sides[b_closed][b]
            for at, each in levels:
                which = self._which(each, one, other)
                if which is not None:
                    level[row] = at
                    finer[row] = which if each.directed else -1
                    break
        return Verdicts(level, finer)

    @staticmethod
    def _which(level: Level[V], a: Side[V], b: Side[V]) -> int | None:
        """0 if the level holds as given, 1 if it holds the other way round, None if it does not hold."""
        if level.holds(a, b):
            return 0
        return 1 if level.directed and level.holds(b, a) else None

    def follows(self, earlier: V, later: V) -> bool:  # noqa: ARG002 - most kinds let any value follow any other
        """Whether the later value may follow the earlier one when the answer changes over time."""
        return True
