"""The words a target picks out: its text quote selector, and the position beside it (W3C data model, section 4.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from compare.authoring.annotations.annotation import Fault
from compare.authoring.annotations.json_file import listed, offset_in, text_in, types_of
from compare.core.phrases import joined
from compare.core.visible import excerpt

if TYPE_CHECKING:
    from collections.abc import Iterator

_SELECT: Final = "Select the words in the article and annotate these."
_MOST_TYPES: Final = 5


def picked(selector: object) -> dict[str, Any]:
    """What selectors say of the words, as fields of an annotation; `fault` where they quote none."""
    found = list(_selectors(selector))
    quote = next((each for each in found if "TextQuoteSelector" in types_of(each) and text_in(each.get("exact")).strip()), None)
    if quote is None:
        return {"fault": _no_quote(found)}
    words = {name: text_in(quote.get(name)) for name in ("exact", "prefix", "suffix")}
    return {**words, "position": next(filter(None, map(_position, found)), None)}


def _selectors(selector: object) -> Iterator[dict[str, Any]]:
    """Every selector with those that refine it, in the order of the file; its depth is bounded by that of the file."""
    for each in listed(selector):
        if isinstance(each, dict):
            yield each
            yield from _selectors(each.get("refinedBy"))


def _position(selector: dict[str, Any]) -> tuple[int, int] | None:
    """From which character to which, where this selector says so."""
    start, end = offset_in(selector.get("start")), offset_in(selector.get("end"))
    if "TextPositionSelector" not in types_of(selector) or start is None or end is None:
        return None
    return start, end


def _no_quote(found: list[dict[str, Any]]) -> Fault:
    """Why there are no words to look up."""
    types = sorted({each for selector in found for each in types_of(selector)})
    if "TextQuoteSelector" in types:
        return Fault("its TextQuoteSelector quotes nothing", _SELECT)
    if types:
        shown = joined([excerpt(each) for each in types[:_MOST_TYPES]])
        return Fault(f"it quotes no words: it has no TextQuoteSelector, only {shown}", _SELECT)
    return Fault("it is about the whole page and quotes no words", _SELECT)
