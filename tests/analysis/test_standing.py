"""Standing, shape, severity, headline: what a subject comes to."""

from __future__ import annotations

from typing import Any

import pytest


def test_uncovered(bench: Any) -> None:
    found = bench.finding(kind="date")
    assert (found.standing, found.headline) == ("uncovered", "None of the 0 sources has a claim on this.")


def test_shape_and_headline_of_a_contested_subject(bench: Any) -> None:
    claims = [bench.claim(name, "anna-berg") for name in ("a", "b", "c")]
    found = bench.finding(*claims, bench.claim("d", "carl-berg"))
    assert found.shape == "3-1"
    assert found.headline == (
        "Sources contradict each other 3-1: “Anna Berg” (3 sources, 1 to 3 origins) against “Carl Berg” (1 source)."
    )


@pytest.mark.parametrize(
    ("weight", "hedge", "severity"),
    [("high", "stated", "high"), ("medium", "stated", "high"), ("low", "stated", "medium"), ("low", "reported", "low")],
)
def test_severity_is_read_from_the_table(bench: Any, weight: str, hedge: str, severity: str) -> None:
    claims = [bench.claim("a", "anna-berg", hedge=hedge), bench.claim("b", "carl-berg")]
    assert bench.finding(*claims, weight=weight).severity == severity


def test_lopsided_origins_lower_the_severity(bench: Any) -> None:
    many = [bench.claim(name, "anna-berg", via=("own-reporting",)) for name in ("a", "b", "c")]
    one = bench.claim("d", "carl-berg", via=("own-reporting",))
    assert bench.finding(*many, one, weight="medium").severity == "medium"
    assert bench.finding(*many[:2], one, weight="medium").severity == "high"


def test_the_finest_common_reading(bench: Any) -> None:
    claims = [bench.claim("a", "2017"), bench.claim("b", "2017-03"), bench.claim("c", "2017-03-02")]
    found = bench.finding(*claims, kind="date")
    assert found.reading is not None
    assert found.positions[found.reading].value == "2 March 2017"


def test_refines_is_not_transitive_so_positions_merge_on_same_only(bench: Any) -> None:
    claims = [bench.claim("a", "2017"), bench.claim("b", "2017-03"), bench.claim("c", "2017-05")]
    found = bench.finding(*claims, kind="date")
    assert (len(found.positions), found.standing, found.shape) == (3, "contested", "1-1")
    assert found.reading is None


def test_a_value_that_cannot_be_read_is_shown_and_not_compared(bench: Any) -> None:
    found = bench.finding(bench.claim("a", "2017"), bench.claim("b", "last spring"), kind="date")
    assert found.unread == ("b#c1",)
    assert [position.value for position in found.positions] == ["2017"]
    alone = bench.finding(bench.claim("b", "last spring"), kind="date")
    assert (alone.standing, alone.headline) == ("undetermined", "No value on this can be read.")


def test_undetermined_counts_only_where_it_touches_a_leading_position(bench: Any) -> None:
    """Two lone free wordings cannot be compared, but both denials leave the leading affirmation compatible."""
    leading = [bench.claim(name, "5 km") for name in ("a", "b")]
    found = bench.finding(*leading, bench.claim("c", "3 kg"), bench.claim("d", "5.1 km"), kind="quantity", tolerance="10%")
    assert found.standing == "undetermined"


def test_positions_are_ordered_by_support_then_value(bench: Any) -> None:
    claims = [bench.claim("a", "2018"), bench.claim("b", "2017"), bench.claim("c", "2017"), bench.claim("d", "2016")]
    found = bench.finding(*claims, kind="date")
    assert [position.value for position in found.positions] == ["2017", "2016", "2018"]


def test_same_as_reads_two_entities_as_one() -> None:
    from compare.core.entities import Entities
    from compare.core.model import Entity, Location

    place = Location("test")
    entities = Entities([Entity("a", "Able", "person", place, same_as=("b",)), Entity("b", "Baker", "person", place)])
    assert entities.resolve("Baker") == entities.resolve("a") == "a"


def test_the_headline_puts_those_together_that_do_not_exclude_each_other(bench: Any) -> None:
    claims = [bench.claim(name, value) for name, value in (("a", "2017"), ("b", "2018"), ("c", "2017-03"))]
    assert bench.finding(*claims, kind="date").headline == (
        "Sources contradict each other 1-1-1: “March 2017” (1 source) and “2017” (1 source) against “2018” (1 source)."
    )


def test_what_a_source_lets_somebody_say_is_not_firm(bench: Any) -> None:
    claims = [bench.claim("one", "anna-berg"), bench.claim("two", "carl-berg", speaker="anna-berg")]
    assert [bench.finding(*claims).strength, bench.finding(claims[0], bench.claim("two", "carl-berg")).strength] == [
        "qualified",
        "firm",
    ]


def test_within_a_line_of_answers_those_that_most_sources_give_come_first(bench: Any) -> None:
    claims = [bench.claim("a", "2017"), bench.claim("b", "2017"), bench.claim("c", "2017-03"), bench.claim("d", "2017-03-02")]
    found = bench.finding(*claims, kind="date")
    assert [position.value for position in found.positions] == ["2017", "2 March 2017", "March 2017"]
    assert found.reading == 1


def test_a_correction_of_what_may_both_hold_changes_nothing(bench: Any) -> None:
    claims = [bench.claim("a", "2017"), bench.claim("b", "2018", corrects=("a",))]
    standings = {takes: str(bench.finding(*claims, kind="date", takes=takes).standing) for takes in ("one", "many")}
    assert standings == {"one": "evolving", "many": "compatible"}


@pytest.mark.parametrize(
    ("of_one", "of_other", "severity"), [(1, 1, "high"), (2, 1, "high"), (3, 1, "medium"), (4, 2, "high"), (5, 2, "medium")]
)
def test_an_answer_with_more_than_twice_the_origins_of_the_next_is_lopsided(
    bench: Any, of_one: int, of_other: int, severity: str
) -> None:
    own = {"via": ("own-reporting",)}
    claims = [bench.claim(f"a{at}", "2017", **own) for at in range(of_one)]
    claims += [bench.claim(f"b{at}", "2018", **own) for at in range(of_other)]
    assert bench.finding(*claims, kind="date", weight="medium").severity == severity


def test_of_two_wordings_that_as_many_sources_give_the_one_with_more_claims_comes_first(bench: Any) -> None:
    for twice, once in (("Jürgen Müller", "Jurgen Muller"), ("Jurgen Muller", "Jürgen Müller")):
        claims = [bench.claim("a", once), bench.claim("b", twice), bench.claim("b", twice)]
        assert [each.value for each in bench.finding(*claims, kind="name").positions] == [twice, once]
