"""The timeline: lanes, lines on which nothing hides another thing, a broken axis, and arrows."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from compare.charts.days import ends
from compare.charts.lanes import Entry, Lane, numbers
from compare.charts.packing import packed
from compare.charts.picture import Figure, Line, Link, Text, Words
from compare.charts.sections import sections
from compare.charts.timeline import HEADS, Arrow, timeline
from compare.core.civil_days import day_number
from compare.kinds.edtf_bounds import read_edtf
from tests.charts.conftest import look, marks, signs
from tests.charts.test_strips import DATES, WORDS

LANES = (Lane("a", "The Courier", "3 March 2022"), Lane("b", "The Ledger", "2017"))


def entry(number: int, date: str, lane: str = "a", sort: str = "answer", name: str = "") -> Entry:
    cells = ((Words(date),), *(((Words(str(number)),),) * (len(HEADS) - 1)))
    return Entry(number, sort, lane, read_edtf(date).extent, date, f"#c-{number}", cells, name)


def drawn(*entries: Entry, arrows: tuple[Arrow, ...] = ()) -> Figure:
    return timeline(entries, LANES, arrows)


def links(figure: Figure) -> list[Link]:
    return [each for each in figure.picture.shapes if isinstance(each, Link)]


def span(first: int, last: int) -> tuple[int, int]:
    return day_number(first), day_number(last + 1) - 1


def test_things_share_a_line_only_where_they_keep_apart() -> None:
    assert packed([(0, 10), (5, 15), (12, 20), (16.5, 30)]) == (0, 1, 0, 1)


@given(st.lists(st.tuples(st.integers(0, 100), st.integers(0, 30)).map(lambda each: (float(each[0]), float(sum(each))))))
def test_no_two_things_on_a_line_come_near_each_other(spans: list[tuple[float, float]]) -> None:
    lines = packed(spans)
    for a, b in combinations(range(len(spans)), 2):
        assert lines[a] != lines[b] or spans[a][1] + 1 <= spans[b][0] or spans[b][1] + 1 <= spans[a][0]
    assert len(set(lines)) <= len(spans)


def test_a_few_early_dates_do_not_squash_the_rest() -> None:
    spans = [span(1931, 1931), *[span(year, year) for year in range(2011, 2021)]]
    scale = sections(spans)
    assert len(scale.sections) == 2
    assert scale.at(day_number(1932)) < scale.breaks[0] < scale.at(day_number(2011)) < 30
    assert scale.at(day_number(2021)) - scale.at(day_number(2011)) > 70


def test_late_strays_get_a_section_of_their_own_too() -> None:
    spans = [*[span(year, year) for year in range(2011, 2021)], span(2099, 2099)]
    assert sections(spans).at(day_number(2021)) < sections(spans).breaks[0] < sections(spans).at(day_number(2099))


def test_an_axis_is_not_broken_for_many_nor_for_what_is_near() -> None:
    two_times = [span(year, year) for year in (1990, 1991, 1992, 2011, 2012, 2013)]
    in_a_row = [span(year, year) for year in range(1990, 2021)]
    assert sections(two_times).breaks == sections(in_a_row).breaks == ()


def test_a_broken_axis_is_said_to_be_broken() -> None:
    figure = drawn(entry(1, "1931"), *(entry(year, str(2000 + year)) for year in range(11, 21)))
    assert signs(figure) == [("break", "broken")] * 2
    assert "broken" in figure.picture.reading
    assert "broken" in figure.picture.description
    assert "broken" not in drawn(entry(1, "2017"), entry(2, "2018")).picture.reading


def test_every_mark_has_its_number_and_leads_to_its_claim() -> None:
    figure = drawn(entry(1, "2011"), entry(2, "2017-03", "b"), entry(3, "2018", sort="about"))
    tags = [mark.text for mark in marks(figure) if isinstance(mark, Text) and mark.look == "numeral"]
    assert tags == ["1", "3", "2"]
    assert [each.href for each in links(figure)] == ["#c-1", "#c-3", "#c-2"]


def test_what_is_alike_is_one_mark_that_leads_to_the_list() -> None:
    figure = drawn(entry(1, "2011"), entry(2, "2011"), entry(3, "2011", sort="about"), entry(4, "2011", "b"))
    assert [(each.href, each.label) for each in links(figure)] == [
        ("#n-1", "1: 2011; 2: 2011"),
        ("#c-3", "3: 2011"),
        ("#c-4", "4: 2011"),
    ]
    assert len(figure.twin.rows) == 4


def test_numbers_in_a_row_are_told_as_a_range() -> None:
    assert numbers([entry(each, "2017") for each in (3, 5, 6, 7, 9)]) == "3, 5–7, 9"


def test_publications_and_origins_have_signs_of_their_own() -> None:
    figure = drawn(entry(1, "2017-03-10", "", "origin", "RFI"), entry(2, "2017-03-24", "a", "published"))
    assert signs(figure) == [("triangle", "solid"), ("diamond", "printed")]
    assert any(isinstance(mark, Text) and (mark.text, mark.after) == ("1", "RFI") for mark in marks(figure))


def test_an_arrow_leads_from_the_older_to_the_newer_and_two_that_are_one_are_drawn_once() -> None:
    figure = drawn(
        entry(1, "2011"),
        entry(2, "2011"),
        entry(3, "2018", "b"),
        arrows=(Arrow(1, 3, "change"), Arrow(2, 3, "change")),
    )
    (line,) = [each for each in marks(figure) if isinstance(each, Line) and each.head]
    assert line.x1 < line.x2
    assert line.y1 < line.y2
    assert figure.picture.heads == ("change",)


ENTRIES = st.lists(
    st.tuples(DATES, st.sampled_from(["a", "b"]), st.sampled_from(["answer", "about", "published"]))
    | st.tuples(DATES, st.just(""), st.just("origin")),
    min_size=1,
    max_size=12,
)


@given(ENTRIES, WORDS)
@settings(deadline=None, max_examples=40)
def test_any_dates_stay_on_the_timeline_and_in_its_list(written: list[tuple[str, str, str]], name: str) -> None:
    entries = [
        entry(at, date, lane, sort, name if sort == "origin" else "") for at, (date, lane, sort) in enumerate(written, 1)
    ]
    figure = drawn(*entries, arrows=tuple(Arrow(1, each.number, "change") for each in entries[1:]))
    assert [each for each in look(figure) if " on (" not in each] == []
    assert [row[0][0].text for row in figure.twin.rows] == [date for date, _, _ in written]
    shown = [mark for mark in marks(figure) if isinstance(mark, Text) and mark.look == "numeral"]
    assert len(shown) == len({each.alike for each in entries})


@given(st.lists(DATES, min_size=1, max_size=20))
@settings(deadline=None, max_examples=40)
def test_every_day_has_its_place_and_time_runs_one_way(written: list[str]) -> None:
    spans = [ends(read_edtf(each).extent) for each in written]
    scale = sections(spans)
    days = sorted(day for each in spans for day in each)
    places = [scale.at(day) for day in days]
    assert places == sorted(places)
    assert all(2 <= place <= 98 for place in places)
