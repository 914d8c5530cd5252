"""The gates of design section 5, each earned and each missed by a little."""

from __future__ import annotations

from typing import Any

import pytest


@pytest.mark.parametrize(
    ("earlier", "later", "standing"),
    [
        ("alive", "dead", "evolving"),
        ("dead", "alive", "contested"),
        ("killed", "alive", "contested"),
        ("missing", "alive", "compatible"),
    ],
)
def test_nothing_follows_a_final_option(bench: Any, earlier: str, later: str, standing: str) -> None:
    claims = [bench.claim("one", earlier, as_of="2016"), bench.claim("two", later, as_of="2018")]
    assert bench.finding(*claims, kind="status", time="changing").standing == standing


@pytest.mark.parametrize(("second", "gated"), [("2019-01-30", False), ("2019-01-31", True)])
def test_an_answer_does_not_change_faster_than_it_is_stable_for(bench: Any, second: str, *, gated: bool) -> None:
    claims = [bench.claim("one", "anna-berg", as_of="2019-01-01"), bench.claim("two", "carl-berg", as_of=second)]
    found = bench.finding(*claims, time="changing", stable_for=30)
    assert (found.standing == "evolving") is gated


def test_as_of_defaults_to_the_day_of_publication(bench: Any) -> None:
    claims = [bench.claim("one", "anna-berg"), bench.claim("two", "carl-berg")]
    dates = {"one": "2015-01-01", "two": "2019-01-01"}
    assert bench.finding(*claims, time="changing", published=dates).standing == "evolving"


def test_intervals_that_meet_earn_no_gate(bench: Any) -> None:
    claims = [bench.claim("one", "anna-berg", as_of="2019"), bench.claim("two", "carl-berg", as_of="2019-06")]
    assert bench.finding(*claims, time="changing").standing == "contested"


def test_an_open_as_of_decides_nothing_and_says_so(bench: Any) -> None:
    claims = [bench.claim("one", "anna-berg", as_of="2015"), bench.claim("two", "carl-berg", as_of="../2019")]
    found = bench.finding(*claims, time="changing")
    assert (found.standing, found.severity) == ("undetermined", "low")
    assert found.relations[0].rule == "gate.as-of-open"
    assert "Paper two does not say when exactly it holds" in found.relations[0].because


def test_scopes_gate_only_where_both_are_given(bench: Any) -> None:
    both = [bench.claim("one", "1", scope="Dead"), bench.claim("two", "2", scope="dead and injured")]
    same = [bench.claim("one", "1", scope="Dead"), bench.claim("two", "2", scope="dead")]
    assert bench.finding(*both, kind="quantity").relations[0].gate == "different-scope"
    assert bench.finding(*same, kind="quantity").standing == "contested"


def test_a_required_scope_that_is_missing_leaves_it_undetermined(bench: Any) -> None:
    claims = [bench.claim("one", "1", scope="dead"), bench.claim("two", "2")]
    found = bench.finding(*claims, kind="quantity", scope_required=True)
    assert (found.standing, found.relations[0].rule) == ("undetermined", "gate.scope-missing")
    assert "Paper two does not say" in found.relations[0].because


def test_a_required_scope_does_not_touch_values_that_agree(bench: Any) -> None:
    claims = [bench.claim("one", "1..5", scope="dead"), bench.claim("two", "2")]
    assert bench.finding(*claims, kind="quantity", scope_required=True).standing == "compatible"


@pytest.mark.parametrize(("old", "new", "standing"), [("2019", "2020", "evolving"), ("2020-02-02", "2020-02-01", "contested")])
def test_a_correction_must_not_be_older_than_what_it_corrects(bench: Any, old: str, new: str, standing: str) -> None:
    claims = [bench.claim("first", "11"), bench.claim("second", "13", corrects=("first",))]
    found = bench.finding(*claims, kind="quantity", published={"first": old, "second": new})
    assert found.standing == standing


def test_a_correction_covers_only_the_source_it_names(bench: Any) -> None:
    claims = [bench.claim("first", "11"), bench.claim("other", "11"), bench.claim("second", "13", corrects=("first",))]
    found = bench.finding(*claims, kind="quantity")
    assert (found.standing, found.relations[0].gate) == ("contested", None)
    assert {uid.partition("#")[0] for uid in found.relations[0].claims} == {"other", "second"}


def test_a_report_cited_in_order_to_reject_it_is_disputed(bench: Any) -> None:
    claims = [bench.claim("one", "anna-berg"), bench.claim("two", "anna-berg", stance="denies", via=("one",))]
    found = bench.finding(*claims)
    assert (found.standing, found.relations[0].relation) == ("contested", "disputes")
    assert found.relations[0].because == "Paper two reports “Anna Berg” in order to reject it, and denies “Anna Berg”."
    assert found.relations[0].dependence == "cites"


def test_two_denials_may_both_hold(bench: Any) -> None:
    claims = [bench.claim(name, value, stance="denies") for name, value in (("one", "anna-berg"), ("two", "carl-berg"))]
    assert bench.finding(*claims).standing == "compatible"


def test_a_text_needs_a_reader(bench: Any) -> None:
    found = bench.finding(bench.claim("one", "to rule"), bench.claim("two", "to govern"), kind="text")
    assert (found.standing, found.relations[0].relation) == ("undetermined", "incomparable")


def test_nothing_follows_a_final_option_in_either_order_of_the_positions(bench: Any) -> None:
    """The final option is the better supported one, so it is the first position, and it is the older one."""
    claims = [bench.claim(name, "dead", as_of="2016") for name in ("one", "two")]
    found = bench.finding(*claims, bench.claim("three", "alive", as_of="2018"), kind="status", time="changing")
    assert (found.standing, found.relations[0].gate) == ("contested", None)


def test_terms_that_make_no_sense_compare_nothing(bench: Any) -> None:
    found = bench.finding(bench.claim("one", "alive"), kind="status", options=())
    assert (found.standing, found.unread) == ("undetermined", ("one#c0",))


def test_values_worded_alike_are_told_apart_by_their_codes(bench: Any) -> None:
    claims = [bench.claim("one", "1", worded="dozens"), bench.claim("two", "2", worded="dozens")]
    assert bench.finding(*claims, kind="quantity").relations[0].because == "No number fits both “1” and “2”."


def test_a_denial_disputes_what_it_cites_and_contradicts_the_rest(bench: Any) -> None:
    affirmed = [bench.claim(name, "anna-berg") for name in ("cited", "other")]
    found = bench.finding(*affirmed, bench.claim("denier", "anna-berg", stance="denies", via=("cited",)))
    assert found.relations[0].relation == "contradicts"
    assert {uid.partition("#")[0] for uid in found.relations[0].claims} == {"other", "denier"}


def test_a_dispute_may_be_firm(bench: Any) -> None:
    """The report a denial cites is what it rejects, not where it has the denial from."""
    claims = [bench.claim("one", "anna-berg"), bench.claim("two", "anna-berg", stance="denies", via=("one",))]
    assert bench.finding(*claims).strength == "firm"
    hedged = [claims[0], bench.claim("two", "anna-berg", stance="denies", via=("one",), hedge="reported")]
    assert bench.finding(*hedged).strength == "qualified"


def test_the_headline_of_a_change_tells_it_in_order_with_dates(bench: Any) -> None:
    dates = {"early": "2017", "late": "2022"}
    claims = [bench.claim(name, "anna-berg", as_of=date) for name, date in dates.items()]
    found = bench.finding(*claims, bench.claim("between", "anna-berg", stance="denies", as_of="2020"), time="changing")
    assert found.headline == (
        "The answer changes over time: “Anna Berg” as of 2017 to 2022 (2 sources, 1 to 2 origins), "
        "not “Anna Berg” as of 2020 (1 source)."
    )


def test_the_newest_of_several_corrections_counts(bench: Any) -> None:
    """One claim that names the source is older than it and corrects nothing; another is newer."""
    dates = {"first": "2020-02-02", "a-too-old": "2020-01-01", "newer": "2020-03-03"}
    old = bench.claim("first", "11")
    new = [bench.claim(name, "13", corrects=("first",)) for name in ("a-too-old", "newer")]
    relation = bench.finding(old, *new, kind="quantity", published=dates).relations[0]
    assert relation.gate == "revision"
    assert {uid.partition("#")[0] for uid in relation.claims} == {"first", "newer"}


@pytest.mark.parametrize("held_by", [("first",), ("first", "second", "third")])
def test_the_newest_correction_counts_whichever_side_leads(bench: Any, held_by: tuple[str, ...]) -> None:
    dates = dict.fromkeys(held_by, "2020-02-02") | {"earlier": "2020-03-03", "newer": "2020-03-04"}
    old = [bench.claim(name, "11") for name in held_by]
    new = [bench.claim(name, "13", corrects=held_by) for name in ("earlier", "newer")]
    found = bench.finding(*old, *new, kind="quantity", published=dates)
    assert (found.standing, found.relations[0].gate) == ("evolving", "revision")
    assert {uid.partition("#")[0] for uid in found.relations[0].claims} == {"first", "newer"}


@pytest.mark.parametrize("deniers", [1, 3])
def test_a_report_is_disputed_by_its_denial_whichever_side_leads(bench: Any, deniers: int) -> None:
    affirmed = [bench.claim(name, "anna-berg") for name in ("one", "two")]
    denied = [bench.claim(f"z{at}", "anna-berg", stance="denies", via=("one", "two")) for at in range(deniers)]
    assert bench.finding(*affirmed, *denied).relations[0].relation == "disputes"


@pytest.mark.parametrize("deniers", [1, 3])
@pytest.mark.parametrize("affirmers", [1, 2])
def test_the_sentence_on_a_denial_says_which_of_the_two_is_denied(bench: Any, affirmers: int, deniers: int) -> None:
    """Whichever leads: who says killed says dead, and who denies dead denies killed."""
    affirmed = [bench.claim(f"a{at}", "killed") for at in range(affirmers)]
    denied = [bench.claim(f"d{at}", "dead", stance="denies") for at in range(deniers)]
    (relation,) = bench.finding(*affirmed, *denied, kind="status").relations
    assert (relation.relation, relation.because) == ("contradicts", "One affirms “killed”, the other denies “dead”.")


@pytest.mark.parametrize("deniers", [1, 3])
def test_the_denial_of_more_leaves_the_less_open(bench: Any, deniers: int) -> None:
    denied = [bench.claim(f"d{at}", "killed", stance="denies") for at in range(deniers)]
    (relation,) = bench.finding(bench.claim("a", "dead"), bench.claim("b", "dead"), *denied, kind="status").relations
    assert (relation.relation, relation.because) == ("differs", "That “killed” is denied leaves “dead” open.")
    assert relation.finer is None
