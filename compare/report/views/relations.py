"""The relation of two positions in words, with the two quotes on which it turns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from compare.core.findings import Gate, RelationKind
from compare.core.words import Word, word
from compare.report.addresses import claim_anchor
from compare.report.views.claims import QuoteView, quote_view
from compare.report.views.shared import Label, position_letter

if TYPE_CHECKING:
    from compare.core.findings import Position, Relation, SubjectFinding
    from compare.report.views.shared import Index

# the order in which a reader wants them: what matters for print first (design section 5)
STRONGEST_FIRST: Final = (
    RelationKind.CONTRADICTS,
    RelationKind.DISPUTES,
    RelationKind.UNDETERMINED,
    RelationKind.DIFFERS,
    RelationKind.OVERLAPS,
    RelationKind.CLOSE,
    RelationKind.ADDS,
    RelationKind.REFINES,
    RelationKind.INCOMPARABLE,
    RelationKind.WORDING,
    RelationKind.SAME,
)
_PHRASES: Final = {
    RelationKind.CONTRADICTS: "{a} contradicts {b}",
    RelationKind.DISPUTES: "{a} disputes {b}",
    RelationKind.UNDETERMINED: "Whether {a} and {b} agree cannot be decided",
    RelationKind.DIFFERS: "{a} differs from {b}",
    RelationKind.OVERLAPS: "{a} overlaps {b}",
    RelationKind.CLOSE: "{a} is close to {b}",
    RelationKind.ADDS: "{a} adds to {b}",
    RelationKind.REFINES: "{a} refines {b}",
    RelationKind.INCOMPARABLE: "{a} cannot be weighed against {b}",
    RelationKind.WORDING: "{a} says the same as {b} in other words",
    RelationKind.SAME: "{a} says the same as {b}",
}
_GATES: Final = {
    Gate.SUCCESSION: "change over time",
    Gate.REVISION: "a later correction",
    Gate.DIFFERENT_SCOPE: "a different scope",
    Gate.UNDETERMINED: "something is missing",
}
IN_FULL: Final = 50  # beyond these, two quotes side by side for every pair would bury the page


@dataclass(frozen=True, slots=True)
class SideView:
    """One side of a relation: the letter and value of the position, and the claim that stands for it."""

    letter: str
    value: Label
    denied: bool
    anchor: str
    source: Label
    quote: QuoteView | None


@dataclass(frozen=True, slots=True)
class RelationView:
    """One relation in words; `open` is whether it makes a subject contested: a contradiction that no gate explains."""

    phrase: str
    word: Word
    open: bool
    gate: str | None
    because: str
    strength: Word
    dependence: Word
    internal: tuple[Label, ...]
    rule: Label
    sides: tuple[SideView, ...]


def is_open_contradiction(relation: Relation) -> bool:
    """Whether this is a contradiction or dispute that no gate explains."""
    return relation.gate is None and relation.relation in {RelationKind.CONTRADICTS, RelationKind.DISPUTES}


def relation_views(index: Index, finding: SubjectFinding) -> tuple[RelationView, ...]:
    """The relations of a subject, strongest first; from the 51st on without the quotes, which stand with their claims."""
    ordered = sorted(finding.relations, key=_sort_key)
    return tuple(_relation_view(index, finding, each, in_full=at < IN_FULL) for at, each in enumerate(ordered))


def _sort_key(relation: Relation) -> tuple[bool, int, bool, tuple[int, int]]:
    rank = STRONGEST_FIRST.index(relation.relation)
    return (relation.gate is not None, rank, relation.strength != "firm", relation.between)


def _relation_view(index: Index, finding: SubjectFinding, relation: Relation, *, in_full: bool) -> RelationView:
    pairs = zip(relation.between, relation.claims, strict=True)
    return RelationView(
        phrase=phrase(relation, finding.positions),
        word=word("relation", relation.relation),
        open=is_open_contradiction(relation),
        gate=_GATES[relation.gate] if relation.gate else None,
        because=relation.because,
        strength=word("strength", relation.strength),
        dependence=word("dependence", relation.dependence),
        internal=index.source_list(relation.internal),
        rule=index.rule(relation.rule),
        sides=tuple(_side(index, finding, at, uid, in_full=in_full) for at, uid in pairs),
    )


def phrase(relation: Relation, positions: tuple[Position, ...]) -> str:
    """The relation as a sentence about the letters of two positions, the more telling one first where there is one.

    A difference that a gate explains is never called a contradiction: the two differ, and the gate says why.
    """
    first, second = relation.between
    denying = [at for at in relation.between if positions[at].stance == "denies"]
    disputer = denying[0] if relation.relation is RelationKind.DISPUTES and len(denying) == 1 else None
    if second in {relation.finer, disputer}:
        first, second = second, first
    explained = relation.gate is not None and relation.relation in {RelationKind.CONTRADICTS, RelationKind.DISPUTES}
    pattern = _PHRASES[RelationKind.DIFFERS if explained else relation.relation]
    return pattern.format(a=position_letter(first), b=position_letter(second))


def _side(index: Index, finding: SubjectFinding, at: int, uid: str, *, in_full: bool) -> SideView:
    position = finding.positions[at]
    claim = index.claims.get(uid)
    return SideView(
        letter=position_letter(at),
        value=Label(position.value),
        denied=position.stance == "denies",
        anchor=claim_anchor(uid),
        source=index.source(uid.partition("#")[0]),
        quote=quote_view(index, claim) if claim and in_full else None,
    )
