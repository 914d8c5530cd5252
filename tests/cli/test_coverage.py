from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.cli.conftest import whosays, write

if TYPE_CHECKING:
    from pathlib import Path

COURIER = """\
source: courier
read: {by: anna, on: 2024-06-01, scope: full}
claims:
  - {id: owner, subject: mill/owner, value: river-board, quote: belongs to the river board}
nothing: [3]
"""
LEDGER = """\
source: ledger
not_applicable: {mill/burned-on: it was asked for the owner only}
claims:
  - {id: owner, subject: mill/owner, value: river-board, stance: denies, quote: "The mill's owner is the town"}
"""
UNREAD = "title: {}\npublished: 2024-05-05\nbasis: page\n"
SUBJECTS = """\
subjects:
  mill/owner: {question: Who owns the mill?, kind: entity}
  mill/burned-on: {question: When did the mill burn?, kind: date}
  town/mayor: {question: Who is mayor?, kind: text}
"""


@pytest.fixture
def half(book: Path) -> Path:
    """A casebook of which a half is done, with a source for each of the six words."""
    write(
        book,
        {
            "claims/courier.yaml": COURIER,
            "claims/ledger.yaml": LEDGER,
            "claims/vocabulary/subjects.yaml": SUBJECTS,
            "seeds/gone.yaml": f"{UNREAD.format('Gone')}unavailable: the archive burned too\n",
            "seeds/new.yaml": f"{UNREAD.format('New')}text: {{file: new.txt, sha256: {'0' * 64}}}\n",
        },
    )
    return book


def decide_all(book: Path) -> None:
    write(
        book,
        {
            "claims/courier.yaml": COURIER.replace("[3]", "[1, 3]"),
            "claims/ledger.yaml": f"{LEDGER}nothing: [1, 3]\n",
        },
    )
    (book / "seeds" / "new.yaml").unlink()


def counted(*arguments: object) -> Any:
    return json.loads(whosays("coverage", *arguments, "--format", "json").stdout)


def test_sentences_and_subjects_are_counted_for_each_source_and_all(half: Path) -> None:
    shown = whosays("coverage", half)
    assert (shown.exit_code, shown.stderr) == (0, "")
    assert shown.stdout.splitlines() == [
        "sentences of  all  claimed  dismissed  open  decided",
        "courier         3        1          1     1      66%",
        "gone          no text: unavailable",
        "ledger          3        1          0     2      33%",
        "new           text not at hand",
        "total           6        2          1     3      50%  without 1 text not at hand",
        "",
        "subjects for  asked  answered  denies  silent  not checked  not read  not applicable  unavailable",
        "courier           3         1       0       1            1         0               0            0",
        "gone              3         0       0       0            0         0               0            3",
        "ledger            3         0       1       0            1         0               1            0",
        "new               3         0       0       0            0         3               0            0",
        "total            12         1       1       1            2         3               1            3",
    ]


def test_a_word_that_no_subject_comes_to_has_no_column(book: Path) -> None:
    assert "subjects for  asked  answered\n" in whosays("coverage", book).stdout


def test_why_gives_the_reason_for_each_subject_that_is_not_checked(half: Path) -> None:
    shown = whosays("coverage", half, "--why")
    assert shown.exit_code == 0
    assert shown.stdout.splitlines()[-4:] == [
        "",
        "Not checked, and why",
        "courier  mill/burned-on: Sentence 1 names the mill and is neither claimed for anything nor dismissed.",
        "ledger  town/mayor: No reader attests having looked for this.",
    ]


def test_why_says_so_where_nothing_is_left_unchecked(book: Path) -> None:
    assert whosays("coverage", book, "--why").stdout.splitlines()[-1] == "No subject is left unchecked."


def test_without_any_text_nothing_is_counted_as_none(book: Path) -> None:
    for name in ("courier", "ledger"):
        (book / "seeds" / f"{name}.txt").unlink()
    lines = whosays("coverage", book).stdout.splitlines()
    assert lines[1:4] == [
        "courier       text not at hand",
        "ledger        text not at hand",
        "total         without 2 texts not at hand",
    ]
    found = counted(book)
    assert [each["sentences"] for each in found["sources"]] == [None, None]
    assert found["total"]["sentences"] is None
    assert found["total"]["text_not_at_hand"] == ["courier", "ledger"]


def test_json_keeps_its_form(half: Path) -> None:
    found = counted(half)
    assert list(found) == ["format", "sources", "total", "cells"]
    assert found["format"] == 1
    assert found["sources"][0] == {
        "source": "courier",
        "text": "at hand",
        "sentences": {"total": 3, "claimed": 1, "dismissed": 1, "open": 1, "percent": 66},
        "subjects": {
            "answered": 1,
            "denies": 0,
            "silent": 1,
            "not-checked": 1,
            "not-read": 0,
            "not-applicable": 0,
            "unavailable": 0,
        },
    }
    assert [each["text"] for each in found["sources"]] == ["at hand", "unavailable", "at hand", "not at hand"]
    assert found["total"]["sentences"] == {"total": 6, "claimed": 2, "dismissed": 1, "open": 3, "percent": 50}
    assert found["total"]["text_not_at_hand"] == ["new"]
    assert sum(found["total"]["subjects"].values()) == len(found["cells"]) == 12
    assert found["cells"][6:9] == [
        {
            "source": "ledger",
            "subject": "mill/burned-on",
            "word": "not-applicable",
            "because": "it was asked for the owner only",
        },
        {"source": "ledger", "subject": "mill/owner", "word": "denies", "because": "It only denies a reading others affirm."},
        {
            "source": "ledger",
            "subject": "town/mayor",
            "word": "not-checked",
            "because": "No reader attests having looked for this.",
        },
    ]


def test_the_words_are_those_of_the_findings(half: Path, tmp_path: Path) -> None:
    assert whosays("build", half, "--output", tmp_path / "reports").exit_code == 0
    findings = json.loads((tmp_path / "reports" / "findings.json").read_text(encoding="utf-8"))
    absent = {
        (source, each["id"], word)
        for each in findings["subjects"]
        for word, sources in each["absent"].items()
        for source in sources
    }
    assert {(each["source"], each["subject"], each["word"]) for each in counted(half)["cells"] if each["because"]} == absent


# --fail-under


@pytest.mark.parametrize(("percent", "code"), [(0, 0), (66, 0), (66.6, 0), (66.7, 1), (100, 1)])
def test_the_threshold_is_that_of_all_sentences_together(half: Path, percent: float, code: int) -> None:
    write(half, {"claims/courier.yaml": COURIER.replace("[3]", "[1, 3]")})
    (half / "seeds" / "new.yaml").unlink()
    assert whosays("coverage", half, "--fail-under", percent).exit_code == code


def test_all_decided_is_a_hundred(half: Path) -> None:
    decide_all(half)
    shown = whosays("coverage", half, "--fail-under", 100)
    assert (shown.exit_code, shown.stderr) == (0, "")
    assert "total           6        2          4     0     100%\n" in shown.stdout


def test_what_is_missing_is_told_below_the_threshold(half: Path) -> None:
    shown = whosays("coverage", half, "--fail-under", 80)
    assert shown.exit_code == 1
    assert shown.stderr == "Below 80%: 3 of 6 sentences decided; the attested text is not at hand of new.\n"
    (half / "seeds" / "new.yaml").unlink()
    assert whosays("coverage", half, "--fail-under", 80).stderr == "Below 80%: 3 of 6 sentences decided.\n"


@pytest.mark.parametrize("change", ["gone", "changed"])
def test_sentences_that_cannot_be_vouched_for_never_pass(half: Path, change: str) -> None:
    decide_all(half)
    if change == "gone":
        (half / "seeds" / "ledger.txt").unlink()
    else:
        write(half, {"seeds/ledger.txt": "On 2 May the mill burned down. The mill's owner is the town. Two were hurt.\n"})
    shown = whosays("coverage", half, "--fail-under", 1)
    assert shown.exit_code == 1
    assert "the attested text is not at hand of ledger" in shown.stderr


def test_a_text_that_has_changed_is_counted_and_marked(half: Path) -> None:
    write(half, {"seeds/ledger.txt": "On 2 May the mill burned down. The mill's owner is the town. Two were hurt.\n"})
    shown = whosays("coverage", half)
    assert "ledger          3        1          0     2      33%  text changed since it was read\n" in shown.stdout


def test_without_a_single_text_no_threshold_is_reached(book: Path) -> None:
    for name in ("courier", "ledger"):
        (book / "seeds" / f"{name}.txt").unlink()
    shown = whosays("coverage", book, "--fail-under", 1)
    assert shown.exit_code == 1
    assert shown.stderr.startswith("Below 1%: no sentence can be counted; ")


def test_errors_in_the_casebook_come_before_the_threshold(broken: Path) -> None:
    shown = whosays("coverage", broken, "--fail-under", 100)
    assert shown.exit_code == 3
    assert shown.stderr == "1 error: whosays check names them\n"
    assert shown.stdout.startswith("sentences of")


def test_nothing_compared_is_no_pass(book: Path) -> None:
    for name in ("courier", "ledger"):
        (book / "claims" / f"{name}.yaml").unlink()
    assert whosays("coverage", book).exit_code == 5
