"""What the timeline shows, in the order of time: dated claims, sources on their day of publication, dated origins."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from compare.charts.picture import Words
from compare.core.date_words import held_in_words, in_words
from compare.core.findings import DAYS, Gate
from compare.core.phrases import counted
from compare.report.addresses import source_page
from compare.report.views.charts import held_extent
from compare.report.views.labels import language

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from compare.charts.picture import Cell
    from compare.core.findings import Extent, SubjectFinding
    from compare.core.model import Claim
    from compare.report.views.index import Index

_CHANGES = {Gate.SUCCESSION: "followed by", Gate.REVISION: "corrected by"}


@dataclass(frozen=True, slots=True)
class Item:
    """One thing with a date, by its `key`: the uid of a claim, the id of a source, or an origin as it is named.

    `sort` and `lane` are those of `compare.charts.timeline.Entry`; `cells` are when, what, who and when that was published.
    """

    key: str
    sort: str
    lane: str
    extent: Extent
    label: str
    href: str
    cells: tuple[Cell, Cell, Cell, Cell]
    name: str = ""
    denied: bool = False

    @property
    def order(self) -> tuple[float, float, int, bool, str]:
        """By the first day, else by the last where that side is open; of the same days what was printed first, then by key."""
        lows, highs = ([each[end] for each in self.extent.pieces] for end in (0, 1))
        last = math.inf if None in highs else float(max(each for each in highs if each is not None))
        first = last if None in lows else float(min(each for each in lows if each is not None))
        return first, last, ("published", "origin", "answer", "about").index(self.sort), self.denied, self.key


@dataclass(frozen=True, slots=True)
class Step:
    """From one item to another, by their keys; `word` says what the second is to the first, empty for origins."""

    before: str
    after: str
    word: str = ""


def items(index: Index, steps: tuple[Step, ...]) -> tuple[Item, ...]:
    """Everything that has a date, in the order of time; nothing where no claim has one."""
    changed = {key for each in steps if each.word for key in (each.before, each.after)}
    told = [each for finding in index.subjects.values() for each in _told(index, finding, changed)]
    if not told:
        return ()
    return tuple(sorted([*told, *_published(index), *_origins(index)], key=lambda each: each.order))


def changes(index: Index) -> tuple[Step, ...]:
    """What takes over from what: the claims on which a change over time or a correction is shown."""
    found = set()
    for finding in index.subjects.values():
        for relation in finding.relations:
            if relation.gate in _CHANGES:
                by_publication = relation.gate is Gate.REVISION
                before, after = sorted(
                    relation.claims, key=lambda uid: (index.order(uid.partition("#")[0] if by_publication else uid), uid)
                )
                found.add(Step(before, after, _CHANGES[relation.gate]))
    return tuple(sorted(_direct(found), key=lambda each: (each.before, each.after, each.word)))


def _direct(steps: Collection[Step]) -> Iterator[Step]:
    """The steps that are not told by two others: what follows the second and the third answer follows the first as well."""
    after: dict[tuple[str, str], set[str]] = defaultdict(set)
    before: dict[tuple[str, str], set[str]] = defaultdict(set)
    for each in steps:
        after[each.before, each.word].add(each.after)
        before[each.after, each.word].add(each.before)
    return (each for each in steps if after[each.before, each.word].isdisjoint(before[each.after, each.word]))


def origins(index: Index) -> tuple[Step, ...]:
    """From where a claim names as its origin, another source or an outlet with a date, to the source that names it."""
    named = {(via, claim.source) for claim in index.claims.values() for via in claim.via}
    return tuple(Step(via, source) for via, source in sorted(named) if via != source)


def _told(index: Index, finding: SubjectFinding, changed: set[str]) -> Iterator[Item]:
    """The claims on a subject that have a date: its answer, the time it speaks of, or the day on which something changed."""
    spans = [(each.extent, each.claims) for each in finding.positions if each.extent and each.extent.measure == DAYS]
    dates = {uid: extent for extent, claims in spans for uid in claims}
    for claim in index.known([*(uid for each in finding.positions for uid in each.claims), *finding.unread]):
        if answer := dates.get(claim.uid):
            yield _claim(index, claim, "answer", answer, claim.shown)
        elif held := held_extent(index, claim):
            yield _claim(index, claim, "about", held, held_in_words(claim.as_of, claim.since, claim.until))
        elif claim.uid in changed and (printed := index.findings.dates.get(index.published(claim.source))):
            yield _claim(index, claim, "about", printed, "")


def _claim(index: Index, claim: Claim, sort: str, extent: Extent, when: str) -> Item:
    question = index.subject(claim.subject)
    source = index.source(claim.source)
    printed = in_words(index.published(claim.source))
    denied = claim.stance == "denies"
    value = f"not {claim.as_worded}" if denied else claim.as_worded
    href = index.claim_href(claim.uid)
    when = when or f"as of its publication, {printed}"
    cells = (
        (Words(when),),
        (Words(question.text, question.href, question.lang), Words(value, href)),
        (Words(source.text, source.href),),
        (Words(printed or "–"),),
    )
    return Item(
        claim.uid, sort, claim.source, extent, f"{when}. {question.text} {value}, {source.text}", href, cells, "", denied
    )


def _published(index: Index) -> Iterator[Item]:
    for each in index.sources.values():
        extent = index.findings.dates.get(each.published)
        if extent:
            when, name, page = in_words(each.published), index.source(each.id).text, source_page(each.id)
            title = Words(each.title, page, language(each.language))
            cells = ((Words(when),), (Words("published"), title), (Words(name, page),), (Words(when),))
            yield Item(each.id, "published", each.id, extent, f"{when}. {name} is published", page, cells)


def _origins(index: Index) -> Iterator[Item]:
    """The outlets outside the casebook that are named with a date."""
    naming: dict[str, list[str]] = defaultdict(list)
    for claim in index.claims.values():
        for via in dict.fromkeys(claim.via):
            if via not in index.sources:
                naming[via].append(claim.source)
    for via, sources in sorted(naming.items()):
        outlet, _, date = via.rpartition("@")
        extent = index.findings.dates.get(date) if outlet else None
        if extent:
            when, by = in_words(date), index.source_list(sorted(set(sources)))
            what = Words(f"{outlet}, named as the origin of {counted(len(sources), 'claim')}")
            cells = ((Words(when),), (what,), tuple(Words(each.text, each.href) for each in by), (Words(when),))
            yield Item(via, "origin", "", extent, f"{when}. {what.text}", "", cells, outlet)
