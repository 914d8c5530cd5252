"""What the report before holds as it shall be is linked into the next; whatever is not exactly that is made again."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest

from compare.report import publish as publishing
from compare.report.draft import Published
from compare.report.marker import MARKER
from compare.report.publish import publish, publish_again
from compare.report.recipes import Page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from compare.report.recipes import Standing

ONE = {"index.html": "one", "s/a/b.html": "b", "src/x.html": "x"}
TWO = {**ONE, "index.html": "two"}


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "reports"


@pytest.fixture(params=["exchange", "rename aside"], autouse=True)
def either_way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "rename aside":
        monkeypatch.setattr(publishing, "_exchanged", lambda _one, _other: False)


@pytest.fixture
def refusing(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file system without links."""

    def no_link(*_arguments: object, **_options: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_link)


def shown(output: Path) -> dict[str, str]:
    files = (path for path in output.rglob("*") if path.is_file() and path.name != MARKER)
    return {path.relative_to(output).as_posix(): path.read_text(encoding="utf-8") for path in files}


def states(output: Path) -> dict[str, tuple[int, int]]:
    """Inode and time of every file of a report."""
    found = {path.relative_to(output).as_posix(): path.lstat() for path in output.rglob("*") if not path.is_dir()}
    return {name: (each.st_ino, each.st_mtime_ns) for name, each in found.items()}


def changed(before: dict[str, tuple[int, int]], output: Path) -> set[str]:
    return {name for name, state in states(output).items() if before.get(name) != state}


def made(texts: dict[str, str], rendered: list[str]) -> Callable[[Standing], Iterator[tuple[str, Page]]]:
    """Pages whose recipes are their texts; the names of those that had to be rendered are noted."""

    def files(standing: Standing) -> Iterator[tuple[str, Page]]:
        for name, text in texts.items():
            stands = standing.keep(name, text)
            rendered.extend([] if stands else [name])
            yield name, Page(text, None if stands else text)

    return files


def rendered_of(texts: dict[str, str], output: Path) -> list[str]:
    """Publish, and return what was rendered; the report is then this one, whatever was there."""
    rendered: list[str] = []
    publish_again(made(texts, rendered), output)
    assert shown(output) == texts
    return rendered


def test_a_report_of_the_same_contents_is_left_as_it_is(output: Path) -> None:
    publish(ONE.items(), output)
    before, folder = states(output), output.stat().st_ino
    publish(ONE.items(), output)
    assert (states(output), output.stat().st_ino) == (before, folder)


def test_only_what_differs_is_written(output: Path) -> None:
    publish(ONE.items(), output)
    before = states(output)
    publish(TWO.items(), output)
    assert (changed(before, output), shown(output)) == ({MARKER, "index.html"}, TWO)


def test_only_what_is_made_from_something_else_is_rendered(output: Path) -> None:
    assert rendered_of(ONE, output) == list(ONE)
    assert rendered_of(ONE, output) == []
    assert rendered_of(TWO, output) == ["index.html"]
    assert rendered_of({**TWO, "new.html": "n"}, output) == ["new.html"]


def test_what_is_rendered_and_comes_out_the_same_is_not_written(output: Path) -> None:
    rendered_of(ONE, output)
    before = states(output)
    pages = [(name, Page(f"other recipe of {text}", text)) for name, text in ONE.items()]
    assert publish(pages, output) == Published(3, 0, again=True)
    assert changed(before, output) == {MARKER}


def test_it_says_how_many_pages_there_are_and_were_written(output: Path) -> None:
    assert publish_again(made(ONE, []), output) == Published(3, 3, again=False)
    assert publish_again(made(TWO, []), output) == Published(3, 1, again=True)
    assert publish(TWO.items(), output) == Published(0, 0, again=True)


def test_a_page_that_is_no_more_goes_with_its_folder(output: Path) -> None:
    publish(ONE.items(), output)
    publish([("index.html", "one")], output)
    assert sorted(path.name for path in output.iterdir()) == [MARKER, "index.html"]


def edited(page: Path) -> None:
    page.write_text("of another hand", encoding="utf-8")


def cut(page: Path) -> None:
    page.write_bytes(b"")


def deleted(page: Path) -> None:
    page.unlink()


def link_to_another(page: Path) -> None:
    page.unlink()
    page.symlink_to(page.parents[3] / "mine.txt")


def link_to_the_same(page: Path) -> None:
    page.rename(page.parents[3] / "moved.html")
    page.symlink_to(page.parents[3] / "moved.html")


def link_to_nothing(page: Path) -> None:
    page.unlink()
    page.symlink_to("nowhere")


def link_on_the_way(page: Path) -> None:
    page.parent.rename(page.parents[3] / "moved")
    page.parent.symlink_to(page.parents[3] / "moved")


def folder_instead(page: Path) -> None:
    page.unlink()
    page.mkdir()


def pipe_instead(page: Path) -> None:
    page.unlink()
    os.mkfifo(page)


def file_on_the_way(page: Path) -> None:
    page.unlink()
    page.parent.rmdir()
    page.parent.write_text("a file", encoding="utf-8")


def all_gone(page: Path) -> None:
    page.unlink()
    page.parent.rmdir()


HANDS = (
    edited,
    cut,
    deleted,
    link_to_another,
    link_to_the_same,
    link_to_nothing,
    link_on_the_way,
    folder_instead,
    pipe_instead,
    file_on_the_way,
    all_gone,
)


@pytest.mark.parametrize("links", [True, False])
@pytest.mark.parametrize("hand", HANDS)
def test_what_another_hand_did_to_a_page_is_mended_and_reaches_nothing_else(
    output: Path, hand: Callable[[Path], None], request: pytest.FixtureRequest, *, links: bool
) -> None:
    mine = output.parent / "mine.txt"
    mine.write_text("b", encoding="utf-8")
    rendered_of(ONE, output)
    hand(output / "s/a/b.html")
    if not links:
        request.getfixturevalue("refusing")
    outside = {path: path.read_bytes() for path in output.parent.rglob("*") if path.is_file() and output not in path.parents}
    assert rendered_of(ONE, output) == ["s/a/b.html"]
    page = output / "s/a/b.html"
    assert not any(path.is_symlink() for path in (page, *page.parents))
    assert page.stat().st_nlink == 1
    assert {path: path.read_bytes() for path in outside} == outside
    assert rendered_of(ONE, output) == []


def test_a_page_edited_in_place_after_it_was_linked_is_not_believed(output: Path) -> None:
    rendered_of(ONE, output)
    rendered_of(TWO, output)
    edited(output / "src/x.html")
    assert rendered_of(ONE, output) == ["index.html", "src/x.html"]


def test_a_build_that_fails_has_touched_no_file_of_the_report(output: Path) -> None:
    def failing(standing: Standing) -> Iterator[tuple[str, Page]]:
        yield from made({"s/a/b.html": "b", "src/x.html": "another x"}, [])(standing)
        raise OSError(28, "No space left on device")

    rendered_of(ONE, output)
    before = states(output)
    with pytest.raises(OSError, match="No space"):
        publish_again(failing, output)
    assert (states(output), shown(output)) == (before, ONE)
    assert sorted(path.name for path in output.parent.iterdir()) == [".reports.lock", "reports"]


@pytest.mark.usefixtures("refusing")
def test_without_links_pages_that_stand_are_copied_as_old_as_they_are(output: Path) -> None:
    rendered_of(ONE, output)
    times = {name: time for name, (_, time) in states(output).items()}
    assert rendered_of(TWO, output) == ["index.html"]
    assert {name for name, (_, time) in states(output).items() if times[name] == time} == {"s/a/b.html", "src/x.html"}


def test_a_copy_for_which_there_is_no_room_leaves_nothing_behind(
    output: Path, refusing: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_source: object, copy: object) -> None:
        copy.write(b"half")  # type: ignore[attr-defined]
        raise OSError(28, "No space left on device")

    del refusing
    rendered_of(ONE, output)
    monkeypatch.setattr("compare.report.carrying.shutil.copyfileobj", full)
    assert rendered_of(TWO, output) == list(TWO)


def test_what_is_not_ours_is_carried_over_as_it_is_now(output: Path) -> None:
    publish(ONE.items(), output)
    for text in ("1", "2", "3"):
        (output / "baseline.json").write_text(text, encoding="utf-8")
        for pages in (TWO, TWO, ONE):
            publish(pages.items(), output)
            assert shown(output) == {**pages, "baseline.json": text}
    (output / "baseline.json").unlink()
    publish(ONE.items(), output)
    assert shown(output) == ONE


def test_a_page_may_take_the_name_of_what_was_carried_over(output: Path) -> None:
    publish(ONE.items(), output)
    (output / "note.html").write_text("mine", encoding="utf-8")
    publish(TWO.items(), output)
    publish({**ONE, "note.html": "ours"}.items(), output)
    assert shown(output) == {**ONE, "note.html": "ours"}


def marked(output: Path) -> dict[str, object]:
    found: dict[str, object] = json.loads((output / MARKER).read_text(encoding="utf-8"))
    return found


def remark(output: Path, marker: object) -> None:
    (output / MARKER).write_text(json.dumps(marker), encoding="utf-8")


@pytest.mark.parametrize("key", ["recipes", "made_by"])
@pytest.mark.parametrize(
    "value", [None, 3, "x", [], ["index.html"], {}, {"index.html": 3, "s/a/b.html": None, "src/x.html": ["x"]}]
)
def test_a_recipe_that_cannot_be_read_is_none(output: Path, key: str, value: object) -> None:
    rendered_of(ONE, output)
    whole = (output / MARKER).read_bytes()
    remark(output, {**marked(output), key: value})
    assert rendered_of(ONE, output) == list(ONE)
    assert (output / MARKER).read_bytes() == whole


@pytest.mark.parametrize("digest", [None, 3, "", "x", ["x"], {}])
def test_a_digest_that_cannot_be_read_makes_the_page_again(output: Path, digest: object) -> None:
    rendered_of(ONE, output)
    remark(output, {**marked(output), "files": {**dict.fromkeys(ONE, digest), "gone.html": digest}})
    edited(output / "gone.html")
    assert rendered_of(ONE, output) == list(ONE)


def test_a_marker_of_the_first_format_says_what_is_ours(output: Path) -> None:
    rendered_of({**ONE, "gone.html": "gone"}, output)
    remark(output, {"format": 1, "files": marked(output)["files"]})
    (output / "mine.txt").write_text("mine", encoding="utf-8")
    before, rendered = states(output), list[str]()
    assert publish_again(made(TWO, rendered), output) == Published(3, 1, again=True)
    assert (rendered, shown(output)) == (list(TWO), {**TWO, "mine.txt": "mine"})
    assert changed(before, output) == {MARKER, "index.html", "mine.txt"}


def test_the_marker_does_not_tell_how_a_report_came_about(output: Path) -> None:
    cold = output.with_name("cold")
    for pages in (ONE, TWO, {"index.html": "three"}, TWO):
        rendered_of(pages, output)
    edited(output / "src/x.html")
    rendered_of(TWO, output)
    rendered_of(TWO, cold)
    assert (output / MARKER).read_bytes() == (cold / MARKER).read_bytes()


def test_a_finished_file_that_stands_already_is_not_moved(output: Path) -> None:
    inodes = []
    for text in ("a", "a", "b"):
        finished = output.with_name("made.csv")
        finished.write_text(text, encoding="utf-8")
        publish([("made.csv", finished)], output)
        inodes.append((output / "made.csv").stat().st_ino)
        assert (output / "made.csv").read_text(encoding="utf-8") == text
    assert (inodes[0] == inodes[1], inodes[1] == inodes[2]) == (True, False)
