"""Subjects meant by their attribute: `*/founded` is the question when it was founded, about any entity."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

_ANY: Final = "*/"


def is_wild(pattern: str) -> bool:
    """Whether a pattern means the attribute of any entity."""
    return pattern.startswith(_ANY)


class Attributes:
    """The ids of subjects with an index of their attributes."""

    def __init__(self, subjects: Iterable[str]) -> None:
        """Index the ids, each once, in their order."""
        self.ids = tuple(sorted(set(subjects)))
        self._by_attribute: dict[str, list[str]] = {}
        for subject in self.ids:
            self._by_attribute.setdefault(subject.partition("/")[2], []).append(subject)
        self._known = frozenset(self.ids)

    @property
    def patterns(self) -> tuple[str, ...]:
        """Every pattern that means at least one subject, sorted."""
        return tuple(f"{_ANY}{attribute}" for attribute in sorted(self._by_attribute))

    def meant_by(self, pattern: str) -> tuple[str, ...]:
        """The subjects that a pattern means, by id; a subject id means itself, or nothing where it is not declared."""
        if is_wild(pattern):
            return tuple(self._by_attribute.get(pattern.removeprefix(_ANY), ()))
        return (pattern,) if pattern in self._known else ()

    def beside(self, pattern: str, lead: str, *, same: bool) -> tuple[str, ...]:
        """The subjects that a pattern means beside `lead`, by id; `same` is whether `*` stands for the entity of `lead`."""
        if same and is_wild(pattern):
            pattern = f"{lead.partition('/')[0]}/{pattern.removeprefix(_ANY)}"
        return tuple(each for each in self.meant_by(pattern) if each != lead)
