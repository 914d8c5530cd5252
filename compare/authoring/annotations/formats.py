"""Which annotations a file holds: one, a list, a collection or page (W3C), rows or an export of Hypothes.is.

W3C Web Annotation Data Model, sections 3 and 5; Hypothes.is API 1.0, `search`; the export of its sidebar has `annotations`.
Nothing is ever fetched: a page that is only named is told.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from compare.authoring.annotations.annotation import Annotation, Fault
from compare.authoring.annotations.hypothesis_rows import from_row
from compare.authoring.annotations.json_file import listed, offset_in, text_in, types_of
from compare.authoring.annotations.web_annotations import from_annotation
from compare.core.phrases import counted
from compare.core.visible import excerpt

if TYPE_CHECKING:
    from collections.abc import Iterator

_NO_ANNOTATION = Fault(
    "it is no annotation", "An annotation has the type Annotation (W3C), or a uri and a target (Hypothes.is)."
)
_LISTS = ("rows", "annotations")
_SAVE_IT = "save it as a file and import that too"


@dataclass(frozen=True, slots=True)
class Found:
    """The annotations of a file, and what the file says is missing from it."""

    annotations: tuple[Annotation, ...]
    notices: tuple[str, ...] = ()


def annotations_in(data: object) -> Found:
    """The annotations in what a JSON file holds; something else in their place becomes one with a fault."""
    items, notices = _items(data)
    found = [each for number, item in enumerate(items, start=1) for each in _read(item, number)]
    return Found(tuple(found), (*notices, *_fewer(data, len(items))))


def _items(data: object) -> tuple[list[object], list[str]]:
    """What stands where annotations belong."""
    if isinstance(data, list):
        return data, []
    if not isinstance(data, dict):
        return [], []
    rows = next((data[name] for name in _LISTS if isinstance(data.get(name), list)), None)
    if rows is not None:
        return rows, []
    if types_of(data) & {"AnnotationCollection", "AnnotationPage"}:
        return _paged(data)
    return ([data] if data else []), []


def _paged(data: dict[str, Any]) -> tuple[list[object], list[str]]:
    """The items of a collection or page and of the pages in it; a page that is only named is a notice."""
    items: list[object] = []
    told: list[str] = []
    pages: list[object] = [data]
    for page in pages:  # those that a page leads to are added to them
        if isinstance(page, dict):
            items += listed(page.get("items"))
            pages += listed(page.get("first")) or listed(page.get("next"))
        elif elsewhere := text_in(page):
            told.append(f"a further page, {excerpt(elsewhere)}, is not in the file and is not fetched: {_SAVE_IT}")
    return items, told


def _fewer(data: object, number: int) -> Iterator[str]:
    """Where the file counts more annotations than it holds: Hypothes.is gives 20 unless it is asked for more."""
    total = offset_in(data.get("total")) if isinstance(data, dict) else None
    if total and total > number:
        more = "ask Hypothes.is for more with limit=200 and search_after, or save the other pages"
        yield f"the file holds {number:,} of {counted(total, 'annotation')}: {more}"


def _read(item: object, number: int) -> Iterator[Annotation]:
    """One item as annotations, one for each place it points to."""
    if not isinstance(item, dict):
        yield Annotation(number, fault=_misplaced(item))
    elif "Annotation" in types_of(item):
        yield from from_annotation(item, number)
    elif types_of(item):
        kinds = " and ".join(excerpt(each) for each in sorted(types_of(item)))
        yield Annotation(number, fault=Fault(f"it is no annotation: its type is {kinds}", _NO_ANNOTATION.cure))
    elif "uri" in item:
        yield from from_row(item, number)
    else:
        yield Annotation(number, fault=_NO_ANNOTATION)


def _misplaced(item: object) -> Fault:
    """What stands in the place of an annotation."""
    if text_in(item):
        what = f"only the address {excerpt(text_in(item))} stands here, and nothing is fetched"
        return Fault(what, "Save the annotation itself into the file.")
    return _NO_ANNOTATION
