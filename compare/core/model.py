"""The records of a casebook, what annotators wrote: frozen, ordered where order is shown, free of anything that decides.

What the tool makes of them stands in `compare.core.findings`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from compare.core.decided import Decision
    from compare.core.places import Places
    from compare.core.retired import Retired


LISTS: Final = ("list", "names")
"""The kinds of answer that have several members."""


def members_of(canonical: str) -> tuple[str, ...]:
    """The members of a list, or the one answer that it is, from its canonical value."""
    return tuple(canonical.split("; "))


@dataclass(frozen=True, order=True, slots=True)
class Location:
    """A place in one of our files: path relative to the casebook; line and column from 1, in code points (0: whole file)."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        """The usual `path:line:column`, leaving out what is not known."""
        return ":".join([self.file, *(str(n) for n in (self.line, self.column) if n)])


@dataclass(frozen=True, slots=True)
class TextFile:
    """The stored article text a source record points to: file name and SHA-256 of its bytes, in hexadecimal.

    `sentences` and `segmentation` freeze how it is cut into sentences: their number, and the stamp of their boundaries.
    """

    file: str
    sha256: str
    sentences: int | None = None
    segmentation: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """One article: its bibliographic record."""

    id: str
    title: str
    published: str
    basis: str
    place: Location
    publisher: str | None = None
    author: str | None = None
    accessed: str | None = None
    url: str | None = None
    language: str = "en"
    licence: str | None = None
    text: TextFile | None = None
    unavailable: str | None = None
    reliability: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Alias:
    """One spelling of an entity's name, with its BCP 47 language and the source it was seen in, where known."""

    spelling: str
    language: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, group, place, event or work with a stable id.

    `not_names` and `unsure_names` are answers to suggestions, kept so that nobody is asked twice; nothing is decided by them.
    """

    id: str
    name: str
    type: str
    place: Location
    language: str | None = None
    aliases: tuple[Alias, ...] = ()
    part_of: tuple[str, ...] = ()
    same_as: tuple[str, ...] = ()
    not_same_as: tuple[str, ...] = ()
    not_names: tuple[str, ...] = ()
    unsure_names: tuple[str, ...] = ()
    external: tuple[tuple[str, str], ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Option:
    """One possible value of a status subject (or member of a list of things that are not entities)."""

    id: str
    label: str | None = None
    implies: tuple[str, ...] = ()
    compatible: tuple[str, ...] = ()
    final: bool = False


@dataclass(frozen=True, slots=True)
class Subject:
    """One question that sources answer, `entity/attribute`, with the terms on which its values are compared."""

    id: str
    question: str
    kind: str
    place: Location
    takes: str = "one"
    time: str = "fixed"
    stable_for: int = 0  # days
    weight: str = "medium"
    unit: str | None = None
    tolerance: str | None = None
    scope_required: bool = False
    options: tuple[Option, ...] = ()
    about: tuple[str, ...] = ()
    event: str | None = None
    added: str | None = None
    not_same_as: tuple[str, ...] = ()  # subjects that only look like the same question
    note: str | None = None

    @property
    def entity(self) -> str:
        """The id of the entity the question is about."""
        return self.id.partition("/")[0]

    @property
    def is_list(self) -> bool:
        """Whether an answer has several members, and may be given as all of them."""
        return self.kind in LISTS

    @property
    def names_entities(self) -> bool:
        """Whether the canonical values of answers are made of the ids of entities."""
        return self.kind in {"entity", "list"}

    @property
    def changing(self) -> bool:
        """Whether the answer may change over time."""
        return self.time == "changing"


@dataclass(frozen=True, slots=True)
class Quote:
    """The words that carry a claim, and what looking them up in the article text came to.

    `state` is verified, folded, missing, ambiguous or unchecked (no text at hand). `start` and `end` are code point offsets
    into the text file as stored; `sentence` and `paragraph` count from 1; `folding` names the foldings that were needed.
    """

    text: str
    state: str = "unchecked"
    start: int | None = None
    end: int | None = None
    sentence: int | None = None
    paragraph: int | None = None
    folding: tuple[str, ...] = ()
    original: str | None = None
    original_language: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """What one source says about one subject: a typed value, its qualifiers, and the quote that carries it.

    `canonical` is None until the subject's kind has read `written`, and stays None where it cannot be read. `as_of` is the
    date the statement is about, `since` and `until` are from when to when the value held (EDTF; docs/decisions/0024).
    """

    id: str
    source: str
    subject: str
    written: str
    quote: Quote
    place: Location
    canonical: str | None = None
    shown: str = ""
    stance: str = "affirms"
    hedge: str = "stated"
    closed: bool = False
    as_of: str | None = None
    scope: str | None = None
    via: tuple[str, ...] = ()
    speaker: str | None = None
    corrects: tuple[str, ...] = ()
    credibility: str | None = None
    worded: str | None = None
    note: str | None = None
    since: str | None = None
    until: str | None = None

    @property
    def uid(self) -> str:
        """The id that is unique in the casebook, `source#claim`."""
        return f"{self.source}#{self.id}"

    @property
    def as_worded(self) -> str:
        """The value in the words nearest to the source's own."""
        return self.worded or self.shown or self.written


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of an article text: number from 1, code point offsets, and the number of its paragraph from 1."""

    number: int
    start: int
    end: int
    paragraph: int


@dataclass(frozen=True, slots=True)
class ArticleText:
    """An article text at hand, as stored, with its sentences; `attested` is whether it is the text of the source record."""

    source: str
    text: str
    sha256: str
    attested: bool
    sentences: tuple[Sentence, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """Who read an article, when, and what for; this is what earns silence. `full` means every subject that existed then."""

    source: str
    place: Location
    by: str | None = None
    on: str | None = None
    full: bool = False
    subjects: tuple[str, ...] = ()
    not_applicable: tuple[tuple[str, str], ...] = ()
    nothing: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Rule:
    """What the answers to different subjects have to keep to, as an editor declared it (docs/decisions/0023).

    `form` is before, after_final, member_of_dissolved, sum or bounds. `lead` is the subject it begins from (what comes first,
    the status, the total, the whole) and `others` those held against it; in each, `*` stands for any entity, the same one in
    the whole rule. `of` is whose acts are meant; `strict` forbids the same day; `complete` is whether the parts are all.
    """

    id: str
    because: str
    form: str
    lead: str
    others: tuple[str, ...]
    place: Location
    of: str | None = None
    strict: bool = False
    complete: bool = True


@dataclass(frozen=True, slots=True)
class Casebook:
    """Everything read from one casebook, each tuple sorted by id (`retired`: subjects, then entities).

    `texts` holds the article texts at hand by source id; `places` is what the broader-than table says, if there is one.
    `files` is what all this was read from: the SHA-256 of each of our own files by name, empty where it could not be read.
    """

    title: str
    language: str = "en"
    sources: tuple[Source, ...] = ()
    entities: tuple[Entity, ...] = ()
    subjects: tuple[Subject, ...] = ()
    claims: tuple[Claim, ...] = ()
    readings: tuple[Reading, ...] = ()
    decisions: tuple[Decision, ...] = ()
    texts: Mapping[str, ArticleText] = field(default_factory=lambda: MappingProxyType({}))
    rules: tuple[Rule, ...] = ()
    places: Places | None = None
    retired: tuple[Retired, ...] = ()
    files: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
