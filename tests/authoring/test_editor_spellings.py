"""Whatever folds to a name passes its pattern: nothing that is right is marked as wrong."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from compare.authoring.editor.spellings import any_of, some_of
from compare.core.folding import fold_name

NAMES = ("burned down", "running (again)", "rye-meal", "L'Usine Béraud", "Straße 7", "C++", "إياد", "a.b|c")
JUNK = ("", " ", "-", "_", "'", '"', "`", "’", "\u00ad", "\u0301")


@st.composite
def respelt(draw: st.DrawFn) -> str:
    """A name with its case changed here and there, and with what folding removes or makes alike put in."""
    name = draw(st.sampled_from(NAMES))
    letters = [draw(st.sampled_from((each, each.upper(), each.lower()))) for each in name]
    return "".join(letter + draw(st.sampled_from(JUNK)) for letter in letters)


@given(respelt())
@example("Burned_Down ")
@example("RUNNING - (again)")
@example("strasse 7")
def test_every_spelling_that_folds_to_a_name_passes(text: str) -> None:
    if fold_name(text) in {fold_name(name) for name in NAMES}:
        assert re.search(any_of(NAMES), text)


@given(st.lists(respelt(), min_size=1), st.sampled_from([";", "; ", " ;;", "; - ;"]))
def test_every_list_of_such_spellings_passes(texts: list[str], separator: str) -> None:
    if all(fold_name(text) in {fold_name(name) for name in NAMES} for text in texts):
        assert re.search(some_of(NAMES), separator.join(texts))


@given(st.text(st.characters(max_codepoint=0x7F, exclude_characters="\"'`"), max_size=20))
def test_in_plain_ascii_nothing_else_passes(text: str) -> None:
    assert bool(re.search(any_of(NAMES), text)) == (fold_name(text) in {fold_name(name) for name in NAMES})


@pytest.mark.parametrize("text", ["burned", "burned down down", "burneddown", "x running (again)", "C", "axb|c", ""])
def test_a_near_miss_does_not_pass(text: str) -> None:
    assert not re.search(any_of(NAMES), text)


@pytest.mark.parametrize("text", ["burned down rye meal", "burned down; nothing", ";", "nothing"])
def test_a_list_with_anything_else_in_it_does_not_pass(text: str) -> None:
    assert not re.search(some_of(NAMES), text)


def test_a_long_list_with_a_mistake_at_its_end_is_refused_at_once() -> None:
    assert not re.search(some_of(["x", "x x", "x x x"]), "x x " * 5_000 + "; y")


def test_the_pattern_does_not_hang_on_the_order_of_the_names() -> None:
    assert any_of(NAMES) == any_of(reversed(NAMES))
