from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from compare.core.model import Location
from compare.loading import files
from compare.loading.excerpts import Excerpts, private

if TYPE_CHECKING:
    from pathlib import Path

FILE = "claims/wire.yaml"


def excerpts(root: Path, text: str | bytes) -> Excerpts:
    (root / "claims").mkdir(exist_ok=True)
    (root / FILE).write_bytes(text.encode() if isinstance(text, str) else text)
    return Excerpts(root)


def masked(text: str) -> str:
    for start, end in reversed(list(private(text))):
        text = f"{text[:start]}…{text[end:]}"
    return text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a: 1\nnote_private: SECRET\nb: 2\n", "a: 1\nnote_private: …\nb: 2\n"),
        ("- {a: 1, note_private: 'SE\n CRET', b: 2}\n", "- {a: 1, note_private: …, b: 2}\n"),
        ("- note_private: |\n    SE\n\n    CRET\n\n  b: 2\n", "- note_private: …\n\n  b: 2\n"),
        ("note_private: [SE, {CR: ET}]\nb: 2\n", "note_private: …\nb: 2\n"),
        ("note_private:\n  SE:\n  - CRET\nb: 2\n", "note_private:\n  …\nb: 2\n"),
        ("NotePrivate: SECRET\nb: 2\n", "NotePrivate: …\nb: 2\n"),
        ("note_privat: SECRET\nb: 2\n", "note_privat: …\nb: 2\n"),
        ('"note\\x5fprivate": SECRET\nb: 2\n', '"note\\x5fprivate": …\nb: 2\n'),
        ("note_private: SE\tCR\x1b\nb: 2\n", "note_private: …\nb: 2\n"),
        ('a: "\x00"\nnote_private: SECRET\nb: 2\n', 'a: "\x00"\nnote_private: …\nb: 2\n'),
        ("note_private: SECRET\n---\nnote_private: SECRET\n", "note_private: …\n---\nnote_private: …\n"),
        ("confidential: {SE: CRET}\nb: 2\n", "confidential: …\nb: 2\n"),
        ("- a: 1\n  Confidental: SECRET\n  b: 2\n- c: 3\n", "- a: 1\n  Confidental: …\n  b: 2\n- c: 3\n"),
        ("- a: 1\n  confidential:\n  SE: CRET\n- c: 3\n", "- a: 1\n  confidential:…\n- c: 3\n"),
        # what cannot be read to its end hides more rather than less
        ("note_private: SE: CRET\nb: 2\n", "note_private: …"),
        ('note_private: "SECRET\nb: 2\n', "note_private…\n"),
        ("note_private: 'SE' CRET\nb: 2\n", "note_private: …"),
        ("note_private: [SE, CRET\nb: 2\n", "note_private: …\n"),
        ("a: b: c\nnote_private: SECRET\n", "a: b: c\nnote_private…"),
        # these are no private values
        ("quote: note_private\nb: 2\n", "quote: note_private\nb: 2\n"),
        ("- note_private\n- a\n", "- note_private\n- a\n"),
        ("value: a private army\nb: 2\n", "value: a private army\nb: 2\n"),
        ("- [note_private, a]\n- b\n", "- [note_private, a]\n- b\n"),
    ],
)
def test_private_values_are_told_from_all_others(text: str, shown: str) -> None:
    assert masked(text) == shown
    assert "CR" not in masked(text)


@pytest.mark.parametrize(
    ("line", "column", "shown"),
    [
        ("{note_private: SECRET, b: 2}", 24, ("{note_private: …, b: 2}", 19)),  # after it
        ("{note_private: SECRET, b: 2}", 16, ("{note_private: …, b: 2}", 16)),  # at its beginning
        ("{note_private: SECRET, b: 2}", 20, ("{note_private: …, b: 2}", 16)),  # in its middle
        ("{b: 2, note_private: SECRET}", 2, ("{b: 2, note_private: …}", 2)),  # before it
        ("{note_private: S, b: {note_private: SECRET, c: 2}}", 45, ("{note_private: …, b: {note_private: …, c: 2}}", 40)),
    ],
)
def test_the_column_still_means_the_same_place(tmp_path: Path, line: str, column: int, shown: tuple[str, int]) -> None:
    assert excerpts(tmp_path, f"- {line}\n").line(Location(FILE, 1, column + 2)) == (f"- {shown[0]}", shown[1] + 2)


def test_a_line_of_which_nothing_may_be_shown_is_not_shown(tmp_path: Path) -> None:
    found = excerpts(tmp_path, "note_private: |\n  SE\n  CRET\nb: 2\n")
    assert [found.line(Location(FILE, number, 3)) for number in (2, 3)] == [None, None]
    assert found.line(Location(FILE, 4, 1)) == ("b: 2", 1)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_as_in_an_editor(tmp_path: Path, end: str) -> None:
    found = excerpts(tmp_path, f"a: 1{end}b: \u2028 2{end}{end}c: 3")
    assert [found.line(Location(FILE, number, 1)) for number in (1, 2, 4)] == [("a: 1", 1), ("b: \u2028 2", 1), ("c: 3", 1)]


def test_a_byte_order_mark_takes_no_column(tmp_path: Path) -> None:
    assert excerpts(tmp_path, b"\xef\xbb\xbfa: 1\n").line(Location(FILE, 1, 4)) == ("a: 1", 4)


@pytest.mark.parametrize("place", [Location(FILE), Location(FILE, 1), Location(FILE, 2, 1), Location(FILE, 9, 1)])
def test_there_is_no_line_where_the_place_has_none(tmp_path: Path, place: Location) -> None:
    assert excerpts(tmp_path, "a: 1\n\n").line(place) is None


def test_there_is_no_line_of_a_file_that_is_gone_or_no_text(tmp_path: Path) -> None:
    assert Excerpts(tmp_path).line(Location(FILE, 1, 1)) is None
    assert excerpts(tmp_path, b"a: \xe8\n").line(Location(FILE, 1, 1)) is None


def test_a_link_out_of_the_casebook_shows_nothing(tmp_path: Path) -> None:
    (tmp_path / "outside.yaml").write_text("SECRET\n", encoding="utf-8")
    (tmp_path / "book" / "claims").mkdir(parents=True)
    (tmp_path / "book" / FILE).symlink_to(tmp_path / "outside.yaml")
    assert Excerpts(tmp_path / "book").line(Location(FILE, 1, 1)) is None


def test_every_file_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = excerpts(tmp_path, "a: 1\nb: 2\n")
    read: list[Path] = []
    once = files.read_text

    def counting(path: Path, *rest: object) -> object:
        read.append(path)
        return once(path, *rest)  # type: ignore[arg-type]  # handed through as they come

    monkeypatch.setattr(files, "read_text", counting)
    assert [found.line(Location(FILE, number, 1)) for number in (1, 2, 1)] == [("a: 1", 1), ("b: 2", 1), ("a: 1", 1)]
    assert [found.line(Location("claims/gone.yaml", number, 1)) for number in (1, 2)] == [None, None]
    assert read == [tmp_path / FILE, tmp_path / "claims/gone.yaml"]
