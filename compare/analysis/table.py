"""The claims table, one row per claim, and its line-up by subject: the seam between annotation and judgement."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from compare.analysis.weighing import Weighed
    from compare.core.model import Subject

COLUMNS: Final = (
    "subject",
    "kind",
    "source",
    "value",
    "canonical",
    "stance",
    "hedge",
    "list",
    "scope",
    "as_of",
    "origin",
)


def claims_table(claims: Sequence[Weighed], subjects: Mapping[str, Subject]) -> pd.DataFrame:
    """The claims in their order as a table of text, columns of design section 9; `canonical` is the value each counts for."""
    rows = [
        (
            claim.subject,
            subjects[claim.subject].kind,
            claim.source,
            claim.written,
            each.canonical,
            claim.stance,
            claim.hedge,
            "closed" if claim.closed else "open",
            claim.scope,
            claim.as_of,
            "; ".join(claim.via) or None,
        )
        for each, claim in ((each, each.claim) for each in claims)
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS), dtype="str")


def line_up(table: pd.DataFrame) -> dict[str, dict[tuple[str, str], list[int]]]:
    """Subject to position, `(canonical, stance)`, to the numbers of its rows; claims that cannot be read are left out.

    Rows are grouped before anything is compared, so that work grows with claims and not with their pairs.
    """
    positions: dict[str, dict[tuple[str, str], list[int]]] = {}
    grouped = table.groupby(["subject", "canonical", "stance"], sort=True, dropna=True)
    for (subject, canonical, stance), rows in cast("dict[tuple[str, str, str], list[int]]", grouped.indices).items():
        positions.setdefault(subject, {})[canonical, stance] = [int(row) for row in rows]
    return positions
