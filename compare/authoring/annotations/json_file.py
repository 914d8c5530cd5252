"""JSON of others, read so that nothing in it can surprise: bounded, no key twice, no number ever computed.

RFC 8259 leaves open what a repeated key, NaN or half a surrogate pair means; here the first two end the file, and a text with
such a half is refused where it would be used.
"""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any, Final, NoReturn

from compare.core.model import Location
from compare.core.problems import Problem
from compare.core.visible import excerpt
from compare.loading import files

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from compare.core.settings import Limits

SUFFIXES: Final = (".json", ".jsonld")
_LONGEST_OFFSET: Final = 9  # digits; no article has a thousand million characters


class Number(str):
    """A number as it is written; a text of its own kind, so that no page of digits is ever computed."""

    __slots__ = ()


class _RefusedError(ValueError):
    """The file ends here: code, sentence and how to mend it."""

    def __init__(self, code: str, message: str, cure: str) -> None:
        """Keep what becomes a problem."""
        super().__init__(message)
        self.code = code
        self.cure = cure


def read_json(path: Path, limits: Limits) -> object | Problem:
    """What a JSON file holds: dictionaries, lists, texts, `Number`, truth values and None; or why it cannot be had.

    Args:
        path: the file.
        limits: how large and how deep it may be.
    """
    place = Location(files.shown_name(path.name))
    data = files.read_bytes(path, path.parent, limits.file_bytes, place)
    text = data if isinstance(data, Problem) else files.decode(data, place)
    if isinstance(text, Problem):
        return text
    try:
        found: object = json.loads(
            text, parse_float=Number, parse_int=Number, parse_constant=_constant, object_pairs_hook=_object
        )
        _bounded(found, limits.depth)
    except json.JSONDecodeError as fault:
        at = Location(place.file, fault.lineno, fault.colno)
        return Problem("Y101", at, f"this is no JSON: {fault.msg.removesuffix(' at')}", "Save the annotations again as JSON.")
    except RecursionError:
        return _problem(_too_deep(limits.depth), place)
    except _RefusedError as fault:
        return _problem(fault, place)
    return found


def text_in(value: object) -> str:
    """The text that stands here, or nothing where it is something else."""
    return value if isinstance(value, str) and not isinstance(value, Number) else ""


def offset_in(value: object) -> int | None:
    """The number of a character that stands here."""
    fits = isinstance(value, Number) and len(value) <= _LONGEST_OFFSET and value.isdecimal()
    return int(str(value)) if fits else None


def listed(value: object) -> list[object]:
    """What stands here as a list: JSON-LD writes one thing alone or in brackets, and none as null or not at all."""
    return value if isinstance(value, list) else [] if value is None else [value]


def types_of(item: dict[str, Any]) -> set[str]:
    """What an object of JSON-LD says it is."""
    return {text_in(each) for each in listed(item.get("type"))} - {""}


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        often = Counter(key for key, _ in pairs)
        twice = next(key for key in often if often[key] > 1)
        raise _RefusedError("Y105", f"the key {excerpt(twice)} stands twice in one object", "")
    return found


def _constant(written: str) -> NoReturn:
    raise _RefusedError("Y101", f"this is no JSON: {written} is no value (RFC 8259)", "Save the annotations again as JSON.")


def _bounded(found: object, depth: int) -> None:
    """Refuse what is nested too deeply.

    Raises:
        _RefusedError: it is.
    """
    level = _nested([found])
    for _ in range(depth):
        level = _nested([below for each in level for below in (each.values() if isinstance(each, dict) else each)])
    if level:
        raise _too_deep(depth)


def _nested(values: Iterable[object]) -> list[dict[str, object] | list[object]]:
    """The objects and lists among some values."""
    return [each for each in values if isinstance(each, dict | list)]


def _too_deep(depth: int) -> _RefusedError:
    return _RefusedError(
        "Y107", f"more than {depth} levels are nested in this file", "Annotations are flatter: save them again."
    )


def _problem(fault: _RefusedError, place: Location) -> Problem:
    return Problem(fault.code, place, str(fault), fault.cure)
