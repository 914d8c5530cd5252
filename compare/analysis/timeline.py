"""When each claim holds, put beside the findings, so that pages can tell answers in the order of time without judging again."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from compare.analysis.time import EARLIEST, LATEST, held, interval

if TYPE_CHECKING:
    from compare.analysis.time import Interval
    from compare.core.findings import Findings


def with_days(findings: Findings) -> Findings:
    """The findings with the days on which claims hold (docs/decisions/0024) and on which sources were published."""
    published = {source.id: source.published for source in findings.casebook.sources}
    days = {source: interval(date) for source, date in published.items()}
    for claim in findings.claims:
        days[claim.uid] = held(claim.as_of, claim.since, claim.until, published.get(claim.source))
    return replace(findings, days=MappingProxyType({name: _sides(days[name]) for name in sorted(days)}))


def _sides(days: Interval) -> tuple[int | None, int | None]:
    first = None if days.first <= EARLIEST else int(days.first)
    return first, None if days.last >= LATEST else int(days.last)
