"""`whosays verify`: whether a published report is whole, and whether it was built from the files as they are now."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from typing import TYPE_CHECKING, Any

import pytest

import compare.cli.build
from compare import __version__
from compare.loading.documents import Memory
from compare.pipeline import Run, find
from tests.cli.conftest import COURIER, FILES, LEDGER, contents, whosays, write

if TYPE_CHECKING:
    from pathlib import Path

MARKER = ".whosays.json"
RECORD = "build.json"
OWN = sorted(name for name in FILES if name.endswith(".yaml"))


def digest(text: str | bytes) -> str:
    return hashlib.sha256(text.encode() if isinstance(text, str) else text).hexdigest()


def record(book: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((book / "reports" / RECORD).read_text(encoding="utf-8"))
    return found


def verified(book: Path, *more: object) -> tuple[int, list[str]]:
    done = whosays("verify", book / "reports", *more)
    assert done.stderr == ""
    return done.exit_code, done.stdout.replace(str(book), "BOOK").splitlines()


@pytest.fixture
def built(book: Path) -> Path:
    assert whosays("build", book).exit_code == 0
    return book


# what a report is built from


def test_a_report_records_what_it_was_built_from(built: Path) -> None:
    found = record(built)
    assert found.pop("report") == digest(
        "".join(f"{digest(data)}  {name}\n" for name, data in sorted(contents(built / "reports").items()) if not_listed(name))
    )
    assert found == {
        "format": 1,
        "whosays": __version__,
        "settings": {"baseline": None, "keep_going": False, "today": None},
        "files": {name: digest(FILES[name]) for name in OWN},
        "texts": {"courier.txt": digest(COURIER), "ledger.txt": digest(LEDGER)},
    }


def not_listed(name: str) -> bool:
    return name not in {MARKER, RECORD}


def test_the_settings_of_the_run_are_recorded(built: Path) -> None:
    assert whosays("baseline", built).exit_code == 0
    baseline = built / "reports" / "baseline.json"
    more = ["--baseline", baseline, "--today", "2024-06-01", "--keep-going"]
    assert whosays("build", built, *more).exit_code == 0
    assert record(built)["settings"] == {
        "baseline": {"name": "reports/baseline.json", "sha256": digest(baseline.read_bytes())},
        "keep_going": True,
        "today": "2024-06-01",
    }


def test_where_the_casebook_and_its_texts_lie_makes_no_difference(built: Path) -> None:
    other, texts = built.parent / "another place", built.parent / "texts"
    shutil.copytree(built, other, ignore=shutil.ignore_patterns("reports", ".*"))
    texts.mkdir()
    for each in (other / "seeds").glob("*.txt"):
        each.rename(texts / each.name)
    assert whosays("build", other, "--texts", texts).exit_code == 0
    assert contents(other / "reports") == contents(built / "reports")


def test_what_is_recorded_is_what_was_read_and_not_what_is_there_by_then(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_report = compare.cli.build.write_report

    def late(*arguments: Any) -> Any:
        write(book, {"claims/ledger.yaml": FILES["claims/ledger.yaml"] + "# too late\n"})
        return write_report(*arguments)

    monkeypatch.setattr(compare.cli.build, "write_report", late)
    assert whosays("build", book).exit_code == 0
    assert record(book)["files"] == {name: digest(FILES[name]) for name in OWN}
    code, told = verified(book, "-C", book)
    assert (code, told[0]) == (1, "claims/ledger.yaml has changed since the report was built")


def test_a_process_that_remembers_files_records_each_of_them_every_time(book: Path) -> None:
    memory = Memory()
    first = find(Run(book, memory=memory)).casebook.files
    write(book, {"claims/ledger.yaml": FILES["claims/ledger.yaml"] + "# a remark\n"})
    again = find(Run(book, memory=memory)).casebook.files
    assert first == {name: digest(FILES[name]) for name in OWN}
    assert again == {**first, "claims/ledger.yaml": digest((book / "claims/ledger.yaml").read_bytes())}


def test_a_file_that_cannot_be_read_is_recorded_as_such(book: Path) -> None:
    write(book, {"claims/vocabulary/entities.yaml": FILES["claims/vocabulary/entities.yaml"]})
    (book / "claims" / "other.yaml").mkdir()
    assert whosays("build", book, "--keep-going").exit_code == 3
    assert record(book)["files"]["claims/other.yaml"] == ""
    assert verified(book, "-C", book)[0] == 0


# whether it is whole


def test_a_published_report_is_whole(built: Path) -> None:
    number = len(contents(built / "reports")) - 1
    whole = f"BOOK/reports: whole, {number} files, as whosays {__version__} published them."
    assert verified(built) == (0, [whole])
    assert verified(built, "-C", built) == (0, [whole, "It was built from the 6 files in BOOK as they are now."])


def test_the_report_of_the_current_folder_is_meant_if_none_is_named(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(built)
    assert whosays("verify").stdout.startswith("reports: whole")


def test_what_people_keep_in_the_folder_is_no_difference(built: Path) -> None:
    write(built, {"reports/baseline.json": "{}", "reports/.gitignore": "*"})
    assert verified(built)[0] == 0


def test_every_difference_is_named_with_its_cure(built: Path) -> None:
    report = built / "reports"
    (report / "index.html").write_text("edited", encoding="utf-8")
    (report / "names.html").unlink()
    write(built, {"reports/s/more.html": "more"})
    assert verified(built) == (
        1,
        [
            "index.html is not as it was published",
            "names.html is not there",
            "s/more.html is no part of the report",
            "BOOK/reports: not whole. Build it again and move away what is no part of it.",
        ],
    )
    (report / "s/more.html").unlink()
    assert whosays("build", built).exit_code == 0
    assert verified(built)[0] == 0


def test_nothing_in_the_folder_is_followed_or_waited_for(built: Path) -> None:
    report = built / "reports"
    page = report / "index.html"
    page.rename(built / "index.html")
    page.symlink_to(built / "index.html")
    shutil.move(report / "src", built / "src")
    (report / "src").symlink_to(built / "src")
    (report / "names.html").unlink()
    os.mkfifo(report / "names.html")
    code, told = verified(built)
    assert code == 1
    assert told[:-1] == [
        "index.html is not as it was published",
        "names.html is not as it was published",
        "src is no part of the report",
        "src/courier.html is not there",
        "src/ledger.html is not there",
    ]


def test_a_list_that_was_changed_with_its_pages_is_told(built: Path) -> None:
    marker = built / "reports" / MARKER
    found = json.loads(marker.read_text(encoding="utf-8"))
    (built / "reports" / "index.html").write_text("forged", encoding="utf-8")
    found["files"]["index.html"] = digest("forged")
    marker.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    code, told = verified(built)
    assert (code, told[0]) == (1, "the list of its files is another than build.json recorded")


@pytest.mark.parametrize(
    ("old", "new"), [("{", "{ "), ('"format": 2', '"format": 3'), ('"files": {', '"files": {}, "files": {'), ("}\n", "}\n\n")]
)
def test_a_list_that_another_hand_has_written_is_told_whatever_it_says(built: Path, old: str, new: str) -> None:
    marker = built / "reports" / MARKER
    text = marker.read_text(encoding="utf-8")
    marker.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert verified(built)[1][0] == ".whosays.json is not as it was published"
    assert whosays("build", built).exit_code == 0
    assert (verified(built)[0], marker.read_text(encoding="utf-8")) == (0, text)


def test_no_file_can_stand_in_the_list_for_two(built: Path) -> None:
    """A name with a line feed would make the same list, and so the same digest, as the names of two files."""
    report = built / "reports"
    found = json.loads((report / MARKER).read_text(encoding="utf-8"))
    files = found["files"]
    one, other = "index.html", "names.html"
    both = f"{one}\n{files[other]}  {other}"
    (report / one).rename(report / both)
    (report / other).unlink()
    found["files"] = {**{name: each for name, each in files.items() if name not in {one, other}}, both: files[one]}
    (report / MARKER).write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    assert whosays("verify", report).exit_code == 3


# whether it is of the files as they are


def test_inputs_that_changed_came_or_went_are_named(built: Path) -> None:
    write(built, {"claims/ledger.yaml": FILES["claims/ledger.yaml"] + "# a remark\n", "whosays.toml": 'title = "Mill"\n'})
    (built / "claims" / "courier.yaml").unlink()
    (built / "seeds" / "courier.txt").unlink()
    code, told = verified(built, "-C", built)
    assert code == 1
    assert told == [
        "claims/courier.yaml was read for the report, and is gone or not at hand",
        "claims/ledger.yaml has changed since the report was built",
        "courier.txt was read for the report, and is gone or not at hand",
        "whosays.toml was not there, or not at hand, when the report was built",
        verified(built)[1][0],
        "It was built from other files than those in BOOK now: 4 differences. Build it again.",
    ]


def test_a_remark_that_no_page_shows_is_recorded_all_the_same(built: Path) -> None:
    write(built, {"claims/ledger.yaml": FILES["claims/ledger.yaml"] + "# a remark\n"})
    assert verified(built, "-C", built)[0] == 1
    assert "0 of 15 pages written" in whosays("build", built).stdout
    assert verified(built, "-C", built)[0] == 0


def test_texts_in_another_folder_are_found_there(built: Path) -> None:
    texts = built.parent / "texts"
    texts.mkdir()
    (built / "seeds" / "ledger.txt").rename(texts / "ledger.txt")
    assert verified(built, "-C", built)[0] == 1
    assert verified(built, "-C", built, "--texts", texts)[0] == 0


def test_a_report_without_a_record_cannot_be_told_to_be_current(book: Path) -> None:
    write(book, {"votes.csv": "subject,source,value\na,x,1\na,y,2\n"})
    assert whosays("judge", book / "votes.csv", "-o", book / "reports").exit_code == 0
    assert verified(book)[0] == 0
    code, told = verified(book, "-C", book)
    assert code == 1
    assert told[1].startswith("What it was built from cannot be told: the report has no build.json")


@pytest.mark.parametrize(
    "text",
    [
        "{}",
        "[]",
        "no json",
        '{"format": 2}',
        json.dumps({"format": "x" * 9999}),
        '{"format": 1, "files": {"a": "x"}, "texts": {}}',
    ],
)
def test_a_record_that_says_nothing_is_told_and_never_taken_for_whole(built: Path, text: str) -> None:
    write(built, {f"reports/{RECORD}": text})
    marker = built / "reports" / MARKER
    found = json.loads(marker.read_text(encoding="utf-8"))
    found["files"][RECORD] = digest(text)
    marker.write_text(json.dumps(found), encoding="utf-8")
    (built / "reports" / "index.html").write_text("forged", encoding="utf-8")
    found["files"]["index.html"] = digest("forged")
    marker.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    code, told = verified(built)
    assert (code, len(told)) == (1, 2)
    assert told[0].startswith("nothing tells whether the list of its files is whole: build.json cannot be read: ")
    assert len(told[0]) < 300
    code, told = verified(built, "-C", built)
    assert code == 1
    assert told[-1].startswith("What it was built from cannot be told: build.json cannot be read: ")


# for programs


def test_the_same_as_json(built: Path) -> None:
    (built / "reports" / "index.html").unlink()
    write(built, {"claims/ledger.yaml": FILES["claims/ledger.yaml"] + "# a remark\n"})
    code, told = verified(built, "-C", built, "--format", "json")
    assert code == 1
    assert json.loads("\n".join(told)) == {
        "format": 1,
        "same": False,
        "files": len(contents(built / "reports")),
        "report": {"changed": [], "gone": ["index.html"], "new": []},
        "list_is_recorded": True,
        "inputs": {"changed": ["claims/ledger.yaml"], "gone": [], "new": []},
        "whosays": __version__,
        "unrecorded": None,
    }


# no report


@pytest.mark.parametrize("place", ["nothing", "claims", "claims/ledger.yaml"])
def test_where_no_report_is_that_is_told(book: Path, place: str) -> None:
    done = whosays("verify", book / place)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == f"There is no report in {book / place}: `whosays build` writes one.\n"


def test_a_report_that_a_killed_build_put_aside_is_pointed_at(built: Path) -> None:
    (built / "reports").rename(built / ".reports.old")
    assert "the next build brings it back" in whosays("verify", built / "reports").stderr
    assert whosays("build", built).exit_code == 0
    assert verified(built)[0] == 0


def test_a_casebook_that_is_none_is_told(built: Path) -> None:
    assert whosays("verify", built / "reports", "-C", built / "nothing").exit_code == 2


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", '{"files": 3}', '{"files": ["index.html"]}', '{"files": {"index.html": "12"}}', "[" * 100_000]
    + [
        json.dumps({"files": {name: "0" * 64}})
        for name in ("../x", "/etc/passwd", "a//b", "./a", "a\\b", "a\0", "", "a\n0", MARKER)
    ],
)
def test_a_list_that_cannot_be_trusted_is_refused_whatever_it_says(built: Path, text: str) -> None:
    (built / "reports" / MARKER).write_text(text, encoding="utf-8")
    done = whosays("verify", built / "reports")
    assert (done.exit_code, done.stdout) == (3, "")
    assert done.stderr.startswith(f"{built / 'reports' / MARKER} tells nothing of the report: ")
    assert done.stderr.endswith(". Remove the report by hand and build it again.\n")
    assert done.stderr.count("\n") == 1


def test_a_list_that_is_a_link_or_a_pipe_is_refused(built: Path) -> None:
    marker = built / "reports" / MARKER
    marker.rename(built / "marker")
    marker.symlink_to(built / "marker")
    assert whosays("verify", built / "reports").exit_code == 3
    marker.unlink()
    os.mkfifo(marker)
    assert whosays("verify", built / "reports").exit_code == 3
    assert whosays("build", built).exit_code == 4
