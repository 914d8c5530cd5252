"""What could be printed on a subject now: one short, templated suggestion by standing, which never chooses a side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from compare.core.findings import Standing
from compare.report.views.shared import Label

if TYPE_CHECKING:
    from collections.abc import Iterable

    from compare.core.findings import Position, SubjectFinding
    from compare.report.views.shared import Index

MOST: Final = 4  # more answers than these make a list, not a sentence
_SPANS: Final = frozenset({"date", "quantity"})


@dataclass(frozen=True, slots=True)
class Clause:
    """One answer as it could be printed: the value, who says so, as of when, and under which hedge."""

    value: Label
    sources: tuple[Label, ...]
    denied: bool = False
    as_of: str | None = None
    hedge: str | None = None


@dataclass(frozen=True, slots=True)
class Wording:
    """What to do (state, attribute, give both, range, say unclear, leave out), why, and the clauses to do it with."""

    action: str
    advice: str
    clauses: tuple[Clause, ...] = ()


def suggest(index: Index, finding: SubjectFinding) -> Wording:
    """The suggestion for a subject's standing."""
    if not finding.positions:
        return Wording("leave out", "No source gives an answer that can be read.")
    action, advice, chosen = _PLANS[finding.standing](finding)
    dated = finding.standing is Standing.EVOLVING
    clauses = tuple(_clause(index, each, dated=dated) for each in chosen)
    if action == "state" and any(each.hedge for each in clauses):
        return Wording("attribute", "Several independent origins report it, but under a hedge; print it with them.", clauses)
    return Wording(action, advice, clauses)


def _clause(index: Index, position: Position, *, dated: bool) -> Clause:
    return Clause(
        value=Label(position.value),
        sources=index.source_list(position.sources),
        denied=position.stance == "denies",
        as_of=position.as_of if dated else None,
        hedge=_hedge(index, position),
    )


def _hedge(index: Index, position: Position) -> str | None:
    """The hedge to keep: there is one only where every claim of the position is hedged."""
    hedges = {index.claims[uid].hedge for uid in position.claims if uid in index.claims}
    return None if not hedges or "stated" in hedges else " or ".join(sorted(hedges))


_Plan = tuple[str, str, "Iterable[Position]"]


def _contested(finding: SubjectFinding) -> _Plan:
    if len(finding.positions) > MOST:
        return "say unclear", "Say that accounts vary, and name the sources of every answer that is printed.", ()
    action = "give both" if len(finding.positions) < 3 else "give each"  # noqa: PLR2004 - two are both
    return action, "Print every answer with the sources that give it; the tool does not choose between them.", finding.positions


def _undetermined(_finding: SubjectFinding) -> _Plan:
    return "say unclear", "Say that it is not clear; what is missing stands with the relations below.", ()


def _evolving(finding: SubjectFinding) -> _Plan:
    dated = sorted(finding.positions, key=lambda each: (each.as_of or "", each.canonical))
    return "attribute", "Print the answers in the order of time, each with its date and its sources.", dated


def _compatible(finding: SubjectFinding) -> _Plan:
    if finding.reading is not None:
        advice = "Print the reading that fits every answer, with the sources that give it."
        return "attribute", advice, (finding.positions[finding.reading],)
    if len(finding.positions) > MOST:
        return "say unclear", "Say that accounts vary in detail, and name the sources of every answer that is printed.", ()
    if finding.subject.kind in _SPANS:
        return "range", "Print the span that the answers cover together, with their sources.", finding.positions
    return "give both", "The answers can hold side by side; print each with its sources.", finding.positions


def _corroborated(finding: SubjectFinding) -> _Plan:
    return "state", "Several independent origins report it; it can be printed without naming all of them.", _leading(finding)


def _agreed(finding: SubjectFinding) -> _Plan:
    return "attribute", "The sources agree, but may have it from one origin; print it with them.", _leading(finding)


def _echoed(finding: SubjectFinding) -> _Plan:
    return "attribute", "All of it comes from one origin; print it as that origin's, not as that of several.", _leading(finding)


def _single(finding: SubjectFinding) -> _Plan:
    return "attribute", "One source says so; print it with that source.", finding.positions[:MOST]


def _uncovered(_finding: SubjectFinding) -> _Plan:
    return "leave out", "No source answers.", ()


def _leading(finding: SubjectFinding) -> tuple[Position, ...]:
    """The finest common reading where there is one, else the positions that more than one source holds."""
    if finding.reading is not None:
        return (finding.positions[finding.reading],)
    return tuple(each for each in finding.positions if len(each.sources) > 1) or finding.positions[:1]


_PLANS: Final = {
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
