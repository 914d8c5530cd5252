"""What the project rests on, read from its own files and from what is installed: locks, licences, imports. No network."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from typing import TYPE_CHECKING, Final

from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

REQUIREMENTS: Final = ROOT / "requirements"
OURS: Final = "whosays (pyproject.toml)"
MODULES_OF: Final = {
    "pyyaml": "yaml",
    "python-calamine": "python_calamine",
    "python-docx": "docx",
    "pydantic-core": "pydantic_core",
}
"""The module a library is imported as, where that is not its name."""
HOLDS_AN_EXTRA: Final = {
    "compare/server/": "review",
    "compare/loading/claims_tables/arrow_texts.py": "tables",
    "compare/loading/claims_tables/parquet.py": "tables",
}
"""What of ours imports an extra's libraries at its head, so that nothing else may import it at its own."""
_ENTRY: Final = re.compile(r"^(?P<name>[a-z0-9][a-z0-9._-]*)(?:\[[^\]]*\])?==(?P<version>[^\s;]+)")
_VIA: Final = re.compile(r"^    # (?:via )?\s*(?P<what>[^\s].*)$")


@dataclass(frozen=True, slots=True)
class Locked:
    """A library with its version and what asks for it: libraries, or this project."""

    name: str
    version: str
    via: frozenset[str]


@dataclass(frozen=True, slots=True)
class Import:
    """A module that a file of ours imports, by its first part; `at_head` is whether that happens when the file is loaded."""

    file: str
    module: str
    at_head: bool


def locked(text: str) -> dict[str, Locked]:
    """The libraries of a lock by name."""
    found: dict[str, Locked] = {}
    for block in re.split(r"\n(?=[a-z0-9])", text.strip()):
        if entry := _ENTRY.match(block):
            lines = [_VIA.match(line) for line in block.splitlines()]
            via = frozenset(each["what"] for each in lines if each and each["what"] != "via")
            found[entry["name"]] = Locked(entry["name"], entry["version"], via)
    return found


def lock(name: str) -> dict[str, Locked]:
    """The libraries of a lock of this project."""
    return locked((REQUIREMENTS / f"{name}.txt").read_text(encoding="utf-8"))


def shipped() -> dict[str, Locked]:
    """What whosays brings to whoever installs it with all extras: what is asked for by it, not by its checks."""
    whole = lock("dev") | lock("spark") | lock("core")
    found: set[str] = set()
    while more := {name for name, each in whole.items() if each.via & {OURS, *found}} - found:
        found |= more
    return {name: whole[name] for name in sorted(found)}


def declared() -> dict[str, tuple[str, ...]]:
    """The libraries of pyproject.toml by the extra they belong to, the core's under an empty name."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    groups = {"": project["dependencies"], **project["optional-dependencies"]}
    return {extra: tuple(re.split(r"[\[<>=!~; ]", each)[0] for each in listed) for extra, listed in groups.items()}


def licence_rules() -> tuple[frozenset[str], Mapping[str, str]]:
    """The licences that are allowed, and the SPDX name of what libraries write instead of one."""
    rules = tomllib.loads((REQUIREMENTS / "licences.toml").read_text(encoding="utf-8"))
    return frozenset(rules["allowed"]), rules["written"]


def licence_of(name: str) -> str | None:
    """The licence that an installed library names, '' where it names none; None where it is not installed."""
    try:
        found = distribution(name).metadata
    except PackageNotFoundError:
        return None
    told = " ".join(found.get_all("License-Expression", [])).strip()
    short = " ".join(found.get_all("License", [])).strip().splitlines()[:1]
    classed = [each.split(" :: ")[-1] for each in found.get_all("Classifier", []) if each.startswith("License ::")]
    written = told or next((each for each in short if len(each) < 60), "") or " AND ".join(classed)
    return licence_rules()[1].get(written, written)


def is_allowed(licence: str, allowed: frozenset[str]) -> bool:
    """Whether an SPDX expression can be satisfied by allowed licences; one of `OR`, all of `AND`, no brackets."""
    return any(all(each.strip() in allowed for each in choice.split(" AND ")) for choice in licence.split(" OR "))


def extra_at_head(file: str) -> str:
    """The extra whose libraries a file may import at its head; '' where it may import those of none."""
    return next((extra for start, extra in HOLDS_AN_EXTRA.items() if file.startswith(start)), "")


def imports(path: Path, root: Path = ROOT) -> Iterator[Import]:
    """What a file imports that is neither ours nor Python's; what only a type checker sees is left out."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    name = path.relative_to(root).as_posix()
    yield from (Import(name, module, head) for module, head in _imported(tree, at_head=True))


def _imported(node: ast.AST, *, at_head: bool) -> Iterator[tuple[str, bool]]:
    if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
        return
    named: list[str] = []
    if isinstance(node, ast.Import):
        named = [each.name for each in node.names]
    elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
        named = [node.module]
    for module in named:
        first = module.partition(".")[0]
        if first not in sys.stdlib_module_names and first != "compare":
            yield first, at_head
    inside = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
    for child in ast.iter_child_nodes(node):
        yield from _imported(child, at_head=at_head and not inside)
