"""Several names at once, as a title page or a masthead has them, of people and bodies without entity ids."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final, TypeAlias

import numpy as np

from compare.core.findings import RelationKind
from compare.core.phrases import joined
from compare.kinds.base import Example, Kind, Level, Side, Verdicts
from compare.kinds.name import NameValue
from compare.kinds.name_reading import check_is_no_placeholder, name_key
from compare.kinds.names_matching import GRADES, common
from compare.kinds.names_splitting import split_names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compare.core.entities import Entities
    from compare.core.model import Subject
    from compare.kinds.base import Pairs
    from compare.kinds.names_matching import Common, Keys

NamesValue: TypeAlias = tuple[NameValue, ...]

_SPELLING: Final = GRADES["spelling"]
_NEAR: Final = GRADES["near"]


class Names(Kind[NamesValue]):
    """Names, compared as a set; they match one to one as kind `name` matches them, the nearest first.

    Lists are open unless `list: closed` says otherwise, so a shorter list supports a longer one. Two open lists that share no
    name contradict each other where the question takes one answer, as both cannot be it; where it takes many, they differ.
    """

    name: ClassVar[str] = "names"
    written: ClassVar[str] = (
        "names joined by semicolons, slashes, `and` or commas: `A. Author, B. Author and C. Author`, `Last, First; Last, First`"
    )
    gathers: ClassVar[bool] = True
    examples: ClassVar[tuple[Example, ...]] = (
        Example("Kernighan, Brian; Ritchie, Dennis", "Dennis Ritchie and Brian Kernighan", "same"),
        Example(
            "Kernighan, Brian, Ritchie, Dennis", "BRIAN KERNIGHAN/DENNIS RITCHIE", "same", note="Read so that names are full."
        ),
        Example("Brian Kernighan et al.", "Brian Kernighan", "same", misses="adds", note="A list is open anyway."),
        Example("Émile Zola; Dennis Ritchie", "Emile Zola; Dennis Ritchie", "spelling", misses="same"),
        Example("B. Kernighan; D. Ritchie", "Brian Kernighan; Dennis M. Ritchie", "fuller", misses="spelling"),
        Example("B. Kernighan; Dennis Ritchie", "Brian Kernighan; D. Ritchie", "mixed", misses="fuller"),
        Example("Bob Pike; Dennis Ritchie", "Robert Pike; Dennis Ritchie", "close", misses="spelling", note="Bob for Robert."),
        Example("Brian Kernigan; D. Ritchie", "Brian Kernighan; Dennis Ritchie", "fuller", misses="close"),
        Example("Brian Kernighan", "Brian Kernighan; Dennis Ritchie", "adds", misses="excluded", b_closed=True),
        Example("B. Kernighan", "Brian Kernighan; Dennis Ritchie", "adds", misses="mixed"),
        Example("Brian Kernighan; Dennis Ritchie", "Brian Kernighan", "excluded", misses="adds", b_closed=True),
        Example("Brian Kernighan; Rob Pike", "Brian Kernighan; Dennis Ritchie", "overlap", misses="excluded"),
        Example("Brian Kernighan; Rob Pike", "Brian Kernighan; Dennis Ritchie", "excluded", misses="overlap", a_closed=True),
        Example("Rob Pike", "Dennis Ritchie", "apart-open", misses="apart", note="One answer is asked for: both cannot be it."),
        Example(
            "Rob Pike", "Dennis Ritchie", "apart-open", terms={"takes": "many"}, note="Both may hold, so they only differ."
        ),
        Example("Rob Pike", "Dennis Ritchie", "apart", misses="apart-open", a_closed=True, terms={"takes": "many"}),
        Example("Brian Kernighan", "Bryan Ritchie; Brian Pike", "apart-open", misses="overlap"),
    )

    def __init__(self, subject: Subject, entities: Entities) -> None:
        """A subject that takes many values turns `apart-open` from contradicts into differs."""
        super().__init__(subject, entities)
        many = subject.takes == "many"
        apart = RelationKind.DIFFERS if many else RelationKind.CONTRADICTS
        both = "neither is the whole list" if many else "one answer is asked for"
        self._levels: tuple[Level[NamesValue], ...] = (
            Level("same", RelationKind.SAME, _same, "{a} and {b} are the same names"),
            Level("spelling", RelationKind.WORDING, _spelling, "{a} and {b} are the same names, spelt differently"),
            Level("fuller", RelationKind.REFINES, _fuller, "{finer} has the names of {coarser} in fuller form", directed=True),
            Level("mixed", RelationKind.OVERLAPS, _mixed, "{a} and {b} may be the same names, each fuller in places"),
            Level(
                "close",
                RelationKind.CLOSE,
                _close,
                "{a} and {b} may be the same names, but for short forms or slips in writing",
            ),
            Level("adds", RelationKind.ADDS, _adds, "{finer} has all names of {coarser} and more", directed=True),
            Level(
                "excluded",
                RelationKind.CONTRADICTS,
                _excluded,
                "{a} and {b} have names in common, but one is given as the whole list and leaves out a name of the other",
            ),
            Level("overlap", RelationKind.OVERLAPS, _overlap, "{a} and {b} have some names in common"),
            Level("apart-open", apart, _both_open, f"{{a}} and {{b}} have no name in common, and {both}"),
            Level(
                "apart",
                RelationKind.CONTRADICTS,
                _always,
                "{a} and {b} have no name in common, and one is given as the whole list",
            ),
        )

    def parse(self, text: str) -> NamesValue:
        """The names, each once, by their canonical texts.

        Raises:
            ValueError: there is none, or one of them is none.
        """
        check_is_no_placeholder(text)
        found: dict[str, NameValue] = {}
        for written in split_names(text):
            shown = " ".join(written.split())
            key = name_key(shown)
            found.setdefault(key, NameValue(key, shown))
        if not found:
            message = f"{text.strip()!r} holds no names: name them, joined by semicolons (A; B; C)"
            raise ValueError(message)
        return _sorted(found)

    def format(self, value: NamesValue) -> str:
        """The names, first name first, joined by semicolons."""
        return "; ".join(each.shown for each in value)

    def say(self, value: NamesValue) -> str:
        """The names as a sentence lists them: `A, B and C`."""
        return joined([each.shown for each in value])

    def key(self, value: NamesValue) -> str:
        """The canonical texts of the names, sorted and joined."""
        return "; ".join(each.key for each in value)

    def together(self, values: list[NamesValue]) -> NamesValue:
        """The names of all, each once."""
        found: dict[str, NameValue] = {}
        for each in sorted((each for value in values for each in value), key=lambda each: (each.key, each.shown)):
            found.setdefault(each.key, each)
        return _sorted(found)

    @property
    def levels(self) -> tuple[Level[NamesValue], ...]:
        """Same, spelling, fuller, mixed, close, adds, excluded, overlap, apart-open, apart."""
        return self._levels

    def compare_all(self, values: Sequence[NamesValue], pairs: Pairs) -> Verdicts:
        """What `compare` says on many pairs, with the keys of each list put together once."""
        keys = [_keys(value) for value in values]
        numbers = {level.name: number for number, level in enumerate(self._levels)}
        found = [
            _earned(keys[a], keys[b], a_closed=a_closed, b_closed=b_closed)
            for a, b, a_closed, b_closed in zip(*(column.tolist() for column in pairs), strict=True)
        ]
        level = np.array([numbers[name] for name, _ in found], dtype=np.int8)
        return Verdicts(level, np.array([finer for _, finer in found], dtype=np.int8))


def _sorted(found: dict[str, NameValue]) -> NamesValue:
    return tuple(found[key] for key in sorted(found))


def _keys(value: NamesValue) -> Keys:
    return tuple(each.key for each in value)


def _earned(a: Keys, b: Keys, *, a_closed: bool, b_closed: bool) -> tuple[str, int]:
    """The level that two lists earn, and the side that says more, -1 for none: the levels below, in their order."""
    if a == b:
        return "same", -1
    shared = common(a, b)
    if shared.extra == (0, 0):
        return _matched(shared)
    if shared.matched:
        return _partly(shared, a_closed=a_closed, b_closed=b_closed)
    return ("apart" if a_closed or b_closed else "apart-open"), -1


def _matched(shared: Common) -> tuple[str, int]:
    if shared.worst >= _NEAR:
        return "close", -1
    if shared.worst <= _SPELLING:
        return "spelling", -1
    return ("mixed", -1) if all(shared.fuller) else ("fuller", shared.fuller.index(True))


def _partly(shared: Common, *, a_closed: bool, b_closed: bool) -> tuple[str, int]:
    more, less = shared.extra
    if (a_closed and less) or (b_closed and more):
        return "excluded", -1
    return ("overlap", -1) if more and less else ("adds", 0 if more else 1)


def _of(a: Side[NamesValue], b: Side[NamesValue]) -> tuple[str, int]:
    return _earned(_keys(a.value), _keys(b.value), a_closed=a.closed, b_closed=b.closed)


def _same(a: Side[NamesValue], b: Side[NamesValue]) -> bool:
    return a.value == b.value


def _spelling(a: Side[NamesValue], b: Side[NamesValue]) -> bool:
    return _of(a, b)[0] == "spelling"


def _fuller(a: Side[NamesValue], b: Side[NamesValue]) -> bool:
    return _of(a, b) == ("fuller", 0)


def _mixed(a: Side[NamesValue], b: Side[NamesValue]) -> bool:
    return _of(a, b)[0] == "mixed"


def _close(a: Side[NamesValue], b: Side[NamesValue]) -> bool:
    return _of(a, b)[0] == "close"


def _adds(a: Side[NamesValue], b: Side[NamesValue]) -> bool:
    return _of(a, b) == ("adds", 0)


def _excluded(a: Side[NamesValue], b: Side[NamesValue]) -> bool:
    return _of(a, b)[0] == "excluded"


def _overlap(a: Side[NamesValue], b: Side[NamesValue]) -> bool:
    return _of(a, b)[0] == "overlap"


def _both_open(a: Side[NamesValue], b: Side[NamesValue]) -> bool:
    return not a.closed and not b.closed


def _always(_a: Side[NamesValue], _b: Side[NamesValue]) -> bool:
    return True
