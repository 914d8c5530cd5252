"""`whosays export`: what goes with which ending, and what is written."""

from __future__ import annotations

import csv
import io
import json
import os
import zipfile
from typing import TYPE_CHECKING

import pytest

from compare.authoring.editing.saving import place_all
from compare.cli.export_choices import EXTRAS, FITS, What
from compare.pipeline import Run, find
from compare.review.fingerprints import Fingerprints
from tests.cli.conftest import child, contents, whosays, write
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

EVERY = [(what, suffix) for what, suffixes in FITS.items() for suffix in suffixes]
DECISION = """\
subject: mill/owner
outcome: attribute-both
reason: Neither shows a deed.
by: the desk
on: 2024-06-02
print: Who owns the mill is disputed.
fingerprint: {}
"""


def rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


@pytest.fixture
def decided(book: Path) -> Path:
    """The casebook with a decision that holds on its one contested subject."""
    found = find(Run(book))
    stamps = {each.subject.id: Fingerprints(found).of(each) for each in found.subjects}
    write(book, {"claims/decisions/owner.yaml": DECISION.format(stamps["mill/owner"])})
    return book


# what goes with what


@pytest.mark.parametrize(("what", "suffix"), EVERY)
def test_every_export_is_written_under_each_of_its_endings_and_twice_the_same(
    what: What, suffix: str, book: Path, tmp_path: Path
) -> None:
    first, second = tmp_path / f"a{suffix}", tmp_path / f"b{suffix.upper()}"
    done = whosays("export", first, "--what", what, "-C", book)
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.startswith(f"{first}: ")
    environment = {**os.environ, "TZ": "Asia/Tokyo", "LC_ALL": "C", "PYTHONHASHSEED": "7", "HOME": str(tmp_path)}
    again = child("export", second, "--what", what, "-C", book, env=environment)
    assert (again.returncode, again.stderr) == (0, "")
    assert second.read_bytes() == first.read_bytes()
    assert sorted(contents(tmp_path).keys() - {f"book/{each}" for each in contents(book)}) == sorted([first.name, second.name])


def test_the_docs_have_the_table_of_the_command() -> None:
    text = (ROOT / "docs" / "exports.md").read_text(encoding="utf-8")
    for what, suffixes in FITS.items():
        row = next(line for line in text.splitlines() if line.startswith(f"| `{what}`"))
        assert " ".join(suffixes) in row.split("|")[2]


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("a.txt",), "a.txt: the name must end in .csv, .xlsx, .json, .parquet, .jsonld, .md or .docx."),
        (("a",), "a: the name must end in .csv, .xlsx, .json, .parquet, .jsonld, .md or .docx."),
        (("a.jsonld",), "a.jsonld: say which is meant, --what claimreview or annotations."),
        (
            ("a.docx", "--what", "claims"),
            "a.docx: --what claims is written to a name that ends in .csv, .xlsx, .json or .parquet.",
        ),
        (("a.csv", "--what", "memo"), "a.csv: --what memo is written to a name that ends in .md or .docx."),
        (
            ("a.md", "--what", "findings"),
            "a.md: --what findings is written to a name that ends in .csv, .xlsx, .json or .parquet.",
        ),
        (
            ("a/", "--what", "annotations"),
            "a is a folder, which only memos go into: name a file that ends in .json or .jsonld.",
        ),
        (("a.csv", "--subject", "mill/owner"), "--subject goes with --what memo only."),
        (("a.md", "--source", "courier"), "--source goes with --what claims or annotations only."),
        (("a.csv", "--what", "findings", "--private"), "--private goes with --what claims only."),
        (("a.xlsx", "--raw"), "--raw goes with a name that ends in .csv only."),
        (("a.md", "--raw"), "--raw goes with --what claims or findings only."),
        (("a.md", "--format", "md"), "--format goes with a folder of memos only."),
        (("a.csv", "--format", "md"), "--format goes with --what memo only."),
        (("a.csv", "--base-url", "https://x.example"), "--base-url goes with --what claimreview only."),
        (("a.md", "--subject", "mill/owned"), "no subject 'mill/owned' in .; did you mean mill/owner?"),
        (("a.json", "--what", "annotations", "--source", "courrier"), "no source 'courrier'; did you mean courier?"),
        (("a.csv", "--source", "courrier"), "no claims of a source 'courrier'; did you mean courier?"),
        (
            ("a.json", "--what", "claimreview", "--base-url", "javascript:alert(1)"),
            "--base-url javascript:alert(1) is no plain http or https address of a folder.",
        ),
        (
            ("a.json", "--what", "claimreview", "--base-url", "https://x.example/?p=1"),
            "--base-url https://x.example/?p=1 is no plain http or https address of a folder.",
        ),
    ],
)
def test_what_does_not_go_together_is_refused_in_one_line(
    arguments: tuple[str, ...], why: str, book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(book)
    before = contents(book)
    refused = whosays("export", *arguments)
    assert (refused.exit_code, refused.stdout, refused.stderr) == (2, "", f"{why}\n")
    assert contents(book) == before


# what is written


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
@pytest.mark.parametrize("raw", [False, True])
def test_a_table_of_awkward_cells_comes_back_the_same(suffix: str, raw: bool, book: Path, tmp_path: Path) -> None:  # noqa: FBT001
    cells = ["=1+1", "'=1", "''=x", "'quoted'", "-5", "-5 men", "+49", "@desk", "a; b", "＝x", "'", "'-"]
    claims = "".join(
        f"  - {{id: n{at}, subject: mill/owner, value: town, quote: owner is the town, note: {json.dumps(each)}}}\n"
        for at, each in enumerate(cells)
    )
    write(book, {"claims/ledger.yaml": f"source: ledger\nclaims:\n{claims}"})
    table = tmp_path / f"claims{suffix}"
    options = ("--raw",) if raw and suffix == ".csv" else ()
    assert whosays("export", table, *options, "-C", book).exit_code == 0
    back = whosays("import", table, "-C", book)
    assert (back.exit_code, back.stdout) == (0, "Nothing differs from the claim files.\n")
    if suffix == ".csv":
        head, *rest = rows(table)
        notes = [row[head.index("note")] for row in rest if row[0] == "ledger"]
        guarded = ["'=1+1", "''=1", "'''=x", "'quoted'", "-5", "'-5 men", "'+49", "'@desk", "a; b", "'＝x", "'", "''-"]
        plain = ["=1+1", "''=1", "'''=x", "'quoted'", "-5", "-5 men", "+49", "@desk", "a; b", "＝x", "'", "''-"]
        assert notes == (plain if raw else guarded)


def test_the_claims_are_the_same_rows_in_every_form(book: Path, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    for suffix in FITS[What.CLAIMS]:
        assert whosays("export", tmp_path / f"a{suffix}", "--private", "-C", book).exit_code == 0
    head, *rest = rows(tmp_path / "a.csv")
    records = [dict(zip(head, row, strict=True)) for row in rest]
    assert json.loads((tmp_path / "a.json").read_text(encoding="utf-8")) == records
    table = parquet.read_table(tmp_path / "a.parquet")
    assert table.to_pylist() == records
    assert {str(each.type) for each in table.schema} == {"string"}


def test_the_findings_in_json_are_findings_json_and_in_tables_have_a_row_a_claim(decided: Path, tmp_path: Path) -> None:
    assert whosays("build", decided, "--output", tmp_path / "report").exit_code == 0
    done = whosays("export", tmp_path / "a.json", "--what", "findings", "-C", decided)
    assert done.stdout == f"{tmp_path / 'a.json'}: 4 claims on 2 subjects\n"
    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "report" / "findings.json").read_bytes()
    whosays("export", tmp_path / "a.csv", "--what", "findings", "-C", decided)
    head, *rest = rows(tmp_path / "a.csv")
    owner = next(dict(zip(head, row, strict=True)) for row in rest if row[head.index("claim")] == "ledger#owner")
    wanted = {
        "question": "Who owns the mill?",
        "standing": "contested",
        "position": "B",
        "value": "the town",
        "against": "A",
        "quote": "The mill's owner is the town",
        "quote_state": "verified",
        "sources": "1",
        "origins_low": "1",
        "outcome": "attribute-both",
        "decision_state": "valid",
        "print": "Who owns the mill is disputed.",
    }
    assert {name: owner[name] for name in wanted} == wanted


def test_a_workbook_of_findings_has_text_only_and_a_first_row_that_stays(book: Path, tmp_path: Path) -> None:
    calamine = pytest.importorskip("python_calamine")
    write(book, {"seeds/courier.yaml": "title: '=HYPERLINK(\"https://evil.example\")'\npublished: 2024\nbasis: the page\n"})
    write(book, {"seeds/ledger.yaml": "title: '-5'\npublished: 2024\nbasis: the page\nurl: https://ledger.example/a\n"})
    for suffix in (".xlsx", ".csv"):
        assert whosays("export", tmp_path / f"a{suffix}", "--what", "findings", "-C", book).exit_code == 0
    with calamine.CalamineWorkbook.from_path(str(tmp_path / "a.xlsx")) as workbook:
        assert workbook.sheet_names == ["findings"]
        sheet = workbook.get_sheet_by_name("findings").to_python(skip_empty_area=False)
    assert {type(cell) for row in sheet for cell in row} == {str}
    titles = {row[sheet[0].index("title")] for row in sheet[1:]}
    assert titles == {'=HYPERLINK("https://evil.example")', "-5"}
    head, *rest = rows(tmp_path / "a.csv")
    assert {row[head.index("title")] for row in rest} == {'\'=HYPERLINK("https://evil.example")', "-5"}
    with zipfile.ZipFile(tmp_path / "a.xlsx") as packed:
        xml = packed.read("xl/worksheets/sheet1.xml").decode("utf-8")
        assert not [name for name in packed.namelist() if "rels" in name and "sheet1" in name]
    assert "<f>" not in xml
    assert "hyperlink" not in xml
    assert 'state="frozen"' in xml


def test_raw_findings_are_the_texts_themselves(book: Path, tmp_path: Path) -> None:
    write(book, {"seeds/courier.yaml": 'title: "\'=1"\npublished: 2024\nbasis: the page\n'})
    whosays("export", tmp_path / "a.csv", "--what", "findings", "--raw", "-C", book)
    head, *rest = rows(tmp_path / "a.csv")
    assert "'=1" in {row[head.index("title")] for row in rest}


def test_reviews_lead_to_the_pages_of_the_published_report(decided: Path, tmp_path: Path) -> None:
    assert whosays("build", decided, "--output", tmp_path / "report").exit_code == 0
    for base in ("https://desk.example/mill", "https://desk.example/mill/"):
        done = whosays("export", tmp_path / "a.json", "--what", "claimreview", "--base-url", base, "--force", "-C", decided)
        assert done.stdout == f"{tmp_path / 'a.json'}: 2 claim reviews\n"
        graph = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))["@graph"]
        assert [each["url"] for each in graph] == [
            "https://desk.example/mill/s/mill/owner.html#c-courier--owner",
            "https://desk.example/mill/s/mill/owner.html#c-ledger--owner",
        ]
    page = (tmp_path / "report/s/mill/owner.html").read_text(encoding="utf-8")
    assert 'id="c-courier--owner"' in page
    assert whosays("export", tmp_path / "b.json", "--what", "claimreview", "-C", decided).exit_code == 0
    assert '"url"' not in (tmp_path / "b.json").read_text(encoding="utf-8")


def test_no_decision_is_no_review_and_says_so(book: Path, tmp_path: Path) -> None:
    done = whosays("export", tmp_path / "a.jsonld", "--what", "claimreview", "-C", book)
    assert done.exit_code == 0
    assert done.stdout.endswith(": 0 claim reviews: no contested subject has a valid decision that settles it\n")
    assert json.loads((tmp_path / "a.jsonld").read_text(encoding="utf-8"))["@graph"] == []


def test_annotations_of_one_source(book: Path, tmp_path: Path) -> None:
    done = whosays("export", tmp_path / "a.json", "--what", "annotations", "--source", "courier", "-C", book)
    assert done.stdout == f"{tmp_path / 'a.json'}: 2 annotations of 1 source\n"
    items = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))["first"]["items"]
    assert {each["target"]["source"] for each in items} == {"urn:whosays:source:courier"}


# memos


def test_a_memo_of_a_subject_needs_no_more_than_its_name(book: Path, tmp_path: Path) -> None:
    for suffix in (".md", ".docx"):
        done = whosays("export", tmp_path / f"owner{suffix}", "--subject", "mill/owner", "-C", book)
        assert (done.exit_code, done.stdout) == (0, f"{tmp_path / f'owner{suffix}'}: 1 memo\n")
    assert (tmp_path / "owner.md").read_text(encoding="utf-8").startswith("# Who owns the mill?\n")
    docx = pytest.importorskip("docx")
    assert docx.Document(io.BytesIO((tmp_path / "owner.docx").read_bytes())).paragraphs[0].text == "Who owns the mill?"


def test_without_a_name_all_that_wait_are_written(book: Path, tmp_path: Path) -> None:
    assert whosays("export", tmp_path / "a.md", "-C", book).exit_code == 0
    text = (tmp_path / "a.md").read_text(encoding="utf-8")
    assert [line for line in text.splitlines() if line.startswith("# ")] == ["# Who owns the mill?"]
    named = whosays("export", tmp_path / "b.md", *("--subject", "mill/owner") * 2, "--subject", "mill/burned-on", "-C", book)
    assert named.stdout == f"{tmp_path / 'b.md'}: 2 memos\n"


def test_where_nothing_waits_a_subject_has_to_be_named(decided: Path, tmp_path: Path) -> None:
    refused = whosays("export", tmp_path / "a.md", "-C", decided)
    assert (refused.exit_code, refused.stderr) == (2, "No subject waits for a decision; name one with --subject.\n")
    assert not (tmp_path / "a.md").exists()


@pytest.mark.parametrize("form", ["md", "docx"])
def test_a_folder_gets_a_file_for_each_memo(form: str, book: Path, tmp_path: Path) -> None:
    done = whosays(
        "export", f"{tmp_path}/memos/", "--format", form, "-C", book, "--subject", "mill/owner", "--subject", "mill/burned-on"
    )
    assert (done.exit_code, done.stdout) == (0, f"{tmp_path}/memos/: 2 memos\n")
    assert sorted(contents(tmp_path / "memos")) == [f"mill--burned-on.{form}", f"mill--owner.{form}"]
    whosays("export", tmp_path / f"a.{form}", "--subject", "mill/owner", "-C", book)
    assert (tmp_path / f"memos/mill--owner.{form}").read_bytes() == (tmp_path / f"a.{form}").read_bytes()
    (tmp_path / f"memos/mill--burned-on.{form}").unlink()
    (tmp_path / f"memos/mill--owner.{form}").write_bytes(b"changed")
    taken = whosays(
        "export", tmp_path / "memos", "--format", form, "-C", book, "--subject", "mill/burned-on", "--subject", "mill/owner"
    )
    assert taken.exit_code == 2
    assert taken.stderr == (
        f"{tmp_path}/memos/mill--owner.{form} is there already, perhaps with changes: say --force to write over it.\n"
    )
    assert contents(tmp_path / "memos") == {f"mill--owner.{form}": b"changed"}
    assert whosays("export", tmp_path / "memos", "--format", form, "--force", "-C", book).exit_code == 0
    assert (tmp_path / f"memos/mill--owner.{form}").read_bytes() == (tmp_path / f"a.{form}").read_bytes()


def test_of_several_files_all_are_written_or_none(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"before")
    (tmp_path / "c.md").mkdir()
    with pytest.raises(OSError, match="no file"):
        place_all(tmp_path, {"a.md": b"after", "b.md": b"after", "c.md": b"after"}, new=False)
    assert contents(tmp_path) == {"a.md": b"before"}


# what stands against it


@pytest.mark.parametrize(("what", "suffix"), [each for each in EVERY if each[0] is not What.CLAIMS])
def test_errors_in_the_casebook_stop_it(what: What, suffix: str, broken: Path, tmp_path: Path) -> None:
    refused = whosays("export", tmp_path / f"a{suffix}", "--what", what, "-C", broken)
    assert (refused.exit_code, refused.stderr) == (3, "Nothing was written: 1 error; whosays check names them.\n")
    assert not (tmp_path / f"a{suffix}").exists()


def test_a_casebook_without_a_claim_is_nothing_compared(book: Path, tmp_path: Path) -> None:
    for name in ("courier", "ledger"):
        (book / f"claims/{name}.yaml").unlink()
    assert whosays("export", tmp_path / "a.json", "--what", "findings", "-C", book).exit_code == 5


@pytest.mark.parametrize(("what", "suffix"), EVERY)
def test_nothing_is_written_over_unless_it_is_asked_for(what: What, suffix: str, book: Path, tmp_path: Path) -> None:
    file = tmp_path / f"a{suffix}"
    file.write_bytes(b"mine")
    refused = whosays("export", file, "--what", what, "-C", book)
    assert refused.exit_code == 2
    assert "is there already" in refused.stderr
    assert file.read_bytes() == b"mine"
    assert whosays("export", file, "--what", what, "--force", "-C", book).exit_code == 0
    assert file.read_bytes() != b"mine"


@pytest.mark.parametrize(("what", "suffix"), EVERY)
def test_a_place_that_cannot_be_written_is_told(what: What, suffix: str, book: Path, tmp_path: Path) -> None:
    refused = whosays("export", tmp_path / "no" / f"a{suffix}", "--what", what, "-C", book)
    assert (refused.exit_code, refused.stderr) == (
        4,
        f"Cannot write {tmp_path / 'no' / f'a{suffix}'}: No such file or directory.\n",
    )


@pytest.mark.parametrize(
    ("file", "without", "suffix"),
    [
        ("a.docx", "docx", ".docx"),
        ("a.parquet", "pyarrow", ".parquet"),
        ("a.xlsx", "xlsxwriter", ".xlsx"),
        ("memos/", "docx", ".docx"),
    ],
)
def test_a_missing_extra_is_one_line_that_names_it(file: str, without: str, suffix: str, book: Path, tmp_path: Path) -> None:
    code = f"import sys\nsys.modules[{without!r}] = None\n"
    more = ("--format", "docx") if file.endswith("/") else ()
    found = child("export", f"{tmp_path}/{file}", *more, "-C", book, code=code)
    assert (found.returncode, found.stdout, found.stderr) == (2, "", f"{EXTRAS[suffix]}\n")
    assert not (tmp_path / file).exists()


@pytest.mark.parametrize("file", ["a.csv", "a.md", "memos/"])
def test_a_file_that_somebody_makes_meanwhile_is_not_written_over(
    file: str, book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = tmp_path / (f"{file}mill--owner.md" if file.endswith("/") else file)
    write(tmp_path, {made.relative_to(tmp_path).as_posix(): "theirs"})
    monkeypatch.setattr("compare.loading.files.exists", lambda _path: False)
    refused = whosays("export", f"{tmp_path}/{file}", "-C", book)
    assert refused.exit_code == 2
    assert "is there already" in refused.stderr
    assert made.read_text(encoding="utf-8") == "theirs"
