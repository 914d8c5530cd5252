"""What `whosays changes` tells of a casebook against a file, and against a revision of git."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from typing import TYPE_CHECKING, Any

import pytest

from compare.core.change_words import KINDS
from tests.cli.changed import changed
from tests.cli.conftest import BROKEN, FILES, whosays, write
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from typer.testing import Result

LEDGER = FILES["claims/ledger.yaml"]
COURIER = FILES["claims/courier.yaml"]
OTHER_DAY = LEDGER.replace("2024-05-02", "2024-05-09")
NOTHING = "Nothing has changed since {}.\n2 subjects are as they were.\n"
WHO = {"GIT_AUTHOR_NAME": "desk", "GIT_AUTHOR_EMAIL": "desk@example.org"}
WHO |= {"GIT_COMMITTER_NAME": "desk", "GIT_COMMITTER_EMAIL": "desk@example.org", "GIT_CONFIG_GLOBAL": os.devnull}


@pytest.fixture
def known(book: Path) -> Path:
    """The casebook with a baseline of it."""
    assert whosays("baseline", book).exit_code == 0
    return book


def file_of(book: Path) -> Path:
    return book / "reports" / "baseline.json"


def changes(book: Path, *options: object, baseline: object = None) -> Result:
    return whosays("changes", book, "--baseline", baseline or file_of(book), *options)


def told(book: Path, *options: object, baseline: object = None) -> Any:
    """What JSON says, by kind of change."""
    result = changes(book, "--format", "json", *options, baseline=baseline)
    assert result.exit_code in {0, 3}, result.output
    return json.loads(result.stdout)


def of(book: Path, kind: str, **options: Any) -> list[Any]:
    return [each for each in told(book, **options)["changes"] if each["change"] == kind]


# what is no change


def test_nothing_changed(known: Path) -> None:
    result = changes(known)
    assert (result.exit_code, result.stdout) == (0, NOTHING.format("reports/baseline.json"))


def test_order_file_notes_and_quotes_are_no_change(known: Path) -> None:
    head, *rows = COURIER.splitlines(keepends=True)
    write(known, {"claims/courier.yaml": "".join([head, rows[0], *(each for each in reversed(rows[1:]))])})
    write(known, {"claims/ledger.yaml": LEDGER.replace("quote: On 2 May the mill burned down", "quote: the mill burned down")})
    assert changes(known).stdout == NOTHING.format("reports/baseline.json")


def test_a_source_whose_files_are_renamed_is_renamed_and_nothing_else(known: Path) -> None:
    for folder in ("claims", "seeds"):
        (known / folder / "courier.yaml").rename(known / folder / "daily-courier.yaml")
    write(known, {"claims/daily-courier.yaml": COURIER.replace("source: courier", "source: daily-courier")})
    found = told(known)
    assert [(each["change"], each["was"], each["source"]) for each in found["changes"]] == [
        ("sources-renamed", "courier", "daily-courier")
    ]
    assert found["same"] == 2


def test_an_id_that_another_article_takes_over_does_not_hide_where_the_first_went(known: Path) -> None:
    (known / "seeds" / "courier.yaml").rename(known / "seeds" / "old-courier.yaml")
    write(known, {"claims/old-courier.yaml": COURIER.replace("source: courier", "source: old-courier")})
    write(known, {"seeds/courier.yaml": "title: Another\npublished: 2024-05-09\nbasis: stated on the page\n"})
    (known / "claims" / "courier.yaml").unlink()
    found = [(each["change"], each["was"], each["source"]) for each in told(known)["changes"]]
    assert found == [("sources-added", None, "courier"), ("sources-renamed", "courier", "old-courier")]


def test_a_mended_title_changes_no_subject(known: Path) -> None:
    record = FILES["seeds/courier.yaml"].replace("A mill is gone", "A mill has gone")
    write(known, {"seeds/courier.yaml": record})
    assert changes(known).stdout == NOTHING.format("reports/baseline.json")


def test_a_renamed_subject_is_renamed_and_not_gone_and_new(known: Path) -> None:
    subjects = FILES["claims/vocabulary/subjects.yaml"].replace("mill/owner", "mill/belongs-to")
    retired = "retired:\n  mill/owner: {now: mill/belongs-to, because: It is clearer., on: 2024-06}\n"
    write(known, {"claims/vocabulary/subjects.yaml": subjects + retired})
    for name in ("claims/courier.yaml", "claims/ledger.yaml"):
        write(known, {name: FILES[name].replace("mill/owner", "mill/belongs-to")})
    found = told(known)
    assert [(each["change"], each["was"], each["subject"]) for each in found["changes"]] == [
        ("subjects-renamed", "mill/owner", "mill/belongs-to")
    ]
    assert found["same"] == 2


# what is


def test_a_new_contradiction_is_told_with_who_says_what_then_and_now(known: Path) -> None:
    write(known, {"claims/ledger.yaml": OTHER_DAY})
    assert changes(known).stdout == (
        "Since reports/baseline.json: 1 new.\n"
        "1 subject is as it was.\n"
        "\n"
        "New (1): The sources are at odds here, or may be, in a way that the baseline does not know.\n"
        "  mill/burned-on  When did the mill burn?\n"
        "    It was agreed and is contested.\n"
        "    “2 May 2024” against “9 May 2024”, firm.\n"
        "      moved  “2 May 2024”: courier; left by ledger\n"
        "      added  “9 May 2024”: ledger\n"
    )


def test_what_was_qualified_and_is_firm_now_is_new(book: Path) -> None:
    write(book, {"claims/ledger.yaml": LEDGER.replace("value: town,", "value: town, hedge: alleged,")})
    assert whosays("baseline", book).exit_code == 0
    write(book, {"claims/ledger.yaml": LEDGER})
    (new,) = of(book, "new")
    assert new["notes"] == ["“the river board” against “the town”, now firm."]
    assert new["said"] == "It was contested and still is."


def test_what_was_firm_and_is_qualified_now_is_changed(known: Path) -> None:
    write(known, {"claims/ledger.yaml": LEDGER.replace("value: town,", "value: town, hedge: alleged,")})
    assert told(known)["counts"]["new"] == 0
    (found,) = of(known, "changed")
    assert found["subject"] == "mill/owner"


def test_every_kind_of_change_is_told_in_its_order(tmp_path: Path) -> None:
    changed(tmp_path)
    found = told(tmp_path)
    kinds = list(dict.fromkeys(each["change"] for each in found["changes"]))
    assert kinds == [each.id for each in KINDS if each.id != "expired"]
    assert {kind: number for kind, number in found["counts"].items() if number != 1} == {"new": 2, "changed": 4, "expired": 0}
    by_kind = {each["change"]: each for each in found["changes"]}
    assert by_kind["silence-lost"]["subject"] == "mill/miller"
    assert by_kind["silence-lost"]["source"] == "ledger"
    assert by_kind["rules-broken"]["notes"] == ["Rule men-among-the-hurt, on mill/hurt and mill/men-hurt, firm."]
    assert by_kind["sources-gone"]["title"] == "Mill burns"
    assert by_kind["texts-changed"]["source"] == "ledger"
    assert (
        by_kind["stale"]["said"] == "Decision owner (attribute-both, by night desk on 2024-05-10) was made on other positions."
    )


def test_text_markdown_and_json_tell_the_same_changes(tmp_path: Path) -> None:
    changed(tmp_path)
    text, markdown = changes(tmp_path).stdout, changes(tmp_path, "--format", "markdown").stdout
    for each in told(tmp_path)["changes"]:
        for words in (each["said"], *each["notes"]):
            assert words in text
            assert words in markdown
    for kind in KINDS:
        if kind.id != "expired":
            assert f"{kind.title} (" in text
            assert f"### {kind.title} (" in markdown


def test_a_decision_that_expires_is_told_on_the_day_after(known: Path) -> None:
    record = "subject: mill/owner\noutcome: range\nreason: So be it.\nby: desk\non: 2024-05-10\nexpires: 2024-06-01\n"
    write(known, {"claims/decisions/d.yaml": record})
    stamp = whosays("check", known).output.partition("as they are now is ")[2][:64]
    write(known, {"claims/decisions/d.yaml": f"{record}fingerprint: {stamp}\n"})
    assert told(known, "--today", "2024-06-01")["counts"]["expired"] == 0
    result = changes(known, "--today", "2024-06-02")
    assert result.stdout.startswith("Nothing has changed since reports/baseline.json; 1 decision expired.\n")
    assert "Decision d (range, by desk on 2024-05-10) has expired." in result.stdout


def test_findings_json_of_an_earlier_build_is_a_baseline_too(book: Path, tmp_path: Path) -> None:
    assert whosays("build", book, "--output", tmp_path / "before").exit_code == 0
    before = tmp_path / "before" / "findings.json"
    assert changes(book, baseline=before).stdout == NOTHING.format("findings.json")
    write(book, {"claims/ledger.yaml": OTHER_DAY})
    assert [each["subject"] for each in of(book, "new", baseline=before)] == ["mill/burned-on"]


def test_silence_that_findings_json_knows_is_lost_with_the_text(book: Path, tmp_path: Path) -> None:
    subjects = FILES["claims/vocabulary/subjects.yaml"] + "  town/mayor: {question: Who is mayor?, kind: text}\n"
    read = "read: {by: desk, on: 2024-05-06, scope: full}\n"
    write(
        book, {"claims/vocabulary/subjects.yaml": subjects, "claims/courier.yaml": COURIER.replace("claims:", f"{read}claims:")}
    )
    assert whosays("build", book, "--output", tmp_path / "before").exit_code == 0
    (book / "seeds" / "courier.txt").unlink()
    (lost,) = of(book, "silence-lost", baseline=tmp_path / "before" / "findings.json")
    assert (lost["subject"], lost["source"]) == ("town/mayor", "courier")
    assert "the article text is not at hand" in lost["said"]


def test_long_lists_are_cut_with_a_count_and_shown_when_asked_for(known: Path) -> None:
    more = "".join(f"  mill/q{at}: {{question: Question {at}?, kind: text}}\n" for at in range(25))
    write(known, {"claims/vocabulary/subjects.yaml": FILES["claims/vocabulary/subjects.yaml"] + more})
    short, long = changes(known).stdout, changes(known, "--all").stdout
    assert short.count("  mill/q") == 20
    assert "... and 5 more: --all shows them" in short
    assert long.count("  mill/q") == 25
    assert "more:" not in long
    markdown = changes(known, "--format", "markdown").stdout
    assert "- and 5 more: `whosays changes --all` shows them" in markdown
    assert changes(known, "--format", "markdown", "--all").stdout.count("- `mill/q") == 25
    assert len(told(known)["changes"]) == 25


def test_the_page_of_documentation_names_every_kind_in_its_order() -> None:
    table = (ROOT / "docs" / "changes.md").read_text(encoding="utf-8").partition("## `changes --format json`")[0]
    assert re.findall(r"^\| `([a-z-]+)` \|", table, re.MULTILINE) == [each.id for each in KINDS]


# our own files


def test_with_errors_it_tells_what_it_can_and_says_that_it_is_incomplete(known: Path) -> None:
    write(known, {"claims/ledger.yaml": BROKEN})
    result = changes(known)
    assert result.exit_code == 3
    assert "Incomplete: our own files have errors, so what is told as gone or resolved may only be unread." in result.stdout
    assert "Q501" in result.stderr
    assert told(known)["incomplete"] is True
    assert "> Incomplete: " in changes(known, "--format", "markdown").stdout


def test_with_errors_nothing_is_never_called_unchanged(known: Path) -> None:
    write(known, {"claims/third.yaml": "source: [\n"})
    result = changes(known)
    assert result.exit_code == 3
    assert result.stdout.startswith("No change since reports/baseline.json was found, but not everything could be read.\n")


# the baseline


def test_a_baseline_has_to_be_named(book: Path) -> None:
    result = whosays("changes", book)
    assert result.exit_code == 2
    assert "Name a baseline: --baseline reports/baseline.json, which `whosays baseline` writes" in result.stderr


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("no-such.json", "There is no file no-such.json. `whosays baseline` writes reports/baseline.json."),
        ("no-such-revision", "There is no file no-such-revision, and no baseline at such a revision: "),
        ("-c", "neither a file nor a git revision"),
        (":x", "neither a file nor a git revision"),
        (".", ". is not a file."),
        ("x" * 5000, "no baseline at such a revision"),
    ],
)
def test_one_that_is_not_there_is_a_usage_error(book: Path, given: str, said: str) -> None:
    result = whosays("changes", book, f"--baseline={given}")
    assert result.exit_code == 2
    assert said in result.stderr
    assert result.stdout == ""


def git(book: Path, *arguments: str) -> None:
    subprocess.run(
        ["git", "-C", str(book), *arguments],  # noqa: S607 - the git of whoever runs this
        check=True,
        capture_output=True,
        env={**os.environ, **WHO},
    )


@pytest.fixture
def repository(known: Path) -> Path:
    """The casebook with its baseline in a repository of its own, tagged `then`."""
    if not shutil.which("git"):
        pytest.skip("git is not here")
    git(known, "init", "--quiet", "--initial-branch=main")
    git(known, "add", "--force", "--all")
    git(known, "commit", "--quiet", "--message=desk: First.")
    git(known, "tag", "then")
    return known


def test_the_committed_baseline_of_a_revision_is_one(repository: Path) -> None:
    write(repository, {"claims/ledger.yaml": OTHER_DAY})
    assert whosays("baseline", repository, "--accept-new").exit_code == 0
    git(repository, "commit", "--quiet", "--all", "--message=desk: Second.")
    assert changes(repository, baseline="main").stdout == NOTHING.format("main:reports/baseline.json")
    assert changes(repository, baseline="then").stdout.startswith("Since then:reports/baseline.json: 1 new.\n")
    assert changes(repository, baseline="main~1:reports/baseline.json").stdout.startswith(
        "Since main~1:reports/baseline.json: 1"
    )


def test_a_revision_without_a_baseline_is_a_usage_error(repository: Path) -> None:
    git(repository, "rm", "--quiet", "--cached", "reports/baseline.json")
    git(repository, "commit", "--quiet", "--message=desk: Without.")
    result = changes(repository, baseline="main")
    assert result.exit_code == 2
    assert "no baseline at such a revision: path 'reports/baseline.json' exists on disk, but not in 'main'." in result.stderr


def test_a_committed_baseline_of_a_newer_format_is_an_error(repository: Path) -> None:
    file_of(repository).write_text('{"format": 9, "kind": "whosays baseline", "subjects": []}', encoding="utf-8")
    git(repository, "commit", "--quiet", "--all", "--message=desk: Newer.")
    result = changes(repository, baseline="main")
    assert result.exit_code == 3
    assert "main:reports/baseline.json cannot be read as a baseline: it has format 9" in result.stderr


def test_moving_files_in_a_commit_changes_nothing(repository: Path) -> None:
    for folder in ("claims", "seeds"):
        git(repository, "mv", f"{folder}/ledger.yaml", f"{folder}/evening-ledger.yaml")
    write(repository, {"claims/evening-ledger.yaml": LEDGER.replace("source: ledger", "source: evening-ledger")})
    git(repository, "commit", "--quiet", "--all", "--message=desk: Move.")
    result = changes(repository, baseline="then")
    assert result.stdout.startswith("Since then:reports/baseline.json: 1 source renamed.\n2 subjects are as they were.\n")


# what others wrote

HOSTILE = "<script>alert(1)</script> @everyone #1 [x](javascript:y) ``` `code` | https://evil.example \u202e\x1b[31m"


def test_hostile_words_are_inert_in_markdown_and_on_the_terminal(known: Path) -> None:
    baseline = json.loads(file_of(known).read_text(encoding="utf-8"))
    (owner,) = [each for each in baseline["subjects"] if each["id"] == "mill/owner"]
    owner["positions"][0]["value"] = HOSTILE
    owner["positions"][0]["canonical"] = "hostile"
    baseline["sources"][0] |= {"id": HOSTILE, "title": HOSTILE, "text": None}
    baseline["subjects"].append({**owner, "id": f"{HOSTILE}/x"})
    file_of(known).write_text(json.dumps(baseline), encoding="utf-8")
    markdown, text = changes(known, "--format", "markdown").stdout, changes(known).stdout
    assert "\u202e" not in markdown + text
    assert "\x1b" not in markdown + text
    assert "alert(1)" in text
    assert "alert(1)" in markdown
    for line in markdown.splitlines():
        assert not any(each in outside_of_code(line) for each in ("<", "@", "#1", "](", "https:", "|"))


def outside_of_code(line: str) -> str:
    """What of a line of Markdown is no code span: a span ends at the next run of as many backticks as it began with."""
    rest, outside = line, ""
    while "`" in rest:
        before, _, after = rest.partition("`")
        fence = "`" * (len(rest) - len(before) - len(rest[len(before) :].lstrip("`")))
        outside += before
        after = rest[len(before) + len(fence) :]
        end = next(
            at
            for at in range(len(after))
            if after.startswith(fence, at) and after[at - 1 : at] != "`" and after[at + len(fence) : at + len(fence) + 1] != "`"
        )
        rest = after[end + len(fence) :]
    return outside + rest


def test_markdown_fits_into_a_comment(known: Path) -> None:
    more = "".join(f"  mill/q{at}: {{question: '{'Why? ' * 100}', kind: text}}\n" for at in range(20))
    rows = "".join(f"  - {{id: q{at}, subject: mill/q{at}, value: '{'because ' * 300}', quote: a mill}}\n" for at in range(20))
    for name in ("courier", "ledger"):
        (known / "seeds" / f"{name}.txt").unlink()
        write(known, {f"claims/{name}.yaml": FILES[f"claims/{name}.yaml"] + rows})
    write(known, {"claims/vocabulary/subjects.yaml": FILES["claims/vocabulary/subjects.yaml"] + more})
    markdown = changes(known, "--format", "markdown").stdout
    assert len(markdown) < 65_536
    assert "…`" in markdown


def test_no_json_acts_on_a_terminal_or_a_log(known: Path) -> None:
    asked = '  mill/by-night: {question: "##[group]Who \\u202eslept\\u202c there? \\U0001f4a9", kind: text}\n'
    text = (known / "claims/vocabulary/subjects.yaml").read_text(encoding="utf-8")
    write(known, {"claims/vocabulary/subjects.yaml": text + asked})
    shown = changes(known, "--format", "json").stdout
    assert shown.isascii()
    assert "##[" not in shown
    (entry,) = (each for each in json.loads(shown)["changes"] if each["subject"] == "mill/by-night")
    assert "##[group]Who \u202eslept\u202c there? \U0001f4a9" in json.dumps(entry, ensure_ascii=False)
