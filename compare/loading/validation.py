"""From a tree to a validated model: every fault becomes a problem at its place, and what is sound is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeVar

from pydantic import BaseModel, ValidationError

from compare.core.problems import Problem
from compare.core.suggest import Suggester, did_you_mean
from compare.core.visible import excerpt
from compare.loading import tree
from compare.loading.characters import has_direction_control
from compare.loading.schema import schema_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from pydantic_core import ErrorDetails

    from compare.loading.tree import Node, Path, Scalar

M = TypeVar("M", bound=BaseModel)
_SHAPES: Final = {
    "string_type": "one text",
    "tuple_type": "a list",
    "dict_type": "keys and values",
    "model_type": "keys and values",
}
_KEY: Final = "[key]"  # pydantic's last step where a key, not its value, is at fault


def validated(
    root: Node, model: type[M], indivisible: Callable[[Path], Path] = lambda path: path
) -> tuple[M | None, Node, list[Problem]]:
    """The model, the tree it was read from, and the problems.

    What is at fault is left out: an optional key by itself, a record together with its required key. The tree returned is
    the one that is left, so that positions in lists agree with those in the model. The model is None where nothing is left.

    Args:
        root: the tree of the file.
        model: the definition of its file kind.
        indivisible: from the path of a fault to the path of what must not be used without it.
    """
    problems: list[Problem] | None = None
    meant = _Meant(root, model)
    while True:
        try:
            return model.model_validate(tree.plain(root)), root, problems or []
        except ValidationError as fault:
            errors = fault.errors(include_url=False)
        if problems is None:  # later rounds only meet the gaps that the first one left
            problems = [_problem(error, root, meant) for error in _causes(errors, root, meant)]
        gone = {indivisible(_culprit(error, root)) for error in errors}
        if () in gone:
            return None, root, problems
        root = tree.without(root, gone)


def _culprit(error: ErrorDetails, root: Node) -> Path:
    """What has to go for an error to go: the value, or the record that lacks one."""
    return tree.real_path(root, tuple(step for step in error["loc"] if step != _KEY))


class _Meant:
    """What is found of one key that is not known, for all others like it: of a file that holds nothing else there are many."""

    def __init__(self, root: Node, model: type[BaseModel]) -> None:
        """Find nothing yet."""
        self._root, self._model = root, model
        self._near: dict[tuple[str, ...], Suggester] = {}
        self._private: dict[Path, bool] = {}

    def near(self, path: Path) -> Suggester:
        """The keys among which the one at the end of a path may have been meant; they have one limit of work for all."""
        known = tuple(known_keys(self._model, path[:-1]))
        if known not in self._near:
            self._near[known] = Suggester(known)
        return self._near[known]

    def private(self, path: Path) -> bool:
        """Whether the key at the end of a path may be meant to stand under a private one beside it."""
        record = path[:-1]
        if record not in self._private:
            self._private[record] = _perhaps_private(tree.find(self._root, record))
        return self._private[record]


def _causes(errors: list[ErrorDetails], root: Node, meant: _Meant) -> list[ErrorDetails]:
    """The errors without the missing keys that stand there misspelt: one cause, one problem."""
    unknown = [_culprit(error, root) for error in errors if error["type"] == "extra_forbidden"]
    misspelt = {(path[:-1], key) for path in unknown for key in meant.near(path).nearest(str(path[-1]))}
    return [each for each in errors if each["type"] != "missing" or (_culprit(each, root), each["loc"][-1]) not in misspelt]


def _problem(error: ErrorDetails, root: Node, meant: _Meant) -> Problem:
    """One error of pydantic's as a problem of ours."""
    path, kind = _culprit(error, root), error["type"]
    node: Node | None = tree.find(root, path)
    if error["loc"][-1:] == (_KEY,):
        node = tree.key_at(root, path)
    if kind == "extra_forbidden":
        return _unknown_key(path, root, meant)
    if isinstance(node, tree.Scalar) and kind in {"bad_id", "literal_error"}:
        return _wrong_word(path, node, error)
    return _wrong_form(path, node or root, error)


def _wrong_form(path: Path, node: Node, error: ErrorDetails) -> Problem:
    """A key that is missing, has another shape, or another form."""
    kind = error["type"]
    if kind == "missing":
        return Problem("S202", node.location, f"{_subject(path)} lacks the key {error['loc'][-1]}")
    if kind in _SHAPES:
        return Problem("S203", node.location, f"{_subject(path)} takes {_SHAPES[kind]}, not {_shape(node)}")
    written = f" is {excerpt(node.text)}" if isinstance(node, tree.Scalar) and node.text else ""
    return Problem("S207", node.location, f"{_subject(path)}{written}: {error['msg']}")


def _subject(path: Path) -> str:
    """The key at fault in words: `claims 3: quote`, `jnim/leader: kind`."""
    steps: list[str] = []
    for step in path:
        if isinstance(step, int) and steps:
            steps[-1] = f"{steps[-1]} {step + 1}"
        else:
            steps.append(str(step))
    return ": ".join(steps[-2:]) or "the file"


def _shape(node: Node) -> str:
    """What stands there."""
    if isinstance(node, tree.Scalar):
        return "one text" if node.text else "nothing"
    return "a list" if isinstance(node, tree.Sequence) else "keys and values"


def _wrong_word(path: Path, node: Scalar, error: ErrorDetails) -> Problem:
    """A text that is no id, or not among the words allowed, perhaps because of what cannot be seen in it."""
    if has_direction_control(node.text):
        return Problem("Y112", node.location, f"{excerpt(node.text)} holds a direction control")
    if error["type"] == "bad_id":
        return Problem("S205", node.location, f"{excerpt(node.text)} is no id: {error['msg']}")
    allowed = [word.strip("'") for word in error["ctx"]["expected"].replace(" or ", ", ").split(", ")]
    listed = f"{', '.join(allowed[:-1])} or {allowed[-1]}" if len(allowed) > 1 else allowed[0]
    near = did_you_mean(node.text, allowed)
    return Problem("S204", node.location, f"{_subject(path)} is {excerpt(node.text)}, not {listed}{near}")


def _unknown_key(path: Path, root: Node, meant: _Meant) -> Problem:
    """A key that the record does not have."""
    key = tree.key_at(root, path) or tree.Scalar(str(path[-1]), root.location)
    if meant.private(path) and not tree.is_private(key.text):
        return Problem("S201", key.location, "a key is not known here, beside a private one that holds nothing", "Indent it.")
    return Problem(
        "S201", key.location, f"the key {excerpt(key.text)} is not known here{meant.near(path).did_you_mean(key.text)}"
    )


def _perhaps_private(record: Node) -> bool:
    """Whether a private key of the record has no value: keys that follow may be meant to stand under it."""
    entries = record.entries if isinstance(record, tree.Mapping) else ()
    return any(value == tree.Scalar("", value.location) and tree.is_private(key.text) for key, value in entries)


def known_keys(model: type[BaseModel], path: Path) -> list[str]:
    """The keys that a record of this file kind may have at a path."""
    whole = schema_of(model)
    schemas = _branches(whole, whole)
    for step in path:
        schemas = [branch for schema in schemas for branch in _branches(_below(schema, step), whole)]
    return sorted({key for schema in schemas for key in schema.get("properties", {})})


def _branches(schema: dict[str, Any], whole: dict[str, Any]) -> list[dict[str, Any]]:
    """The schema itself, what it refers to, or each of its alternatives."""
    if "$ref" in schema:
        return _branches(whole["$defs"][schema["$ref"].rpartition("/")[2]], whole)
    found = [*schema.get("anyOf", ()), *schema.get("oneOf", ())]
    return [branch for each in found for branch in _branches(each, whole)] if found else [schema]


def _below(schema: dict[str, Any], step: str | int) -> dict[str, Any]:
    """The schema one step further down; an empty one where there is none."""
    more = schema.get("additionalProperties")
    below = schema.get("items") if isinstance(step, int) else schema.get("properties", {}).get(step, more)
    return below if isinstance(below, dict) else {}
