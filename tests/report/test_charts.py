"""The pictures on built pages, each with its title, its words and its table or list."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from compare.analysis.judge import judge
from compare.analysis.timeline import with_days
from compare.charts.timeline import MOST_ENTRIES
from compare.core.model import Casebook, Claim, Location, Quote, Source, Subject
from compare.report.site import render
from tests.report.conftest import BREAKOUT, SCRIPT, SVG, XHTML, elements, make_findings, parse, shown

if TYPE_CHECKING:
    from collections.abc import Iterable
    from xml.etree.ElementTree import Element

HERE = Location("x.yaml")


def said(source: str, subject: str, value: str, **more: Any) -> Claim:
    return Claim(more.pop("id", subject.partition("/")[2]), source, subject, value, Quote(value), HERE, **more)


def book(claims: Iterable[Claim], published: dict[str, str], **terms: Any) -> dict[str, str]:
    """The report on these claims; the subjects are dates unless their attribute says otherwise."""
    told = tuple(sorted(claims, key=lambda each: each.uid))
    kinds = {"strength": "quantity", "mood": "text"}
    subjects = tuple(
        Subject(each, f"{each}?", kinds.get(each.partition("/")[2], "date"), HERE, **terms)
        for each in sorted({claim.subject for claim in told})
    )
    sources = tuple(Source(each, f"Title {each}", date, "", HERE, f"The {each}") for each, date in sorted(published.items()))
    found = judge(Casebook("Test", sources=sources, subjects=subjects, claims=told))
    return dict(render(with_days(found), ()))


def page(files: dict[str, str], name: str) -> Element[Any]:
    return parse(files[name])


def figures(tree: Element[Any]) -> list[Element[Any]]:
    return list(elements(tree, "figure"))


def titles(tree: Element[Any]) -> list[str]:
    return [shown(next(each.iter(SVG + "title"))) for each in figures(tree)]


def links(tree: Element[Any]) -> list[str]:
    return [each.attrib["href"] for each in tree.iter(SVG + "a")]


DATES = {"a": "2017-03-24", "b": "2020"}


def test_dates_are_drawn_and_stand_in_the_table_beside_them() -> None:
    files = book([said("a", "x/founded", "2017-03-02"), said("b", "x/founded", "2017-03~")], DATES)
    tree = page(files, "s/x/founded.html")
    (figure,) = figures(tree)
    drawing = next(figure.iter(SVG + "svg"))
    names = drawing.attrib["aria-labelledby"].split()
    both = "A: 2 March 2017, 1 source. B: about March 2017, 1 source."
    assert [shown(each) for each in drawing if each.attrib.get("id") in names] == [
        "The answers as dates",
        f"2 answers on a line of time from 25 January 2017 to 5 May 2017. {both}",
    ]
    assert links(tree) == ["#p-A", "#p-B"]
    assert [[shown(cell) for cell in row] for row in list(elements(figure, "tr"))[1:]] == [
        ["A: 2 March 2017", "2 March 2017", "2 March 2017", "–", "The a"],
        ["B: about March 2017", "1 March 2017", "31 March 2017", "31 days", "The b"],
    ]


def test_numbers_of_other_scope_or_unit_are_not_on_one_axis() -> None:
    three = {**DATES, "c": "2021", "d": "2022"}
    claims = [
        said("a", "x/strength", "100", scope="fighters"),
        said("b", "x/strength", "~2000", scope="families"),
        said("c", "x/strength", "120", scope="fighters"),
        said("d", "x/strength", "7 km"),
    ]
    tree = page(book(claims, three), "s/x/strength.html")
    assert titles(tree) == ["The answers as numbers: fighters"]
    assert len(links(tree)) == 2


def test_a_single_answer_has_no_picture() -> None:
    files = book([said("a", "x/founded", "2017"), said("b", "x/founded", "2017")], DATES)
    assert figures(page(files, "s/x/founded.html")) == []


def test_an_answer_that_may_change_is_set_against_its_publication() -> None:
    claims = [said("a", "x/mood", "calm", as_of="2016"), said("b", "x/mood", "tense")]
    tree = page(book(claims, DATES, time="changing"), "s/x/mood.html")
    assert titles(tree) == ["When each answer is said to hold"]
    assert [shown(each) for each in elements(tree, "td")][:3] == ["as of 2016", "24 March 2017", "The a"]


def test_an_answer_that_does_not_change_and_has_no_date_is_not_set_in_time() -> None:
    claims = [said("a", "x/mood", "calm"), said("b", "x/mood", "tense")]
    assert figures(page(book(claims, DATES), "s/x/mood.html")) == []


def items(tree: Element[Any]) -> list[str]:
    return [" ".join(shown(each).split()) for each in elements(next(elements(tree, "ol")), "li")]


def test_the_list_of_the_timeline_is_in_the_order_of_time_and_has_everything_that_is_drawn() -> None:
    claims = [
        said("b", "x/founded", "2016-05"),
        said("a", "x/mood", "calm", as_of="2011", via=("RFI@2017-03-10",)),
        said("a", "x/strength", "10"),
    ]
    tree = page(book(claims, DATES), "timeline.html")
    assert items(tree) == [
        "as of 2011: x/mood? calm The a, published 24 March 2017",
        "May 2016: x/founded? May 2016 The b, published 2020",
        "10 March 2017: RFI, named as the origin of 1 claim The a",
        "24 March 2017: published Title a The a",
        "2020: published Title b The b",
    ]
    assert links(tree) == [
        "timeline.html#n-3",
        "s/x/mood.html#c-a--mood",
        "src/a.html",
        "s/x/founded.html#c-b--founded",
        "src/b.html",
    ]


def test_what_takes_over_from_what_is_drawn_as_an_arrow_and_told_in_the_list() -> None:
    claims = [said("a", "x/strength", "100", as_of="2011"), said("b", "x/strength", "2000", as_of="2018")]
    tree = page(book(claims, DATES, time="changing"), "timeline.html")
    assert [each.attrib["class"] for each in tree.iter(SVG + "line") if "marker-end" in each.attrib] == ["change"]
    assert items(tree)[0].endswith("; followed by 3")


def test_an_answer_leads_to_the_one_after_it_and_not_to_all_that_come_later() -> None:
    years = {"a": ("100", "2011"), "b": ("2000", "2014"), "c": ("30", "2018")}
    claims = [said(name, "x/strength", value, as_of=year) for name, (value, year) in years.items()]
    tree = page(book(claims, {"a": "2018", "b": "2019", "c": "2020"}, time="changing"), "timeline.html")
    assert len([each for each in tree.iter(SVG + "line") if "marker-end" in each.attrib]) == 2
    assert [re.findall(r"followed by .*", each) for each in items(tree)[:2]] == [["followed by 2"], ["followed by 4"]]


def test_a_source_that_names_another_as_its_origin_has_an_arrow_from_it() -> None:
    claims = [said("a", "x/founded", "2016"), said("b", "x/founded", "2016", via=("a",))]
    tree = page(book(claims, DATES), "timeline.html")
    assert [each.attrib["class"] for each in tree.iter(SVG + "line") if "marker-end" in each.attrib] == ["origin"]


def test_a_casebook_without_dates_of_its_own_says_so() -> None:
    files = book([said("a", "x/strength", "10"), said("b", "x/strength", "10")], DATES)
    tree = page(files, "timeline.html")
    assert "There is nothing to set in time." in shown(tree)
    assert figures(tree) == []


def test_a_long_timeline_is_split_by_time_and_its_pages_count_on() -> None:
    claims = [said("a", "x/strength", str(at), id=f"c{at}", as_of=f"{1500 + at}") for at in range(MOST_ENTRIES + 10)]
    files = book([*claims, said("b", "x/strength", "1", as_of="1400")], DATES)
    first, second = (page(files, f"timeline{each}.html") for each in ("", "-2"))
    assert [len(items(each)) for each in (first, second)] == [MOST_ENTRIES, 13]
    assert "timeline-3.html" not in files
    assert next(elements(second, "ol")).attrib["start"] == str(MOST_ENTRIES + 1)
    assert {"Page 1", "Page 2"} <= {shown(each) for each in elements(second, "a")}


def test_many_sources_are_split_over_pages_too() -> None:
    published = {f"s{at:02}": f"{2000 + at}" for at in range(45)}
    files = book([said(each, "x/founded", date) for each, date in published.items()], published)
    for name in ("timeline.html", "timeline-2.html"):
        lanes = [each for each in page(files, name).iter(SVG + "text") if each.attrib.get("class") == "lane"]
        assert 0 < len(lanes) <= 40


def test_hostile_words_stay_words_in_pictures() -> None:
    base = make_findings()
    dated = [replace(each, as_of="2017") if each.stance == "affirms" else each for each in base.claims]
    files = dict(render(with_days(replace(base, claims=tuple(dated))), ()))
    for name in ("timeline.html", "s/jnim/leader.html"):
        tree = page(files, name)
        (figure,) = figures(tree)
        assert {each.tag for each in figure.iter(SVG + "svg")} == {SVG + "svg"}
        assert not [each for each in figure.iter() if each.tag in {SVG + "script", XHTML + "script", XHTML + "img"}]
        assert BREAKOUT in shown(figure) + "".join(" ".join(each.attrib.values()) for each in figure.iter())
    assert SCRIPT in shown(page(files, "timeline.html"))


@pytest.mark.parametrize("name", ["timeline.html", "s/jnim/strength.html"])
def test_no_picture_has_a_colour_or_a_style_of_its_own(files: dict[str, str], name: str) -> None:
    for each in page(files, name).iter():
        assert not {"style", "fill", "stroke", "font-size"} & set(each.attrib)
