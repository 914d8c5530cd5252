"""Casebooks of one subject, written as a table of claims."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from compare.analysis.judge import judge
from compare.core.model import Casebook, Claim, Entity, Location, Option, Quote, Reading, Source, Subject

if TYPE_CHECKING:
    from collections.abc import Callable

    from compare.core.findings import Findings, SubjectFinding

PLACE = Location("test")
SUBJECT = "league/answer"
ENTITIES = (
    Entity("league", "The League", "group", PLACE),
    Entity("guild", "The Guild", "group", PLACE),
    Entity("north-branch", "North Branch", "group", PLACE, part_of=("league",)),
    Entity("anna-berg", "Anna Berg", "person", PLACE),
    Entity("carl-berg", "Carl Berg", "person", PLACE, not_same_as=("anna-berg",)),
)
ALIVE_OR_DEAD = (
    Option("alive"),
    Option("missing", compatible=("alive", "dead")),
    Option("dead", final=True),
    Option("killed", implies=("dead",), final=True),
)


def claim(source: str, value: str, number: int = 0, **qualifiers: Any) -> Claim:
    quote = Quote(f"{source} says {value}")
    return Claim(qualifiers.pop("id", f"c{number}"), source, SUBJECT, value, quote, PLACE, **qualifiers)


def book(
    *claims: Claim,
    kind: str = "entity",
    published: dict[str, str] | None = None,
    publishers: dict[str, str] | None = None,
    sources: tuple[Source, ...] = (),
    readings: tuple[Reading, ...] = (),
    **terms: Any,
) -> Casebook:
    """A casebook of one subject; a source for every claim, published on 1 January 2020 unless said otherwise."""
    if kind == "status":
        terms.setdefault("options", ALIVE_OR_DEAD)
    names = sorted({each.source for each in claims} - {each.id for each in sources})
    made = tuple(
        Source(
            name,
            f"Title {name}",
            (published or {}).get(name, "2020-01-01"),
            "stated",
            PLACE,
            publisher=(publishers or {}).get(name, f"Paper {name}"),
        )
        for name in names
    )
    numbered = tuple(each if each.id != "c0" else claim_with_id(each, f"c{number}") for number, each in enumerate(claims))
    return Casebook(
        title="test",
        sources=tuple(sorted((*made, *sources), key=lambda each: each.id)),
        entities=ENTITIES,
        subjects=(Subject(SUBJECT, "Which?", kind, PLACE, **terms),),
        claims=numbered,
        readings=readings,
    )


def claim_with_id(each: Claim, new_id: str) -> Claim:
    from dataclasses import replace

    return replace(each, id=new_id)


def finding(casebook: Casebook) -> SubjectFinding:
    return judge(casebook).subjects[0]


class Bench:
    """What tests of the engine need: claims, casebooks and what the engine finds on them."""

    claim = staticmethod(claim)
    book = staticmethod(book)
    judge: Callable[[Casebook], Findings] = staticmethod(judge)

    @staticmethod
    def finding(*claims: Claim, **terms: Any) -> SubjectFinding:
        return finding(book(*claims, **terms))


@pytest.fixture(scope="session")
def bench() -> Bench:
    return Bench()
