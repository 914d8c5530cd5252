"""One small casebook per problem code, with the exact lines that a reader gets."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from compare.core.codes import CODES
from compare.core.problems import lines
from compare.loading.casebook import read_casebook
from compare.loading.excerpts import Excerpts

if TYPE_CHECKING:
    from collections.abc import Callable

GALLERY = Path(__file__).parent / "gallery"
FOLDERS = sorted(path.name for path in GALLERY.iterdir())
ELSEWHERE = {
    "D801": "found by the review, which compares positions; tested there",
    "D802": "found by the review, which stamps claims; tested with the command that decides",
    "D804": "found by the review on a day that is given; tested with the command that decides",
    "D805": "found by the review, which compares positions; tested with the command that decides",
    "S209": "found in claims tables, where rows give kinds; tested with the loading of tables",
}


def reported(root: Path) -> list[str]:
    _, _, problems = read_casebook(root)
    excerpts = Excerpts(root)
    return [line for problem in problems for line in lines(problem, excerpts.line(problem.place))]


@pytest.mark.parametrize("folder", FOLDERS)
def test_the_folder_gives_exactly_the_expected_lines(folder: str) -> None:
    expected = (GALLERY / folder / "expected.txt").read_text(encoding="utf-8").splitlines()
    assert reported(GALLERY / folder) == expected


@pytest.mark.parametrize("folder", FOLDERS)
def test_the_folder_shows_its_own_code_and_no_other(folder: str) -> None:
    code, _, name = folder.partition("-")
    _, _, problems = read_casebook(GALLERY / folder)
    assert {problem.code for problem in problems} == {code}
    assert CODES[code].name == name


def pipe(path: Path, _patch: pytest.MonkeyPatch) -> None:
    os.mkfifo(path)


def no_permission(path: Path, patch: pytest.MonkeyPatch) -> None:
    path.write_text("title: A title\n", encoding="utf-8")

    def refuse(*_arguments: object) -> int:
        raise PermissionError(13, "Permission denied")

    patch.setattr(os, "open", refuse)  # the tests may run as root, whom no permission stops


def link_to_outside(path: Path, _patch: pytest.MonkeyPatch) -> None:
    outside = path.parent.parent.parent / "outside.yaml"
    outside.write_text("title: A title\n", encoding="utf-8")
    path.symlink_to(outside)


def growing(path: Path, patch: pytest.MonkeyPatch, times: int = 99) -> None:
    path.write_text(RECORD, encoding="utf-8")
    read, left = os.read, iter(range(times))

    def read_while_somebody_writes(descriptor: int, size: int) -> bytes:
        if next(left, None) is not None:
            with path.open("a", encoding="utf-8") as other:
                other.write("# more\n")
        return read(descriptor, size)

    patch.setattr(os, "read", read_while_somebody_writes)


def growing_once(path: Path, patch: pytest.MonkeyPatch) -> None:
    growing(path, patch, times=1)


RECORD = "title: A title\npublished: 2024-05-02\nbasis: stated on the page\n"
TRICKS: dict[str, tuple[Callable[[Path, pytest.MonkeyPatch], None], str]] = {
    "F103": (pipe, "a named pipe stands where a file belongs"),
    "F104": (no_permission, "the file cannot be read: Permission denied"),
    "F105": (link_to_outside, "a link leads out of the folder"),
    "F107": (growing, "the file changed while it was read"),
    "F109": (growing_once, "the file changed while it was read, and was read again"),
}
"""Codes whose cause git cannot keep, each with what makes it and the sentence it gives."""


@pytest.mark.parametrize("code", TRICKS)
def test_a_cause_that_git_cannot_keep_is_reported(code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make, message = TRICKS[code]
    (tmp_path / "book" / "seeds").mkdir(parents=True)
    make(tmp_path / "book" / "seeds" / "wire.yaml", monkeypatch)
    head = f"seeds/wire.yaml: {CODES[code].severity} {code} {CODES[code].name}: {message}"
    nothing = [f"claims: error C701 {CODES['C701'].name}: no claim was found", f"    {CODES['C701'].cure}"]
    also = nothing if CODES[code].severity == "warning" else []
    assert reported(tmp_path / "book") == [*also, head, f"    {CODES[code].cure}"]


def test_every_code_is_shown() -> None:
    shown = [folder.partition("-")[0] for folder in FOLDERS]
    assert sorted([*shown, *TRICKS, *ELSEWHERE]) == sorted(CODES)
