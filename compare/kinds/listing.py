"""Several members at once: who or what belongs to something."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeAlias

from compare.core.findings import RelationKind
from compare.core.phrases import joined
from compare.kinds.base import Example, Kind, Level, Side
from compare.kinds.entity import EXAMPLE_ENTITIES, part_of, shown_name
from compare.kinds.options import Options

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compare.core.entities import Entities
    from compare.core.model import Entity, Subject

Members: TypeAlias = tuple[str, ...]


class Listing(Kind[Members]):
    """Members, compared as a set; whether a source gives all of them (`list: closed`) decides what a missing one means.

    Two members match if they are the same or one is part of the other. From the first level to the last: what matches is
    settled before what is missing, and a member is only ruled out by a closed list that has no match for it. Where both
    lists are more exact in places, neither refines the other, and they overlap.
    """

    name: ClassVar[str] = "list"
    written: ClassVar[str] = "members joined by semicolons, `a; b; c`: entities, or the options of the subject where it has any"
    example_entities: ClassVar[tuple[Entity, ...]] = EXAMPLE_ENTITIES
    gathers: ClassVar[bool] = True
    examples: ClassVar[tuple[Example, ...]] = (
        Example("The League; The Guild", "the guild; the league", "same", note="Order and spelling do not count."),
        Example("The League; The Guild", "The Guild; The League", "same", misses="adds", a_closed=True),
        Example("North Branch; The Guild", "The League; The Guild", "parts", misses="same", note="The branch is part of it."),
        Example(
            "North Branch; South Branch", "The League", "parts", misses="adds", b_closed=True, note="Two parts, one whole."
        ),
        Example(
            "Harbour Unit; The League",
            "North Branch; South Branch",
            "mixed-parts",
            misses="parts",
            note="The one is more exact in the first member, the other in the second.",
        ),
        Example("North Branch; The League", "Harbour Unit; South Branch", "parts", misses="mixed-parts"),
        Example("The League", "The League; The Guild", "adds", misses="excluded", b_closed=True),
        Example("The League; The Guild; The Union", "The League; The Guild", "adds", misses="overlap"),
        Example(
            "The League; The Guild", "The League", "excluded", misses="adds", b_closed=True, note="Only the league, or both?"
        ),
        Example("The League; The Guild", "The League; The Union", "excluded", misses="overlap", a_closed=True),
        Example("The League; The Guild", "The League; The Union", "overlap", misses="excluded"),
        Example("North Branch; The Guild", "The League; The Union", "overlap", misses="apart-open", note="A part is a match."),
        Example("The Guild", "The Union", "apart-open", misses="apart"),
        Example("North Branch", "South Branch", "apart-open", misses="parts", note="Parts of one whole are not each other."),
        Example("The Guild", "The Union", "apart", misses="apart-open", a_closed=True),
        Example("The Guild", "The League; The Union", "apart", misses="excluded", b_closed=True),
    )

    def __init__(self, subject: Subject, entities: Entities) -> None:
        """Members are the subject's options where it declares any, else entities."""
        super().__init__(subject, entities)
        self._options = Options(subject.options) if subject.options else None
        self._levels: tuple[Level[Members], ...] = (
            Level("same", RelationKind.SAME, _same, "{a} and {b} name the same members"),
            Level("parts", RelationKind.REFINES, self._parts, "{finer} names parts of what {coarser} names", directed=True),
            Level(
                "mixed-parts",
                RelationKind.OVERLAPS,
                self._mixed_parts,
                "{a} and {b} name wholes and parts of the same, each more exact in places",
            ),
            Level("adds", RelationKind.ADDS, self._adds, "{finer} names all of {coarser} and more", directed=True),
            Level(
                "excluded",
                RelationKind.CONTRADICTS,
                self._excluded,
                "{a} and {b} name members in common, but one is given as the whole list and leaves out a member of the other",
            ),
            Level("overlap", RelationKind.OVERLAPS, self._overlap, "{a} and {b} name some members in common"),
            Level(
                "apart-open",
                RelationKind.DIFFERS,
                _both_open,
                "{a} and {b} name no member in common, and neither is the whole list",
            ),
            Level(
                "apart",
                RelationKind.CONTRADICTS,
                _always,
                "{a} and {b} name no member in common, and one is given as the whole list",
            ),
        )

    def parse(self, text: str) -> Members:
        """The ids of the members, sorted.

        Raises:
            ValueError: there is none, one is not known, or one is named twice.
        """
        names = [name.strip() for name in text.split(";") if name.strip()]
        if not names:
            raise ValueError("the list is empty: name its members, joined by semicolons (a; b; c)")
        seen: dict[str, str] = {}
        for name in names:
            member = self._options.read(name) if self._options else self.entities.resolve(name)
            if member in seen:
                message = f"{name!r} and {seen[member]!r} are the same member: name it once"
                raise ValueError(message)
            seen[member] = name
        return tuple(sorted(seen))

    def format(self, value: Members) -> str:
        """The members by name, joined by semicolons."""
        return "; ".join(self._shown(member) for member in value)

    def say(self, value: Members) -> str:
        """The members by name as a sentence lists them: `A, B and C`."""
        return joined([self._shown(member) for member in value])

    def key(self, value: Members) -> str:
        """The ids of the members, sorted and joined."""
        return "; ".join(value)

    def together(self, values: list[Members]) -> Members:
        """The members of all, each once."""
        return tuple(sorted({member for value in values for member in value}))

    @property
    def levels(self) -> tuple[Level[Members], ...]:
        """Same, parts, mixed-parts, adds, excluded, overlap, apart-open, apart."""
        return self._levels

    def _shown(self, member: str) -> str:
        name = self._options.shown(member) if self._options else shown_name(self.entities, member)
        return member if ";" in name else name

    def _is_part_of_some(self, members: Members, wholes: Members) -> Iterator[tuple[str, str]]:
        """Each member with each of the others that it is part of; work for every member, and not for every two."""
        named = frozenset(wholes)
        for member in () if self._options else members:
            for whole in named & self.entities.wholes_of(member):
                if part_of(self.entities, member, whole):
                    yield member, whole

    def _extra(self, a: Side[Members], b: Side[Members]) -> set[str]:
        """The members of the first list without a match in the second."""
        parts = {part for part, _ in self._is_part_of_some(a.value, b.value)}
        wholes = {whole for _, whole in self._is_part_of_some(b.value, a.value)}
        return {*a.value}.difference(b.value, parts, wholes)

    def _refines(self, a: Side[Members], b: Side[Members]) -> bool:
        """Whether every member of the first is in the second, itself or by its whole, and the second has no other."""
        found = [*self._is_part_of_some(a.value, b.value)]
        alone = {*a.value}.difference(b.value, (part for part, _ in found))
        unnamed = {*b.value}.difference(a.value, (whole for _, whole in found))
        return not alone and not unnamed

    def _parts(self, a: Side[Members], b: Side[Members]) -> bool:
        return self._refines(a, b) and not self._refines(b, a)

    def _mixed_parts(self, a: Side[Members], b: Side[Members]) -> bool:
        return not self._extra(a, b) and not self._extra(b, a)

    def _adds(self, a: Side[Members], b: Side[Members]) -> bool:
        return bool(self._extra(a, b)) and not self._extra(b, a) and not b.closed

    def _excluded(self, a: Side[Members], b: Side[Members]) -> bool:
        rules_out = (a.closed and self._extra(b, a)) or (b.closed and self._extra(a, b))
        return bool(rules_out) and self._overlap(a, b)

    def _overlap(self, a: Side[Members], b: Side[Members]) -> bool:
        return len(self._extra(a, b)) < len(a.value)


def _same(a: Side[Members], b: Side[Members]) -> bool:
    return a.value == b.value


def _both_open(a: Side[Members], b: Side[Members]) -> bool:
    return not a.closed and not b.closed


def _always(_a: Side[Members], _b: Side[Members]) -> bool:
    return True
