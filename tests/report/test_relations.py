from __future__ import annotations

from dataclasses import replace

import pytest

from compare.core.findings import Gate, Relation, RelationKind, Standing, SubjectFinding
from compare.core.model import Claim, Location, Quote
from compare.report.views.index import Index
from compare.report.views.relation_groups import FEW, IN_FULL, RelationGroup, relation_groups
from compare.report.views.relations import strongest_first
from tests.report.conftest import make_findings, position, question

PLACE = Location("x.yaml")


def between(
    one: int,
    other: int,
    kind: RelationKind,
    gate: Gate | None = None,
    *,
    strength: str = "firm",
    internal: tuple[str, ...] = (),
) -> Relation:
    return Relation((one, other), (f"s{one}#c", f"s{other}#c"), kind, gate, strength, internal, "unknown", "r", "Because.")


def groups(*relations: Relation, corrects: dict[int, int] | None = None, positions: int = 2) -> tuple[RelationGroup, ...]:
    later = corrects or {}
    claims = tuple(
        Claim("c", f"s{at}", "jnim/x", "v", Quote("q"), PLACE, corrects=(f"s{later[at]}",) if at in later else ())
        for at in range(positions)
    )
    held = tuple(position(f"v{at}", f"s{at}#c") for at in range(positions))
    found = SubjectFinding(question("x", "text", "X?"), Standing.COMPATIBLE, "none", "", "none", "", "", held, relations)
    return relation_groups(Index(replace(make_findings(), claims=claims, subjects=(found,))), found)


def view(*relations: Relation, corrects: dict[int, int] | None = None, positions: int = 2) -> RelationGroup:
    (group,) = groups(*relations, corrects=corrects, positions=positions)
    return group


@pytest.mark.parametrize("kind", [RelationKind.CONTRADICTS, RelationKind.DISPUTES, RelationKind.REFINES])
@pytest.mark.parametrize(
    ("gate", "phrase"),
    [
        (Gate.SUCCESSION, "A and B, apart in time"),
        (Gate.DIFFERENT_SCOPE, "A and B do not count the same"),
        (Gate.UNDETERMINED, "Whether A and B agree cannot be decided"),
    ],
)
def test_the_gate_heads_what_it_explains_and_lends_its_sign(kind: RelationKind, gate: Gate, phrase: str) -> None:
    (shown,) = view(between(0, 1, kind, gate)).full
    assert (shown.phrase, shown.word.group, shown.word.word, shown.open) == (phrase, "gate", gate, False)


@pytest.mark.parametrize(("corrects", "phrase"), [({0: 1}, "A corrects B"), ({1: 0}, "B corrects A")])
def test_the_later_word_corrects_the_earlier(corrects: dict[int, int], phrase: str) -> None:
    (shown,) = view(between(0, 1, RelationKind.CONTRADICTS, Gate.REVISION), corrects=corrects).full
    assert shown.phrase == phrase


@pytest.mark.parametrize(
    ("kind", "strength", "said"),
    [
        (RelationKind.CONTRADICTS, "firm", "At odds with itself"),
        (RelationKind.CONTRADICTS, "qualified", "Both are reported by"),
        (RelationKind.ADDS, "firm", "Both stand in"),
    ],
)
def test_only_a_firm_contradiction_puts_a_source_at_odds_with_itself(kind: RelationKind, strength: str, said: str) -> None:
    (shown,) = view(between(0, 1, kind, strength=strength, internal=("s0",))).full
    assert shown.both == said


def test_contradictions_come_first_and_what_gates_explain_before_mere_differences() -> None:
    given = [
        between(0, 1, RelationKind.REFINES),
        between(0, 2, RelationKind.CONTRADICTS, Gate.SUCCESSION),
        between(0, 3, RelationKind.UNDETERMINED, Gate.UNDETERMINED),
        between(1, 2, RelationKind.CONTRADICTS, strength="qualified"),
        between(1, 3, RelationKind.CONTRADICTS),
        between(2, 3, RelationKind.DIFFERS, Gate.SUCCESSION),
    ]
    assert [each.between for each in strongest_first(given)] == [(1, 3), (1, 2), (0, 3), (0, 2), (0, 1), (2, 3)]


def test_beyond_a_few_only_what_matters_for_print_has_its_quotes() -> None:
    pairs = [(one, other) for one in range(5) for other in range(one + 1, 5)]
    mild = [between(*pair, RelationKind.DIFFERS) for pair in pairs]
    shown = view(*mild, positions=5)
    assert (len(shown.full), len(shown.short)) == (FEW, 10 - FEW)
    assert shown.summary == "4 more: 4 differs"
    sharp = [between(*pair, RelationKind.CONTRADICTS) for pair in pairs]
    assert (len(view(*sharp, positions=5).full), view(*sharp, positions=5).short) == (10, ())


GATED = {
    None: "How the answers relate",
    Gate.UNDETERMINED: "What cannot be decided",
    Gate.SUCCESSION: "Changes over time",
    Gate.REVISION: "Changes over time",
    Gate.DIFFERENT_SCOPE: "Not the same thing counted or meant",
}


@pytest.mark.parametrize("gate", [None, *Gate])
@pytest.mark.parametrize("kind", list(RelationKind))
def test_every_relation_stands_under_the_heading_of_its_gate(gate: Gate | None, kind: RelationKind) -> None:
    assert [(each.title, len(each.full), len(each.short)) for each in groups(between(0, 1, kind, gate))] == [
        (GATED[gate], 1, 0)
    ]


def test_what_gates_explain_is_shown_beside_an_open_contradiction_and_in_its_own_place() -> None:
    found = groups(
        between(1, 2, RelationKind.DIFFERS, Gate.SUCCESSION),
        between(0, 3, RelationKind.INCOMPARABLE, Gate.DIFFERENT_SCOPE),
        between(0, 1, RelationKind.CONTRADICTS),
        between(0, 2, RelationKind.CONTRADICTS, Gate.REVISION),
        between(1, 3, RelationKind.UNDETERMINED, Gate.UNDETERMINED),
        positions=4,
    )
    assert [(each.title, [one.phrase for one in each.full]) for each in found] == [
        ("How the answers relate", ["A contradicts B"]),
        ("What cannot be decided", ["Whether B and D agree cannot be decided"]),
        ("Changes over time", ["C corrects A", "B and C, apart in time"]),
        ("Not the same thing counted or meant", ["A and D do not count the same"]),
    ]


def test_of_very_many_changes_none_is_dropped() -> None:
    pairs = [(one, other) for one in range(12) for other in range(one + 1, 12)]
    shown = view(*(between(*pair, RelationKind.DIFFERS, Gate.SUCCESSION) for pair in pairs), positions=12)
    assert (len(shown.full), len(shown.short)) == (IN_FULL, len(pairs) - IN_FULL)
    assert {each.rule.text for each in shown.full} == {each.rule.text for each in shown.short} == {"r"}


def test_each_side_says_when_it_holds_and_when_it_was_printed() -> None:
    base = make_findings()
    found = next(each for each in base.subjects if each.subject.id == "jnim/strength")
    (group,) = relation_groups(Index(base), found)
    assert [each.when for each in group.full[0].sides] == [
        "as of 2017, published 5 March 2017",
        "as of 2019, published 5 January 2019",
    ]
