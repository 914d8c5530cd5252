"""Rules across subjects against what walking all choices of claims finds, on small casebooks made at random."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import product
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from compare.analysis.cross_rules import with_breaches
from compare.analysis.judge import judge
from compare.core.model import Casebook, Claim, Entity, Location, Option, Quote, Rule, Source, Subject

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

PLACE: Final = Location("test")
STATES: Final = (Option("active"), Option("gone", final=True))
# Several answers may hold, so that no source sets aside what it only reports.
SUBJECTS: Final = (
    Subject("league/founded", "When was it founded?", "date", PLACE, takes="many"),
    Subject("league/raid", "When was the raid?", "date", PLACE, takes="many"),
    Subject("league/state", "Is it there?", "status", PLACE, time="changing", options=STATES, takes="many"),
    Subject("league/leader", "Who leads it?", "entity", PLACE, time="changing", takes="many"),
    Subject("camp/all", "How many?", "quantity", PLACE, time="changing", unit="people", takes="many"),
    Subject("camp/men", "How many men?", "quantity", PLACE, unit="people", takes="many"),
    Subject("camp/women", "How many women?", "quantity", PLACE, time="changing", unit="people", stable_for=3, takes="many"),
)
ENTITIES: Final = (Entity("league", "The League", "group", PLACE), Entity("camp", "The Camp", "place", PLACE))
DAYS: Final = ("2020-01-01", "2020-01-02", "2020-01-03", "2020-01-05", "2020-01-09")
SPANS: Final = (*DAYS, "2020-01-01/2020-01-03", "2020-01-02/..", "../2020-01-03", "2020-01-02~")
Row = tuple[str, str, str, str, str | None, str | None]
Choice = tuple[Claim, ...]

BEFORE: Final = Rule("r", "No.", "before", "league/founded", ("league/raid",), PLACE)
AFTER: Final = Rule("r", "No.", "after_final", "league/state", ("league/leader",), PLACE)
SUM: Final = Rule("r", "No.", "sum", "camp/all", ("camp/men", "camp/women"), PLACE)
BOUNDS: Final = Rule("r", "No.", "bounds", "camp/all", ("camp/women",), PLACE, complete=False)


def rows(*values: tuple[str, tuple[str, ...]]) -> st.SearchStrategy[list[Row]]:
    """Claims as source, subject, value, hedge, scope and as-of date."""
    said = st.one_of(*(st.tuples(st.just(subject), st.sampled_from(given_)) for subject, given_ in values))
    qualifiers = st.tuples(
        st.sampled_from(["stated", "alleged"]), st.sampled_from([None, "x", "y"]), st.sampled_from([None, *DAYS])
    )
    row = st.tuples(st.sampled_from("abc"), said, qualifiers)
    return st.lists(row.map(lambda each: (each[0], *each[1], *each[2])), min_size=2, max_size=7)


def casebook(claims: Sequence[Claim], rule: Rule) -> Casebook:
    sources = tuple(Source(each, f"Title {each}", day, "stated", PLACE) for each, day in zip("abc", DAYS, strict=False))
    return Casebook("test", sources=sources, entities=ENTITIES, subjects=SUBJECTS, claims=tuple(claims), rules=(rule,))


def claims_of(made: Sequence[Row]) -> list[Claim]:
    return [
        Claim(f"c{at}", source, subject, value, Quote("q"), PLACE, hedge=hedge, scope=scope, as_of=as_of)
        for at, (source, subject, value, hedge, scope, as_of) in enumerate(made)
    ]


def breaches(claims: Sequence[Claim], rule: Rule) -> tuple[object, ...]:
    return with_breaches(judge(casebook(claims, rule))).breaches


def expected(claims: Sequence[Claim], rule: Rule, broken: Callable[[Choice], bool]) -> list[tuple[object, ...]]:
    """Every choice of positions that claims break: those to name, the sources, how firmly, and who breaks it alone."""
    read = judge(casebook(claims, rule)).claims
    sides = [[each for each in read if each.subject == subject] for subject in (rule.lead, *rule.others)]
    groups: dict[tuple[str | None, ...], list[Choice]] = {}
    for choice in product(*sides):
        if len({each.scope for each in choice} - {None}) < 2 and broken(choice):
            groups.setdefault(tuple(each.canonical for each in choice), []).append(choice)
    found = []
    for choices in groups.values():
        hedged, uids = min(
            (sum(each.hedge != "stated" for each in choice), tuple(each.uid for each in choice)) for choice in choices
        )
        sources = tuple(tuple(sorted({each.source for each in side})) for side in zip(*choices, strict=True))
        alone = sorted({choice[0].source for choice in choices if len({each.source for each in choice}) == 1})
        found.append((uids, sources, "qualified" if hedged else "firm", tuple(alone)))
    return sorted(found)


def found(claims: Sequence[Claim], rule: Rule) -> list[tuple[object, ...]]:
    result = with_breaches(judge(casebook(claims, rule))).breaches
    return [(each.claims, each.sources, each.strength, each.internal) for each in result]


# the rules once more, in another way: by days as `datetime` has them


def span(written: str) -> tuple[int, int]:
    """First and last day; a `~` on a day is one day to either side."""
    start, _, end = written.rstrip("~").partition("/")
    about = written.endswith("~")
    days = [None if each in {"..", ""} else date.fromisoformat(each).toordinal() for each in (start, end or start)]
    if start == "..":
        days[0] = None
    if end == "..":
        days[1] = None
    return (-(10**9) if days[0] is None else days[0] - about), (10**9 if days[1] is None else days[1] + about)


def held(claim: Claim) -> tuple[int, int]:
    return span(claim.as_of or dict(zip("abc", DAYS, strict=False))[claim.source])


def raids_before_it_is_founded(choice: Choice) -> bool:
    founded, raid = choice
    return span(raid.written)[1] < span(founded.written)[0]


def led_when_gone(choice: Choice) -> bool:
    state, leader = choice
    return state.written == "gone" and held(state)[1] < held(leader)[0]


def numbers(written: str) -> set[int]:
    """The numbers from 0 to 40 that a quantity allows."""
    if written.startswith(">="):
        return set(range(int(written[2:]), 41))
    low, _, high = written.partition("..")
    return set(range(int(low), int(high or low) + 1))


def at_one_time(claims: Sequence[Claim], slack: int) -> bool:
    days = [held(each) for each in claims]
    return max(first for first, _ in days) - min(last for _, last in days) < slack


def does_not_add_up(choice: Choice) -> bool:
    whole, men, women = choice
    sums = {one + other for one in numbers(men.written) for other in numbers(women.written)}
    return at_one_time((whole, women), 3) and not numbers(whole.written) & sums


def is_more_than_the_whole(choice: Choice) -> bool:
    whole, part = choice
    return at_one_time(choice, 3) and min(numbers(part.written)) > max(numbers(whole.written))


COUNTS: Final = ("1", "2", "3", "4", "2..3", ">=3")
DATES: Final = rows(("league/founded", SPANS), ("league/raid", SPANS))
FIRM_AND_ALLEGED: list[Row] = [
    ("a", "league/founded", "2020-01-03", "stated", "x", None),
    ("a", "league/founded", "2020-01-03", "alleged", None, None),
    ("a", "league/raid", "2020-01-01", "stated", "y", None),
    ("a", "league/raid", "2020-01-01", "alleged", None, None),
]
OFFICES: Final = rows(("league/state", ("gone",)), ("league/leader", ("camp", "league")))
PEOPLE: Final = rows(("camp/all", COUNTS), ("camp/men", COUNTS), ("camp/women", COUNTS))
GROUPS: Final = rows(("camp/all", COUNTS), ("camp/women", COUNTS))


@settings(deadline=None, max_examples=100)
@given(made=DATES)
@example(made=FIRM_AND_ALLEGED)
def test_dates_are_out_of_order_exactly_where_their_days_exclude_it(made: list[Row]) -> None:
    claims = claims_of(made)
    assert sorted(found(claims, BEFORE)) == expected(claims, BEFORE, raids_before_it_is_founded)


@settings(deadline=None, max_examples=100)
@given(made=DATES)
@example(made=FIRM_AND_ALLEGED)
def test_in_a_strict_order_the_same_day_is_out_of_order_as_well(made: list[Row]) -> None:
    claims = claims_of(made)

    def not_after(choice: Choice) -> bool:
        return span(choice[1].written)[1] <= span(choice[0].written)[0]

    assert sorted(found(claims, replace(BEFORE, strict=True))) == expected(claims, BEFORE, not_after)


@settings(deadline=None, max_examples=100)
@given(made=OFFICES)
def test_an_office_after_the_end_is_found_exactly_where_the_days_exclude_it(made: list[Row]) -> None:
    claims = claims_of(made)
    assert sorted(found(claims, AFTER)) == expected(claims, AFTER, led_when_gone)


@settings(deadline=None, max_examples=100)
@given(made=PEOPLE)
def test_parts_do_not_add_up_exactly_where_no_numbers_do(made: list[Row]) -> None:
    claims = claims_of(made)
    assert sorted(found(claims, SUM)) == expected(claims, SUM, does_not_add_up)


@settings(deadline=None, max_examples=100)
@given(made=GROUPS)
def test_a_part_is_too_large_exactly_where_every_number_is(made: list[Row]) -> None:
    claims = claims_of(made)
    assert sorted(found(claims, BOUNDS)) == expected(claims, BOUNDS, is_more_than_the_whole)


@settings(deadline=None, max_examples=60)
@given(made=st.one_of(DATES, OFFICES, PEOPLE), seed=st.randoms(use_true_random=False))
def test_the_order_of_claims_changes_nothing(made: list[Row], seed: object) -> None:
    claims = claims_of(made)
    shuffled = claims[:]
    seed.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis gives a random.Random of its own
    for rule in (BEFORE, AFTER, SUM):
        assert breaches(shuffled, rule) == breaches(claims, rule)


def test_many_combinations_leave_those_of_a_single_source() -> None:
    others = [Claim(f"o{at}", "b", "camp/men", str(at), Quote("q"), PLACE) for at in range(200)]
    more = [Claim(f"w{at}", "c", "camp/women", str(at), Quote("q"), PLACE) for at in range(200)]
    own = [Claim(f"own{at}", "a", each, "9", Quote("q"), PLACE) for at, each in enumerate((SUM.lead, *SUM.others))]
    assert [each[0] for each in found([*others, *more, *own], SUM)] == [("a#own0", "a#own1", "a#own2")]


def test_the_sentence_says_of_when_an_answer_is_that_may_change() -> None:
    claims = claims_of(
        [("a", "camp/all", "5", "stated", None, "2020-01-03"), ("b", "camp/women", "9", "stated", None, "2020-01-03")]
    )
    (breach,) = with_breaches(judge(casebook(claims, BOUNDS))).breaches
    assert breach.because == (
        "No. Title a answers “How many?” with “5 people” (as of 3 January 2020, published 1 January 2020)"
        " and Title b answers “How many women?” with “9 people” (as of 3 January 2020, published 2 January 2020)."
    )


def test_an_answer_that_may_change_and_names_no_date_has_that_of_its_publication() -> None:
    claims = claims_of([("a", "camp/all", "5", "stated", None, None), ("a", "camp/women", "9", "stated", None, None)])
    (breach,) = with_breaches(judge(casebook(claims, BOUNDS))).breaches
    assert breach.because == (
        "No. Title a answers “How many?” with “5 people” (as of its publication, 1 January 2020)"
        " and answers “How many women?” with “9 people” (as of its publication, 1 January 2020)."
    )


def test_all_parts_together_may_be_neither_more_nor_less_than_the_whole() -> None:
    parts = [("a", "camp/men", "2", "stated", None, None), ("b", "camp/women", "2", "stated", None, None)]
    whole = [claims_of([("c", "camp/all", number, "stated", None, None), *parts]) for number in ("3", "4", "5")]
    partial = replace(SUM, complete=False)
    assert [[len(breaches(claims, rule)) for claims in whole] for rule in (SUM, partial)] == [[1, 0, 1], [1, 0, 0]]


def test_after_the_end_some_may_not_be_counted_but_none_may() -> None:
    rule = replace(AFTER, others=("camp/all",))
    end = ("a", "league/state", "gone", "stated", None, "2020-01-01")
    counted = {
        number: len(breaches(claims_of([end, ("b", "camp/all", number, "stated", None, "2020-01-09")]), rule))
        for number in ("0", "1", ">0", ">=0", "<5")
    }
    assert counted == {"0": 0, "1": 1, ">0": 1, ">=0": 0, "<5": 0}


def test_a_strict_order_excludes_the_same_day_and_no_more() -> None:
    raid = ("b", "league/raid", "2020-01-02", "stated", None, None)
    found = {
        (day, strict): len(
            breaches(claims_of([("a", "league/founded", day, "stated", None, None), raid]), replace(BEFORE, strict=strict))
        )
        for day in DAYS[:3]
        for strict in (False, True)
    }
    assert [day for day, broken in found.items() if broken] == [(DAYS[1], True), (DAYS[2], False), (DAYS[2], True)]


def test_a_sum_is_held_against_its_parts_only_where_all_of_them_are_asked() -> None:
    claims = claims_of([("a", "camp/all", "1", "stated", None, None), ("b", "camp/men", "4", "stated", None, None)])
    asked = [len(breaches(claims, replace(SUM, others=others))) for others in (("camp/men",), ("camp/men", "camp/children"))]
    assert asked == [1, 0]


def test_after_the_end_it_may_be_said_that_something_is_no_more_but_not_that_it_is() -> None:
    asked = Subject("league/armed", "Is it armed?", "yes-no", PLACE, time="changing")
    end, answers = ("a", "league/state", "gone", "stated", None, "2020-01-01"), ("yes", "no", "partly")
    found = {}
    for answer in answers:
        claims = claims_of([end, ("b", "league/armed", answer, "stated", None, "2020-01-09")])
        book = casebook(claims, replace(AFTER, others=("league/armed",)))
        found[answer] = len(with_breaches(judge(replace(book, subjects=(*SUBJECTS, asked)))).breaches)
    assert found == {"yes": 1, "no": 0, "partly": 1}


def test_who_is_said_to_belong_to_what_is_gone_is_found_in_the_answer() -> None:
    """The question is asked of the camp, and its answer names the league."""
    asked = Subject("camp/part-of", "What does it belong to?", "entity", PLACE, time="changing")
    rule = replace(AFTER, form="member_of_dissolved", others=("*/part-of",))
    end = ("a", "league/state", "gone", "stated", None, "2020-01-01")
    found = {}
    for answer in ("league", "camp"):
        claims = claims_of([end, ("b", "camp/part-of", answer, "stated", None, "2020-01-09")])
        book = replace(casebook(claims, rule), subjects=(*SUBJECTS, asked))
        found[answer] = len(with_breaches(judge(book)).breaches)
    assert found == {"league": 1, "camp": 0}


@pytest.mark.parametrize(("because", "begins"), [("no", "No. "), ("No!", "No! "), ("Why?", "Why? "), ("No.", "No. ")])
def test_the_sentence_of_the_rule_comes_first_and_an_answer_that_cannot_change_has_no_date(because: str, begins: str) -> None:
    claims = claims_of([("a", "camp/men", "5", "stated", None, None), ("b", "camp/women", "9", "stated", None, None)])
    rule = replace(BOUNDS, lead="camp/men", because=because)
    (breach,) = with_breaches(judge(casebook(claims, rule))).breaches
    assert breach.because == (
        f"{begins}Title a answers “How many men?” with “5 people”"
        " and Title b answers “How many women?” with “9 people” (as of its publication, 2 January 2020)."
    )
