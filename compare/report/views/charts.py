"""The pictures on the page of a subject: its answers as dates or as numbers, and when they are said to hold."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from compare.charts.date_strip import date_strip
from compare.charts.picture import Words
from compare.charts.range_dots import range_dots
from compare.charts.strip import MOST_ROWS, Answer
from compare.charts.time_strip import Said, time_strip
from compare.core.date_words import held_in_words, in_words
from compare.core.findings import DAYS, Extent, Stretch
from compare.core.phrases import joined, position_letter
from compare.report.addresses import subject_page

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from compare.charts.picture import Figure
    from compare.core.findings import Position, SubjectFinding
    from compare.core.model import Claim
    from compare.report.views.index import Index


def subject_pictures(index: Index, finding: SubjectFinding) -> tuple[Figure, ...]:
    """The pictures that show something the words do not: none of a single answer, and none of more rows than are read."""
    return (*_dates(index, finding), *_numbers(index, finding), *_times(index, finding))


def _drawn(rows: Sequence[object]) -> bool:
    return 1 < len(rows) <= MOST_ROWS


def _dates(index: Index, finding: SubjectFinding) -> Iterator[Figure]:
    answers = [
        _answer(index, finding, at, each.sources)
        for at, each in enumerate(finding.positions)
        if each.extent and each.extent.measure == DAYS
    ]
    if _drawn(answers):
        yield date_strip(answers)


def _numbers(index: Index, finding: SubjectFinding) -> Iterator[Figure]:
    """One picture for all that counts or measures the same; what differs in scope or unit has no axis in common."""
    groups: dict[tuple[str, str], list[Answer]] = defaultdict(list)
    for at, each in enumerate(finding.positions):
        if each.extent and each.extent.measure != DAYS:
            for scope, sources in _scopes(index, each).items():
                groups[each.extent.measure, scope].append(_answer(index, finding, at, sources))
    drawn = sorted(key for key in groups if _drawn(groups[key]))
    for number, (measure, scope) in enumerate(drawn, 1):
        counts = ", ".join(filter(None, [measure if len({each[0] for each in groups}) > 1 else "", scope]))
        yield range_dots(groups[measure, scope], counts, finding.subject.tolerance, f"numbers-{number}")


def _scopes(index: Index, position: Position) -> dict[str, tuple[str, ...]]:
    """The sources of a position by what exactly they count."""
    found: dict[str, set[str]] = defaultdict(set)
    for claim in index.known(position.claims):
        found[claim.scope or ""].add(claim.source)
    return {scope: tuple(sorted(sources)) for scope, sources in sorted(found.items())}


def _answer(index: Index, finding: SubjectFinding, at: int, sources: tuple[str, ...]) -> Answer:
    position = finding.positions[at]
    assert position.extent is not None  # noqa: S101 - only such positions are asked for
    letter, denied = position_letter(at), position.stance == "denies"
    return Answer(letter, position.value, _place(index, finding, at), position.extent, _named(index, sources), denied)


def _place(index: Index, finding: SubjectFinding, at: int) -> str:
    """Where a position stands, as the page of its subject links it."""
    href = index.position_href(finding, at)
    return href.removeprefix(subject_page(finding.subject.id))


def _named(index: Index, sources: Sequence[str]) -> tuple[Words, ...]:
    return tuple(Words(each.text, each.href) for each in index.source_list(sources))


def _times(index: Index, finding: SubjectFinding) -> Iterator[Figure]:
    """Each answer once for every date it is said of, where the answer may change or a claim gives a date of its own."""
    groups: dict[tuple[int, str], list[Claim]] = defaultdict(list)
    for at, position in enumerate(finding.positions):
        for claim in index.known(position.claims):
            groups[at, held_in_words(claim.as_of, claim.since, claim.until)].append(claim)
    told = any(when for _, when in groups) or (finding.subject.changing and len(finding.positions) > 1)
    ordered = sorted(groups, key=lambda each: (min(index.order(claim.uid) for claim in groups[each]), each))
    said = [each for key in ordered if (each := _said(index, finding, key, groups[key]))]
    if told and _drawn(said) and len({(each.held, each.published) for each in said}) > 1:
        yield time_strip(said)


def _said(index: Index, finding: SubjectFinding, key: tuple[int, str], claims: Sequence[Claim]) -> Said | None:
    """The row of an answer as it is said of one date; None where nothing of it can stand on an axis."""
    at, when = key
    position, letter = finding.positions[at], position_letter(at)
    held = held_extent(index, claims[0])
    sources = sorted({each.source for each in claims}, key=lambda each: (index.order(each), each))
    dates = dict.fromkeys(index.published(each) for each in sources)
    published = tuple(index.findings.dates[each] for each in dates if each in index.findings.dates)
    if not held and not published:
        return None
    words = f"not {position.value}" if position.stance == "denies" else position.value
    printed = joined([in_words(each) for each in dates if each]) or "on a day not known"
    return Said(
        letter,
        words,
        _place(index, finding, at),
        held,
        when or "as of its publication",
        published,
        printed,
        _named(index, sources),
    )


def held_extent(index: Index, claim: Claim) -> Extent | None:
    """The days on which a claim says itself that it holds; None where it gives no date, or none that can be read."""
    if claim.since or claim.until:
        days = index.findings.days.get(claim.uid, (None, None))
        stretch = (Stretch(*days),)
        return None if days == (None, None) else Extent(DAYS, stretch, stretch)
    return index.findings.dates.get(claim.as_of or "")
