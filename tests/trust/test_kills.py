"""A build that is killed at any moment leaves the old report or the new one, whole, and the next build mends the rest.

`make soak` tries many moments; a few of them are tried every time. What comes out does not depend on when the signal arrives.
"""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from compare.report import second_process, site
from tests.cli.conftest import child, whosays
from tests.conftest import ROOT
from tests.trust.books import Book
from tests.trust.disk import Disk, failing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MOMENTS = int(os.environ.get("WHOSAYS_KILLS", "10"))
CALLS = 150
"""Calls by which a build of this casebook writes, or a few more: a run that is over by then has simply published."""
LONGEST = 0.4  # seconds that it takes on a slow machine
STARTED = 7
"""Of so many builds one is a program started anew; the others are processes forked from this one, which start at once."""


class Deadly(Disk):
    """A disk on which a process is killed just before one of its calls."""

    def step(self, what: str, place: object, *, growing: bool = True) -> bool:
        if super().step(what, place, growing=growing):
            os.kill(os.getpid(), signal.SIGKILL)
        return False


IN_TWO = """
import compare.report.site
compare.report.site.MANY_SUBJECTS = 1
"""
ANEW = """
import os
from pathlib import Path
from tests.trust.test_kills import Moment, build_to_die
os._exit(build_to_die(Path({book!r}), {moment!r}))
"""


@dataclass(frozen=True)
class Moment:
    """When a build is killed: before one of its calls, after some time, or its second process at one of its pages."""

    what: str
    number: int
    seconds: float
    again: bool
    in_two: bool
    anew: bool

    def __str__(self) -> str:
        when = f"{self.seconds:.3f}s" if self.what == "time" else str(self.number)
        return f"{self.what}-{when}-{'over' if self.again else 'first'}{'-two' if self.in_two else ''}"


def moments(count: int) -> list[Moment]:
    """The same ones each time; the first few are of every sort."""
    dice = random.Random(80)  # noqa: S311 - moments, not secrets
    sorts = ("call", "time", "call", "worker")
    return [
        Moment(
            sorts[at % len(sorts)],
            dice.randrange(1, CALLS) if sorts[at % len(sorts)] == "call" else dice.randrange(2),
            dice.uniform(0, LONGEST),
            again=dice.random() < 0.7,
            in_two=dice.random() < 0.5,
            anew=at % STARTED == 0,
        )
        for at in range(count)
    ]


@pytest.fixture(scope="module")
def a_book(tmp_path_factory: pytest.TempPathFactory) -> Book:
    return Book(tmp_path_factory.mktemp("kills"))


def build_to_die(book: Path, moment: Moment) -> int:
    """What the process does that is going to be killed."""
    if moment.in_two or moment.what == "worker":
        site.MANY_SUBJECTS = 1  # type: ignore[misc]
    if moment.what == "worker":
        wanted = second_process._while_wanted  # noqa: SLF001 - what the second process does page by page

        def dying(made: Iterator[object], parent: int) -> Iterator[object]:
            for number, each in enumerate(wanted(made, parent)):
                if number == moment.number:
                    os.kill(os.getpid(), signal.SIGKILL)
                yield each

        second_process._while_wanted = dying  # type: ignore[assignment]  # noqa: SLF001
    with failing(Deadly(book, moment.number if moment.what == "call" else 0)):
        done = whosays("build", book)
    return 70 if done.exception and not isinstance(done.exception, SystemExit) else done.exit_code


def killed(book: Path, moment: Moment) -> int:
    """Build in a process of its own, which is killed; how it ended."""
    if moment.anew:
        started = [sys.executable, "-c", ANEW.format(book=str(book), moment=moment)]
        process: Any = subprocess.Popen(started, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    else:
        process = multiprocessing.get_context("fork").Process(target=_forked, args=(book, moment))
        process.start()
    if moment.what == "time":
        time.sleep(moment.seconds + moment.anew)
        process.kill()
    if moment.anew:
        return int(process.wait())
    process.join()
    return int(process.exitcode)


def _forked(book: Path, moment: Moment) -> None:
    os._exit(build_to_die(book, moment))


@pytest.mark.parametrize("moment", moments(MOMENTS), ids=str)
def test_a_build_killed_at_any_moment_leaves_a_whole_report(a_book: Book, moment: Moment) -> None:
    a_book.begin(again=moment.again)
    code = killed(a_book.root, moment)
    assert code in ({4} if moment.what == "worker" else {0, -signal.SIGKILL})
    there = a_book.check_whole(again=moment.again)
    if code == 4:
        assert there != a_book.expected(again=moment.again)
    until_free(a_book)
    a_book.check_healed(again=moment.again)


def until_free(book: Book) -> None:
    """A second process that has lost its first one holds the lock until its next page."""
    end = time.monotonic() + 60
    while whosays("build", book.root).exit_code == 4:
        assert time.monotonic() < end
        time.sleep(0.01)


# told to end

STOPPED = """
import os, signal
import compare.exporters.findings_json
import compare.report.site
signal.signal(signal.SIGINT, signal.default_int_handler)  # whatever the tests were started with
for each in (signal.SIGTERM, signal.SIGHUP):
    signal.signal(each, signal.SIG_DFL)
def stopping(_shown):
    os.{kill}(os.{whom}(), {number})
    return "never"
compare.{target} = stopping
"""


@pytest.mark.parametrize("whom", ["getpid", "getpgrp"])
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_a_build_that_is_told_to_end_takes_away_what_it_has_half_made(a_book: Book, name: str, whom: str) -> None:
    a_book.begin(again=True)
    number = int(getattr(signal, name))
    kill = "kill" if whom == "getpid" else "killpg"
    code = IN_TWO + STOPPED.format(kill=kill, whom=whom, number=number, target="report.site.problems_view")
    ran = child("build", a_book.root, code=code, cwd=ROOT, start_new_session=True, timeout=600)
    assert (ran.returncode, ran.stdout, ran.stderr) == (128 + number, "", "")
    assert a_book.check_whole(again=True) == a_book.old
    assert sorted(each.name for each in a_book.root.iterdir()) == [".reports.lock", "claims", "reports", "seeds"]
    a_book.check_healed(again=True)


def test_what_the_shell_has_set_to_be_ignored_stays_ignored(a_book: Book) -> None:
    a_book.begin(again=True)
    target, number = "exporters.findings_json.findings_parts", int(signal.SIGHUP)
    stopped = STOPPED.format(kill="kill", whom="getpid", number=number, target=target).replace("SIG_DFL", "SIG_IGN")
    ran = child("build", a_book.root, code=stopped, cwd=ROOT, timeout=600)
    assert ran.returncode == 0, ran.stderr
    assert (a_book.report / "findings.json").read_text(encoding="utf-8") == "never"


# two at once


def test_of_builds_at_once_each_publishes_whole_or_says_who_is_at_it(a_book: Book) -> None:
    a_book.begin(again=True)
    started = [sys.executable, "-m", "compare", "build", str(a_book.root)]
    running = [
        subprocess.Popen(started, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8") for _ in range(3)
    ]
    ended = [(*process.communicate(), process.returncode) for process in running]
    assert {code for _, _, code in ended} <= {0, 4}
    assert 0 in {code for _, _, code in ended}
    busy = [err for _, err, code in ended if code == 4]
    assert all(f"is writing {a_book.report}: wait until it is done" in each and each.count("\n") == 1 for each in busy)
    assert a_book.check_whole(again=True) == a_book.expected(again=True)
    a_book.check_healed(again=True)
