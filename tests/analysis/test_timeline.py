"""The days beside the findings: those on which claims hold, and those on which sources were published."""

from __future__ import annotations

from typing import Any

import pytest

from compare.analysis.timeline import with_days
from compare.kinds.civil_days import day_number

Y2019 = (day_number(2019), day_number(2019, 12, 31))


@pytest.mark.parametrize(
    ("said", "days"),
    [
        ({}, Y2019),
        ({"as_of": "2017-03"}, (day_number(2017, 3), day_number(2017, 3, 31))),
        ({"since": "2015"}, (day_number(2015), Y2019[1])),
        ({"since": "2015", "as_of": "2017"}, (day_number(2015), day_number(2017, 12, 31))),
        ({"until": "2017"}, (None, day_number(2017, 12, 31))),
        ({"since": "2015", "until": "2017"}, (day_number(2015), day_number(2017, 12, 31))),
        ({"as_of": "../2017"}, (None, day_number(2017, 12, 31))),
        ({"as_of": "2017/.."}, (day_number(2017), None)),
        ({"as_of": "a while ago"}, (None, None)),
    ],
)
def test_when_a_claim_holds(bench: Any, said: dict[str, str], days: tuple[int | None, int | None]) -> None:
    book = bench.book(bench.claim("one", "anna-berg", **said), published={"one": "2019"})
    assert dict(with_days(bench.judge(book)).days) == {"one": Y2019, "one#c0": days}
