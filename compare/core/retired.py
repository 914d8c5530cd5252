"""Ids that are retired: what stands in their place, so that a link to one of them does not die silently."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from compare.core.model import Location


@dataclass(frozen=True, slots=True)
class Retired:
    """An id that a subject or an entity had, as `what` says, and has no longer.

    `now` are the ids that took its place then, in the order given; one of them may be retired since. `on` is EDTF.
    """

    what: str
    id: str
    place: Location
    now: tuple[str, ...] = ()
    because: str | None = None
    on: str | None = None


def in_place_of(retired_id: str, retired: Mapping[str, Retired]) -> tuple[str, ...]:
    """The ids that stand in its place today, in order, each once; empty where nothing does.

    What took its place and is retired as well is followed to what took its place, or stands for itself where nothing did: its
    own page says why. In a circle, which is a problem of its own, nothing does.
    """
    found: list[str] = []
    seen = {retired_id}
    todo = list(reversed(retired[retired_id].now))
    while todo:
        each = todo.pop()
        if each in seen:
            continue
        seen.add(each)
        further = retired[each].now if each in retired else ()
        todo += reversed(further)
        found += () if further else (each,)
    return tuple(found)


def or_retired(wanted: str, what: str, retired: Iterable[Retired]) -> str:
    """`; it is retired, and X stands in its place`, for who asks for an id that is not declared; empty if it is not retired."""
    records = {each.id: each for each in retired if each.what == what}
    if wanted not in records:
        return ""
    now = " and ".join(in_place_of(wanted, records))
    return f"; it is retired, and {now or 'nothing'} stands in its place"
