from __future__ import annotations

from dataclasses import replace

import pytest

from compare.core.findings import Counted, Gate, Origins, Position, Relation, RelationKind, Standing, SubjectFinding
from compare.core.model import Location, Subject
from compare.core.support_words import COUNTED_ONCE, copies_in_words, support_in_words, unrelated_in_words

POSITION = Position("11", "11", "affirms", ("a#c",), ("a",), Origins(1, 1))
OTHER = replace(POSITION, value="13", canonical="13", sources=("b", "c"), origins=Origins(1, 2), supporters=("d",))
SUBJECT = Subject("x/y", "How many?", "quantity", Location("x"))


def finding(*positions: Position, leads: int | None = None) -> SubjectFinding:
    return SubjectFinding(SUBJECT, Standing.CONTESTED, "firm", "", "low", "", "", positions, most_supported=leads)


@pytest.mark.parametrize(
    ("position", "says"),
    [
        (POSITION, "Most supported: “11”, held by 1 source, from 1 origin. A person decides."),
        (
            OTHER,
            "Most supported: “13”, held by 2 sources, from 1 to 2 origins, and compatible with 1 more. A person decides.",
        ),
        (replace(POSITION, stance="denies"), "Most supported: not “11”, held by 1 source, from 1 origin. A person decides."),
        (
            replace(OTHER, counted=Counted(1, 0)),
            f"Most supported: “13”, held by 1 source, from 1 to 2 origins ({COUNTED_ONCE}). A person decides.",
        ),
    ],
)
def test_the_leading_position_is_told_with_its_counts_and_no_verdict(position: Position, says: str) -> None:
    assert support_in_words(finding(position, POSITION, leads=0)) == says


def test_that_others_say_more_is_told() -> None:
    refines = Relation((0, 1), ("a", "b"), RelationKind.REFINES, None, "firm", (), "unknown", "r", "", finer=1)
    led = replace(finding(POSITION, OTHER, leads=0), relations=(refines,))
    assert support_in_words(led).endswith("from 1 origin; others say more. A person decides.")
    assert "more." not in support_in_words(replace(led, relations=(replace(refines, finer=0),)))
    assert "others" not in support_in_words(replace(led, relations=(replace(refines, gate=Gate.DIFFERENT_SCOPE),)))


def test_a_tie_is_told() -> None:
    assert support_in_words(finding(POSITION, OTHER)) == "No reading is better supported than the others."


@pytest.mark.parametrize("positions", [(), (POSITION,)])
def test_one_answer_leads_nothing(positions: tuple[Position, ...]) -> None:
    assert support_in_words(finding(*positions, leads=0 if positions else None)) == ""


def test_pairs_not_compared_are_told_by_what_was() -> None:
    first = Relation((0, 0), ("a", "b"), RelationKind.DIFFERS, None, "firm", (), "unknown", "r", "")
    pairs = ((0, 3), (1, 3), (2, 3), (3, 4), (0, 1), (1, 2), (1, 4))
    some = replace(finding(*[POSITION] * 5), relations=tuple(replace(first, between=each) for each in pairs), unrelated=3)
    assert unrelated_in_words(some) == (
        "Of these 5 answers, the 2 that most sources give were compared with all others; "
        "the remaining 3 were not compared with each other (3 pairs)."
    )
    assert unrelated_in_words(replace(some, unrelated=0)) == ""


def test_hints_are_told_only_where_there_are_any() -> None:
    assert copies_in_words((), counted_once=True) == ""
    assert copies_in_words([1, 2], counted_once=False).startswith("2 pairs of sources may copy one another")
