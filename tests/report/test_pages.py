"""What an editor reads on the pages: names, reasons and sentences, over findings changed for one test each."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from compare.core.decided import Decision
from compare.core.findings import Absence, AbsenceWord, Gate, RelationKind
from compare.core.model import Location, Option, Quote, Source
from compare.core.phrases import joined
from compare.report.site import render
from compare.report.views.cards import card_view
from compare.report.views.claims import quote_view
from compare.report.views.index import Index, lead
from compare.report.views.labels import sentence
from compare.report.views.names import names_view
from compare.report.views.overview import overview_view
from compare.report.views.rows import row
from compare.report.views.source import SourceView, source_views
from compare.report.views.subject import subject_views
from tests.report.conftest import RULES, elements, make_findings, parse, position, relation, shown

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from compare.core.findings import Findings, SubjectFinding
    from compare.report.views.subject import SubjectView

    Page = Element[Any]

PLACE = Location("x.yaml")


def changed(name: str, **more: Any) -> Findings:
    """The fixture with other fields in the finding on one subject."""
    base = make_findings()
    subjects = tuple(replace(each, **more) if each.subject.id == f"jnim/{name}" else each for each in base.subjects)
    return replace(base, subjects=subjects)


def page(findings: Findings, path: str) -> Page:
    return parse(dict(render(findings, RULES))[path])


def subject(findings: Findings, name: str) -> SubjectView:
    return next(each for each in subject_views(Index(findings)) if each.id == f"jnim/{name}")


def source(findings: Findings, name: str) -> SourceView:
    views = source_views(Index(findings), {})
    return next(each for each in views if isinstance(each, SourceView) and each.id == name)


def finding(findings: Findings, name: str) -> SubjectFinding:
    return next(each for each in findings.subjects if each.subject.id == f"jnim/{name}")


# sentences


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("the page is gone", "The page is gone."),
        ("The page is gone.", "The page is gone."),
        ("is it gone?", "Is it gone?"),
        ("“gone”", "“gone”."),
        ("he said “gone.”", "He said “gone.”"),
        ("", ""),
    ],
)
def test_a_note_becomes_a_sentence(written: str, said: str) -> None:
    assert sentence(written) == said


@pytest.mark.parametrize(("parts", "said"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")])
def test_names_are_joined_as_in_a_sentence(parts: list[str], said: str) -> None:
    assert joined(parts) == said


def test_a_headline_names_a_few_answers_and_counts_many() -> None:
    two = finding(changed("founded", headline="2 readings, none excluding another: “a” and “b”."), "founded")
    assert lead(two, 2) == "2 readings, none excluding another: “a” and “b”."
    assert lead(two, 1) == "2 readings, none excluding another."
    assert lead(replace(two, headline="None."), 1) == "None."


@pytest.mark.parametrize(
    ("foldings", "said"),
    [
        ((), "found in the article"),
        (("quotes",), "found in the article, but for quotation marks"),
        (("no-break space", "quotes"), "found in the article, but for no-break spaces and quotation marks"),
    ],
)
def test_foldings_have_a_readers_names(foldings: tuple[str, ...], said: str) -> None:
    index = Index(make_findings())
    claim = replace(index.claims["afp#base"], quote=Quote("q", "folded", folding=foldings))
    assert quote_view(index, claim).state == said


# the page of a subject


def test_reasons_of_annotators_are_sentences_and_names_keep_their_letters() -> None:
    absent = (
        Absence("afp", AbsenceWord.NOT_APPLICABLE, "written before the group existed"),
        Absence("quds", AbsenceWord.SILENT, "whosays-team read the article for this and found nothing."),
        Absence("reuters", AbsenceWord.UNAVAILABLE, "The article could not be had: the page is gone"),
    )
    reasons = [it.because for each in subject(changed("end", absent=absent), "end").absences for it in each.reasons]
    assert reasons == [
        "whosays-team read the article for this and found nothing.",
        "Written before the group existed.",
        "The article could not be had: the page is gone.",
    ]


def test_sources_absent_for_one_reason_stand_together() -> None:
    (absence,) = subject(make_findings(), "end").absences
    assert [(it.because, len(it.sources)) for it in absence.reasons] == [("Nobody read it.", 3)]


def test_a_position_beside_a_contradiction_is_marked() -> None:
    held = (position("a", "afp#leader"), position("b", "quds#leader"), position("c", "reuters#leader"))
    apart = relation(("afp#leader", "quds#leader"), RelationKind.CONTRADICTS, "r")
    found = changed("leader", positions=held, relations=(apart,))
    assert [each.aside for each in subject(found, "leader").positions] == [False, False, True]
    assert shown(page(found, "s/jnim/leader.html")).count("Not part of the contradiction") == 1


def test_nothing_is_aside_where_nothing_is_contested() -> None:
    assert not any(each.aside for each in subject(make_findings(), "strength").positions)


def test_the_wording_of_a_claim_stands_once() -> None:
    assert [shown(each) for each in elements(page(make_findings(), "s/jnim/leader.html"), "dt")].count("as worded") == 1


def test_an_as_of_stands_where_the_answer_changes_or_a_claim_gives_one() -> None:
    base = make_findings()
    fixed = replace(finding(base, "founded").subject, time="fixed")
    still = changed("founded", subject=fixed)
    assert [each.newest for each in subject(still, "founded").positions] == [None, None]
    claims = tuple(replace(each, as_of="2017-03") if each.uid == "afp#founded" else each for each in base.claims)
    shown_dates = [each.newest for each in subject(replace(still, claims=claims), "founded").positions]
    assert shown_dates == ["as of March 2017, published 5 January 2019", None]
    assert [each.newest for each in subject(base, "strength").positions] == [
        "as of 2017, published 5 March 2017",
        "as of 2019, published 5 January 2019",
    ]


def test_relations_beyond_a_few_are_folded_and_stay_on_the_page() -> None:
    held = tuple(position(f"v{at}", "afp#leader") for at in range(5))
    pairs = [(one, other) for one in range(5) for other in range(one + 1, 5)]
    mild = replace(relation(("afp#leader", "afp#leader"), RelationKind.DIFFERS, "r"))
    found = changed("founded", positions=held, relations=tuple(replace(mild, between=pair) for pair in pairs))
    (details,) = elements(page(found, "s/jnim/founded.html"), "details")
    assert [shown(each) for each in elements(details, "summary")] == ["4 more: 4 differs"]
    assert len(list(elements(details, "li"))) == 4


def test_a_page_without_answers_says_which_kind_of_nothing_it_is() -> None:
    seen = {name: shown(page(make_findings(), f"s/jnim/{name}.html")) for name in ("end", "base")}
    assert "No source answers." in seen["end"]
    assert "No answer that can be read." in seen["base"]
    assert "can be read" not in seen["end"]


def test_lists_are_set_side_by_side_member_by_member() -> None:
    options = (Option("a", "Apples"), Option("b", "Bread"))
    base = make_findings()
    held = (position("a; b", "afp#founded"), position("a", "reuters#founded"))
    kind = replace(finding(base, "founded").subject, kind="list", options=options)
    found = changed("founded", subject=kind, positions=held, relations=(), reading=None)
    tables = elements(page(found, "s/jnim/founded.html"), "table")
    (table,) = (each for each in tables if "members" in each.attrib.get("class", ""))
    heads = [shown(each) for each in elements(table, "th")]
    assert heads[0] == "Member"
    assert heads[-2:] == ["Apples", "Bread"]
    words = [each.attrib.get("data-name") for each in elements(table, "td")]
    assert words == ["afp", "Reuters", "Named by"] * 2


# the page of a source


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"unavailable": "the page is gone"}, "Nobody could get at this article"),
        ({}, "Nobody attests having read this article"),
    ],
)
def test_a_source_without_claims_says_why_and_no_more(more: dict[str, str], says: str) -> None:
    base = make_findings()
    new = Source("zeit", "A title", "2017", "", PLACE, "Zeit", **more)  # type: ignore[arg-type]
    found = replace(base, casebook=replace(base.casebook, sources=(*base.casebook.sources, new)))
    seen = page(found, "src/zeit.html")
    assert says in shown(seen)
    assert [shown(each) for each in elements(seen, "h2")] == []


def test_whose_the_text_is_stands_above_it_and_once() -> None:
    base = make_findings()
    licensed = tuple(replace(each, licence="© Reuters") if each.id == "reuters" else each for each in base.casebook.sources)
    seen = shown(page(replace(base, casebook=replace(base.casebook, sources=licensed)), "src/reuters.html"))
    assert "Rights in this text: © Reuters. It is shown because it was at hand when this report was built." in seen
    assert seen.count("© Reuters") == 1
    plain = source(base, "reuters").article
    assert plain is not None
    assert plain.rights.startswith("This text belongs to its publisher.")


def test_dates_and_origins_are_said_in_words() -> None:
    facts = {each.term: [value.text for value in each.values] for each in source(make_findings(), "afp").facts}
    assert facts["published"] == ["5 January 2019 (on the page)"]
    index = Index(make_findings())
    origins = ("RFI@2017-03-10", "RFI", "own-reporting", "RFI@lately", "reuters")
    assert [index.origin(each).text for each in origins] == [
        "RFI, 10 March 2017",
        "RFI",
        "own reporting",
        "RFI, lately",
        "Reuters",
    ]


# the first page


def test_a_contested_row_shows_the_two_leading_sides_with_their_sources() -> None:
    held = (position("a", "afp#leader"), position("b", "quds#leader"), position("c", "reuters#style"))
    pair = ("afp#leader", "reuters#style")
    mild = relation(("afp#leader", "quds#leader"), RelationKind.DIFFERS, "r")
    sharp = replace(relation(pair, RelationKind.CONTRADICTS, "r"), between=(0, 2))
    found = changed("leader", positions=held, relations=(mild, sharp))
    index = Index(found)
    view = row(index, index.subjects["jnim/leader"])
    sides = [(each.value.text, each.worded.text if each.worded else None) for each in view.answers]
    assert (sides, view.more) == ([("a", None), ("c", "the chief")], "and 1 more answer")
    assert [each.sources for each in view.answers] == [index.source_list(("afp",)), index.source_list(("reuters",))]


def test_a_card_shows_the_two_sides_of_the_strongest_relation_and_who_else_said_what() -> None:
    held = (position("a", "afp#leader"), position("b", "quds#leader"), position("c", "reuters#style"))
    sharp = replace(relation(("afp#leader", "reuters#style"), RelationKind.CONTRADICTS, "r"), between=(0, 2))
    index = Index(changed("leader", positions=held, relations=(sharp,)))
    card = card_view(index, index.subjects["jnim/leader"])
    assert [each.answer.value.text for each in card.sides] == ["a", "c"]
    assert [each.source.href for each in card.sides] == [
        "s/jnim/leader.html#c-afp--leader",
        "s/jnim/leader.html#c-reuters--style",
    ]
    assert [each.letter for each in card.others] == ["B"]
    assert card.between is not None
    assert card.between.phrase == "A contradicts C"


def test_what_waits_for_a_decision_stands_on_cards_and_what_does_not_by_its_standing() -> None:
    view = overview_view(Index(make_findings()))
    waiting = {each.id for each in view.cards}
    settled = [each.id for group in view.groups for each in group.rows]
    assert waiting
    assert not waiting & set(settled)
    assert len(waiting) + len(settled) == len(make_findings().subjects)


@pytest.mark.parametrize(
    ("outcome", "state", "notice"),
    [
        ("prefer", "stale", "a decision, “prefer”, is stale"),
        ("prefer", "expired", "a decision, “prefer”, has expired"),
        ("pending", "valid", "a decision is pending"),
        ("prefer", "valid", None),
    ],
)
def test_a_decision_settles_a_subject_while_it_holds_and_is_one(outcome: str, state: str, notice: str | None) -> None:
    made = Decision("d-1", "jnim/leader", outcome, "So.", "the desk", "2026-11-23", PLACE)
    view = overview_view(Index(changed("leader", decision=made, decision_state=state)))
    cards = {each.id: each.notice for each in view.cards}
    assert cards.get("jnim/leader") == notice
    assert ("jnim/leader" in cards) == (notice is not None)
    assert ("jnim/leader" in {row.id for group in view.groups for row in group.rows}) == (notice is None)


def test_what_is_mended_and_still_contested_waits_for_a_decision_again() -> None:
    made = Decision("d-1", "jnim/leader", "annotation-error", "So.", "the desk", "2026-11-23", PLACE)
    view = overview_view(Index(changed("leader", decision=made, decision_state="mended")))
    assert {each.id: each.notice for each in view.cards}["jnim/leader"] is None


def test_entities_stand_by_type_and_name() -> None:
    base = make_findings()
    names = [(title, [each.text for each in labels]) for title, labels in names_view(Index(base)).groups]
    assert [title for title, _ in names] == ["People", "Groups"]
    assert names[1] == ("Groups", ["JNIM"])


def test_a_gate_is_shown_with_its_own_sign() -> None:
    ((view,),) = (group.full for group in subject(make_findings(), "strength").relations)
    assert (view.gate, view.word.word) == ("Explained by change over time", Gate.SUCCESSION)
