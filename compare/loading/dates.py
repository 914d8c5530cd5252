"""Dates that cannot be read, dates in an impossible order, and claims made twice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

from compare.core.problems import Problem
from compare.core.visible import excerpt
from compare.kinds.edtf_bounds import read_edtf

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compare.core.model import Claim, Location
    from compare.loading.placed import Gathered, Placed

Bounds: TypeAlias = tuple[int | None, int | None]
"""First and last day that a date may mean, its margin included; None where it is open."""

OWN_REPORTING: Final = "own-reporting"
_REPEATABLE: Final = ("near", "sentence", "quote")


def bounds(date: str) -> Bounds:
    """The days a date may mean; open on both sides where it cannot be read, which is a problem of its own."""
    try:
        value = read_edtf(date)
    except ValueError:
        return None, None
    first, last = value.first, value.last
    return (None if first is None else first - value.margin, None if last is None else last + value.margin)


def after(one: Bounds, other: Bounds) -> bool:
    """Whether one date is later than the other, whatever the two may mean."""
    return one[0] is not None and other[1] is not None and one[0] > other[1]


def origin_of(via: str) -> tuple[str, str | None]:
    """Outlet (or source, or `own-reporting`) and date of an origin written `outlet@date`."""
    outlet, at, date = via.rpartition("@")
    return (outlet.strip(), date.strip()) if at and outlet.strip() else (via.strip(), None)


def unreadable_dates(gathered: Gathered) -> Iterator[Problem]:
    """Dates that are no EDTF."""
    for date, place in every_date(gathered):
        try:
            read_edtf(date)
        except ValueError as fault:
            yield Problem("V402", place, str(fault))


def every_date(gathered: Gathered) -> Iterator[tuple[str, Location]]:
    """Every date of our own files, but for values, which their kind reads."""
    keys = (
        (gathered.sources, ("published", "accessed")),
        (gathered.subjects, ("event", "added")),
        (gathered.claims, ("as_of", "since", "until")),
        (gathered.decisions, ("on", "expires")),
        (gathered.retired, ("on",)),
    )
    for records, names in keys:
        yield from (found for record in records for name in names for found in record.items(name))
    for reading in gathered.readings:
        yield from reading.items("read", "on")
    for claim in gathered.claims:
        for via, place in claim.items("via"):
            _, date = origin_of(via)
            if date is not None:
                yield date, place


def citing_before_cited(gathered: Gathered) -> Iterator[Problem]:
    """Sources that have something from what is newer than themselves."""
    published = {source.record.id: source.record.published for source in gathered.sources}
    for claim in gathered.claims:
        for via, place in claim.items("via"):
            origin, date = origin_of(via)
            cited, citing = date or published.get(origin), published.get(claim.record.source)
            if cited and citing and after(bounds(cited), bounds(citing)):
                yield Problem("V403", place, f"{origin} is of {cited}, {claim.record.source} of {citing}")


def published_before_event(gathered: Gathered) -> Iterator[Problem]:
    """Claims on what had not happened yet."""
    events = {subject.record.id: subject.record.event for subject in gathered.subjects}
    published = {source.record.id: source.record.published for source in gathered.sources}
    for claim in gathered.claims:
        event, date = events.get(claim.record.subject), published.get(claim.record.source)
        if event and date and after(bounds(event), bounds(date)):
            said = f"{claim.record.source} is of {date}, the event of {claim.record.subject} of {event}"
            yield Problem("V404", claim.record.place, said)


def published_after_access(gathered: Gathered) -> Iterator[Problem]:
    """Articles read before they were published."""
    for source in gathered.sources:
        accessed, published = source.record.accessed, source.record.published
        if accessed and after(bounds(published), bounds(accessed)):
            yield Problem("V406", source.at("accessed"), f"accessed {accessed}, published {published}")


def published_after_reading(gathered: Gathered) -> Iterator[Problem]:
    """Articles that are said to have been read for their claims before they were published."""
    dates = {source.record.id: source.record.published for source in gathered.sources}
    for reading in gathered.readings:
        read, published = reading.record.on, dates.get(reading.record.source)
        if read and published and after(bounds(published), bounds(read)):
            yield Problem("V406", reading.at("read", "on"), f"read on {read}, published {published}")


def until_before_since(gathered: Gathered) -> Iterator[Problem]:
    """Claims that hold on no day, because they end before they begin."""
    for claim in gathered.claims:
        since, until = claim.record.since, claim.record.until
        if since and until and after(bounds(since), bounds(until)):
            yield Problem("V407", claim.at("until"), f"holds until {until}, but only since {since}")


def since_after_publication(gathered: Gathered) -> Iterator[Problem]:
    """Claims stated as a fact that begins later than the article was published."""
    published = {source.record.id: source.record.published for source in gathered.sources}
    for claim in gathered.claims:
        since, date = claim.record.since, published.get(claim.record.source)
        if since and date and claim.record.hedge == "stated" and after(bounds(since), bounds(date)):
            yield Problem("V408", claim.at("since"), f"{claim.record.source} is of {date}, and states what holds since {since}")


def repeated_claims(gathered: Gathered) -> Iterator[Problem]:
    """Claims of one source that say the same with the same words of the article; another passage is another claim."""
    first: dict[tuple[object, ...], str] = {}
    for claim in gathered.claims:
        earlier = first.setdefault(_what_it_says(claim), claim.record.id)
        if earlier != claim.record.id:
            yield Problem("V405", claim.record.place, f"{excerpt(claim.record.id)} says the same as {excerpt(earlier)}")


def _what_it_says(claim: Placed[Claim]) -> tuple[object, ...]:
    """Everything about a claim but its id and notes."""
    one = claim.record
    place = tuple(claim.text(key) for key in _REPEATABLE)
    terms = (one.stance, one.hedge, one.closed, one.scope, one.via, one.speaker)
    times = (one.as_of, one.since, one.until)
    return (one.source, one.subject, one.written, *terms, *times, *place)
