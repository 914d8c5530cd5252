"""Reading values: each distinct spelling of a subject once; a value that cannot be read keeps its claim, uncompared."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from compare.kinds import kind_for

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable

    from compare.core.entities import Entities
    from compare.core.model import Claim, Subject
    from compare.kinds.base import Kind


class SubjectValues:
    """The values of one subject: its kind, and for every canonical text the value it stands for."""

    def __init__(self, subject: Subject, entities: Entities) -> None:
        """Build the kind; a subject whose terms make no sense reads nothing (the loader has reported it)."""
        self.kind: Kind[Any] | None
        try:
            self.kind = kind_for(subject, entities)
        except ValueError:
            self.kind = None
        self.by_canonical: dict[str, Hashable] = {}
        self._read: dict[str, tuple[str | None, str]] = {}

    def read(self, written: str) -> tuple[str | None, str]:
        """The canonical text (None if it cannot be read) and the text to show for a value as written."""
        if written not in self._read:
            self._read[written] = self._parse(written)
        return self._read[written]

    @property
    def gathers(self) -> bool:
        """Whether several values of one source are parts of one."""
        return self.kind is not None and self.kind.gathers

    def together(self, canonicals: Iterable[str]) -> str:
        """The canonical text of several values of a kind that gathers, read as one."""
        value = self.kind.together([self.by_canonical[each] for each in canonicals]) if self.kind else ()
        canonical = self.kind.key(value) if self.kind else ""
        self.by_canonical.setdefault(canonical, value)
        return canonical

    def shown(self, canonical: str) -> str:
        """The text to show for a canonical value that was read."""
        return self.kind.say(self.by_canonical[canonical]) if self.kind else canonical

    def _parse(self, written: str) -> tuple[str | None, str]:
        if self.kind is None:
            return None, written
        try:
            value = self.kind.parse(written)
        except ValueError:
            return None, written
        canonical = self.kind.key(value)
        self.by_canonical.setdefault(canonical, value)
        return canonical, self.kind.say(self.by_canonical[canonical])


def read_values(
    claims: Iterable[Claim], subjects: Iterable[Subject], entities: Entities
) -> tuple[tuple[Claim, ...], dict[str, SubjectValues]]:
    """The claims with `canonical` and `shown` filled in, and the values of every subject by its id."""
    values = {subject.id: SubjectValues(subject, entities) for subject in subjects}
    read: list[Claim] = []
    for claim in claims:
        canonical, shown = values[claim.subject].read(claim.written)
        read.append(replace(claim, canonical=canonical, shown=shown))
    return tuple(read), values
