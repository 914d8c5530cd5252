"""Who read an article, when and what for: `read:` of a claim file, which is what earns silence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compare.authoring.claiming.claim_entries import subject_of
from compare.authoring.claiming.claim_file import begun
from compare.authoring.editing.edits import put, tree_of
from compare.core.problems import Problem
from compare.loading import tree

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compare.core.model import Casebook
    from compare.loading.tree import Plain


def with_reading(text: str | None, casebook: Casebook, source: str, by: str, on: str, subjects: Sequence[str]) -> str:
    """The claim file with this attestation in place of the one there was, whose confidential notes stay.

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
    file = begun(text, source)
    return put(file, ("read",), {"by": by, "on": on, "scope": scope, **_kept(file)}, after="source")


def _kept(text: str) -> dict[str, Plain]:
    """What a desk keeps in the attestation for itself."""
    whole = tree_of(text)
    read = None if isinstance(whole, Problem) else tree.child(whole, "read")
    entries = read.entries if isinstance(read, tree.Mapping) else ()
    return {key.text: tree.plain(value) for key, value in entries if key.text in tree.PRIVATE_KEYS}
