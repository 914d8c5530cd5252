"""A subject changed in some of its keys, all others left as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from compare.authoring.editing.edits import put, removed, tree_of
from compare.loading import tree
from compare.loading.schema import SubjectRecord

if TYPE_CHECKING:
    from collections.abc import Mapping

    from compare.loading.tree import Plain

ORDER: Final = tuple(SubjectRecord.model_fields)
"""The keys of a subject in the order in which its record declares them."""


def with_terms(text: str, subject: str, keys: Mapping[str, Plain | None]) -> str:
    """The file of subjects with these keys of a subject set; those that are None are taken out.

    A key that is new to the subject stands after the one that is declared before it.

    Raises:
        CannotEdit: the file cannot be changed safely, or a key to be taken out is not there.
    """
    for key in sorted(keys, key=_rank):
        path, value = ("subjects", subject, key), keys[key]
        if value is None:
            text = removed(text, path)
        else:
            before = [each for each in _written(text, subject) if _rank(each) < _rank(key)]
            text = put(text, path, value, after=max(before, key=_rank, default=None))
    return text


def _rank(key: str) -> tuple[int, str]:
    """Where a key stands among all keys, unknown ones last."""
    return (ORDER.index(key) if key in ORDER else len(ORDER), key)


def _written(text: str, subject: str) -> list[str]:
    """The keys that the subject has in the file."""
    root = tree_of(text)
    record = tree.find(root, ("subjects", subject)) if isinstance(root, tree.Mapping) else None
    return [entry.key.text for entry in record.entries] if isinstance(record, tree.Mapping) else []
