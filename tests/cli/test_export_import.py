from __future__ import annotations

import csv
import os
from typing import TYPE_CHECKING

import pytest

from compare.authoring.editing import edits
from compare.loading.casebook import read_casebook
from tests.cli.conftest import child, contents, whosays
from tests.trust.mill import claims, said
from tests.trust.test_load import calls

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PRIVATE = "claims/courier.yaml"
RICH = """\
# the first report
source: courier
claims:
  - id: owner   # from the second sentence
    subject: mill/owner
    value: river-board
    quote: |-
      belongs to the river board
    hedge: reported
    via: [RFI@2024-05-01, "=own"]
    note: "=a; b"
    note_private: do not print
  # the day
  - {id: day, subject: mill/burned-on, value: 2024-05-02, quote: burned on 2 May}
nothing: [3]  # the warden
"""


@pytest.fixture
def rich(book: Path) -> Path:
    (book / PRIVATE).write_bytes(RICH.encode())
    return book


def rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def change(path: Path, edit: Callable[[list[list[str]]], None]) -> None:
    table = rows(path)
    edit(table)
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(table)


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_out_and_in_again_changes_no_byte(suffix: str, rich: Path, tmp_path: Path) -> None:
    before = contents(rich)
    table = tmp_path / f"claims{suffix}"
    out = whosays("export", table, "-C", rich)
    assert (out.exit_code, out.stdout) == (0, f"{table}: 4 claims of 2 sources\n")
    back = whosays("import", table, "-C", rich)
    assert (back.exit_code, back.stdout) == (0, "Nothing differs from the claim files.\n")
    assert contents(rich) == before


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_claim_files_that_were_deleted_come_back_with_equal_claims(suffix: str, rich: Path, tmp_path: Path) -> None:
    from dataclasses import replace

    from compare.core.model import Location

    def claims() -> list[object]:
        return [replace(claim, place=Location("")) for claim in read_casebook(rich)[0].claims]

    before = claims()
    table = tmp_path / f"claims{suffix}"
    assert whosays("export", table, "--private", "-C", rich).exit_code == 0
    for name in ("courier", "ledger"):
        (rich / "claims" / f"{name}.yaml").unlink()
    back = whosays("import", table, "-C", rich)
    assert (back.exit_code, back.stderr) == (0, "")
    assert claims() == before
    written = (rich / PRIVATE).read_text(encoding="utf-8")
    assert "note_private: do not print" in written
    assert written.startswith("# yaml-language-server: $schema=../.schemas/claims.schema.json\nsource: ")


def test_the_table_has_a_row_for_each_claim_and_no_private_note(rich: Path, tmp_path: Path) -> None:
    whosays("export", tmp_path / "a.csv", "--source", "courier", "-C", rich)
    head, owner, day = rows(tmp_path / "a.csv")
    found = dict(zip(head, owner, strict=True))
    assert (found["via"], found["note"]) == ("RFI@2024-05-01; =own", "'=a; b")
    assert (day[:2], "note_private" in head) == (["courier", "day"], False)
    assert "do not print" not in (tmp_path / "a.csv").read_text(encoding="utf-8")
    whosays("export", tmp_path / "b.csv", "--private", "-C", rich)
    assert rows(tmp_path / "b.csv")[1][-1] == "do not print"


def test_what_changed_is_told_claim_by_claim_and_nothing_else_is_touched(rich: Path, tmp_path: Path) -> None:
    table = tmp_path / "claims.csv"
    whosays("export", table, "-C", rich)

    def edit(cells: list[list[str]]) -> None:
        head, owner, day, *_ = cells
        owner[head.index("hedge")] = ""
        owner[head.index("note")] = "seen on the map"
        day[head.index("worded")] = "2 May"
        new = ["courier", "year", "mill/burned-on", "2024", "burned on 2 May", *[""] * (len(head) - 5)]
        cells[:] = [head, owner, day, new]

    change(table, edit)
    before = contents(rich)
    shown = "claims/courier.yaml: 2 claims changed, 1 added\n  owner: hedge, note\n  day: worded\n  year: new\n"
    dry = whosays("import", table, "-C", rich, "--dry-run")
    assert (dry.exit_code, dry.stdout) == (0, f"{shown}Nothing was written: this was a dry run.\n")
    assert contents(rich) == before
    done = whosays("import", table, "-C", rich)
    assert (done.exit_code, done.stdout) == (0, shown)
    expected = (
        RICH.replace("    hedge: reported\n", "")
        .replace('note: "=a; b"', "note: seen on the map")
        .replace("quote: burned on 2 May}", "quote: burned on 2 May, worded: 2 May}")
        .replace("nothing:", "  - {id: year, subject: mill/burned-on, value: 2024, quote: burned on 2 May}\nnothing:")
    )
    assert (rich / PRIVATE).read_text(encoding="utf-8") == expected
    assert contents(rich) == {**before, PRIVATE: expected.encode()}


def test_a_claim_without_a_row_is_left_alone_and_counted(rich: Path, tmp_path: Path) -> None:
    table = tmp_path / "claims.csv"
    table.write_text("source,id,note\ncourier,day,seen\n", encoding="utf-8")
    done = whosays("import", table, "-C", rich)
    assert done.stdout == (
        "claims/courier.yaml: 1 claim changed\n  day: note\n1 claim of these sources without a row: left as they are\n"
    )
    assert (rich / PRIVATE).read_text(encoding="utf-8") == RICH.replace("2 May}", "2 May, note: seen}")


def test_for_each_cell_that_changes_the_claim_file_is_read_once(
    book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = calls(monkeypatch, edits, "read_tree")
    (book / "claims/ledger.yaml").write_text(claims(*(said("owner", "town", note=at) for at in range(8))), encoding="utf-8")
    counts = []
    for number in (4, 8):
        read[0] = 0
        (tmp_path / "t.csv").write_text(
            "source,id,note\n" + "".join(f"ledger,c{at},new\n" for at in range(number)), encoding="utf-8"
        )
        changed = whosays("import", tmp_path / "t.csv", "-C", book, "--dry-run")
        assert f"{number} claims changed" in changed.stdout, changed.output
        counts.append(read[0])
    assert counts[1] - counts[0] == 4


def test_what_would_not_check_is_refused_as_a_whole_with_its_cell(rich: Path, tmp_path: Path) -> None:
    table = tmp_path / "claims.csv"
    lines = [
        "source,id,subject,value,quote",
        "courier,owner,mill/owner,town,it is the town's",
        "courier,hurt,mill/hurt,2,burned on 2 May",
        "ledger,day,mill/burned-on,2 May,On 2 May the mill burned down",
    ]
    table.write_text("\n".join(lines), encoding="utf-8")
    before = contents(rich)
    refused = whosays("import", table, "-C", rich)
    assert (refused.exit_code, refused.stdout) == (3, "")
    heads = [line.split(":")[:4] for line in refused.stderr.splitlines() if line.startswith("claims.csv")]
    assert [(*head[:3], head[3].split()[1]) for head in heads] == [
        ("claims.csv", "2", "5", "Q501"),
        ("claims.csv", "3", "3", "R302"),
        ("claims.csv", "4", "4", "V401"),
    ]
    assert refused.stderr.splitlines()[-1].startswith("Nothing was written: 3 errors")
    assert contents(rich) == before


def test_an_error_that_a_spreadsheet_shows_takes_nothing_away(rich: Path, tmp_path: Path) -> None:
    from xlsxwriter import Workbook

    before = contents(rich)
    with Workbook(tmp_path / "claims.xlsx") as book:
        sheet = book.add_worksheet("claims")
        sheet.write_row(0, 0, ["source", "id", "note"])
        sheet.write_row(1, 0, ["courier", "owner"])
        sheet.write_formula(1, 2, "=seen", None, "#NAME?")
    refused = whosays("import", tmp_path / "claims.xlsx", "-C", rich)
    assert (refused.exit_code, refused.stdout) == (3, "")
    assert "claims.xlsx:2:3: error S203 wrong-type: the spreadsheet has made an error of C2: it holds #NAME?" in refused.stderr
    assert contents(rich) == before


def test_every_problem_of_the_table_itself_is_told_at_once(rich: Path, tmp_path: Path) -> None:
    table = tmp_path / "claims.csv"
    table.write_text("source,id,note\ncurier,day,x\ncourier,The Day,x\n", encoding="utf-8")
    refused = whosays("import", table, "-C", rich)
    assert refused.exit_code == 3
    assert "claims.csv:2:1: error R301 unknown-source: there is no source curier; did you mean courier?" in refused.stderr
    assert "claims.csv:3:2: error S205" in refused.stderr


def test_what_cannot_be_edited_safely_is_refused_with_its_row(rich: Path, tmp_path: Path) -> None:
    text = RICH.replace('via: [RFI@2024-05-01, "=own"]', "via: [RFI@2024-05-01, # first\n      AFP]")
    (rich / PRIVATE).write_text(text, encoding="utf-8")
    table = tmp_path / "claims.csv"
    table.write_text("source,id,via\ncourier,owner,RFI@2024-05-01\n", encoding="utf-8")
    refused = whosays("import", table, "-C", rich)
    assert refused.exit_code == 3
    assert "claims.csv:2:3: claims/courier.yaml: a comment stands in what would be replaced" in refused.stderr
    assert (rich / PRIVATE).read_text(encoding="utf-8") == text


def test_a_table_is_not_written_over_unless_asked_for(rich: Path, tmp_path: Path) -> None:
    table = tmp_path / "claims.csv"
    table.write_text("mine", encoding="utf-8")
    refused = whosays("export", table, "-C", rich)
    assert (refused.exit_code, table.read_text(encoding="utf-8")) == (2, "mine")
    assert "is there already" in refused.stderr
    assert whosays("export", table, "-C", rich, "--force").exit_code == 0
    assert len(rows(table)) == 5


@pytest.mark.parametrize(
    ("arguments", "code", "why"),
    [
        (("export", "claims.ods"), 2, "claims.ods: the name must end in .csv, .xlsx, .json, .parquet, .jsonld, .md or .docx."),
        (("export", "x.csv", "--source", "curier"), 2, "no claims of a source 'curier'; did you mean courier?"),
        (("export", "no/folder/x.csv"), 4, "Cannot write no/folder/x.csv: No such file or directory."),
        (("import", "none.csv"), 2, "There is no file none.csv."),
        (("import", "claims.ods"), 2, "claims.ods is no table"),
    ],
)
def test_a_wrong_argument_says_what_is_wrong(
    arguments: tuple[str, ...], code: int, why: str, book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(book)
    found = whosays(*arguments)
    assert found.exit_code == code
    assert why in found.stderr


def test_a_claim_file_that_cannot_be_read_stops_the_export(book: Path, tmp_path: Path) -> None:
    (book / PRIVATE).write_text("source: courier\nclaims:\n  - {id: owner, quote: x, vlaue: y}\n", encoding="utf-8")
    refused = whosays("export", tmp_path / "a.csv", "-C", book)
    assert refused.exit_code == 3
    assert "S201" in refused.stderr
    assert not (tmp_path / "a.csv").exists()


@pytest.mark.parametrize("command", ["export", "import"])
def test_a_missing_extra_is_one_line(command: str, book: Path) -> None:
    if command == "import":
        assert whosays("export", book / "claims.xlsx", "-C", book).exit_code == 0
    code = "import sys\nsys.modules['xlsxwriter'] = None\nsys.modules['python_calamine'] = None\n"
    found = child(command, book / "claims.xlsx", "-C", book, "--force" if command == "export" else "--dry-run", code=code)
    assert (found.returncode, found.stdout) == (2, "")
    assert found.stderr == (
        "XLSX needs a library that is not installed here: pip install 'whosays[xlsx]'; or name a file that ends in .csv.\n"
    )


def test_two_exports_are_equal_whatever_the_clock_says(book: Path, tmp_path: Path) -> None:
    environment = {**os.environ, "TZ": "Asia/Tokyo", "LC_ALL": "C", "PYTHONHASHSEED": "7"}
    for suffix in (".csv", ".xlsx"):
        whosays("export", tmp_path / f"a{suffix}", "-C", book)
        found = child("export", tmp_path / f"b{suffix}", "-C", book, env=environment)
        assert found.returncode == 0
        assert (tmp_path / f"a{suffix}").read_bytes() == (tmp_path / f"b{suffix}").read_bytes()
