from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from compare.core.model import Location
from compare.core.problems import Problem
from compare.loading import files

if TYPE_CHECKING:
    from pathlib import Path

PLACE = Location("seeds/wire.yaml")


def outcome(path: Path, root: Path, limit: int = 100) -> str:
    found = files.read_text(path, root, limit, PLACE)
    return found.code if isinstance(found, Problem) else found


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"\xef\xbb\xbfa: 1\r\n")
    assert outcome(tmp_path / "a", tmp_path) == "a: 1\r\n"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"])
def test_wide_encodings_are_named(encoding: str, tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes("a: 1".encode(encoding))
    found = files.read_text(tmp_path / "a", tmp_path, 100, PLACE)
    assert isinstance(found, Problem)
    assert (found.code, found.message) == ("F101", "the file is UTF-16 or UTF-32")


def test_the_byte_that_is_not_utf8_is_counted_in_the_file(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"\xef\xbb\xbfab\xe9")
    found = files.read_text(tmp_path / "a", tmp_path, 100, PLACE)
    assert isinstance(found, Problem)
    assert found.message == "byte 5 (0xe9) is not UTF-8"


def test_the_limit_is_the_last_size_that_is_read(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("abc", encoding="utf-8")
    assert outcome(tmp_path / "a", tmp_path, limit=3) == "abc"
    assert outcome(tmp_path / "a", tmp_path, limit=2) == "F102"


def test_what_is_no_file_is_never_opened(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "nothing").symlink_to(tmp_path / "missing")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    found = {name: outcome(tmp_path / name, tmp_path) for name in ("folder", "pipe", "nothing", "loop")}
    assert found == {"folder": "F103", "pipe": "F103", "nothing": "F103", "loop": "F104"}


def test_a_link_may_stay_inside_but_not_lead_out(tmp_path: Path) -> None:
    root = tmp_path / "root"
    (root / "below").mkdir(parents=True)
    (root / "file").write_text("inside", encoding="utf-8")
    (tmp_path / "root-too").write_text("outside", encoding="utf-8")
    (root / "below" / "good").symlink_to(root / "file")
    (root / "below" / "bad").symlink_to(tmp_path / "root-too")
    (root / "out").symlink_to(tmp_path)
    assert outcome(root / "below" / "good", root) == "inside"
    assert outcome(root / "below" / "bad", root) == "F105"
    assert outcome(root / "out" / "root-too", root) == "F105"


def test_names_are_sorted_and_hidden_ones_left_out(tmp_path: Path) -> None:
    for name in ("b", "a", ".git", "Z"):
        (tmp_path / name).touch()
    assert files.names(tmp_path) == ["Z", "a", "b"]
    assert files.names(tmp_path / "none") == []


def test_a_name_that_is_not_utf8_can_be_shown() -> None:
    assert files.shown_name(os.fsdecode(b"caf\xe9.yaml")) == "caf\\xe9.yaml"
