"""The strips of a subject's page: what a value's precision looks like, and that nothing is cut off, hidden or left out."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compare.charts.date_strip import date_strip
from compare.charts.picture import Bar, Figure, Line, Picture, Twin, Words
from compare.charts.range_dots import range_dots
from compare.charts.strip import Answer
from compare.charts.time_strip import Said, time_strip
from compare.core.findings import Extent, Stretch
from compare.kinds.edtf_bounds import read_edtf
from tests.charts.conftest import look, marks, signs

SOURCES = (Words("Courier", "src/courier.html"), Words("إياد"))


def dated(*written: str) -> Figure:
    return date_strip([answer(at, each, read_edtf(each).extent) for at, each in enumerate(written)])


def answer(at: int, words: str, extent: Extent) -> Answer:
    letter = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"[at]
    return Answer(letter, words, f"#p-{letter}", extent, SOURCES)


def number(low: int | None, high: int | None, *, about: bool = False, above: bool = False, below: bool = False) -> Extent:
    core = Stretch(None if low is None else Fraction(low), None if high is None else Fraction(high), above, below)
    wide = Stretch(core.low and core.low * Fraction(9, 10), core.high and core.high * Fraction(11, 10))
    return Extent("people", (core,), (wide if about else core,), about)


def counted(*extents: Extent) -> Figure:
    return range_dots([answer(at, str(at), each) for at, each in enumerate(extents)], "people")


def bars(figure: Figure, look: str) -> list[Bar]:
    return [each for each in marks(figure) if isinstance(each, Bar) and each.look == look]


def test_a_bar_is_as_wide_as_the_date_is_exact() -> None:
    day, month, year, decade = (each.width for each in bars(dated("2017-03-02", "2017-03", "2017", "201X"), "solid"))
    assert 0 < day < month < year < decade
    assert year / month == pytest.approx(365 / 31, rel=0.02)
    assert decade / year == pytest.approx(10, rel=0.01)


def test_a_day_stays_a_thin_mark_among_neighbouring_days() -> None:
    one, other = bars(dated("2017-03-02", "2017-03-03"), "solid")
    assert one.width < 2.5
    assert one.x < other.x


@pytest.mark.parametrize("written", ["2017-03~", "2017-03?", "2017-03%"])
def test_what_is_about_has_dashed_ends(written: str) -> None:
    figure = dated("2017", written)
    (bar,) = bars(figure, "about")
    dashed = [each for each in marks(figure) if isinstance(each, Line) and each.look == "dashed"]
    assert [each.x1 for each in dashed] == [bar.x, pytest.approx(bar.x + bar.width, abs=0.02)]
    assert dashed[0].x2 < bar.x < dashed[1].x1 < dashed[1].x2


@pytest.mark.parametrize(("written", "arrow"), [("../2018", "left"), ("2018/..", "right"), ("2018/", "right")])
def test_an_open_side_ends_in_an_arrow(written: str, arrow: str) -> None:
    figure = dated("2017", written)
    assert signs(figure) == [(arrow, "open")]
    along, closed = (each for each in marks(figure) if isinstance(each, Line) and each.look == "open")
    assert along.y1 == along.y2
    assert closed.x1 == closed.x2 == (along.x2 if arrow == "left" else along.x1)
    assert "An arrow" in figure.picture.reading


def test_a_set_has_a_bar_for_each_of_its_dates() -> None:
    figure = dated("2016", "[2015,2017]")
    assert len(bars(figure, "solid")) == 3
    assert [each.text for cell in figure.twin.rows[1][1:3] for each in cell] == [
        "1 January 2015 or 1 January 2017",
        "31 December 2015 or 31 December 2017",
    ]


def test_the_table_beside_dates_says_how_far_about_reaches() -> None:
    rows = dated("2017-03~", "2017").twin.rows
    assert [row[3][0].text for row in rows] == ["31 days", "–"]


def test_a_number_is_a_dot_and_a_range_two_with_a_line() -> None:
    figure = counted(number(11, 11), number(5, 9))
    assert signs(figure) == [("dot", "solid")] * 3
    assert [each.look for each in marks(figure) if isinstance(each, Line)] == ["row", "row", "range"]


def test_about_is_an_open_dot_with_how_far_it_reaches() -> None:
    figure = counted(number(2000, 2000, about=True), number(1000, 1000))
    assert signs(figure) == [("dot", "hollow"), ("dot", "solid")]
    assert len([each for each in marks(figure) if isinstance(each, Line) and each.look == "whisker"]) == 2
    assert [cell[0].text for cell in figure.twin.rows[0][1:5]] == ["2,000", "2,000", "1,800", "2,200"]


def test_at_least_and_less_than_are_arrows_and_an_end_left_out_is_open() -> None:
    figure = counted(number(50, None), number(None, 80, below=True), number(60, 60))
    assert signs(figure) == [("right", "open"), ("dot", "solid"), ("left", "open"), ("dot", "hollow"), ("dot", "solid")]
    assert [row[2][0].text for row in figure.twin.rows] == ["open", "less than 80", "60"]


def test_numbers_a_thousandfold_apart_stand_on_an_axis_of_powers() -> None:
    near, far = counted(number(1, 1), number(1000, 1000)), counted(number(1, 1), number(2000, 2000))
    assert "ten times" not in near.picture.reading + near.picture.description
    assert "ten times" in far.picture.reading
    assert "ten times" in far.picture.description
    assert [each.label for each in far.picture.axis.ticks] == ["1", "10", "100", "1,000"]


def test_what_the_subject_calls_close_is_said() -> None:
    answers = [answer(0, "60", number(60, 60)), answer(1, "64", number(64, 64))]
    assert "Within 10% of each other" in range_dots(answers, "", "10%").picture.reading


def test_a_denied_answer_is_outlined_and_called_not() -> None:
    one = answer(0, "2017", read_edtf("2017").extent)
    figure = date_strip([one, Answer("B", "2018", "#p-B", read_edtf("2018").extent, SOURCES, denied=True)])
    assert [each.look for each in marks(figure) if isinstance(each, Bar)] == ["solid", "denied"]
    assert figure.twin.rows[1][0][0].text == "B: not 2018"


def test_an_answer_is_set_against_the_days_it_was_printed() -> None:
    printed = (read_edtf("2017-03-24").extent, read_edtf("2017").extent)
    said = (
        Said("A", "alive", "#p-A", None, "as of its publication", printed, "2017", SOURCES),
        Said("B", "killed", "#p-B", read_edtf("2016-11").extent, "as of November 2016", printed[:1], "24 March 2017", SOURCES),
    )
    figure = time_strip(said)
    assert signs(figure) == [("diamond", "printed")] * 3
    assert len(bars(figure, "solid")) == 1
    assert "not known to the day" in figure.picture.reading
    assert [[cell[0].text for cell in row[:3]] for row in figure.twin.rows] == [
        ["A: alive", "as of its publication", "2017"],
        ["B: killed", "as of November 2016", "24 March 2017"],
    ]


def test_a_picture_without_its_table_cannot_be_made() -> None:
    picture: Picture = dated("2016", "2017").picture
    for rows in ((), (((Words("A"),),),)):
        with pytest.raises(ValueError, match="is not whole"):
            Figure("dates", picture, Twin("", ("Answer", "Date"), rows))


FEW = settings(deadline=None, max_examples=40)
DATES = st.one_of(
    st.dates().map(lambda day: f"{day:%Y-%m-%d}".zfill(10)),
    st.integers(0, 9999).map(lambda year: f"{year:04}"),
    st.tuples(st.integers(0, 9998), st.integers(1, 12), st.sampled_from(["", "~", "?", "%"])).map(
        lambda each: f"{each[0]:04}-{each[1]:02}{each[2]}"
    ),
    st.integers(0, 999).map(lambda decade: f"{decade:03}X"),
    st.integers(1, 9998).flatmap(
        lambda year: st.sampled_from([f"../{year:04}", f"{year:04}/..", f"[{year:04},{year + 1:04}]", f"-{year:04}"])
    ),
    st.sampled_from(["Y10000", "Y170000002", "Y-17E7", "Y1E60"]),
)
WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=60)


@given(st.lists(st.tuples(DATES, WORDS), min_size=2, max_size=12))
@FEW
def test_any_dates_stay_on_the_picture_and_in_the_table(written: list[tuple[str, str]]) -> None:
    figure = date_strip([answer(at, words, read_edtf(each).extent) for at, (each, words) in enumerate(written)])
    assert look(figure) == []
    assert [row[0][0].text.partition(": ")[2] for row in figure.twin.rows] == [words for _, words in written]
    assert len(figure.picture.shapes) == len(written)


NUMBERS = st.integers(-(10**28), 10**28) | st.integers(0, 3000)
QUANTITIES = st.one_of(
    NUMBERS.map(lambda each: number(each, each)),
    NUMBERS.map(lambda each: number(each, each, about=True)),
    NUMBERS.map(lambda each: number(each, None)),
    NUMBERS.map(lambda each: number(None, each, below=True)),
    st.tuples(NUMBERS, NUMBERS).map(lambda each: number(min(each), max(each))),
)


@given(st.lists(QUANTITIES, min_size=2, max_size=12))
@FEW
def test_any_numbers_stay_on_the_picture_and_in_the_table(extents: list[Extent]) -> None:
    figure = counted(*extents)
    assert look(figure) == []
    assert len(figure.twin.rows) == len(figure.picture.shapes) == len(extents)


@given(st.lists(st.tuples(DATES, DATES, WORDS, WORDS), min_size=2, max_size=12))
@FEW
def test_any_times_stay_on_the_picture_and_in_the_table(written: list[tuple[str, str, str, str]]) -> None:
    said = [
        Said("A", words, "#p-A", read_edtf(held).extent, when, (read_edtf(printed).extent,), printed, SOURCES)
        for held, printed, words, when in written
    ]
    figure = time_strip(said)
    assert look(figure) == []
    assert len(figure.twin.rows) == len(written)


@given(st.lists(DATES, min_size=2, max_size=8))
@FEW
def test_the_same_answers_make_the_same_picture(written: list[str]) -> None:
    assert dated(*written) == dated(*written)
