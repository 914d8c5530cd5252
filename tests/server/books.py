"""A casebook of fires, on each of which two articles give another day: every subject is contested."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

BURNED: Final = (
    "barn",
    "brewery",
    "bridge",
    "chapel",
    "forge",
    "granary",
    "kiln",
    "market",
    "mill",
    "school",
    "tannery",
    "tavern",
)
DAYS: Final = {"courier": 2, "ledger": 4}


def fires(root: Path, count: int = len(BURNED)) -> Path:
    """The casebook with so many fires, as a folder to be changed at will."""
    burned = [f"{each}{again}" for again in ("", "-2", "-3") for each in BURNED][:count]
    _write(
        root,
        "claims/vocabulary/entities.yaml",
        "entities:\n" + "".join(f"  {each}: {{name: the {each}, type: place}}\n" for each in burned),
    )
    subjects = "".join(f"  {each}/burned-on: {{question: When did the {each} burn?, kind: date}}\n" for each in burned)
    _write(root, "claims/vocabulary/subjects.yaml", f"subjects:\n{subjects}")
    for source, day in DAYS.items():
        _source(root, source, day, burned)
    return root


def _source(root: Path, source: str, day: int, burned: list[str]) -> None:
    text = "".join(f"The {each} burned on {day} May.\n" for each in burned)
    claims = "".join(
        f"  - {{id: {each}, subject: {each}/burned-on, value: 2024-05-0{day}, quote: The {each} burned on {day} May}}\n"
        for each in burned
    )
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    _write(root, f"seeds/{source}.txt", text)
    _write(root, f"claims/{source}.yaml", f"source: {source}\nclaims:\n{claims}")
    _write(
        root,
        f"seeds/{source}.yaml",
        f"title: Fires, by the {source}\npublisher: The {source.title()}\npublished: 2024-05-0{day + 1}\n"
        f"basis: stated on the page\ntext: {{file: {source}.txt, sha256: {sha256}}}\n",
    )


def _write(root: Path, name: str, text: str) -> None:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
