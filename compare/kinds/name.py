"""People and bodies by name alone, as sources write them that know no entity ids."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from compare.core.findings import RelationKind
from compare.kinds.base import Example, Kind, Level, Verdicts
from compare.kinds.name_matching import related
from compare.kinds.name_reading import name_key

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from compare.core.entities import Entities
    from compare.core.model import Subject
    from compare.kinds.base import Pairs, Side


@dataclass(frozen=True, slots=True)
class NameValue:
    """A name: its canonical text, by which alone it is equal to another, and one spelling of it to show."""

    key: str
    shown: str = field(compare=False)


class Name(Kind[NameValue]):
    """Names, compared word by word without regard to order.

    Case, punctuation, order, titles and roles do not count. Diacritics, romanisation, small words and legal forms make another
    spelling, initials and missing words a less full name; a figure, a numeral, Jr. or an initial that differs, another name.
    """

    name: ClassVar[str] = "name"
    written: ClassVar[str] = "a name in any usual form: `J. R. R. Tolkien`, `Tolkien, JRR`, `Acme Ltd.`"
    examples: ClassVar[tuple[Example, ...]] = (
        Example("Tolkien, J.R.R. (Author)", "J. R. R. TOLKIEN", "same"),
        Example(
            "Dr. Li Wei", "Wei Li", "same", note="Which of two names is the family's cannot be told, so order does not count."
        ),
        Example("Procter & Gamble", "Procter and Gamble", "same", misses="spelling"),
        Example("Gabriel García Márquez", "Gabriel Garcia Marquez", "spelling", misses="same"),
        Example("Mourabitoune", "Murabitoon", "spelling", misses="near"),
        Example("Ansar Dine", "Ansar al-Din", "spelling", note="With the article, vowels tell little."),
        Example("Willem de Kooning", "Willem DeKooning", "spelling", misses="fuller"),
        Example("Acme Inc.", "Acme", "spelling", misses="legal-form", note="Nothing says that another Acme is meant."),
        Example("Jane Austen", "Jan Austen", "another", misses="spelling", note="Short names differ by one letter."),
        Example("J. Tolkien", "John Tolkien", "fuller", misses="mixed"),
        Example("Tolkien", "J. R. R. Tolkien", "fuller", misses="another", note="A family name alone is a less full name."),
        Example("Juan Garcia Marquez", "Juan Garcia", "fuller"),
        Example("John Smith Jr.", "John Smith", "fuller", misses="same", note="A father and a son may share a name."),
        Example("IBM", "International Business Machines", "fuller"),
        Example("R. J. Smith", "Robert Smith", "mixed", misses="fuller"),
        Example("Acme Inc", "Acme Ltd", "legal-form", misses="spelling", note="One company misnamed, or two of one group."),
        Example("Acme Inc", "Acme Foods Ltd", "legal-form", note="As before: the forms decide, not the word more."),
        Example("Bob Smith", "Robert Smith", "short-form", misses="spelling", note="Bob may stand for other names as well."),
        Example("Jonahtan Swift", "Jonathan Swift", "near", misses="spelling"),
        Example("Friedrich Nietsche", "Friedrich Nietzsche", "near"),
        Example("Daniel Silva", "Daniela Silva", "another", misses="near", note="Another ending is another name."),
        Example("John Smith", "Joan Smith", "another", misses="short-form"),
        Example("George H. Bush", "George W. Bush", "another", misses="mixed"),
        Example("John Smith Jr.", "John Smith Sr.", "another", misses="fuller"),
        Example("Louis XIV", "Louis XVI", "another"),
        Example("First National Bank of Ohio", "First National Bank of Iowa", "another"),
        Example("Juan Garcia", "Juan Lopez", "another", terms={"takes": "many"}, note="Both may hold, so they only differ."),
    )

    def __init__(self, subject: Subject, entities: Entities) -> None:
        """A subject that takes many values turns the last level from contradicts into differs."""
        super().__init__(subject, entities)
        many = subject.takes == "many"
        last = RelationKind.DIFFERS if many else RelationKind.CONTRADICTS
        also = ", and both may hold" if many else ""
        self._levels: tuple[Level[NameValue], ...] = (
            _level("same", RelationKind.SAME, "{a} and {b} are the same name"),
            _level("spelling", RelationKind.WORDING, "{a} and {b} are two spellings of one name"),
            Level("fuller", RelationKind.REFINES, _is_fuller, "{finer} is a fuller form of the name {coarser}", directed=True),
            _level("mixed", RelationKind.OVERLAPS, "{a} and {b} may be one name, each fuller in places"),
            _level("legal-form", RelationKind.CLOSE, "{a} and {b} are one name with different legal forms"),
            _level("short-form", RelationKind.CLOSE, "{a} and {b} may be one name, in full and in a short form"),
            _level("near", RelationKind.CLOSE, "{a} and {b} are almost the same letters, as with a slip in writing"),
            Level("another", last, _always, f"{{a}} and {{b}} are different names{also}"),
        )
        self._numbers = {level.name: number for number, level in enumerate(self._levels)}

    def parse(self, text: str) -> NameValue:
        """The name as written, and its canonical text; raises ValueError where there is none."""
        written = " ".join(text.split())
        return NameValue(name_key(written), written)

    def format(self, value: NameValue) -> str:
        """The spelling it came in."""
        return value.shown

    def key(self, value: NameValue) -> str:
        """The canonical text: words in alphabetical order, initials as one run, legal forms in brackets."""
        return value.key

    @property
    def levels(self) -> tuple[Level[NameValue], ...]:
        """Same, spelling, fuller, mixed, legal-form, short-form, near, another."""
        return self._levels

    def compare_all(self, values: Sequence[NameValue], pairs: Pairs) -> Verdicts:
        """What `compare` says on many pairs, each looked at once instead of level by level."""
        keys = [value.key for value in values]
        found = [related(keys[a], keys[b]) for a, b in zip(pairs.a.tolist(), pairs.b.tolist(), strict=True)]
        level = np.array([self._numbers[each.level] for each in found], dtype=np.int8)
        finer = np.array([-1 if each.finer is None else each.finer for each in found], dtype=np.int8)
        return Verdicts(level, finer)


def _level(name: str, relation: RelationKind, because: str) -> Level[NameValue]:
    return Level(name, relation, _earns(name), because)


def _earns(name: str) -> Callable[[Side[NameValue], Side[NameValue]], bool]:
    return lambda a, b: related(a.value.key, b.value.key).level == name


def _is_fuller(a: Side[NameValue], b: Side[NameValue]) -> bool:
    return related(a.value.key, b.value.key) == ("fuller", 0)


def _always(_a: Side[NameValue], _b: Side[NameValue]) -> bool:
    return True
