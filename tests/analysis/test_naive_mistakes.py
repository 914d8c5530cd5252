"""The two lists of what a naive tool gets wrong (design section 5): false alarms, and contradictions it misses."""

from __future__ import annotations

from typing import Any

import pytest

Row = tuple[str, tuple[str, dict[str, Any]], tuple[str, dict[str, Any]], str]
FALSE_ALARMS: dict[str, Row] = {
    "spelling": ("entity", ("Anna  Berg", {}), ("anna berg", {}), "agreed"),
    "id and name": ("entity", ("anna-berg", {}), ("Anna Berg", {}), "agreed"),
    "precision": ("date", ("2017-03-02", {}), ("2017-03", {}), "compatible"),
    "part and whole": ("entity", ("north-branch", {}), ("league", {}), "compatible"),
    "open list": ("list", ("league; guild", {}), ("league", {}), "compatible"),
    "scope": ("quantity", ("100", {"scope": "armed"}), ("300", {"scope": "armed and unarmed"}), "compatible"),
    "rounding": ("quantity", ("~2000", {}), ("2100", {}), "compatible"),
    "a range around it": ("quantity", ("1000..2000", {}), ("1500", {}), "compatible"),
    "implied status": ("status", ("killed", {}), ("dead", {}), "compatible"),
    "compatible status": ("status", ("missing", {}), ("dead", {}), "compatible"),
    "restatement": ("text", ("The  Group’s aim", {}), ("the groups aim", {}), "agreed"),
    "denial of another value": ("entity", ("anna-berg", {"stance": "denies"}), ("carl-berg", {}), "compatible"),
}
MISSED: dict[str, Row] = {
    "negation": ("status", ("dead", {}), ("dead", {"stance": "denies"}), "firm"),
    "denial of what is implied": ("status", ("killed", {}), ("dead", {"stance": "denies"}), "firm"),
    "different names": ("entity", ("anna-berg", {}), ("carl-berg", {}), "firm"),
    "a scope on one side only": ("quantity", ("100", {}), ("300", {"scope": "armed"}), "firm"),
    "a hedge on one side": ("entity", ("anna-berg", {"hedge": "rumoured"}), ("carl-berg", {}), "qualified"),
    "second-hand": ("entity", ("anna-berg", {"via": ("Agency@2019",)}), ("carl-berg", {}), "qualified"),
    "closed list": ("list", ("league; guild", {}), ("league", {"closed": True}), "firm"),
    "neighbouring days": ("date", ("2017-03-02", {}), ("2017-03-03", {}), "firm"),
    "part answers": ("yes-no", ("yes", {}), ("no", {}), "firm"),
}


@pytest.mark.parametrize("name", FALSE_ALARMS)
def test_no_false_alarm(bench: Any, name: str) -> None:
    kind, (a, first), (b, second), standing = FALSE_ALARMS[name]
    found = bench.finding(bench.claim("one", a, **first), bench.claim("two", b, **second), kind=kind)
    assert found.standing == standing
    assert found.severity == "none"


@pytest.mark.parametrize("name", MISSED)
def test_contradiction_is_not_missed(bench: Any, name: str) -> None:
    kind, (a, first), (b, second), strength = MISSED[name]
    found = bench.finding(bench.claim("one", a, **first), bench.claim("two", b, **second), kind=kind)
    assert (found.standing, found.shape, found.strength) == ("contested", "1-1", strength)
    assert found.relations[0].because.endswith(".")


def test_change_over_time_is_no_contradiction_and_not_dropped(bench: Any) -> None:
    claims = [bench.claim("one", "anna-berg", as_of="2015"), bench.claim("two", "carl-berg", as_of="2019")]
    found = bench.finding(*claims, time="changing")
    assert found.standing == "evolving"
    assert [(each.relation, each.gate, each.rule) for each in found.relations] == [
        ("contradicts", "succession", "gate.succession")
    ]


def test_a_fixed_subject_does_not_change(bench: Any) -> None:
    claims = [bench.claim("one", "anna-berg", as_of="2015"), bench.claim("two", "carl-berg", as_of="2019")]
    assert bench.finding(*claims).standing == "contested"


def test_a_source_at_odds_with_itself_is_named(bench: Any) -> None:
    found = bench.finding(bench.claim("one", "anna-berg", id="early"), bench.claim("one", "carl-berg", id="late"))
    assert found.standing == "contested"
    assert found.relations[0].internal == ("one",)
    assert found.headline.startswith("One source contradicts itself 1-1")


def test_a_gate_does_not_swallow_the_pair_it_does_not_cover(bench: Any) -> None:
    """Two claims are years apart, two are of the same day: the ungated pair is the relation, and it is named."""
    found = bench.finding(
        bench.claim("early", "anna-berg", as_of="2015"),
        bench.claim("same-day", "anna-berg", as_of="2019-05-05", hedge="reported"),
        bench.claim("late", "carl-berg", as_of="2019-05-05"),
        time="changing",
    )
    relation = found.relations[0]
    assert (relation.relation, relation.gate, relation.strength) == ("contradicts", None, "qualified")
    assert {uid.partition("#")[0] for uid in relation.claims} == {"same-day", "late"}
    assert found.standing == "contested"


def test_a_source_that_reports_what_others_say_does_not_contradict_itself(bench: Any) -> None:
    own = bench.claim("one", "anna-berg", id="own")
    reported = bench.claim("one", "carl-berg", id="told", hedge="reported")
    assert bench.finding(own, reported).headline.startswith("One source reports readings that contradict each other 1-1")
    third = bench.claim("two", "anna-berg", id="third")
    assert bench.finding(own, reported, third).headline.startswith("Sources contradict each other 2-1")
