"""One W3C Web Annotation (data model, section 3): its targets, and the texts and tags in its bodies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from compare.authoring.annotations.annotation import Annotation, Fault
from compare.authoring.annotations.json_file import listed, text_in
from compare.authoring.annotations.selectors import picked

if TYPE_CHECKING:
    from collections.abc import Iterator

_NO_TARGET = Fault("it has no target that could be read", "A target is an address, or has a source and a selector.")


def from_annotation(item: dict[str, Any], number: int) -> Iterator[Annotation]:
    """The annotation, once for each of its targets."""
    tags, texts = _bodies(item)
    common: dict[str, Any] = {"number": number, "id": text_in(item.get("id")), "tags": tags, "texts": texts}
    targets = list(_targets(item.get("target")))
    for at, target in enumerate(targets, start=1):
        yield Annotation(**common, target=at if len(targets) > 1 else 0, **target)
    if not targets:
        yield Annotation(**common, fault=_NO_TARGET)


def _targets(target: object) -> Iterator[dict[str, Any]]:
    """Address and words of each target; those of a list, a composite or independents one by one."""
    for each in listed(target):
        if isinstance(each, dict) and "items" in each:
            yield from _targets(each["items"])
        elif isinstance(each, dict):
            yield {"address": _address(each), **picked(each.get("selector"))}
        elif text_in(each):
            yield {"address": text_in(each), **picked(None)}


def _address(resource: dict[str, Any]) -> str:
    """The address of what is annotated, which a specific resource names as its source."""
    source = resource.get("source", resource.get("id"))
    return text_in(source.get("id")) if isinstance(source, dict) else text_in(source)


def _bodies(item: dict[str, Any]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The tags, and the texts that are none; of a choice the first, which is the default."""
    tags: list[str] = []
    texts = [text_in(item.get("bodyValue"))]
    for body in map(_chosen, listed(item.get("body"))):
        (tags if _is_tag(body, item) else texts).append(_text(body))
    return tuple(filter(str.strip, tags)), tuple(filter(str.strip, texts))


def _chosen(body: object) -> object:
    """The body itself, or the first of several to choose from."""
    options = listed(body.get("items")) if isinstance(body, dict) else []
    return options[0] if options else body


def _is_tag(body: object, item: dict[str, Any]) -> bool:
    """Whether a body tags: by its own purpose, or by that of the annotation where it has none."""
    purpose = body.get("purpose") if isinstance(body, dict) else None
    return "tagging" in listed(item.get("motivation") if purpose is None else purpose)


def _text(body: object) -> str:
    """What a body says; of one that stands elsewhere its address. Markup stays text."""
    if not isinstance(body, dict):
        return text_in(body)
    return text_in(body.get("value")) or _address(body)
