"""Drafts as the table that `whosays import` takes, with the columns of `whosays export`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compare.authoring.tables.tables import Grid, columns

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compare.authoring.annotations.draft import Draft
    from compare.core.model import Location


def draft_table(drafts: Sequence[Draft], name: str = "") -> Grid:
    """The drafts, one a row, in their order; what a draft lacks is an empty cell."""
    names = columns()
    return Grid(name, (names, *(tuple(each.cells.get(column, "") for column in names) for each in drafts)))


def label_at(drafts: Sequence[Draft], place: Location) -> str:
    """The annotation that a place in such a table comes from; nothing for the heading and for places elsewhere."""
    at = place.line - 2
    return drafts[at].annotation.label if 0 <= at < len(drafts) else ""
