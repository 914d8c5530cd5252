"""The terms of the subjects of a claims table: declared under their full id or under a pattern such as `*/departure`."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from compare.core.model import Location

if TYPE_CHECKING:
    from collections.abc import Mapping

    from compare.core.model import Entity, Rule, Subject
    from compare.core.places import Places


@dataclass(frozen=True)
class TableVocabulary:
    """What a vocabulary says about the subjects of a table.

    `subjects` are declared by id, where `*` stands for any text; ids are free text here, unlike those of a casebook.
    """

    subjects: Mapping[str, Subject] = field(default_factory=dict)
    entities: tuple[Entity, ...] = ()
    rules: tuple[Rule, ...] = ()
    places: Places | None = None

    def declared(self, subject: str) -> Subject | None:
        """What is declared for a subject: under its full id, else under the pattern with most letters, ties in their order."""
        if found := self.subjects.get(subject):
            return found
        attribute = subject.rpartition("/")[2]
        ending = self._endings.get(attribute) if "/" in subject else None
        for length, expression, declared in self._patterns:
            if ending and length < len(attribute) + 1:
                break
            if expression.fullmatch(subject):
                return declared
        return ending

    @cached_property
    def _endings(self) -> dict[str, Subject]:
        """The subjects declared as `*/attribute`, by attribute: found without trying every pattern."""
        return {name[2:]: each for name, each in self.subjects.items() if _is_ending(name)}

    @cached_property
    def _patterns(self) -> list[tuple[int, re.Pattern[str], Subject]]:
        """All other patterns, those with most letters first."""
        names = [name for name in self.subjects if "*" in name and not _is_ending(name)]
        ordered = sorted(names, key=lambda name: (-len(name.replace("*", "")), name))
        return [(len(name.replace("*", "")), _expression(name), self.subjects[name]) for name in ordered]


def _is_ending(name: str) -> bool:
    return name.startswith("*/") and "*" not in name[2:] and "/" not in name[2:]


def _expression(name: str) -> re.Pattern[str]:
    return re.compile(".*".join(map(re.escape, name.split("*"))), re.DOTALL)


def bare(subject: Subject) -> Subject:
    """The terms alone, with the question: equal for subjects that are asked and compared alike."""
    return replace(subject, id="*", place=Location(""), about=(), event=None, added=None, not_same_as=(), note=None)
