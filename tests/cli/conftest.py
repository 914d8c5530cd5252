"""A small casebook of two articles that contradict each other once, and two ways to run the command on it."""

from __future__ import annotations

import subprocess
import sys
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
import typer.main
import typer.testing
from typer.testing import CliRunner

from compare.cli.app import app

if TYPE_CHECKING:
    from pathlib import Path

    from typer.testing import Result

# what typer makes of all our functions is the same for every call, and would be most of the work of a short one
setattr(typer.testing, "_get_command", cache(typer.main.get_command))  # noqa: B010 - a name that is not exported

COURIER = "The mill burned on 2 May. It belongs to the river board.\n\nNobody was hurt, the warden told this paper.\n"
LEDGER = "On 2 May the mill burned down. The mill's owner is the town. Two people were hurt.\n"

FILES = {
    "claims/vocabulary/entities.yaml": """\
entities:
  mill: {name: the mill, type: place}
  river-board: {name: the river board, type: group}
  town: {name: the town, type: group}
""",
    "claims/vocabulary/subjects.yaml": """\
subjects:
  mill/owner: {question: Who owns the mill?, kind: entity}
  mill/burned-on: {question: When did the mill burn?, kind: date}
""",
    "claims/courier.yaml": """\
source: courier
claims:
  - {id: owner, subject: mill/owner, value: river-board, quote: belongs to the river board}
  - {id: day, subject: mill/burned-on, value: 2024-05-02, quote: burned on 2 May}
""",
    "claims/ledger.yaml": """\
source: ledger
claims:
  - {id: owner, subject: mill/owner, value: town, quote: "The mill's owner is the town"}
  - {id: day, subject: mill/burned-on, value: 2024-05-02, quote: On 2 May the mill burned down}
""",
    "seeds/courier.yaml": """\
title: A mill is gone
published: 2024-05-03
basis: stated on the page
text: {file: courier.txt, sha256: c478dd528206e8c0ce1e532827acd70ed320c23f45f4bb41f200d065b5090db6}
""",
    "seeds/ledger.yaml": """\
title: Fire at the mill
published: 2024-05-04
basis: stated on the page
text: {file: ledger.txt, sha256: 219d45c95e3a0e4f6df80a63eaa0ddf234dd54d8f43f9d9f5a0059e9f68dc36e}
""",
    "seeds/courier.txt": COURIER,
    "seeds/ledger.txt": LEDGER,
}
BROKEN = "source: ledger\nclaims:\n  - {id: owner, subject: mill/owner, value: town, quote: the lord of the manor owns it}\n"
"""A claim file whose one quote is not in the article: an error that names Q501."""


def write(root: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def whosays(*arguments: object) -> Result:
    """The command in this process, neither of its streams a terminal."""
    return CliRunner().invoke(app, [str(each) for each in arguments])


def child(*arguments: object, code: str = "", **options: object) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own, after some code where it is given."""
    start = ["-c", f"{code}\nfrom compare.cli.app import main\nmain()"] if code else ["-m", "compare"]
    settings: dict[str, Any] = {"capture_output": True, "encoding": "utf-8", "timeout": 60, **options}
    return subprocess.run([sys.executable, *start, *map(str, arguments)], check=False, **settings)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """The casebook, to be changed at will."""
    write(tmp_path / "book", FILES)
    return tmp_path / "book"


@pytest.fixture
def broken(book: Path) -> Path:
    """The casebook with one error in it."""
    write(book, {"claims/ledger.yaml": BROKEN})
    return book
