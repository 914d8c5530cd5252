from __future__ import annotations

import csv
import json
import os
from typing import TYPE_CHECKING

import pytest
from pyarrow import parquet

from tests.cli.conftest import child, contents, whosays, write

if TYPE_CHECKING:
    from pathlib import Path

BRIDGE = """\
subject,source,value,kind
bridge/opened,courier,1923-05-02,date
bridge/opened,ledger,1923-05,date
bridge/opened,herald,1924,date
bridge/length,courier,"1,000",quantity
bridge/length,ledger,1000,quantity
bridge/name,herald,Old Bridge,
"""
WIDE = "flight,site,departs,gate\nAA 1,x,2011-12-01,B2\nAA 1,y,2011-12-02,b2\nAA 1,z,2011-12-02,N/A\n"
MAPPING = 'subject = "{flight}"\nsource = "site"\nmissing = ["N/A"]\n[columns]\ndeparts = {kind = "date"}\ngate = {}\n'


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    write(tmp_path, {"bridge.csv": BRIDGE})
    return tmp_path / "bridge.csv"


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_a_table_comes_to_a_folder_with_three_tables_and_findings(table: Path, tmp_path: Path) -> None:
    done = whosays("judge", table)
    assert (done.exit_code, done.stdout) == (
        0,
        "bridge.judged: 3 sources, 6 claims, 3 subjects: 1 contested, 1 agreed, 1 single-source\n",
    )
    out = tmp_path / "bridge.judged"
    assert set(contents(out)) == {".whosays.json", "findings.json", "positions.csv", "relations.csv", "standings.csv"}
    standings = {row["subject"]: (row["kind"], row["standing"]) for row in rows(out / "standings.csv")}
    assert standings == {
        "bridge/length": ("quantity", "agreed"),
        "bridge/name": ("text", "single-source"),
        "bridge/opened": ("date", "contested"),
    }
    assert done.stderr.splitlines()[0].startswith("Kinds: date (1 subject), quantity (1 subject), text (1 subject).")


def test_the_tables_say_who_holds_what_and_why_it_differs(table: Path, tmp_path: Path) -> None:
    whosays("judge", table)
    positions = [row for row in rows(tmp_path / "bridge.judged" / "positions.csv") if row["subject"] == "bridge/opened"]
    held = {row["written"]: (row["sources"], row["supporters"], row["named_by"], row["most_supported"]) for row in positions}
    assert held == {
        "1923-05-02": ("1", "1", "courier", "yes"),
        "1923-05": ("1", "0", "ledger", "no"),
        "1924": ("1", "0", "herald", "no"),
    }
    assert [row["position"] for row in positions] == ["1", "2", "3"]
    relations = rows(tmp_path / "bridge.judged" / "relations.csv")
    found = {frozenset((row["source_a"], row["source_b"])): (row["relation"], row["rule"]) for row in relations}
    assert found == {
        frozenset(("courier", "ledger")): ("refines", "date.inside"),
        frozenset(("courier", "herald")): ("contradicts", "date.apart"),
        frozenset(("ledger", "herald")): ("contradicts", "date.apart"),
    }
    finer = next(row for row in relations if row["relation"] == "refines")
    assert finer[f"value_{finer['says_more']}"] == "2 May 1923"
    assert "2 May 1923" in finer["because"]


def test_findings_list_every_claim_with_its_line_and_the_same_standings(table: Path, tmp_path: Path) -> None:
    whosays("judge", table)
    found = json.loads((tmp_path / "bridge.judged" / "findings.json").read_text(encoding="utf-8"))
    assert [(each["id"], each["place"]) for each in found["claims"]][:2] == [
        ("courier#bridge/length", {"file": "bridge.csv", "line": 5}),
        ("courier#bridge/opened", {"file": "bridge.csv", "line": 2}),
    ]
    standings = {row["subject"]: row["standing"] for row in rows(tmp_path / "bridge.judged" / "standings.csv")}
    assert {each["id"]: each["standing"] for each in found["subjects"]} == standings
    assert (found["casebook"], found["problems"]) == ({"title": "bridge.csv"}, [])


def test_the_order_of_the_rows_changes_no_byte_of_the_tables(table: Path, tmp_path: Path) -> None:
    head, *lines = BRIDGE.splitlines(keepends=True)
    whosays("judge", table, "--tables-only", "-o", tmp_path / "a")
    table.write_text(head + "".join(reversed(lines)), encoding="utf-8")
    whosays("judge", table, "--tables-only", "-o", tmp_path / "b")
    assert contents(tmp_path / "a") == contents(tmp_path / "b")
    assert "findings.json" not in contents(tmp_path / "a")


@pytest.mark.parametrize("rows_at_once", [1, 2, 4])
def test_how_many_claims_are_judged_at_once_changes_no_byte(rows_at_once: int, table: Path, tmp_path: Path) -> None:
    whosays("judge", table, "-o", tmp_path / "a")
    whosays("judge", table, "--memory-rows", rows_at_once, "-o", tmp_path / "b")
    assert contents(tmp_path / "a") == contents(tmp_path / "b")


def test_two_runs_elsewhere_with_other_hashes_give_the_same_bytes(table: Path, tmp_path: Path) -> None:
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": "Asia/Tokyo"}
        done = child("judge", table, "--report", "-o", tmp_path / seed, env=environment, cwd=tmp_path)
        assert done.returncode == 0, done.stderr
    assert contents(tmp_path / "1") == contents(tmp_path / "2")


def test_a_wide_table_and_its_mapping(table: Path, tmp_path: Path) -> None:
    write(table.parent, {"flights.csv": WIDE, "flights.toml": MAPPING})
    done = whosays("judge", "flights.csv", "--mapping", "flights.toml")
    assert done.exit_code == 0
    assert [line for line in done.stderr.splitlines() if "empty" in line] == ["1 empty value: no claims."]
    standings = {row["subject"]: row for row in rows(tmp_path / "flights.judged" / "standings.csv")}
    assert {name: row["standing"] for name, row in standings.items()} == {"AA 1/departs": "contested", "AA 1/gate": "agreed"}
    assert (standings["AA 1/departs"]["most_supported"], standings["AA 1/departs"]["most_supported_by"]) == (
        "2 December 2011",
        "2",
    )


def test_columns_and_the_kind_by_option(table: Path, tmp_path: Path) -> None:
    write(table.parent, {"books.tsv": "isbn\tshop\ttotal\n4 2\tone\t10\n4 2\ttwo\t10.0\n"})
    options = ("--subject", "{isbn}/pages", "--source", "shop", "--value", "total", "--kind", "quantity")
    done = whosays("judge", "books.tsv", *options)
    assert done.exit_code == 0
    assert [(row["subject"], row["standing"]) for row in rows(tmp_path / "books.judged" / "standings.csv")] == [
        ("4 2/pages", "agreed")
    ]


def test_terms_of_a_vocabulary_and_its_entities(table: Path, tmp_path: Path) -> None:
    subjects = "subjects:\n  '*/owner': {kind: entity}\n"
    entities = "entities:\n  town: {name: the town, type: group, aliases: [the municipality]}\n"
    claims = "subject,source,value\nOld mill/owner,a,the town\nOld mill/owner,b,the municipality\n"
    write(table.parent, {"words/subjects.yaml": subjects, "words/entities.yaml": entities, "mill.csv": claims})
    assert whosays("judge", "mill.csv", "--vocabulary", "words").exit_code == 0
    assert [row["standing"] for row in rows(tmp_path / "mill.judged" / "standings.csv")] == ["agreed"]


def test_places_from_a_table_of_what_lies_in_what(table: Path, tmp_path: Path) -> None:
    claims = "subject,source,value\np/born-in,a,Ghent\np/born-in,b,Belgium\n"
    write(table.parent, {"births.csv": claims, "places.csv": "place,broader\nGhent,Flanders\nFlanders,Belgium\n"})
    assert whosays("judge", "births.csv", "--kind", "place", "--broader", "places.csv").exit_code == 0
    assert [row["relation"] for row in rows(tmp_path / "births.judged" / "relations.csv")] == ["refines"]


def test_parquet_holds_the_same_with_numbers_as_numbers(table: Path, tmp_path: Path) -> None:
    whosays("judge", table)
    whosays("judge", table, "--parquet", "-o", tmp_path / "p")
    plain = rows(tmp_path / "bridge.judged" / "positions.csv")
    found = parquet.read_table(tmp_path / "p" / "positions.parquet").to_pylist()
    assert [(row["subject"], str(row["sources"]), "yes" if row["most_supported"] else "no") for row in found] == [
        (row["subject"], row["sources"], row["most_supported"]) for row in plain
    ]
    assert isinstance(found[0]["sources"], int)


def test_the_report_is_added_with_a_page_for_every_subject(table: Path, tmp_path: Path) -> None:
    assert whosays("judge", table, "--report").exit_code == 0
    out = contents(tmp_path / "bridge.judged")
    assert {"index.html", "s/bridge/opened.html", "findings.json", "positions.csv"} <= set(out)
    assert b"Old Bridge" in out["s/bridge/name.html"]


def test_free_text_ids_and_hostile_cells_stay_text(table: Path, tmp_path: Path) -> None:
    hostile = 'subject,source,value\n../../etc/passwd,<b>a</b>,"=1+1\r\nx"\n"Über uns\n/ä",<b>a</b>,<script>\n'
    write(table.parent, {"wild.csv": hostile})
    assert whosays("judge", "wild.csv", "--report").exit_code == 0
    out = contents(tmp_path / "wild.judged")
    assert not [name for name, page in out.items() if name.endswith(".html") and (b"<script>\n" in page or b"<b>a" in page)]
    assert {row["written"] for row in rows(tmp_path / "wild.judged" / "positions.csv")} == {"=1+1\r\nx", "<script>"}


def test_values_that_cannot_be_read_are_counted_shown_and_compared_with_nothing(table: Path) -> None:
    lines = ["s,a,1923", *[f"s,b{number},soon" for number in range(3)], "s,c,later", "s,d,then", "s,e,now"]
    write(table.parent, {"dates.csv": "subject,source,value\n" + "\n".join(lines) + "\n"})
    done = whosays("judge", "dates.csv", "--kind", "date")
    assert done.exit_code == 0
    said = done.stdout.splitlines()[1]
    assert said.startswith(
        "6 values of kind date cannot be read and count for nothing, "
        "most often “soon” (3 claims), “later” (1 claim) and “now” (1 claim). How they are written: EDTF: "
    )


def test_rows_that_cannot_be_used_are_told_the_rest_is_judged_and_the_exit_code_is_3(table: Path, tmp_path: Path) -> None:
    table.write_text(BRIDGE + "bridge/name,,New Bridge,\nbridge/name,x\n", encoding="utf-8")
    done = whosays("judge", table)
    assert done.exit_code == 3
    heads = [line.split(": ")[0:2] for line in done.stderr.splitlines() if line.startswith("bridge.csv")]
    assert [head[0] for head in heads] == ["bridge.csv:8", "bridge.csv:9"]
    assert done.stderr.splitlines()[-1] == "2 errors in the table; the rows concerned are left out."
    assert (tmp_path / "bridge.judged" / "positions.csv").is_file()
    found = json.loads((tmp_path / "bridge.judged" / "findings.json").read_text(encoding="utf-8"))
    assert [each["code"] for each in found["problems"]] == ["S202", "S203"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["no.csv"], "There is no no.csv."),
        (["itself.csv"], "There is no itself.csv."),
        (["bridge.doc"], "bridge.doc: the name does not say what sort of table it is"),
        (
            ["bridge.csv", "--kind", "quantiti"],
            "The kinds are date, entity, list, name, names, place, quantity, status, text, time, yes-no",
        ),
        (["bridge.csv", "--mapping", "no.toml"], "no.toml, given with --mapping, is not a file."),
        (["bridge.csv", "--vocabulary", "no"], "no, given with --vocabulary, is not a folder."),
        (["bridge.csv", "--subject", "{a"], "--subject: the braces in “{a” do not match"),
        (["bridge.csv", "--mapping", "wrong.toml"], "wrong.toml: error S201 unknown-key: the key “sbject” is not known here"),
        (
            ["bridge.csv", "--mapping", "idna.toml"],
            "idna.toml: error S207 bad-form: encoding is “idna”: no such encoding is known",
        ),
        (["bridge.csv", "--mapping", "broken.toml"], "broken.toml: error C702 bad-setting: the file is not valid TOML"),
    ],
)
def test_a_wrong_command_line_is_told_in_a_line_and_nothing_is_written(arguments: list[str], said: str, table: Path) -> None:
    (table.parent / "itself.csv").symlink_to("itself.csv")
    write(
        table.parent, {"bridge.doc": "", "wrong.toml": 'sbject = "a"', "broken.toml": "a =", "idna.toml": 'encoding = "idna"'}
    )
    refused = whosays("judge", *arguments)
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert refused.stderr.startswith(said)
    assert not list(table.parent.glob("*.judged"))


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_a_table_that_is_in_another_encoding_than_the_mapping_says_is_told(encoding: str, table: Path) -> None:
    write(table.parent, {"m.toml": f"encoding = '{encoding}'"})
    wrong = whosays("judge", table, "--mapping", "m.toml")
    assert (wrong.exit_code, wrong.stdout) == (3, "")
    assert wrong.stderr.startswith(f"bridge.csv: error F101 not-utf-8: the file is not in the encoding “{encoding}”: ")
    assert "Correct `encoding` in the mapping." in wrong.stderr
    table.write_text(BRIDGE, encoding=encoding)
    assert whosays("judge", table, "--mapping", "m.toml").exit_code == 0


def test_a_column_that_is_not_there_and_a_table_without_claims(table: Path) -> None:
    missing = whosays("judge", table, "--value", "valeu")
    assert missing.exit_code == 3
    assert "and none is “valeu”; did you mean value?" in missing.stderr
    write(table.parent, {"empty.csv": "subject,source,value\ns,a,\n"})
    assert whosays("judge", "empty.csv").exit_code == 5
    write(table.parent, {"unread.csv": "subject,source,value\ns,a,soon\n"})
    assert whosays("judge", "unread.csv", "--kind", "date").exit_code == 5


def test_what_is_wrong_with_the_vocabulary_ends_the_command(table: Path) -> None:
    write(table.parent, {"words/subjects.yaml": "subjects:\n  a: {kind: nosuch}\n"})
    refused = whosays("judge", table, "--vocabulary", "words")
    assert refused.exit_code == 3
    assert refused.stderr.startswith("words/subjects.yaml:2:")


def test_an_earlier_result_is_replaced_and_anything_else_refused(table: Path, tmp_path: Path) -> None:
    for _ in range(2):
        assert whosays("judge", table).exit_code == 0
    assert whosays("judge", table, "--tables-only").exit_code == 0
    assert "findings.json" not in contents(tmp_path / "bridge.judged")
    write(tmp_path, {"mine/letter.txt": "dear"})
    refused = whosays("judge", table, "-o", tmp_path / "mine")
    assert (refused.exit_code, contents(tmp_path / "mine")) == (4, {"letter.txt": b"dear"})
    assert "letter.txt" in refused.stderr
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_dir()) == ["bridge.judged", "mine"]


def copied(rows_of_copy: int) -> str:
    """Two honest sources and a pair that shares its mistakes on 60 subjects."""
    lines = ["subject,source,value,kind"]
    for number in range(60):
        wrong = 1000 + number if number < rows_of_copy else number
        lines += [f"s{number},{source},{number},quantity" for source in ("honest", "plain", "third", "fourth")]
        lines += [f"s{number},{source},{wrong},quantity" for source in ("first", "second")]
    return "\n".join(lines) + "\n"


def test_sources_that_share_their_mistakes_are_hinted_at_and_counted_once_only_when_asked(table: Path, tmp_path: Path) -> None:
    write(table.parent, {"copied.csv": copied(30), "honest.csv": copied(0)})
    plain = whosays("judge", "copied.csv")
    assert [line[:25] for line in plain.stdout.splitlines()[1:]] == ["Copied? first and second "]
    assert len(whosays("judge", "honest.csv").stdout.splitlines()) == 1
    once = whosays("judge", "copied.csv", "--count-copies-once", "-o", tmp_path / "once")
    assert once.exit_code == 0
    by = {row["most_supported_by"] for row in rows(tmp_path / "once" / "standings.csv")}
    assert by == {"4", "5"}
    assert {row["most_supported_by"] for row in rows(tmp_path / "copied.judged" / "standings.csv")} == {"4", "6"}
