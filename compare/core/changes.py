"""The records of what became of a casebook since a baseline; whoever shows them compares nothing by itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from compare.core.findings import Breach, Standing
    from compare.core.model import Source

Answer = tuple[str, str]
"""What tells a position from every other of its subject: canonical value and stance."""


@dataclass(frozen=True, slots=True)
class KnownPosition:
    """A position as a baseline has it: its value in words, its answer, its sources (sorted), its origins low and high."""

    value: str
    answer: Answer
    sources: tuple[str, ...]
    origins: tuple[int, int]


@dataclass(frozen=True, order=True, slots=True)
class Opposition:
    """Two positions that oppose each other with no gate between them, by their answers, sorted; `strength` as of a relation."""

    answers: tuple[Answer, Answer]
    strength: str


@dataclass(frozen=True, slots=True)
class KnownSubject:
    """A subject as a baseline has it, or as a later one will have it.

    `attested` are the sources without an answer whose named reader looked for one, sorted; of a findings.json those that are
    silent.
    """

    id: str
    standing: Standing
    strength: str
    fingerprint: str
    positions: tuple[KnownPosition, ...] = ()
    opposed: tuple[Opposition, ...] = ()
    attested: tuple[str, ...] = ()


@dataclass(frozen=True, order=True, slots=True)
class KnownBreach:
    """A breach of a rule as a baseline has it: the rule, and each subject with the answer that takes part."""

    rule: str
    answers: tuple[tuple[str, Answer], ...]
    strength: str

    @property
    def content(self) -> tuple[str, tuple[tuple[str, Answer], ...]]:
        """What makes it the same breach, firm or not."""
        return self.rule, self.answers


@dataclass(frozen=True, slots=True)
class KnownSource:
    """A source as a baseline has it; `text` is the SHA-256 of its text."""

    id: str
    title: str
    published: str
    url: str | None = None
    text: str | None = None


def identity(source: Source | KnownSource) -> str:
    """What makes it the same article whatever its files are called: its address, else its title and date."""
    return source.url or f"{source.title} ({source.published})"


@dataclass(frozen=True, slots=True)
class Baseline:
    """What was known: everything by id. `name` is what it was called when it was asked for, without a path of the machine.

    `sha256` is the digest of the file that it was read from.
    `silences` is whether `attested` means silence found in the texts
    (findings.json), or only that a reader looked (baseline.json).
    """

    name: str
    subjects: Mapping[str, KnownSubject] = field(default_factory=lambda: MappingProxyType({}))
    sources: Mapping[str, KnownSource] = field(default_factory=lambda: MappingProxyType({}))
    breaches: tuple[KnownBreach, ...] = ()
    silences: bool = False
    sha256: str = ""


class Became(StrEnum):
    """What became of a subject since the baseline, in the order in which changes are told."""

    NEW = "new"
    CHANGED = "changed"
    RESOLVED = "resolved"
    ASKED = "asked"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class SubjectChange:
    """One subject that is not as the baseline has it.

    `new`: it has an opposition, or is undetermined, where the baseline had none. `resolved`: the other way round. `changed`:
    its positions, their sources or relations are others. `asked` and `dropped`: it is, or was, a subject, with nothing at odds.
    `subject` is its id now, or in the baseline where it is gone; `was` its id there if it was renamed since. `opposed` are the
    oppositions that the baseline does not know, or knew only as qualified.
    """

    subject: str
    became: Became
    before: KnownSubject | None
    after: KnownSubject | None
    was: str | None = None
    opposed: tuple[Opposition, ...] = ()


@dataclass(frozen=True, slots=True)
class Changes:
    """Everything that is not as the baseline has it; lists sorted by id, subjects by what became of them, then by id.

    `silence_lost` are subject and source. `same` counts the subjects that are as they were. The renamed are ids, the one of the
    baseline and the one of now. `decisions_stale` and `decisions_expired` are the subjects whose decision does not hold now,
    whether or not it did then. `incomplete`: files of ours have errors, so that what is gone may only be unread.
    """

    baseline: Baseline
    subjects: tuple[SubjectChange, ...] = ()
    sources_added: tuple[str, ...] = ()
    sources_gone: tuple[str, ...] = ()
    texts_changed: tuple[str, ...] = ()
    silence_lost: tuple[tuple[str, str], ...] = ()
    breaches_new: tuple[Breach, ...] = ()
    breaches_resolved: tuple[KnownBreach, ...] = ()
    same: int = 0
    sources_renamed: tuple[tuple[str, str], ...] = ()
    subjects_renamed: tuple[tuple[str, str], ...] = ()
    decisions_stale: tuple[str, ...] = ()
    decisions_expired: tuple[str, ...] = ()
    incomplete: bool = False

    def of(self, became: Became) -> tuple[SubjectChange, ...]:
        """The subjects of which this became."""
        return tuple(each for each in self.subjects if each.became is became)

    @property
    def any(self) -> bool:
        """Whether anything is not as the baseline has it; a decision that does not hold is no change by itself."""
        sources = (self.sources_added, self.sources_gone, self.sources_renamed, self.texts_changed)
        rest = (self.subjects, self.subjects_renamed, self.silence_lost, self.breaches_new, self.breaches_resolved)
        return any(map(bool, (*sources, *rest)))
