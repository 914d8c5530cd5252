"""The sentence at the head of a subject, for every standing: who says what, how many, and what is not known about them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from compare.core.model import Reading, Source
from tests.analysis.conftest import PLACE, SUBJECT, claim

if TYPE_CHECKING:
    from compare.core.model import Claim
    from tests.analysis.conftest import Bench

DATE: dict[str, Any] = {"kind": "date"}
COUNT: dict[str, Any] = {"kind": "quantity"}
CHANGING = COUNT | {"time": "changing"}
OWN: dict[str, Any] = {"via": ("own-reporting",)}
ONE_AND_ONE = "“2017” (1 source) against “2018” (1 source)."


def source(name: str, **more: Any) -> Source:
    return Source(name, name, "2020-01-01", "stated", PLACE, **more)


@pytest.mark.parametrize(
    ("claims", "terms", "sentence"),
    [
        ((claim("a", "2017"), claim("b", "2018")), DATE, f"Sources contradict each other 1-1: {ONE_AND_ONE}"),
        (
            (claim("a", "2017", hedge="reported"), claim("b", "2018")),
            DATE,
            f"Sources contradict each other 1-1, hedged or second-hand: {ONE_AND_ONE}",
        ),
        ((claim("a", "2017"), claim("a", "2018")), DATE, f"One source contradicts itself 1-1: {ONE_AND_ONE}"),
        (
            (claim("a", "2017"), claim("a", "2018", hedge="reported")),
            DATE,
            f"One source reports readings that contradict each other 1-1, hedged or second-hand: {ONE_AND_ONE}",
        ),
        (
            (claim("a", "2017"), claim("a", "2018"), claim("b", "2018")),
            DATE,
            "Sources contradict each other and themselves 2-1: “2018” (2 sources, 1 to 2 origins) against “2017” (1 source).",
        ),
        (
            (claim("a", "2017", stance="denies"), claim("b", "2017"), claim("c", "2019"), claim("d", "2019")),
            DATE,
            (
                "Sources contradict each other 2-1-1: "
                "“2019” (2 sources, 1 to 2 origins) and not “2017” (1 source) against “2017” (1 source)."
            ),
        ),
        (
            (claim("a", "2016"), claim("b", "2017"), claim("c", "2018"), claim("d", "2016-04")),
            DATE,
            (
                "Sources contradict each other 1-1-1-1: "
                "“April 2016” (1 source) and “2016” (1 source) against “2017” (1 source) against “2018” (1 source)."
            ),
        ),
        (
            (claim("a", "5", scope="dead"), claim("b", "6")),
            COUNT | {"scope_required": True},
            "2 readings that cannot be weighed against each other: “5” (1 source) against “6” (1 source).",
        ),
        (
            (claim("a", "5"), claim("b", "6", corrects=("a",))),
            COUNT,
            "Corrected later: “5” as of 1 January 2020 (1 source), “6” as of 1 January 2020 (1 source).",
        ),
        (
            (
                claim("a", "5", as_of="2010"),
                claim("c", "5", since="2009-03", until="2010"),
                claim("b", "6", as_of="2015"),
                claim("d", "7", as_of="2016", corrects=("b",)),
            ),
            CHANGING,
            (
                "The answer changes over time: “5” as of March 2009 to 2010 (2 sources, 1 to 2 origins), "
                "“6” as of 2015 (1 source), “7” as of 2016 (1 source)."
            ),
        ),
        (
            (claim("a", "6", as_of="2015"), claim("b", "5", as_of="2017"), claim("c", "7", as_of="2010")),
            CHANGING,
            "The answer changes over time: “7” as of 2010 (1 source), “6” as of 2015 (1 source), “5” as of 2017 (1 source).",
        ),
        (
            (claim("a", "5", until="2016"), claim("b", "6", as_of="2018"), claim("c", "7", since="2019")),
            CHANGING,
            (
                "The answer changes over time: “5” as of 2016 (1 source), “6” as of 2018 (1 source), "
                "“7” as of 2019 to 1 January 2020 (1 source)."
            ),
        ),
        (
            (claim("a", "2017"), claim("b", "2017-03")),
            DATE,
            "2 readings from 2 of 2 sources, none excluding another: “March 2017” (1 source) and “2017” (1 source).",
        ),
        (
            (claim("a", "5", scope="dead"), claim("b", "6", scope="hurt")),
            COUNT,
            (
                "2 readings from 2 of 2 sources, none excluding another, as they do not count the same: "
                "“5” (1 source) and “6” (1 source)."
            ),
        ),
        ((claim("a", "5", **OWN), claim("b", "5", **OWN)), COUNT, "2 of 2 sources say “5”, from 2 origins."),
        ((claim("a", "5"), claim("b", "5")), COUNT, "2 of 2 sources say “5”, whether independently is not established."),
        ((claim("a", "5"), claim("b", "5", via=("a",))), COUNT, "2 of 2 sources say “5”, all from one origin."),
        ((claim("a", "5"),), COUNT, "Only 1 of 1 source says “5”."),
        ((claim("a", "5", stance="denies"),), COUNT, "Only 1 of 1 source says not “5”."),
        ((claim("a", "many"),), COUNT, "No value on this can be read."),
    ],
)
def test_the_headline_says_what_the_sources_come_to(
    bench: Bench, claims: tuple[Claim, ...], terms: dict[str, Any], sentence: str
) -> None:
    assert bench.finding(*claims, **terms).headline == sentence


def test_the_headline_ends_with_what_is_not_known(bench: Bench) -> None:
    others = (source("read"), source("y"), source("z"), source("burnt", unavailable="It burnt."), source("skimmed"))
    readings = (Reading("read", PLACE, full=True), Reading("skimmed", PLACE, subjects=("league/other",)))
    found = bench.finding(claim("a", "5"), **COUNT, sources=others, readings=readings)
    assert found.headline == "Only 1 of 6 sources says “5”; 2 not checked, 2 not read, 1 unavailable."


def test_of_a_subject_without_a_claim_the_headline_says_that_none_has_one(bench: Bench) -> None:
    found = bench.finding(**COUNT, sources=(source("y"), source("z")), readings=(Reading("y", PLACE, subjects=(SUBJECT,)),))
    assert found.headline == "None of the 2 sources has a claim on this; 1 not checked, 1 not read."


LETTERS = "abcdefghijklmnop"
TWELVE = "1-1-1-1-1-1-1-1-1-1-1-1"


def read(first: int, last: int, between: str) -> str:
    return between.join(f"“{number}” (1 source)" for number in range(first, last + 1))


@pytest.mark.parametrize(("answers", "shape", "rest"), [(12, TWELVE, ""), (13, f"{TWELVE}-…", ", and 1 more reading")])
def test_of_very_many_answers_the_headline_tells_the_first(bench: Bench, answers: int, shape: str, rest: str) -> None:
    found = bench.finding(*(claim(LETTERS[at], str(10 + at)) for at in range(answers)), **COUNT)
    assert found.headline == f"Sources contradict each other {shape}: {read(10, 21, ' against ')}{rest}."


def test_of_camps_with_very_many_answers_the_headline_tells_the_first(bench: Bench) -> None:
    """What a span lies within it does not exclude; every camp is whole but the last that is told."""
    spans = [f"{start + at} to {start + 20 - at}" for start in (100, 200, 300) for at in range(5)]
    found = bench.finding(*(claim(LETTERS[at], each) for at, each in enumerate(spans)), **COUNT)
    first, second = (
        f"“{start + 4} to {start + 16}” (1 source), “{start + 3} to {start + 17}” (1 source), “{start + 2} to {start + 18}” "
        f"(1 source), “{start + 1} to {start + 19}” (1 source) and “{start} to {start + 20}” (1 source)"
        for start in (100, 200)
    )
    assert found.headline == (
        f"Sources contradict each other {TWELVE}-…: {first} against {second} "
        "against “304 to 316” (1 source) and “303 to 317” (1 source), and 3 more readings."
    )


def test_of_an_answer_that_changed_very_often_the_headline_tells_the_newest(bench: Bench) -> None:
    said = [claim(LETTERS[at], str(10 + at), as_of=str(2001 + at)) for at in range(15)]
    told = ", ".join(f"“{10 + at}” as of {2001 + at} (1 source)" for at in range(3, 15))
    assert bench.finding(*said, **CHANGING).headline == f"The answer changes over time: 3 earlier readings, {told}."


def test_of_very_many_answers_side_by_side_the_headline_tells_the_first(bench: Bench) -> None:
    said = [claim(LETTERS[at], str(10 + at), scope=f"of kind {LETTERS[at]}") for at in range(14)]
    found = bench.finding(*said, **COUNT)
    assert found.headline.endswith(f": {read(10, 21, ', ')} and 2 more readings.")
