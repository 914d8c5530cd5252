"""One row of the Hypothes.is API (1.0): uri, target, text and tags; who may read it, and whether it answers another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from compare.authoring.annotations.annotation import Annotation, Fault
from compare.authoring.annotations.json_file import listed, text_in
from compare.authoring.annotations.selectors import picked

if TYPE_CHECKING:
    from collections.abc import Iterator

_REPLY = Fault("it is a reply to another annotation", "Annotate the words themselves.")


def from_row(row: dict[str, Any], number: int) -> Iterator[Annotation]:
    """The annotation, once for each of its targets; Hypothes.is writes one."""
    common: dict[str, Any] = {
        "number": number,
        "id": text_in(row.get("id")),
        "tags": tuple(filter(str.strip, map(text_in, listed(row.get("tags"))))),
        "texts": tuple(filter(str.strip, [text_in(row.get("text"))])),
        "private": _is_private(row),
    }
    targets = [each for each in listed(row.get("target")) if isinstance(each, dict)] or [{}]
    for at, target in enumerate(targets, start=1):
        place = {"address": text_in(target.get("source")) or text_in(row.get("uri")), **picked(target.get("selector"))}
        if row.get("references"):
            place["fault"] = _REPLY
        yield Annotation(**common, target=at if len(targets) > 1 else 0, **place)


def _is_private(row: dict[str, Any]) -> bool:
    """Whether only its author may read it, no group and not the world, or a moderator has hidden it."""
    permissions = row.get("permissions")
    readers = [text_in(each) for each in listed(permissions.get("read"))] if isinstance(permissions, dict) else []
    return row.get("hidden") is True or (bool(readers) and not any(each.startswith("group:") for each in readers))
