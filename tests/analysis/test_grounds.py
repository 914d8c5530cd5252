"""What rules across subjects rest on: the claims that still stand for an affirmed position, with when they hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from compare.analysis.grounds import Grounds
from compare.analysis.time import Interval, interval
from tests.analysis.conftest import SUBJECT, claim

if TYPE_CHECKING:
    from compare.analysis.grounds import Said
    from compare.core.model import Claim
    from tests.analysis.conftest import Bench

EARLY, LATE = "2019-01-01", "2021-01-01"


def stands(bench: Bench, *claims: Claim, **terms: Any) -> dict[str, list[str]]:
    """Each position that counts, by its canonical value, with the sources of the claims that count for it."""
    book = bench.book(*claims, **{"kind": "date", **terms})
    return {each.canonical: [said.claim.source for said in each.members] for each in Grounds(bench.judge(book)).stands(SUBJECT)}


def only(bench: Bench, said: Claim, **terms: Any) -> Said:
    """The one claim that counts where it is the only one."""
    ((member,),) = (each.members for each in Grounds(bench.judge(bench.book(said, **terms))).stands(SUBJECT))
    return member


def test_every_affirmed_position_counts_with_all_who_hold_it(bench: Bench) -> None:
    found = stands(bench, claim("b", "2017"), claim("a", "2017"), claim("c", "2018"), claim("d", "2019", stance="denies"))
    assert found == {"2017": ["a", "b"], "2018": ["c"]}


def test_what_cannot_be_read_and_a_subject_without_claims_count_for_nothing(bench: Bench) -> None:
    assert stands(bench, claim("a", "one day"), claim("b", "2018")) == {"2018": ["b"]}
    assert stands(bench, sources=()) == {}


@pytest.mark.parametrize(
    ("published", "left"),
    [
        ({"a": EARLY, "b": LATE}, {"2018": ["b"]}),
        ({"a": EARLY, "b": EARLY}, {"2018": ["b"]}),  # on the same day it may be the later one
        ({"a": LATE, "b": "2021"}, {"2018": ["b"]}),  # some day of that year
        ({"a": LATE, "b": EARLY}, {"2017": ["a"], "2018": ["b"]}),  # an older one corrects nothing
    ],
)
def test_what_a_source_that_is_not_older_corrects_counts_no_more(
    bench: Bench, published: dict[str, str], left: dict[str, list[str]]
) -> None:
    assert stands(bench, claim("a", "2017"), claim("b", "2018", corrects=("a",)), published=published) == left


def test_who_says_the_same_again_corrects_nothing(bench: Bench) -> None:
    assert stands(bench, claim("a", "2017"), claim("b", "2017", corrects=("a",))) == {"2017": ["a", "b"]}
    denied = stands(bench, claim("a", "2017"), claim("b", "2017", stance="denies", corrects=("a",)))
    assert denied == {}


def test_of_several_corrections_the_newest_decides_whether_it_comes_late_enough(bench: Bench) -> None:
    corrections = (claim("b", "2018", corrects=("a",)), claim("c", "2018", corrects=("a",)))
    for published in ({"a": "2020-01-01", "b": EARLY, "c": LATE}, {"a": "2020-01-01", "b": LATE, "c": EARLY}):
        assert stands(bench, claim("a", "2017"), *corrections, published=published) == {"2018": ["b", "c"]}


def test_only_the_source_that_is_named_is_corrected(bench: Bench) -> None:
    found = stands(bench, claim("a", "2017"), claim("c", "2017"), claim("b", "2018", corrects=("a",)))
    assert found == {"2017": ["c"], "2018": ["b"]}


@pytest.mark.parametrize("relayed", [{"hedge": "reported"}, {"speaker": "the mayor"}, {"via": ("Agency",)}])
def test_what_a_source_only_relays_and_itself_rules_out_is_set_aside(bench: Bench, relayed: dict[str, Any]) -> None:
    own, told = claim("a", "2017"), claim("a", "2018", **relayed)
    assert stands(bench, own, told) == {"2017": ["a"]}
    assert stands(bench, claim("b", "2017"), told) == {"2017": ["b"], "2018": ["a"]}
    # a finer date is not ruled out
    assert stands(bench, own, claim("a", "2017-05", **relayed)) == {"2017-05": ["a"], "2017": ["a"]}


def test_what_a_source_says_of_its_own_reporting_is_firm_and_both_of_its_answers_count(bench: Bench) -> None:
    both = (claim("a", "2017", via=("own-reporting",)), claim("a", "2018", via=("own-reporting",)))
    assert stands(bench, *both) == {"2017": ["a"], "2018": ["a"]}
    assert stands(bench, claim("a", "2017"), claim("a", "2018", via=("own-reporting", "Agency"))) == {"2017": ["a"]}


def test_a_relayed_answer_that_its_source_later_takes_back_is_set_aside(bench: Bench) -> None:
    """The own answer corrects the one that is relayed from another source."""
    book = (claim("a", "2017"), claim("b", "2017", hedge="reported"), claim("b", "2018", corrects=("a",)))
    assert stands(bench, *book) == {"2018": ["b"]}


@pytest.mark.parametrize(
    ("qualifiers", "held", "known", "began"),
    [
        ({}, ("2020-01-01", "2020-01-01"), "2020-01-01", "2020-01-01"),
        ({"as_of": "2015"}, ("2015", "2015"), "2015", "2015"),
        ({"since": "2014", "as_of": "2015"}, ("2014", "2015"), "2015", "2014"),
        ({"since": "2014", "until": "2016", "as_of": "2015"}, ("2014", "2016"), "2016", "2014"),
        ({"since": "2014"}, ("2014", "2020-01-01"), "2020-01-01", "2014"),
    ],
)
def test_when_a_claim_holds_is_known_to_hold_and_began(
    bench: Bench, qualifiers: dict[str, Any], held: tuple[str, str], known: str, began: str
) -> None:
    said = only(bench, claim("a", "anna-berg", **qualifiers))
    first, last = (interval(each) for each in held)
    assert said.held == Interval(first.first, last.last, bounded=said.held.bounded)
    assert (said.known, said.began) == (interval(known), interval(began))


def test_a_claim_is_told_with_its_value_its_scope_and_whether_it_is_firm(bench: Bench) -> None:
    plain = only(bench, claim("a", "Anna Berg", scope="The  North"))
    assert (plain.value, plain.scope, plain.firm) == ("anna-berg", "the north", True)
    relayed = only(bench, claim("a", "anna-berg", hedge="reported"))
    assert (relayed.scope, relayed.firm) == ("", False)


def test_a_position_is_told_with_its_subject_and_its_value(bench: Bench) -> None:
    (stand,) = Grounds(bench.judge(bench.book(claim("a", "Anna Berg")))).stands(SUBJECT)
    assert (stand.subject.id, stand.canonical, stand.value) == (SUBJECT, "anna-berg", "anna-berg")


def test_what_a_source_relays_of_another_time_is_not_set_aside(bench: Bench) -> None:
    own, told = claim("a", "anna-berg", as_of="2010"), claim("a", "carl-berg", as_of="2015", hedge="reported")
    found = {time: stands(bench, own, told, kind="entity", time=time) for time in ("changing", "fixed")}
    assert found == {"changing": {"anna-berg": ["a"], "carl-berg": ["a"]}, "fixed": {"anna-berg": ["a"]}}
