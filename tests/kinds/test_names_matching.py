"""Two lists of names matched one to one: how many match, how well at worst, which is fuller, and how many are left."""

from __future__ import annotations

import pytest

from compare.kinds.name_reading import name_key
from compare.kinds.names_matching import GRADES, MOST_SHARING, Common, common


def found(one: list[str], other: list[str]) -> Common:
    """What two lists have in common; the same from either side."""
    keys = [tuple(sorted(map(name_key, names))) for names in (one, other)]
    result = common(keys[0], keys[1])
    assert common(keys[1], keys[0]) == result.turned()
    return result


@pytest.mark.parametrize(
    ("one", "other", "in_common"),
    [
        ("John Smith", "John Smith", (1, "same", (False, False), (0, 0))),
        ("John Smith", "Mary Jones", (0, "same", (False, False), (1, 1))),
        ("John Smith; Mary Jones", "John Smith", (1, "same", (False, False), (1, 0))),
        ("Jurgen Muller; Ada Berg", "Jürgen Müller; Ada Berg", (2, "spelling", (False, False), (0, 0))),
        ("John A. Smith", "John Smith; Ada Berg", (1, "fuller", (True, False), (0, 1))),
        ("J. Adam Smith", "John A. Smith", (1, "mixed", (True, True), (0, 0))),
        ("J. Smith; Mary A. Jones", "John Smith; Mary Jones", (2, "fuller", (True, True), (0, 0))),
        ("Siemens AG", "Siemens Ltd", (1, "legal-form", (False, False), (0, 0))),
        ("Bob Smith", "Robert Smith; Ada Berg", (1, "short-form", (False, False), (0, 1))),
        ("Christian Meyer", "Christina Meyer", (0, "same", (False, False), (1, 1))),
        # the better match is taken, whatever else would match
        ("Bob Smith; Robert Smith", "Robert Smith; Bob Smith; R. Smith", (2, "same", (False, False), (0, 1))),
        ("Bob Smith", "Robert Smith; Robert A. Smith", (1, "short-form", (False, False), (0, 1))),
        # as many as can: A. Smith must leave the one name that Anna Smith may be
        ("A. Smith; Anna Smith", "Anna B. Smith; Arthur Smith", (2, "fuller", (False, True), (0, 0))),
        (
            "A. Smith; Anna Smith; Arthur Smith",
            "Anna B. Smith; Arthur C. Smith; Alan Smith",
            (3, "fuller", (False, True), (0, 0)),
        ),
        # who is matched stays so: the second that would match the same name is left
        ("John Adam Smith; J. Smith", "John Smith", (1, "fuller", (True, False), (1, 0))),
        ("John Adam Smith; John Berg Smith; J. Smith", "John Smith", (1, "fuller", (True, False), (2, 0))),
    ],
)
def test_what_two_lists_have_in_common(
    one: str, other: str, in_common: tuple[int, str, tuple[bool, bool], tuple[int, int]]
) -> None:
    matched, worst, fuller, extra = in_common
    assert found(one.split("; "), other.split("; ")) == Common(matched, GRADES[worst], fuller, extra)


def people(family: str, many: int) -> list[str]:
    """So many names of a family, each with a given name of its own."""
    letters = "bcdfghjklmnpqrstvwxz"
    return [f"{letters[at // 20]}a{letters[at % 20]}o {family}" for at in range(many)]


def test_in_long_lists_names_without_a_common_word_are_not_matched() -> None:
    """Of two lists with more than 2,500 pairs only names that share a word are looked at."""
    others = people("Weston", 60)
    assert found([*people("Easton", 40), "Jürgen Müller"], [*others[:40], "Jurgen Muller"]).matched == 1
    assert found([*people("Easton", 50), "Jürgen Müller"], [*others, "Jurgen Muller"]).matched == 0
    assert found([*people("Easton", 50), "Jürgen Berg"], [*others, "Jurgen Berg"]) == Common(1, 1, (False, False), (50, 60))


@pytest.mark.parametrize(("many", "matched"), [(MOST_SHARING, 1), (MOST_SHARING + 1, 0)])
def test_in_long_lists_a_word_that_very_many_names_share_tells_nothing(many: int, matched: int) -> None:
    """The fuller name shares but the family's name, which the list has so many times."""
    family = [f"{each} X. Berg" if at else "Anna Maria Berg" for at, each in enumerate(people("", many))]
    rest = people("Weston", 80)
    assert found(["A. Berg", *people("Easton", 60)], [*family, *rest]).matched == matched
