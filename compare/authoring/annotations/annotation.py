"""One annotation, from whichever format: where it points, the words it quotes, what is said about them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from compare.core.visible import excerpt


class Fault(NamedTuple):
    """Why an annotation cannot become a claim, and how to mend it, each a sentence for the person."""

    what: str
    cure: str


@dataclass(frozen=True, slots=True)
class Annotation:
    """What one annotation says of one place; who made it and when is not kept (docs/decisions/0037).

    `number` counts the annotations of the file from 1, `target` the places of one that has several (0: only one). `position`
    is where the words stand in the text that the annotator saw, `fault` why it is of no use in any casebook.
    """

    number: int
    id: str = ""
    target: int = 0
    address: str = ""
    exact: str = ""
    prefix: str = ""
    suffix: str = ""
    position: tuple[int, int] | None = None
    tags: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    private: bool = False
    fault: Fault | None = None

    @property
    def label(self) -> str:
        """How it is named in messages: `annotation 3 (“Xy12”), target 2`."""
        name = f" ({excerpt(self.id)})" if self.id else ""
        return f"annotation {self.number}{name}" + (f", target {self.target}" if self.target else "")
