"""One of our own YAML files, from its name to a validated record and its problems."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar

from pydantic import BaseModel

from compare.core.model import Location
from compare.core.problems import Problem
from compare.core.visible import excerpt
from compare.loading import characters, files, tree
from compare.loading.decision_schema import DecisionFile
from compare.loading.forms import is_id
from compare.loading.nodes import read_tree
from compare.loading.rule_schema import RulesFile
from compare.loading.schema import ClaimFile
from compare.loading.validation import validated

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from compare.core.settings import Limits
    from compare.loading.tree import Node

M = TypeVar("M", bound=BaseModel)
NAMES = frozenset({"name", "spelling", "aliases", "publisher", "author", "speaker", "via", "value"})
"""The keys under which somebody or something is named."""


@dataclass(frozen=True, slots=True)
class Document(Generic[M]):
    """A file that was read: its name without suffix, the record, the part of the tree it was read from, and the whole tree.

    `read` is None and `whole` may be None where the file could not be read.
    """

    name: str
    read: M | None
    node: Node | None
    whole: Node | None
    problems: tuple[Problem, ...]

    def declared(self, key: str) -> frozenset[str]:
        """Every key of the mapping under a key of the file, whether its record could be read or not."""
        found = tree.child(self.whole, key) if self.whole else None
        return frozenset(entry.key.text for entry in found.entries) if isinstance(found, tree.Mapping) else frozenset()


def _indivisible(model: type[BaseModel]) -> int | None:
    """How many steps of a path make the smallest thing of a file that must not be used in part; None if there is none.

    A claim without its `stance`, a decision without its `outcome`, or a rule without its `strict` would say something else.
    """
    return {ClaimFile: 2, DecisionFile: 0, RulesFile: 2}.get(model)


def _whole(model: type[BaseModel], path: tree.Path) -> tree.Path:
    """What must go with what is at fault."""
    steps = _indivisible(model)
    if steps is None or (model is ClaimFile and path[:1] != ("claims",)):
        return path
    return path[:steps]


def _suspicious(root: Node, problems: list[Problem]) -> Iterator[Problem]:
    """Characters to look at, but for values that are at fault already."""
    faulty = {problem.place for problem in problems}
    for key, scalar in tree.texts(root):
        if scalar.location not in faulty:
            yield from characters.warnings(scalar.text, scalar.location, name=key in NAMES, private=tree.is_private(key))


def _too_many(root: Node, limit: int) -> Problem | None:
    """A claim file with more claims than are read."""
    listed = tree.child(root, "claims")
    if isinstance(listed, tree.Sequence) and len(listed.items) > limit:
        return Problem("S206", listed.location, f"the file has {len(listed.items):,} claims; at most {limit:,} are read")
    return None


class Memory:
    """The documents of an earlier reading by file, each with what it was read from: an equal text reads the same."""

    def __init__(self) -> None:
        """Remember nothing yet."""
        self.documents: dict[str, tuple[object, Document[Any]]] = {}


_MEMORY: Final[ContextVar[Memory | None]] = ContextVar("_MEMORY", default=None)


@contextmanager
def remembering(memory: Memory) -> Iterator[None]:
    """Within this context a document whose text has not changed since it was last read is not read again."""
    token = _MEMORY.set(memory)
    try:
        yield
    finally:
        _MEMORY.reset(token)


def read_document(root: Path, folder: str, name: str, model: type[M], limits: Limits) -> Document[M]:
    """Read one file of the casebook.

    Args:
        root: the casebook.
        folder: the file's folder relative to it, as `claims/decisions`.
        name: the file's name with its suffix.
        model: the definition of its file kind.
        limits: how large it may be.
    """
    file = f"{folder}/{files.shown_name(name)}"
    stem = files.shown_name(name).removesuffix(".yaml")
    try:
        return _read(root, folder, name, model, limits)
    except MemoryError:
        pass  # what was half made of the file goes, and leaves room for the others
    return Document(stem, None, None, None, (files.beyond_memory(Location(file)),))


def _read(root: Path, folder: str, name: str, model: type[M], limits: Limits) -> Document[M]:
    """As `read_document`, while there is memory."""
    file = f"{folder}/{files.shown_name(name)}"
    stem = files.shown_name(name).removesuffix(".yaml")
    text = files.read_text(root / folder / name, root, limits.file_bytes, Location(file))
    memory = _MEMORY.get()
    if memory is None:
        return _document(text, file, stem, model, limits)
    source = (text, model, limits)
    kept = memory.documents.get(file)
    if kept is None or kept[0] != source:
        kept = memory.documents[file] = (source, _document(text, file, stem, model, limits))
    document: Document[M] = kept[1]
    return document


def _document(text: str | Problem, file: str, stem: str, model: type[M], limits: Limits) -> Document[M]:
    """The document that a text makes, or the problem of having none."""
    found = text if isinstance(text, Problem) else read_tree(text, file, limits)
    if isinstance(found, Problem):
        return Document(stem, None, None, None, (found,))
    crowd = _too_many(found, limits.claims_per_file) if model is ClaimFile else None
    if crowd:
        return Document(stem, None, None, found, (crowd,))
    read, node, problems = validated(found, model, lambda path: _whole(model, path))
    plain = isinstance(text, str) and text.isascii() and "\\" not in text
    return Document(stem, read, node, found, (*problems, *(() if plain else _suspicious(found, problems))))


def bad_name(document: Document[M], folder: str) -> list[Problem]:
    """The problem of a file whose name is to be an id and is none."""
    if is_id(document.name):
        return []
    wanted = "a file name here is lower-case ASCII words joined by hyphens"
    return [Problem("S205", Location(f"{folder}/{document.name}.yaml"), f"{excerpt(document.name)} is no id: {wanted}")]
