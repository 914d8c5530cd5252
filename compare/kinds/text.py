"""Free wording."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

import numpy as np

from compare.core.findings import RelationKind
from compare.core.folding import fold_wording
from compare.kinds.base import Example, Kind, Level, Pairs, Verdicts
from compare.kinds.bulk import codes, verdicts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compare.kinds.base import Side


class Text(Kind[str]):
    """Words that no other kind can hold. Only equal wording is ever called the same; all else needs a reader.

    Case, spacing, quotes, hyphens, diacritics, script (transliterated to ASCII) and closing punctuation do not count.
    """

    name: ClassVar[str] = "text"
    written: ClassVar[str] = "free wording"
    examples: ClassVar[tuple[Example, ...]] = (
        Example("a rebranding of Ansar Dine", "A “rebranding” of Ansar-Dine.", "same"),
        Example("Kidal région", "kidal region", "same", misses="reader"),
        Example("he was killed", "he was not killed", "reader", misses="same", note="One word apart, and the opposite."),
        Example("a merger", "an alliance", "reader", note="Whether these say the same is for a reader to decide."),
    )

    def parse(self, text: str) -> str:
        """The wording with single spaces.

        Raises:
            ValueError: there are no words in it.
        """
        wording = " ".join(text.split())
        if not fold_wording(wording):
            message = f"{wording!r} holds no words: write what the source says"
            raise ValueError(message)
        return wording

    def format(self, value: str) -> str:
        """The wording."""
        return value

    def key(self, value: str) -> str:
        """The wording, folded."""
        return fold_wording(value)

    @property
    def levels(self) -> tuple[Level[str], ...]:
        """Same, reader."""
        return _LEVELS

    def compare_all(self, values: Sequence[str], pairs: Pairs) -> Verdicts:
        """As `compare`, every wording folded once."""
        folded = codes(map(fold_wording, values))
        return verdicts(self, [(np.equal(folded[pairs.a], folded[pairs.b]), None)])


def _same(a: Side[str], b: Side[str]) -> bool:
    return fold_wording(a.value) == fold_wording(b.value)


def _always(_a: Side[str], _b: Side[str]) -> bool:
    return True


_LEVELS: Final = (
    Level("same", RelationKind.SAME, _same, "{a} and {b} are the same wording"),
    Level(
        "reader",
        RelationKind.INCOMPARABLE,
        _always,
        "{a} and {b} are worded differently; whether they mean the same needs a reader",
    ),
)
