"""One of the options that a subject declares."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from compare.core.findings import RelationKind
from compare.core.model import Option
from compare.kinds.base import Example, Kind, Level, Pairs, Side, Verdicts
from compare.kinds.bulk import each_once
from compare.kinds.options import Options

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compare.core.entities import Entities
    from compare.core.model import Subject


class Status(Kind[str]):
    """The state of something: one of the subject's options, compared by what they imply and allow.

    `implies` carries on through other options; `compatible` counts whichever of the two declares it, and for what they imply.
    """

    name: ClassVar[str] = "status"
    written: ClassVar[str] = "the id or label of one of the options of the subject"
    example_terms: ClassVar[dict[str, Any]] = {
        "options": (
            Option("alive", "is alive", compatible=("injured",)),
            Option("injured"),
            Option("captured", implies=("alive",)),
            Option("dead", "is dead", final=True),
            Option("killed", "was killed", implies=("dead",), final=True),
            Option("executed", "was executed", implies=("killed",)),
        )
    }
    examples: ClassVar[tuple[Example, ...]] = (
        Example("dead", "is dead", "same", note="An option and its label."),
        Example("killed", "killed", "same", misses="implies"),
        Example("killed", "dead", "implies", misses="same", note="Killed implies dead."),
        Example("executed", "dead", "implies", misses="opposed", note="Executed implies killed, and that dead."),
        Example("captured", "is alive", "implies", misses="compatible"),
        Example("injured", "alive", "compatible", misses="implies", note="Both may be so at once, and neither follows."),
        Example("captured", "injured", "compatible", misses="opposed", note="Captured implies alive, which allows injured."),
        Example("dead", "injured", "opposed", misses="compatible"),
        Example("killed", "alive", "opposed", misses="implies"),
        Example("killed", "alive", "opposed", terms={"takes": "many"}, note="Both may hold, so they only differ."),
    )

    def __init__(self, subject: Subject, entities: Entities) -> None:
        """Take the options.

        Raises:
            ValueError: the subject has none, or they make no sense together.
        """
        super().__init__(subject, entities)
        if not subject.options:
            message = f"subject {subject.id!r} is of kind status and needs options: list the values it may have"
            raise ValueError(message)
        self._options = Options(subject.options)
        many = subject.takes == "many"
        self._levels: tuple[Level[str], ...] = (
            Level("same", RelationKind.SAME, _same, "{a} and {b} are the same status"),
            Level("implies", RelationKind.REFINES, self._implies, "{finer} implies {coarser}", directed=True),
            Level("compatible", RelationKind.DIFFERS, self._compatible, "{a} and {b} may both be so at once"),
            Level(
                "opposed",
                RelationKind.DIFFERS if many else RelationKind.CONTRADICTS,
                _always,
                "{a} and {b} are different, and both may hold" if many else "{a} and {b} rule each other out",
            ),
        )

    def parse(self, text: str) -> str:
        """The id of the option; raises ValueError where there is none with this id or label."""
        return self._options.read(text)

    def format(self, value: str) -> str:
        """The label of the option, or its id where it has none."""
        return self._options.shown(value)

    def key(self, value: str) -> str:
        """The id of the option."""
        return value

    @property
    def levels(self) -> tuple[Level[str], ...]:
        """Same, implies, compatible, opposed."""
        return self._levels

    def compare_all(self, values: Sequence[str], pairs: Pairs) -> Verdicts:
        """As `compare`, which is asked once for every two options that are paired."""
        return each_once(self, values, pairs)

    def follows(self, earlier: str, later: str) -> bool:
        """After a final option comes only the same, or one that implies it: dead, then killed; never alive again."""
        return not self._options.is_final(earlier) or later == earlier or self._options.implies(later, earlier)

    def _implies(self, a: Side[str], b: Side[str]) -> bool:
        return self._options.implies(a.value, b.value)

    def _compatible(self, a: Side[str], b: Side[str]) -> bool:
        return self._options.compatible(a.value, b.value)


def _same(a: Side[str], b: Side[str]) -> bool:
    return a.value == b.value


def _always(_a: Side[str], _b: Side[str]) -> bool:
    return True
