"""`whosays decide` and `whosays decisions`: what an editor decides, kept beside the claims, and what becomes of it."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING, Any

import pytest

from tests.cli.conftest import FILES, contents, whosays, write

if TYPE_CHECKING:
    from pathlib import Path

    from typer.testing import Result

FOLDER = "claims/decisions"
ON_OWNER = ("mill/owner", "--outcome", "attribute-both", "--reason", "Both asked the land registry.")


def decide(book: Path, *more: object, by: str = "desk", on: str = "2024-06-01") -> Result:
    return whosays("decide", *(more or ON_OWNER), "--by", by, "--on", on, "-C", book)


def decided(book: Path, *more: object, by: str = "desk", on: str = "2024-06-01") -> str:
    """Decide, and give the id of the decision."""
    result = decide(book, *more, by=by, on=on)
    assert result.exit_code == 0, result.output
    return result.stdout.partition(".yaml")[0].removeprefix(f"{FOLDER}/")


def listed(book: Path, *more: object) -> dict[str, dict[str, Any]]:
    result = whosays("decisions", book, "--format", "json", *more)
    assert result.exit_code == 0, result.output
    return {each["id"]: each for each in json.loads(result.stdout)["decisions"]}


def states(book: Path, *more: object) -> dict[str, str]:
    return {name: each["state"] for name, each in listed(book, *more).items()}


def codes(book: Path, *more: object) -> list[str]:
    """The codes of the decisions' problems that check names, with their files."""
    found = json.loads(whosays("check", book, "--format", "json", "--today", "2024-06-15", *more).stdout)["problems"]
    return [f"{each['code']} {each['file']}" for each in found if each["code"].startswith("D8")]


def subject(book: Path, name: str = "mill/owner") -> dict[str, Any]:
    assert whosays("build", book).exit_code in {0, 3}
    found = json.loads((book / "reports" / "findings.json").read_text(encoding="utf-8"))
    return next(each for each in found["subjects"] if each["id"] == name)


def change(book: Path, old: str, new: str, file: str = "claims/courier.yaml") -> None:
    text = (book / file).read_text(encoding="utf-8")
    assert old in text
    (book / file).write_text(text.replace(old, new), encoding="utf-8")


def test_a_decision_is_one_new_file_that_says_everything_and_holds(book: Path) -> None:
    before = contents(book)
    name = decided(book, *ON_OWNER, "--print", "Two papers disagree.", "--rule", "two sources", "--expires", "2024-12-31")
    after = contents(book)
    assert set(after) - set(before) == {f"{FOLDER}/{name}.yaml"}
    assert {file: after[file] for file in before} == before
    assert after[f"{FOLDER}/{name}.yaml"].decode().splitlines()[:-1] == [
        "# yaml-language-server: $schema=../../.schemas/decision.schema.json",
        "subject: mill/owner",
        "outcome: attribute-both",
        "reason: Both asked the land registry.",
        "by: desk",
        "on: 2024-06-01",
        "rule: two sources",
        "print: Two papers disagree.",
        "expires: 2024-12-31",
    ]
    assert (subject(book)["decision"], subject(book)["decision_state"]) == (name, "valid")
    assert codes(book) == []


def test_the_name_of_the_file_says_what_and_when(book: Path) -> None:
    assert decided(book).startswith("mill-owner-2024-06-01-")


def test_whatever_an_editor_writes_reads_back_as_it_was(book: Path) -> None:
    reason = "No: \"yes\" # or 'both'?\n- [first], {second}\n| a & b * c ! d % e @ f ` g\nوالسلام"
    name = decided(book, "mill/owner", "--outcome", "prefer", "--reason", reason, by="- desk: #1", on="2024-06-01")
    assert (listed(book)[name]["reason"], listed(book)[name]["by"]) == (reason, "- desk: #1")


def test_a_changed_value_makes_it_stale_and_nothing_deletes_it(book: Path) -> None:
    name = decided(book)
    change(book, "value: river-board", "value: mill")
    assert states(book) == {name: "stale"}
    assert codes(book) == [f"D801 {FOLDER}/{name}.yaml"]
    assert (book / FOLDER / f"{name}.yaml").exists()


def test_answers_that_change_places_make_it_stale(book: Path) -> None:
    name = decided(book)
    change(book, "value: river-board", "value: town")
    change(book, "value: town", "value: river-board", "claims/ledger.yaml")
    assert states(book) == {name: "stale"}


def test_a_hedge_that_goes_makes_it_stale(book: Path) -> None:
    change(book, "subject: mill/owner", "subject: mill/owner, hedge: alleged")
    name = decided(book)
    change(book, ", hedge: alleged", "")
    assert states(book) == {name: "stale"}


def test_tidying_and_renaming_leaves_it_valid(book: Path) -> None:
    name = decided(book)
    for folder in ("claims", "seeds"):
        (book / folder / "courier.yaml").rename(book / folder / "the-courier.yaml")
    change(book, "source: courier", "source: the-courier", "claims/the-courier.yaml")
    text = (book / "claims/ledger.yaml").read_text(encoding="utf-8").splitlines(keepends=True)
    (book / "claims/ledger.yaml").write_text("".join([*text[:2], text[3], "\n# first\n", text[2]]), encoding="utf-8")
    change(book, "id: owner", 'id: owner, note: "Asked twice."', "claims/the-courier.yaml")
    assert states(book) == {name: "valid"}


def test_another_decision_stands_in_its_place_and_the_first_is_kept(book: Path) -> None:
    first = decided(book)
    second = decided(book, "mill/owner", "--outcome", "undecidable", "--reason", "The registry burned too.")
    assert states(book) == {second: "valid", first: "replaced"}
    assert listed(book)[second]["replaces"] == [first]
    assert subject(book)["decision"] == second


def test_the_first_may_be_made_again(book: Path) -> None:
    first = decided(book)
    second = decided(book, "mill/owner", "--outcome", "undecidable", "--reason", "The registry burned too.")
    third = decided(book)
    assert len({first, second, third}) == 3
    assert states(book) == {third: "valid", first: "replaced", second: "replaced"}


def test_the_same_decision_twice_is_one(book: Path) -> None:
    first = decided(book)
    before = contents(book)
    result = decide(book)
    assert (result.exit_code, contents(book)) == (0, before)
    assert result.stdout == f"{FOLDER}/{first}.yaml: decided already, in these words\n"


def test_a_dry_run_shows_the_file_and_writes_nothing(book: Path) -> None:
    before = contents(book)
    result = decide(book, *ON_OWNER, "--dry-run")
    assert (result.exit_code, contents(book)) == (0, before)
    assert "outcome: attribute-both\n" in result.stdout
    assert "not written: claims/decisions/mill-owner-2024-06-01-" in result.stdout


def test_an_annotation_error_lists_its_claims_until_they_say_something_else(book: Path) -> None:
    wrong = ("mill/owner", "--outcome", "annotation-error", "--reason", "It is the town.", "--claim", "courier#owner")
    name = decided(book, *wrong)
    assert codes(book) == ["D802 claims/courier.yaml"]
    assert "courier#owner is not what the article says" in whosays("check", book).stdout
    change(book, "value: river-board", "value: town")
    assert codes(book) == []
    assert states(book) == {name: "mended"}
    assert whosays("check", book).exit_code == 0


def test_a_note_does_not_mend_a_claim(book: Path) -> None:
    wrong = ("mill/owner", "--outcome", "annotation-error", "--reason", "It is the town.", "--claim", "courier#owner")
    decided(book, *wrong)
    change(book, "id: owner", 'id: owner, note: "Look again."')
    assert codes(book) == ["D802 claims/courier.yaml"]


def test_a_claim_that_is_gone_needs_no_mending(book: Path) -> None:
    wrong = ("mill/owner", "--outcome", "annotation-error", "--reason", "He never said it.", "--claim", "courier#owner")
    name = decided(book, *wrong)
    assert whosays("claim", "remove", "courier#owner", "--yes", "-C", book).exit_code == 0
    assert (codes(book), states(book)) == ([], {name: "mended"})


@pytest.mark.parametrize(("today", "state"), [("2024-06-10", "valid"), ("2024-06-11", "expired")])
def test_it_holds_through_its_last_day(book: Path, today: str, state: str) -> None:
    name = decided(book, *ON_OWNER, "--expires", "2024-06-10")
    assert states(book, "--today", today) == {name: state}


def test_an_expired_decision_stops_the_check(book: Path) -> None:
    name = decided(book, *ON_OWNER, "--expires", "2024-06-10")
    assert whosays("check", book, "--today", "2024-06-10").exit_code == 0
    result = whosays("check", book, "--today", "2024-06-11")
    assert result.exit_code == 1
    assert f"D804 expired-decision: decision {name} on mill/owner held until 10 June 2024" in result.stdout


def test_without_a_day_no_report_depends_on_the_clock(book: Path) -> None:
    decided(book, *ON_OWNER, "--expires", "2024-06-10")
    assert subject(book)["decision_state"] == "valid"


def test_the_day_of_a_reproducible_build_is_the_day(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    decided(book, *ON_OWNER, "--expires", "2024-06-10")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1718064000")  # 11 June 2024
    assert subject(book)["decision_state"] == "expired"


@pytest.mark.parametrize("epoch", ["-1", "now", "", "1e9", "99999999999999"])
def test_an_epoch_that_is_none_is_told(book: Path, monkeypatch: pytest.MonkeyPatch, epoch: str) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    result = whosays("build", book)
    assert result.exit_code == 2
    assert "seconds since 1970 are wanted" in result.stderr


def git(repository: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=desk", "-c", "user.email=desk@example.org", "-c", "init.defaultBranch=main")
    subprocess.run(["git", "-C", repository, *identity, *arguments], check=True, capture_output=True)  # noqa: S607 - the git at hand


def test_two_editors_never_meet_in_one_file_and_are_told_that_they_disagree(book: Path) -> None:
    git(book, "init")
    git(book, "add", ".")
    git(book, "commit", "-m", "start")
    git(book, "checkout", "-b", "night")
    night = decided(book, by="night desk")
    git(book, "add", ".")
    git(book, "commit", "-m", "night")
    git(book, "checkout", "main")
    day = decided(book, "mill/owner", "--outcome", "undecidable", "--reason", "Nobody knows.", by="day desk", on="2024-06-02")
    git(book, "add", ".")
    git(book, "commit", "-m", "day")
    git(book, "merge", "night")
    assert states(book) == {day: "valid", night: "replaced"}
    assert codes(book) == [f"D805 {FOLDER}/{night}.yaml"]
    both = decided(book, "mill/owner", "--outcome", "undecidable", "--reason", "Both desks have met.", on="2024-06-03")
    assert listed(book)[both]["replaces"] == sorted([day, night])
    assert codes(book) == []


def test_a_decision_on_what_is_no_longer_asked_is_kept_shown_and_not_applied(book: Path) -> None:
    name = decided(book)
    vocabulary = FILES["claims/vocabulary/subjects.yaml"]
    write(book, {"claims/vocabulary/subjects.yaml": vocabulary.replace("  mill/owner", "  mill/holder")})
    change(book, "mill/owner", "mill/holder")
    change(book, "mill/owner", "mill/holder", "claims/ledger.yaml")
    assert codes(book) == [f"D803 {FOLDER}/{name}.yaml"]
    assert states(book) == {name: "orphaned"}
    assert whosays("build", book).exit_code == 0
    assert "orphaned" in (book / "reports" / "decisions.html").read_text(encoding="utf-8")


def test_a_renamed_subject_takes_its_decisions_along(book: Path) -> None:
    name = decided(book)
    assert whosays("subject", "rename", "mill/owner", "mill/holder", "-C", book).exit_code == 0
    assert states(book) == {name: "valid"}


WRONG = {
    "no subject": (("mill/ownr", *ON_OWNER[1:]), 2, "there is no subject “mill/ownr”; did you mean mill/owner"),
    "nothing said": (("mill/owner", "--outcome", "prefer", "--reason", " "), 3, "a reason is wanted"),
    "no claim": (("mill/owner", "--outcome", "annotation-error", "--reason", "r"), 3, "names the claim that is wrong"),
    "another's claim": (
        ("mill/owner", "--outcome", "annotation-error", "--reason", "r", "--claim", "courier#day"),
        2,
        "there is no claim “courier#day” on mill/owner; its claims are courier#owner, ledger#owner",
    ),
    "claims for nothing": ((*ON_OWNER, "--claim", "courier#owner"), 3, "only an annotation-error names claims"),
    "no day": ((*ON_OWNER, "--expires", "soon"), 3, "“soon” is no day"),
    "over before it begins": ((*ON_OWNER, "--expires", "2024-05-31"), 3, "it would hold on no day"),
    "hidden letters": (("mill/owner", "--outcome", "prefer", "--reason", "no\x07ise"), 3, "Y109 control-character"),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_decides_nothing_is_refused_in_words_and_nothing_is_written(book: Path, case: str) -> None:
    arguments, code, message = WRONG[case]
    before = contents(book)
    result = decide(book, *arguments)
    assert (result.exit_code, contents(book)) == (code, before)
    assert message in result.stderr
    assert "Nothing was written" in result.stderr


def test_all_that_is_missing_is_told_at_once(book: Path) -> None:
    result = decide(book, "mill/owner", "--outcome", "annotation-error", "--reason", " ", "--expires", "soon", by=" ")
    assert result.stderr.splitlines() == [
        "a reason is wanted: whoever reads this later has to know why",
        "it is not said who decides",
        "“soon” is no day: write it like 2026-11-22",
        "an annotation-error names the claim that is wrong",
        "Nothing was written.",
    ]


def test_a_casebook_with_errors_is_not_decided_on(broken: Path) -> None:
    result = decide(broken)
    assert result.exit_code == 3
    assert "the casebook has errors, so positions may be missing" in result.stderr


def test_the_list_is_for_people_too_and_counts(book: Path) -> None:
    name = decided(book)
    assert whosays("decisions", book).stdout.splitlines() == [
        "valid: mill/owner, attribute-both, by desk on 2024-06-01",
        "    reason: Both asked the land registry.",
        f"    file: {FOLDER}/{name}.yaml",
        "1 decision: 1 valid; 0 subjects wait for one",
    ]


def test_the_list_can_be_narrowed(book: Path) -> None:
    first = decided(book)
    second = decided(book, "mill/owner", "--outcome", "undecidable", "--reason", "The registry burned too.")
    assert states(book, "--state", "replaced") == {first: "replaced"}
    assert states(book, "--subject", "mill/owner", "--state", "valid") == {second: "valid"}
    assert states(book, "--subject", "mill/burned-on") == {}


def test_a_terminal_is_not_acted_upon(book: Path) -> None:
    (book / FOLDER).mkdir()
    text = 'subject: mill/owner\noutcome: prefer\nreason: "a\\u202eb"\nby: desk\non: 2024-06-01\n'
    (book / FOLDER / "x.yaml").write_text(text, encoding="utf-8")
    assert "\u202e" not in whosays("decisions", book).stdout


def test_nor_a_build_server_by_the_list_for_programs(book: Path) -> None:
    name = decided(book, "mill/owner", "--outcome", "prefer", "--reason", "##[error] no")
    assert "##[" not in whosays("decisions", book, "--format", "json").stdout
    assert listed(book)[name]["reason"] == "##[error] no"


def test_who_decides_may_stand_in_the_environment(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WHOSAYS_BY", "night desk")
    assert whosays("decide", *ON_OWNER, "-C", book).exit_code == 0
    assert [each["by"] for each in listed(book).values()] == ["night desk"]


def test_decisions_that_replace_each_other_do_not_hide_each_other(book: Path) -> None:
    first = decided(book)
    second = decided(book, "mill/owner", "--outcome", "undecidable", "--reason", "The registry burned too.", on="2024-06-02")
    file = f"{FOLDER}/{first}.yaml"
    change(book, "on: 2024-06-01", f"on: 2024-06-01\nreplaces: [{second}]", file)
    assert states(book) == {second: "valid", first: "replaced"}
