"""What every format of the gate tells alike: the answer, the counts, whose words stand against whose, and what to do."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from compare.core.discrepancies import BaselineState, Matter
from compare.core.model import Location
from compare.core.phrases import counted, joined

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from compare.core.discrepancies import Discrepancy, GateResult
    from compare.core.findings import Findings, Position
    from compare.core.model import Claim
    from compare.core.problems import Problem

_NOUNS: Final = {
    Matter.CONTRADICTION: ("contradiction", "contradictions"),
    Matter.UNDETERMINED: ("undetermined subject", "undetermined subjects"),
    Matter.BREACH: ("breach of a rule", "breaches of a rule"),
    Matter.STALE: ("stale decision", "stale decisions"),
    Matter.EXPIRED: ("expired decision", "expired decisions"),
}
_STATES: Final = {
    BaselineState.NEW: "new",
    BaselineState.UPDATED: "known",
    BaselineState.UNCHANGED: "known",
    BaselineState.ABSENT: "resolved",
    None: "",
}
_MADE: Final = frozenset({Matter.STALE, Matter.EXPIRED})
_GRADED: Final = frozenset({Matter.CONTRADICTION, Matter.BREACH})
_TOLD_TWICE: Final = frozenset({"D801", "D804"})  # the problems of decisions that the gate tells of
_ENDS: Final = {
    2: "The settings of the casebook are not understood",
    3: "Files of the casebook have errors",
    5: "Nothing was compared, which is never a pass",
}
_NOTHING: Final = 5
SIDES: Final = 8
CLAIMS: Final = 3  # of a side
DECLARED: Final = "claims/vocabulary/subjects.yaml"
"""Where a subject stood that is no longer declared."""


@dataclass(frozen=True, slots=True)
class Checked:
    """All that a format of the gate may show. `code` is the exit code.

    `folder` is where the casebook is, from where the command runs, as `a/b`; empty where it runs in it.
    """

    result: GateResult
    findings: Findings
    code: int
    folder: str = ""

    def file(self, name: str) -> str:
        """A file of the casebook, named from where the command runs."""
        return f"{self.folder}/{name}" if self.folder else name


@dataclass(frozen=True, slots=True)
class Side:
    """One of the answers that do not go together: its subject, its value in words, and the claims that are shown for it."""

    subject: str
    value: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """How many discrepancies there are of each sort; each is counted once, but those that fail are counted again as `failing`.

    `unjudged` are those of which nobody can say whether they are new, because no baseline was given.
    """

    failing: int
    new: int
    known: int
    covered: int
    resolved: int
    lapsed: int
    unjudged: int


def counts(result: GateResult) -> Counts:
    """The discrepancies of a result, counted."""
    sorts = Counter(map(_sort, result.discrepancies))
    names = ("new", "known", "covered", "resolved", "lapsed", "unjudged")
    return Counts(len(result.failing), *(sorts[name] for name in names))


def _sort(it: Discrepancy) -> str:
    if it.matter in _MADE:
        return "lapsed"
    if it.state is BaselineState.ABSENT:
        return "resolved"
    return "covered" if it.decision else _STATES[it.state] or "unjudged"


def called(it: Discrepancy) -> str:
    """What a discrepancy is in two or three words: `new firm contradiction`, `stale decision`."""
    strength = it.strength if it.matter in _GRADED else ""
    return " ".join(part for part in (_STATES[it.state], strength, _NOUNS[it.matter][0]) if part)


def answer(checked: Checked) -> str:
    """What the gate says, in one sentence without its end."""
    fails = failing_in_words(checked.result)
    if checked.code in _ENDS:
        return f"{_ENDS[checked.code]}{f'; besides: {fails}' if fails else ''}"
    return f"The gate fails: {fails}" if checked.code else "The gate passes"


def nothing_compared(checked: Checked) -> bool:
    """Whether that nothing was compared is why the gate fails; a page of results must then not look like a pass."""
    return checked.code == _NOTHING


def failing_in_words(result: GateResult) -> str:
    """`2 new contradictions and 1 stale decision`; empty where nothing fails."""
    found = Counter((_STATES[each.state], each.matter) for each in result.failing)
    order = sorted(found.items(), key=lambda each: (list(Matter).index(each[0][1]), each[0][0]))
    return joined([_several(number, state, *_NOUNS[matter]) for (state, matter), number in order])


def _several(number: int, state: str, one: str, many: str) -> str:
    return counted(number, f"{state} {one}".strip(), f"{state} {many}".strip())


def compared(result: GateResult) -> str:
    """`144 subjects compared, 12 skipped (fewer than two claims), 0 files failed`."""
    files = f"{counted(result.failed, 'file')} failed"
    return f"{counted(result.compared, 'subject')} compared, {result.skipped:,} skipped (fewer than two claims), {files}"


def against(result: GateResult, name: str) -> str:
    """What is new and what is not, against the baseline; `name` is its name as it is to be shown."""
    seen = counts(result)
    if result.baseline is None:
        covered = f", {seen.covered:,} covered by decisions" if seen.covered else ""
        return f"no baseline given, so nothing counts as new: {seen.unjudged:,} at odds{covered}"
    parts = f"{seen.new:,} new, {seen.known:,} known, {seen.resolved:,} resolved, {seen.covered:,} covered by decisions"
    unread = "; nothing is told as resolved while files have errors" if result.incomplete else ""
    return f"against {name}: {parts}{unread}"


def level(result: GateResult) -> str:
    """From what on the gate fails, as the option that says so."""
    return f"--fail-on {result.fail_on.value}"


def in_ticks(command: str) -> str:
    """A command as messages name it."""
    return f"`{command}`"


def to_do(it: Discrepancy, shown: Callable[[str], str] = in_ticks) -> str:
    """What whoever reads of a failing discrepancy can do; `shown` makes of a command what the format shows."""
    decide = shown(f"whosays decide {it.subject} --outcome ... --reason ...")
    accept = f"accept it on purpose with {shown('whosays baseline --accept-new')}"
    if it.matter in _MADE:
        return f"Decide again: {decide}."
    if it.matter is Matter.BREACH:
        return f"Look at the claims and the rule; if both are as they should be, {accept}."
    return f"Decide: {decide}; or {accept}."


def problems_beside(findings: Findings) -> tuple[Problem, ...]:
    """The problems that the gate does not tell as discrepancies."""
    return tuple(each for each in findings.problems if each.code not in _TOLD_TWICE)


def _value(position: Position) -> str:
    return f"not {position.value}" if position.stance == "denies" else position.value


class Evidence:
    """Looks up what shows a discrepancy: each answer with the claims for it."""

    def __init__(self, findings: Findings) -> None:
        """Know the claims and the findings by their ids."""
        self._claims = {each.uid: each for each in findings.claims}
        self._found = {each.subject.id: each for each in findings.subjects}

    def sides(self, it: Discrepancy) -> tuple[Side, ...]:
        """The answers that do not go together, in the order of the subject's positions; of a breach in that of its subjects."""
        claims = [self._claims[uid] for uid in it.claims]
        if it.matter is Matter.BREACH:
            return tuple(Side(each.subject, each.shown or each.written, (each,)) for each in claims)
        return tuple(self._positions(it.subject, claims))

    def _positions(self, subject: str, claims: Sequence[Claim]) -> list[Side]:
        positions = self._found[subject].positions if claims else ()
        at = {uid: number for number, each in enumerate(positions) for uid in each.claims}
        held: dict[int, list[Claim]] = {}
        for each in claims:
            held.setdefault(at[each.uid], []).append(each)
        return [Side(subject, _value(positions[number]), tuple(held[number])) for number in sorted(held)]

    def told(self, it: Discrepancy) -> tuple[tuple[Side, ...], str]:
        """The first answers with their first claims, as many as a person reads, and in words how many answers are left out."""
        sides = self.sides(it)
        left = f"and {counted(len(sides) - SIDES, 'more answer')}" if len(sides) > SIDES else ""
        return tuple(replace(each, claims=each.claims[:CLAIMS]) for each in sides[:SIDES]), left

    def places(self, it: Discrepancy) -> tuple[Location, ...]:
        """Where it is seen: the first claim of each side; of a decision the decision; else where the subject is declared."""
        finding = self._found.get(it.subject)
        if it.matter in _MADE and finding and finding.decision:
            return (finding.decision.place,)
        if sides := self.sides(it):
            return tuple(each.claims[0].place for each in sides)
        return (finding.subject.place if finding else Location(DECLARED),)
