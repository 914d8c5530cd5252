"""The findings on a subject, put together from what was judged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.analysis.conftest import claim

if TYPE_CHECKING:
    from tests.analysis.conftest import Bench


def test_what_cannot_be_weighed_is_told_against_the_most_held_and_not_one_against_the_other(bench: Bench) -> None:
    claims = (claim("a", "5 km"), claim("b", "5 km"), claim("c", "3 kg"), claim("d", "4 bags"))
    found = bench.finding(*claims, kind="quantity")
    assert found.headline == (
        "3 readings that cannot be weighed against each other: "
        "“5 km” (2 sources, 1 to 2 origins) against “3 kg” (1 source) and “4 bags” (1 source)."
    )
    assert [each.between for each in found.relations if each.undecided] == [(0, 1), (0, 2), (1, 2)]
