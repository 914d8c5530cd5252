"""Names in a text that look like a known alias, and entities whose names look alike: suggestions, which a person decides on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from compare.analysis.mentions import Names
from compare.authoring.suggesting.blocking import Spellings
from compare.authoring.suggesting.likeness import folded
from compare.authoring.suggesting.names_in_text import names_in
from compare.core.entities import Entities
from compare.core.folding import fold_own_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compare.authoring.suggesting.likeness import Likeness
    from compare.authoring.suggesting.names_in_text import NameSeen
    from compare.core.model import ArticleText, Casebook, Entity


@dataclass(frozen=True, slots=True)
class AliasSuggestion:
    """A spelling that looks like a name of an entity (canonical id); `known` is the declared spelling it looks like."""

    spelling: str
    sentences: tuple[int, ...]
    entity: str
    known: str
    likeness: Likeness


@dataclass(frozen=True, slots=True)
class EntityPair:
    """Two entities, ids in order, each with the spelling that looks like the other's."""

    one: str
    other: str
    spellings: tuple[str, str]
    likeness: Likeness


class KnownNames:
    """The names of a casebook and the answers that have been given about names that look like them."""

    def __init__(self, casebook: Casebook, *, again: bool = False) -> None:
        """Index names and answers; with `again` an `unsure` does not count as answered."""
        self._entities = Entities(casebook.entities)
        self._names = Names(self._entities)
        self._spellings = Spellings((spelling, entity.id) for entity in casebook.entities for spelling in _spellings(entity))
        self._answered = {
            (self._entities.canonical(entity.id), fold_own_name(each))
            for entity in casebook.entities
            for each in (*entity.not_names, *(() if again else entity.unsure_names))
        }
        self._distinct = {
            (self._entities.canonical(entity.id), self._entities.canonical(each))
            for entity in casebook.entities
            for each in (*entity.not_same_as, *(() if again else entity.unsure_names))
        }

    def suggestions(self, article: ArticleText) -> tuple[AliasSuggestion, ...]:
        """The names of an article that look like known ones and are none yet, the likest first."""
        sentences = [(each.number, article.text[each.start : each.end]) for each in article.sentences]
        seen = names_in(sentences, lambda text: [(start, end) for _, start, end in self._names.find(text)])
        found = [each for name in seen if not self._is_known(name.spelling) for each in self._like(name)]
        return tuple(sorted(found, key=lambda each: (-each.likeness.score, each.sentences, each.spelling, each.entity)))

    def _is_known(self, spelling: str) -> bool:
        return fold_own_name(spelling) in self._entities.by_folded_name

    def _like(self, name: NameSeen) -> Iterator[AliasSuggestion]:
        """The entities that a name may mean, each once, by the spelling that is likest."""
        best: dict[str, AliasSuggestion] = {}
        for known, owner, likeness in self._spellings.alike(name.spelling):
            entity = self._entities.canonical(owner)
            # a known name inside it is found anyway: what is more or less around it is no other spelling
            if (name.holds_known and likeness.over) or not self._is_telling(name.spelling, known, owner):
                continue
            if (entity, fold_own_name(name.spelling)) in self._answered:
                continue
            if entity not in best or likeness.score > best[entity].likeness.score:
                best[entity] = AliasSuggestion(name.spelling, name.sentences, entity, known, likeness)
        yield from best.values()

    def _is_telling(self, one: str, other: str, entity: str) -> bool:
        """Whether the shorter name can stand for the longer one: one word alone does so for a person only."""
        lengths = len(folded(one)), len(folded(other))
        return lengths[0] == lengths[1] or min(lengths) > 1 or self._entities.by_id[entity].type == "person"

    def pairs(self) -> tuple[EntityPair, ...]:
        """Pairs of entities whose names look alike and of which nobody has said whether they are one, the likest first."""
        best: dict[tuple[str, str], EntityPair] = {}
        for entity in self._entities.by_id.values():
            for spelling in _spellings(entity):
                for known, other, likeness in self._spellings.alike(spelling, entity.id.__lt__):  # each pair once
                    if self._may_be_one(entity, other) and self._is_telling(spelling, known, other):
                        pair = EntityPair(entity.id, other, (spelling, known), likeness)
                        held = best.setdefault((entity.id, other), pair)
                        if likeness.score > held.likeness.score:
                            best[entity.id, other] = pair
        return tuple(sorted(best.values(), key=lambda each: (-each.likeness.score, each.one, each.other)))

    def _may_be_one(self, entity: Entity, other: str) -> bool:
        """Whether nothing declared decides already: being the same or not, part and whole, or two types."""
        one, two = self._entities.canonical(entity.id), self._entities.canonical(other)
        return (
            one != two
            and entity.type == self._entities.by_id[other].type
            and not {(one, two), (two, one)} & self._distinct
            and not self._entities.is_part(one, two)
            and not self._entities.is_part(two, one)
        )


def _spellings(entity: Entity) -> tuple[str, ...]:
    return (entity.name, *(alias.spelling for alias in entity.aliases))
