"""The page of a retired id: it says so at the old address, since when and why, and leads to what stands in its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from compare.core.date_words import in_words
from compare.core.retired import in_place_of
from compare.report.addresses import entity_page, subject_page
from compare.report.views.labels import Fact, Label, fact, sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compare.core.retired import Retired
    from compare.report.views.index import Index


@dataclass(frozen=True, slots=True)
class RetiredView:
    """Everything on the page of one retired id; `now` is what stands in its place today."""

    path: str
    id: str
    what: str
    now: tuple[Label, ...]
    facts: tuple[Fact, ...]


def retired_views(index: Index) -> Iterator[RetiredView]:
    """The pages of all retired ids: subjects, then entities, by id."""
    for what in ("subject", "entity"):
        records = {each.id: each for each in index.findings.casebook.retired if each.what == what}
        for each in records.values():
            now = tuple(_label(index, name, records) for name in in_place_of(each.id, records))
            yield RetiredView(_page(each), each.id, what, now, _facts(index, each))


def _facts(index: Index, retired: Retired) -> tuple[Fact, ...]:
    entity, slash, _ = retired.id.partition("/")
    return (
        *fact("since", retired.on and in_words(retired.on)),
        *fact("because", retired.because and sentence(retired.because)),
        *fact("entity", index.entity(entity) if slash and entity in index.entities else None),
    )


def _label(index: Index, name: str, records: dict[str, Retired]) -> Label:
    """What stands in the place of a retired id, with its page: declared, or retired itself with nothing in its place."""
    if name in records:
        return Label(name, _page(records[name]))
    return index.subject(name) if "/" in name else index.entity(name)


def _page(retired: Retired) -> str:
    return subject_page(retired.id) if retired.what == "subject" else entity_page(retired.id)
