"""The options of a subject: read by id or label, and closed under what they imply."""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING

from compare.core.folding import fold_name
from compare.core.phrases import shortened
from compare.core.suggest import Suggester, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterable

    from compare.core.model import Option


class Options:
    """Options by id, with an index of ids and labels, folded."""

    def __init__(self, options: Iterable[Option]) -> None:
        """Check that the options make sense together.

        Raises:
            ValueError: an option names another that is not declared, two share a label, or options imply each other.
        """
        self.by_id = {option.id: option for option in options}
        self._by_name = self._named()
        for option in self.by_id.values():
            for other in (*option.implies, *option.compatible):
                if other not in self.by_id:
                    message = f"option {option.id!r} names {other!r}, which is not an option{did_you_mean(other, self.by_id)}"
                    raise ValueError(message)
        self._in_no_circle()
        self._known: dict[str, frozenset[str]] = {}
        self._near = Suggester([*self.by_id, *(option.label for option in self.by_id.values() if option.label)])

    def _named(self) -> dict[str, str]:
        """Folded id or label to the id of the one option it means."""
        named: dict[str, str] = {}
        for option in self.by_id.values():
            for name in (option.id, option.label or option.id):
                before = named.setdefault(fold_name(name), option.id)
                if before != option.id:
                    message = f"options {before!r} and {option.id!r} are both called {name!r}: give each a label of its own"
                    raise ValueError(message)
        return named

    def _in_no_circle(self) -> None:
        """Refuse options that imply each other in a circle.

        Raises:
            ValueError: they do.
        """
        try:
            TopologicalSorter({option.id: option.implies for option in self.by_id.values()}).prepare()
        except CycleError as cycle:
            circle = cycle.args[1][::-1]
            message = f"options imply each other in a circle: {' -> '.join([*shortened(circle[:-1]), circle[-1]])}"
            raise ValueError(message) from None

    def _implied(self, option_id: str) -> frozenset[str]:
        """All that an option implies, directly or through others; found when it is asked for, as a chain of all is too much."""
        if option_id not in self._known:
            seen: set[str] = set()
            todo = [option_id]
            while todo:
                new = set(self.by_id[todo.pop()].implies) - seen
                seen |= new
                todo += new
            self._known[option_id] = frozenset(seen)
        return self._known[option_id]

    def read(self, text: str) -> str:
        """The id of the option with this id or label.

        Raises:
            ValueError: there is none.
        """
        option_id = self._by_name.get(fold_name(text))
        if option_id is None:
            hint = self._near.did_you_mean(text.strip()) or f": write one of {', '.join(shortened([*self.by_id]))}"
            message = f"{text.strip()!r} is not an option{hint}"
            raise ValueError(message)
        return option_id

    def shown(self, option_id: str) -> str:
        """The label, or the id where there is none."""
        return self.by_id[option_id].label or option_id

    def implies(self, option_id: str, other: str) -> bool:
        """Whether the one cannot be without the other."""
        return other in self._implied(option_id)

    def compatible(self, one: str, other: str) -> bool:
        """Whether both may be at once: declared by either, for the options themselves or for what they imply."""
        ones, others = ({each, *self._implied(each)} for each in (one, other))
        return self._allow(ones, others) or self._allow(others, ones)

    def _allow(self, ones: set[str], others: set[str]) -> bool:
        """Whether one of the first options is declared compatible with one of the others."""
        return any(not others.isdisjoint(self.by_id[each].compatible) for each in ones)

    def is_final(self, option_id: str) -> bool:
        """Whether nothing comes after it, because it is final or implies something final."""
        return any(self.by_id[each].final for each in (option_id, *self._implied(option_id)))
