"""A process that publishes again and again writes only what differs, and still publishes exactly what it was given."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from compare.report import publish as publishing
from compare.report.publish import MARKER, Stage, publish, strike

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ONE = {"index.html": "one", "s/a/b.html": "b", "src/x.html": "x"}
TWO = {"index.html": "two", "s/a/b.html": "b", "src/x.html": "x"}


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "reports"


@pytest.fixture(params=["exchange", "rename aside"], autouse=True)
def either_way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "rename aside":
        monkeypatch.setattr(publishing, "_exchanged", lambda _one, _other: False)


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that are written."""
    names: list[str] = []
    write = publishing._write_file  # noqa: SLF001 - what is counted

    def counting(path: Path, data: bytes) -> None:
        names.append(path.name)
        write(path, data)

    monkeypatch.setattr(publishing, "_write_file", counting)
    return names


def shown(output: Path) -> dict[str, str]:
    files = (path for path in output.rglob("*") if path.is_file() and path.name != MARKER)
    return {path.relative_to(output).as_posix(): path.read_text(encoding="utf-8") for path in files}


def settled(output: Path) -> Stage:
    """A stage on which the report before stands."""
    stage = Stage()
    for _ in range(2):
        publish(ONE.items(), output, stage)
    return stage


def test_only_what_differs_is_written(output: Path, written: list[str]) -> None:
    stage = settled(output)
    written.clear()
    publish(TWO.items(), output, stage)
    assert (sorted(written), shown(output)) == ([MARKER, "index.html"], TWO)
    written.clear()
    publish(ONE.items(), output, stage)  # the one before this stands on the stage, so nothing differs
    assert (written, shown(output)) == ([], ONE)


def test_a_page_that_is_no_more_goes_with_its_folder(output: Path) -> None:
    stage = settled(output)
    for _ in range(2):
        publish([("index.html", "two")], output, stage)
        assert shown(output) == {"index.html": "two"}
        assert sorted(path.name for path in output.iterdir()) == [MARKER, "index.html"]


def test_a_page_changed_by_another_hand_is_never_published(output: Path) -> None:
    stage = settled(output)
    for _ in range(3):
        (output / "s/a/b.html").write_text("of another hand", encoding="utf-8")
        (output / "src/x.html").unlink()
        (output / ".." / ".reports.new" / "index.html").write_text("of another hand", encoding="utf-8")
        publish(ONE.items(), output, stage)
        assert shown(output) == ONE


def test_what_is_not_ours_is_carried_over_as_it_is_now(output: Path) -> None:
    stage = settled(output)
    for text in ("1", "2", "3"):
        (output / "baseline.json").write_text(text, encoding="utf-8")
        publish(TWO.items(), output, stage)
        assert shown(output) == {**TWO, "baseline.json": text}
    (output / "baseline.json").unlink()
    for _ in range(2):
        publish(TWO.items(), output, stage)
        assert shown(output) == TWO


def test_a_page_may_take_the_name_of_what_was_carried_over(output: Path) -> None:
    stage = settled(output)
    (output / "note.html").write_text("mine", encoding="utf-8")
    for _ in range(2):
        publish(ONE.items(), output, stage)
    for _ in range(2):
        publish({**ONE, "note.html": "ours"}.items(), output, stage)
        assert shown(output) == {**ONE, "note.html": "ours"}


def test_another_build_in_between_does_no_harm(output: Path) -> None:
    stage = settled(output)
    for pages in (TWO, ONE, TWO):
        publish([("index.html", "of another build")], output)
        publish(pages.items(), output, stage)
        assert shown(output) == pages


def test_after_a_failure_nothing_is_believed(output: Path) -> None:
    def failing() -> Iterator[tuple[str, str]]:
        yield "index.html", "half"
        raise OSError(28, "No space left on device")

    stage = settled(output)
    with pytest.raises(OSError, match="No space"):
        publish(failing(), output, stage)
    assert shown(output) == ONE
    for pages in (TWO, ONE):
        publish(pages.items(), output, stage)
        assert shown(output) == pages


def test_in_the_end_nothing_is_left_beside_the_report(output: Path) -> None:
    settled(output)
    assert sorted(path.name for path in output.parent.iterdir()) == [".reports.lock", ".reports.new", "reports"]
    for _ in range(2):
        strike(output)
        assert sorted(path.name for path in output.parent.iterdir()) == [".reports.lock", "reports"]
