"""The records of the result, what the tool found: every page, export and command reads `Findings` and nothing else."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

    from compare.core.decided import Decision
    from compare.core.model import Casebook, Claim, Subject
    from compare.core.problems import Problem


class RelationKind(StrEnum):
    """What one position is to another (design section 5)."""

    SAME = "same"
    WORDING = "wording"
    REFINES = "refines"
    ADDS = "adds"
    OVERLAPS = "overlaps"
    CLOSE = "close"
    DIFFERS = "differs"
    CONTRADICTS = "contradicts"
    DISPUTES = "disputes"
    INCOMPARABLE = "incomparable"
    UNDETERMINED = "undetermined"


OPPOSED: Final = frozenset({RelationKind.CONTRADICTS, RelationKind.DISPUTES})
"""The relations of which both sides cannot hold."""


class Gate(StrEnum):
    """Why a difference is explained, or cannot be decided, before the values are weighed."""

    DIFFERENT_SCOPE = "different-scope"
    UNDETERMINED = "undetermined"
    SUCCESSION = "succession"
    REVISION = "revision"


class Standing(StrEnum):
    """What a subject comes to (design section 6), in the order in which the rules are tried."""

    CONTESTED = "contested"
    UNDETERMINED = "undetermined"
    EVOLVING = "evolving"
    COMPATIBLE = "compatible"
    CORROBORATED = "corroborated"
    AGREED = "agreed"
    ECHOED = "echoed"
    SINGLE_SOURCE = "single-source"
    UNCOVERED = "uncovered"


class AbsenceWord(StrEnum):
    """The six words for a source without an affirmed claim on a subject: never an empty cell."""

    DENIES = "denies"
    SILENT = "silent"
    NOT_CHECKED = "not-checked"
    NOT_READ = "not-read"
    NOT_APPLICABLE = "not-applicable"
    UNAVAILABLE = "unavailable"


@dataclass(frozen=True, slots=True)
class Origins:
    """How many independent origins support a position: at least `low`, at most `high`."""

    low: int
    high: int

    def __str__(self) -> str:
        """`2 origins`, or `1 to 3 origins` where it is not known."""
        count = str(self.low) if self.low == self.high else f"{self.low} to {self.high}"
        return f"{count} origin{'s' if self.high != 1 else ''}"


class Counted(NamedTuple):
    """How many sources hold a position, and how many more are compatible supporters, each group of seeming copies as one."""

    direct: int
    supporters: int


class Stretch(NamedTuple):
    """All values from `low` to `high`; None has no end. `above` and `below` leave the end itself out."""

    low: Fraction | int | None
    high: Fraction | int | None
    above: bool = False
    below: bool = False


@dataclass(frozen=True, slots=True)
class Extent:
    """What a value spans as it is compared: the days that a date may mean, the numbers that a quantity may be.

    `measure` is what is counted: `DAYS` (proleptic Gregorian day numbers), else a unit; only what has the same measure can
    stand on one axis. `pieces` are in order and apart. `about` is whether the value is approximate or uncertain; `reach` is how
    far each piece then goes.
    """

    measure: str
    pieces: tuple[Stretch, ...]
    reach: tuple[Stretch, ...]
    about: bool = False


DAYS: Final = "days of the calendar"


@dataclass(frozen=True, slots=True)
class Position:
    """The claims on a subject that say the same. `claims` are uids, `sources` ids, both sorted; `as_of` is the newest date.

    `supporters` are the ids of its compatible supporters, sorted: the sources of the positions that it refines, adds to or
    equals in other words, but for those that hold it themselves. `counted` is None where every source counts by itself.
    `extent` is what its value spans on an axis, None where it spans nothing.
    """

    value: str
    canonical: str
    stance: str
    claims: tuple[str, ...]
    sources: tuple[str, ...]
    origins: Origins
    worded: tuple[str, ...] = ()
    as_of: str | None = None
    since: str | None = None  # the oldest as-of date
    supporters: tuple[str, ...] = ()
    counted: Counted | None = None
    extent: Extent | None = None


@dataclass(frozen=True, slots=True)
class Relation:
    """What two positions of a subject are to each other, shown on the pair of claims for which it is strongest.

    `between` are indices into the subject's positions, `claims` the uids of the pair in that order; `finer` is the index of
    the position that says more, where one does. `rule` is a stable id that `whosays explain` knows.
    """

    between: tuple[int, int]
    claims: tuple[str, str]
    relation: RelationKind
    gate: Gate | None
    strength: str
    internal: tuple[str, ...]
    dependence: str
    rule: str
    because: str
    finer: int | None = None

    @property
    def live(self) -> bool:
        """Whether the two positions oppose each other and no gate explains it."""
        return self.relation in OPPOSED and self.gate is None

    @property
    def undecided(self) -> bool:
        """Whether what the two positions are to each other could not be decided."""
        incomparable = self.relation is RelationKind.INCOMPARABLE and self.gate is None
        return self.gate is Gate.UNDETERMINED or incomparable

    @property
    def change(self) -> bool:
        """Whether the two positions oppose each other, explained by the passing of time or by a correction."""
        return self.relation in OPPOSED and self.gate in {Gate.SUCCESSION, Gate.REVISION}


@dataclass(frozen=True, slots=True)
class Absence:
    """A source that says nothing (or only denies) on a subject: the word for it and the reason, a plain sentence."""

    source: str
    word: AbsenceWord
    because: str


@dataclass(frozen=True, slots=True)
class SubjectFinding:
    """Everything found on one subject. `unread` are uids of claims whose value cannot be read: shown, never compared.

    `most_supported` is the index of the position that leads, None where none does: of answers that do not exclude each other
    and have most sources together, the one that most sources give (docs/decisions/0025). `unrelated` counts the pairs of
    positions that were not compared: of very many, only those that most sources hold are compared with all others.
    """

    subject: Subject
    standing: Standing
    strength: str
    shape: str
    severity: str
    headline: str
    because: str
    positions: tuple[Position, ...] = ()
    relations: tuple[Relation, ...] = ()
    absent: tuple[Absence, ...] = ()
    unread: tuple[str, ...] = ()
    reading: int | None = None  # index of the position that is the finest common reading
    decision: Decision | None = None
    decision_state: str = "none"  # none | valid | stale | expired | mended
    most_supported: int | None = None
    unrelated: int = 0


@dataclass(frozen=True, slots=True)
class Breach:
    """Answers to different subjects that a rule of the casebook does not let stand together.

    `subjects`, `claims` and `sources` go side by side: for every subject the uid of the claim that is named, and the ids of all
    sources whose answer of the same position takes part, sorted. `internal` are the sources that break the rule by themselves.
    """

    rule: str
    subjects: tuple[str, ...]
    claims: tuple[str, ...]
    sources: tuple[tuple[str, ...], ...]
    strength: str
    internal: tuple[str, ...]
    because: str


@dataclass(frozen=True, slots=True)
class SourceCopying:
    """A hint that two sources copy one another, with the counts of `compare.core.copy_hints.CopyHint`.

    `sources` are two ids, sorted, `examples` rare answers that both give: subject ids and values in words, the rarest first.
    """

    sources: tuple[str, str]
    subjects: int
    same: int
    strays: int
    rare: int
    alone: int
    expected: float
    examples: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class AliasSeen:
    """How often a source spells an entity's name in this way, counted in the text at hand, else in quotes and values."""

    entity: str
    spelling: str
    source: str
    count: int


@dataclass(frozen=True, slots=True)
class Findings:
    """The one result of a run: everything that pages, exports and commands may show. `claims` carry their canonical values.

    `days` are the first and last day on which each claim holds, by its uid, and on which each source was published, by its id:
    proleptic Gregorian day numbers, None where that side is open. `dates` is what every date spans that a claim, a source or an
    origin carries, by its text. `counted_as` are the sources that count as another one, which they seem to copy, by id: empty
    unless the casebook asks for it.
    """

    casebook: Casebook
    claims: tuple[Claim, ...]
    subjects: tuple[SubjectFinding, ...]
    aliases_seen: tuple[AliasSeen, ...] = ()
    problems: tuple[Problem, ...] = ()
    breaches: tuple[Breach, ...] = ()
    days: Mapping[str, tuple[int | None, int | None]] = field(default_factory=lambda: MappingProxyType({}))
    dates: Mapping[str, Extent] = field(default_factory=lambda: MappingProxyType({}))
    copy_hints: tuple[SourceCopying, ...] = ()
    counted_as: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
