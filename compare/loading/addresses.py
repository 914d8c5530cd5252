"""Addresses of sources that will not become links."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compare.core.problems import Problem
from compare.core.visible import excerpt
from compare.core.web_addresses import why_unsafe

if TYPE_CHECKING:
    from collections.abc import Iterator

    from compare.loading.placed import Gathered


def unsafe_addresses(gathered: Gathered) -> Iterator[Problem]:
    """Addresses of sources that will be shown as text only."""
    for source in gathered.sources:
        reason = why_unsafe(source.record.url) if source.record.url else None
        if reason:
            yield Problem("U601", source.at("url"), f"{excerpt(str(source.record.url))} is not linked: {reason}")
