from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.authoring.intake.source_ids import source_id
from compare.loading.forms import is_id


@pytest.mark.parametrize(
    ("publisher", "title", "published", "name"),
    [
        ("The Harbour Courier", "A ferry", "2024-10-12", "harbour-courier-2024"),
        ("www.bbc.co.uk", "A ferry", "2024~", "bbc-2024"),
        ("ledger.example", "A ferry", "2024-10", "ledger-2024"),
        ("", "The ferry’s last day", "2024", "ferrys-last-day-2024"),
        ("", "Ferry", "2019?", "ferry"),
        ("", "Ferry", "../2026-11-22", "ferry"),
        ("Ouest-Éclair", "", "1962/1963", "ouest-eclair-1962"),
        ("", "The", "", "the"),
        ("…", "…", "", "source"),
        ("", "Con", "", "con-article"),
        ("", "one two three four five six seven eight nine ten", "", "one-two-three-four-five-six-seven-eight"),
        ("x" * 90, "", "2024", f"{'x' * 40}-2024"),
    ],
)
def test_the_name_says_who_and_when_or_what(publisher: str, title: str, published: str, name: str) -> None:
    assert source_id(publisher, title, published, ()) == name


def test_a_name_in_use_is_counted_on() -> None:
    assert source_id("Courier", "", "2024", {"courier-2024", "courier-2024-2"}) == "courier-2024-3"


@given(publisher=st.text(), title=st.text(), published=st.text())
def test_whatever_is_found_the_name_is_an_id(publisher: str, title: str, published: str) -> None:
    assert is_id(source_id(publisher, title, published, {"source"}))
