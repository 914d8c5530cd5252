"""One source's list, named in several places: its open lists on a subject are read as one.

A source that names some members here and others there gives one list of them all (docs/decisions/0018). Only lists that say the
same kind of thing are joined: affirmed, open, of the same scope and dates, and equally firm, so that nothing hedged stands
firm by its neighbour. A closed list stays as it is given. What a closed list of another source rules out, it rules out of the
joined list exactly where it rules it out of one of its parts, so no contradiction is made or lost.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from compare.analysis.values import Readings
    from compare.analysis.weighing import Weights
    from compare.core.judged import Bools, Ints

_SEVERAL = 2


def gathered(subject: Ints, source: Ints, canonical: Ints, weights: Weights, readings: Readings) -> tuple[Ints, Bools]:
    """The canonical number every claim counts for, and which claims count as part of a list given in several places."""
    whole = np.zeros(len(canonical), dtype=bool)
    gathers = np.array([kind is not None and kind.gathers for kind in readings.kinds], dtype=bool)
    listed = np.append(gathers[np.array(readings.terms_of, dtype=np.int64)], [False])[canonical]  # the last answers for -1
    rows = np.flatnonzero(listed & weights.affirms & ~weights.closed)
    if not len(rows):
        return canonical, whole
    parts = pd.DataFrame(
        {
            "subject": subject[rows],
            "source": source[rows],
            "scope": weights.scope[rows],
            "moment": weights.moment[rows],
            "firm": weights.firm[rows],
            "hedge": weights.hedge[rows],
        }
    )
    of_list = parts.groupby(list(parts.columns), sort=False).ngroup().to_numpy()
    said = pd.DataFrame({"list": of_list, "canonical": canonical[rows]}).drop_duplicates()
    several = said[said.groupby("list")["canonical"].transform("size") >= _SEVERAL]
    result = canonical.copy()
    joined = {
        number: readings.together(sorted(each["canonical"].tolist(), key=readings.keys.__getitem__))
        for number, each in several.groupby("list", sort=False)
    }
    of_row = np.array([joined.get(number, -1) for number in of_list.tolist()], dtype=np.int64)
    result[rows] = np.where(of_row < 0, canonical[rows], of_row)
    whole[rows] = of_row >= 0
    return result, whole
