"""What values span on an axis."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from compare.core.civil_days import day_number
from compare.core.entities import Entities
from compare.core.findings import DAYS, Stretch
from compare.kinds import kind_for
from compare.kinds.base import example_subject


def extent(kind: str, written: str, **terms: Any) -> Any:
    made = kind_for(example_subject(kind, **terms), Entities(()))
    return made.extent(made.parse(written))


@pytest.mark.parametrize(
    ("written", "pieces"),
    [
        ("2017-03-02", [(day_number(2017, 3, 2), day_number(2017, 3, 2))]),
        ("2017-03", [(day_number(2017, 3), day_number(2017, 3, 31))]),
        ("201X", [(day_number(2010), day_number(2019, 12, 31))]),
        ("[2015,2017]", [(day_number(2015), day_number(2015, 12, 31)), (day_number(2017), day_number(2017, 12, 31))]),
        ("../2018", [(None, day_number(2018, 12, 31))]),
        ("2018/..", [(day_number(2018), None)]),
    ],
)
def test_a_date_spans_the_days_it_may_mean(written: str, pieces: list[tuple[int | None, int | None]]) -> None:
    found = extent("date", written)
    assert [(each.low, each.high) for each in found.pieces] == pieces
    assert (found.measure, found.reach, found.about) == (DAYS, found.pieces, False)


@pytest.mark.parametrize(("written", "days"), [("2017-03~", 31), ("2017-03?", 31), ("2017-03%", 62), ("2017~", 366)])
def test_an_approximate_date_reaches_a_unit_of_its_precision_further(written: str, days: int) -> None:
    found = extent("date", written)
    (piece,), (reach,) = found.pieces, found.reach
    assert (piece.low - reach.low, reach.high - piece.high, found.about) == (days, days, True)


@pytest.mark.parametrize(
    ("written", "piece"),
    [
        ("11", Stretch(Fraction(11), Fraction(11))),
        ("1000..2000", Stretch(Fraction(1000), Fraction(2000))),
        (">=100", Stretch(Fraction(100), None)),
        (">100", Stretch(Fraction(100), None, above=True)),
        ("<50", Stretch(None, Fraction(50), below=True)),
    ],
)
def test_a_quantity_spans_the_numbers_it_may_be(written: str, piece: Stretch) -> None:
    found = extent("quantity", written, unit="fighters")
    assert (found.pieces, found.reach, found.about) == ((piece,), (piece,), False)


def test_about_reaches_a_tenth_to_either_side() -> None:
    found = extent("quantity", "~2000", unit="fighters")
    assert found.pieces == (Stretch(Fraction(2000), Fraction(2000)),)
    assert found.reach == (Stretch(Fraction(1800), Fraction(2200)),)
    assert found.about


def test_only_what_is_measured_alike_stands_on_one_axis() -> None:
    here = {written: extent("quantity", written, unit="km") for written in ("5", "5000 m", "5 camels")}
    assert here["5"] == here["5000 m"]
    assert here["5"].measure != here["5 camels"].measure


@pytest.mark.parametrize(("kind", "written"), [("yes-no", "yes"), ("text", "by night"), ("name", "Anna Berg")])
def test_what_has_no_order_spans_nothing(kind: str, written: str) -> None:
    assert extent(kind, written) is None
