"""What a rule says about itself, in prose: the method page and `whosays explain` read these records and nothing else."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RuleExample:
    """Two values as an annotator would write them, to which the rule applies, and a remark where one helps."""

    a: str
    b: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class NearMiss:
    """Two values to which the rule just does not apply, the id of the rule that fires instead, and a remark where one helps."""

    a: str
    b: str
    fires: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class RuleText:
    """One rule in prose.

    `id` is the stable id that relations carry (`date.same`, `gate.succession`); what stands before its first dot is the
    heading it is listed under. `relation` is the word the rule leads to, `sentence` the because-sentence or its pattern.
    """

    id: str
    title: str
    relation: str
    sentence: str
    examples: tuple[RuleExample, ...] = ()
    misses: tuple[NearMiss, ...] = ()

    @property
    def heading(self) -> str:
        """What the rule is listed under: the part of its id before the first dot."""
        return self.id.partition(".")[0]
