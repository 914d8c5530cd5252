"""A claim that an annotation proposes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from compare.authoring.annotations.anchoring import Anchor
    from compare.authoring.annotations.annotation import Annotation
    from compare.authoring.annotations.saying import Said


@dataclass(frozen=True, slots=True)
class Draft:
    """A claim that an annotation proposes; `missing` says what it lacks, `id` is that of the claim."""

    annotation: Annotation
    source: str
    anchor: Anchor
    said: Said
    missing: tuple[str, ...] = ()
    id: str = ""

    @property
    def cells(self) -> dict[str, str]:
        """The draft as a row of a table of claims."""
        keys = {"source": self.source, "id": self.id, "quote": self.anchor.quote, **dict(self.anchor.key)}
        return {**self.said.cells, **keys}

    @property
    def sort_key(self) -> tuple[str, int, int, int]:
        """The order of the sources and of their articles."""
        return (self.source, self.anchor.start, self.annotation.number, self.annotation.target)

    @property
    def content(self) -> object:
        """What two annotations have in common that say the same of the same words; one without a value also has its note."""
        keys = tuple(sorted(self.said.keys.items()))
        return (self.source, self.anchor.start, self.anchor.end, keys, self.said.rest if self.missing else ())
