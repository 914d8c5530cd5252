from __future__ import annotations

import gc
import re
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from compare.cli.app import main
from tests.cli.conftest import BROKEN, contents, whosays, write

if TYPE_CHECKING:
    from compare.core.findings import Findings
    from compare.pipeline import Run

READING = ("check", "build")
"""The commands that take a casebook as their argument."""


def ended(monkeypatch: pytest.MonkeyPatch, *arguments: object) -> int | str | None:
    """The exit code of the program as a whole."""
    monkeypatch.setattr(sys, "argv", ["whosays", *map(str, arguments)])
    with pytest.raises(SystemExit) as end:
        main()
    assert gc.isenabled()
    return end.value.code


@pytest.mark.parametrize("command", READING)
def test_contradictions_between_sources_are_no_failure(book: Path, command: str) -> None:
    clean = whosays(command, book)
    assert clean.exit_code == 0
    assert "2 sources, 4 claims, 2 subjects: 1 contested, 1 agreed" in clean.stdout
    assert clean.stdout.rstrip().endswith("no problems")


@pytest.mark.parametrize("command", READING)
def test_an_error_in_our_files_is_exit_3(broken: Path, command: str) -> None:
    assert whosays(command, broken).exit_code == 3


@pytest.mark.parametrize("command", [*READING, "show"])
def test_a_casebook_that_is_not_there_is_exit_2(tmp_path: Path, command: str) -> None:
    missing = tmp_path / "missing"
    refused = whosays(*(["show", "mill/owner", "-C"] if command == "show" else [command]), missing)
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert refused.stderr == f"{missing} is not a folder. A casebook is a folder with seeds/ and claims/.\n"
    assert not missing.exists()


@pytest.mark.parametrize("command", READING)
def test_an_unknown_setting_is_exit_2(book: Path, command: str) -> None:
    (book / "whosays.toml").write_text('titel = "The mill"\n', encoding="utf-8")
    refused = whosays(command, book)
    assert refused.exit_code == 2
    told = refused.stdout if command == "check" else refused.stderr
    assert told.startswith(
        "whosays.toml:1:1: error C702 bad-setting: there is no setting “titel”; did you mean title?\n"
        '    | titel = "The mill"\n    | ^\n    Correct whosays.toml.\n'
    )
    assert not (book / "reports").exists()


@pytest.mark.parametrize(
    "command",
    [
        *(("build", "."), ("check", "."), ("show", "mill/owner"), ("coverage", "."), ("export", "a.csv"), ("baseline", ".")),
        *(("decide", "mill/owner"), ("claim", "remove", "courier#day"), ("sentences", "courier"), ("new", "seeds/courier.txt")),
        *(("verify", "reports", "-C", "."), ("schema", "-C", ".")),
    ],
    ids=" ".join,
)
def test_a_casebook_of_a_newer_version_is_exit_2_and_says_what_to_update_and_nothing_else(
    book: Path, command: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    whosays("build", book)
    write(book, {"whosays.toml": "of_tomorrow = 1\nformat = 2\n", "claims/ledger.yaml": "source: ledger\nof_tomorrow: [a]\n"})
    before = contents(book)
    monkeypatch.chdir(book)
    options = ("--outcome", "prefer", "--reason", "Both ask.", "--by", "a desk") if command[0] == "decide" else ()
    refused = whosays(*command, *options)
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert [line for line in refused.stderr.splitlines() if " error " in line] == [
        "whosays.toml:2:1: error C703 newer-format: the casebook is of format 2, and this version of whosays reads format 1"
    ]
    assert "    Update whosays.\n" in refused.stderr
    assert contents(book) == before


def test_an_unknown_setting_beside_errors_in_claims_is_exit_3(broken: Path) -> None:
    (broken / "whosays.toml").write_text("titel = 'The mill'\n", encoding="utf-8")
    assert whosays("check", broken).exit_code == 3


@pytest.mark.parametrize("command", [["check"], ["build"], ["build", "--keep-going"]])
def test_nothing_compared_is_never_a_pass(book: Path, command: list[str]) -> None:
    for name in ("courier", "ledger"):
        (book / "claims" / f"{name}.yaml").unlink()
    refused = whosays(*command, book)
    assert refused.exit_code == 5
    assert "C701 nothing-to-compare" in refused.output
    assert not (book / "reports").exists()


def test_a_folder_without_any_casebook_in_it_is_never_a_pass(tmp_path: Path) -> None:
    assert whosays("check", tmp_path).exit_code == 5


DECISION = """\
subject: mill/owner
outcome: attribute-both
reason: Both have asked the land registry, which does not answer.
by: an editor
on: 2024-06-01
"""


def test_a_stale_decision_is_exit_1_until_it_is_made_again(book: Path) -> None:
    write(book, {"claims/decisions/owner.yaml": f"{DECISION}fingerprint: {'0' * 64}\n"})
    stale = whosays("check", book)
    assert stale.exit_code == 1
    now = re.search(r"warning D801 stale-decision: (?:.*\n)+?.* now is ([0-9a-f]{64})", stale.stdout)
    assert now
    write(book, {"claims/decisions/owner.yaml": f"{DECISION}fingerprint: {now[1]}\n"})
    assert whosays("check", book).exit_code == 0


def test_a_stale_decision_does_not_hold_up_a_report(book: Path) -> None:
    write(book, {"claims/decisions/owner.yaml": f"{DECISION}fingerprint: {'0' * 64}\n"})
    assert whosays("build", book).exit_code == 0


def test_errors_weigh_more_than_a_stale_decision(book: Path) -> None:
    write(book, {"claims/decisions/owner.yaml": f"{DECISION}fingerprint: {'0' * 64}\n", "claims/ledger.yaml": BROKEN})
    assert whosays("check", book).exit_code == 3


LONG = "a" * 5000


def a_bug(_run: Run) -> Findings:
    raise RuntimeError("this was not foreseen")


@pytest.mark.parametrize("command", READING)
def test_a_bug_of_ours_is_told_without_a_traceback(
    book: Path, command: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    whosays("build", book)
    before = contents(book)
    monkeypatch.setattr("compare.pipeline.find", a_bug)
    assert ended(monkeypatch, command, book) == 70
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith("whosays has failed: RuntimeError: this was not foreseen\nThis is a bug of ours. Report it")
    assert "Traceback" not in told.err
    assert contents(book) == before


@pytest.mark.parametrize(
    "arguments",
    [
        *(("check", LONG), ("build", LONG), ("show", "mill/owner", "-C", LONG)),
        *(("baseline", LONG), ("new", "m.txt", "-C", LONG), ("export", f"{LONG}.csv")),
    ],
    ids=lambda given: given[0],
)
def test_a_path_that_no_system_can_have_is_a_wrong_argument(
    arguments: tuple[str, ...], book: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(book)
    assert ended(monkeypatch, *arguments) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert re.fullmatch(r"“a{150,}…” cannot be reached: File name too long\.\n", told.err), told.err


def test_a_folder_that_may_not_be_looked_into_is_a_wrong_argument(
    book: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(path: Path) -> bool:
        raise PermissionError(13, "Permission denied", str(path))  # the tests may run as root, whom no permission stops

    monkeypatch.setattr(Path, "is_dir", refuse)
    assert ended(monkeypatch, "check", book) == 2
    assert capsys.readouterr().err == f"“{book}” cannot be reached: Permission denied.\n"


def test_a_bug_of_ours_is_traced_for_those_who_ask(
    book: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("compare.pipeline.find", a_bug)
    assert ended(monkeypatch, "--debug", "check", book) == 70
    told = capsys.readouterr().err
    assert told.startswith("Traceback (most recent call last):\n")
    assert 'raise RuntimeError("this was not foreseen")' in told
    assert "This is a bug of ours." in told


def test_texts_are_found_where_the_option_or_the_variable_says(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    elsewhere = [book.parent / "one", book.parent / "other"]
    for folder, name in zip(elsewhere, ("courier.txt", "ledger.txt"), strict=True):
        folder.mkdir()
        shutil.move(book / "seeds" / name, folder / name)
    assert "0 of 4 quotes found in the articles, 4 unchecked" in whosays("check", book).stdout
    assert "2 of 4 quotes found in the articles, 2 unchecked" in whosays("check", book, "--texts", elsewhere[0]).stdout
    both = ["--texts", elsewhere[0], "--texts", elsewhere[1]]
    assert "4 of 4 quotes found in the articles, 0 unchecked" in whosays("check", book, *both).stdout
    monkeypatch.setenv("WHOSAYS_TEXTS", ":".join(map(str, elsewhere)))
    assert "4 of 4 quotes found in the articles, 0 unchecked" in whosays("check", book).stdout


@pytest.mark.parametrize("way", ["option", "variable"])
def test_a_folder_of_texts_that_is_not_there_is_exit_2(book: Path, way: str, monkeypatch: pytest.MonkeyPatch) -> None:
    missing = book / "articles"
    if way == "variable":
        monkeypatch.setenv("WHOSAYS_TEXTS", str(missing))
    refused = whosays("check", book, *(["--texts", missing] if way == "option" else []))
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert refused.stderr == f"{missing}, given with --texts or WHOSAYS_TEXTS, is not a folder.\n"
