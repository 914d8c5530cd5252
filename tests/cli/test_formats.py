"""Problems for programs: one JSON document, or GitHub's workflow commands."""

from __future__ import annotations

import json
import os
import re
from typing import TYPE_CHECKING, Any

import pytest

from compare.core.codes import CODES
from compare.core.model import Location
from compare.core.problems import Problem, lines
from compare.exporters.problems_json import problems_json
from compare.exporters.workflow_commands import problem_commands
from tests.cli.conftest import child, whosays, write

if TYPE_CHECKING:
    from pathlib import Path

COMMAND = re.compile(r"::(error|warning|notice) ([^:]*)::(.*)")
ENTITIES = "entities:\n  mill: {name: the mill, type: place, part_of: [ril]}\n  日本: {name: Japan, type: place}\n"


def told(*arguments: object) -> Any:
    ran = whosays("check", *arguments, "--format", "json")
    return json.loads(ran.stdout)


def without_gate(document: dict[str, Any]) -> dict[str, Any]:
    """What check and build both write."""
    return {key: each for key, each in document.items() if key != "gate"}


def commands(output: str) -> list[tuple[str, dict[str, str], str]]:
    """Level, properties and message of every workflow command, unescaped as GitHub's runner does it."""
    found = []
    for level, properties, message in COMMAND.findall(output):
        pairs = dict(pair.split("=", 1) for pair in properties.split(","))
        found.append((level, {key: unescaped(value) for key, value in pairs.items()}, unescaped(message)))
    return found


def unescaped(text: str) -> str:
    for escape, char in (("%3A", ":"), ("%2C", ","), ("%0D", "\r"), ("%0A", "\n"), ("%25", "%")):
        text = text.replace(escape, char)
    return text


def test_json_is_one_document_with_everything_that_is_known_of_a_problem(broken: Path) -> None:
    assert without_gate(told(broken)) == {
        "format": 1,
        "problems": [
            {
                "code": "Q501",
                "name": "quote-not-found",
                "severity": "error",
                "file": "claims/ledger.yaml",
                "line": 3,
                "column": 58,
                "message": "“the lord of the manor owns it” is not in the text of ledger",
                "cure": "Copy the words from the article.",
                "why": "A quote that is not in the article is no evidence.",
            }
        ],
        "counts": {"error": 1, "warning": 0, "info": 0},
    }


def test_a_clean_casebook_has_an_empty_list(book: Path) -> None:
    assert without_gate(told(book)) == {"format": 1, "problems": [], "counts": {"error": 0, "warning": 0, "info": 0}}


def test_nothing_else_is_on_stdout_and_build_says_the_rest_on_stderr(book: Path) -> None:
    (book / "claims" / "notes.doc").write_text("", encoding="utf-8")
    built = whosays("build", book, "--format", "json")
    assert built.exit_code == 0
    assert [each["code"] for each in json.loads(built.stdout)["problems"]] == ["F106"]
    assert built.stderr == (
        f"{book / 'reports' / 'index.html'}: 2 sources, 4 claims, 2 subjects: 1 contested, 1 agreed; 1 warning\n"
    )
    assert whosays("build", book, "--format", "json", "--quiet").stderr == ""


def test_a_build_that_is_stopped_says_so_on_stderr(broken: Path) -> None:
    built = whosays("build", broken, "--format", "json")
    assert built.exit_code == 3
    assert json.loads(built.stdout)["counts"]["error"] == 1
    assert built.stderr == f"Not published: 1 error. A report in {broken / 'reports'} stays as it was.\n"


def test_a_place_without_a_line_has_none(book: Path) -> None:
    (book / "claims" / "notes.doc").write_text("", encoding="utf-8")
    (problem,) = told(book)["problems"]
    assert (problem["file"], problem["line"], problem["column"]) == ("claims/notes.doc", None, None)


def test_problems_are_sorted_by_place(book: Path) -> None:
    write(book, {"seeds/z.txt.bak": "", "claims/a.doc": "", "claims/vocabulary/entities.yaml": ENTITIES})
    places = [(each["file"], each["line"] or 0, each["column"] or 0) for each in told(book)["problems"]]
    assert places == sorted(places)
    assert len(places) > 3


def test_columns_count_code_points(book: Path) -> None:
    write(book, {"claims/vocabulary/subjects.yaml": "subjects:\n  mill/owner: {question: 誰の🏭か?, kin: entity}\n"})
    problem = next(each for each in told(book)["problems"] if each["code"] == "S201")
    assert (problem["line"], problem["column"]) == (2, 33)


def test_the_document_is_the_same_in_every_encoding(book: Path) -> None:
    write(book, {"claims/vocabulary/entities.yaml": ENTITIES})
    asked = ["check", book, "--format", "json"]
    plain = child(*asked, env={**os.environ, "PYTHONIOENCODING": "ascii"})
    assert plain.stdout == child(*asked).stdout
    assert plain.stdout.isascii()
    assert "\u65e5\u672c" in json.dumps(json.loads(plain.stdout), ensure_ascii=False)


def test_nothing_in_the_document_acts_on_a_terminal() -> None:
    said = problems_json([Problem("Q501", Location("claims/a.yaml", 1, 1), "\x1b[31m\u202e\x9b\x7f")])
    assert said.replace("\n", "").isprintable()
    assert json.loads(said)["problems"][0]["message"] == "\x1b[31m\u202e\x9b\x7f"


def test_github_gets_one_command_for_each_problem(broken: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(broken.parent)
    (broken / "claims" / "notes.doc").write_text("", encoding="utf-8")
    checked = whosays("check", "book", "--format", "github")
    assert checked.exit_code == 3
    assert checked.stdout.splitlines()[:2] == [
        (
            "::error file=book/claims/ledger.yaml,line=3,col=58,title=Q501 quote-not-found::"
            "“the lord of the manor owns it” is not in the text of ledger%0ACopy the words from the article."
        ),
        (
            "::warning file=book/claims/notes.doc,title=F106 unexpected-file::"
            "nothing reads this file%0AMove or rename it as docs/formats.md says."
        ),
    ]


def test_files_are_named_from_where_the_command_runs(broken: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for folder, casebook, file in (
        (broken, ".", "claims/ledger.yaml"),
        (broken.parent, broken, "book/claims/ledger.yaml"),
        (broken / "claims", "..", "claims/ledger.yaml"),
    ):
        monkeypatch.chdir(folder)
        (_, properties, _), *_ = commands(whosays("check", casebook, "--format", "github").stdout)
        assert properties["file"] == file


def test_build_writes_the_commands_too(broken: Path) -> None:
    built = whosays("build", broken, "--format", "github", "--keep-going")
    assert [level for level, _, _ in commands(built.stdout)] == ["error"]
    assert built.stdout.splitlines()[-1].startswith(str(broken / "reports" / "index.html"))


HOSTILE = [
    "100 % of it",
    "%0A::error::forged",
    "one\ntwo\r\nthree",
    "a: b, c=d",
    "::add-mask::x",
    "file=x,line=9::y",
    "\x1b[31mred \u202eleft",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_in_a_problem_can_end_or_forge_a_command(text: str) -> None:
    problem = Problem("Q501", Location(f"claims/{text}.yaml", 7, 2), text, "Mend it.")
    (command,) = problem_commands([problem])
    assert command.count("\n") == command.count("\r") == 0
    ((level, properties, message),) = commands(command)
    assert level == "error"
    shown = text.replace("\r", "\\x0d").replace("\n", "\\x0a").replace("\x1b", "\\x1b").replace("\u202e", "[RLO]")
    assert properties == {
        "file": f"claims/{shown}.yaml",
        "line": "7",
        "col": "2",
        "title": f"Q501 {CODES['Q501'].name}",
    }
    assert message == f"{shown}\nMend it."


def test_in_text_no_line_of_a_file_can_be_taken_for_a_command(book: Path) -> None:
    write(book, {"claims/ledger.yaml": "source: ledger\nclaims: []\n::error::forged: x\n"})
    shown = [line for line in whosays("check", book).stdout.splitlines() if "forged" in line]
    assert shown
    assert not any(line.lstrip().startswith("::") for line in shown)


def test_another_format_is_a_usage_error(book: Path) -> None:
    assert whosays("check", book, "--format", "yaml").exit_code == 2
    assert whosays("build", book, "--format", "sarif").exit_code == 2


def test_in_text_a_message_holds_nothing_that_a_build_server_obeys_in_the_middle_of_a_line() -> None:
    told = lines(
        Problem("Q501", Location("claims/a.yaml", 1, 1), "it says ##[add-mask]x and ##vso[task.complete]y", "No ##[x].")
    )
    assert "##[" not in "".join(told)
    assert "##vso[" not in "".join(told)
    assert "it says \\x23#[add-mask]x" in told[0]
