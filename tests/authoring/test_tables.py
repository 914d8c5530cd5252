from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compare.authoring.editing.edits import CannotEdit
from compare.authoring.editing.saving import replace_all
from compare.authoring.editing.writing import scalar
from compare.authoring.tables.claim_table import claim_table, claimed_sources
from compare.authoring.tables.merging import merged
from compare.authoring.tables.sheets import LONGEST, UnfitTableError, csv_bytes, guarded, read_table, unguarded, xlsx_bytes
from compare.authoring.tables.tables import Grid, cells, claim_of, columns, is_list, is_required, joined, same, split, value_of
from compare.core.problems import Problem
from compare.core.settings import Limits
from compare.loading.nodes import read_tree
from compare.loading.replacing import ChangedMeanwhile
from compare.loading.schema import ClaimRecord
from compare.loading.tree import plain
from tests.conftest import STANDARDS

if TYPE_CHECKING:
    from pathlib import Path

    from compare.loading.tree import Plain

LIMITS = Limits()
NASTY = [
    "=1+1",
    "'=1",
    "''@x",
    "-5",
    "+5",
    "\tx",
    "\rx",
    "＝1",
    "a;b",
    "a; b",
    "\\",
    "\\;",
    " x ",
    "\u00a0",
    'a"b',
    "a,b",
    "a\nb",
]
NASTY += [
    "_x000D_",
    "“é”",
    "no",
    "~",
    "<<",
    "# x",
    "- a",
    "[a]",
    "{a: b}",
    "a: b",
    "'",
    "''",
    "\u202eabc",
    "🎈",
    "|-",
    "%x",
    "@x",
]
FILES = {
    "seeds/wire.yaml": "title: Fire\npublished: 2024-05-03\nbasis: stated\n",
    "seeds/ledger.yaml": "title: Fire\npublished: 2024-05-04\nbasis: stated\n",
    "claims/wire.yaml": """\
# the first report
source: wire
claims:
  - id: owner   # sic
    subject: mill/owner
    value: [town, river-board]
    quote: the mill
    via: RFI
    quote_original: {text: le moulin, language: fr}

  # not sure
  - id: day
    subject: mill/burned-on
    value: 2024-05-02
    quote: on 2 May
    note: first
""",
}


def listed_strings() -> list[str]:
    path = STANDARDS / "naughty-strings.json"
    return [*NASTY, *(json.loads(path.read_text(encoding="utf-8")) if path.is_file() else ())]


def readable(text: str) -> bool:
    """Whether a casebook takes this text at all."""
    return bool(text.strip()) and not isinstance(read_tree(f"k: {scalar(text)}", "f", LIMITS), Problem)


texts = st.one_of(st.sampled_from(NASTY), st.text(max_size=20)).filter(readable)


def write(root: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(text.encode())
    return root


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return write(tmp_path, FILES)


def table(root: Path, *, private: bool = False) -> Grid:
    found = claim_table(root, claimed_sources(root, LIMITS)[0], LIMITS, private=private)
    assert isinstance(found, Grid), found
    return found


def grid(*rows: str) -> Grid:
    """A table from lines, its cells separated by bars."""
    return Grid("t.csv", tuple(tuple(cell.strip() for cell in row.split("|")) for row in rows))


def text_after(root: Path, given_table: Grid) -> str:
    found = merged(root, given_table, LIMITS)
    assert found.problems == ()
    assert len(found.files) == 1
    return found.files[0].new


def test_there_is_a_column_for_every_key_of_a_claim_but_what_is_confidential() -> None:
    tops = list(dict.fromkeys(column.split(".")[0] for column in columns(private=True)))
    assert tops == ["source", *(key for key in ClaimRecord.model_fields if key != "confidential")]
    assert set(columns(private=True)) - set(columns()) == {"note_private"}
    assert [column for column in columns() if is_list(column)] == ["value", "via", "corrects"]
    assert [column for column in columns() if is_required(column)] == ["id", "subject", "value", "quote"]


@given(st.lists(st.text(min_size=1) | st.text("a; \\\n", min_size=1)))
def test_a_list_reads_back_from_one_cell(members: list[str]) -> None:
    assert split(joined(members)) == members


@pytest.mark.parametrize(
    ("cell", "members"),
    [
        ("a;b", ["a", "b"]),
        (" a ; b ; ", ["a", "b"]),
        ("a\\; b", ["a; b"]),
        ("C:\\dir", ["C:\\dir"]),
        ("a;;b", ["a", "b"]),
        (" ", []),
    ],
)
def test_a_cell_typed_by_hand_is_read_as_it_is_meant(cell: str, members: list[str]) -> None:
    assert split(cell) == members
    assert same("via", cell, joined(members))


@given(st.text() | st.text("'=-+@1a.\t\r", max_size=6))
def test_the_guard_against_formulas_comes_off_again(text: str) -> None:
    assert unguarded(guarded(text)) == text


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "＝1", "-cmd|' /C calc'!A0"])
def test_what_a_spreadsheet_would_run_is_guarded(text: str) -> None:
    assert guarded(text) == f"'{text}"


@pytest.mark.parametrize("text", ["-5", "-5.25", "'tis", "a=b", "", "2017-03", "~2000"])
def test_what_is_harmless_is_written_as_it_is(text: str) -> None:
    assert guarded(text) == text


def read_back(data: bytes, suffix: str, folder: Path) -> Grid | list[Problem]:
    path = folder / f"t{suffix}"
    path.write_bytes(data)
    return read_table(path)


@settings(max_examples=60, deadline=None)
@given(cells_=st.lists(st.lists(texts | st.just(""), min_size=3, max_size=3), max_size=4))
def test_every_cell_of_both_formats_reads_back_as_the_same_text(
    tmp_path_factory: pytest.TempPathFactory, cells_: list[list[str]]
) -> None:
    rows = [["source", "id", "note"], *cells_, ["a", "b", "c"]]
    for suffix, data in ((".csv", csv_bytes(rows)), (".xlsx", xlsx_bytes(rows))):
        found = read_back(data, suffix, tmp_path_factory.getbasetemp())
        assert isinstance(found, Grid)
        assert [list(row) for row in found.rows] == rows


def test_naughty_strings_go_through_both_formats_and_a_claim_file(book: Path) -> None:
    strings = list(filter(readable, listed_strings()))
    claims: list[dict[str, Plain]] = [
        {"id": f"c{number}", "subject": "mill/owner", "value": [text, "x"], "quote": text, "via": [text], "note": text}
        for number, text in enumerate(strings)
    ]
    names = ("source", *claims[0])
    rows = (names, *(("ledger", *(cells(claim).get(name, "") for name in names[1:])) for claim in claims))
    for suffix, data in ((".csv", csv_bytes(rows)), (".xlsx", xlsx_bytes(rows))):
        found = read_back(data, suffix, book)
        assert isinstance(found, Grid)
        read = read_tree(text_after(book, found), "f", LIMITS)
        assert not isinstance(read, Problem)
        assert plain(read) == {"source": "ledger", "claims": claims}


def test_csv_is_what_rfc_4180_says_and_spreadsheets_know_its_encoding() -> None:
    data = csv_bytes([["source", "note"], ["wire", 'a "b",\nc']])
    assert data == '\ufeffsource,note\r\nwire,"a ""b"",\nc"\r\n'.encode()
    assert list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))[1] == ["wire", 'a "b",\nc']


@pytest.mark.parametrize("head", ["source;id\r\nwire;day\r\n", "source\tid\nwire\tday\n", "\ufeffsource,id\nwire,day"])
def test_csv_as_a_spreadsheet_saves_it_is_read(head: str, tmp_path: Path) -> None:
    found = read_back(head.encode(), ".csv", tmp_path)
    assert isinstance(found, Grid)
    assert found.rows == (("source", "id"), ("wire", "day"))


def test_two_workbooks_of_one_table_are_equal() -> None:
    assert xlsx_bytes([["a"], ["b"]]) == xlsx_bytes([["a"], ["b"]])


def test_more_rows_than_a_workbook_holds_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("compare.authoring.tables.sheets.MOST_ROWS", 2)
    assert xlsx_bytes([("a",), ("b",)])
    with pytest.raises(UnfitTableError, match="3 rows are more than the 2 that XLSX holds; write CSV instead"):
        xlsx_bytes([("a",), ("b",), ("c",)])


def test_a_text_too_long_for_a_cell_is_refused_and_not_cut() -> None:
    with pytest.raises(UnfitTableError, match=r"row 2, column 1 has more than 32,767 characters; write CSV instead"):
        xlsx_bytes([["note"], ["x" * (LONGEST + 1)]])


def test_what_a_spreadsheet_has_converted_is_named_with_its_cell(tmp_path: Path) -> None:
    from datetime import UTC, datetime

    from xlsxwriter import Workbook

    with Workbook(tmp_path / "t.xlsx") as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["source", "id", "value", "as_of", "note"])
        sheet.write_row(1, 0, ["wire", "day"])
        sheet.write_number(1, 2, 2000)
        sheet.write_datetime(
            1, 3, datetime(2017, 3, 1, tzinfo=UTC).replace(tzinfo=None), book.add_format({"num_format": "mmm yy"})
        )
        sheet.write_boolean(1, 4, True)  # noqa: FBT003 - the library's signature
    found = read_table(tmp_path / "t.xlsx")
    assert isinstance(found, list)
    assert [(each.code, str(each.place), each.message) for each in found] == [
        ("S203", "t.xlsx:2:3", "the spreadsheet has made a number of C2: it holds 2000.0"),
        ("S203", "t.xlsx:2:4", "the spreadsheet has made a date of D2: it holds 2017-03-01"),
        ("S203", "t.xlsx:2:5", "the spreadsheet has made a truth value of E2: it holds True"),
    ]
    assert found[0].cure.startswith("Format C2 as text and type it again")


@pytest.mark.parametrize(
    ("name", "data", "why"),
    [
        ("t.xlsx", b"no workbook", "this is no XLSX workbook"),
        ("t.csv", b'source,id\nwire,"day', "the CSV cannot be read"),
        ("t.csv", b"source,id\nwire,\xe9", "is not UTF-8"),
    ],
)
def test_what_is_no_table_is_a_problem(name: str, data: bytes, why: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(data)
    found = read_table(tmp_path / name)
    assert isinstance(found, list)
    assert why in found[0].message


def test_a_table_that_was_not_changed_changes_nothing(book: Path) -> None:
    for private in (False, True):
        found = merged(book, table(book, private=private), LIMITS)
        assert [(each.new == each.old, each.changed, each.added, each.untouched) for each in found.files] == [(True, {}, [], 0)]


def test_only_the_cells_that_differ_change_their_claims(book: Path) -> None:
    changed = grid(
        "source | id | value | note | via",
        "wire | day | 2024-05-02 | second | RFI; AFP",
        "wire | owner | town; river-board | | RFI",
    )
    before = FILES["claims/wire.yaml"]
    assert text_after(book, changed) == before.replace("note: first", "note: second\n    via: [RFI, AFP]")
    found = merged(book, changed, LIMITS)
    assert (found.files[0].changed, found.files[0].untouched) == ({"day": ["note", "via"]}, 0)


def test_an_emptied_cell_takes_its_key_away_and_a_missing_column_does_not(book: Path) -> None:
    before = FILES["claims/wire.yaml"]
    assert text_after(book, grid("source | id | note", "wire | day |")) == before.replace("    note: first\n", "")
    after = text_after(book, grid("source|id|quote_original.text|quote_original.language", "wire|owner||"))
    assert after == before.replace("    quote_original: {text: le moulin, language: fr}\n", "")


def test_one_cell_of_a_record_changes_only_its_key(book: Path) -> None:
    after = text_after(book, grid("source|id|quote_original.text", "wire|owner|les moulins"))
    assert after == FILES["claims/wire.yaml"].replace("le moulin", "les moulins")
    after = text_after(book, grid("source|id|quote_original.text|quote_original.language", "wire|day|le 2 mai|fr"))
    assert after.endswith("    note: first\n    quote_original:\n      text: le 2 mai\n      language: fr\n")


def test_a_single_member_stays_a_list_or_a_text_as_it_was(book: Path) -> None:
    after = text_after(book, grid("source|id|value|via", "wire|owner|town|AFP"))
    assert after == FILES["claims/wire.yaml"].replace("[town, river-board]", "[town]").replace("via: RFI", "via: AFP")


def test_new_rows_become_the_last_claims_of_their_source(book: Path) -> None:
    new = grid("source|id|subject|value|quote|via", "wire|hurt|mill/hurt|2|two people|RFI", "wire|b|mill/b|x;y|q|")
    expected = """
  - id: hurt
    subject: mill/hurt
    value: 2
    quote: two people
    via: [RFI]

  - id: b
    subject: mill/b
    value: [x, y]
    quote: q
"""
    assert text_after(book, new) == FILES["claims/wire.yaml"] + expected
    found = merged(book, new, LIMITS)
    assert (found.files[0].added, found.files[0].untouched) == (["hurt", "b"], 2)


def test_a_source_without_a_claim_file_gets_one(book: Path) -> None:
    new = grid("source|id|subject|value|quote", "ledger|a|mill/a|x|q", "|||||", "ledger|b|mill/b|y|r")
    found = merged(book, Grid("t.csv", tuple(row[:5] for row in new.rows)), LIMITS)
    assert [(each.file, each.old) for each in found.files] == [("claims/ledger.yaml", None)]
    assert found.files[0].new == (
        "# yaml-language-server: $schema=../.schemas/claims.schema.json\n"
        "source: ledger\nclaims:\n  - id: a\n    subject: mill/a\n    value: x\n    quote: q\n\n"
        "  - id: b\n    subject: mill/b\n    value: y\n    quote: r\n"
    )


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        (["source|id|qoute", "wire|day|x"], ["t.csv:1:3 S201 there is no column “qoute”; did you mean quote"]),
        (["source|note", "wire|x"], ["t.csv:1 S202 the column id is missing, so no row can be told from another"]),
        (["source|id|note|note", "wire|day|x|y"], ["t.csv:1:4 S201 the column note stands twice"]),
        (["source|id|", "wire|day|x"], ["t.csv:1:3 S201 the column has no name"]),
        ([], ["t.csv:1 S202 the column source is missing", "t.csv:1 S202 the column id is missing"]),
        (["source|id", "wire"], ["t.csv:2 S203 the row has 1 cells, and the table 2 columns"]),
        (
            ["source|id", "wyre|day", "wire|Day"],
            ["t.csv:2:1 R301 there is no source wyre; did you mean wire?", "t.csv:3:2 S205 “Day”"],
        ),
        (["source|id", "../wire|day"], ["t.csv:2:1 S205 “../wire” is no id"]),
        (["source|id", "wire|day", "wire|day"], ["t.csv:3:2 R305 the claim day of wire stands in row 2 and again in row 3"]),
        (["source|id|quote", "wire|day|"], ["t.csv:2:3 S202 every claim has a quote"]),
    ],
)
def test_all_problems_of_a_table_are_told_with_their_cells(rows: list[str], found: list[str], book: Path) -> None:
    problems = merged(book, grid(*rows), LIMITS).problems
    told = [f"{each.place} {each.code} {each.message}" for each in problems]
    assert [one.startswith(other) for one, other in zip(told, found, strict=True)] == [True] * len(found), told


def test_a_claim_file_that_cannot_be_read_is_neither_exported_nor_changed(book: Path) -> None:
    (book / "claims" / "wire.yaml").write_text("source: wire\nclaims:\n  - id: [a\n", encoding="utf-8")
    found = claim_table(book, ["wire"], LIMITS)
    assert isinstance(found, list)
    assert [each.code for each in found] == ["Y101"]
    assert [each.code for each in merged(book, grid("source|id", "wire|day"), LIMITS).problems] == ["Y101"]


@pytest.mark.parametrize("written", ["claims: none", "claims: {day: x}"])
def test_what_stands_under_claims_and_is_no_list_is_not_written_over(written: str, book: Path) -> None:
    (book / "claims" / "wire.yaml").write_text(f"source: wire\n{written}\n", encoding="utf-8")
    with pytest.raises(CannotEdit, match=r"t\.csv: claims/wire\.yaml: what stands under claims is no list"):
        merged(book, grid("source|id|quote", "wire|day|q"), LIMITS)


def test_a_problem_of_what_would_be_written_has_its_cell(book: Path) -> None:
    from compare.core.model import Location

    found = merged(book, grid("source|id|note|via", "wire|day|second|x;y"), LIMITS)
    lines = found.files[0].new.split("\n")
    note = next(number for number, line in enumerate(lines, start=1) if "second" in line)
    places = {place.line: cell for place, cell in found.places.items()}
    assert (places[note], places[note + 1]) == (Location("t.csv", 2, 3), Location("t.csv", 2, 4))


claims_ = st.fixed_dictionaries(
    {"value": texts | st.lists(texts, min_size=2, max_size=3), "quote": texts},
    optional={
        "note": texts,
        "scope": texts,
        "via": st.lists(texts, min_size=1, max_size=3),
        "quote_original": st.fixed_dictionaries({"text": texts, "language": st.just("fr")}),
    },
)


@settings(max_examples=60, deadline=None)
@given(st.lists(claims_, min_size=1, max_size=3))
def test_claims_are_equal_in_every_field_after_a_table_has_carried_them(bodies: list[dict[str, object]]) -> None:
    claims = [{"id": f"c{number}", "subject": "mill/owner", **body} for number, body in enumerate(bodies)]
    for claim in claims:
        row = cells(claim)  # type: ignore[arg-type]  # hypothesis draws objects
        assert list(claim_of(row)) == [name for name in ClaimRecord.model_fields if name in claim]
        assert claim_of(row) == claim


def test_a_key_with_several_texts_is_written_as_it_reads_best() -> None:
    assert [value_of("value", "a"), value_of("value", "a; b"), value_of("via", "a"), value_of("note", "a; b")] == [
        "a",
        ["a", "b"],
        ["a"],
        "a; b",
    ]


def test_several_files_are_replaced_together_or_not_at_all(tmp_path: Path) -> None:
    write(tmp_path, {"a": "1", "b": "2"})
    with pytest.raises(ChangedMeanwhile):
        replace_all(tmp_path, {"a": ("1", "new"), "c": (None, "new"), "b": ("other", "new")})
    assert {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()} == {"a": "1", "b": "2"}
    replace_all(tmp_path, {"a": ("1", "new"), "c": (None, "new")})
    assert [(tmp_path / name).read_text(encoding="utf-8") for name in "abc"] == ["new", "2", "new"]
