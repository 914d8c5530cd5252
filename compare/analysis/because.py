"""The reason for a relation in one plain sentence with both values as worded."""

from __future__ import annotations

from functools import cached_property
from string import Formatter
from typing import TYPE_CHECKING, Final

from compare.core.date_words import held_in_words, in_words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from compare.core.judged import Judged

# Rule id to its sentence. {a} and {b} are the values as worded, {values} the kind's own sentence on them.
SENTENCES: Final = {
    "gate.different-scope": "{a} is said of {scope_a}, {b} of {scope_b}: the two do not measure the same thing.",
    "gate.scope-missing": "{a} and {b} cannot be weighed against each other: {missing} what exactly is counted or meant.",
    "gate.as-of-open": "{a} and {b} cannot be weighed against each other, because {open} when exactly it holds.",
    "gate.succession": "{said_a} is said to hold {held_a}, {said_b} {held_b}: the answer may have changed. {values}",
    "gate.revision": "{new_source} corrects or replaces what {old_source} reported: {new} instead of {old}. {values}",
    "stance.denied": "One affirms {affirmed}, the other denies {denied}.",
    "stance.denied-other": "That {denied} is denied leaves {affirmed} open.",
    "stance.both-denied": "{a} is denied, and {b} is denied: both denials may hold.",
    "stance.disputed": "{denier} reports {affirmed} in order to reject it, and denies {denied}.",
}


class Teller:
    """Tells the claims and relations of a result in words; `names` maps source ids to what a reader calls them."""

    def __init__(self, judged: Judged, names: Mapping[str, str]) -> None:
        """Nothing is worked out before it is told."""
        self._judged = judged
        self._names = names
        self._fields: dict[str, tuple[str, ...]] = {}

    def words(self, claim: int) -> str:
        """The value of a claim in the words nearest to the source's own; of a part of a list, the whole list."""
        claims, values = self._judged.claims, self._judged.values
        if claims.whole[claim]:
            return values.say(int(claims.canonical[claim]))
        return self.text(claim, "worded") or values.shown(int(claims.spelling[claim]))

    def position(self, position: int) -> str:
        """The value of a position: as its first spelling has it, and a list given in several places as a whole."""
        positions, values = self._judged.positions, self._judged.values
        own, spelling = int(positions.canonical[position]), int(positions.spelling[position])
        return values.shown(spelling) if values.canonical_of[spelling] == own else values.say(own)

    def text(self, claim: int, qualifier: str) -> str | None:
        """One of the claim's qualifiers as the table has it."""
        column = self._judged.table.qualifiers.get(qualifier)
        return None if column is None else column.at(int(self._judged.claims.row[claim]))

    def held_from(self, claim: int) -> str:
        """The date from which a claim holds: `since`, else what it is about, else when it ended or the day it was published."""
        dates = (self.text(claim, name) for name in ("since", "as_of", "until", "published"))
        return next(filter(None, dates), "")

    def held_to(self, claim: int) -> str:
        """The date to which a claim holds: `until`, else what it is about, else the day it was published."""
        return next(filter(None, (self.text(claim, name) for name in ("until", "as_of", "published"))), "")

    def because(self, relation: int) -> str:
        """The sentence of the rule that fired, filled with the two values as worded."""
        rule = self._judged.rules[self._judged.relations.rule[relation]]
        pattern = SENTENCES.get(rule.id, "{values}")
        if "{values}" in pattern:
            pattern = pattern.replace("{values}", self._on_values(relation)).strip()
        pair = _Pair(self, self._judged, relation)
        sentence = pattern.format_map({name: pair.field(name) for name in self._names_in(pattern)})
        sentence = _capital(sentence)
        return sentence if sentence.endswith((".", "?", "!")) else f"{sentence}."

    def _on_values(self, relation: int) -> str:
        """The kind's own sentence on the two values, which a gate's sentence ends with."""
        return _capital(self._judged.rules[int(self._judged.relations.level[relation])].because)

    def _names_in(self, pattern: str) -> tuple[str, ...]:
        if pattern not in self._fields:
            self._fields[pattern] = tuple({name for _, name, _, _ in Formatter().parse(pattern) if name})
        return self._fields[pattern]

    def source(self, claim: int) -> str:
        """What a reader calls the source of a claim."""
        source = self._judged.table.source.texts[self._judged.claims.source[claim]]
        return self._names.get(source, source)


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


class _Pair:
    """The two claims of a relation, and what can be told of them by name."""

    def __init__(self, teller: Teller, judged: Judged, relation: int) -> None:
        self._teller = teller
        self._claims = judged.claims
        self._judged = judged
        self._relation = relation
        self.a = int(judged.relations.claim_a[relation])
        self.b = int(judged.relations.claim_b[relation])

    def field(self, name: str) -> str:
        """What stands for a name in the pattern of a sentence."""
        return _FIELDS[name](self)

    @cached_property
    def shown(self) -> tuple[str, str]:
        """Both values as worded; where the wordings are equal, the coded values, which are not."""
        worded = (self._teller.words(self.a), self._teller.words(self.b))
        claims, values = self._claims, self._judged.values
        if worded[0] == worded[1] and claims.canonical[self.a] != claims.canonical[self.b]:
            worded = (values.shown(int(claims.spelling[self.a])), values.shown(int(claims.spelling[self.b])))
        return f"“{worded[0]}”", f"“{worded[1]}”"

    def value(self, claim: int) -> str:
        """The value of one of the two, in quotes."""
        return self.shown[claim != self.a]

    def said(self, claim: int) -> str:
        """The value of one of the two with its stance."""
        return self.value(claim) if self._claims.affirms[claim] else f"not {self.value(claim)}"

    @property
    def finer(self) -> int:
        """The claim that says more."""
        relations = self._judged.relations
        return self.b if relations.finer[self._relation] == relations.b[self._relation] else self.a

    @property
    def coarser(self) -> int:
        """The claim that says less."""
        return self.a if self.finer == self.b else self.b

    @property
    def denier(self) -> int:
        """The claim that denies."""
        return self.b if self._claims.affirms[self.a] else self.a

    @property
    def affirmer(self) -> int:
        """The other one."""
        return self.a if self.denier == self.b else self.b

    @property
    def new(self) -> int:
        """The claim that corrects the other."""
        old = self._judged.table.source.texts[self._claims.source[self.b]]
        corrected = (self._teller.text(self.a, "corrects") or "").split("; ")
        return self.a if old in corrected else self.b

    @property
    def old(self) -> int:
        """The claim that is corrected."""
        return self.a if self.new == self.b else self.b

    def source(self, claim: int) -> str:
        """What a reader calls the source of one of the two."""
        return self._teller.source(claim)

    def scope(self, claim: int) -> str:
        """What one of the two counts, in quotes."""
        return f"“{self._teller.text(claim, 'scope')}”"

    def held(self, claim: int) -> str:
        """When one of the two holds: `as of 2017`, `from 2015 to 2017`, `since 2015, as of 2017`."""
        as_of, since, until = (self._teller.text(claim, name) for name in ("as_of", "since", "until"))
        return held_in_words(as_of, since, until) or f"as of {in_words(self._teller.held_to(claim))}"

    def without(self, lacks: Callable[[int], bool], both: str, one: str) -> str:
        """Who of the two lacks something."""
        lacking = [claim for claim in (self.a, self.b) if lacks(claim)]
        return both if len(lacking) > 1 else one.format(self.source(lacking[0])) if lacking else ""

    @property
    def missing(self) -> str:
        """Who does not say what is counted."""
        return self.without(lambda claim: not self._claims.scope[claim], "neither says", "{} does not say")

    @property
    def open(self) -> str:
        """Who does not say when exactly it holds."""
        return self.without(lambda claim: not self._claims.bounded[claim], "neither says", "{} does not say")


_FIELDS: Final[Mapping[str, Callable[[_Pair], str]]] = {
    "a": lambda pair: pair.shown[0],
    "b": lambda pair: pair.shown[1],
    "said_a": lambda pair: pair.said(pair.a),
    "said_b": lambda pair: pair.said(pair.b),
    "finer": lambda pair: pair.value(pair.finer),
    "coarser": lambda pair: pair.value(pair.coarser),
    "denied": lambda pair: pair.value(pair.denier),
    "affirmed": lambda pair: pair.value(pair.affirmer),
    "denier": lambda pair: pair.source(pair.denier),
    "new": lambda pair: pair.said(pair.new),
    "old": lambda pair: pair.said(pair.old),
    "new_source": lambda pair: pair.source(pair.new),
    "old_source": lambda pair: pair.source(pair.old),
    "scope_a": lambda pair: pair.scope(pair.a),
    "scope_b": lambda pair: pair.scope(pair.b),
    "held_a": lambda pair: pair.held(pair.a),
    "held_b": lambda pair: pair.held(pair.b),
    "missing": lambda pair: pair.missing,
    "open": lambda pair: pair.open,
}
