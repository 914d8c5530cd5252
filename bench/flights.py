"""How often the most supported answer is right where the truth is known: flight times told by 38 sites.

`dirty.csv` holds the claims, `clean.csv` the truth, row by row the same `tuple_id`; a question is one of the four times of a
flight. Sources are counted as outlets, and once more with every group that hints at copying connect counted once. Nothing about
the judging knows the truth: hints come from the claims alone; `clean.csv` is opened last, only to count (docs/decisions/0025).
"""

from __future__ import annotations

import argparse
import csv
import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from compare.analysis.copying import copy_groups, hints_in
from compare.analysis.kernel import judge_table
from compare.analysis.support import supported
from compare.analysis.table import bare_terms
from compare.core.columns import ClaimsTable, Column
from compare.core.copy_hints import hint_in_words
from compare.core.model import Location, Subject

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from compare.core.judged import Judged

DATA: Final = Path(__file__).resolve().parent.parent.parent / "shared" / "data" / "flights-small"
TIMES: Final = ("sched_dep_time", "act_dep_time", "sched_arr_time", "act_arr_time")
CLOCK: Final = re.compile(r"(\d{1,2}):(\d{2})(?:\s*([ap])\.?m)?", re.IGNORECASE)
HALF_DAY: Final = 12

Clock = tuple[int, int]  # hour and minute


def read(path: Path) -> ClaimsTable:
    """The claims: one per site, flight and time of which the cell is not empty, as worded."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = [
            (f"{row['flight']}/{name}", row["src"], row[name]) for row in csv.DictReader(file) for name in TIMES if row[name]
        ]
    subject, source, value = (Column.of(column) for column in zip(*rows, strict=True))
    terms = bare_terms(Subject("flight/time", "When?", "time", Location("flights")))
    return ClaimsTable(subject, source, value, (terms,), np.zeros(len(subject.texts), dtype=np.int32))


def clock(text: str) -> Clock:
    """The time of day in a cell of the truth, or in the notation the engine compares times in."""
    found = CLOCK.search(text)
    if not found:
        raise ValueError(f"no time in {text}")
    hour, minute, half = int(found[1]), int(found[2]), (found[3] or "").lower()
    return (hour % HALF_DAY + HALF_DAY * (half == "p"), minute) if half else (hour, minute)


def answers(judged: Judged, groups: NDArray[np.int64] | None = None) -> dict[str, list[Clock]]:
    """By question the time that leads, or those that do equally well, the earliest first."""
    best = supported(judged.holders, judged.relations, judged.subjects.start, groups).best
    found: dict[str, list[Clock]] = {judged.table.subject.texts[code]: [] for code in judged.subjects.code.tolist()}
    for at in np.flatnonzero(best).tolist():
        code = judged.subjects.code[judged.positions.subject[at]]
        found[judged.table.subject.texts[code]].append(clock(judged.values.keys[judged.positions.canonical[at]]))
    return {question: sorted(times) for question, times in found.items()}


def truth(path: Path) -> dict[str, Clock]:
    """The true time of every question; all rows of a flight give the same."""
    with path.open(encoding="utf-8", newline="") as file:
        told = {(f"{row['flight']}/{name}", clock(row[name])) for row in csv.DictReader(file) for name in TIMES if row[name]}
    if len(told) != len(dict(told)):
        raise ValueError(f"{path.name} gives a question two true times")
    return dict(told)


def report(name: str, found: Mapping[str, list[Clock]], true: Mapping[str, Clock]) -> None:
    """Print how many questions have no leading time, and how many are right: a tie as wrong, in equal parts, and decided."""
    print(f"counting {name}: no position leads in {sum(len(times) != 1 for times in found.values())} of {len(found)} questions")
    if true:
        leading = sum(found[question] == [time] for question, time in true.items())
        parts = sum(found[question].count(time) / max(1, len(found[question])) for question, time in true.items())
        first = sum(found[question][:1] == [time] for question, time in true.items())
        for said, right in (
            ("the position that leads is the true one", leading),
            ("the same, a tie counted in equal parts", parts),
            ("the same, a tie decided for the earlier time", first),
        ):
            print(f"  {said}: {right:.1f} of {len(true)}, {right / len(true):.4f}")


def main() -> None:
    """Print the hints, and the share of questions whose most supported time is the true one, counted both ways."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?", default=DATA)
    parser.add_argument("--blind", action="store_true", help="do not open clean.csv")
    given = parser.parse_args()
    table = read(given.folder / "dirty.csv")
    judged = judge_table(table)
    hints = hints_in(judged)
    for hint in hints:
        print(hint_in_words(hint, *(table.source.texts[each] for each in hint.sources)))
    groups = copy_groups(hints, len(table.source.texts)).astype(np.int64)
    true = {} if given.blind else truth(given.folder / "clean.csv")
    report("outlets", answers(judged), true)
    report("every group once", answers(judged, groups), true)


if __name__ == "__main__":
    main()
