"""Another id for a subject, in every file of the casebook that names it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from pydantic import TypeAdapter, ValidationError

from compare.authoring.claiming.vocabulary_entries import SUBJECTS
from compare.authoring.editing.edits import put, removed, renamed, tree_of
from compare.authoring.editing.refusals import RefusedError
from compare.core.problems import Problem
from compare.core.visible import excerpt
from compare.loading import tree
from compare.loading.forms import SubjectId
from compare.loading.layout import CLAIMS, DECISIONS, VOCABULARY, listing
from compare.loading.rules import LEADS, OTHERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from compare.core.model import Casebook
    from compare.core.settings import Limits
    from compare.loading.tree import Node, Plain
    from compare.loading.tree import Path as Steps

_RULES: Final = f"{VOCABULARY}/rules.yaml"
_NOTHING_WRITTEN: Final = "Y118"


def free_subject(casebook: Casebook, subject_id: str) -> str:
    """The id itself, if it is one and no subject has it.

    Raises:
        RefusedError: it is no id, or taken.
    """
    try:
        TypeAdapter(SubjectId).validate_python(subject_id)
    except ValidationError as fault:
        raise RefusedError(f"{excerpt(subject_id)} is no id: {fault.errors()[0]['msg']}") from None
    taken = next((each.place for each in casebook.subjects if each.id == subject_id), None)
    if taken:
        raise RefusedError(
            f"there is a subject {excerpt(subject_id)} already, at {taken}: claims move to it one by one, with"
            " `whosays claim edit CLAIM --subject`"
        )
    return subject_id


def files_that_name_subjects(root: Path, limits: Limits) -> tuple[str, ...]:
    """The files in which the id of a subject may stand, relative to the casebook.

    Raises:
        RefusedError: a folder cannot be listed, so that some of them would keep the old id.
    """
    listed = [f"{folder}/{name}" for folder in (CLAIMS, DECISIONS) for name in _listed(root, folder, limits)]
    rules = (_RULES,) if "rules.yaml" in _listed(root, VOCABULARY, limits) else ()
    return (SUBJECTS, *rules, *listed)


def _listed(root: Path, folder: str, limits: Limits) -> list[str]:
    names, problems = listing(root, folder, limits)
    if error := next((each for each in problems if each.severity == "error"), None):
        raise RefusedError(f"{error.place}: {error.message}")
    return names


def with_subject_renamed(file: str, text: str, old: str, new: str) -> tuple[str, int]:
    """One of these files with the new id wherever the old one stands, and how many places that are.

    Args:
        file: its name, relative to the casebook, which says what is in it.
        text: what it holds.
        old: the id of the subject now.
        new: its id from now on.

    Raises:
        CannotEdit: the file cannot be changed safely.
        RefusedError: the file cannot be read, so that nobody knows whether it names the subject.
    """
    root = tree_of(text, file)
    if isinstance(root, Problem):
        if root.code == _NOTHING_WRITTEN:
            return text, 0
        raise RefusedError(f"{root.place}: {root.message}; it may name the subject, so mend it first")
    values, keys = list(_values(file, root, old)), list(_keys(file, root, old))
    for path in values:
        text = put(text, path, new)
    for path in keys:
        text = renamed(text, path, new)
    return text, len(values) + len(keys)


def with_retired(text: str, old: str, new: str, because: str | None, on: str) -> str:
    """The file of subjects with the old id retired in favour of the new one, which is in use again if it was retired itself.

    Entries that name the old id stay as they are: who follows one of them comes to the new id all the same.

    Raises:
        CannotEdit: the file cannot be changed safely.
    """
    root = tree_of(text, SUBJECTS)
    back = not isinstance(root, Problem) and new in _entries(root, "retired")
    text = put(text, ("retired", old), {"now": new, **({"because": because} if because else {}), "on": on})
    return removed(text, ("retired", new)) if back else text


def _values(file: str, root: Node, old: str) -> Iterator[Steps]:
    """The way to every value that is the id."""
    if file == SUBJECTS:
        for name in _entries(root, "subjects"):
            yield from _items(root, ("subjects", name, "not_same_as"), old)
    elif file == _RULES:
        for name in _entries(root, "rules"):
            for form in LEADS:
                yield from _items(root, ("rules", name, form, LEADS[form]), old)
                yield from _items(root, ("rules", name, form, OTHERS[form]), old)
    elif file.startswith(f"{DECISIONS}/"):
        yield from _items(root, ("subject",), old)
    else:
        yield from _items(root, ("read", "scope"), old)
        for at in range(len(_list(root, ("claims",)))):
            yield from _items(root, ("claims", at, "subject"), old)


def _keys(file: str, root: Node, old: str) -> Iterator[Steps]:
    """The way to every key that is the id."""
    for name in ("subjects",) if file == SUBJECTS else ("not_applicable",):
        if old in _entries(root, name):
            yield (name, old)


def _entries(root: Node, key: str) -> list[str]:
    """The keys of what stands under a key of the file."""
    found = tree.child(root, key)
    return [entry.key.text for entry in found.entries] if isinstance(found, tree.Mapping) else []


def _at(root: Node, path: Steps) -> Plain | None:
    """What stands at a path, or None."""
    node: Node | None = root
    for step in path:
        node = tree.child(node, step) if node else None
    return tree.plain(node) if node else None


def _list(root: Node, path: Steps) -> list[Plain]:
    """The items of the list at a path."""
    found = _at(root, path)
    return found if isinstance(found, list) else []


def _items(root: Node, path: Steps, old: str) -> Iterator[Steps]:
    """The way to the id, which stands at a path by itself or in a list."""
    if _at(root, path) == old:
        yield path
    yield from ((*path, at) for at, each in enumerate(_list(root, path)) if each == old)


def as_renamed(problems: Iterable[Problem], old: str, new: str) -> tuple[Problem, ...]:
    """The problems with the new id in their sentences, so that one that stays as it is does not look like a new one."""
    whole = re.compile(rf"(?<![\w/-]){re.escape(old)}(?![\w/-])")
    return tuple(replace(each, message=whole.sub(new, each.message), cure=whole.sub(new, each.cure)) for each in problems)
