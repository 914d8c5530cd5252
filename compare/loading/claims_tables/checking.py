"""Cells of a claims table that are not what their column takes: a few words, dates in EDTF, kinds of value."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final, get_args

import numpy as np

from compare.core.columns import Column
from compare.core.phrases import counted
from compare.core.suggest import did_you_mean
from compare.core.visible import excerpt
from compare.kinds import registered
from compare.kinds.edtf_bounds import read_edtf
from compare.loading.claims_tables.faults import Fault
from compare.loading.dates import origin_of
from compare.loading.schema import ClaimRecord

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from compare.loading.claims_tables.faults import Faults

WORDS: Final = MappingProxyType(
    {
        "stance": get_args(ClaimRecord.model_fields["stance"].annotation),
        "hedge": get_args(ClaimRecord.model_fields["hedge"].annotation),
        "list": ("open", "closed"),
    }
)
"""The columns that take one of a few words; a claim without its word would say something else."""
DATES: Final = ("as_of", "since", "until", "published")


def wrong_words(name: str, column: Column, lines: NDArray[np.int32], faults: Faults) -> NDArray[np.bool_]:
    """Whether each row has a word that this column does not take."""
    allowed = tuple(registered()) if name == "kind" else WORDS[name]
    listed = f"{', '.join(allowed[:-1])} or {allowed[-1]}"

    def wrong(text: str) -> str:
        return "" if text in allowed else f"{name} is {excerpt(text)}, not {listed}{did_you_mean(text, allowed)}"

    fault = Fault("S204", f"no {name} that is known", "The claim is left out; correct the word, or leave the cell empty.")
    return _faulty(column, lines, wrong, fault, faults)


def without_wrong_dates(name: str, column: Column, lines: NDArray[np.int32], faults: Faults) -> Column:
    """The column without dates that cannot be read."""
    fault = Fault("V402", f"no date in {name}", "The claim counts without it; write it in EDTF: 2017-03-02, 2017-03 or 2017~.")
    gone = _faulty(column, lines, lambda text: _unreadable(text, name), fault, faults)
    return Column(np.where(gone, np.int32(-1), column.codes), column.texts) if gone.any() else column


def check_origins(column: Column, lines: NDArray[np.int32], faults: Faults) -> None:
    """Report dates of origins, `outlet@date`, that cannot be read; the origin counts all the same."""
    fault = Fault("V402", "no date in origin", "Write it as outlet@date, the date in EDTF.")

    def wrong(text: str) -> str:
        dates = [date for each in text.split(";") if (date := origin_of(each.strip())[1]) is not None]
        return next(filter(None, (_unreadable(date, "origin") for date in dates)), "")

    _faulty(column, lines, wrong, fault, faults)


def _unreadable(text: str, name: str) -> str:
    """Why a date cannot be read, or nothing."""
    try:
        read_edtf(text)
    except ValueError as fault:
        return f"{name}: {fault}"
    return ""


def no_text(column: Column, lines: NDArray[np.int32], faults: Faults) -> NDArray[np.bool_]:
    """Whether each row has a cell that UTF-8 cannot carry: bytes of another encoding, or half a surrogate pair."""
    cure = "The row is left out; save the file as UTF-8, or name its encoding in a mapping file."
    fault = Fault("F101", "bytes that are not UTF-8", cure)

    def wrong(text: str) -> str:
        try:
            text.encode("utf-8")
        except UnicodeEncodeError as error:
            byte = f"0x{ord(text[error.start]) & 0xFF:02x}"
            return f"the cell {excerpt(text)} holds a byte ({byte}) or half a character that is not UTF-8"
        return ""

    return _faulty(column, lines, wrong, fault, faults)


def _faulty(
    column: Column, lines: NDArray[np.int32], wrong: Callable[[str], str], fault: Fault, faults: Faults
) -> NDArray[np.bool_]:
    """Whether each row has a text that is wrong; each such text is told once, with the number of its rows."""
    messages = [wrong(text) for text in column.texts]
    bad = np.array([*map(bool, messages), False])[column.codes]
    codes, first, number = np.unique(column.codes[bad], return_index=True, return_counts=True)
    for code, line, rows in zip(codes.tolist(), lines[bad][first].tolist(), number.tolist(), strict=True):
        others = f" (in {counted(rows, 'row')})" if rows > 1 else ""
        faults.row(fault, line, messages[code] + others, rows)
    return bad
