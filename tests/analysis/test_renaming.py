"""What sources and claims are called in our files changes no verdict: names only order what is otherwise alike."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.analysis.test_laws import CLAIMS, TERMS, casebook

if TYPE_CHECKING:
    from compare.core.findings import SubjectFinding
    from compare.core.model import Casebook

SOURCES = ("s0", "s1", "s2", "s3")
NAMES = st.permutations(["a", "m", "s1", "z"]).map(lambda names: dict(zip(SOURCES, names, strict=True)))


def renamed(book: Casebook, names: dict[str, str], order: list[int]) -> Casebook:
    """The same casebook with other ids of sources and claims; publishers and titles stay."""
    sources = [replace(each, id=names[each.id]) for each in book.sources]
    claims = [
        replace(each, source=names[each.source], id=f"c{number}", via=tuple(names.get(step, step) for step in each.via))
        for each, number in zip(book.claims, order, strict=True)
    ]
    return replace(
        book,
        sources=tuple(sorted(sources, key=lambda each: each.id)),
        claims=tuple(sorted(claims, key=lambda each: (each.source, each.id))),
    )


def verdict(finding: SubjectFinding, names: dict[str, str]) -> dict[str, Any]:
    """What is told of a subject, by its answers and not by their order."""
    sides = [(each.canonical, each.stance) for each in finding.positions]
    return {
        "told": (finding.standing, finding.strength, finding.severity),
        "positions": {
            side: ({names[source] for source in each.sources}, each.origins)
            for side, each in zip(sides, finding.positions, strict=True)
        },
        "relations": {
            frozenset(sides[side] for side in each.between): (each.relation, each.strength, each.gate is not None)
            for each in finding.relations
        },
    }


@given(CLAIMS, TERMS, NAMES, st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=60)
def test_other_ids_of_sources_and_claims_change_no_verdict(
    bench: Any, claims: list[Any], terms: dict[str, Any], names: dict[str, str], dice: Any
) -> None:
    book = casebook(bench, claims, terms)
    order = list(range(len(book.claims)))
    dice.shuffle(order)
    (before,) = bench.judge(book).subjects
    (after,) = bench.judge(renamed(book, names, order)).subjects
    assert verdict(after, {name: name for name in names.values()}) == verdict(before, names)
