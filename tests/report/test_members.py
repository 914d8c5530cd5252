from __future__ import annotations

from dataclasses import replace

import pytest

from compare.core.findings import Position, Standing, SubjectFinding
from compare.core.model import Claim, Entity, Location, Option, Quote
from compare.report.site import render
from compare.report.views.index import Index
from compare.report.views.members import MembersView, members_view
from tests.report.conftest import RULES, elements, make_findings, parse, position, question, shown

PLACE = Location("x.yaml")


def listed(source: str, members: str, *, closed: bool = False, stance: str = "affirms") -> Claim:
    return Claim("c", source, "jnim/x", members, Quote("q"), PLACE, members, members, stance=stance, closed=closed)


def table(*claims: Claim, options: tuple[Option, ...] = (), entities: tuple[Entity, ...] = ()) -> MembersView | None:
    base = make_findings()
    held: tuple[Position, ...] = tuple(position(each.written, each.uid, stance=each.stance) for each in claims)
    subject = replace(question("x", "list", "X?"), options=options)
    found = SubjectFinding(subject, Standing.COMPATIBLE, "none", "", "none", "", "", held)
    casebook = replace(base.casebook, entities=(*base.casebook.entities, *entities))
    return members_view(Index(replace(base, casebook=casebook, claims=claims, subjects=(found,))), found)


def words(view: MembersView | None) -> dict[str, list[str]]:
    assert view is not None
    return {row.name.text: [cell.word.word for cell in row.cells] for row in view.rows}


def test_the_member_that_most_sources_name_comes_first() -> None:
    found = words(table(listed("afp", "a; b"), listed("quds", "b; c")))
    assert found == {"b": ["named", "named"], "a": ["named", "not-named"], "c": ["not-named", "named"]}
    assert list(found) == ["b", "a", "c"]


def test_a_whole_list_rules_out_what_it_leaves_out() -> None:
    assert words(table(listed("afp", "a; b", closed=True), listed("quds", "c")))["c"] == ["ruled-out", "named"]


def test_a_denied_member_is_neither_unnamed_nor_named() -> None:
    found = words(table(listed("afp", "a"), listed("quds", "a", stance="denies")))
    assert found == {"a": ["named", "denied"]}


def test_a_whole_list_does_not_rule_out_a_part_of_what_it_names() -> None:
    branch = Entity("branch", "The Branch", "group", PLACE, part_of=("league",))
    league = Entity("league", "The League", "group", PLACE)
    found = words(table(listed("afp", "league", closed=True), listed("quds", "branch"), entities=(branch, league)))
    assert found == {"The Branch": ["in-part", "named"], "The League": ["named", "in-part"]}


def test_members_that_are_no_entities_have_the_labels_of_their_options() -> None:
    found = words(table(listed("afp", "a"), listed("quds", "b"), options=(Option("a", "Apples"), Option("b"))))
    assert list(found) == ["Apples", "b"]


def test_a_cell_leads_to_the_claim_that_says_it() -> None:
    view = table(listed("afp", "a", closed=True), listed("quds", "b"))
    assert view is not None
    assert [[cell.href for cell in row.cells] for row in view.rows] == [
        ["s/jnim/x.html#c-afp--c", None],
        ["s/jnim/x.html#c-afp--c", "s/jnim/x.html#c-quds--c"],
    ]


@pytest.mark.parametrize("claims", [(), (listed("afp", "a; b"),)])
def test_one_list_makes_no_table(claims: tuple[Claim, ...]) -> None:
    assert table(*claims) is None


def test_a_table_of_too_many_sources_is_left_out() -> None:
    many = [listed(f"s{at:02}", f"m{at}") for at in range(41)]
    assert table(*many) is None
    assert table(*many[:40]) is not None


def test_a_cell_of_a_gathered_list_leads_to_the_claim_that_names_the_member() -> None:
    base = make_findings()
    first, second = replace(listed("afp", "a"), id="one"), replace(listed("afp", "b"), id="two")
    other = listed("quds", "c")
    held = (position("a; b", first.uid, second.uid), position("c", other.uid))
    found = SubjectFinding(question("x", "list", "X?"), Standing.COMPATIBLE, "none", "", "none", "", "", held)
    view = members_view(Index(replace(base, claims=(first, second, other), subjects=(found,))), found)
    assert view is not None
    cells = {row.name.text: (row.cells[0].word.word, (row.cells[0].href or "").partition("#")[2]) for row in view.rows}
    assert cells == {"a": ("named", "c-afp--one"), "b": ("named", "c-afp--two"), "c": ("not-named", "")}


def test_a_member_says_how_many_name_it_and_only_words_that_stand_in_the_table_are_explained() -> None:
    view = table(listed("afp", "a; b"), listed("quds", "b"))
    assert view is not None
    assert [(row.name.text, row.named) for row in view.rows] == [("b", "2 of 2"), ("a", "1 of 2")]
    assert [each.word for each in view.words] == ["named", "not-named"]


def test_a_cell_is_a_mark_and_its_word_and_a_mark_alone_is_never_told() -> None:
    options = (Option("a", "Apples"), Option("b", "Bread"))
    base = make_findings()
    held = (position("a; b", "afp#founded"), position("a", "reuters#founded"))
    subjects = tuple(
        replace(each, subject=replace(each.subject, kind="list", options=options), positions=held, relations=(), reading=None)
        if each.subject.id == "jnim/founded"
        else each
        for each in base.subjects
    )
    page = parse(dict(render(replace(base, subjects=subjects), RULES))["s/jnim/founded.html"])
    (grid,) = elements(page, "table")
    assert [shown(each) for each in elements(grid, "td")] == [
        *("● named", "● named", "2 of 2"),
        *("● named", "○ not named", "1 of 2"),
    ]
