"""The days beside the findings: those on which claims hold, and those on which sources were published."""

from __future__ import annotations

from typing import Any

import pytest

from compare.analysis.timeline import with_days
from compare.core.civil_days import day_number

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


def test_every_date_that_is_given_has_what_it_spans(bench: Any) -> None:
    said = {"as_of": "2017-03~", "since": "2015", "until": "a while ago"}
    found = with_days(bench.judge(bench.book(bench.claim("one", "anna-berg", **said), published={"one": "2019"}))).dates
    assert list(found) == ["2015", "2017-03~", "2019"]
    assert [(each.low, each.high) for each in found["2019"].pieces] == [Y2019]
    assert [date for date, extent in found.items() if extent.about] == ["2017-03~"]


@pytest.mark.parametrize(
    ("kind", "values", "spans"),
    [
        ("entity", ("anna-berg",), [None]),
        ("quantity", ("11", "~2000"), [[(11, 11)], [(2000, 2000)]]),
        ("date", ("2019", "../2018"), [[(None, day_number(2018, 12, 31))], [Y2019]]),
    ],
)
def test_a_position_has_what_its_value_spans(bench: Any, kind: str, values: tuple[str, ...], spans: list[Any]) -> None:
    claims = [bench.claim(f"s{at}", value) for at, value in enumerate(values)]
    (found,) = bench.judge(bench.book(*claims, kind=kind)).subjects
    extents = sorted((each.canonical, each.extent) for each in found.positions)
    assert [each and [(piece.low, piece.high) for piece in each.pieces] for _, each in extents] == spans
