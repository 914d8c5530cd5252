"""From a casebook to its findings: the engine on its claims, told in words. Used by every command, page and export."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np

from compare.analysis.absence import Absences
from compare.analysis.copying import counted_as, hints_in
from compare.analysis.copying_records import copying_records
from compare.analysis.findings import Assembly
from compare.analysis.kernel import Background, judge_table
from compare.analysis.mentions import Mentions, Names, aliases_seen, in_claims, in_text
from compare.analysis.table import claims_table
from compare.core.entities import Entities
from compare.core.findings import Findings
from compare.core.folding import fold_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compare.core.judged import Judged
    from compare.core.model import Casebook, Claim


def judge(casebook: Casebook, *, count_copies_once: bool = False) -> Findings:
    """Line the claims up by subject and find positions, relations, absences, standings and sources that seem to copy.

    The same for any order of the casebook's records; nothing here reads a file, a clock or the locale.

    Args:
        casebook: what was read.
        count_copies_once: whether sources that seem to copy one another count as one: then all is judged again, knowing that.
    """
    entities = Entities(casebook.entities, casebook.places)
    publishers = {source.id: fold_name(source.publisher or "") for source in casebook.sources}
    written = sorted(casebook.claims, key=lambda each: each.uid)
    table, background = claims_table(casebook, written), Background(entities, publishers)
    judged = judge_table(table, background)
    hints = hints_in(judged)
    copying = copying_records(judged, hints)
    copies = counted_as(hints, table.source.texts) if count_copies_once else {}
    if copies:
        judged = judge_table(table, replace(background, copies=copies))
    claims = _read(written, judged)
    mentions = _mentions(casebook, entities, claims)
    assembly = Assembly(judged, casebook, claims, Absences(casebook, entities, mentions))
    return Findings(
        casebook,
        claims,
        assembly.subjects(),
        aliases_seen(mentions),
        copy_hints=copying,
        counted_as=MappingProxyType(copies),
    )


def _read(written: Sequence[Claim], judged: Judged) -> tuple[Claim, ...]:
    """The claims with what their values mean."""
    found = judged.claims
    by_row = np.empty(len(written), dtype=np.int64)
    by_row[found.row] = np.arange(len(written))
    own = judged.values.canonical_of[found.spelling]
    return tuple(
        replace(
            claim,
            canonical=judged.values.keys[own[at]] if own[at] >= 0 else None,
            shown=judged.values.shown(int(found.spelling[at])),
        )
        for claim, at in zip(written, by_row.tolist(), strict=True)
    )


def _mentions(casebook: Casebook, entities: Entities, claims: Sequence[Claim]) -> dict[str, Mentions]:
    names = Names(entities)
    by_source: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_source[claim.source].append(claim)
    return {
        source.id: in_text(names, casebook.texts[source.id])
        if source.id in casebook.texts
        else in_claims(names, by_source.get(source.id, []))
        for source in casebook.sources
    }
