"""What must hold for names of every shape, beyond what holds for every kind (test_laws)."""

from __future__ import annotations

from contextlib import suppress
from itertools import permutations
from typing import Any

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from compare.core.entities import Entities
from compare.kinds import kind_for
from compare.kinds.base import Kind, Pairs, Side, example_subject

law = settings(max_examples=300, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])

NAME: Kind[Any] = kind_for(example_subject("name"), Entities())
NAMES: Kind[Any] = kind_for(example_subject("names"), Entities())

GIVEN = ["Zoe", "Bart", "Carmen", "Robert", "José", "Amadou", "Fatima", "Igor"]
FAMILY = ["Ames", "Bellweather", "García", "Kouffa", "Nietzsche", "Ferreira", "Quill"]
given_names, family_names = st.sampled_from(GIVEN), st.sampled_from(FAMILY)
BITS = [
    *[
        "John",
        "Smith",
        "J.",
        "A.",
        "JR",
        "Jr.",
        "Inc.",
        "Ltd",
        "&",
        "and",
        "with",
        ";",
        "/",
        ",",
        "(",
        ")",
        "[Editor]",
        "(Author)",
    ],
    *[
        "by",
        "Dr.",
        "Abu",
        "Abd",
        "al-",
        "Al",
        "de",
        "van",
        "III",
        "7",
        "PhD",
        "M.D.",
        "A/S",
        "Co.",
        "et al.",
        "others",
        "Tolkien,",
    ],
    *["O'Brien", "Müller", "ß", "İ", "|", "•", "1990-2000", "y", "-", ".", "..", "'", "Ёлка", "王", "N/A", "\n"],
]
untidy = st.builds(
    lambda bits, joint: joint.join(bits), st.lists(st.sampled_from(BITS), max_size=9), st.sampled_from(["", " "])
)


def compared(kind: Kind[Any], one: str, other: str) -> tuple[str, int | None]:
    outcome = kind.compare(Side(kind.parse(one)), Side(kind.parse(other)))
    return outcome.rule.partition(".")[2], outcome.finer


@law
@given(text=untidy)
def test_what_is_shown_reads_back(text: str) -> None:
    for kind in (NAME, NAMES):
        value = None
        with suppress(ValueError):  # that it is a sentence is a law of every kind
            value = kind.parse(text)
        if value is not None:
            assert kind.parse(kind.format(value)) == value
            assert kind.key(kind.parse(kind.format(value))) == kind.key(value)


@law
@given(one=untidy, other=untidy)
def test_comparing_is_symmetric(one: str, other: str) -> None:
    for kind in (NAME, NAMES):
        try:
            a, b = Side(kind.parse(one)), Side(kind.parse(other))
        except ValueError:
            continue
        there, back = kind.compare(a, b), kind.compare(b, a)
        assert there.rule == back.rule
        assert there.finer == (None if back.finer is None else 1 - back.finer)
        assert (there.rule.endswith(".same")) == (kind.key(a.value) == kind.key(b.value))


@law
@given(first=given_names, last=family_names)
def test_order_does_not_count(first: str, last: str) -> None:
    for written in (f"{last} {first}", f"{last}, {first}", f"{last.upper()}, {first}", f"Dr. {first} {last}"):
        assert compared(NAME, f"{first} {last}", written) == ("same", None)


@law
@given(first=given_names, middle=given_names, last=family_names)
def test_a_name_without_its_middle_name_is_less_full(first: str, middle: str, last: str) -> None:
    full = f"{first} {middle} {last}"
    for less in (f"{first} {last}", f"{last}, {first}", f"{first} {middle[0]}. {last}", f"{first[0]}. {middle[0]}. {last}"):
        assert compared(NAME, full, less) == ("fuller", 0)


@law
@given(first=given_names, last=family_names, letter=st.sampled_from("BKLNPSTVW"), other=st.sampled_from("DFGHJMR"))
def test_another_initial_is_another_name(first: str, last: str, letter: str, other: str) -> None:
    assert compared(NAME, f"{first} {letter}. {last}", f"{first} {other}. {last}") == ("another", None)


@law
@given(
    first=given_names,
    last=family_names,
    suffixes=st.sampled_from(list(permutations(["Jr.", "Sr.", "II", "III", "4", "17"], 2))),
)
def test_another_figure_or_generation_is_another_name(first: str, last: str, suffixes: tuple[str, str]) -> None:
    one, other = suffixes
    assert compared(NAME, f"{first} {last} {one}", f"{first} {last} {other}") == ("another", None)
    assert compared(NAME, f"{first} {last} {one}", f"{first} {last}") == ("fuller", 0)


people = st.lists(
    st.tuples(given_names, family_names), min_size=1, max_size=4, unique_by=(lambda each: each[0], lambda each: each[1])
)


@law
@given(people=people, data=st.data())
def test_a_list_is_the_same_however_it_is_written(people: list[tuple[str, str]], data: st.DataObject) -> None:
    turned = data.draw(st.permutations(people))
    written = [
        "; ".join(f"{first} {last}" for first, last in turned),
        "; ".join(f"{last}, {first}" for first, last in turned),
        "/".join(f"{last}, {first}" for first, last in turned).upper(),
        ", ".join(f"{first} {last}" for first, last in turned),
        ", ".join(f"{last}, {first}" for first, last in turned),
        " and ".join(f"{first} {last}" for first, last in turned),
    ]
    keys = {NAMES.key(NAMES.parse(text)) for text in written}
    assert keys == {NAMES.key(NAMES.parse("; ".join(f"{first} {last}" for first, last in people)))}


@law
@given(people=people, gone=st.integers(0, 3))
def test_a_shorter_list_supports_a_longer_one(people: list[tuple[str, str]], gone: int) -> None:
    names = [f"{first} {last}" for first, last in people]
    fewer = names[:gone] + names[gone + 1 :]
    if fewer and len(fewer) < len(names):
        assert compared(NAMES, "; ".join(names), "; ".join(fewer)) == ("adds", 0)


@law
@given(texts=st.lists(untidy, min_size=1, max_size=6), data=st.data())
def test_in_bulk_as_one_by_one(texts: list[str], data: st.DataObject) -> None:
    for kind in (NAME, NAMES):
        values = []
        for text in texts:
            try:
                values.append(kind.parse(text))
            except ValueError:
                continue
        if not values:
            continue
        numbers = st.integers(0, len(values) - 1)
        rows = data.draw(st.lists(st.tuples(numbers, numbers, st.booleans(), st.booleans()), min_size=1, max_size=8))
        columns = [np.array(column) for column in zip(*rows, strict=True)]
        verdicts = kind.compare_all(values, Pairs(*columns))
        for (a, b, a_closed, b_closed), level, finer in zip(
            rows, verdicts.level.tolist(), verdicts.finer.tolist(), strict=True
        ):
            outcome = kind.compare(Side(values[a], a_closed), Side(values[b], b_closed))
            found = kind.levels[level]
            assert outcome.rule == f"{kind.name}.{found.name}"
            assert outcome.finer == (None if finer < 0 else finer)
