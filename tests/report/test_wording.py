from __future__ import annotations

from dataclasses import replace

import pytest

from compare.analysis.timeline import with_days
from compare.core.findings import Gate, Relation, RelationKind, Standing, SubjectFinding
from compare.core.model import Claim, Location, Quote
from compare.report.views.index import Index
from compare.report.views.wording import Wording, suggest
from tests.report.conftest import make_findings, position, question

PLACE = Location("x.yaml")


def finding(standing: Standing, *values: tuple[str, ...], kind: str = "text", reading: int | None = None) -> SubjectFinding:
    held = tuple(position(f"value {at}", *(f"{source}#c" for source in sources)) for at, sources in enumerate(values))
    return SubjectFinding(question("x", kind, "X?"), standing, "none", "", "none", "", "", held, reading=reading)


def relation(
    one: int, other: int, kind: RelationKind, gate: Gate | None = None, sources: tuple[str, str] = ("a", "b")
) -> Relation:
    pair = (f"{sources[0]}#c", f"{sources[1]}#c")
    return Relation((one, other), pair, kind, gate, "firm", (), "unknown", "r", "")


def claim(source: str, **more: object) -> Claim:
    return replace(Claim("c", source, "jnim/x", "v", Quote("q"), PLACE, "v", "v"), **more)  # type: ignore[arg-type]


def suggested(found: SubjectFinding, *claims: Claim) -> Wording:
    base = make_findings()
    return suggest(Index(with_days(replace(base, claims=(*base.claims, *claims), subjects=(*base.subjects, found)))), found)


def printed(wording: Wording) -> list[tuple[str | None, str, list[str]]]:
    return [(each.lead, each.value.text, [source.text for source in each.sources]) for each in wording.clauses]


@pytest.mark.parametrize(
    ("standing", "values", "kind", "action", "clauses"),
    [
        (Standing.CONTESTED, (("afp",), ("quds",)), "text", "give both", 2),
        (Standing.CONTESTED, (("afp",), ("quds",), ("reuters",)), "text", "give each", 3),
        (Standing.CONTESTED, (("afp",),) * 5, "text", "say unclear", 0),
        (Standing.UNDETERMINED, (("afp",), ("quds",)), "text", "give both", 2),
        (Standing.UNDETERMINED, (("afp",),) * 5, "text", "say unclear", 0),
        (Standing.COMPATIBLE, (("afp",), ("quds",)), "text", "give both", 2),
        (Standing.CORROBORATED, (("afp", "quds"),), "text", "state", 1),
        (Standing.AGREED, (("afp", "quds"),), "text", "attribute", 1),
        (Standing.ECHOED, (("afp", "quds"),), "text", "attribute", 1),
        (Standing.SINGLE_SOURCE, (("afp",),), "text", "attribute", 1),
        (Standing.UNCOVERED, (), "text", "leave out", 0),
    ],
)
def test_each_standing_has_its_wording(
    standing: Standing, values: tuple[tuple[str, ...], ...], kind: str, action: str, clauses: int
) -> None:
    wording = suggest(Index(make_findings()), finding(standing, *values, kind=kind))
    assert (wording.action, len(wording.clauses)) == (action, clauses)


def test_a_hedge_shared_by_all_is_kept_and_forbids_a_plain_statement() -> None:
    index = Index(make_findings())
    hedged = finding(Standing.CORROBORATED, ())
    held = position("the chief", "reuters#style")
    wording = suggest(index, replace(hedged, positions=(held,)))
    assert (wording.action, wording.clauses[0].hedge) == ("attribute", "reported")


def test_an_evolving_answer_is_given_in_the_order_of_time() -> None:
    index = Index(make_findings())
    wording = suggest(index, next(each for each in index.subjects.values() if each.standing is Standing.EVOLVING))
    assert [clause.lead for clause in wording.clauses] == [
        "As of 2017, published 5 March 2017",
        "As of 2019, published 5 January 2019",
    ]


def test_an_answer_that_comes_back_stands_at_each_of_its_dates() -> None:
    held = (position("a", "afp#c", "reuters#c"), position("b", "quds#c"))
    found = replace(finding(Standing.EVOLVING), positions=held)
    wording = suggested(found, *(claim(each) for each in ("afp", "quds", "reuters")))
    assert printed(wording) == [
        ("As of its publication, 5 March 2017", "a", [name("reuters")]),
        ("As of its publication, 2018", "b", [name("quds")]),
        ("As of its publication, 5 January 2019", "a", [name("afp")]),
    ]


def name(source: str) -> str:
    return Index(make_findings()).source(source).text


def test_what_is_said_of_one_date_stands_together_with_each_day_of_publication() -> None:
    found = replace(finding(Standing.EVOLVING), positions=(position("a", "afp#c", "reuters#c"), position("b", "quds#c")))
    wording = suggested(found, claim("afp", as_of="2016"), claim("reuters", as_of="2016"), claim("quds"))
    assert printed(wording) == [
        ("As of 2016, published 5 March 2017 and 5 January 2019", "a", [name("afp"), name("reuters")]),
        ("As of its publication, 2018", "b", [name("quds")]),
    ]


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ({"as_of": "201X"}, {"as_of": "2013"}),  # a decade begins before any of its years, though it ends after them
        ({"as_of": "-0044"}, {"as_of": "0800"}),
        ({"as_of": "2011-24"}, {"as_of": "2012-11"}),  # a winter is no twenty-fourth month
        ({"as_of": "2013"}, {"as_of": "about nine"}),  # what cannot be read has no place in time, and stands last
        ({"since": "2012"}, {"as_of": "2013"}),
        ({"until": "2012"}, {"as_of": "2013"}),
        ({"since": "2011", "until": "2012", "as_of": "2018"}, {"as_of": "2013"}),
    ],
)
def test_answers_stand_in_the_order_in_which_they_held(earlier: dict[str, str], later: dict[str, str]) -> None:
    found = replace(finding(Standing.EVOLVING), positions=(position("later", "afp#c"), position("earlier", "quds#c")))
    wording = suggested(found, claim("afp", **later), claim("quds", **earlier))
    assert [each.value.text for each in wording.clauses] == ["earlier", "later"]


@pytest.mark.parametrize(
    ("said", "lead"),
    [
        ({"since": "2017"}, "Since 2017, published 2018"),
        ({"until": "2017-03"}, "Until March 2017, published 2018"),
        ({"since": "2015", "until": "2016"}, "From 2015 to 2016, published 2018"),
        ({"since": "2015", "as_of": "2017"}, "Since 2015, as of 2017, published 2018"),
        ({"as_of": "2018"}, "As of 2018, published 2018"),
    ],
)
def test_when_it_held_and_when_it_was_printed_are_told_apart(said: dict[str, str], lead: str) -> None:
    found = replace(finding(Standing.EVOLVING), positions=(position("a", "quds#c"),))
    assert [each.lead for each in suggested(found, claim("quds", **said)).clauses] == [lead]


def test_many_days_are_not_printed_one_by_one() -> None:
    days = [f"20{year}" for year in range(10, 19)]
    claims = [replace(claim("afp", as_of=day), id=f"c{day}") for day in days]
    held = (position("a", *(each.uid for each in claims), as_of="2018"),)
    wording = suggested(replace(finding(Standing.EVOLVING), positions=held), *claims)
    assert [each.lead for each in wording.clauses] == ["Newest, as of 2018, published 5 January 2019"]


@pytest.mark.parametrize(
    ("standing", "unread", "advice"),
    [
        (Standing.UNCOVERED, (), "No source answers."),
        (Standing.UNDETERMINED, ("afp#base",), "No source gives an answer that can be read."),
    ],
)
def test_no_answer_is_told_from_one_that_cannot_be_read(standing: Standing, unread: tuple[str, ...], advice: str) -> None:
    assert suggested(replace(finding(standing), unread=unread)).advice == advice


def test_what_is_missing_forbids_any_wording() -> None:
    open_ = finding(Standing.UNDETERMINED, ("afp",), ("quds",), kind="quantity")
    undecided = relation(0, 1, RelationKind.UNDETERMINED, Gate.UNDETERMINED)
    assert suggested(replace(open_, relations=(undecided,))).action == "say unclear"


def test_a_source_at_odds_with_itself_is_not_printed_as_settled() -> None:
    wording = suggested(finding(Standing.CONTESTED, ("afp",), ("afp",)))
    assert wording.advice.startswith("One source gives all of these answers")


@pytest.mark.parametrize("kind", ["date", "quantity"])
@pytest.mark.parametrize(
    ("relations", "action"),
    [
        ((RelationKind.OVERLAPS, None), "range"),
        ((RelationKind.CLOSE, None), "range"),
        ((RelationKind.DIFFERS, None), "give both"),
        ((RelationKind.INCOMPARABLE, Gate.DIFFERENT_SCOPE), "give both"),
    ],
)
def test_only_answers_that_meet_make_a_range(kind: str, relations: tuple[RelationKind, Gate | None], action: str) -> None:
    both = finding(Standing.COMPATIBLE, ("afp",), ("quds",), kind=kind)
    assert suggested(replace(both, relations=(relation(0, 1, *relations),))).action == action


def test_answers_of_different_scope_are_given_with_it() -> None:
    both = finding(Standing.COMPATIBLE, ("afp",), ("quds",), kind="quantity")
    apart = replace(both, relations=(relation(0, 1, RelationKind.INCOMPARABLE, Gate.DIFFERENT_SCOPE),))
    wording = suggested(apart, claim("afp", scope="residents"), claim("quds", scope="residents and passengers"))
    assert [each.scope for each in wording.clauses] == ["residents", "residents and passengers"]
    assert "print each with its scope" in wording.advice


def test_a_correction_is_printed_with_what_it_corrects() -> None:
    both = finding(Standing.EVOLVING, ("afp",), ("quds",), ("reuters",))
    revised = relation(0, 1, RelationKind.CONTRADICTS, Gate.REVISION, ("afp", "quds"))
    wording = suggested(replace(both, relations=(revised,)), claim("afp", corrects=("quds",)), claim("quds"))
    assert wording.advice.startswith("Corrected later: print the correction")
    assert [(each.lead, each.value.text) for each in wording.clauses] == [("Now", "value 0"), ("Instead of", "value 1")]


def test_a_correction_of_a_correction_is_the_last_word() -> None:
    three = finding(Standing.EVOLVING, ("afp",), ("quds",), ("reuters",))
    chain = (
        relation(0, 1, RelationKind.CONTRADICTS, Gate.REVISION, ("afp", "quds")),
        relation(1, 2, RelationKind.CONTRADICTS, Gate.REVISION, ("quds", "reuters")),
    )
    claims = (claim("afp", corrects=("quds",)), claim("quds", corrects=("reuters",)))
    wording = suggested(replace(three, relations=chain), *claims)
    assert [each.lead for each in wording.clauses] == ["Now", "Instead of", "Instead of"]
    assert wording.clauses[0].value.text == "value 0"


def test_the_finest_common_reading_goes_before_a_range() -> None:
    found = finding(Standing.COMPATIBLE, ("afp",), ("quds",), kind="date", reading=1)
    wording = suggested(replace(found, relations=(relation(0, 1, RelationKind.REFINES),)))
    assert "finest common reading" in wording.advice
    assert [each.value.text for each in wording.clauses] == ["value 1"]


def test_lists_that_add_to_each_other_are_put_together() -> None:
    held = (position("a; b", "afp#c"), position("b; c", "quds#c"))
    found = SubjectFinding(question("x", "list", "X?"), Standing.COMPATIBLE, "none", "", "none", "", "", held)
    claims = tuple(claim(each, canonical="x") for each in ("afp", "quds"))
    afp, quds = (label.text for label in Index(make_findings()).source_list(("afp", "quds")))
    wording = suggested(replace(found, relations=(relation(0, 1, RelationKind.OVERLAPS),)), *claims)
    assert wording.action == "attribute"
    assert printed(wording) == [(None, "b", [afp, quds]), (None, "a", [afp]), (None, "c", [quds])]
