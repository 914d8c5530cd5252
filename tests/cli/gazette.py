"""A casebook to annotate: an article of twelve sentences with no claims yet, and another that has some.

The article has typographic quotes, no-break spaces, an Arabic name, and a phrase that stands in two sentences.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from tests.cli.conftest import whosays, write

if TYPE_CHECKING:
    from pathlib import Path

    from typer.testing import Result

GAZETTE = """\
Salt works closed

The salt works closed on 4\u00a0March 2024, the harbour office said. About 120\u00a0workers walked out that morning. \
The works belong to the Salt Company, led by its founder Nadia Ferré.

“Nobody will be dismissed,” the company’s director said. The strike was called by the dockers’ union. \
Its speaker, رنا حداد, spoke of 150 workers and of a long quarrel over pay, over hours and over the state of the old sheds. \
The union — she said — had no choice.

On Tuesday the salt works opened again. The salt works closed once more on Thursday. \
The dockers’ union and the boatmen’s union signed a paper. Snow fell.
"""
"""Sentences: 1 heading, 2-4, 5-8, 9-12."""
LEDGER = "The salt works closed on 4 March. The Salt Company owns them. Some 120 people went out.\n"
CLAIMS = """\
# what the Ledger says
source: ledger
claims:
  # the day
  - id: closed-on
    subject: salt-works/closed-on
    value: 2024-03-04   # the year is that of the paper
    quote: closed on 4 March

  - id: workers
    subject: strike/workers
    value: 120
    quote: Some 120 people
"""
SUBJECTS = """\
subjects:
  salt-works/closed-on: {question: When did the salt works close?, kind: date}
  salt-works/owner: {question: Who owns the salt works?, kind: entity}
  salt-works/state: {question: Are the salt works open?, kind: status, time: changing, options: {open: {}, closed: {}}}
  # the strike
  strike/workers: {question: How many workers went on strike?, kind: quantity, unit: workers}
  strike/called-by: {question: Who called the strike?, kind: list}
"""
ENTITIES = """\
entities:
  salt-works: {name: the salt works, type: place}
  strike: {name: the strike, type: event}
  salt-company:
    name: the Salt Company
    type: group
    aliases: [the Company]
  dockers-union: {name: the dockers’ union, type: group}
  rana-haddad:
    name: Rana Haddad
    type: person
    aliases:
      - {spelling: رنا حداد, language: ar}
"""


def record(text: str, name: str) -> str:
    digest = hashlib.sha256(text.encode()).hexdigest()
    head = f"title: Salt, as the {name} has it\npublished: 2024-03-08\nbasis: stated on the page\n"
    return f"{head}text: {{file: {name}.txt, sha256: {digest}}}\n"


FILES = {
    "seeds/gazette.yaml": record(GAZETTE, "gazette"),
    "seeds/gazette.txt": GAZETTE,
    "seeds/ledger.yaml": record(LEDGER, "ledger"),
    "seeds/ledger.txt": LEDGER,
    "seeds/wire.yaml": "title: No text of this one\npublished: 2024-03-05\nbasis: stated on the page\n",
    "claims/ledger.yaml": CLAIMS,
    "claims/vocabulary/subjects.yaml": SUBJECTS,
    "claims/vocabulary/entities.yaml": ENTITIES,
}
SCHEMA_LINE = "# yaml-language-server: $schema=../.schemas/claims.schema.json\n"


class Desk:
    """The casebook in a folder of its own, and the command run on it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        write(root, FILES)

    def run(self, *arguments: object) -> Result:
        return whosays(*arguments, "-C", self.root)

    def add(self, sentence: int, subject: str, value: str, *options: str) -> Result:
        return self.run("claim", "add", "gazette", sentence, subject, value, *options)

    def text(self, file: str = "claims/gazette.yaml") -> str:
        return (self.root / file).read_text(encoding="utf-8")

    def checks(self) -> bool:
        """Whether the casebook is without any problem."""
        return whosays("check", self.root).exit_code == 0
