"""A casebook then and now, with a change of every kind between them that a build can show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.cli.conftest import whosays, write

if TYPE_CHECKING:
    from pathlib import Path

ENTITIES = """\
entities:
  mill: {name: the mill, type: place}
  river-board: {name: the river board, type: group}
  town: {name: the town, type: group}
  anna-berg: {name: Anna Berg, type: person}
  rana-haddad: {name: رنا حداد, type: person, language: ar}
"""
SHARED = """\
  mill/owner: {question: Who owns the mill?, kind: entity}
  mill/burned-on: {question: When did the mill burn?, kind: date}
  mill/hurt: {question: How many people were hurt?, kind: quantity, unit: people}
  mill/men-hurt: {question: How many men were hurt?, kind: quantity, unit: men}
  mill/women-hurt: {question: How many women were hurt?, kind: quantity, unit: women}
  mill/insured: {question: Was the mill insured?, kind: yes-no}
  mill/miller: {question: Who is the miller?, kind: entity}
  mill/built-on: {question: When was the mill built?, kind: date}
"""
RULES = """\
rules:
  men-among-the-hurt: {because: men who were hurt are among the hurt, bounds: {part: mill/men-hurt, of: mill/hurt}}
  women-among-the-hurt: {because: women who were hurt are among the hurt, bounds: {part: mill/women-hurt, of: mill/hurt}}
"""
DECISION = """\
subject: mill/owner
outcome: attribute-both
reason: The land register is closed.
by: night desk
on: 2024-05-10
fingerprint: 0000000000000000000000000000000000000000000000000000000000000000
"""


def article(title: str, day: str, text: str = "") -> str:
    record = f"title: {title}\npublished: {day}\nbasis: stated on the page\n"
    return f"{record}text: {{file: {text * 3}.txt, sha256: {text * 64}}}\n" if text else record


def claims(source: str, *rows: tuple[str, str], read: str = "") -> str:
    """A claim file: for each claim its subject, which is of the mill, and its value."""
    lines = [f"  - {{id: {name}, subject: mill/{name}, value: '{value}', quote: the words on it}}\n" for name, value in rows]
    return f"source: {source}\n{read}claims:\n{''.join(lines)}"


def reader(*subjects: str) -> str:
    return f"read: {{by: desk, on: 2024-05-06, scope: [{', '.join(subjects)}]}}\n"


THEN = {
    "claims/vocabulary/entities.yaml": ENTITIES,
    "claims/vocabulary/rules.yaml": RULES,
    "claims/vocabulary/subjects.yaml": f"""\
subjects:
{SHARED}
  mill/staff: {{question: How many people work in the mill?, kind: quantity, unit: people}}
  mill/roof: {{question: Of what is the roof of the mill?, kind: text}}
""",
    "seeds/courier.yaml": article("A mill is gone", "2024-05-03", "a"),
    "seeds/ledger.yaml": article("Fire at the mill", "2024-05-04", "b"),
    "seeds/gazette.yaml": article("Mill burns", "2024-05-05"),
    "claims/courier.yaml": claims(
        "courier",
        ("owner", "river-board"),
        ("burned-on", "2024-05-02"),
        ("hurt", "2"),
        ("women-hurt", "3"),
        ("insured", "yes"),
        ("miller", "anna-berg"),
        ("staff", "12"),
        ("roof", "slate"),
    ),
    "claims/ledger.yaml": claims(
        "ledger",
        ("owner", "town"),
        ("burned-on", "2024-05-02"),
        ("insured", "no"),
        read=reader("mill/miller", "mill/staff"),
    ),
    "claims/gazette.yaml": claims("gazette", ("owner", "town"), ("burned-on", "2024-05-02"), ("built-on", "1820")),
}
NOW = {
    "claims/vocabulary/entities.yaml": ENTITIES,
    "claims/vocabulary/rules.yaml": RULES,
    "claims/vocabulary/subjects.yaml": f"""\
subjects:
{SHARED}
  mill/workers: {{question: How many people work in the mill?, kind: quantity, unit: people}}
  mill/wheel: {{question: Of what was the wheel of the mill?, kind: text}}
retired:
  mill/staff: {{now: mill/workers, because: It sounded like a school., on: 2024-06}}
""",
    "claims/decisions/owner.yaml": DECISION,
    "seeds/daily-courier.yaml": article("A mill is gone", "2024-05-03", "a"),
    "seeds/ledger.yaml": article("Fire at the mill", "2024-05-04", "c"),
    "seeds/radio.yaml": article("Morning news", "2024-05-06"),
    "claims/daily-courier.yaml": claims(
        "daily-courier",
        ("owner", "river-board"),
        ("burned-on", "2024-05-02"),
        ("hurt", "2"),
        ("men-hurt", "4"),
        ("women-hurt", "1"),
        ("insured", "yes"),
        ("miller", "anna-berg"),
        ("workers", "12"),
        ("wheel", "oak"),
    ),
    "claims/ledger.yaml": claims(
        "ledger", ("owner", "town"), ("burned-on", "2024-05-09"), ("insured", "yes"), read=reader("mill/workers")
    ),
    "claims/radio.yaml": claims("radio", ("owner", "river-board"), ("miller", "rana-haddad")),
}


def changed(book: Path) -> Path:
    """Write the casebook of then with its baseline, and that of now in its place; returns the baseline."""
    write(book, THEN)
    result = whosays("baseline", book)
    assert result.exit_code == 0, result.output
    for name in THEN:
        (book / name).unlink()
    write(book, NOW)
    return book / "reports" / "baseline.json"
