from __future__ import annotations

import fcntl
import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.cli.conftest import BROKEN, COURIER, LEDGER, contents, whosays, write

if TYPE_CHECKING:
    from pathlib import Path

CANARY = "canary-5d1c"


def findings(book: Path) -> Any:
    return json.loads((book / "reports" / "findings.json").read_text(encoding="utf-8"))


def told(stdout: str) -> str:
    """All that is written to stdout by a build that publishes: one line."""
    assert stdout.count("\n") == 1
    return stdout.rstrip("\n")


def test_a_build_writes_pages_and_findings_and_says_where(book: Path) -> None:
    built = whosays("build", book)
    assert built.stderr == ""
    assert told(built.stdout) == (
        f"{book / 'reports' / 'index.html'}: 2 sources, 4 claims, 2 subjects: 1 contested, 1 agreed; no problems"
    )
    assert {"index.html", "findings.json", "s/mill/owner.html", "src/courier.html", "e/town.html"} <= set(
        contents(book / "reports")
    )
    assert {each["id"]: each["standing"] for each in findings(book)["subjects"]} == {
        "mill/burned-on": "agreed",
        "mill/owner": "contested",
    }


def test_the_current_folder_is_the_casebook_unless_another_is_named(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(book)
    assert told(whosays("build").stdout).startswith("reports/index.html: ")
    here = contents(book / "reports")
    monkeypatch.chdir(book.parent)
    assert told(whosays("build", "book", "-o", "elsewhere").stdout).startswith("elsewhere/index.html: ")
    assert contents(book.parent / "elsewhere") == here


@pytest.mark.parametrize("first", [True, False])
def test_errors_stop_the_publication_and_leave_the_old_report(book: Path, first: bool) -> None:  # noqa: FBT001 - a parameter of the test
    if not first:
        whosays("build", book)
    before = contents(book / "reports")
    write(book, {"claims/ledger.yaml": BROKEN})
    refused = whosays("build", book)
    assert (refused.exit_code, refused.stdout) == (3, "")
    problem, _line, _caret, cure, last = refused.stderr.splitlines()
    assert problem.startswith("claims/ledger.yaml:3:")
    assert "error Q501 quote-not-found" in problem
    assert cure == "    Copy the words from the article."
    assert last == f"Not published: 1 error. A report in {book / 'reports'} stays as it was."
    assert contents(book / "reports") == before


def test_keep_going_publishes_with_a_banner_and_still_exits_3(broken: Path) -> None:
    built = whosays("build", broken, "--keep-going")
    assert built.exit_code == 3
    assert told(built.stdout).endswith("; 1 error")
    assert "error Q501 quote-not-found" in built.stderr
    overview = (broken / "reports" / "index.html").read_text(encoding="utf-8")
    assert "Our own files have errors: " in overview
    assert "What stands below may be incomplete." in overview
    assert [each["code"] for each in findings(broken)["problems"]] == ["Q501"]


def test_no_banner_stands_over_a_clean_report(book: Path) -> None:
    whosays("build", book)
    assert "Our own files" not in (book / "reports" / "index.html").read_text(encoding="utf-8")


def test_warnings_are_told_and_published(book: Path) -> None:
    (book / "claims" / "notes.doc").write_text("", encoding="utf-8")
    built = whosays("build", book)
    assert built.exit_code == 0
    assert "claims/notes.doc: warning F106 unexpected-file" in built.stderr
    assert told(built.stdout).endswith("; 1 warning")
    assert [each["code"] for each in findings(book)["problems"]] == ["F106"]


def test_an_output_that_is_not_ours_is_refused(book: Path) -> None:
    output = book.parent / "thesis"
    write(output, {"chapter.html": "mine"})
    refused = whosays("build", book, "-o", output)
    assert (refused.exit_code, refused.stdout) == (4, "")
    assert refused.stderr == (
        f"Cannot write the report to {output}: {output} holds chapter.html and no .whosays.json: it is not a report; "
        "name another folder. What is there stays as it was.\n"
    )
    assert contents(output) == {"chapter.html": b"mine"}


@pytest.mark.parametrize("output", [".", "seeds", "claims/.."])
def test_the_casebook_itself_is_no_place_for_a_report(book: Path, output: str) -> None:
    before = contents(book)
    assert whosays("build", book, "-o", book / output).exit_code == 4
    assert {name: data for name, data in contents(book).items() if not name.endswith(".lock")} == before


def test_a_second_build_while_the_first_one_runs_is_refused(book: Path) -> None:
    whosays("build", book)
    before = contents(book / "reports")
    with (book / ".reports.lock").open("w") as first:
        fcntl.flock(first, fcntl.LOCK_EX)
        refused = whosays("build", book)
    assert (refused.exit_code, refused.stdout) == (4, "")
    assert "Another build is writing" in refused.stderr
    assert contents(book / "reports") == before
    assert whosays("build", book).exit_code == 0


def test_a_full_disk_leaves_the_old_report(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    whosays("build", book)
    before = contents(book / "reports")
    monkeypatch.setattr("compare.report.draft.write_new", full)
    refused = whosays("build", book)
    assert refused.exit_code == 4
    assert refused.stderr.endswith(": No space left on device. What is there stays as it was.\n")
    assert contents(book / "reports") == before


def test_findings_hold_quotes_and_never_an_article(book: Path) -> None:
    whosays("build", book)
    written = (book / "reports" / "findings.json").read_text(encoding="utf-8")
    assert all(each["text"]["at_hand"] for each in findings(book)["sources"])
    assert "belongs to the river board" in written
    for article in (COURIER, LEDGER):
        unquoted = article.strip().splitlines()[-1].split(". ")[-1]
        assert len(unquoted) > 20
        assert unquoted not in written


PRIVATE = [
    f"note_private: {CANARY} says who told us",
    f'note_private: "{CANARY} \u00ad with a soft hyphen"',
    f'note_private: "{CANARY} \u202e with a direction control"',
    f'note_private: "{CANARY} \ue000 with a private-use character"',
    f"note_private: [{CANARY}]",
    f"note_private: {{{CANARY}: who told us}}",
    f"# {CANARY}",
]


@pytest.mark.parametrize("secret", PRIVATE, ids=["plain", "invisible", "bidi", "private use", "list", "keys", "comment"])
def test_what_is_private_is_in_no_byte_of_output(book: Path, secret: str) -> None:
    told_by = "source: ledger\nclaims:\n  - id: owner\n    subject: mill/owner\n    value: town\n    quote: owner is the town\n"
    write(book, {"claims/ledger.yaml": f"{told_by}    {secret}\n"})
    outputs = [
        whosays("build", book, "--keep-going").output,
        whosays("check", book).output,
        whosays("show", "mill/owner", "-C", book).output,
    ]
    assert "index.html" in outputs[0]
    leaking = [name for name, data in contents(book / "reports").items() if CANARY.encode() in data]
    assert (leaking, [each for each in outputs if CANARY in each]) == ([], [])
