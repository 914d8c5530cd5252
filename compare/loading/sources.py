"""Source records and decisions: one file, one record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compare.core.decided import Decision
from compare.core.model import Location, Source, TextFile
from compare.loading.placed import Placed

if TYPE_CHECKING:
    from compare.loading.decision_schema import DecisionFile
    from compare.loading.schema import SourceRecord
    from compare.loading.tree import Node


def source(source_id: str, read: SourceRecord, node: Node, language: str) -> Placed[Source]:
    """The source of this name; a record without a language has the casebook's."""
    kept = read.model_dump(exclude={"text", "language"})
    text = TextFile(**read.text.model_dump()) if read.text else None
    place = Location(node.location.file, 1, 1)
    return Placed(Source(id=source_id, place=place, text=text, language=read.language or language, **kept), node)


def decision(decision_id: str, read: DecisionFile, node: Node) -> Placed[Decision]:
    """The decision of this name."""
    kept = read.model_dump(exclude={"claims", "confidential"})
    wrong = tuple(sorted(read.claims.items()))
    return Placed(Decision(id=decision_id, place=Location(node.location.file, 1, 1), claims=wrong, **kept), node)
