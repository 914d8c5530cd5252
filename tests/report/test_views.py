from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest

from compare.analysis.timeline import with_days
from compare.core.findings import AbsenceWord, Gate, Relation, RelationKind, Standing, SubjectFinding
from compare.core.model import Location, Source
from compare.core.phrases import position_letter
from compare.core.web_addresses import web_address
from compare.core.words import WORDS, word
from compare.report.addresses import claim_anchor, slug, source_page, subject_page, way_to_root
from compare.report.views.agreement import PairCount, agreement_view, pair_counts
from compare.report.views.index import Index, denominators
from compare.report.views.labels import outside_link, shortened
from compare.report.views.matrix import matrix_views
from compare.report.views.overview import overview_view
from compare.report.views.passages import Mark, Passage, cut, marks_of, passages, sentence_span
from tests.report.conftest import article, make_findings, position, question


def finding(standing: Standing, *values: tuple[str, ...], kind: str = "text", reading: int | None = None) -> SubjectFinding:
    held = tuple(position(f"value {at}", *(f"{source}#c" for source in sources)) for at, sources in enumerate(values))
    return SubjectFinding(question("x", kind, "X?"), standing, "none", "", "none", "", "", held, reading=reading)


def between(one: int, other: int, kind: RelationKind, gate: Gate | None = None) -> Relation:
    return Relation((one, other), ("a#c", "b#c"), kind, gate, "firm", (), "unknown", "r", "")


# addresses


@pytest.mark.parametrize("text", ["CON", "con", "../x", "a b", "é", "", "x" * 81, "A", "a/b", "-a", "\ud800"])
def test_a_slug_is_safe_and_no_id_could_be_it(text: str) -> None:
    made = slug(text)
    assert set(made) <= set("abcdefghijklmnopqrstuvwxyz0123456789-_")
    assert "_" in made
    assert len(made) <= 60


def test_slugs_that_differ_only_in_case_differ() -> None:
    assert len({slug(each).lower() for each in ("a", "A", "a ", "Á")}) == 4


def test_a_plain_id_is_its_own_address() -> None:
    assert subject_page("jnim/leader") == "s/jnim/leader.html"
    assert source_page("reuters-2017") == "src/reuters-2017.html"
    assert claim_anchor("reuters-2017#leader") == "c-reuters-2017--leader"
    assert way_to_root("s/jnim/leader.html") == "../../"


@pytest.mark.parametrize(
    "url",
    [
        *("javascript:alert(1)", "java\tscript:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc/passwd", "//host/x"),
        *(
            "https://user:secret@host/",
            "http://[::1",
            "https:///x",
            "https://a\u202eb.org/",
            "https://a.org/a b",
            "plain words",
        ),
        *("https://a.org\\@b.org/", "https://ex..ample.é/", "ftp://a.org/"),
    ],
)
def test_only_plain_web_addresses_are_linked(url: str) -> None:
    assert web_address(url) is None
    assert [(label.text, label.href) for label in outside_link(url)] == [(url, None)]


def test_a_host_in_other_letters_is_shown_in_ascii_too() -> None:
    assert [label.text for label in outside_link("https://bücher.example/")] == [
        "https://bücher.example/",
        "host: xn--bcher-kva.example",
    ]


# words


def test_every_word_of_the_findings_stands_in_the_table() -> None:
    for group, members in (("standing", Standing), ("relation", RelationKind), ("gate", Gate), ("absence", AbsenceWord)):
        assert {each.word for each in WORDS if each.group == group} == {str(each) for each in members}


def test_glyphs_tell_the_words_of_a_group_apart() -> None:
    pairs = [(each.group, each.glyph) for each in WORDS]
    assert len(set(pairs)) == len(pairs)
    assert word("absence", "not-checked").shown == "not checked"


# passages


def test_the_passages_are_the_whole_text() -> None:
    text = article()
    pieces = list(passages(text))
    assert " ".join(text.text[each.start : each.end] for each in pieces).split() == text.text.split()
    assert [each.number for each in pieces] == [None, 1, 2, 3, 4]


def test_cutting_at_overlapping_marks_loses_nothing() -> None:
    text = "abcdefghij"
    marks = [Mark(*span, uid=str(at)) for at, span in enumerate(((0, 4), (2, 6), (2, 3), (6, 20)))]
    segments = cut(text, Passage(1, 9, 1), marks)
    assert "".join(each.text for each in segments) == text[1:9]
    assert [(each.text, each.covers) for each in segments] == [
        ("b", ("0",)),
        ("c", ("0", "1", "2")),
        ("d", ("0", "1")),
        ("ef", ("1",)),
        ("ghi", ("3",)),
    ]
    assert [each.opens for each in segments] == [(), ("1", "2"), (), (), ("3",)]
    assert [each.closes for each in segments] == [(), ("2",), ("0",), ("1",), ()]


def test_a_mark_over_two_passages_reaches_both() -> None:
    pieces = [Passage(0, 5, 1), Passage(6, 9, 1), Passage(9, 12, 2)]
    mark = Mark(4, 8, "x")
    assert marks_of(pieces, [mark]) == [[mark], [mark], []]


def test_a_quote_over_two_sentences_takes_both() -> None:
    text = article()
    start, end = text.text.index("group."), text.text.index("fighters")
    assert sentence_span(text, start, end) == (text.sentences[0].start, text.sentences[1].end)


def test_a_quote_outside_every_sentence_stands_alone() -> None:
    assert sentence_span(article(), 0, 5) == (0, 5)


# agreement


def counts(*findings: SubjectFinding) -> dict[tuple[str, str], PairCount]:
    place = Location("x")
    sources = tuple(Source(each, each, "2017", "", place) for each in ("a", "b", "c"))
    base = make_findings()
    counted = pair_counts(replace(base, casebook=replace(base.casebook, sources=sources), subjects=findings))
    assert counted is not None
    return counted


def test_one_position_is_agreement() -> None:
    assert counts(finding(Standing.AGREED, ("a", "b"))) == {("a", "b"): PairCount(agree=1)}


@pytest.mark.parametrize(
    ("kind", "gate", "expected"),
    [
        (RelationKind.CONTRADICTS, None, PairCount(contradict=1)),
        (RelationKind.DISPUTES, None, PairCount(contradict=1)),
        (RelationKind.CONTRADICTS, Gate.SUCCESSION, PairCount(differ=1)),
        (RelationKind.REFINES, None, PairCount(differ=1)),
        (RelationKind.WORDING, None, PairCount(agree=1)),
    ],
)
def test_two_positions_are_counted_as_they_relate(kind: RelationKind, gate: Gate | None, expected: PairCount) -> None:
    given = replace(finding(Standing.COMPATIBLE, ("b",), ("a",)), relations=(between(0, 1, kind, gate),))
    assert counts(given) == {("a", "b"): expected}


@pytest.mark.parametrize("kind", [RelationKind.UNDETERMINED, RelationKind.INCOMPARABLE])
def test_what_cannot_be_weighed_is_not_compared(kind: RelationKind) -> None:
    assert counts(replace(finding(Standing.UNDETERMINED, ("a",), ("b",)), relations=(between(0, 1, kind),))) == {}


def test_a_source_at_odds_with_itself_contradicts_the_one_that_holds_half() -> None:
    given = replace(
        finding(Standing.CONTESTED, ("a", "b", "c"), ("a", "c")), relations=(between(0, 1, RelationKind.CONTRADICTS),)
    )
    assert counts(given) == {
        ("a", "b"): PairCount(contradict=1),
        ("a", "c"): PairCount(agree=1),
        ("b", "c"): PairCount(contradict=1),
    }


def test_the_table_hides_what_too_few_subjects_carry() -> None:
    index = Index(make_findings())
    few = agreement_view(index, {("afp", "quds"): PairCount(agree=4), ("afp", "reuters"): PairCount(3, 1, 1)})
    assert [row.cells for row in few.rows] == [
        (None, None, PairCount(3, 1, 1)),
        (None, None, None),
        (PairCount(3, 1, 1), None, None),
    ]


# overview


def test_contested_subjects_are_ranked_by_severity_then_newest_where_as_many_hang_on_them() -> None:
    base = make_findings()
    plan = (("a", "low", "2020"), ("b", "high", "2018"), ("c", "high", "2019"), ("d", "medium", "2021"))
    ranked = tuple(
        replace(
            base.subjects[0],
            subject=question(name, "text", name),
            standing=Standing.CONTESTED,
            severity=severity,
            positions=(position("v", f"afp#{name}"),),
        )
        for name, severity, day in plan
    )
    claims = tuple(replace(base.claims[0], source="afp", id=name, as_of=day) for name, _, day in plan)
    cards = overview_view(Index(with_days(replace(base, claims=claims, subjects=ranked, breaches=())))).cards
    assert [card.subject.text for card in cards] == ["c", "b", "d", "a"]


@pytest.mark.parametrize(("problems", "says"), [(True, "cannot be said"), (False, "No contradictions on the 2 subjects")])
def test_no_contradictions_is_said_only_without_errors(problems: bool, says: str) -> None:  # noqa: FBT001 - a case
    base = make_findings(problems=problems)
    calm = tuple(each for each in base.subjects if each.standing is not Standing.CONTESTED)
    assert says in overview_view(Index(replace(base, subjects=calm, breaches=()))).verdict


def test_a_broken_rule_does_not_reassure() -> None:
    base = make_findings(problems=False)
    calm = tuple(each for each in base.subjects if each.standing is not Standing.CONTESTED)
    verdict = overview_view(Index(replace(base, subjects=calm))).verdict
    assert verdict == "No subject is contested, but in 2 places answers to different questions do not go together."


def test_the_denominator_names_who_gives_no_answer() -> None:
    found = next(each for each in make_findings().subjects if each.standing is Standing.EVOLVING)
    assert denominators(found, 3) == "2 of 3 sources, 1 silent"


# matrix


def test_the_matrix_is_cut_into_pages_of_200_and_no_cell_is_empty() -> None:
    base = make_findings()
    many = tuple(replace(base.subjects[0], subject=question(f"q{at:03}", "text", str(at))) for at in range(401))
    index = Index(replace(base, subjects=many))
    views = list(matrix_views(index, agreement_view(index, {})))
    assert [(each.path, len(each.rows)) for each in views] == [
        ("matrix.html", 200),
        ("matrix-2.html", 200),
        ("matrix-3.html", 1),
    ]
    assert all(bool(cell.entries) != bool(cell.absent) for view in views for row in view.rows for cell in row.cells)
    assert all(len(row.cells) == 3 for view in views for row in view.rows)
    assert [view.agreement is not None for view in views] == [True, False, False]


# small things


def test_letters_go_on_after_z() -> None:
    assert [position_letter(at) for at in (0, 25, 26, 27, 701, 702)] == ["A", "Z", "AA", "AB", "ZZ", "AAA"]


def test_a_short_text_is_one_line_and_cut_with_a_sign() -> None:
    assert shortened("two\n  words") == "two words"
    assert shortened("x" * 40, 10) == "x" * 9 + "…"


def test_sources_of_one_name_are_told_apart() -> None:
    base = make_findings()
    place = Location("x")
    days = product(("2017", "2018"), "ab")
    sources = tuple(Source(f"{key}-{day}", "t", day, "", place, "Reuters") for day, key in days)
    index = Index(replace(base, casebook=replace(base.casebook, sources=sources)))
    assert len({index.source(each.id).text for each in sources}) == 4
    assert index.source("a-2017").text == "Reuters, 2017, a-2017"
