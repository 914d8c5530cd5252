"""A sound casebook to put faults into: two articles on a mill, every kind of value, every kind of file."""

from __future__ import annotations

from typing import Any, Final

from tests.cli.conftest import FILES

SUBJECTS: Final = """\
subjects:
  mill/owner: {question: Who owns the mill?, kind: entity}
  mill/burned-on: {question: When did the mill burn?, kind: date}
  mill/sold-on: {question: When was it sold?, kind: date}
  mill/burned-at: {question: At what time did the mill burn?, kind: time}
  mill/hurt: {question: How many were hurt?, kind: quantity}
  mill/warden: {question: Who was the warden?, kind: name}
  mill/witnesses: {question: Who saw it?, kind: names}
  mill/owners: {question: Who have owned the mill?, kind: list}
  mill/lies-in: {question: Where does the mill lie?, kind: place}
  mill/insured: {question: Was it insured?, kind: yes-no}
  mill/motto: {question: What stands over its door?, kind: text}
  mill/state: {question: What became of it?, kind: status, options: {standing: {}, burned: {final: true}}}
"""
ENTITIES: Final = """\
entities:
  mill: {name: the mill, type: place}
  river-board: {name: the river board, type: group, aliases: [Café Verein, {spelling: Straße, language: de}]}
  town: {name: the town, type: group}
"""
COURIER: Final = """\
source: courier
claims:
  - {id: owner, subject: mill/owner, value: river-board, quote: belongs to the river board}
  - {id: day, subject: mill/burned-on, value: 2024-05-02, quote: burned on 2 May}
"""
LEDGER: Final = """\
source: ledger
read: {by: an editor, on: 2024-06-01, scope: full}
claims:
  - {id: owner, subject: mill/owner, value: town, quote: "The mill's owner is the town"}
  - {id: day, subject: mill/burned-on, value: 2024-05-02, quote: On 2 May the mill burned down}
  - {id: hurt, subject: mill/hurt, value: 2, quote: Two people were hurt}
nothing: []
"""
RULES: Final = """\
rules:
  burned-before-owned:
    because: Nobody buys a mill that has burned.
    before: {first: mill/burned-on, then: mill/sold-on}
"""
DECISION: Final = """\
subject: mill/owner
outcome: attribute-both
reason: Both have asked the land registry, which does not answer.
by: an editor
on: 2024-06-01
"""
SETTINGS: Final = """\
title = "The mill"
language = "en"
[limits]
depth = 20
"""
BOOK: Final = {
    **FILES,
    "claims/vocabulary/subjects.yaml": SUBJECTS,
    "claims/vocabulary/entities.yaml": ENTITIES,
    "claims/vocabulary/places.csv": "place,broader\nThe Weir,Riverside\nRiverside,\n",
    "claims/courier.yaml": COURIER,
    "claims/ledger.yaml": LEDGER,
}
RECORD: Final = FILES["seeds/ledger.yaml"]


def claims(*rows: str, source: str = "ledger") -> str:
    """A claim file of some claims, each written as what stands between the braces."""
    return f"source: {source}\nclaims:\n" + "".join(f"  - {{id: c{at}, {row}}}\n" for at, row in enumerate(rows))


def said(subject: str, value: str, quote: str = "the mill burned down", **more: Any) -> str:
    """What stands between the braces of a claim."""
    rest = "".join(f", {key}: {given}" for key, given in more.items())
    return f"subject: mill/{subject}, value: {value}, quote: {quote}{rest}"
