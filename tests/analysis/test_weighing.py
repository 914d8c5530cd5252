"""What a comparison turns on besides the values: stance, firmness, scope, and when a claim holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from compare.analysis.time import interval
from compare.analysis.weighing import weigh
from compare.core.columns import ClaimsTable, Column
from compare.core.model import Location, Subject

if TYPE_CHECKING:
    from compare.analysis.weighing import Weights


def weighed(*rows: dict[str, str]) -> Weights:
    """Claims of one subject, with these qualifiers."""
    same = Column.of(["same"] * len(rows))
    names = sorted({name for row in rows for name in row})
    columns = {name: Column.of([row.get(name) for row in rows]) for name in names}
    terms = (Subject("", "", "text", Location("")),)
    return weigh(ClaimsTable(same, same, same, terms, np.zeros(1, dtype=np.int32), columns))


def told(column: Any) -> list[Any]:
    found: list[Any] = column.tolist()
    return found


def test_a_claim_affirms_unless_it_denies_and_is_open_unless_it_is_closed() -> None:
    found = weighed({"stance": "denies"}, {"stance": "affirms"}, {"list": "closed"}, {"list": "open"})
    assert (told(found.affirms), told(found.closed)) == ([False, True, True, True], [False, False, True, False])
    plain = weighed({}, {})
    assert (told(plain.affirms), told(plain.closed), told(plain.firm)) == ([True, True], [False, False], [True, True])


def test_what_is_stated_at_first_hand_is_firm() -> None:
    found = weighed(
        {"hedge": "stated"},
        {"hedge": "reported"},
        {"origin": "Agency"},
        {"origin": "own-reporting"},
        {"origin": "own-reporting; Agency"},
        {"speaker": "the mayor"},
        {"origin": "Agency", "stance": "denies"},  # what it denies is the agency's report
    )
    assert told(found.firm) == [True, False, False, True, False, False, True]


def test_hedges_are_told_apart_and_so_is_none() -> None:
    hedge = told(weighed({"hedge": "stated"}, {"hedge": "reported"}, {}, {"hedge": "stated"}).hedge)
    assert (hedge[0] == hedge[3], len(set(hedge))) == (True, 3)
    assert len(set(told(weighed({}, {}).hedge))) == 1


def test_scopes_are_one_however_they_are_spelt_and_none_is_none() -> None:
    scope = told(weighed({"scope": "The Dead"}, {"scope": "the  dead"}, {}, {"scope": "hurt"}).scope)
    assert (scope[0] == scope[1] > 0, scope[2], scope[3] > 0, scope[3] != scope[0]) == (True, 0, True, True)
    assert told(weighed({}, {"as_of": "2017"}).scope) == [0, 0]


def test_when_a_claim_holds_and_was_published() -> None:
    found = weighed(
        {"as_of": "2017", "published": "2018-01-01"},
        {"since": "2016", "until": "2018"},
        {"published": "2018-01-01"},
        {"as_of": "2017", "published": "2018-01-01"},
        {},
    )
    days = [(interval(first).first, interval(last).last) for first, last in (("2017", "2017"), ("2016", "2018"))]
    published = interval("2018-01-01")
    assert list(zip(told(found.first), told(found.last), strict=True))[:4] == [
        *days,
        (published.first, published.last),
        days[0],
    ]
    assert told(found.bounded) == [True, True, True, True, False]
    moment = told(found.moment)
    assert (moment[0] == moment[3], len(set(moment))) == (True, 4)
    assert told(found.published_first)[::2] == [published.first, published.first, interval("").first]
    assert told(found.published_last)[::2] == [published.last, published.last, interval("").last]
