"""Chains that come back to their start: parts of wholes, and origins of what sources say of one subject."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Final

from compare.core.entities import Entities
from compare.core.phrases import shortened
from compare.core.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from compare.core.model import Location
    from compare.loading.placed import Gathered

Links = "Mapping[str, Mapping[str, Location]]"
MOST_CYCLES: Final = 100
"""How many cycles of one sort are told; whoever has more mends these first."""


def part_of_cycles(gathered: Gathered) -> Iterator[Problem]:
    """Entities that are part of themselves, directly or through others."""
    entities = Entities(each.record for each in gathered.entities)
    links: dict[str, dict[str, Location]] = {}
    for entity in gathered.entities:
        below = links.setdefault(entities.canonical(entity.record.id), {})
        for whole, place in entity.items("part_of"):
            if whole in entities:
                below.setdefault(entities.canonical(whole), place)
    yield from circles(links, "is part of")


def via_cycles(gathered: Gathered) -> Iterator[Problem]:
    """Sources that have what they say of a subject from each other."""
    known = {source.record.id for source in gathered.sources}
    by_subject: dict[str, dict[str, dict[str, Location]]] = {}
    for claim in gathered.claims:
        for origin, place in claim.items("via"):
            if origin in known:
                links = by_subject.setdefault(claim.record.subject, {})
                links.setdefault(claim.record.source, {}).setdefault(origin, place)
    for _, links in sorted(by_subject.items()):
        yield from circles(links, "has it from")


def circles(links: Mapping[str, Mapping[str, Location]], verb: str) -> Iterator[Problem]:
    """One problem for every cycle up to `MOST_CYCLES`, at the link that closes it."""
    for cycle in islice(_cycles(links), MOST_CYCLES):
        path = " → ".join([*shortened(cycle), cycle[0]])
        yield Problem("R306", links[cycle[-1]][cycle[0]], f"{path}: each {verb} the next")


def _cycles(links: Mapping[str, Mapping[str, Location]]) -> Iterator[list[str]]:
    """Cycles found by walking from the smallest id; every link is walked once, without recursion."""
    done: set[str] = set()
    for start in sorted(links):
        if start in done:
            continue
        trail = {start: None}  # in the order of the way, and quick to ask
        waiting = [iter(sorted(links[start]))]
        while waiting:
            step = next(waiting[-1], None)
            if step is None:
                waiting.pop()
                done.add(trail.popitem()[0])
            elif step in trail:
                way = list(trail)
                yield way[way.index(step) :]
            elif step not in done:
                trail[step] = None
                waiting.append(iter(sorted(links.get(step, ()))))
