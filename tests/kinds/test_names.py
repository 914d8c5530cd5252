from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from compare.core.findings import RelationKind
from compare.kinds.base import Side

if TYPE_CHECKING:
    from collections.abc import Callable

OPEN, CLOSED = False, True


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("a; b and c", ["a", "b", "c"]),
        ("A. Author, B. Author & C. Author", ["A. Author", "B. Author", "C. Author"]),
        ("Tolkien, J. R. R.", ["J. R. R. Tolkien"]),
        ("Tolkien, J.R.R.; Lewis, C.S.", ["C.S. Lewis", "J.R.R. Tolkien"]),
        ("Tolkien, J. R. R., Lewis, C. S.", ["C. S. Lewis", "J. R. R. Tolkien"]),
        ("Smith, John, Doe, Jane", ["Jane Doe", "John Smith"]),
        ("SMITH, JOHN/DOE, JANE", ["JANE DOE", "JOHN SMITH"]),
        ("John Smith with Jane Doe", ["Jane Doe", "John Smith"]),
        ("by John Smith, Jane Doe (Editors)", ["Jane Doe", "John Smith"]),
        ("John Smith (Author), Jane Doe (Illustrator)", ["Jane Doe", "John Smith"]),
        ("John Smith\nJane Doe", ["Jane Doe", "John Smith"]),
        ("John Smith | Jane Doe", ["Jane Doe", "John Smith"]),
        # the first turned round, the others not, as bibliographies have it
        ("Smith, John, Jane Doe, and Bob Roe", ["Bob Roe", "Jane Doe", "John Smith"]),
        ("van der Berg, Jan, de Vries, Piet", ["Jan van der Berg", "Piet de Vries"]),
        ("Garcia Marquez, Gabriel; Vargas Llosa, Mario", ["Gabriel Garcia Marquez", "Mario Vargas Llosa"]),
        ("Juan Garcia, Maria Lopez", ["Juan Garcia", "Maria Lopez"]),
        ("J, Anna Berg", ["Anna Berg", "J"]),
        # family names alone
        ("Tolkien, Lewis, Williams and Barfield", ["Barfield", "Lewis", "Tolkien", "Williams"]),
        ("Tolkien, Lewis, Williams", ["Lewis", "Tolkien", "Williams"]),
        # what belongs to a name stays with it
        ("King, Martin Luther, Jr., and Gandhi, M.", ["M. Gandhi", "Martin Luther King Jr."]),
        ("Smith, John, Ph.D., Doe, Jane, M.D.", ["Jane Doe", "John Smith"]),
        ("Apple, Inc.; Foo A/S", ["Apple Inc.", "Foo AS"]),
        ("Simon & Schuster Inc", ["Simon & Schuster Inc"]),
        ("Smith and Jones, Inc.; Ada Berg", ["Ada Berg", "Smith and Jones, Inc."]),
        ("Ada Lovelace; by Carl Berg", ["Ada Lovelace", "Carl Berg"]),
        # nobody has so many given names
        ("Smith, John Paul George", ["John Paul George Smith"]),
        ("Smith, John Paul George Ringo", ["John Paul George Ringo", "Smith"]),
        ("Malcolm X; Ada Berg", ["Ada Berg", "Malcolm X"]),
        ("Smith and Jones,Inc.", ["Smith and Jones,Inc."]),
        ("Smith & Sons; Jones and Company", ["Jones and Company", "Smith & Sons"]),
        # lists that go on
        ("Smith, John et al.", ["John Smith"]),
        ("John Smith, Jane Doe, and others", ["Jane Doe", "John Smith"]),
        ("John Smith ...", ["John Smith"]),
        ("John Smith; various", ["John Smith"]),
        # a name twice is one
        ("John Smith; Smith, John", ["John Smith"]),
    ],
)
def test_a_list_is_cut_into_its_names(build: Callable[..., Any], text: str, names: list[str]) -> None:
    kind = build("names")
    value = kind.parse(text)
    assert sorted(each.shown for each in value) == names
    assert kind.parse(kind.format(value)) == value


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "says that no name is known"),
        ("Not Available", "'Not Available' says that no name is known"),
        ("various", "says that no name is known"),
        (";;", "holds no names"),
        ("Editor", "holds no names"),
        ("unknown; n/a", "says that no name is known"),
        (f"John Smith; {'x' * 301}", "at most 300 characters"),
    ],
)
def test_what_holds_no_names_says_why(build: Callable[..., Any], text: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        build("names").parse(text)


@pytest.mark.parametrize(
    ("a", "b", "closed", "level", "finer"),
    [
        ("A. Ames; B. Bell", "B. Bell; A. Ames", (OPEN, CLOSED), "same", None),
        ("Zoë Ames; B. Bell", "Zoe Ames; B. Bell", (CLOSED, CLOSED), "spelling", None),
        ("Zoe Ames; B. Bell", "Z. Ames; Bell", (OPEN, OPEN), "fuller", 0),
        ("Zoe Ames; B. Bell", "Z. Ames; Bart Bell", (OPEN, OPEN), "mixed", None),
        ("Zoe Amesbury; Bell", "Zoe Amesbery; B. Bell", (OPEN, OPEN), "close", None),
        # one to one: one Ames matches one Ames
        ("Z. Ames; A. Ames", "Zoe Ames", (OPEN, OPEN), "adds", 0),
        ("J. Ames; John Ames", "John Ames; James Ames", (OPEN, OPEN), "fuller", 1),
        ("Ames; J. Ames", "J. Ames; Joan Ames", (OPEN, OPEN), "fuller", 1),
        # fewer names: what it means depends on the shorter list alone
        ("Ames; Bell", "Ames; Bell; Cole", (OPEN, OPEN), "adds", 1),
        ("Ames; Bell", "Ames; Bell; Cole", (OPEN, CLOSED), "adds", 1),
        ("Ames; Bell", "Ames; Bell; Cole", (CLOSED, OPEN), "excluded", None),
        ("Zoe Ames", "Z. Ames; Bell", (CLOSED, OPEN), "excluded", None),
        ("Ames; Bell", "Ames; Cole", (OPEN, OPEN), "overlap", None),
        ("Ames; Bell", "Ames; Cole", (OPEN, CLOSED), "excluded", None),
        ("Ames", "Cole", (OPEN, OPEN), "apart-open", None),
        ("Ames", "Cole", (OPEN, CLOSED), "apart", None),
    ],
)
def test_level(
    build: Callable[..., Any],
    compared: Callable[..., tuple[str, int | None]],
    a: str,
    b: str,
    closed: tuple[bool, bool],
    level: str,
    finer: int | None,
) -> None:
    assert compared(build("names"), a, b, closed=closed) == (level, finer)


@pytest.mark.parametrize(("takes", "relation"), [("one", "contradicts"), ("many", "differs")])
def test_two_open_lists_without_a_common_name(build: Callable[..., Any], takes: str, relation: str) -> None:
    kind = build("names", takes=takes)
    a, b = (Side(kind.parse(text)) for text in ("Zoe Ames", "Bart Bell; Cy Cole"))
    assert kind.compare(a, b).relation is RelationKind(relation)


def test_lists_of_one_source_are_put_together(build: Callable[..., Any]) -> None:
    kind = build("names")
    parts = [kind.parse(text) for text in ("Zoe Ames; Bell", "Ames, Zoe; Cy Cole")]
    assert kind.together(parts) == kind.parse("Zoe Ames; Bell; Cy Cole")
    assert kind.together(parts) == kind.together(parts[::-1])
    assert kind.say(kind.together(parts)) == "Zoe Ames, Bell and Cy Cole"


def test_long_lists_are_matched_by_the_words_they_share(
    build: Callable[..., Any], compared: Callable[..., tuple[str, int | None]]
) -> None:
    people = [f"Ann Person{chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(120)]
    short = [each.replace("Ann", "A.") for each in people]
    assert compared(build("names"), "; ".join(people), "; ".join(short)) == ("fuller", 0)
