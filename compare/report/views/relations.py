"""The relation of two positions in words, with the two quotes on which it turns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from compare.core.findings import OPPOSED, Gate, RelationKind
from compare.core.phrases import position_letter
from compare.core.words import Word, word
from compare.report.views.claims import QuoteView, quote_view
from compare.report.views.in_time import dated
from compare.report.views.labels import Label

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from compare.core.findings import Position, Relation, SubjectFinding
    from compare.report.views.index import Index

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
_GATED_PHRASES: Final = {
    Gate.SUCCESSION: "{a} and {b}, apart in time",
    Gate.REVISION: "{a} corrects {b}",
    Gate.DIFFERENT_SCOPE: "{a} and {b} do not count the same",
    Gate.UNDETERMINED: "Whether {a} and {b} agree cannot be decided",
}
_GATES: Final = {
    Gate.SUCCESSION: "Explained by change over time",
    Gate.REVISION: "Explained by a later correction",
    Gate.DIFFERENT_SCOPE: "Explained by a different scope",
    Gate.UNDETERMINED: "Something is missing",
}
_PRINTED: Final = 2  # the weight up to which a relation matters for print


@dataclass(frozen=True, slots=True)
class SideView:
    """One side of a relation: the letter and value of the position, leading to the claim that stands for it, with its dates."""

    letter: str
    value: Label
    denied: bool
    source: Label
    when: str
    quote: QuoteView | None


@dataclass(frozen=True, slots=True)
class RelationView:
    """One relation in words; `open` is whether it makes a subject contested: a contradiction that no gate explains.

    `word` is the gate where there is one, else the relation; `both` is what it means that `internal` sources hold both sides.
    """

    phrase: str
    word: Word
    open: bool
    gate: str | None
    because: str
    strength: Word
    dependence: Word
    both: str
    internal: tuple[Label, ...]
    rule: Label
    sides: tuple[SideView, ...]


@dataclass(frozen=True, slots=True)
class ShortRelationView:
    """One relation without its quotes, which stand with the claims."""

    phrase: str
    word: Word
    because: str
    internal: tuple[Label, ...]
    rule: Label


def strongest_first(relations: Iterable[Relation]) -> list[Relation]:
    """Contradictions, then what cannot be decided, then explained contradictions, then the rest; firm before qualified."""
    return sorted(relations, key=_sort_key)


def _sort_key(relation: Relation) -> tuple[int, int, bool, tuple[int, int]]:
    return (_weight(relation), STRONGEST_FIRST.index(relation.relation), relation.strength != "firm", relation.between)


def _weight(relation: Relation) -> int:
    if relation.gate is Gate.UNDETERMINED or relation.relation is RelationKind.UNDETERMINED:
        return 1
    if relation.relation in OPPOSED:
        return 2 if relation.gate else 0
    return 4 if relation.gate else 3


def matters_for_print(relation: Relation) -> bool:
    """Whether a relation has its quotes beyond the first few: what matters for print, and all that a gate explains."""
    return relation.gate is not None or _weight(relation) <= _PRINTED


def relation_word(relation: Relation) -> Word:
    """The gate of a relation where there is one, else what it is."""
    return word("gate", relation.gate) if relation.gate else word("relation", relation.relation)


def short_view(index: Index, finding: SubjectFinding, relation: Relation) -> ShortRelationView:
    """A relation on one line."""
    internal = index.source_list(relation.internal)
    rule = index.rule(relation.rule)
    return ShortRelationView(
        phrase(index, relation, finding.positions), relation_word(relation), relation.because, internal, rule
    )


def relation_view(index: Index, finding: SubjectFinding, relation: Relation) -> RelationView:
    """A relation with the quotes on which it turns."""
    pairs = zip(relation.between, relation.claims, strict=True)
    return RelationView(
        phrase=phrase(index, relation, finding.positions),
        word=relation_word(relation),
        open=relation.live,
        gate=_GATES[relation.gate] if relation.gate else None,
        because=relation.because,
        strength=word("strength", relation.strength),
        dependence=word("dependence", relation.dependence),
        both=_both(relation),
        internal=index.source_list(relation.internal),
        rule=index.rule(relation.rule),
        sides=tuple(_side(index, finding, at, uid) for at, uid in pairs),
    )


def _both(relation: Relation) -> str:
    """A source that holds both sides is at odds with itself only where it states both and they exclude each other."""
    if not relation.live:
        return "Both stand in"
    return "At odds with itself" if relation.strength == "firm" else "Both are reported by"


def phrase(index: Index, relation: Relation, positions: Sequence[Position]) -> str:
    """The relation as a sentence about the letters of two positions, the more telling one first where there is one.

    A difference that a gate explains is never called a contradiction: the gate heads it.
    """
    first, second = relation.between
    if second in {relation.finer, _disputer(relation, positions), _corrector(index, relation)}:
        first, second = second, first
    pattern = _GATED_PHRASES[relation.gate] if relation.gate else _PHRASES[relation.relation]
    return pattern.format(a=position_letter(first), b=position_letter(second))


def _disputer(relation: Relation, positions: Sequence[Position]) -> int | None:
    denying = [at for at in relation.between if positions[at].stance == "denies"]
    return denying[0] if relation.relation is RelationKind.DISPUTES and len(denying) == 1 else None


def _corrector(index: Index, relation: Relation) -> int | None:
    return corrector(index, relation) if relation.gate is Gate.REVISION else None


def corrector(index: Index, relation: Relation) -> int:
    """Which of two positions, one of which corrects the other, is the later word."""
    first = index.claims.get(relation.claims[0])
    other = relation.claims[1].partition("#")[0]
    return relation.between[0 if first and other in first.corrects else 1]


def _side(index: Index, finding: SubjectFinding, at: int, uid: str) -> SideView:
    position = finding.positions[at]
    claim = index.claims.get(uid)
    return SideView(
        letter=position_letter(at),
        value=Label(position.value, index.claim_href(uid)),
        denied=position.stance == "denies",
        source=index.source(uid.partition("#")[0]),
        when=dated(index, claim) if claim else "",
        quote=quote_view(index, claim) if claim else None,
    )
