"""What the comparison of claims turns on, as columns: stance, how firm a claim is, what it counts, when it holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from compare.analysis.origins import OWN_REPORTING, split
from compare.analysis.time import held, interval
from compare.core.columns import Column
from compare.core.folding import fold_name

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from compare.core.columns import ClaimsTable
    from compare.core.judged import Bools, Ints

_HELD_BY: Final = ("as_of", "since", "until", "published")
_EMPTY: Final = -1


@dataclass(frozen=True, slots=True)
class Weights:
    """One entry per row of the table: see `compare.core.judged.Claims`. `moment` numbers the distinct dates it is held by."""

    affirms: Bools
    closed: Bools
    firm: Bools
    hedge: Ints
    scope: Ints
    moment: Ints
    first: Ints
    last: Ints
    bounded: Bools
    published_first: Ints
    published_last: Ints


def weigh(table: ClaimsTable) -> Weights:
    """What comparisons of every claim turn on; each distinct text is looked at once."""
    rows = len(table)
    affirms = _by_text(table, "stance", lambda text: text != "denies", empty=True)
    stated = _by_text(table, "hedge", lambda text: text == "stated", empty=True)
    # the origin a denial names is the report it rejects, not where the denial comes from
    second_hand = affirms & _by_text(table, "origin", lambda text: any(each != OWN_REPORTING for each in split(text)))
    moment, days = _moments(table, rows)
    published = _days(table.qualifiers.get("published"), rows)
    return Weights(
        affirms=affirms,
        closed=_by_text(table, "list", lambda text: text == "closed"),
        firm=stated & ~second_hand & ~_by_text(table, "speaker", lambda _text: True),
        hedge=_codes(table, "hedge"),
        scope=_scopes(table, rows),
        moment=moment,
        first=days[0][moment],
        last=days[1][moment],
        bounded=days[2][moment].astype(bool),
        published_first=published[0],
        published_last=published[1],
    )


def _codes(table: ClaimsTable, name: str) -> Ints:
    column = table.qualifiers.get(name)
    return np.full(len(table), _EMPTY, dtype=np.int64) if column is None else column.codes.astype(np.int64)


def _by_text(table: ClaimsTable, name: str, holds: Callable[[str], bool], *, empty: bool = False) -> Bools:
    """Whether something holds of each row's text; `empty` for empty cells and where there is no such column."""
    column = table.qualifiers.get(name)
    if column is None:
        return np.full(len(table), empty)
    # the last entry answers for the code -1
    return np.array([*(holds(text) for text in column.texts), empty], dtype=bool)[column.codes]


def _scopes(table: ClaimsTable, rows: int) -> Ints:
    """Scopes folded and numbered in their order, 0 for none."""
    column = table.qualifiers.get("scope")
    if column is None:
        return np.zeros(rows, dtype=np.int64)
    folded = [fold_name(text) for text in column.texts]
    number = {text: at for at, text in enumerate(sorted({*folded, ""}))}
    return np.array([*(number[text] for text in folded), 0], dtype=np.int64)[column.codes]


def _moments(table: ClaimsTable, rows: int) -> tuple[Ints, Ints]:
    """For every row the number of the dates it is held by, and for each of these first day, last day, whether bounded."""
    columns = [table.qualifiers.get(name) or Column(np.full(rows, _EMPTY, dtype=np.int32), ()) for name in _HELD_BY]
    key = np.zeros(rows, dtype=np.int64)
    for column in columns:
        key, _ = pd.factorize(key * (len(column.texts) + 1) + column.codes + 1)
    moment, first_row = _first_rows(key)
    dates = [held(*(column.at(row) for column in columns)) for row in first_row.tolist()]
    return moment, np.array([(each.first, each.last, each.bounded) for each in dates], dtype=np.int64).reshape(-1, 3).T


def _first_rows(key: Ints) -> tuple[Ints, Ints]:
    """Codes from 0 in the order of first appearance, and the row of each first appearance."""
    codes, _ = pd.factorize(key)
    return codes.astype(np.int64), np.flatnonzero(~pd.Series(codes).duplicated().to_numpy())


def _days(column: Column | None, rows: int) -> tuple[Ints, Ints]:
    """First and last day of every row's date."""
    if column is None:
        unknown = interval("")
        return np.full(rows, unknown.first, dtype=np.int64), np.full(rows, unknown.last, dtype=np.int64)
    days: Sequence[tuple[int, int]] = [(each.first, each.last) for each in map(interval, [*column.texts, ""])]
    both = np.array(days, dtype=np.int64)[column.codes]
    return both[:, 0], both[:, 1]
