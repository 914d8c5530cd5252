"""The result of judging a claims table, as columns: what `compare.analysis.kernel` finds and every output is made from.

Positions, relations and subjects are numbered from 0; positions stand subject by subject, the best supported first.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

from compare.core.findings import Gate, RelationKind, Standing

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from compare.core.columns import ClaimsTable
    from compare.core.findings import Extent
    from compare.core.model import Subject

    Ints = NDArray[np.int64]
    Bools = NDArray[np.bool_]

RELATIONS: Final = tuple(RelationKind)
GATES: Final = (None, *Gate)
STANDINGS: Final = tuple(Standing)
STRENGTHS: Final = ("none", "qualified", "firm")
SEVERITIES: Final = ("none", "low", "medium", "high")
DEPENDENCES: Final = ("unknown", "shared-origin", "independent", "cites")
"""What the numbers in the columns below stand for."""


class Rule(NamedTuple):
    """A rule that fired somewhere: its stable id, and the kind's own sentence on the values, a pattern ('' for none)."""

    id: str
    because: str


@dataclass(frozen=True, slots=True)
class Claims:
    """The claims in the order of their subject, source and id; `row` is each one's row of the table that was judged.

    `subject` counts the subjects of this result, `source` is the source's code in the table. `spelling` is the number of the
    distinct spelling, `canonical` the number of the value it counts for, -1 where it cannot be read. `whole` marks claims that
    count as part of a list their source gives in several places. `firm` is stated and not second-hand. `first` and `last` are
    the days from which and to which it holds, `bounded` whether both are stated; `scope` is 0 where none is given.
    """

    row: Ints
    subject: Ints
    source: Ints
    spelling: Ints
    canonical: Ints
    affirms: Bools
    closed: Bools
    firm: Bools
    whole: Bools
    scope: Ints
    first: Ints
    last: Ints
    bounded: Bools
    position: Ints  # -1 where the value cannot be read


class Values(Protocol):
    """What was read: the text and the canonical number of every spelling, and the canonical text of every canonical number."""

    @property
    def written(self) -> Sequence[str]:
        """By spelling, the text."""

    @property
    def keys(self) -> Sequence[str]:
        """By canonical number, the canonical text."""

    @property
    def canonical_of(self) -> Ints:
        """By spelling, the canonical number, -1 where it cannot be read."""

    def shown(self, spelling: int, /) -> str:
        """The value of a spelling in words; as written where it cannot be read."""

    def say(self, canonical: int, /) -> str:
        """A canonical value in words."""

    def extent(self, canonical: int, /) -> Extent | None:
        """What a canonical value spans on an axis; None where it spans nothing."""


@dataclass(frozen=True, slots=True)
class Positions:
    """One entry per position. `spelling` is the first spelling it is given in; `low` and `high` count its origins.

    `sources` counts the sources that hold it; `counted` is the same with every group of seeming copies as one, where that is
    asked. `supporters` are the sources of the positions that this one refines or adds to, each once, none that holds it itself.
    """

    subject: Ints
    canonical: Ints
    affirms: Bools
    spelling: Ints
    sources: Ints
    claims: Ints
    low: Ints
    high: Ints
    counted: Ints
    supporters: Ints


class Holders(NamedTuple):
    """Who holds what: one entry per distinct (position, source), in the order of the positions; sources by their codes."""

    position: Ints
    source: Ints


@dataclass(frozen=True, slots=True)
class Relations:
    """One entry per two positions `a` < `b` of a subject, with the claims (numbers in `Claims`) it is shown on.

    `rule` is what decided, `level` what the values or stances are to each other where a gate decided. `finer` is the position
    that says more, -1 where none does; `internal` whether a source holds both positions.
    """

    a: Ints
    b: Ints
    claim_a: Ints
    claim_b: Ints
    level: Ints
    rule: Ints
    relation: Ints
    gate: Ints
    firm: Bools
    finer: Ints
    dependence: Ints
    internal: Bools


@dataclass(frozen=True, slots=True)
class Subjects:
    """One entry per subject. `code` is its code in the table; its positions are `start[n]` to `start[n + 1]`.

    `because` is the relation its standing turns on, -1 where none does; `touched` marks the positions (not subjects) that it
    turns on. `leading` is the most supported position, -1 where several do equally well: `tied` is how many. `reading` is the
    finest common reading of a compatible subject, else -1. `unread` counts claims whose value cannot be read; `pairs` the pairs
    of positions, compared or not.
    """

    code: Ints
    start: Ints
    standing: Ints
    strength: Ints
    severity: Ints
    because: Ints
    touched: Bools
    leading: Ints
    tied: Ints
    reading: Ints
    sources: Ints
    unread: Ints
    pairs: Ints


@dataclass(frozen=True, slots=True)
class Judged:
    """Everything found on a claims table or on a bucket of whole subjects of one."""

    table: ClaimsTable
    terms: tuple[Subject, ...]
    claims: Claims
    values: Values
    positions: Positions
    holders: Holders
    relations: Relations
    subjects: Subjects
    rules: tuple[Rule, ...]
