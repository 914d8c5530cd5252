"""What a page is made from, as a digest: equal recipes make equal pages."""

from __future__ import annotations

import hashlib
import json
import sys
from dataclasses import dataclass, fields
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from operator import attrgetter
from typing import TYPE_CHECKING, Final

from compare import __version__

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from importlib.resources.abc import Traversable

_CODE: Final = (
    "compare.charts",
    "compare.core",
    "compare.report",
)  # pages call methods of core's records and show text as it says
_ENGINE: Final = ("jinja2", "markupsafe")


@dataclass(frozen=True, slots=True)
class Page:
    """A page and its recipe; without a text where the page of the report before was kept."""

    recipe: str
    text: str | None


@dataclass(frozen=True, slots=True)
class Standing:
    """The report before: whether a page of this path and recipe stands in it.

    A page that does is part of the next report from then on, and is not to be rendered.
    """

    keep: Callable[[str, str], bool]


def recipe(template: str, shown: Mapping[str, object]) -> str:
    """The digest of a page: of its template's name and of everything that is given to the template.

    Raises:
        TypeError: something in it is no plain data and no record of them, such as a set, whose order is not its own.
    """
    return hashlib.sha256(_encoder().encode([template, shown]).encode("ascii")).hexdigest()


@cache
def made_by() -> str:
    """The digest of whatever makes pages of recipes: our code, its templates and its style, the engine, and Python."""
    digest = hashlib.sha256()
    for name, content in _parts():
        digest.update(f"{name} {len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()


def _parts() -> Iterator[tuple[str, bytes]]:
    yield "whosays", __version__.encode()
    yield "python", ".".join(map(str, sys.version_info[:2])).encode()
    for name in _ENGINE:
        yield name, version(name).encode()
    for package in _CODE:
        yield from _below(files(package), package)


def _below(folder: Traversable, name: str) -> Iterator[tuple[str, bytes]]:
    for each in sorted(folder.iterdir(), key=lambda each: each.name):
        inside = f"{name}/{each.name}"
        if each.is_file():
            yield inside, each.read_bytes()
        elif each.name != "__pycache__":
            yield from _below(each, inside)


@cache
def _encoder() -> json.JSONEncoder:
    """Records as lists of their fields, by C code but for one short call a record: on large pages the difference is felt."""
    return json.JSONEncoder(check_circular=False, default=lambda record: _parts_of(record.__class__)(record))


@cache
def _parts_of(record: type) -> Callable[[object], tuple[object, ...]]:
    return attrgetter("__class__.__qualname__", *(each.name for each in fields(record)))
