"""Floor 1: the kinds of value, one file each, found by discovery."""

from __future__ import annotations

import sys
from functools import cache
from typing import TYPE_CHECKING, Any

from compare.core.registry import discover
from compare.kinds.base import Kind

if TYPE_CHECKING:
    from compare.core.entities import Entities
    from compare.core.model import Subject


@cache
def registered() -> dict[str, type[Kind[Any]]]:
    """Every kind by name."""
    return discover(sys.modules[__name__], Kind)  # type: ignore[type-abstract]


def kind_for(subject: Subject, entities: Entities) -> Kind[Any]:
    """The subject's kind on the subject's terms.

    Raises:
        KeyError: no such kind (the schema lets none pass).
        ValueError: the terms make no sense, with a sentence for the annotator.
    """
    return registered()[subject.kind](subject, entities)
