from __future__ import annotations

import csv
import gzip
import io
import json
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import parquet

from compare.loading import claims_tables
from compare.loading.claims_tables import delimited
from compare.loading.claims_tables.faults import EXAMPLES, Faults
from compare.loading.claims_tables.mapping import ColumnMapping, TableOptions
from compare.loading.claims_tables.mapping_file import read_mapping
from compare.loading.claims_tables.reading import TableReading, read_claims_table, read_in_parts, read_table
from compare.loading.claims_tables.rows import gathered
from compare.loading.claims_tables.scanning import RecordLines
from compare.loading.claims_tables.table_files import MissingExtraError, UnknownFormatError
from compare.loading.claims_tables.vocabulary_folder import read_vocabulary

if TYPE_CHECKING:
    from pathlib import Path

    from compare.core.columns import ClaimsTable, Column

HEAD = "subject,source,value\n"
BRIDGE = HEAD + 'bridge/opened,courier,1923\nbridge/opened,ledger,"1924, or so"\n'


def read(path: Path, text: str | bytes, **options: Any) -> TableReading:
    """What both readers make of a file, which is the same."""
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    fast, exact = (read_table(path, TableOptions(**options, exact=each)) for each in (False, True))
    assert rows(fast.table) == rows(exact.table)
    assert told(fast) == told(exact)
    assert (fast.rows, fast.empty, fast.kinds) == (exact.rows, exact.empty, exact.kinds)
    return fast


def rows(table: ClaimsTable) -> list[tuple[Any, ...]]:
    """Line, subject, kind, source and value of every claim, and its qualifiers."""
    lines = table.line.tolist() if table.line is not None else []
    return [
        (
            lines[row],
            table.subject.at(row),
            table.terms[table.terms_of[table.subject.codes[row]]].kind,
            table.source.at(row),
            table.value.at(row),
            {name: text for name, column in table.qualifiers.items() if (text := column.at(row)) is not None},
        )
        for row in range(len(table))
    ]


def told(reading: TableReading) -> list[str]:
    return [f"{each.place.line} {each.code} {each.message}" for each in reading.problems]


def mapping(path: Path, text: str) -> ColumnMapping:
    path.write_text(text, encoding="utf-8")
    found, problems = read_mapping(path)
    assert problems == ()
    return found


def test_three_columns_are_enough_and_a_cell_is_text_as_it_is_written(tmp_path: Path) -> None:
    found = read(tmp_path / "a.csv", BRIDGE)
    assert rows(found.table) == [
        (2, "bridge/opened", "text", "courier", "1923", {}),
        (3, "bridge/opened", "text", "ledger", "1924, or so", {}),
    ]
    assert (told(found), found.kinds, found.rows) == ([], {"text": 1}, 2)


@pytest.mark.parametrize(
    "text",
    [
        "\ufeff" + BRIDGE,
        BRIDGE.replace("\n", "\r\n"),
        BRIDGE.removesuffix("\n"),
        BRIDGE.replace('"1924, or so"', "X").replace(",", ";").replace("X", '"1924, or so"'),
        BRIDGE.replace('"1924, or so"', "X").replace(",", "\t").replace("X", '"1924, or so"'),
        BRIDGE.replace('"1924, or so"', "X").replace(",", "|").replace("X", '"1924, or so"'),
        BRIDGE.replace("subject,source,value", 'Subject,"Source ",VALUE'),
    ],
    ids=["byte order mark", "CRLF", "no last line end", "semicolons", "tabs", "bars", "capitals in the header"],
)
def test_the_ways_in_which_programs_write_a_csv_read_alike(text: str, tmp_path: Path) -> None:
    plain = read(tmp_path / "plain.csv", BRIDGE)
    assert rows(read(tmp_path / "a.csv", text).table) == rows(plain.table)


def test_lines_are_those_of_the_file_whatever_cells_and_blank_lines_hold(tmp_path: Path) -> None:
    text = HEAD + 's,a,"one\ntwo"\n\ns,b,"say ""so"""\n\r\ns,c,"\r\n\r\n"\ns,d,\ns,e,last'
    found = read(tmp_path / "a.csv", text)
    assert [(row[0], row[4]) for row in rows(found.table)] == [(2, "one\ntwo"), (5, 'say "so"'), (11, "last")]
    assert (found.rows, found.empty) == (5, 2)


def test_a_quotation_mark_in_the_middle_of_a_cell_is_a_character(tmp_path: Path) -> None:
    text = HEAD + 's,a,5" pipe\ns,b,"x" or y\ns,c,7" pipe\n'
    assert [(row[0], row[4]) for row in rows(read(tmp_path / "a.csv", text).table)] == [
        (2, '5" pipe'),
        (3, "x or y"),
        (4, '7" pipe'),
    ]


def test_a_header_over_several_lines(tmp_path: Path) -> None:
    found = read(tmp_path / "a.csv", '"a\nnote",subject,source,value\nx,s,a,1\n')
    assert ([row[0] for row in rows(found.table)], found.unused) == ([3], ("a\nnote",))


def test_ragged_rows_are_told_and_the_others_kept(tmp_path: Path) -> None:
    found = read(tmp_path / "a.csv", HEAD + "s,a,1\ns,b\n\ns,c,1,2\ns,d,3\n")
    assert [(row[0], row[3]) for row in rows(found.table)] == [(2, "a"), (6, "d")]
    assert told(found) == [
        "3 S203 the row has 2 cells and the table 3 columns; it begins with “s”",
        "5 S203 the row has 4 cells and the table 3 columns; it begins with “s”",
    ]


def test_a_quotation_mark_that_is_never_closed_is_told_where_it_stands(tmp_path: Path) -> None:
    found = read(tmp_path / "a.csv", HEAD + 's,a,1\ns,b,"2\ns,c,3\n')
    assert [row[3] for row in rows(found.table)] == ["a"]
    assert told(found) == ["3 S203 a quotation mark is opened here and never closed: all that follows is one cell"]


def test_bytes_of_another_encoding_cost_their_row_unless_the_encoding_is_named(tmp_path: Path) -> None:
    text = (HEAD + "s,a,café\ns,b,tea\n").encode("latin-1")
    found = read(tmp_path / "a.csv", text)
    assert [row[3] for row in rows(found.table)] == ["b"]
    assert told(found)[0].startswith("2 F101 the cell “caf")
    named = read(tmp_path / "a.csv", text, mapping=mapping(tmp_path / "m.toml", 'encoding = "latin-1"'))
    assert [row[4] for row in rows(named.table)] == ["café", "tea"]


def test_without_subject_or_source_a_row_is_no_claim_and_without_value_nothing_is_wrong(tmp_path: Path) -> None:
    found = read(tmp_path / "a.csv", HEAD + "s,a,1\n,a,1\ns, ,1\ns,a,\ns,b,  \n")
    assert [row[0] for row in rows(found.table)] == [2]
    assert told(found) == ["3 S202 the row has no subject", "4 S202 the row has no source"]
    assert found.empty == 2


def test_a_million_bad_rows_are_a_few_examples_and_a_number(tmp_path: Path) -> None:
    found = read(tmp_path / "a.csv", HEAD + "s,a,1\n" + ",a,1\n" * 12_351)
    assert told(found)[:EXAMPLES] == [f"{line} S202 the row has no subject" for line in range(3, 3 + EXAMPLES)]
    assert told(found)[EXAMPLES:] == ["8 S202 12,346 more rows like this: no subject"]


def test_words_kinds_and_dates_that_are_none_are_told_once_each(tmp_path: Path) -> None:
    head = "subject,source,value,kind,stance,hedge,list,as_of,via\n"
    text = head + (
        "s,a,1,,affirms,reported,open,2017,RFI@2017-03\n"
        "s,b,1,,maybe,,,,\n"
        "s,c,1,,maybe,,,,\n"
        "s,d,1,,,,,long ago,\n"
        "s,e,1,numbr,,,,,\n"
        "s,f,1,,,,,,RFI@soon\n"
    )
    found = read(tmp_path / "a.csv", text)
    assert [(row[0], row[5]) for row in rows(found.table)] == [
        (2, {"as_of": "2017", "hedge": "reported", "list": "open", "origin": "RFI@2017-03", "stance": "affirms"}),
        (5, {}),
        (7, {"origin": "RFI@soon"}),
    ]
    heads = [line.split(":")[0] for line in told(found)]
    assert heads[0] == "3 S204 stance is “maybe”, not affirms or denies (in 2 rows)"
    assert [line[:8] for line in heads[1:]] == ["5 V402 a", "6 S204 k", "7 V402 o"]


def test_a_subject_has_one_kind_that_of_most_of_its_rows(tmp_path: Path) -> None:
    text = "subject,source,value,kind\ns,a,1923,date\ns,b,1923,quantity\ns,c,1924,date\nt,a,x,\n"
    found = read(tmp_path / "a.csv", text)
    assert [row[:4] for row in rows(found.table)] == [(2, "s", "date", "a"), (4, "s", "date", "c"), (5, "t", "text", "a")]
    assert told(found) == ["3 S209 “s” is of kind quantity here, and of kind date in other rows"]
    assert found.kinds == {"date": 1, "text": 1}


def test_a_kind_that_needs_a_vocabulary_is_told_without_one(tmp_path: Path) -> None:
    found = read(tmp_path / "a.csv", HEAD + "s,a,dead\n", kind="status")
    assert (len(found.table), told(found)[0][:8]) == (0, "0 S207 k")


def test_columns_are_found_by_a_mapping_and_missing_ones_suggested(tmp_path: Path) -> None:
    text = "isbn,shop,author_list\n42,one,A. Bee\n42,two,N/A\n"
    named = mapping(tmp_path / "m.yaml", "subject: '{isbn}/authors'\nsource: shop\nvalue: author_list\nmissing: [N/A]\n")
    found = read(tmp_path / "a.csv", text, mapping=named)
    assert rows(found.table) == [(2, "42/authors", "text", "one", "A. Bee", {})]
    assert found.empty == 1
    wrong = read(
        tmp_path / "a.csv", text, mapping=ColumnMapping({"subject": "isbn", "source": "shops", "value": "author_list"})
    )
    assert told(wrong) == ["1 S202 the columns are “isbn”, “shop” and “author_list”, and none is “shops”; did you mean shop?"]


WIDE = """\
subject = "{carrier}-{number}"
source = "site"
missing = ["Not Available"]
[constants]
hedge = "reported"
[columns]
departs = {kind = "date"}
gate = {attribute = "boards at"}
"""


def test_a_wide_table_is_one_subject_for_each_value_column(tmp_path: Path) -> None:
    text = "carrier,number,site,departs,gate,seen\nAA,1,x,2011-12-01,B2,y\nAA,1,y,,Not Available,y\nAA,,z,2011,,y\n"
    found = read(tmp_path / "a.csv", text, mapping=mapping(tmp_path / "m.toml", WIDE), kind="text")
    assert rows(found.table) == [
        (2, "AA-1/departs", "date", "x", "2011-12-01", {"hedge": "reported"}),
        (2, "AA-1/boards at", "text", "x", "B2", {"hedge": "reported"}),
    ]
    assert (told(found), found.empty, found.unused) == (["4 S202 the row has no subject"], 2, ("seen",))


def test_a_file_without_a_header(tmp_path: Path) -> None:
    named = mapping(tmp_path / "m.toml", 'header = ["value", "subject", "source"]\ndelimiter = "tab"')
    found = read(tmp_path / "a.txt", "1923\tbridge\tcourier\n1924\tbridge\tledger\n", mapping=named)
    assert [row[:5] for row in rows(found.table)] == [
        (1, "bridge", "text", "courier", "1923"),
        (2, "bridge", "text", "ledger", "1924"),
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("sbject: a", "S201 the key “sbject” is not known here; did you mean subject?"),
        ("subject: '{a'", "S207 subject is “{a”: the braces do not match"),
        ("delimiter: ', '", "S207 delimiter"),
        ("encoding: klingon", "S207 encoding"),
        ("constants: {sours: a}", "S207 constants: sours"),
        ("columns: {a: {kind: tme}}", "S207 a: kind is “tme”: the kinds are "),
        ("{value: a, columns: {b: {}}}", "S207 the file: value means nothing beside columns: give it there"),
        ("{hedge: a, constants: {hedge: b}}", "S207 the file: hedge is given as a column and as a constant"),
    ],
)
def test_a_mapping_file_that_is_wrong_is_told(text: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "m.yaml").write_text(text, encoding="utf-8")
    _, problems = read_mapping(tmp_path / "m.yaml")
    assert [f"{each.code} {each.message}"[: len(said)] for each in problems] == [said]


def test_terms_come_from_the_vocabulary_by_id_or_by_the_closest_pattern(tmp_path: Path) -> None:
    folder = tmp_path / "words"
    folder.mkdir()
    (folder / "subjects.yaml").write_text(
        "subjects:\n  '*/departs': {kind: date}\n  'AA*/departs': {kind: date, takes: many}\n"
        "  'AA 1/departs': {kind: text}\n  '*': {kind: quantity, unit: seats}\n",
        encoding="utf-8",
    )
    words, problems = read_vocabulary(folder)
    text = HEAD + "AA 1/departs,a,1\nAA 2/departs,a,2017\nUA 1/departs,a,2017\nUA 1/seats,a,20\nÜber uns,a,3\n"
    table = read(tmp_path / "a.csv", text, vocabulary=words).table
    terms = [table.terms[code] for code in table.terms_of.tolist()]
    assert problems == ()
    assert [(each.kind, each.takes, each.unit) for each in terms] == [
        ("text", "one", None),
        ("date", "many", None),
        ("date", "one", None),
        ("quantity", "one", "seats"),
        ("quantity", "one", "seats"),
    ]
    assert {each.id for each in terms} == {"*"}


def test_what_is_wrong_with_a_vocabulary_is_told(tmp_path: Path) -> None:
    (tmp_path / "subjects.yaml").write_text("subjects:\n  '*/x': {kind: text, unit: m}\n", encoding="utf-8")
    (tmp_path / "entities.yaml").write_text("entities:\n  a: {name: A, type: group, part_of: [b]}\n", encoding="utf-8")
    _, problems = read_vocabulary(tmp_path)
    assert sorted(each.code for each in problems) == ["R303", "S208"]


# other sorts of file


def test_json_lines_keep_numbers_as_written_and_tell_lines_that_are_no_object(tmp_path: Path) -> None:
    lines = [
        '{"subject": "s", "source": "a", "value": 5.50}',
        "",
        '{"subject": "s", "source": "b", "value": true, "quote": "so it is"}',
        '{"subject": "s", "source": "c", "value": ["x", 1e3], "via": ["RFI", "AFP"]}',
        '{"subject": "s", "source": "d", "value": null}',
        '{"subject": "s", "source": "e", "value": {"x": 1}}',
        '{"subject": "s", "source": "f", "value": 1, "value": 2}',
        "[1]",
        "{",
        '{"subject": "s", "source": "g", "value": "\\ud800"}',
    ]
    found = read(tmp_path / "a.jsonl", "\n".join(lines))
    assert [(row[0], *row[3:]) for row in rows(found.table)] == [
        (1, "a", "5.50", {}),
        (3, "b", "true", {"quote": "so it is"}),
        (4, "c", "x; 1e3", {"origin": "RFI; AFP"}),
    ]
    assert [line[:9] for line in told(found)] == ["6 S203 a ", "7 S203 th", "8 S203 th", "9 S203 th", "10 F101 t"]
    assert found.empty == 1


def test_packed_files_read_as_the_plain_ones_and_broken_ones_are_told(tmp_path: Path) -> None:
    plain = read(tmp_path / "a.csv", BRIDGE)
    assert rows(read(tmp_path / "a.csv.gz", gzip.compress(BRIDGE.encode())).table) == rows(plain.table)
    lines = "".join(
        json.dumps({"subject": "bridge/opened", "source": row[3], "value": row[4]}) + "\n" for row in rows(plain.table)
    )
    assert [row[1:] for row in rows(read(tmp_path / "a.jsonl.gz", gzip.compress(lines.encode())).table)] == [
        row[1:] for row in rows(plain.table)
    ]
    (tmp_path / "c.parquet").write_text("no", encoding="utf-8")
    assert told(read_table(tmp_path / "c.parquet", TableOptions()))[0].startswith(
        "0 F104 the file cannot be read: it is no sound"
    )
    broken = read(tmp_path / "b.csv.gz", gzip.compress(BRIDGE.encode() * 100)[:-20])
    assert told(broken)[0].startswith("0 F104 the file cannot be read")


def test_parquet_gives_numbers_and_dates_their_plain_text(tmp_path: Path) -> None:
    import datetime as dt

    values = {
        "int": [5, None],
        "float": [5.5, 5.0],
        "date": [dt.date(2017, 3, 2), None],
        "moment": [dt.datetime(2017, 3, 2, 7, 10), None],  # noqa: DTZ001 - a column without zones
        "yes": [True, False],
        "text": ["007", ""],
        "several": [["a", "b"], []],
    }
    table = pa.table({"subject": ["s", "t"], "source": pa.array(["a", "a"]).dictionary_encode(), **values})
    parquet.write_table(table, tmp_path / "a.parquet")
    columns = ", ".join(values)
    named = mapping(tmp_path / "m.yaml", f"columns: {{{', '.join(f'{name}: {{}}' for name in columns.split(', '))}}}\n")
    found = read_table(tmp_path / "a.parquet", TableOptions(named))
    assert {row[1]: row[4] for row in rows(found.table)} == {
        "s/int": "5",
        "s/float": "5.5",
        "t/float": "5",
        "s/date": "2017-03-02",
        "s/moment": "2017-03-02T07:10:00",
        "s/yes": "true",
        "t/yes": "false",
        "s/text": "007",
        "s/several": "a; b",
    }


def test_a_folder_of_parquet_parts_is_one_table(tmp_path: Path) -> None:
    whole = tmp_path / "table"
    whole.mkdir()
    for number, extra in ((0, {}), (1, {"hedge": ["alleged"]})):
        part = pa.table({"subject": ["s"], "source": [f"a{number}"], "value": ["1"], **extra})
        parquet.write_table(part, whole / f"part-{number}.parquet")
    (whole / "_SUCCESS").touch()
    found = read_table(whole, TableOptions())
    assert rows(found.table) == [(1, "s", "text", "a0", "1", {}), (2, "s", "text", "a1", "1", {"hedge": "alleged"})]


def test_without_pyarrow_csv_reads_the_same_and_parquet_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sys

    expected = rows(read(tmp_path / "a.csv", BRIDGE).table)
    for name in ("pyarrow", "compare.loading.claims_tables.parquet", "compare.loading.claims_tables.arrow_texts"):
        monkeypatch.setitem(sys.modules, name, None)
    monkeypatch.delattr(claims_tables, "parquet", raising=False)
    (tmp_path / "a.parquet").touch()
    assert rows(read_table(tmp_path / "a.csv", TableOptions()).table) == expected
    with pytest.raises(MissingExtraError, match=r"a\.parquet is Parquet, which needs: pip install 'whosays\[tables\]'"):
        read_table(tmp_path / "a.parquet", TableOptions())


def test_a_name_that_says_nothing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnknownFormatError, match=r"it ends in one of \.csv, "):
        read_table(tmp_path / "a.doc", TableOptions())


@pytest.mark.parametrize("text", ["", HEAD, "\n\n", HEAD + "s,a,\n"])
def test_a_table_without_claims_is_no_agreement(text: str, tmp_path: Path) -> None:
    assert told(read(tmp_path / "a.csv", text))[-1][2:6] in {"C701", "S202"}


def test_a_table_is_read_some_rows_at_a_time(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(
        HEAD + "".join(f"s{row % 7},a{row % 3},{row}\n" for row in range(200_000)), encoding="utf-8"
    )
    whole, problems = read_claims_table(tmp_path / "a.csv", TableOptions())
    faults = Faults("a.csv")
    parts = [each.table for each in read_in_parts(tmp_path / "a.csv", TableOptions(exact=True), 70_000, faults)]
    assert (len(parts), problems, faults.problems()) == (2, (), ())
    assert [row for part in parts for row in rows(part)] == rows(whole)


# every cell of every file

CELLS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8) | st.sampled_from(
    ['"', '""', "\r", "\n", "\r\n", ",", "x"]
)
GRIDS = st.integers(2, 4).flatmap(lambda width: st.lists(st.tuples(*[CELLS] * width), min_size=1, max_size=12))


@given(GRIDS, st.sampled_from([",", ";", "\t", "|"]), st.sampled_from(["excel", "unix"]))
def test_what_the_csv_module_writes_both_readers_read_cell_for_cell(
    grid: list[tuple[str, ...]], delimiter: str, dialect: str
) -> None:
    text = io.StringIO(newline="")
    names = [f"c{number}" for number in range(len(grid[0]))]
    csv.writer(text, dialect, delimiter=delimiter).writerows([names, *grid])
    data = text.getvalue().encode()
    written = ColumnMapping(delimiter=delimiter)
    file = delimited.delimited(lambda: io.BytesIO(data), written, tabs=False)
    starts = [at for at, row in line_starts(data, delimiter) if row][1:]
    for exact in (False, True):
        faults = Faults("a.csv")
        part = gathered(delimited.rows(file, faults, exact=exact).parts(names), names)
        assert list(zip(*(texts(part.columns[name]) for name in names), strict=True)) == grid
        assert (part.lines.tolist(), faults.problems()) == (starts, ())


def texts(column: Column) -> list[str | None]:
    return [column.at(row) for row in range(len(column.codes))]


def line_starts(data: bytes, delimiter: str) -> list[tuple[int, list[str]]]:
    """Where each record begins, by the line count of the csv module."""
    reader = csv.reader(io.TextIOWrapper(io.BytesIO(data), "utf-8", newline=""), delimiter=delimiter)
    found, line = [], 1
    for row in reader:
        found.append((line, row))
        line = reader.line_num + 1
    return found


@given(st.lists(st.sampled_from([b"a", b",", b"\n", b'"', b"\r\n", b"bc"]), max_size=40), st.integers(1, 5))
def test_lines_found_in_bytes_do_not_depend_on_how_the_bytes_come(pieces: list[bytes], size: int) -> None:
    data = b"".join(pieces)
    whole, bit_by_bit = RecordLines(","), RecordLines(",")
    whole.feed(data)
    for start in range(0, len(data), size):
        bit_by_bit.feed(data[start : start + size])
    whole.end()
    bit_by_bit.end()
    assert whole.plain == bit_by_bit.plain
    if whole.plain:
        starts = [line for line, row in line_starts(data, ",") if row]
        assert (taken(whole), taken(bit_by_bit)) == (starts, starts)


def taken(lines: RecordLines) -> list[int]:
    found = []
    while (line := lines.take(1)) is not None:
        found += line.tolist()
    return found
