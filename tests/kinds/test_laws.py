"""What must hold for every kind, over values that hypothesis makes up."""

from __future__ import annotations

import json
from functools import cache
from string import Formatter
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from compare.core.entities import Entities
from compare.core.findings import RelationKind
from compare.kinds import kind_for, registered
from compare.kinds.base import Example, Kind, Level, Side, example_subject
from compare.kinds.yes_no import YesNo

if TYPE_CHECKING:
    from pathlib import Path

KINDS = registered()
EXAMPLES = [(name, example) for name, cls in KINDS.items() for example in cls.examples]

# the machine that runs the tests may be busy, so a slow example is no failure; the same examples in every run
law = settings(max_examples=200, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])

years = st.integers(2014, 2018).map(str)
months = st.builds("{}-{:02d}".format, years, st.integers(1, 12))
days = st.builds("{}-{:02d}".format, months, st.integers(1, 28))
plain = st.one_of(years, months, days)
dates = st.one_of(
    plain,
    st.builds("{}{}".format, plain, st.sampled_from("~?%")),
    st.tuples(plain, plain).map(sorted).map("/".join),
    st.builds("{}/{}".format, plain, st.sampled_from(["", ".."])),
    st.lists(plain, min_size=2, max_size=3).map(lambda each: f"[{','.join(each)}]"),
    st.lists(plain, min_size=2, max_size=3).map(lambda each: f"{{{','.join(each)}}}"),
    st.sampled_from(["201X", "2017-XX", "2016-1X", "201X-03-02", "2017-24", "2017-34", "1950S2", "Y20170", "-0044", "../2016"]),
)
counts = st.one_of(st.integers(-3, 30), st.decimals(-3, 30, places=2), st.sampled_from([10, 11, 2000]))
numbers = st.one_of(
    st.builds("{}{}".format, st.sampled_from(["", "~", ">", ">=", "<", "<="]), counts),
    st.builds(
        lambda one, other, about: f"{about}{min(one, other)}..{max(one, other)}", counts, counts, st.sampled_from(["", "~"])
    ),
)
quantities = st.builds("{}{}".format, numbers, st.sampled_from(["", "", " fighter", " families", "%", " km", " metres"]))
clocks = st.one_of(
    st.builds("{}:{:02d}".format, st.integers(0, 23), st.integers(0, 59)),
    st.builds(
        "{}:{:02d} {}".format, st.integers(1, 12), st.sampled_from([0, 5, 58]), st.sampled_from(["am", "p.m.", "PM", "a"])
    ),
    st.builds(
        "{:02d}:{:02d}:{:02d}".format, st.sampled_from([0, 12, 23]), st.sampled_from([0, 59]), st.sampled_from([0, 1, 59])
    ),
    st.sampled_from(
        ["noon", "midnight", "19h10", "7 pm", "23:50..00:10", "19:00..19:30", "0:00..23:59", "7:10 pm (Estimated)"]
    ),
)
times = st.builds(
    "{} {}{} {}".format,
    st.sampled_from(
        ["", "", "2011-12-01", "2011-12-02", "Dec 1", "Dec 31", "Jan 1", "Feb 29", "Thu", "Fri", "01/12/2011", "02/28"]
    ),
    st.sampled_from(["", "", "~"]),
    clocks,
    st.sampled_from(["", "", "UTC", "UTC-05:00", "CET", "BST", "IST"]),
).filter(lambda text: not ("midnight" in text and text[0] != " "))
people = st.one_of(
    st.builds(
        "{}{} {}{}".format,
        st.sampled_from(["", "", "Dr. ", "by "]),
        st.sampled_from(["John", "Jon", "Joan", "J.", "JR", "Bob", "Robert", "José", "Jose", "J. R.", "Abd al-Malik"]),
        st.sampled_from(["Smith", "Smyth", "Smithson", "García", "Garcia", "de Garcia", "Garcia Smith", "Smith R."]),
        st.sampled_from(["", "", " Jr.", " III", " Ltd", " Inc."]),
    ),
    st.sampled_from(["Smith, John", "García, José (Editor)", "Smith", "J.", "Al Smith", "An-Nusra", "al-Nusra", "John Paul I"]),
)
NAMES = ["The League", "North Branch", "Branche du Nord", "south-branch", "harbour unit", "the-union", "The Guild"]
WRITTEN: dict[str, st.SearchStrategy[str]] = {
    "date": dates,
    "quantity": quantities,
    "entity": st.sampled_from(NAMES),
    "list": st.lists(st.sampled_from([each for each in NAMES if "du" not in each]), min_size=1, unique=True).map("; ".join),
    "name": people,
    "names": st.builds(
        lambda names, joint: joint.join(names),
        st.lists(people, min_size=1, max_size=4),
        st.sampled_from(["; ", "/", " and ", ", "]),
    ),
    "place": st.lists(
        st.sampled_from(
            ["Paris", "Lyons", "île de France", "france", "Texas", "U.S.A.", "Springfield", "St. Ives", "Foo", "Georgia"]
        ),
        min_size=1,
        max_size=4,
    ).map(", ".join),
    "status": st.sampled_from(["alive", "is alive", "injured", "captured", "dead", "killed", "was executed"]),
    "time": times,
    "yes-no": st.sampled_from(["yes", "Yes", "no", "partly"]),
    "text": st.one_of(
        st.sampled_from(["a merger", "A “merger”.", "not a merger"]), st.text("aAé -'.!", min_size=1).map("x{}".format)
    ),
}


def build(name: str, **terms: object) -> Kind[Any]:
    cls = KINDS[name]
    return kind_for(example_subject(name, **{**cls.example_terms, **terms}), Entities(cls.example_entities))


@cache
def sides(name: str) -> st.SearchStrategy[Side[Any]]:
    return st.builds(Side, WRITTEN[name].map(build(name).parse), st.booleans() if name in {"list", "names"} else st.just(False))  # noqa: FBT003 - a strategy, not a flag


def check_reads_or_refuses(kind: Kind[Any], text: str) -> None:
    refusal: ValueError | None = None
    try:
        value = kind.parse(text)
    except ValueError as raised:
        refusal = raised
    if refusal is None:
        assert kind.parse(kind.format(value)) == value
        assert kind.key(value)
    else:
        assert type(refusal) is ValueError  # not UnicodeError and the like, which no annotator understands
        assert " " in str(refusal)


@pytest.fixture(scope="module", autouse=True)
def _libraries_are_loaded() -> None:
    """Otherwise the first value that needs one looks slow."""
    build("quantity").parse("1 mile")
    build("date").parse("2017~")
    build("text").parse("x")


every_kind = pytest.mark.parametrize("name", KINDS)


def test_the_kinds_are_found() -> None:
    assert set(KINDS) >= {"date", "entity", "list", "place", "quantity", "status", "text", "time", "yes-no"}


@every_kind
@law
@given(data=st.data())
def test_a_value_is_the_same_as_itself(name: str, data: st.DataObject) -> None:
    side = data.draw(sides(name))
    assert build(name).compare(side, side).relation is RelationKind.SAME


@every_kind
@law
@given(data=st.data())
def test_comparing_is_symmetric(name: str, data: st.DataObject) -> None:
    kind, a, b = build(name), data.draw(sides(name)), data.draw(sides(name))
    outcome, mirrored = kind.compare(a, b), kind.compare(b, a)
    assert (outcome.rule, outcome.relation, outcome.because) == (mirrored.rule, mirrored.relation, mirrored.because)
    assert outcome.finer == (None if mirrored.finer is None else 1 - mirrored.finer)


@every_kind
@law
@given(data=st.data())
def test_what_is_shown_reads_back_to_the_same_value(name: str, data: st.DataObject) -> None:
    kind, value = build(name), data.draw(sides(name)).value
    assert kind.parse(kind.format(value)) == value
    assert kind.key(kind.parse(kind.format(value))) == kind.key(value)


@every_kind
@law
@given(data=st.data())
def test_keys_are_equal_exactly_when_values_are_the_same(name: str, data: st.DataObject) -> None:
    kind, a, b = build(name), data.draw(sides(name)), data.draw(sides(name))
    same = kind.compare(Side(a.value), Side(b.value)).relation is RelationKind.SAME
    assert (kind.key(a.value) == kind.key(b.value)) == same


@every_kind
@law
@given(text=st.one_of(st.text(), st.text("0123456789X?~%-/.,[]{}YES;T:Z<>= km", max_size=14)))
def test_what_cannot_be_read_raises_only_a_sentence(name: str, text: str) -> None:
    check_reads_or_refuses(build(name), text)


@every_kind
def test_naughty_strings_raise_only_a_sentence(name: str, standards: Path) -> None:
    kind = build(name)
    for text in json.loads((standards / "naughty-strings.json").read_text(encoding="utf-8")):
        check_reads_or_refuses(kind, text)


@every_kind
@law
@given(data=st.data())
def test_the_last_level_holds_for_all(name: str, data: st.DataObject) -> None:
    last = build(name).levels[-1]
    assert not last.directed
    assert last.relation in {RelationKind.CONTRADICTS, RelationKind.INCOMPARABLE}
    assert last.holds(data.draw(sides(name)), data.draw(sides(name)))


@pytest.mark.parametrize("name", ["date", "quantity"])
@law
@given(data=st.data())
def test_what_lies_within_the_one_cannot_meet_what_contradicts_it(name: str, data: st.DataObject) -> None:
    """Not so for entities: a unit may be part of two groups that are not each other."""
    kind = build(name)
    a, b, c = (data.draw(sides(name)) for _ in range(3))
    first, second, third = kind.compare(a, b), kind.compare(b, c), kind.compare(a, c)
    if (first.relation, first.finer, second.relation) == ("refines", 0, "contradicts"):
        assert third.relation in {RelationKind.CONTRADICTS, RelationKind.CLOSE, RelationKind.INCOMPARABLE}


@pytest.mark.parametrize(("name", "example"), EXAMPLES, ids=[f"{name}: {each.a} | {each.b}" for name, each in EXAMPLES])
def test_every_example_earns_its_level_both_ways_round(name: str, example: Example) -> None:
    kind = build(name, **example.terms)
    a, b = Side(kind.parse(example.a), example.a_closed), Side(kind.parse(example.b), example.b_closed)
    assert [kind.compare(a, b).rule, kind.compare(b, a).rule] == [f"{name}.{example.level}"] * 2


@every_kind
def test_every_level_has_an_example_and_a_near_miss(name: str) -> None:
    levels = {level.name for level in build(name).levels}
    assert {example.level for example in KINDS[name].examples} == levels
    assert {example.misses for example in KINDS[name].examples} - {None} == levels


@every_kind
@pytest.mark.parametrize("takes", ["one", "many"])
def test_every_level_explains_itself_with_both_values(name: str, takes: str) -> None:
    levels = build(name, takes=takes).levels
    assert levels[0].name == "same"
    assert len({level.name for level in levels}) == len(levels)
    for level in levels:
        fields = {field for _, field, _, _ in Formatter().parse(level.because) if field}
        assert fields == ({"finer", "coarser"} if level.directed else {"a", "b"})


@pytest.mark.parametrize("name", ["date", "entity", "name", "place", "quantity", "status", "time"])
def test_where_many_values_may_hold_nothing_contradicts(name: str) -> None:
    relations = {level.relation for level in build(name, takes="many").levels}
    assert RelationKind.CONTRADICTS not in relations
    assert RelationKind.CONTRADICTS in {level.relation for level in build(name).levels}


def test_levels_that_leave_a_gap_are_our_own_mistake() -> None:
    class Gap(YesNo):
        @property
        def levels(self) -> tuple[Level[str], ...]:
            return super().levels[:1]

    kind = Gap(example_subject("yes-no"), Entities())
    with pytest.raises(AssertionError, match="the last level of kind yes-no must hold for all values"):
        kind.compare(Side("yes"), Side("no"))
