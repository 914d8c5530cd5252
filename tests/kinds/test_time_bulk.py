"""Times weighed with arrays come to what weighing two at a time comes to: the gap, and which lies within the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from compare.kinds.time_bulk import Times, weighed

if TYPE_CHECKING:
    from collections.abc import Callable

CLOCKS = ("19:10", "19:10:30", "00:05", "23:58:30", "23:50..00:10", "19:00..19:30", "00:00..00:20", "19:10:00..19:10:59")
DATED = ("2011-12-01 19:10", "2011-12-02 19:10:30", "2011-12-01 23:58", "2011-12-02 00:03", "2011-12-04 00:00", "1 Dec 19:10")
ZONED = ("19:10 UTC", "18:10 UTC-1", "23:30 UTC-5", "04:30:30 UTC", "19:00..20:00 UTC+2", "17:05 UTC", "2011-12-01T23:30-05:00")
ON_ANOTHER_DAY = ("2011-12-02T04:30Z", "2011-12-02T04:30:10Z", "2011-12-01T04:30Z", "10:00 UTC+14", "10:00 UTC-12")
ALL = (*CLOCKS, *DATED, *ZONED, *ON_ANOTHER_DAY)


@pytest.mark.parametrize("a", ALL)
def test_every_two_times(build: Callable[..., Any], a: str) -> None:
    kind = build("time")
    values = [kind.parse(text) for text in (a, *ALL)]
    plain = [at for at, value in enumerate(values) if not Times.of([value]).odd[0]]
    ours, other = np.zeros(len(plain), dtype=np.intp), np.array(plain, dtype=np.intp)
    times = Times.of(values)
    found = weighed(times.at(ours), times.at(other))
    if 0 not in plain:
        assert "Dec" in a  # a day without its year is compared one by one
        return
    for row, at in enumerate(plain):
        one, two = values[0], values[at]
        by_arrays = (bool(found.a_within[row]), bool(found.b_within[row]), int(found.gap[row]))
        assert (a, two, *by_arrays) == (a, two, one.within(two), two.within(one), one.gap(two))
