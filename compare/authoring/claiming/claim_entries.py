"""A new claim: its parts checked against casebook and article, and its place in the claim file."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING, Final

from compare.analysis.absence import sentences_of
from compare.authoring.claiming.claim_file import article_of, begun, claim_places
from compare.authoring.claiming.dismissals import dismissed, with_dismissed
from compare.authoring.claiming.quoting import QuotingError, Taken, shown, taken, whole_sentence
from compare.authoring.editing.edits import appended
from compare.authoring.editing.refusals import RefusedError, UnknownNameError
from compare.core.entities import Entities
from compare.core.model import Quote
from compare.core.retired import or_retired
from compare.core.suggest import did_you_mean
from compare.core.visible import excerpt
from compare.kinds import kind_for
from compare.kinds.options import Options
from compare.loading.claims import SEPARATOR
from compare.loading.quotes import Article
from compare.loading.schema import ClaimRecord

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from compare.core.model import Casebook, Subject
    from compare.loading.tree import Plain

ORDER: Final = tuple(ClaimRecord.model_fields)
"""The keys of a claim in the order of the format."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What an annotator typed: the sentence by its number, the subject, the value, words of the quote, and other keys."""

    source: str
    sentence: int
    subject: str
    value: str
    quote: str | None = None
    keys: Mapping[str, Plain] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Entry:
    """A claim as it will be written, and where its quote begins in the article (code points), and the sentences it touches."""

    record: dict[str, Plain]
    start: int
    sentences: frozenset[int]


class UnreadableValueError(RefusedError):
    """The subject's kind cannot read the value; the message says what it takes."""


def entry(casebook: Casebook, wish: Wish) -> Entry:
    """The claim that is wished for.

    Raises:
        UnknownNameError: there is no such source, sentence or subject.
        RefusedError: the article text is not at hand.
        QuotingError: the quote cannot be taken from the sentence.
        UnreadableValueError: the subject does not take this value.
    """
    article = Article(article_of(casebook, wish.source))
    subject = subject_of(casebook, wish.subject)
    quote = quoted(article, wish.sentence, wish.quote)
    record: dict[str, Plain] = {
        "id": free_id(subject.id, (each.id for each in casebook.claims if each.source == wish.source)),
        "subject": subject.id,
        "value": written_value(subject, wish.value, Entities(casebook.entities)),
        **quote_keys(article, quote),
        **wish.keys,
    }
    touched = sentences_of(Quote(quote.text, start=quote.start, end=quote.end), casebook.texts[wish.source])
    return Entry({key: record[key] for key in ORDER if key in record}, quote.start, touched)


def quoted(article: Article, number: int, typed: str | None) -> Taken:
    """The words typed, as the article has them, or the whole sentence.

    Raises:
        UnknownNameError: there is no such sentence.
        QuotingError: they cannot be taken; the sentence is shown with the reason.
    """
    try:
        return whole_sentence(article, number) if typed is None else taken(article, number, typed)
    except QuotingError as fault:
        raise QuotingError(f"{fault}\n{number}: {shown(article, number)}") from None


def quote_keys(article: Article, quote: Taken) -> dict[str, Plain]:
    """The keys that say which words of the article are quoted."""
    number = article.sentence_at(quote.start)
    return {"quote": quote.text, **({"sentence": str(number)} if quote.repeated else {})}


def subject_of(casebook: Casebook, subject_id: str) -> Subject:
    """The subject of this id.

    Raises:
        UnknownNameError: there is none.
    """
    subjects = {each.id: each for each in casebook.subjects}
    if subject_id not in subjects:
        near = or_retired(subject_id, "subject", casebook.retired) or did_you_mean(subject_id, subjects)
        raise UnknownNameError(f"there is no subject {excerpt(subject_id)}{near}")
    return subjects[subject_id]


def free_id(subject_id: str, used: Iterable[str]) -> str:
    """The attribute of a subject as the id of a claim, numbered from the second on."""
    attribute, taken_ids = subject_id.partition("/")[2], set(used)
    names = (attribute if number == 1 else f"{attribute}-{number}" for number in count(1))
    return next(name for name in names if name not in taken_ids)


def written_value(subject: Subject, typed: str, entities: Entities) -> Plain:
    """The value as the file has it: entities and options by id, members of a list as a list, all else as typed.

    Raises:
        UnreadableValueError: the subject does not take it.
    """
    try:
        kind_for(subject, entities).parse(typed)
    except ValueError as fault:
        takes = f"{subject.id} takes another value (kind {subject.kind}): {fault}"
        raise UnreadableValueError("\n".join([takes, *_new_name(subject)])) from None
    if subject.kind == "list":
        return [_by_id(subject, entities, member.strip()) for member in typed.split(SEPARATOR) if member.strip()]
    return _by_id(subject, entities, typed.strip()) if subject.kind in {"entity", "status"} else typed.strip()


def _new_name(subject: Subject) -> list[str]:
    """What the subject takes where it can be listed, and the command that adds to it."""
    if subject.options:
        listed = ", ".join(option.id for option in subject.options)
        return [f"Its options: {listed}", f'If it is a new one: whosays subject option {subject.id} "ID=LABEL"']
    return ['If it is a new one: whosays entity add ID "NAME" --type TYPE'] if subject.kind in {"entity", "list"} else []


def _by_id(subject: Subject, entities: Entities, name: str) -> str:
    """The id of an option, or of an entity; an id that was typed stays."""
    if subject.options:
        return Options(subject.options).read(name)
    return name if name in entities else entities.resolve(name)


def with_entry(text: str | None, casebook: Casebook, source: str, new: Entry) -> str:
    """The claim file with the claim in the order of the article, and its sentences no longer dismissed.

    A file that is not there yet is begun.

    Raises:
        CannotEdit: the file cannot be changed safely.
    """
    now = begun(text, source)
    starts = {each.place: each.quote.start for each in casebook.claims if each.source == source}
    later = (at for at, place in enumerate(claim_places(now, source)) if (starts.get(place) or 0) > new.start)
    added = appended(now, ("claims",), new.record, before=next(later, None))
    return with_dismissed(added, casebook, source, dismissed(casebook, source) - new.sentences)
