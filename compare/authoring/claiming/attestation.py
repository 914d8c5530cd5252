"""Who read an article, when and what for: `read:` of a claim file, which is what earns silence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compare.authoring.claiming.claim_entries import subject_of
from compare.authoring.claiming.claim_file import begun
from compare.authoring.editing.edits import put

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compare.core.model import Casebook


def with_reading(text: str | None, casebook: Casebook, source: str, by: str, on: str, subjects: Sequence[str]) -> str:
    """The claim file with this attestation in place of the one there was.

    Args:
        text: the file; None where it is not there yet.
        casebook: what the subjects are looked up in.
        source: the article that was read.
        by: who read it.
        on: the day, in EDTF.
        subjects: what was looked for; everything if empty.

    Raises:
        CannotEdit: the file cannot be changed safely.
        UnknownNameError: there is no such subject.
    """
    scope = [subject_of(casebook, each).id for each in subjects] or "full"
    return put(begun(text, source), ("read",), {"by": by, "on": on, "scope": scope}, after="source")
