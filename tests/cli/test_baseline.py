"""What `whosays baseline` writes, and when it refuses to."""

from __future__ import annotations

import fcntl
import json
import shutil
from typing import TYPE_CHECKING, Any

import pytest

from tests.cli.conftest import BROKEN, FILES, contents, whosays, write
from tests.conftest import ROOT, TEXTS

if TYPE_CHECKING:
    from pathlib import Path

    from typer.testing import Result

EXAMPLE = ROOT / "compare" / "casebooks" / "example"
LEDGER = FILES["claims/ledger.yaml"]
COURIER = FILES["claims/courier.yaml"]
AGREEING = LEDGER.replace("value: town", "value: river-board")
OTHER_DAY = LEDGER.replace("2024-05-02", "2024-05-09")


def file_of(book: Path) -> Path:
    return book / "reports" / "baseline.json"


def written(book: Path) -> Any:
    return json.loads(file_of(book).read_text(encoding="utf-8"))


def at_odds(book: Path) -> list[str]:
    return [each["id"] for each in written(book)["subjects"] if each["opposed"]]


def baseline(book: Path, *options: str) -> Result:
    return whosays("baseline", book, *options)


def test_the_first_baseline_takes_everything_in(book: Path) -> None:
    result = baseline(book)
    assert result.exit_code == 0
    assert result.stdout == ("Written: reports/baseline.json with 2 subjects, 1 of them at odds, 0 breaches and 2 sources.\n")
    assert at_odds(book) == ["mill/owner"]
    assert [each["id"] for each in written(book)["sources"]] == ["courier", "ledger"]


def test_written_again_it_is_the_same(book: Path) -> None:
    baseline(book)
    before = file_of(book).read_bytes()
    result = baseline(book)
    assert result.exit_code == 0
    assert "Nothing has changed since reports/baseline.json.\n2 subjects are as they were.\n" in result.stdout
    assert file_of(book).read_bytes() == before


def test_what_is_new_is_not_taken_in_by_itself(book: Path) -> None:
    baseline(book)
    before = contents(book)
    write(book, {"claims/ledger.yaml": OTHER_DAY})
    result = baseline(book)
    assert result.exit_code == 1
    assert "mill/burned-on: new: " in result.stderr
    assert "Not written: 1 discrepancy would become known." in result.stderr
    assert "--accept-new, or one by one with --accept mill/burned-on" in result.stderr
    assert contents(book) == {**before, "claims/ledger.yaml": OTHER_DAY.encode()}


@pytest.mark.parametrize("options", [("--accept-new",), ("--accept", "mill/burned-on")])
def test_what_is_new_is_taken_in_on_purpose(book: Path, options: tuple[str, ...]) -> None:
    baseline(book)
    write(book, {"claims/ledger.yaml": OTHER_DAY})
    result = baseline(book, *options)
    assert result.exit_code == 0
    assert at_odds(book) == ["mill/burned-on", "mill/owner"]
    assert "Before: 2 subjects, 1 of them at odds" in result.stdout
    assert "Since reports/baseline.json: 1 new." in result.stdout


def test_only_the_subjects_that_were_named_may_be_new(book: Path) -> None:
    write(book, {"claims/ledger.yaml": AGREEING})
    baseline(book)
    write(book, {"claims/ledger.yaml": OTHER_DAY})
    before = file_of(book).read_bytes()
    result = baseline(book, "--accept", "mill/burned-on")
    assert result.exit_code == 1
    assert "mill/owner: new: " in result.stderr
    assert "mill/burned-on: new" not in result.stderr
    assert file_of(book).read_bytes() == before
    assert baseline(book, "--accept", "mill/burned-on", "--accept", "mill/owner").exit_code == 0


def test_a_subject_that_is_none_cannot_be_accepted(book: Path) -> None:
    result = baseline(book, "--accept", "mill/ownr")
    assert result.exit_code == 2
    assert "no subject 'mill/ownr'; did you mean mill/owner?" in result.stderr
    assert not file_of(book).exists()


def test_what_is_resolved_is_taken_out_unasked(book: Path) -> None:
    baseline(book)
    write(book, {"claims/ledger.yaml": AGREEING})
    result = baseline(book)
    assert result.exit_code == 0
    assert "1 resolved" in result.stdout
    assert at_odds(book) == []


def test_a_new_contradiction_that_a_valid_decision_covers_becomes_known(book: Path) -> None:
    baseline(book)
    write(book, {"claims/ledger.yaml": OTHER_DAY})
    decide(book, "mill/burned-on", "attribute-both")
    assert baseline(book).exit_code == 0
    assert at_odds(book) == ["mill/burned-on", "mill/owner"]


def test_a_pending_decision_covers_nothing(book: Path) -> None:
    baseline(book)
    write(book, {"claims/ledger.yaml": OTHER_DAY})
    decide(book, "mill/burned-on", "pending")
    assert baseline(book).exit_code == 1


def test_an_expired_decision_covers_nothing(book: Path) -> None:
    baseline(book)
    write(book, {"claims/ledger.yaml": OTHER_DAY})
    decide(book, "mill/burned-on", "attribute-both", "expires: 2024-06-01\n")
    assert baseline(book, "--today", "2024-06-02").exit_code == 1
    assert baseline(book, "--today", "2024-06-01").exit_code == 0


def decide(book: Path, subject: str, outcome: str, more: str = "") -> None:
    """Put a decision beside the claims that was made on the positions as they are."""
    record = f"subject: {subject}\noutcome: {outcome}\nreason: As agreed.\nby: desk\non: 2024-05-10\n{more}"
    write(book, {"claims/decisions/d.yaml": record})
    told = whosays("check", book).output
    stamp = told.partition("as they are now is ")[2][:64]
    assert len(stamp) == 64
    write(book, {"claims/decisions/d.yaml": f"{record}fingerprint: {stamp}\n"})


def test_a_dry_run_writes_nothing(book: Path) -> None:
    before = contents(book)
    result = baseline(book, "--dry-run")
    assert result.exit_code == 0
    assert result.stdout.startswith("Would hold: reports/baseline.json with 2 subjects")
    assert contents(book) == before


def test_a_casebook_with_errors_gets_no_baseline(broken: Path) -> None:
    result = baseline(broken)
    assert result.exit_code == 3
    assert "Q501" in result.stderr
    assert "Not written: 1 error. What is not read would be missing from the baseline." in result.stderr
    assert not file_of(broken).exists()


def test_where_nothing_is_compared_there_is_no_baseline(book: Path) -> None:
    shutil.rmtree(book / "claims")
    (book / "claims").mkdir()
    assert baseline(book).exit_code == 5
    assert not file_of(book).exists()


def test_a_build_goes_on_beside_the_baseline_and_leaves_it(book: Path) -> None:
    baseline(book)
    before = file_of(book).read_bytes()
    assert whosays("build", book).exit_code == 0
    assert whosays("build", book).exit_code == 0
    assert file_of(book).read_bytes() == before
    assert baseline(book).exit_code == 0


def test_it_waits_for_no_build_that_holds_the_lock(book: Path) -> None:
    (book / "reports").mkdir()
    with (book / ".reports.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        result = baseline(book)
    assert result.exit_code == 4
    assert "Another build is writing" in result.stderr
    assert not file_of(book).exists()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"{", "it is not JSON"),
        (b"<<<<<<< HEAD\n{}\n", "it is not JSON"),
        (b"[]", "it holds no subjects"),
        (b"{}", "it holds no subjects"),
        (b'{"format": 2, "kind": "whosays baseline", "subjects": []}', "it has format 2, and this version reads format 1"),
        (b'{"format": 1, "kind": "whosays baseline", "subjects": [{}]}', "something in it is missing or of another form"),
        (
            (
                b'{"format": 1, "kind": "whosays baseline", "subjects": [], "sources": [],'
                b' "breaches": [{"rule": "r", "strength": "firm", "answers": []}]}'
            ),
            "something in it is missing or of another form (TypeError: a breach of a rule is one by some answers)",
        ),
        (
            (
                b'{"format": 1, "kind": "whosays baseline", "subjects": [], "breaches": [],'
                b' "sources": [{"id": "a", "title": "\\ud800", "published": "2024", "url": null, "text": null}]}'
            ),
            "something in it is missing or of another form (TypeError: text is wanted, not '\\ud800')",
        ),
        (b'{"format": 1, "subjects": "\xff"}', "byte 28 is not UTF-8"),
    ],
)
def test_a_baseline_that_cannot_be_read_is_an_error_and_never_no_changes(book: Path, data: bytes, said: str) -> None:
    file_of(book).parent.mkdir()
    file_of(book).write_bytes(data)
    for arguments in (("baseline", book), ("baseline", book, "--accept-new"), ("changes", book, "--baseline", file_of(book))):
        result = whosays(*arguments)
        assert result.exit_code == 3
        assert f"baseline.json cannot be read as a baseline: {said}" in result.stderr
        assert "Take it from git as it was, or remove it" in result.stderr
        assert "othing has changed" not in result.output
    assert file_of(book).read_bytes() == data


def test_a_folder_in_its_place_is_left_alone(book: Path) -> None:
    file_of(book).mkdir(parents=True)
    result = baseline(book)
    assert result.exit_code == 4
    assert "is not a file: remove it, or rename it." in result.stderr


def test_a_file_in_the_place_of_the_folder_is_left_alone(book: Path) -> None:
    (book / "reports").write_text("mine")
    result = baseline(book)
    assert result.exit_code == 4
    assert "reports is not a folder: remove it, or rename it." in result.stderr


@pytest.mark.parametrize("name", ["reports", "reports/baseline.json"])
def test_nothing_is_written_through_a_link(book: Path, tmp_path: Path, name: str) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    link = book / name
    link.parent.mkdir(exist_ok=True)
    link.symlink_to(elsewhere / "x" if name.endswith("json") else elsewhere)
    result = baseline(book)
    assert result.exit_code == 4
    assert "is a link: nothing is written through it." in result.stderr
    assert list(elsewhere.iterdir()) == []


def test_a_day_that_is_none_is_a_usage_error(book: Path) -> None:
    assert baseline(book, "--today", "soon").exit_code == 2


def bytes_of_baseline(book: Path, *options: object) -> bytes:
    assert whosays("baseline", book, "-q", "--accept-new", *options).exit_code == 0
    return file_of(book).read_bytes()


def test_it_is_the_same_with_and_without_the_article_texts(tmp_path: Path) -> None:
    shutil.copytree(EXAMPLE, tmp_path / "book")
    with_texts = bytes_of_baseline(tmp_path / "book")
    for text in (tmp_path / "book" / "seeds").glob("*.txt"):
        text.unlink()
    assert bytes_of_baseline(tmp_path / "book") == with_texts


@pytest.mark.skipif(not TEXTS.is_dir(), reason="the article texts are not at hand")
def test_of_this_casebook_it_is_the_same_with_and_without_the_article_texts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("WHOSAYS_TEXTS", raising=False)
    for name in ("claims", "seeds"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("*.txt"))
    shutil.copy(ROOT / "whosays.toml", tmp_path)
    assert bytes_of_baseline(tmp_path) == bytes_of_baseline(tmp_path, "--texts", TEXTS)


def test_order_notes_and_file_names_leave_it_as_it_is(book: Path) -> None:
    baseline(book)
    before = file_of(book).read_bytes()
    head, *claims = COURIER.splitlines(keepends=True)
    noted = [each.replace("}", ", note: seen twice}") for each in reversed(claims[1:])]
    write(book, {"claims/courier.yaml": "".join([head, "# in another order\n", claims[0], *noted])})
    assert baseline(book).exit_code == 0
    assert file_of(book).read_bytes() == before


def test_broken_files_never_look_like_something_resolved(book: Path) -> None:
    baseline(book)
    before = file_of(book).read_bytes()
    write(book, {"claims/ledger.yaml": BROKEN})
    assert baseline(book, "--accept-new").exit_code == 3
    assert file_of(book).read_bytes() == before
