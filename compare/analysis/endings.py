"""What comes after the end: final statuses by when they held, and acts, offices and memberships by when they did."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compare.analysis.orderings import Dated, Side
from compare.analysis.time import interval
from compare.core.patterns import is_wild
from compare.kinds.options import Options

if TYPE_CHECKING:
    from collections.abc import Iterable

    from compare.analysis.grounds import Grounds, Said, Stand
    from compare.core.model import Rule

"""The kinds of which an answer may name who acts."""


def final_sides(stands: Iterable[Stand]) -> list[Side]:
    """The positions that are final, each claim by the last day on which what it says may have come about."""
    return [
        Side(each, tuple(Dated(said, said.began.last) for said in each.members))
        for each in stands
        if Options(each.subject.options).is_final(each.value)
    ]


class Acts:
    """What the subjects of a rule say of acts, offices and members, by the entity that acts, holds office or has them.

    An answer is about the entity of its question, and about whom it names. What a rule that is not for any entity lists by its
    full id, and names nobody, is an act of whoever the rule is about.
    """

    def __init__(self, rule: Rule, grounds: Grounds) -> None:
        """Look at each position of the subjects once."""
        self._grounds = grounds
        self._by: dict[str, list[Side]] = {}
        self._anybody: list[Side] = []
        for pattern in rule.others:
            listed = not is_wild(rule.lead) and not is_wild(pattern)
            for subject in grounds.attributes.meant_by(pattern):
                for stand in grounds.stands(subject):
                    self._add(stand, listed=listed)

    def of(self, doer: str) -> list[Side]:
        """The acts of an entity (canonical id), by subject and position."""
        own = {(each.stand.subject.id, each.stand.canonical): each for each in (*self._anybody, *self._by.get(doer, ()))}
        return [own[key] for key in sorted(own)]

    def _add(self, stand: Stand, *, listed: bool) -> None:
        dated = [act for said in stand.members if (act := _act(stand, said))]
        if listed and not stand.subject.names_entities:
            self._anybody += [Side(stand, tuple(dated))] if dated else []
            return
        about = self._grounds.entities.canonical(stand.subject.entity)
        doers: dict[str, list[Dated]] = {}
        for each in dated:
            for doer in sorted({about, *_named(stand, each.said)}):
                doers.setdefault(doer, []).append(each)
        for doer, members in doers.items():
            self._by.setdefault(doer, []).append(Side(stand, tuple(members)))


def _act(stand: Stand, said: Said) -> Dated | None:
    """A claim by the first day on which the act may have been, or None where it is none or nobody knows when it was.

    Who founded a group does not change when the founder dies: an answer that cannot change is dated only where its claim is.
    """
    if stand.subject.kind == "date":
        return Dated(said, interval(said.claim.written).first)
    claim = said.claim
    is_dated = stand.subject.changing or claim.as_of or claim.since or claim.until
    return Dated(said, said.known.first) if is_dated and _says_that_somebody_acts(stand) else None


def _says_that_somebody_acts(stand: Stand) -> bool:
    """Whether an answer is more than that nothing is done any more."""
    kind, value = stand.subject.kind, stand.value
    if kind == "status":
        return not Options(stand.subject.options).is_final(value)
    if kind == "quantity":
        numbers = value.reach
        return numbers.low is not None and (numbers.low > 0 or (numbers.low == 0 and numbers.above))
    return kind != "text" and not (kind == "yes-no" and stand.canonical == "no")


def _named(stand: Stand, said: Said) -> frozenset[str]:
    """The entities that a claim names (canonical ids)."""
    if stand.subject.kind == "entity":
        return frozenset({said.value})
    return frozenset(said.value) if stand.subject.kind == "list" and not stand.subject.options else frozenset()
