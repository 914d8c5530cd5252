"""Dates, quantities and lists in a reader's words."""

from __future__ import annotations

import pytest

from compare.core.entities import Entities
from compare.core.model import Option
from compare.kinds import kind_for
from compare.kinds.base import example_subject

DATES = {
    "2017-03-02": "2 March 2017",
    "2017-03": "March 2017",
    "2017": "2017",
    "2017~": "about 2017",
    "2017-03-02?": "2 March 2017 (uncertain)",
    "198X": "the 1980s",
    "2016-23": "autumn 2016",
    "2016/2017": "2016 to 2017",
    "../2018-05": "May 2018 or earlier",
    "2018/..": "2018 or later",
    "[2015,2016]": "2015 or 2016",
    "[2015..2018]": "[2015..2018]",
    "2018/": "2018/",
    "/2018": "/2018",
    "2017-XX-02": "2017-XX-02",
    "[2015,156X-12]": "[2015,156X-12]",
    "19XX": "19XX",
}
QUANTITIES = {
    "2000": "2,000 fighters",
    "1": "1 fighter",
    "1 armed fighters": "1 armed fighter",
    "1 armed bodies": "1 armed body",
    "1 press": "1 press",
    "~2000": "about 2,000 fighters",
    "1000..2000": "1,000 to 2,000 fighters",
    ">=3": "at least 3 fighters",
    ">3": "more than 3 fighters",
    "<=3": "at most 3 fighters",
    "<3": "less than 3 fighters",
    ">64%": "more than 64%",
    "2.5 km": "2.5 km",
}


@pytest.mark.parametrize("written", DATES)
def test_dates(written: str) -> None:
    kind = kind_for(example_subject("date"), Entities())
    assert kind.say(kind.parse(written)) == DATES[written]


@pytest.mark.parametrize("written", QUANTITIES)
def test_quantities(written: str) -> None:
    kind = kind_for(example_subject("quantity", unit="fighters"), Entities())
    assert kind.say(kind.parse(written)) == QUANTITIES[written]


@pytest.mark.parametrize(("written", "said"), [("a", "Able"), ("b; a", "Able and Baker"), ("c; b; a", "Able, Baker and Carol")])
def test_lists(written: str, said: str) -> None:
    options = (Option("a", "Able"), Option("b", "Baker"), Option("c", "Carol"))
    kind = kind_for(example_subject("list", options=options), Entities())
    assert kind.say(kind.parse(written)) == said
