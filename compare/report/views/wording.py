"""What could be printed on a subject now: one short, templated suggestion by standing, which never chooses a side."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from compare.core.findings import Gate, RelationKind, Standing
from compare.core.phrases import MOST_TOLD
from compare.report.views.in_time import in_time, newest
from compare.report.views.index import answering
from compare.report.views.labels import Label
from compare.report.views.members import members_view
from compare.report.views.relations import corrector

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from compare.core.findings import Position, SubjectFinding
    from compare.report.views.in_time import Dated
    from compare.report.views.index import Index

MOST_DAYS: Final = 8  # more dated answers than these are not printed one by one
MOST: Final = 4  # more answers than these make a list, not a sentence
MOST_CLAUSES: Final = 40  # a longer list is not printed as it stands; the rest of it is counted
_SPANS: Final = frozenset({"date", "quantity"})
_MEETING: Final = frozenset({RelationKind.OVERLAPS, RelationKind.CLOSE, RelationKind.REFINES})


@dataclass(frozen=True, slots=True)
class Clause:
    """One answer as it could be printed: the value, who says so, of what, and under which hedge; `lead` stands before it."""

    value: Label
    sources: tuple[Label, ...]
    denied: bool = False
    lead: str | None = None
    scope: str | None = None
    hedge: str | None = None


@dataclass(frozen=True, slots=True)
class Wording:
    """What to do (state, attribute, give both, range, say unclear, leave out), why, and the clauses to do it with.

    `more` says how many answers are left out where there are too many.
    """

    action: str
    advice: str
    clauses: tuple[Clause, ...] = ()
    more: str = ""


def suggest(index: Index, finding: SubjectFinding) -> Wording:
    """The suggestion for a subject's standing."""
    if not finding.positions:
        advice = "No source gives an answer that can be read." if finding.unread else "No source answers."
        return Wording("leave out", advice)
    wording = _shortened(_PLANS[finding.standing](index, finding))
    if wording.action == "state" and any(each.hedge for each in wording.clauses):
        advice = "Several independent origins report it, but under a hedge; print it with them."
        return replace(wording, action="attribute", advice=advice)
    return wording


def _shortened(wording: Wording) -> Wording:
    rest = len(wording.clauses) - MOST_CLAUSES
    return wording if rest <= 0 else replace(wording, clauses=wording.clauses[:MOST_CLAUSES], more=f"and {rest:,} more")


def _clauses(index: Index, positions: Iterable[Position]) -> tuple[Clause, ...]:
    return tuple(_clause(index, each) for each in positions)


def _clause(index: Index, position: Position) -> Clause:
    return Clause(
        value=Label(position.value),
        sources=index.source_list(position.sources),
        denied=position.stance == "denies",
        hedge=_hedge(index, position),
    )


def _hedge(index: Index, position: Position) -> str | None:
    """The hedge to keep: there is one only where every claim of the position is hedged."""
    hedges = {index.claims[uid].hedge for uid in position.claims if uid in index.claims}
    return None if not hedges or "stated" in hedges else " or ".join(sorted(hedges))


def _scope(index: Index, position: Position) -> str | None:
    scopes = {index.claims[uid].scope for uid in position.claims if uid in index.claims}
    return " or ".join(sorted(each for each in scopes if each)) or None


def _each(finding: SubjectFinding) -> str:
    return "give both" if len(finding.positions) < 3 else "give each"  # noqa: PLR2004 - two are both


def _side_by_side(index: Index, finding: SubjectFinding, advice: str) -> Wording:
    """All answers, or, where there are too many for a sentence, that accounts vary."""
    if len(finding.positions) > MOST:
        return Wording("say unclear", "Say that accounts vary, and name the sources of every answer that is printed.")
    return Wording(_each(finding), advice, _clauses(index, finding.positions))


def _contested(index: Index, finding: SubjectFinding) -> Wording:
    advice = "Print every answer with the sources that give it; the tool does not choose between them."
    if len(answering(finding)) == 1:
        advice = "One source gives all of these answers, and they exclude each other; print none of them as settled."
    return _side_by_side(index, finding, advice)


def _undetermined(index: Index, finding: SubjectFinding) -> Wording:
    if any(each.gate is Gate.UNDETERMINED for each in finding.relations):
        return Wording("say unclear", "Say that it is not clear; what is missing stands with the relations below.")
    if finding.subject.kind == "text":
        advice = "Whether these say the same is for a reader to judge; until then, print each with its sources."
    else:
        advice = "They do not count or measure the same thing; print each with its sources."
    return _side_by_side(index, finding, advice)


def _evolving(index: Index, finding: SubjectFinding) -> Wording:
    corrections = {
        (corrector(index, each), sum(each.between) - corrector(index, each))
        for each in finding.relations
        if each.gate is Gate.REVISION
    }
    if corrections:
        return _corrected(index, finding, {new for new, _ in corrections}, {old for _, old in corrections})
    return _in_time(index, finding)


def _in_time(index: Index, finding: SubjectFinding) -> Wording:
    """Each answer as often as there are dates of which it is said; where those are many once, with its newest date."""
    said = in_time(index, finding)
    if len(said) > MOST_DAYS:
        said = newest(index, finding)
    earlier = len(said) - MOST_TOLD
    advice = "Print the answers in the order of time, each with its date and its sources."
    more = f"and {earlier:,} earlier" if earlier > 0 else ""
    return Wording("attribute", advice, _dated(index, finding, said[-MOST_TOLD:]), more)


def _dated(index: Index, finding: SubjectFinding, said: Iterable[Dated]) -> tuple[Clause, ...]:
    """Each answer with its date before it."""
    return tuple(
        replace(
            _clause(index, finding.positions[each.position]),
            lead=each.when[:1].upper() + each.when[1:],
            sources=index.source_list(each.sources),
        )
        for each in said
    )


def _corrected(index: Index, finding: SubjectFinding, new: set[int], old: set[int]) -> Wording:
    """The corrections that nothing corrects in turn, then what they stand instead of."""
    leads = [*((at, "Now") for at in sorted(new - old)), *((at, "Instead of") for at in sorted(old))]
    clauses = tuple(replace(_clause(index, finding.positions[at]), lead=lead) for at, lead in leads)
    return Wording("attribute", "Corrected later: print the correction, with the source that makes it.", clauses)


def _compatible(index: Index, finding: SubjectFinding) -> Wording:
    if any(each.gate is Gate.DIFFERENT_SCOPE for each in finding.relations):
        return _scoped(index, finding)
    if finding.reading is not None:
        advice = "Print the finest common reading: it fits every other answer."
        return Wording("attribute", advice, _clauses(index, [finding.positions[finding.reading]]))
    if finding.subject.is_list:
        return _added_together(index, finding)
    if finding.subject.kind in _SPANS and _meet(finding):
        advice = "Print the span that the answers cover together, with their sources."
        return Wording("range", advice, _clauses(index, finding.positions))
    return _side_by_side(index, finding, "The answers can hold side by side; print each with its sources.")


def _meet(finding: SubjectFinding) -> bool:
    return all(each.relation in _MEETING and each.gate is None for each in finding.relations)


def _scoped(index: Index, finding: SubjectFinding) -> Wording:
    advice = "They do not count or mean the same thing: print each with its scope, and never one beside the other without it."
    wording = _side_by_side(index, finding, advice)
    scopes = [_scope(index, each) for each in finding.positions[: len(wording.clauses)]]
    return replace(
        wording, clauses=tuple(replace(each, scope=scope) for each, scope in zip(wording.clauses, scopes, strict=True))
    )


def _added_together(index: Index, finding: SubjectFinding) -> Wording:
    """Open lists add to each other: every member with the sources that name it."""
    view = members_view(index, finding)
    if view is None or any(each.stance == "denies" for each in finding.positions):
        return _side_by_side(index, finding, "The lists can hold side by side; print each with its sources.")
    advice = "The lists add to each other: put them together, each member with the sources that name it."
    clauses = tuple(Clause(each.name, index.source_list(each.named_by)) for each in view.rows)
    return Wording("attribute", advice, clauses)


def _corroborated(index: Index, finding: SubjectFinding) -> Wording:
    advice = "Several independent origins report it; it can be printed without naming all of them."
    return Wording("state", advice, _clauses(index, _leading(finding)))


def _agreed(index: Index, finding: SubjectFinding) -> Wording:
    advice = "The sources agree, but may have it from one origin; print it with them."
    return Wording("attribute", advice, _clauses(index, _leading(finding)))


def _echoed(index: Index, finding: SubjectFinding) -> Wording:
    advice = "All of it comes from one origin; print it as that origin's, not as that of several."
    return Wording("attribute", advice, _clauses(index, _leading(finding)))


def _single(index: Index, finding: SubjectFinding) -> Wording:
    advice = "One source says so; print it with that source."
    return Wording("attribute", advice, _clauses(index, finding.positions[:MOST]))


def _uncovered(_index: Index, _finding: SubjectFinding) -> Wording:
    return Wording("leave out", "No source answers.")


def _leading(finding: SubjectFinding) -> tuple[Position, ...]:
    """The finest common reading where there is one, else the positions that more than one source holds."""
    if finding.reading is not None:
        return (finding.positions[finding.reading],)
    return tuple(each for each in finding.positions if len(each.sources) > 1) or finding.positions[:1]


_PLANS: Final[dict[Standing, Callable[[Index, SubjectFinding], Wording]]] = {
    Standing.CONTESTED: _contested,
    Standing.UNDETERMINED: _undetermined,
    Standing.EVOLVING: _evolving,
    Standing.COMPATIBLE: _compatible,
    Standing.CORROBORATED: _corroborated,
    Standing.AGREED: _agreed,
    Standing.ECHOED: _echoed,
    Standing.SINGLE_SOURCE: _single,
    Standing.UNCOVERED: _uncovered,
}
