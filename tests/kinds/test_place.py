from __future__ import annotations

import pickle
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compare.core.entities import Entities
from compare.core.findings import RelationKind
from compare.core.model import Alias, Entity, Location
from compare.core.places import PlaceRow, Places, PlacesBuilder
from compare.kinds import kind_for
from compare.kinds.base import Kind, Pairs, Side, example_subject

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    Compared = Callable[..., tuple[str, int | None]]

law = settings(max_examples=300, deadline=None, derandomize=True)

TABLE = [
    ("Paris", "Île-de-France", ""),
    ("Île-de-France", "France", "Paris Region"),
    ("Lyon", "Auvergne-Rhône-Alpes", "Lyons"),
    ("Auvergne-Rhône-Alpes", "France", ""),
    ("Cologne", "Germany", "Köln"),
    ("Brooklyn", "New York City", ""),
    ("New York City", "New York", "NYC"),
    ("Strasbourg", "Alsace", ""),
    ("Strasbourg", "Seats of parliaments", ""),
    ("Alsace", "France", ""),
]


def places(rows: Iterable[tuple[str, str, str]]) -> Places:
    builder = PlacesBuilder()
    for place, broader, alias in rows:
        builder.add(PlaceRow(place, broader, tuple(alias.split(";")) if alias else ()))
    return builder.built()


def kind(rows: Iterable[tuple[str, str, str]] = TABLE, **terms: object) -> Kind[Any]:
    return kind_for(example_subject("place", **terms), Entities((), places(rows)))


@pytest.mark.parametrize(
    ("a", "b", "level", "finer"),
    [
        ("Paris", "PARIS ", "same", None),
        ("Paris", "dbr:Paris", "same", None),
        ("Lyon", "http://dbpedia.org/resource/Lyon", "same", None),
        ("Ile de France", "http://fr.example.org/resource/%C3%8Ele-de-France", "same", None),
        ("New York City", "<http://dbpedia.org/resource/New_York_City>", "same", None),
        ("New York City", "N.Y.C.", "same", None),
        ("Köln", "cologne", "same", None),
        ("Paris Region", "Île-de-France", "same", None),
        ("The Hague", "Hague, The", "same", None),
        ("Saint-Étienne", "St. Etienne", "same", None),
        ("Co. Cork", "County Cork", "same", None),
        ("Tromsø", "Tromso", "same", None),
        ("Trinidad & Tobago", "Trinidad and Tobago", "same", None),
        ("Paris, France", "Paris", "same", None),
        ("Paris (Île-de-France)", "Paris, France", "same", None),
        ("Paris, Texas", "Paris, TX, U.S.A.", "same", None),
        ("Springfield, IL, USA", "Springfield, Illinois", "same", None),
        ("Strasbourg, Alsace, France", "Strasbourg", "qualified", 0),
        ("Paris", "France", "within", 0),
        ("France", "http://dbpedia.org/resource/Lyon", "within", 1),
        ("Brooklyn", "USA", "within", 0),
        ("Montmartre, Paris", "Île-de-France", "within", 0),
        ("Montmartre, Paris, France", "Paris", "within", 0),
        ("New York, New York", "New York", "within", 0),
        ("Smallton, Wide Valley", "Wide Valley", "within", 0),
        ("Smallton, Wide Valley, France", "Wide Valley, France", "within", 0),
        ("Springfield, Ohio", "Springfield", "qualified", 0),
        ("Springfield, USA", "Springfield, Ohio", "qualified", 1),
        ("Springfield, Clark County, Ohio", "Springfield, Ohio", "qualified", 0),
        ("Paris, Wide Valley", "Paris", "qualified", 0),
        ("Paris, Texas", "Paris, Canada", "elsewhere", None),
        ("Paris, Texas", "Paris, France", "unknown", None),
        ("Springfield, Ohio", "Springfield, Illinois", "elsewhere", None),
        ("Paris", "Lyon", "apart", None),
        ("Paris", "Germany", "apart", None),
        ("Montmartre, Paris", "Croix-Rousse, Lyon", "apart", None),
        ("Paris, Texas", "Germany", "apart", None),
        ("Villeurbanne", "Lyon", "unknown", None),
        ("Villeurbanne, France", "Lyon", "unknown", None),
        ("Paris, Texas", "Paris", "unknown", None),
        ("Rochelle", "La Rochelle", "unknown", None),
        ("Shaanxi", "陕西", "unknown", None),
        ("陕西", "山西", "unknown", None),
        ("Berlin, DE", "Berlin, Germany", "unknown", None),
        ("Belfast, Ireland", "Belfast, Northern Ireland", "unknown", None),
        ("Atlanta, Georgia", "Tbilisi, Georgia", "unknown", None),
        ("Atlanta, Georgia, USA", "Tbilisi, Georgia (country)", "apart", None),
    ],
)
def test_level(compared: Compared, a: str, b: str, level: str, finer: int | None) -> None:
    assert compared(kind(), a, b) == (level, finer)


@pytest.mark.parametrize(("takes", "relation"), [("one", RelationKind.CONTRADICTS), ("many", RelationKind.DIFFERS)])
@pytest.mark.parametrize("other", ["Lyon", "Paris, Canada"])
def test_another_place_contradicts_only_where_one_may_hold(takes: str, relation: RelationKind, other: str) -> None:
    values = kind(takes=takes)
    assert values.compare(Side(values.parse("Paris, Texas")), Side(values.parse(other))).relation is relation


def test_without_a_table_only_countries_and_states_exclude_each_other(compared: Compared) -> None:
    bare = kind(())
    assert compared(bare, "Paris", "France") == ("unknown", None)
    assert compared(bare, "Paris", "Lyon") == ("unknown", None)
    assert compared(bare, "Paris, France", "Paris, Texas") == ("elsewhere", None)
    assert compared(bare, "Paris, France", "Paris") == ("qualified", 0)
    assert compared(bare, "Paris, France", "France") == ("within", 0)
    assert compared(bare, "Lyon, France", "Germany") == ("apart", None)


def test_two_places_of_one_name_in_a_table_of_names_alone_do_not_become_one(compared: Compared) -> None:
    homonym = kind([("Paris", "France", ""), ("Paris", "Texas", ""), ("Texas", "USA", "")])
    assert compared(homonym, "Paris, Texas", "Paris, France") == ("elsewhere", None)
    assert compared(homonym, "Paris, Texas", "Paris") == ("qualified", 0)
    assert compared(homonym, "Paris, Texas", "France") == ("apart", None)


def test_an_alias_of_two_places_means_the_one_that_lies_where_the_text_says(compared: Compared) -> None:
    table = kind([("Springfield (Ohio)", "Ohio", "Springfield"), ("Springfield (Illinois)", "Illinois", "Springfield")])
    assert compared(table, "Springfield, USA, Ohio", "Springfield (Ohio)") == ("same", None)
    assert compared(table, "Springfield", "Springfield (Ohio)") == ("qualified", 1)
    assert compared(table, "Springfield, Ohio", "Springfield, Illinois") == ("elsewhere", None)


def test_the_table_comes_before_what_is_known_of_the_world(compared: Compared) -> None:
    table = kind([("Tbilisi", "Georgia", ""), ("Texas", "Wonderland", ""), ("America", "", "USA")])
    assert compared(table, "Tbilisi, Georgia", "Tbilisi") == ("same", None)
    assert compared(table, "Texas", "United States") == ("apart", None)
    assert compared(table, "Ohio", "America") == ("within", 0)


def test_the_places_among_the_entities_count_like_rows_of_the_table(compared: Compared) -> None:
    at = Location("entities.yaml")
    entities = (
        Entity("kidal-region", "Kidal Region", "place", at, part_of=("mali", "the-north")),
        Entity("kidal-town", "Kidal", "place", at, aliases=(Alias("Kidal town"),), part_of=("kidal-region",)),
        Entity("the-north", "The North", "group", at),
        Entity("mali", "Mali", "place", at),
        Entity("kidal-ville", "Kidal ville", "place", at, same_as=("kidal-town",)),
    )
    values = kind_for(example_subject("place"), Entities(entities, places([("Tessalit", "Kidal Region", "")])))
    assert compared(values, "kidal-town", "Mali") == ("within", 0)
    assert compared(values, "Kidal ville", "Kidal town") == ("same", None)
    assert compared(values, "Tessalit", "Mali") == ("within", 0)
    assert compared(values, "Kidal", "The North") == ("unknown", None)


def test_of_places_that_lie_in_each_other_by_mistake_none_lies_in_the_other(compared: Compared) -> None:
    table = kind([("Egg", "Hen", ""), ("Hen", "Egg", ""), ("Yolk", "Egg", ""), ("Hen", "Coop", "")])
    assert compared(table, "Egg", "Hen") == ("apart", None)
    assert compared(table, "Yolk", "Hen") == ("within", 0)
    assert compared(table, "Egg", "Coop") == ("within", 0)


@pytest.mark.parametrize("text", ["", " ", ",", "...", "—", "http://", "unknown", "Unknown, France", "N/A", "x" * 301])
def test_what_names_no_place_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(ValueError, match="place"):
        kind().parse(text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("http://dbpedia.org/resource/New_York_City", "New York City"),
        ("http://example.org/places#Wide_Valley", "Wide Valley"),
        ("http://sws.geonames.org/2988507/?lang=fr", "2988507"),
        ("wd:Q90", "Q90"),
        ("KÖLN", "Cologne"),
        (" Wide   Valley ,Ohio", "Wide Valley ,Ohio"),
    ],
)
def test_a_place_is_shown_as_the_table_has_it_and_else_as_written(text: str, shown: str) -> None:
    assert kind().format(kind().parse(text)) == shown


names = st.sampled_from(["A", "B", "C", "D", "E", "F", "G", "H"])
edges = st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=12).map(
    lambda pairs: [("ABCDEFGH"[min(pair)], "ABCDEFGH"[max(pair)], "") for pair in pairs if pair[0] != pair[1]]
)
texts = st.lists(names, min_size=1, max_size=4).map(", ".join)


@law
@given(rows=edges, one=texts, other=texts)
def test_every_law_of_kinds_holds_on_any_table(rows: list[tuple[str, str, str]], one: str, other: str) -> None:
    values = kind(rows)
    a, b = values.parse(one), values.parse(other)
    outcome, mirrored = values.compare(Side(a), Side(b)), values.compare(Side(b), Side(a))
    assert (outcome.rule, outcome.because) == (mirrored.rule, mirrored.because)
    assert outcome.finer == (None if mirrored.finer is None else 1 - mirrored.finer)
    assert (outcome.rule == "place.same") == (values.key(a) == values.key(b)) == (a == b)
    assert values.parse(values.format(a)) == a


@law
@given(rows=edges, one=names, other=names)
def test_without_circles_no_place_lies_in_what_lies_in_it(rows: list[tuple[str, str, str]], one: str, other: str) -> None:
    table = places([*rows, (one, "", ""), (other, "", "")])
    (a,), (b,) = table.meant_by(one.lower()), table.meant_by(other.lower())
    assert not (b in table.above(a) and a in table.above(b))


@law
@given(data=st.data(), rows=edges, written=st.lists(texts, min_size=2, max_size=4))
def test_the_order_of_the_rows_makes_no_difference(
    data: st.DataObject, rows: list[tuple[str, str, str]], written: list[str]
) -> None:
    rows = [*rows, ("Big A", "B", "A B;C"), ("Bigger A", "C", "A B")]
    assert verdicts(kind(rows), written) == verdicts(kind(data.draw(st.permutations(rows))), written)


@law
@given(rows=edges, written=st.lists(texts, min_size=1, max_size=5))
def test_pairs_in_bulk_are_judged_as_one_by_one(rows: list[tuple[str, str, str]], written: list[str]) -> None:
    values = kind(rows)
    parsed = [values.parse(each) for each in written]
    numbers = np.arange(len(parsed))
    a, b = np.repeat(numbers, len(parsed)), np.tile(numbers, len(parsed))
    pairs = Pairs(a, b, np.zeros(len(a), dtype=np.bool_), np.zeros(len(a), dtype=np.bool_))
    found, expected = values.compare_all(parsed, pairs), Kind.compare_all(values, parsed, pairs)
    assert found.level.tolist() == expected.level.tolist()
    assert found.finer.tolist() == expected.finer.tolist()


def verdicts(values: Kind[Any], written: Sequence[str]) -> list[tuple[str, str, int | None]]:
    parsed = [values.parse(each) for each in written]
    outcomes = [values.compare(Side(a), Side(b)) for a in parsed for b in parsed]
    keys = [values.key(each) for each in parsed for _ in parsed]
    return [(key, each.rule, each.finer) for key, each in zip(keys, outcomes, strict=True)]


def test_joined_places_say_what_both_say(compared: Compared) -> None:
    one, other = places(TABLE[:4]), places([("Lyon", "France", "Lugdunum"), ("Gerland", "Lyon", "")])
    values = kind_for(example_subject("place"), Entities((), one.joined(other)))
    assert compared(values, "Gerland", "Auvergne-Rhône-Alpes") == ("within", 0)
    assert compared(values, "Lugdunum", "Lyons") == ("same", None)
    assert compared(values, "Paris Region", "France") == ("within", 0)


def test_places_can_be_sent_to_another_process() -> None:
    sent = pickle.loads(pickle.dumps(places(TABLE)))  # noqa: S301 - our own bytes
    assert len(sent) == len(places(TABLE))
    assert sent.labels[sent.meant_by("lyons")[0]] == "Lyon"


def test_a_place_is_known_by_its_qualifiers_in_any_order() -> None:
    known = kind([("Springfield, Illinois, USA", "Illinois", ""), ("Springfield, Ohio", "Ohio", "")])
    assert known.key(known.parse("Springfield, USA, Illinois")) == "springfield, illinois, usa"
    assert known.parse("Springfield, USA, Illinois").in_table
    assert not known.parse("Springfield, USA, Ohio").in_table
