from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from compare.core.findings import RelationKind
from compare.kinds.base import Side

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.mark.parametrize(
    ("a", "b", "level", "finer"),
    [
        # precision is no contradiction
        ("2017", "2017-03-02", "inside", 1),
        ("2017-03", "2017", "inside", 0),
        # 2017 fits both of these, and they exclude each other: nothing is transitive here
        ("2017-03", "2017-05", "apart", None),
        # about and certain, about and less certain
        ("2017-03~", "2017-03", "inside", 1),
        ("2017-03~", "2017-03%", "inside", 0),
        ("2017-03~", "2017-03?", "same", None),
        # all of a set says more than one of it
        ("{2015,2016}", "[2015,2016]", "inside", 0),
        # a date between the members of a set is in none of them
        ("2016", "[2015,2017]", "apart", None),
        ("2015/2016", "[2015,2017]", "overlap", None),
        ("156X-12-25", "1565-12-25", "inside", 1),
        # open sides
        ("2017-03-02", "../2018", "inside", 0),
        ("../2016", "2017/..", "apart", None),
        ("../2018", "../2016", "inside", 1),
        ("../2017-03-02", "2017-03-02/..", "overlap", None),
        ("../2017-03-01", "2017-03-02/..", "apart", None),
        ("2017-03-02/2017-03-04", "2017-03-04/2017-03-06", "overlap", None),
        ("2014/..", "2016/..", "inside", 1),
        ("1950S2", "1950", "inside", 1),
        ("1950S2~", "2036", "margin", None),
        # margins
        ("2017-03-02~", "2017-03-03", "margin", None),
        ("2017-03-02~", "2017-03-04", "apart", None),
        ("2017-03-02%", "2017-03-04", "margin", None),
        ("2017-03-02~", "2017-03-04~", "margin", None),
        ("2016~", "2017-12-31", "margin", None),
        ("2016~", "2018-01-02", "apart", None),
        # a timestamp near midnight is the day it states, not the one in UTC
        ("2017-03-02T23:30:00-05:00", "2017-03-03", "apart", None),
        # beyond the calendar of Python
        ("-0044-03-15", "-0044", "inside", 0),
        ("0000", "-0001", "apart", None),
        ("Y10000", "9999/..", "inside", 0),
        # winter 2017 may be either of two
        ("2017-24", "2017-01-15", "inside", 1),
        ("2017-24", "2018-01-15", "inside", 1),
        ("2017-24", "2017-07", "apart", None),
    ],
)
def test_level(
    build: Callable[..., Any], compared: Callable[..., tuple[str, int | None]], a: str, b: str, level: str, finer: int | None
) -> None:
    assert compared(build("date"), a, b) == (level, finer)


def test_many_dates_may_hold(build: Callable[..., Any]) -> None:
    kind = build("date", takes="many")
    outcome = kind.compare(Side(kind.parse("2017-03-02")), Side(kind.parse("2017-04-02")))
    assert (outcome.rule, outcome.relation) == ("date.apart", RelationKind.DIFFERS)
    assert outcome.because == "{a} and {b} have no day in common, and both may hold"


def test_where_one_date_holds_two_without_a_common_day_contradict_each_other(build: Callable[..., Any]) -> None:
    kind = build("date")
    outcome = kind.compare(Side(kind.parse("2017-03-02")), Side(kind.parse("2017-04-02")))
    assert (outcome.relation, outcome.because) == (RelationKind.CONTRADICTS, "{a} and {b} have no day in common")


def test_a_date_is_shown_as_written_and_compared_by_its_days(build: Callable[..., Any]) -> None:
    kind = build("date")
    value = kind.parse(" [2015, 2016] ")
    assert (kind.format(value), kind.key(value)) == ("[2015,2016]", "2015-01-01/2016-12-31")


def test_any_date_may_follow_another(build: Callable[..., Any]) -> None:
    kind = build("date")
    assert kind.follows(kind.parse("2017"), kind.parse("2016"))
