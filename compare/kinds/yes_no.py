"""Yes, no, or partly."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from compare.core.findings import RelationKind
from compare.core.folding import fold_name
from compare.kinds.base import Example, Kind, Level, Pairs, Verdicts
from compare.kinds.bulk import each_once

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compare.kinds.base import Side

ANSWERS: Final = ("yes", "no", "partly")


class YesNo(Kind[str]):
    """Whether something is so. `partly` differs from either answer, and contradicts neither."""

    name: ClassVar[str] = "yes-no"
    written: ClassVar[str] = "yes, no, partly"
    examples: ClassVar[tuple[Example, ...]] = (
        Example("yes", "Yes", "same"),
        Example("partly", "partly", "same", misses="partly"),
        Example("yes", "partly", "partly", misses="same"),
        Example("no", "partly", "partly", misses="opposed", note="Partly so is not a denial."),
        Example("yes", "no", "opposed", misses="partly"),
    )

    def parse(self, text: str) -> str:
        """One of the three answers.

        Raises:
            ValueError: it is none of them.
        """
        answer = fold_name(text)
        if answer not in ANSWERS:
            message = f"{text.strip()!r} is not an answer: write yes, no or partly"
            raise ValueError(message)
        return answer

    def format(self, value: str) -> str:
        """The answer."""
        return value

    def key(self, value: str) -> str:
        """The answer."""
        return value

    @property
    def levels(self) -> tuple[Level[str], ...]:
        """Same, partly, opposed."""
        return _LEVELS

    def compare_all(self, values: Sequence[str], pairs: Pairs) -> Verdicts:
        """As `compare`, which is asked once for every two answers that are paired."""
        return each_once(self, values, pairs)


def _same(a: Side[str], b: Side[str]) -> bool:
    return a.value == b.value


def _partly(a: Side[str], b: Side[str]) -> bool:
    return "partly" in {a.value, b.value}


def _always(_a: Side[str], _b: Side[str]) -> bool:
    return True


_LEVELS: Final = (
    Level("same", RelationKind.SAME, _same, "{a} and {b} are the same answer"),
    Level(
        "partly", RelationKind.DIFFERS, _partly, "{a} and {b} are different answers, but “partly” does not rule out the other"
    ),
    Level("opposed", RelationKind.CONTRADICTS, _always, "{a} and {b} rule each other out"),
)
