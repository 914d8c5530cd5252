from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from compare.core.place_names import folded, readable
from compare.loading.casebook import read_casebook
from compare.loading.places_table import read_places

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from compare.core.places import Places
    from compare.core.problems import Problem

    Book = Callable[[dict[str, str]], Path]

TABLE = "claims/vocabulary/places.csv"


def read(folder: Path, text: str, name: str = "places.csv") -> tuple[Places, list[Problem]]:
    path = folder / name
    path.write_text(text, encoding="utf-8", newline="")
    return read_places(path)


def steps(places: Places) -> set[tuple[str, str]]:
    return {(places.labels[at], places.labels[each]) for at, direct in enumerate(places.broader) for each in direct}


def said(problems: list[Problem]) -> list[str]:
    return [f"{each.code} {each.place}: {each.message}" for each in problems]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("places.csv", "place,broader\nLyon,France\nParis,France\n"),
        ("places.csv", "place,broader,alias\nLyon,France,Lyons;Lugdunum\nParis,France\n"),
        ("places.csv", "\ufeffplace;broader\r\nLyon;France\r\n\r\nParis;France"),
        ("places.tsv", "place\tbroader\nLyon\tFrance\nParis\tFrance\n"),
        ("edges.txt", "Lyon\tFrance\nParis\tFrance\n"),
        ("edges.csv", "Lyon,France\nParis,France\nFrance,France\n"),
        ("edges.csv", "Lyon|France\nParis|France\nFrance\n"),
        ("edges.csv", 'parent,child\n"France","Lyon"\nFrance, Paris\n'),
        ("edges.csv", "narrower,broader\nLyon,France\nParis,France\n,\n"),
        ("edges.csv", "Child,Parent\nLyon,France\nParis,France\nLyon,France\n"),
        ("edges.tsv", "skos:narrower\tskos:broader\ndbr:Lyon\tdbr:France\ndbr:Paris\tdbr:France\n"),
        ("edges.tsv", "<http://x.org/r/Lyon>\t<http://x.org/r/France>\n<http://x.org/r/Paris>\t<http://x.org/r/France>\n"),
        ("edges.csv", "http://x.org/r/Lyon,http://x.org/r/France\nhttp://x.org/r/Paris,http://x.org/r/France\n"),
    ],
)
def test_every_usual_form_of_a_table_says_the_same(tmp_path: Path, name: str, text: str) -> None:
    places, problems = read(tmp_path, text, name)
    assert said(problems) == []
    assert steps(places) == {("Lyon", "France"), ("Paris", "France")}


def test_aliases_mean_their_place_and_may_mean_two(tmp_path: Path) -> None:
    text = 'place,broader,alias\n"Paris, Texas",Texas,Paris\nParis (France),France,Paris;Lutetia\nFrance,,\n'
    places, problems = read(tmp_path, text)
    assert said(problems) == []
    assert [places.labels[each] for each in places.meant_by("lutetia")] == ["Paris (France)"]
    assert [places.labels[each] for each in places.meant_by("paris")] == ["Paris, Texas", "Paris (France)"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ["Y118 places.csv: the table is empty"]),
        (
            "place,broader,level\nLyon,France,2\n",
            ["S201 places.csv:1: the table has no use for a column “level”"],
        ),
        (
            "place,brooder\nLyon,France\n",
            [
                "S201 places.csv:1: the table has no use for a column “brooder”",
                "S202 places.csv:1: the table has no column broader",
            ],
        ),
        (
            "place,child,broader\nLyon,Lyon,France\n",
            ["Y105 places.csv:1: two columns of the table are place"],
        ),
        (
            "Lyon\nParis\n",
            [
                "S201 places.csv:1: the table has no use for a column “Lyon”",
                "S202 places.csv:1: the table has no column broader",
                "S202 places.csv:1: the table has no column place",
            ],
        ),
        (
            "place,broader\nParis, Texas,Texas\nLyon,France\n,France\n",
            [
                "S210 places.csv:2: the row has 3 cells, and the table 2 columns",
                "S210 places.csv:4: the row names no place",
            ],
        ),
        ("place,broader\nLyon,...\n", ["S210 places.csv:2: “...” names no place"]),
        (
            'place,broader\nLyon,"France\n' + "Paris,France\n" * 40,
            ["S210 places.csv:2: a cell is too long for the name of a place; a double quote may be left open"],
        ),
        (
            'place,broader,alias\nLyon,France,"Lyons\n' + "Paris,France\n" * 40,
            ["S210 places.csv:2: a cell is too long for the name of a place; a double quote may be left open"],
        ),
        (
            'place,broader\n"' + "Paris,France\n" * 12_000,
            ["S210 places.csv:2: a cell is too long for the name of a place; a double quote may be left open"],
        ),
        (
            "place,broader\nHen,Egg\nEgg,Nest\nYolk,Egg\nNest,Hen\nHen,Coop\n",
            ["R306 places.csv:2: Egg → Nest → Hen → Egg: each lies in the next"],
        ),
    ],
)
def test_what_is_wrong_with_a_table_is_said_with_its_line(tmp_path: Path, text: str, expected: list[str]) -> None:
    _, problems = read(tmp_path, text)
    assert said(problems) == expected


def test_what_can_be_read_is_kept_beside_what_cannot(tmp_path: Path) -> None:
    places, problems = read(tmp_path, "place,broader\nParis, Texas,Texas\nLyon,France\n")
    assert [each.code for each in problems] == ["S210"]
    assert steps(places) == {("Lyon", "France")}


def test_many_bad_rows_are_counted(tmp_path: Path) -> None:
    _, problems = read(tmp_path, "place,broader\n" + "Paris, Texas,Texas\n" * 1000)
    assert len(problems) < 10
    assert "995 more rows like this" in problems[-1].message


def test_a_file_that_is_not_there_or_not_text_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "places.csv").write_bytes(b"place,broader\nM\xfcnchen,Bayern\n")
    assert [each.code for each in read_places(tmp_path / "places.csv")[1]] == ["F101"]
    assert [each.code for each in read_places(tmp_path / "none.csv")[1]] == ["F103"]


def test_a_circle_at_the_foot_of_a_long_chain_costs_no_more(tmp_path: Path) -> None:
    chain = "".join(f"P{each},P{each + 1}\n" for each in range(30_000))
    start = time.process_time()
    _, problems = read(tmp_path, f"place,broader\n{chain}P1,P0\n")
    assert [each.code for each in problems] == ["R306"]
    assert time.process_time() - start < 10


def test_the_table_of_a_casebook_and_its_problems(book: Book) -> None:
    root = book({TABLE: "place,broader,size\nLyon,France,2\n"})
    assert [f"{each.code} {each.place}" for each in read_casebook(root)[2]] == [f"S201 {TABLE}:1"]
    sound = book({TABLE: "place,broader\nLyon,France\n", "claims/vocabulary/places.tsv": "Lyon\tGaul\n"})
    casebook, _, problems = read_casebook(sound)
    assert problems == ()
    assert casebook.places
    assert steps(casebook.places) == {("Lyon", "France"), ("Lyon", "Gaul")}


def test_a_casebook_without_a_table_has_no_places(book: Book) -> None:
    assert read_casebook(book({}))[0].places is None


def test_a_misnamed_table_is_pointed_out(book: Book) -> None:
    problems = read_casebook(book({"claims/vocabulary/place.csv": "Lyon,France\n"}))[2]
    assert [(each.code, "places.csv" in each.message) for each in problems] == [("F106", True)]


def test_a_table_that_leads_out_of_the_casebook_is_not_read(book: Book, tmp_path: Path) -> None:
    root = book({})
    (tmp_path / "outside.csv").write_text("Lyon,France\n", encoding="utf-8")
    (root / TABLE).symlink_to(tmp_path / "outside.csv")
    assert [each.code for each in read_casebook(root)[2]] == ["F105"]


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("http://dbpedia.org/resource/Saint-%C3%89tienne", "Saint-Étienne"),
        ("<http://dbpedia.org/resource/Paris,_Texas>", "Paris, Texas"),
        ("https://www.wikidata.org/wiki/Q90#sitelinks", "sitelinks"),
        ("dbr:New_York_City", "New York City"),
        ("a:b:c:Paris", "Paris"),
        ("Paris: a city", "Paris: a city"),
        ("100% Town", "100% Town"),
    ],
)
def test_the_name_in_an_identifier(written: str, name: str) -> None:
    assert readable(written) == name
    assert readable(name) == name


@pytest.mark.parametrize(
    ("one", "other"),
    [("U.S.A.", "USA"), ("D. C.", "DC"), ("St.Petersburg", "Saint Petersburg"), ("The Gambia", "gambia"), ("Łódź", "Lodz")],
)
def test_spellings_that_fold_alike(one: str, other: str) -> None:
    assert folded(one) == folded(other)


@pytest.mark.parametrize(("one", "other"), [("High St", "High Saint"), ("Los Angeles", "Angeles"), ("The", "")])
def test_spellings_that_do_not_fold_alike(one: str, other: str) -> None:
    assert folded(one) != folded(other)
