"""What a report is published into, who else is at it, and what memory and depth there is: told before the work, in words."""

from __future__ import annotations

import os
import re
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from compare import pipeline
from compare.report.lock import locked
from tests.cli.conftest import FILES, child, contents, whosays, write
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path


def never(_run: object) -> Any:
    raise AssertionError("the work was begun")


@pytest.fixture
def book(tmp_path: Path) -> Path:
    write(tmp_path / "book", FILES)
    return tmp_path / "book"


@pytest.fixture
def _before_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "find", never)


def refused(*arguments: object) -> str:
    done = whosays(*arguments)
    assert (done.exit_code, done.stdout) == (4, ""), done.output
    assert done.stderr.count("\n") == 1
    return str(done.stderr)


@pytest.mark.usefixtures("_before_work")
def test_a_second_build_is_told_at_once_who_is_at_work(book: Path) -> None:
    with locked(book / "reports"):
        told = refused("build", book)
    assert re.search(rf"Another build \(process {os.getpid()} on \S+\) is writing .*: wait until it is done", told)
    assert (book / ".reports.lock").read_bytes() == b""


@pytest.mark.usefixtures("_before_work")
@pytest.mark.parametrize(
    ("room", "why"),
    [
        ({"f_bavail": 0}, "No space left on device"),
        ({"f_favail": 0}, "No space left on device"),
        ({"f_flag": os.ST_RDONLY}, "Read-only file system"),
    ],
)
def test_a_disk_that_takes_nothing_is_told_before_the_work(
    book: Path, monkeypatch: pytest.MonkeyPatch, room: dict[str, int], why: str
) -> None:
    plenty = {"f_flag": 0, "f_blocks": 9, "f_bavail": 9, "f_files": 9, "f_favail": 9}
    monkeypatch.setattr(os, "statvfs", lambda _folder: SimpleNamespace(**{**plenty, **room}))
    assert refused("build", book, "-o", book / "to" / "come").endswith(f": {why}. What is there stays as it was.\n")
    assert not (book / "to").exists()


@pytest.mark.usefixtures("_before_work")
def test_a_folder_that_may_not_be_written_into_is_told_before_the_work(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda _folder, mode: not mode & os.W_OK)  # who runs as root may write everywhere
    assert ": Permission denied. " in refused("build", book)


@pytest.mark.usefixtures("_before_work")
@pytest.mark.parametrize("command", ["build", "watch"])
def test_a_file_in_the_way_or_a_foreign_folder_is_told_before_the_work(book: Path, command: str) -> None:
    write(book, {"taken": "mine", "mine/thesis.txt": "mine"})
    assert "Not a directory" in refused(command, book, "-o", book / "taken" / "reports")
    assert "it is not a report" in refused(command, book, "-o", book / "mine")


def test_what_a_killed_writer_left_beside_a_file_is_taken_away_by_the_next(book: Path) -> None:
    left, fresh = book / "claims" / ".whosays-dead", book / "claims" / ".whosays-alive"
    for folder in (left, fresh):
        write(folder, {"new": "half"})
    os.utime(left, (0, 0))
    done = whosays("claim", "edit", "courier#owner", "--hedge", "reported", "-C", book)
    assert done.exit_code == 0, done.output
    assert (left.exists(), fresh.exists()) == (False, True)


# memory and depth

SHORT = """
import resource
import pandas, pydantic, yaml, jinja2, rapidfuzz
import compare.pipeline, compare.report.publish, compare.report.site, compare.exporters.findings_json
import compare.analysis.rulebook, compare.cli.app
now = int(open("/proc/self/statm").read().split()[0]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, (now + {more}, now + {more}))
"""
MANY = "".join(
    f"  - {{id: c{number}, subject: mill/burned-on, value: 2024-05-{number % 28 + 1:02}, quote: burned on 2 May}}\n"
    for number in range(6_000)
)


@pytest.mark.parametrize("more", [2 * 2**20, 40 * 2**20])
def test_too_little_memory_is_told_in_words_and_the_old_report_stays(book: Path, more: int) -> None:
    assert whosays("build", book).exit_code == 0
    before = contents(book / "reports")
    write(book, {"claims/courier.yaml": f"source: courier\nclaims:\n{MANY}"})
    ran = child("build", book, code=SHORT.format(more=more), cwd=ROOT, timeout=600)
    assert ran.returncode == 70, (ran.returncode, ran.stderr[-500:])
    assert "Traceback" not in ran.stderr
    assert ran.stderr.endswith(
        "whosays has failed: there is not enough memory for this casebook.\n"
        "Give it more, or compare less at a time; your files and the last report are as they were.\n"
    )
    assert contents(book / "reports") == before
    assert whosays("verify", book / "reports").exit_code == 0


WIDE = "source: ledger\nnote: [" + "a," * 900_000 + "]\n"


def test_a_file_that_memory_does_not_hold_is_an_error_of_its_own_and_the_others_are_told(book: Path) -> None:
    assert whosays("build", book).exit_code == 0
    before = contents(book / "reports")
    write(book, {"claims/ledger.yaml": WIDE, "claims/courier.yaml": "source: courier\nclames: []\n"})
    ran = child("build", book, code=SHORT.format(more=60 * 2**20), cwd=ROOT, timeout=600)
    assert ran.returncode == 3, (ran.returncode, ran.stderr[-500:])
    assert "claims/ledger.yaml: error F104 unreadable-file: reading it takes more memory than there is\n" in ran.stderr
    assert "claims/courier.yaml:2:1: error S201 unknown-key: " in ran.stderr
    assert contents(book / "reports") == before


@pytest.mark.parametrize("command", [["build", "."], ["judge", "votes.csv"], ["export", "claims.xlsx"]], ids=" ".join)
def test_a_library_for_which_there_is_no_memory_is_not_taken_for_one_that_is_missing(book: Path, command: list[str]) -> None:
    write(book, {"votes.csv": "subject,source,value\na,x,1\na,y,2\n"})
    ran = child(*command, code=CROWDED, cwd=book)
    assert ran.returncode == 70
    assert ran.stderr.splitlines()[0] == "whosays has failed: there is not enough memory for this casebook."
    assert len(ran.stderr.splitlines()) == 2


def test_a_workbook_for_whose_parts_there_is_no_room_is_told(book: Path) -> None:
    least = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))"  # bytes that a file may have
    ran = child("export", "claims.xlsx", code=least, cwd=book)
    told = "Cannot write claims.xlsx: its parts cannot be written, File too large.\n"
    assert (ran.returncode, ran.stdout, ran.stderr) == (4, "", told)
    assert set(contents(book)) == set(FILES)


CROWDED = """
import sys
class Crowded:  # as ld.so(8) has it
    def find_spec(self, name, *_):
        if name in {"pandas", "pyarrow", "xlsxwriter"}:
            raise ImportError(f"{name}.so: failed to map segment from shared object")
sys.meta_path.insert(0, Crowded())
"""
DEEP = 50_000


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("claims/ledger.yaml", f"source: ledger\nclaims: {'[' * DEEP}", "Y107"),
        ("claims/ledger.yaml", f"source: ledger\nclaims:\n  {'- ' * DEEP}", "Y107"),
        ("whosays.toml", f"texts = {'[' * DEEP}", "C702"),
        ("whosays.toml", f"title{'.a' * DEEP} = 1", "C702"),
    ],
)
def test_depth_is_an_error_of_its_file(book: Path, name: str, text: str, code: str) -> None:
    write(book, {name: text})
    done = whosays("check", book)
    assert done.exit_code in {2, 3}
    assert f"error {code}" in done.stdout
    assert f"{name}:" in done.stdout


def test_depth_in_what_lies_beside_the_casebook_is_told_too(book: Path) -> None:
    assert whosays("build", book).exit_code == 0
    deep = "[" * DEEP
    write(book, {"deep.json": deep, "deep.csv": f"source,id\n{deep}"})
    assert whosays("check", book, "--baseline", book / "deep.json").exit_code == 3
    assert whosays("import", book / "deep.json", "-C", book).exit_code == 3
    write(book, {"reports/.whosays.json": deep})
    assert whosays("build", book).exit_code == 4
    assert whosays("verify", book / "reports").exit_code == 3


# what is kept between two builds


@pytest.mark.parametrize(
    "marker",
    [
        '{"files": {"index.html": "0"}, "recipes": 3, "made_by": []}',
        '{"files": {}}',
        '{"files": {"../../x": ""}, "format": 99}',
    ],
)
def test_a_marker_that_says_other_things_than_is_there_makes_the_report_anew(book: Path, marker: str) -> None:
    write(book, {"reports/.whosays.json": marker})
    assert whosays("build", book).exit_code == 0
    assert whosays("verify", book / "reports", "-C", book).exit_code == 0
    assert whosays("build", book, "-o", book.parent / "cold").exit_code == 0
    assert contents(book / "reports") == contents(book.parent / "cold")
    assert {name for name in contents(book) if name in FILES} == set(FILES)
