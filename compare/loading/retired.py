"""Retired ids: read from the vocabulary, checked against what it declares, and told to whoever still names one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from compare.core.problems import Problem
from compare.core.retired import Retired, in_place_of
from compare.core.visible import excerpt
from compare.loading import tree
from compare.loading.cycles import circles
from compare.loading.placed import Placed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compare.core.model import Location
    from compare.loading.placed import Declared, Gathered
    from compare.loading.schema import EntitiesFile, SubjectsFile
    from compare.loading.tree import Node

_UNKNOWN: Final = {"subject": "R302", "entity": "R303"}


def retired(what: str, read: SubjectsFile | EntitiesFile, root: Node) -> list[Placed[Retired]]:
    """The retired ids of a file of the vocabulary, in its order."""
    found = tree.child(root, "retired")
    entries = found.entries if isinstance(found, tree.Mapping) else ()
    records: dict[str, Retired] = {
        each.key.text: Retired(what, each.key.text, each.key.location, **dict(read.retired[each.key.text])) for each in entries
    }
    return [Placed(records[each.key.text], each.value) for each in entries]


def lost(code: str, wanted: str, place: Location, declared: Declared, what: str) -> Problem:
    """The problem of a reference that leads nowhere, with what stands in the place of a retired id, else with the nearest."""
    if cure := cure_of(wanted, declared):
        return Problem(code, place, f"the {what} {excerpt(wanted)} is retired", cure)
    return Problem(code, place, f"there is no {what} {excerpt(wanted)}{declared.near.did_you_mean(wanted)}")


def cure_of(wanted: str, declared: Declared) -> str:
    """What to write where a retired id stands; empty where the id is not retired."""
    record = declared.retired.get(wanted)
    if record is None:
        return ""
    living = [each for each in in_place_of(wanted, declared.retired) if each in declared.ids]
    if living:
        return f"Write {' or '.join(living)}, which {'stands' if len(living) == 1 else 'stand'} in its place."
    reason = f" ({record.because.rstrip('.')})" if record.because else ""
    return f"Nothing stands in its place{reason}: take out what names it, or declare it and take it out of `retired`."


def retired_and_declared(gathered: Gathered) -> Iterator[Problem]:
    """Ids that are retired and declared: their two pages would have one address."""
    for each in gathered.retired:
        if each.record.id in _declared(gathered, each.record.what).ids:
            message = f"the {each.record.what} {excerpt(each.record.id)} is declared, and retired here"
            yield Problem("R312", each.record.place, message)


def unknown_successors(gathered: Gathered) -> Iterator[Problem]:
    """Ids that are to stand in the place of another and are neither declared nor retired themselves."""
    for each in gathered.retired:
        known = _declared(gathered, each.record.what)
        for wanted, place in each.items("now"):
            if known.lacks(wanted) and wanted not in known.retired:
                yield lost(_UNKNOWN[each.record.what], wanted, place, known, each.record.what)


def retired_circles(gathered: Gathered) -> Iterator[Problem]:
    """Retired ids that stand in each other's place; a chain that ends somewhere is followed."""
    for what in _UNKNOWN:
        these = [each for each in gathered.retired if each.record.what == what]
        links = {each.record.id: dict(each.items("now")) for each in these}
        yield from circles(links, "is retired in favour of")


def _declared(gathered: Gathered, what: str) -> Declared:
    """What of this sort is declared."""
    return gathered.known_subjects if what == "subject" else gathered.known_entities
