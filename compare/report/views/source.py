"""The page of one source: its record, its words with the claims marked in place, and on how much it differs from others."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from compare.core.date_words import in_words
from compare.core.phrases import counted, position_letter
from compare.report.addresses import CLAIMS_ON_PAGE, source_page
from compare.report.views.article import ArticleView, article_views
from compare.report.views.claims import ClaimView, claim_view
from compare.report.views.labels import Fact, Label, fact, language, outside_link, sentence
from compare.report.views.neighbours import Neighbour, page_label, pages_beside
from compare.report.views.ranking import URGENCY
from compare.report.views.trust import text_state

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from compare.core.findings import SubjectFinding
    from compare.core.model import Claim, Reading, Source
    from compare.report.views.agreement import PairCount
    from compare.report.views.index import Index


@dataclass(frozen=True, slots=True)
class AgainstView:
    """This source beside another: on how many subjects they agree, differ and contradict each other, of how many compared."""

    source: Label
    count: PairCount


@dataclass(frozen=True, slots=True)
class ContestedRow:
    """A subject on which another source contradicts this one: what this one says, and who says otherwise."""

    subject: Label
    answers: tuple[tuple[str, Label, bool], ...]
    others: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class SourcePageView:
    """A page on which the article of a source goes on, or, without its text, its claims."""

    path: str
    title: Label
    number: int
    last: int
    near: tuple[Neighbour, ...]
    article: ArticleView | None
    claims: tuple[ClaimView, ...]


@dataclass(frozen=True, slots=True)
class SourceView:
    """Everything on the page of one source; `against` is None where there are too many sources to compare each two.

    `nothing` is why a source has no claims, where it has none; without its text `claims` are the first of them. `further` are
    the pages on which the article or the claims go on.
    """

    path: str
    title: Label
    name: Label
    id: str
    facts: tuple[Fact, ...]
    nothing: str | None
    claims: tuple[ClaimView, ...]
    article: ArticleView | None
    further: tuple[Label, ...]
    origins: tuple[tuple[Label, int], ...]
    contested: tuple[ContestedRow, ...]
    against: tuple[AgainstView, ...] | None


def source_views(index: Index, counts: Mapping[tuple[str, str], PairCount] | None) -> Iterator[SourceView | SourcePageView]:
    """The pages of all sources, by id, each followed by those on which its article or its claims go on."""
    contested = _contested(index)
    for source in index.sources.values():
        yield from _source_views(index, source, contested.get(source.id, ()), counts)


def _source_views(
    index: Index, source: Source, contested: tuple[ContestedRow, ...], counts: Mapping[tuple[str, str], PairCount] | None
) -> Iterator[SourceView | SourcePageView]:
    pages, reading = index.source_pages[source.id], index.readings.get(source.id)
    shown = tuple(claim_view(index, each, number) for number, each in enumerate(pages.claims, 1))
    text = index.findings.casebook.texts.get(source.id)
    articles = article_views(source, text, pages, shown, reading) if text else None
    listed = [shown[at : at + CLAIMS_ON_PAGE] for at in range(0, len(shown), CLAIMS_ON_PAGE)] if text is None else []
    yield SourceView(
        path=source_page(source.id),
        title=Label(source.title, lang=language(source.language)),
        name=index.source(source.id),
        id=source.id,
        facts=_facts(index, source, reading, rights=text is None),
        nothing=None if pages.claims else _nothing(source, reading),
        claims=listed[0] if listed else (),
        article=articles[0] if articles else None,
        further=tuple(Label(page_label(at, pages.last), source_page(source.id, at)) for at in range(2, pages.last + 1)),
        origins=_origins(index, pages.claims),
        contested=contested,
        against=None if counts is None else _against(index, source.id, counts),
    )
    for number in range(2, pages.last + 1):
        yield SourcePageView(
            path=source_page(source.id, number),
            title=Label(source.title, source_page(source.id), language(source.language)),
            number=number,
            last=pages.last,
            near=pages_beside(number, pages.last, partial(source_page, source.id)),
            article=articles[number - 1] if articles else None,
            claims=listed[number - 1] if listed else (),
        )


def _contested(index: Index) -> dict[str, tuple[ContestedRow, ...]]:
    """For every source the contradictions that it is a side of, by the severity of their subjects."""
    rows: dict[str, list[ContestedRow]] = defaultdict(list)
    ordered = sorted(index.subjects.values(), key=lambda each: (URGENCY.index(each.severity), each.subject.id))
    for finding in ordered:
        opponents = _opponents(finding)
        for source, own in sorted(_sides(finding, opponents).items()):
            facing = set().union(*(opponents[at] for at in own)) - own
            rows[source].append(_row(index, finding, source, own, facing))
    return {source: tuple(found) for source, found in rows.items()}


def _opponents(finding: SubjectFinding) -> dict[int, set[int]]:
    """Each position that is opposed to the positions it is opposed to."""
    found: dict[int, set[int]] = defaultdict(set)
    for one, other in (each.between for each in finding.relations if each.live):
        found[one].add(other)
        found[other].add(one)
    return found


def _sides(finding: SubjectFinding, positions: Iterable[int]) -> dict[str, set[int]]:
    """Each source to those of these positions that it holds."""
    found: dict[str, set[int]] = defaultdict(set)
    for at in positions:
        for source in finding.positions[at].sources:
            found[source].add(at)
    return found


def _row(index: Index, finding: SubjectFinding, source: str, own: set[int], facing: set[int]) -> ContestedRow:
    others = {name for at in facing for name in finding.positions[at].sources}
    answers = tuple(
        (position_letter(at), Label(finding.positions[at].value), finding.positions[at].stance == "denies")
        for at in sorted(own)
    )
    return ContestedRow(index.subject(finding.subject.id), answers, index.short_source_list(sorted(others - {source})))


def _facts(index: Index, source: Source, reading: Reading | None, *, rights: bool) -> tuple[Fact, ...]:
    """The record of a source; whose the text is stands among it where it does not stand above the text."""
    return (
        *fact("publisher", source.publisher),
        *fact("author", source.author),
        *fact("published", f"{in_words(source.published)} ({source.basis})"),
        *fact("address", *outside_link(source.url)),
        *fact("accessed", source.accessed and in_words(source.accessed)),
        *fact("language", source.language),
        *fact("text", text_state(index, source.id)),
        *fact("licence", source.licence if rights else None),
        *fact("unavailable", source.unavailable and sentence(source.unavailable)),
        *fact("reliability", f"{source.reliability} (Admiralty grade, A to F)" if source.reliability else None),
        *fact("read", _reading(reading)),
        *fact("note", source.note),
    )


def _reading(reading: Reading | None) -> str:
    if reading is None or not reading.by:
        return "nobody attests having read it"
    scope = "for every subject" if reading.full else f"for {counted(len(reading.subjects), 'subject')}"
    return f"by {reading.by}{f' on {in_words(reading.on)}' if reading.on else ''}, {scope}"


def _nothing(source: Source, reading: Reading | None) -> str:
    if source.unavailable:
        return "Nobody could get at this article, so nothing is known of what it says."
    if reading is None or not reading.by:
        return "Nobody attests having read this article, so nothing is known of what it says."
    return "This article was read, and nothing in it was taken as a claim."


def _origins(index: Index, claims: Iterable[Claim]) -> tuple[tuple[Label, int], ...]:
    often = Counter(each for claim in claims for each in claim.via)
    return tuple((index.origin(each), often[each]) for each in sorted(often, key=lambda each: (-often[each], each)))


def _against(index: Index, source: str, counts: Mapping[tuple[str, str], PairCount]) -> tuple[AgainstView, ...]:
    found = []
    for other in index.sources:
        count = counts.get((min(source, other), max(source, other)))
        if count and other != source:
            found.append(AgainstView(index.short_source(other), count))
    return tuple(found)
