"""A whole casebook judged: what claims mean, who is named how, and sources that copy, counted once where that is asked."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from compare.analysis.judge import judge
from compare.core.findings import AliasSeen, Counted, SourceCopying
from compare.core.model import ArticleText, Casebook, Claim, Quote, Source, Subject
from compare.core.places import PlaceRow, Places, PlacesBuilder
from tests.analysis.conftest import ENTITIES, PLACE, claim

if TYPE_CHECKING:
    from compare.core.findings import Findings
    from tests.analysis.conftest import Bench

QUESTIONS = 60
ODD = 20
PAPERS = tuple(f"paper-{letter}" for letter in "abcdefgh")


def copied_book() -> Casebook:
    """Sixty questions, eight papers that agree, and two sources that give the same odd answer to twenty of them.

    On the first question only two papers speak.
    """
    speaking = [(name, at) for name in (*PAPERS, "echo", "wire") for at in range(QUESTIONS) if at or name not in PAPERS[2:]]
    claims = tuple(Claim(f"c{at}", name, f"bridge/{at}", value(name, at), Quote("as was said"), PLACE) for name, at in speaking)
    return Casebook(
        title="Bridges",
        sources=tuple(Source(name, name, "2020-01-01", "stated", PLACE) for name in (*PAPERS, "echo", "wire")),
        subjects=tuple(Subject(f"bridge/{at}", "When?", "date", PLACE) for at in range(QUESTIONS)),
        claims=claims,
    )


def value(name: str, at: int) -> str:
    odd = at < ODD and name in {"echo", "wire"}
    return f"19{at + 10}-07-01" if odd else f"19{at + 10}-03-02"


@pytest.fixture(scope="module")
def copied() -> Findings:
    return judge(copied_book())


@pytest.fixture(scope="module")
def once() -> Findings:
    return judge(copied_book(), count_copies_once=True)


def test_two_that_share_odd_answers_are_hinted_at_with_what_they_share(copied: Findings) -> None:
    (hint,) = copied.copy_hints
    examples = tuple((f"bridge/{at}", f"1 July 19{at + 10}") for at in range(1, 6))
    assert hint == SourceCopying(("echo", "wire"), 60, 60, 19, 19, 19, hint.expected, examples)


def test_copies_count_each_by_itself_unless_it_is_asked_otherwise(copied: Findings, once: Findings) -> None:
    assert (copied.counted_as, dict(once.counted_as)) == ({}, {"wire": "echo"})
    each, together = (found.subjects[1].positions for found in (copied, once))
    assert [position.counted for position in each] == [None, None]
    assert [position.counted for position in together] == [None, Counted(1, 0)]
    assert together[1].sources == ("echo", "wire")


def test_two_copies_are_no_match_for_two_papers_once_they_are_counted_as_one(copied: Findings, once: Findings) -> None:
    each, together = (found.subjects[0] for found in (copied, once))
    assert (each.most_supported, [position.value for position in each.positions]) == (None, ["2 March 1910", "1 July 1910"])
    assert (together.most_supported, together.positions[0].value) == (0, "2 March 1910")
    assert once.copy_hints == copied.copy_hints


def test_claims_carry_what_their_values_mean_and_stand_by_their_ids(bench: Bench) -> None:
    claims = (claim("b", "The League"), claim("a", "nobody we know", id="z"), claim("a", "carl-berg", id="y"))
    found = bench.judge(bench.book(*claims))
    assert [(each.uid, each.written, each.canonical, each.shown) for each in found.claims] == [
        ("a#y", "carl-berg", "carl-berg", "Carl Berg"),
        ("a#z", "nobody we know", None, "nobody we know"),
        ("b#c0", "The League", "league", "The League"),
    ]


def test_names_are_counted_in_the_text_at_hand_and_else_in_the_claims(bench: Bench) -> None:
    claims = (claim("a", "league", id="x"), claim("b", "league", id="y", worded="the League"))
    quoted = tuple(replace(each, quote=Quote("The League and Anna Berg of North Branch")) for each in claims)
    text = ArticleText("a", "The League met. The League parted. Carl Berg spoke.", "0" * 64, attested=True)
    found = bench.judge(replace(bench.book(*quoted), texts={"a": text}, entities=ENTITIES))
    assert found.aliases_seen == (
        AliasSeen("anna-berg", "Anna Berg", "b", 1),
        AliasSeen("carl-berg", "Carl Berg", "a", 1),
        AliasSeen("league", "The League", "a", 2),
        AliasSeen("league", "The League", "b", 1),
        AliasSeen("north-branch", "North Branch", "b", 1),
    )


def test_who_names_an_outlet_names_the_source_that_it_published_however_it_is_spelt(bench: Bench) -> None:
    claims = (claim("a", "league"), claim("b", "league", via=("the  courier",)))
    found = [bench.finding(*claims, publishers={"a": outlet}) for outlet in ("The Courier", "The Ledger")]
    assert [(each.positions[0].origins.low, each.positions[0].origins.high) for each in found] == [(1, 1), (1, 2)]


def test_places_are_compared_by_the_table_of_places(bench: Bench) -> None:
    builder = PlacesBuilder()
    builder.add(PlaceRow("Paris", "France"))
    claims = (claim("a", "Paris"), claim("b", "France"))
    rules = [
        bench.judge(replace(bench.book(*claims, kind="place"), places=known)).subjects[0].relations[0].rule
        for known in (builder.built(), Places())
    ]
    assert rules == ["place.within", "place.unknown"]
