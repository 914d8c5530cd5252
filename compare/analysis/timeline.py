"""When each claim holds, put beside the findings, so that pages can tell answers in the order of time without judging again."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from compare.analysis.time import EARLIEST, LATEST, held, interval
from compare.kinds.edtf_bounds import read_edtf

if TYPE_CHECKING:
    from compare.analysis.time import Interval
    from compare.core.findings import Extent, Findings


def with_days(findings: Findings) -> Findings:
    """The findings with the days on which claims hold (docs/decisions/0024) and on which sources were published."""
    published = {source.id: source.published for source in findings.casebook.sources}
    days = {source: interval(date) for source, date in published.items()}
    for claim in findings.claims:
        days[claim.uid] = held(claim.as_of, claim.since, claim.until, published.get(claim.source))
    sides = {name: _sides(days[name]) for name in sorted(days)}
    return replace(findings, days=MappingProxyType(sides), dates=MappingProxyType(_dates(findings)))


def _dates(findings: Findings) -> dict[str, Extent]:
    """What each date spans that a claim, a source or an origin carries; a date that cannot be read is left out."""
    written = {source.published for source in findings.casebook.sources}
    written |= {date for claim in findings.claims for date in (claim.as_of, claim.since, claim.until) if date}
    written |= {via.rpartition("@")[2] for claim in findings.claims for via in claim.via if "@" in via}
    return {date: found for date in sorted(written) if (found := _extent(date))}


def _extent(date: str) -> Extent | None:
    try:
        return read_edtf(date).extent
    except ValueError:
        return None


def _sides(days: Interval) -> tuple[int | None, int | None]:
    first = None if days.first <= EARLIEST else int(days.first)
    return first, None if days.last >= LATEST else int(days.last)
