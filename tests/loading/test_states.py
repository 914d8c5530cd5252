from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from compare.loading.states import differences, states, watched_folders

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def book(tmp_path: Path) -> Path:
    for name in ("book/seeds", "book/claims/vocabulary", "book/reports", "texts"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "book/claims/a.yaml").write_text("a", encoding="utf-8")
    (tmp_path / "texts/a.txt").write_text("a", encoding="utf-8")
    (tmp_path / "texts/b.txt").write_text("b", encoding="utf-8")
    return tmp_path / "book"


def look(book: Path) -> dict[str, tuple[int, int, int]]:
    return states(book, [book.parent / "texts"], ["a.txt", "gone.txt"])


def test_everything_that_a_run_reads_is_named(book: Path) -> None:
    (book / "whosays.toml").write_text("", encoding="utf-8")
    texts = book.parent / "texts"
    assert sorted(look(book)) == sorted(
        ["claims/", "claims/a.yaml", "claims/vocabulary/", "seeds/", "whosays.toml", f"{texts}/", f"{texts}/a.txt"]
    )


def test_folders_of_the_settings_are_watched_too(book: Path) -> None:
    (book / "whosays.toml").write_text('texts = ["../texts", "../gone"]\n', encoding="utf-8")
    folders = watched_folders(book, [])
    assert [os.path.relpath(folder, book) for folder in folders] == [".", "seeds", "claims", "claims/vocabulary", "../texts"]
    assert any(name.endswith("texts/a.txt") for name in states(book, [], ["a.txt"]))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda book: (book / "claims/a.yaml").write_text("b", encoding="utf-8"), ["claims/a.yaml"]),
        (lambda book: (book / "claims/b.yaml").write_text("b", encoding="utf-8"), ["claims/b.yaml (new)"]),
        (lambda book: (book / "claims/a.yaml").unlink(), ["claims/a.yaml (gone)"]),
        (lambda book: (book / "claims").rename(book.parent / "aside"), ["claims/ (gone)"]),
        (lambda book: (book / "claims/decisions").mkdir(), ["claims/decisions/ (new)"]),
        (lambda book: (book / "claims/a.yaml").rename(book / "claims/.a.yaml"), ["claims/a.yaml (gone)"]),
        (lambda book: (book / "claims/.b.yaml.swp").write_text("b", encoding="utf-8"), []),
        (lambda book: (book / "reports/index.html").write_text("b", encoding="utf-8"), []),
        (lambda book: (book.parent / "texts/b.txt").write_text("c", encoding="utf-8"), []),
        (lambda book: (book / "claims/b.yaml").symlink_to("nowhere"), ["claims/b.yaml (new)"]),
    ],
)
def test_a_change_is_seen_where_it_matters(book: Path, change: object, said: list[str]) -> None:
    before = look(book)
    assert differences(before, look(book)) == []
    assert callable(change)
    change(book)
    assert differences(before, look(book)) == said


def test_a_file_of_the_same_size_put_in_the_place_of_another_is_seen(book: Path) -> None:
    before = look(book)
    path = book / "claims/a.yaml"
    times = path.stat().st_atime_ns, path.stat().st_mtime_ns
    beside = book / "claims/.a.yaml"
    beside.write_text("z", encoding="utf-8")
    os.utime(beside, ns=times)
    beside.replace(path)
    assert differences(before, look(book)) == ["claims/a.yaml"]
