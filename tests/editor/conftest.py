"""A small casebook with one subject of each kind, its schemas written by the command, and a language server to ask."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from tests.cli.conftest import whosays, write
from tests.editor.client import SERVER, Editor

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SETTINGS: Final = {"yaml": {"schemaStore": {"enable": False}, "validate": True, "hover": True, "completion": True}}
"""Those that docs/editor.md names."""
CLAIMS: Final = """\
# yaml-language-server: $schema=../.schemas/claims.schema.json
source: courier
claims:
"""
FILES: Final = {
    "claims/vocabulary/entities.yaml": """\
entities:
  mill: {name: the mill, type: place, aliases: [le moulin, l'usine Béraud]}
  river-board: {name: the River Board, type: group}
  town: {name: Sallow Town, type: group, part_of: [river-board]}
""",
    "claims/vocabulary/subjects.yaml": """\
subjects:
  mill/burned-on: {question: When did the mill burn?, kind: date}
  mill/hands: {question: How many people worked there?, kind: quantity, unit: people}
  mill/insured: {question: Was it insured?, kind: yes-no}
  mill/owner: {question: Who owns the mill?, kind: entity}
  mill/owners-ever: {question: Who has ever owned it?, kind: list}
  mill/state:
    question: What is left of it?
    kind: status
    options: {gone: {label: burned down}, damaged: {}, on-again: {label: "running (again)"}}
  mill/stored: {question: What was stored there?, kind: list, options: {flour: {}, rye: {label: rye meal}}}
  mill/why: {question: Why did it burn?, kind: text}
""",
    "seeds/courier.yaml": "title: A mill is gone\npublished: 2024-05-03\nbasis: stated on the page\n",
    "seeds/ledger.yaml": "title: Fire at the mill\npublished: 2024-05-04\nbasis: stated on the page\n",
    "claims/ledger.yaml": """\
source: ledger
claims:
  - {id: owner, subject: mill/owner, value: Sallow town, quote: the town owns it, via: Tideline News Agency@2024-05-03}
""",
}


@pytest.fixture(scope="session")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The casebook; nothing in it is changed."""
    root = tmp_path_factory.mktemp("editor") / "book"
    write(root, FILES)
    made = whosays("schema", "--casebook", root)
    assert made.exit_code == 0, made.output
    return root


@pytest.fixture(scope="session")
def editor() -> Iterator[Editor]:
    """One language server for all tests."""
    if not SERVER.is_file():
        pytest.fail("the YAML language server is not installed: run `make editor`", pytrace=False)
    with Editor(SETTINGS) as running:
        yield running
