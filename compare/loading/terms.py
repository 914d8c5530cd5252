"""Whether a subject's terms and the keys of its claims make sense for its kind, and whether the kind can read the values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from compare.core.entities import Entities
from compare.core.model import LISTS
from compare.core.problems import Problem
from compare.core.visible import excerpt
from compare.kinds import kind_for
from compare.loading import tree
from compare.loading.claims import SEPARATOR
from compare.loading.retired import cure_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compare.core.model import Claim, Subject
    from compare.kinds.base import Kind
    from compare.loading.placed import Gathered, Placed

TAKEN_BY: Final = {"options": ("status", "list"), "unit": ("quantity",), "tolerance": ("quantity", "time")}
"""The keys of a subject that mean something for some kinds only."""


def misplaced_terms(gathered: Gathered) -> Iterator[Problem]:
    """Keys that the subject's kind would ignore."""
    for subject in gathered.subjects:
        kind = subject.record.kind
        for key, kinds in TAKEN_BY.items():
            if subject.has(key) and kind not in kinds:
                yield Problem("S208", subject.key(key), f"{key} means nothing for kind {kind}, only for {' and '.join(kinds)}")
        if subject.has("stable_for") and not subject.record.changing:
            yield Problem("S208", subject.key("stable_for"), "stable_for means nothing unless time: changing")


def bad_terms(gathered: Gathered) -> Iterator[Problem]:
    """Terms on which the kind cannot compare anything."""
    entities = Entities(each.record for each in gathered.entities)
    for subject in gathered.subjects:
        if not _explained(subject):
            try:
                kind_for(subject.record, entities)
            except ValueError as fault:
                yield Problem("S207", subject.record.place, f"{subject.record.id}: {fault}")


def _explained(subject: Placed[Subject]) -> bool:
    """Whether another check already says what is wrong with the terms."""
    record = subject.record
    ids = {option.id for option in record.options}
    dangling = any(other not in ids for option in record.options for other in (*option.implies, *option.compatible))
    return dangling or any(subject.has(key) and record.kind not in kinds for key, kinds in TAKEN_BY.items())


def list_keys(gathered: Gathered) -> Iterator[Problem]:
    """Claims that treat a subject as a list which is none, and members that would fall apart."""
    kinds = {subject.record.id: subject.record.kind for subject in gathered.subjects}
    for claim in gathered.claims:
        kind = kinds.get(claim.record.subject, "list")
        value = tree.child(claim.node, "value")
        if kind not in LISTS and claim.has("list"):
            yield Problem("S208", claim.key("list"), f"list means nothing for kind {kind}, only for {' and '.join(LISTS)}")
        if kind not in LISTS and isinstance(value, tree.Sequence):
            yield Problem("S203", value.location, f"kind {kind} takes one text, not a list")
        elif isinstance(value, tree.Sequence):
            yield from _torn_members(claim)


def _torn_members(claim: Placed[Claim]) -> Iterator[Problem]:
    """Members of a list that hold what separates members."""
    for member, place in claim.items("value"):
        if SEPARATOR in member:
            yield Problem("S207", place, f"the member {excerpt(member)} holds a semicolon, which separates members")


def unreadable_values(gathered: Gathered) -> Iterator[Problem]:
    """Values that their kind cannot read; each distinct one is read once."""
    kinds = _kinds(gathered)
    faults: dict[tuple[str, str], str | None] = {}
    for claim in gathered.claims:
        kind = kinds.get(claim.record.subject)
        if kind is None or _is_torn(claim, kind):
            continue
        key = (claim.record.subject, claim.record.written)
        if key not in faults:
            faults[key] = _fault(kind, claim.record.written)
        if faults[key]:
            yield Problem("V401", claim.at("value"), str(faults[key]), _retired_member(kind, claim.record.written, gathered))


def _retired_member(kind: Kind[Any], written: str, gathered: Gathered) -> str:
    """The cure of a value that names an entity by an id that is retired; empty where that is not what is wrong."""
    named = written.split(SEPARATOR) if kind.name in {"entity", "list"} else ()
    return next(filter(None, (cure_of(each.strip(), gathered.known_entities) for each in named)), "")


def _kinds(gathered: Gathered) -> dict[str, Kind[Any]]:
    """The kind of every subject whose terms make sense."""
    entities = Entities(each.record for each in gathered.entities)
    found: dict[str, Kind[Any]] = {}
    for subject in gathered.subjects:
        try:
            found[subject.record.id] = kind_for(subject.record, entities)
        except ValueError:
            continue
    return found


def _is_torn(claim: Placed[Claim], kind: Kind[Any]) -> bool:
    """Whether the value is written in a way that `list_keys` refuses."""
    value = tree.child(claim.node, "value")
    if not isinstance(value, tree.Sequence):
        return False
    return kind.name not in LISTS or any(SEPARATOR in member for member, _ in claim.items("value"))


def _fault(kind: Kind[Any], written: str) -> str | None:
    """Why the kind cannot read a value."""
    try:
        kind.parse(written)
    except ValueError as fault:
        return str(fault)
    return None
