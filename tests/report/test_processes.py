"""A large report is rendered in two processes; it is the same report."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from compare.analysis.rulebook import rules
from compare.cli.build import write_report
from compare.pipeline import Run, find
from compare.report import site
from compare.report.addresses import subject_page
from compare.report.draft import Published
from compare.report.second_process import beside
from tests.cli.conftest import FILES, child, contents, whosays, write

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

EXAMPLE = Path(__file__).parents[2] / "examples" / "harbour-fire"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    write(tmp_path / "book", FILES)
    return tmp_path / "book"


def until(condition: Callable[[], bool]) -> None:
    """Wait until something another process does is done."""
    end = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.01)


def test_two_processes_render_the_same_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    findings = find(Run(EXAMPLE))
    alone = dict(site.render(findings, rules()))
    monkeypatch.setattr(site, "MANY_SUBJECTS", 1)
    together = dict(site.render(findings, rules()))
    assert together == alone
    assert len(alone) > len(findings.subjects)


def test_without_a_way_to_fork_one_process_does_it(monkeypatch: pytest.MonkeyPatch) -> None:
    findings = find(Run(EXAMPLE))
    monkeypatch.setattr(site, "MANY_SUBJECTS", 1)
    monkeypatch.setattr("multiprocessing.get_all_start_methods", lambda: ["spawn"])
    monkeypatch.setattr(site, "beside", None)
    assert "index.html" in dict(site.render(findings, rules()))


def test_pages_that_stand_are_rendered_in_neither_process(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    findings = find(Run(EXAMPLE))
    monkeypatch.setattr(site, "MANY_SUBJECTS", 1)
    written = write_report(findings, tmp_path / "r").written
    assert written > len(findings.subjects)
    monkeypatch.setattr(site, "_template", None)  # whoever renders fails, and what fails in the second process fails here
    assert write_report(find(Run(EXAMPLE)), tmp_path / "r") == Published(written, 0, again=True)
    (tmp_path / "r" / subject_page(findings.subjects[0].subject.id)).unlink()
    with pytest.raises(TypeError):
        write_report(findings, tmp_path / "r")


def test_what_the_second_process_raises_is_raised_in_the_first() -> None:
    def failing() -> Iterator[int]:
        yield 1
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"), beside(failing) as work:
        work()


def test_a_second_process_that_is_killed_is_told() -> None:
    def killed() -> Iterator[int]:
        os.kill(os.getpid(), signal.SIGKILL)
        yield 1

    with pytest.raises(ChildProcessError), beside(killed) as work:
        work()


def test_work_that_nobody_waits_for_is_ended(tmp_path: Path) -> None:
    begun = tmp_path / "begun"

    def endless() -> Iterator[int]:
        begun.write_text(str(os.getpid()), encoding="utf-8")
        signal.pause()
        yield 1

    with beside(endless):
        until(lambda: begun.exists() and begun.read_text(encoding="utf-8") != "")
    with pytest.raises(ProcessLookupError):
        os.kill(int(begun.read_text(encoding="utf-8")), 0)


KILLED = """
import os, signal
from compare.report import second_process, site
site.MANY_SUBJECTS = 1
def killed(ours):  # in the first process, while the second one is at work
    os.kill(os.getpid(), signal.SIGKILL)
second_process._received = killed
"""


def test_a_killed_build_leaves_the_old_report_and_blocks_no_other(book: Path) -> None:
    assert whosays("build", book).exit_code == 0
    before = contents(book / "reports")
    write(book, {"whosays.toml": 'title = "Another title"\n'})
    assert child("build", book, code=KILLED).returncode == -signal.SIGKILL
    assert contents(book / "reports") == before
    until(lambda: whosays("build", book).exit_code == 0)
    assert whosays("build", book, "-o", book.parent / "cold").exit_code == 0
    assert contents(book / "reports") == contents(book.parent / "cold")
