"""Everybody and everything that has a page of its own, by type and name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from compare.core.folding import fold_name
from compare.core.phrases import counted

if TYPE_CHECKING:
    from compare.report.views.index import Index
    from compare.report.views.labels import Label

_TYPES: Final = {"person": "People", "group": "Groups", "place": "Places", "event": "Events", "work": "Works"}


@dataclass(frozen=True, slots=True)
class NamesView:
    """The page of all entities."""

    path: str
    summary: str
    groups: tuple[tuple[str, tuple[Label, ...]], ...]


def names_view(index: Index) -> NamesView:
    """The entities of each type, by name."""
    by_name = sorted(index.entities.values(), key=lambda each: (fold_name(each.name), each.id))
    groups = (
        (title, tuple(index.entity(each.id) for each in by_name if each.type == type_)) for type_, title in _TYPES.items()
    )
    found = tuple((title, labels) for title, labels in groups if labels)
    return NamesView("names.html", f"{counted(len(by_name), 'name')}, each with how the sources spell it.", found)
