"""What an editor sees on the pages of the matrix: what is contested first, every cell filled, and a shape for many sources."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from compare.core.findings import Absence, AbsenceWord, Gate, RelationKind, Standing, SubjectFinding
from compare.core.model import Location, Option, Source
from compare.report.site import render
from compare.report.views import agreement
from compare.report.views.agreement import PairCount, agreement_view, pair_counts
from compare.report.views.cells import MOST_NAMED
from compare.report.views.index import Index
from compare.report.views.matrix import MatrixRow, MatrixView, matrix_views
from tests.report.conftest import RULES, elements, make_findings, parse, position, question, relation, shown

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from compare.core.findings import Findings

    Page = Element[Any]

PLACE = Location("x.yaml")
CONTRADICTS = replace(relation(("a", "b"), RelationKind.CONTRADICTS, "r"), internal=())


def found(name: str, standing: Standing, *values: tuple[str, ...], severity: str = "none", **more: Any) -> SubjectFinding:
    """A subject on which the sources named in the first tuple hold the first position, and so on."""
    held = tuple(position(f"value {at}", *(f"{each}#{name}" for each in sources)) for at, sources in enumerate(values))
    return SubjectFinding(question(name, "text", f"{name}?"), standing, "firm", "", severity, "", "", held, **more)


def casebook(sources: tuple[str, ...], *subjects: SubjectFinding) -> Findings:
    """Findings in which each source has a claim for each position that names it."""
    base = make_findings()
    uids = sorted({uid for each in subjects for held in each.positions for uid in held.claims})
    claims = tuple(replace(base.claims[0], source=uid.partition("#")[0], id=uid.partition("#")[2]) for uid in uids)
    claims = tuple(replace(each, subject=f"jnim/{each.id}") for each in claims)
    made = tuple(Source(each, f"Title of {each}", "2017", "", PLACE, publisher=each.title()) for each in sources)
    return replace(
        base,
        casebook=replace(base.casebook, sources=made, readings=(), texts={}, rules=()),
        claims=claims,
        subjects=subjects,
        aliases_seen=(),
        breaches=(),
        copy_hints=(),
        counted_as={},
    )


def views(findings: Findings) -> list[MatrixView]:
    index = Index(findings)
    return list(matrix_views(index, agreement_view(index, pair_counts(findings))))


def changed(name: str, **more: Any) -> MatrixRow:
    """The row of a subject of the fixture with other fields in its finding."""
    base = make_findings()
    subjects = tuple(replace(each, **more) if each.subject.id == f"jnim/{name}" else each for each in base.subjects)
    rows = views(replace(base, subjects=subjects))[0].rows
    return next(each for each in rows if name in (each.subject.href or ""))


def page(findings: Findings, path: str = "matrix.html") -> Page:
    return parse(dict(render(findings, RULES))[path])


def attribute(pages: Page, name: str, element: str) -> list[str | None]:
    return [each.attrib.get(name) for each in elements(pages, element)]


def many(number: int) -> tuple[str, ...]:
    return tuple(f"s{at:03}" for at in range(number))


# rows


def test_what_is_contested_stands_first_and_what_one_source_says_last() -> None:
    given = casebook(
        ("a", "b"),
        found("alone", Standing.SINGLE_SOURCE, ("a",)),
        found("mild", Standing.CONTESTED, ("a",), ("b",), severity="low", relations=(CONTRADICTS,)),
        found("same", Standing.AGREED, ("a", "b")),
        found("sharp", Standing.CONTESTED, ("a",), ("b",), severity="high", relations=(CONTRADICTS,)),
    )
    (view,) = views(given)
    groups = [(each.word.word, each.count, [row.subject.text for row in each.rows]) for each in view.groups]
    assert groups == [("contested", 2, ["sharp?", "mild?"]), ("agreed", 1, ["same?"]), ("single-source", 1, ["alone?"])]


def test_each_standing_has_a_heading_of_its_own_in_the_table() -> None:
    table = next(elements(page(make_findings()), "table"))
    bands = [each for each in elements(table, "th") if each.attrib["scope"] == "rowgroup"]
    assert [shown(each).split()[1] for each in bands] == [
        "contested",
        "undetermined",
        "evolving",
        "compatible",
        "single",
        "uncovered",
    ]
    assert {each.attrib["colspan"] for each in bands} == {"5"}


def test_a_standing_that_goes_on_over_a_page_says_so_and_is_reached_where_it_begins() -> None:
    subjects = [found(f"q{at:03}", Standing.AGREED, ("a", "b")) for at in range(150)]
    subjects += [found(f"z{at:03}", Standing.SINGLE_SOURCE, ("a",)) for at in range(150)]
    first, second = views(casebook(("a", "b"), *subjects))
    assert [(each.word.word, each.continued, len(each.rows)) for each in first.groups] == [
        ("agreed", False, 150),
        ("single-source", False, 50),
    ]
    assert [(each.continued, each.count) for each in second.groups] == [(True, 150)]
    assert [(each.href, each.count) for each in second.jumps] == [
        ("matrix.html#g-agreed", 150),
        ("matrix.html#g-single-source", 150),
    ]


def test_a_letter_is_filled_where_another_answer_opposes_it_and_only_there() -> None:
    beside = found("x", Standing.CONTESTED, ("a",), ("b",), ("c",), relations=(CONTRADICTS,))
    (row,) = views(casebook(("a", "b", "c"), beside))[0].rows
    assert [[(each.letter, each.opposed) for each in cell.entries] for cell in row.cells] == [
        [("A", True)],
        [("B", True)],
        [("C", False)],
    ]


def test_a_difference_that_a_gate_explains_fills_no_letter() -> None:
    explained = replace(CONTRADICTS, gate=Gate.SUCCESSION)
    (row,) = views(casebook(("a", "b"), found("x", Standing.EVOLVING, ("a",), ("b",), relations=(explained,))))[0].rows
    assert not any(each.opposed for cell in row.cells for each in cell.entries)


def test_opposition_is_said_in_a_word_too() -> None:
    given = casebook(("a", "b"), found("x", Standing.CONTESTED, ("a",), ("b",), relations=(CONTRADICTS,)))
    table = next(elements(page(given), "table"))
    links = [shown(each) for each in elements(table, "a") if "#c-" in each.attrib["href"]]
    assert links == ["A opposed value 0", "B opposed value 1"]


def test_a_cell_holds_every_position_of_its_source() -> None:
    held = (
        position("a", "afp#founded"),
        position("b", "afp#founded", "reuters#founded"),
        position("c", "afp#founded", stance="denies"),
    )
    cells = changed("founded", positions=held).cells
    assert [[entry.text for entry in cell.entries] for cell in cells] == [["a", "b", "not c"], [], ["b"]]
    assert [cell.absent and cell.absent.shown for cell in cells] == [None, "not checked", None]


def test_a_list_in_a_cell_is_its_first_member_and_a_count() -> None:
    base = next(each for each in make_findings().subjects if each.subject.id == "jnim/founded")
    kind = replace(base.subject, kind="list", options=(Option("a", "Apples"),))
    held = (position("a; b; c", "afp#founded"), position("a", "reuters#founded"))
    cells = changed("founded", subject=kind, positions=held).cells
    assert [[entry.text for entry in cell.entries] for cell in cells] == [["Apples and 2 more"], [], ["Apples"]]


def test_a_value_that_cannot_be_read_stands_in_its_cell() -> None:
    row = changed("base")
    assert [(each.letter, each.text[:10]) for each in row.cells[0].entries] == [("!", "unreadable")]
    assert "afp" not in row.absent


def test_an_absence_is_a_sign_and_its_word() -> None:
    row = found("x", Standing.SINGLE_SOURCE, ("a",), absent=(Absence("b", AbsenceWord.SILENT, "Read."),))
    table = next(elements(page(casebook(("a", "b", "c"), row)), "tbody"))
    cells = [shown(each) for each in elements(table, "td")]
    assert cells == ["A value 0", "– silent", "? not checked", "1 of 3; silent: B; not checked: C"]


def test_lists_name_the_source_of_an_answer_and_all_heads_are_short_with_a_title() -> None:
    given = casebook(("a", "b"), found("x", Standing.AGREED, ("a", "b")))
    table = next(elements(page(given), "table"))
    assert [each for each in attribute(next(elements(table, "tbody")), "data-name", "td") if each] == ["A", "B"]
    assert attribute(next(elements(table, "thead")), "title", "a") == ["Title of a", "Title of b"]


def test_a_source_without_a_publisher_is_short_in_tables_and_whole_elsewhere() -> None:
    index = Index(make_findings())
    short, whole = index.short_source("afp"), index.source("afp")
    assert (short.text, short.title, whole.text) == ("afp", index.sources["afp"].title, index.sources["afp"].title)
    assert index.short_source("reuters") == index.source("reuters")
    assert [each.source.text for each in views(make_findings())[0].heads][::2] == ["afp", "Reuters"]


def test_the_sources_that_do_not_answer_are_named_up_to_three() -> None:
    sources = ("a", "b", "c", "d", "e")
    (one,) = views(casebook(sources, found("x", Standing.SINGLE_SOURCE, ("a",))))[0].rows
    (two,) = views(casebook(sources, found("x", Standing.AGREED, ("a", "b"))))[0].rows
    assert (one.answered, one.absent) == ("1 of 5", "not checked: 4 sources")
    assert (two.answered, two.absent) == ("2 of 5", "not checked: C, D and E")


# pages


def test_a_page_says_where_it_begins_and_ends_and_leads_on() -> None:
    findings = casebook(("a",), *(found(f"q{at:04}", Standing.SINGLE_SOURCE, ("a",)) for at in range(401)))
    middle = page(findings, "matrix-2.html")
    assert "Page 2 of 3: subjects 201 to 400 of 401, from “q0200?” to “q0399?”" in shown(next(elements(middle, "caption")))
    ways = {each.attrib["data-go"]: each.attrib["href"] for each in elements(middle, "a") if "data-go" in each.attrib}
    assert ways == {"previous": "matrix.html", "next": "matrix-3.html"}


def test_of_many_pages_the_first_the_last_and_the_near_ones_are_named() -> None:
    findings = casebook(("a",), *(found(f"q{at:04}", Standing.SINGLE_SOURCE, ("a",)) for at in range(2000)))
    near = [[each and each.text for each in view.pages.near] for view in views(findings)]
    assert near[0] == ["1", "2", "3", None, "10"]
    assert near[5] == ["1", None, "4", "5", "6", "7", "8", None, "10"]


def test_no_subjects_make_one_page_that_says_so() -> None:
    assert shown(next(elements(page(casebook(("a", "b"))), "caption"))) == "No subjects"


# many sources


def test_with_many_sources_a_row_lists_its_answers_with_their_sources() -> None:
    sources = many(41)
    given = casebook(sources, found("x", Standing.CONTESTED, sources[:15], sources[20:21], relations=(CONTRADICTS,)))
    (view,) = views(given)
    (row,) = view.rows
    assert view.heads == ()
    assert row.cells == ()
    assert [(each.entry.letter, each.count, len(each.sources), each.more) for each in row.answers] == [
        ("A", "15 sources", MOST_NAMED, 3),
        ("B", "1 source", 1, 0),
    ]
    assert (row.answered, row.absent) == ("16 of 41", "25 not checked")
    seen = shown(next(elements(page(given), "tbody")))
    assert "A opposed value 0 15 sources: S000, S001" in seen
    assert "S011 and 3 more" in seen
    assert "S012" not in seen
    assert "too many for a column each" in shown(page(given))


def test_of_very_many_answers_the_first_are_listed_and_the_others_counted() -> None:
    sources = many(41)
    (row,) = views(casebook(sources, found("x", Standing.COMPATIBLE, *((each,) for each in sources))))[0].rows
    assert (len(row.answers), row.further) == (MOST_NAMED, 41 - MOST_NAMED)


def test_every_link_of_a_matrix_of_many_sources_leads_somewhere() -> None:
    sources = many(41)
    subjects = [found(f"q{at}", Standing.CONTESTED, sources[:20], sources[20:], relations=(CONTRADICTS,)) for at in range(5)]
    files = dict(render(casebook(sources, *subjects), RULES))
    ids = {name: {each.attrib.get("id") for each in parse(text).iter()} for name, text in files.items() if "html" in name}
    hrefs = [each.attrib["href"] for each in elements(parse(files["matrix.html"]), "a")]
    assert len(hrefs) > 100
    parts = [(path or "matrix.html", fragment) for path, _, fragment in (href.partition("#") for href in hrefs)]
    assert [(path, fragment) for path, fragment in parts if fragment and fragment not in ids[path]] == []


# source by source


@pytest.mark.parametrize(
    ("count", "shade"),
    [
        (PairCount(5), 0),
        (PairCount(9, 1, 0), 0),
        (PairCount(8, 1, 1), 1),
        (PairCount(5, 2, 3), 2),
        (PairCount(2, 8, 0), 4),
        (PairCount(0, 0, 7), 4),
    ],
)
def test_a_shade_is_the_fifth_in_which_the_share_of_differences_lies(count: PairCount, shade: int) -> None:
    assert count.shade == shade


def agreeing() -> Findings:
    apart = [found(f"c{at}", Standing.CONTESTED, ("a",), ("b",), relations=(CONTRADICTS,)) for at in range(2)]
    return casebook(("a", "b", "c"), *apart, *(found(f"s{at}", Standing.AGREED, ("a", "b")) for at in range(4)))


def test_a_cell_counts_in_words_and_leads_to_the_source_of_its_row() -> None:
    table = list(elements(page(agreeing()), "table"))[1]
    cells = [shown(each) for each in elements(table, "td")]
    assert cells == [
        *("· itself", "4 agree 0 differ 2 contradict of 6", "few"),
        *("4 agree 0 differ 2 contradict of 6", "· itself", "few"),
        *("few", "few", "· itself"),
    ]
    assert attribute(next(elements(table, "tbody")), "href", "a") == [
        *("src/a.html", "src/a.html#against", "src/b.html", "src/b.html#against", "src/c.html"),
    ]


def test_of_many_sources_the_pairs_that_contradict_most_are_listed() -> None:
    sources = many(41)
    apart = [found(f"c{at}", Standing.CONTESTED, sources[:1], sources[1:3], relations=(CONTRADICTS,)) for at in range(5)]
    given = casebook(sources, *apart, found("more", Standing.CONTESTED, sources[:1], sources[2:3], relations=(CONTRADICTS,)))
    view = agreement_view(Index(given), pair_counts(given))
    assert [([each.text for each in row.between], row.count.contradict) for row in view.pairs] == [
        (["S000", "S002"], 6),
        (["S000", "S001"], 5),
    ]
    assert (view.rows, view.compared, view.contradicting) == ((), 3, 2)
    assert "3 pairs could be compared on at least 5 subjects; 2 of them" in shown(page(given))


def test_at_most_fifty_pairs_are_listed() -> None:
    sources = many(41)
    given = [found(f"c{at}", Standing.CONTESTED, sources[:10], sources[10:], relations=(CONTRADICTS,)) for at in range(5)]
    findings = casebook(sources, *given)
    view = agreement_view(Index(findings), pair_counts(findings))
    assert (len(view.pairs), view.contradicting) == (50, 310)


def test_pairs_beyond_counting_are_left_out_and_the_page_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    sources = many(41)
    given = casebook(sources, found("x", Standing.AGREED, sources))
    monkeypatch.setattr(agreement, "MOST_MEETINGS", 819)
    assert pair_counts(given) is None
    assert "the pairs were not counted" in shown(page(given))
    monkeypatch.setattr(agreement, "MOST_MEETINGS", 820)
    assert len(pair_counts(given) or ()) == 820
