"""The big list of naughty strings through every text field: read back as written, or refused for a stated reason."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING

import pytest

from compare.core.problems import Problem
from compare.core.settings import Limits
from compare.loading import tree
from compare.loading.documents import read_document
from compare.loading.nodes import PurePythonParser, fastest_parser, read_tree
from compare.loading.schema import ClaimFile, EntitiesFile, SourceRecord, SubjectsFile
from tests.conftest import STANDARDS

if TYPE_CHECKING:
    from pathlib import Path

OWN = [
    "",
    " ",
    "\u00a0",
    "no",
    "~",
    "<<",
    "# x",
    "- a",
    "'",
    '"',
    "{{7*7}}",
    "=1+1",
    "<script>",
    "\u202eabc",
    "a\x1b[31m",
    "\ufeffa",
    "🎈",
]
SOURCE = ("title", "basis", "publisher", "author", "url", "licence", "unavailable", "note", "published", "accessed")
CLAIM = ("value", "quote", "as_of", "scope", "via", "speaker", "worded", "near", "note")


@cache
def strings() -> tuple[str, ...]:
    listed = STANDARDS / "naughty-strings.json"
    if not listed.is_file():
        print(f"only our own strings: there is no {listed.name}; set WHOSAYS_STANDARDS")  # noqa: T201 - says what was left out
        return tuple(OWN)
    return (*OWN, *json.loads(listed.read_text(encoding="utf-8")))


def quoted(text: str) -> str:
    """Double-quoted YAML with every line end and control character escaped."""
    return (
        json.dumps(text, ensure_ascii=False)
        .replace("\x7f", "\\x7f")
        .replace("\u0085", "\\N")
        .replace("\u2028", "\\L")
        .replace("\u2029", "\\P")
    )


def readable(text: str) -> bool:
    found = read_tree(f"k: {quoted(text)}", "f", Limits())
    if isinstance(found, Problem):
        assert found.code in {"Y109", "Y116", "Y119"}, (text, found)
        return False
    return bool(text.strip())


@pytest.mark.parametrize("parser", [fastest_parser(), PurePythonParser])
def test_every_string_is_read_back_or_refused(parser: type[PurePythonParser]) -> None:
    for text in strings():
        found = read_tree(f"k: {quoted(text)}", "f", Limits(), parser)
        assert isinstance(found, Problem) or tree.plain(found) == {"k": text}


def test_most_strings_are_readable() -> None:
    assert sum(map(readable, strings())) > 0.7 * len(strings())


def test_every_text_of_a_source_is_read_back_equal(tmp_path: Path) -> None:
    for text in filter(readable, strings()):
        written = "".join(f"{key}: {quoted(text)}\n" for key in SOURCE)
        (tmp_path / "a.yaml").write_bytes(written.encode())
        read = read_document(tmp_path, ".", "a.yaml", SourceRecord, Limits()).read
        assert read is not None
        assert {getattr(read, key) for key in SOURCE} == {text}


def test_every_text_of_a_claim_is_read_back_equal(tmp_path: Path) -> None:
    for text in filter(readable, strings()):
        keys = "".join(f"    {key}: {quoted(text)}\n" for key in CLAIM)
        original = f"    quote_original: {{text: {quoted(text)}, language: fr}}\n"
        head = f"source: wire\nread: {{by: {quoted(text)}, on: 2026, scope: full}}\nclaims:\n  - id: a\n    subject: g/s\n"
        written = f"{head}{keys}{original}"
        (tmp_path / "a.yaml").write_bytes(written.encode())
        read = read_document(tmp_path, ".", "a.yaml", ClaimFile, Limits()).read
        assert read is not None
        claim = read.claims[0]
        assert {value if isinstance(value, str) else value[0] for value in (getattr(claim, key) for key in CLAIM)} == {text}
        assert claim.quote_original is not None
        assert claim.quote_original.text == text


def test_every_text_of_the_vocabulary_is_read_back_equal(tmp_path: Path) -> None:
    for text in filter(readable, strings()):
        same = quoted(text)
        subject = f"subjects:\n  g/s: {{question: {same}, kind: status, options: {{a: {{label: {same}}}}}}}\n"
        entity = f"entities:\n  g: {{name: {same}, type: group, aliases: [{same}], external: {{x: {same}}}}}\n"
        (tmp_path / "s.yaml").write_bytes(subject.encode())
        (tmp_path / "e.yaml").write_bytes(entity.encode())
        asked = read_document(tmp_path, ".", "s.yaml", SubjectsFile, Limits()).read
        named = read_document(tmp_path, ".", "e.yaml", EntitiesFile, Limits()).read
        assert asked is not None
        assert named is not None
        assert (asked.subjects["g/s"].question, asked.subjects["g/s"].options["a"].label) == (text, text)
        group = named.entities["g"]
        assert (group.name, group.aliases[0].spelling, group.external["x"]) == (text, text, text)
