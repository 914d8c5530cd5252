"""Claims that turn on one another: corrections of what a source reported, and denials of a report that they cite."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from compare.analysis.origins import split

if TYPE_CHECKING:
    from compare.analysis.weighing import Weights
    from compare.core.columns import ClaimsTable
    from compare.core.judged import Claims, Ints

_NONE = np.empty(0, dtype=np.int64)


class Corrections(NamedTuple):
    """Claims that no longer count against a position, as that position corrects them, and the claim by which it does."""

    old: Ints
    position: Ints
    by: Ints


def corrections(table: ClaimsTable, claims: Claims, weights: Weights) -> Corrections:
    """Every corrected claim with each other position that corrects it.

    Of several corrections the newest counts, and only if it is not older than what it corrects.
    """
    column = table.qualifiers.get("corrects")
    if column is None or not (column.codes >= 0).any():
        return Corrections(_NONE, _NONE, _NONE)
    number = {source: code for code, source in enumerate(table.source.texts)}
    named = [[number[each] for each in split(text) if each in number] for text in column.texts]
    codes = column.codes[claims.row]
    new = [(at, source) for at in np.flatnonzero((codes >= 0) & (claims.position >= 0)) for source in named[codes[at]]]
    frame = pd.DataFrame(new, columns=["by", "source"], dtype="int64")
    by = frame["by"].to_numpy()
    frame = frame.assign(subject=claims.subject[by], position=claims.position[by], day=weights.published_last[claims.row[by]])
    olds = np.flatnonzero((claims.position >= 0) & np.isin(claims.subject, frame["subject"]))
    old = pd.DataFrame(
        {"old": olds, "subject": claims.subject[olds], "source": claims.source[olds], "held": claims.position[olds]}
    )
    joined = frame.merge(old, on=["subject", "source"])
    joined = joined[joined["held"] != joined["position"]].sort_values(["day", "by"], kind="stable")
    joined = joined.drop_duplicates(["old", "position"], keep="last")
    joined = joined[joined["day"].to_numpy() >= weights.published_first[claims.row[joined["old"].to_numpy()]]]
    return Corrections(*(joined[name].to_numpy(dtype=np.int64) for name in ("old", "position", "by")))


class Rejections(NamedTuple):
    """Denials and the sources whose reports they cite in order to reject them."""

    denial: Ints
    source: Ints


def rejections(claims: Claims, cited: dict[int, frozenset[int]]) -> Rejections:
    """The denials that cite sources: `cited` maps claims to the codes of the sources they name."""
    pairs = [
        (claim, source) for claim, sources in sorted(cited.items()) if not claims.affirms[claim] for source in sorted(sources)
    ]
    both = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    return Rejections(both[:, 0], both[:, 1])
