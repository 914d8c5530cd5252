"""Freezing how a text is cut into sentences, and naming the numbers that may mean other sentences afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compare.authoring.editing.edits import put
from compare.loading import files
from compare.loading.documents import read_document
from compare.loading.layout import CLAIMS, SUFFIX
from compare.loading.placed import Placed
from compare.loading.schema import ClaimFile
from compare.loading.segmentation import stamp

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from compare.core.model import Location, Sentence
    from compare.core.settings import Limits


def frozen(record: str, cut: Sequence[Sentence]) -> str:
    """The text of a source record with the number and the stamp of its sentences in it.

    Raises:
        CannotEdit: the record is written in a way in which this cannot be done safely.
    """
    counted = put(record, ("text", "sentences"), str(len(cut)))
    return put(counted, ("text", "segmentation"), stamp(cut))


def numbers(root: Path, source: str, limits: Limits) -> Iterator[tuple[Location, str]]:
    """Every sentence number in the claim file of a source with its place, as `nothing: 7-9` or `sentence: 12`."""
    name = f"{source}{SUFFIX}"
    if not files.exists(root / CLAIMS / name):
        return
    document = read_document(root, CLAIMS, name, ClaimFile, limits)
    if document.read is None or document.node is None:
        return
    file = Placed(document.read, document.node)
    for claim, record in enumerate(document.read.claims):
        if record.sentence is not None:
            yield file.at("claims", claim, "sentence"), f"sentence: {record.sentence} of the claim {record.id}"
    for run, place in file.items("nothing"):
        yield place, f"nothing: {run}"
