from __future__ import annotations

import csv
import json
import os
import re
import shlex
import sys
from typing import TYPE_CHECKING, Any

import pytest

from compare.core.entities import Entities
from compare.loading.casebook import read_casebook
from tests.cli.conftest import COURIER, FILES, LEDGER, child, contents, whosays, write
from tests.conftest import ROOT
from tests.trust.test_load import calls

if TYPE_CHECKING:
    from pathlib import Path

PAGE = "https://courier.example/mill"
OTHER = "https://ledger.example/fire"
HURT = "  mill/hurt: {question: How many were hurt?, kind: quantity, unit: people}\n"


@pytest.fixture
def web(book: Path) -> Path:
    """The casebook with an address for each source, a third question, and no claim on it yet."""
    seeds = {name: FILES[name] for name in ("seeds/courier.yaml", "seeds/ledger.yaml")}
    write(book, {name: f"{text}url: {PAGE if 'courier' in name else OTHER}\n" for name, text in seeds.items()})
    write(book, {"claims/vocabulary/subjects.yaml": FILES["claims/vocabulary/subjects.yaml"] + HURT})
    return book


def row(exact: str | None, *tags: str, text: str = "", uri: str = OTHER, **keys: object) -> dict[str, object]:
    """One row as the API of Hypothes.is gives it."""
    selector = [{"type": "RangeSelector", "startOffset": 3}, {"type": "TextQuoteSelector", "exact": exact}]
    target = {"source": uri, "selector": selector} if exact else {"source": uri}
    made = {"id": "Xy1", "created": "2024-05-05T10:00:00+00:00", "user": "acct:reader@hypothes.is", "group": "__world__"}
    common = {"uri": uri, "text": text, "tags": [*tags], "permissions": {"read": ["group:__world__"]}, "target": [target]}
    return {**made, **common, **keys}


def saved(folder: Path, *rows: object, name: str = "notes.json") -> Path:
    path = folder / name
    path.write_text(json.dumps({"total": len(rows), "rows": rows}), encoding="utf-8")
    return path


HURT_TAGS = ("subject:mill/hurt", "value:2")


def test_a_complete_annotation_becomes_a_claim_once(web: Path, tmp_path: Path) -> None:
    file = saved(tmp_path, row("Two people were hurt", *HURT_TAGS, text="Not in the Courier.\nAsk them."))
    before = contents(web)
    dry = whosays("import", file, "-C", web, "--dry-run")
    counts = "notes.json: 1 annotation: 1 claim added, 0 already there, 0 drafts, 0 left out"
    shown = f"claims/ledger.yaml: 1 added\n  hurt: new\n{counts}\n"
    assert (dry.exit_code, dry.stdout) == (0, f"{shown}Nothing was written: this was a dry run.\n")
    assert contents(web) == before
    done = whosays("import", file, "-C", web)
    assert (done.exit_code, done.stdout, done.stderr) == (0, shown, "")
    added = (
        '  - {id: hurt, subject: mill/hurt, value: 2, quote: Two people were hurt, note: "Not in the Courier.\\nAsk them."}\n'
    )
    after = (web / "claims/ledger.yaml").read_text(encoding="utf-8")
    assert after == FILES["claims/ledger.yaml"] + added
    again = whosays("import", file, "-C", web)
    assert (again.exit_code, again.stdout.splitlines()) == (
        0,
        [
            "annotation 1 (“Xy1”): already there, ledger#hurt",
            "notes.json: 1 annotation: 0 claims added, 1 already there, 0 drafts, 0 left out",
        ],
    )
    assert (web / "claims/ledger.yaml").read_text(encoding="utf-8") == after


def test_who_annotated_and_when_stands_nowhere(web: Path, tmp_path: Path) -> None:
    file = saved(tmp_path, row("Two people were hurt", *HURT_TAGS), row("On 2 May"))
    done = whosays("import", file, "-C", web, "--drafts", web / "drafts.csv")
    assert done.exit_code == 0
    written = b"".join(contents(web).values())
    assert b"reader" not in written
    assert b"2024-05-05" not in written


def test_ids_are_free_and_the_claims_of_a_source_come_in_its_order(web: Path, tmp_path: Path) -> None:
    file = saved(
        tmp_path,
        row("Two people were hurt", *HURT_TAGS),
        row("the mill burned", "subject:mill/burned-on", "value:2024-05"),
        row("The mill's owner", "subject:mill/owner", "value:river-board", "stance:denies"),
        row("Two people were hurt", *HURT_TAGS),
        row("Nobody was hurt", text="mill/hurt = 0", uri="http://courier.example/mill/?utm_source=x#top"),
    )
    done = whosays("import", file, "-C", web)
    assert done.stdout.splitlines() == [
        "claims/courier.yaml: 1 added",
        "  hurt: new",
        "claims/ledger.yaml: 3 added",
        "  burned-on: new",
        "  owner-2: new",
        "  hurt: new",
        "annotation 4 (“Xy1”): already there, annotation 1 (“Xy1”)",
        "notes.json: 5 annotations: 4 claims added, 1 already there, 0 drafts, 0 left out",
    ]
    denied = next(each for each in read_casebook(web)[0].claims if each.uid == "ledger#owner-2")
    assert (denied.stance, denied.written, denied.quote.state) == ("denies", "river-board", "verified")


def test_drafts_go_into_a_table_and_come_back_as_claims(web: Path, tmp_path: Path) -> None:
    file = saved(tmp_path, row("Two people were hurt"), row("Nobody was hurt", "subject:mill/hurt", uri=PAGE))
    without = whosays("import", file, "-C", web)
    assert (without.exit_code, without.stdout.splitlines()) == (
        0,
        [
            "annotation 1 (“Xy1”): draft, ledger “Two people were hurt”: it lacks a subject and a value",
            "annotation 2 (“Xy1”): draft, courier “Nobody was hurt”: it lacks a value",
            "Drafts are in no claim file: --drafts drafts.csv writes them as a table, to be completed and imported.",
            "notes.json: 2 annotations: 0 claims added, 0 already there, 2 drafts, 0 left out",
        ],
    )
    before, table = contents(web), tmp_path / "drafts.csv"
    assert "2 drafts would be written\n" in whosays("import", file, "-C", web, "--drafts", table, "--dry-run").stdout
    assert not table.exists()
    done = whosays("import", file, "-C", web, "--drafts", table)
    assert f"{table}: 2 drafts; fill or mend its cells, then: whosays import {table}\n" in done.stdout
    assert contents(web) == before
    with table.open(encoding="utf-8-sig", newline="") as opened:
        head, *lines = csv.reader(opened)
    assert [line[:5] for line in lines] == [
        ["courier", "hurt", "mill/hurt", "", "Nobody was hurt"],
        ["ledger", "two-people-were-hurt", "", "", "Two people were hurt"],
    ]
    lines[0][3] = "0"
    lines[1][2:4] = HURT_TAGS[0].removeprefix("subject:"), "2"
    with table.open("w", encoding="utf-8", newline="") as opened:
        csv.writer(opened).writerows([head, *lines])
    assert whosays("import", table, "-C", web).exit_code == 0
    again = whosays("import", file, "-C", web)
    assert "2 already there, 0 drafts" in again.stdout


def test_drafts_are_written_whether_or_not_anybody_listens(web: Path, tmp_path: Path) -> None:
    file = saved(tmp_path, row("Two people were hurt", *HURT_TAGS), row("Nobody was hurt", "subject:mill/hurt", uri=PAGE))
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w") as nobody:
        done = child("import", file, "-C", web, "--drafts", tmp_path / "drafts.csv", capture_output=False, stdout=nobody)
    assert done.returncode == 4
    assert "id: hurt" in (web / "claims" / "ledger.yaml").read_text(encoding="utf-8")
    assert "Nobody was hurt" in (tmp_path / "drafts.csv").read_text(encoding="utf-8-sig")


def test_drafts_may_be_a_workbook_and_never_overwrite(web: Path, tmp_path: Path) -> None:
    file, table = saved(tmp_path, row("Two people were hurt")), tmp_path / "drafts.xlsx"
    assert whosays("import", file, "-C", web, "--drafts", table).exit_code == 0
    assert whosays("import", table, "-C", web).exit_code == 3
    before = table.read_bytes()
    refused = whosays("import", file, "-C", web, "--drafts", table)
    told = f"{table} is there already, perhaps with changes: import it first, or name another file.\n"
    assert (refused.exit_code, refused.stderr) == (2, told)
    assert table.read_bytes() == before


def test_a_workbook_that_cannot_be_made_is_told_before_anything_is_written(
    web: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = row("The mill's owner", text="a" * 40_000), row("Two people were hurt", *HURT_TAGS)
    file, before = saved(tmp_path, *rows), contents(web)
    long = whosays("import", file, "-C", web, "--drafts", tmp_path / "d.xlsx")
    assert (long.exit_code, "more than 32,767 characters; write CSV instead. Nothing was written." in long.stderr) == (3, True)
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    missing = whosays("import", saved(tmp_path, row("Two people were hurt")), "-C", web, "--drafts", tmp_path / "d.xlsx")
    assert (missing.exit_code, "pip install 'whosays[xlsx]'" in missing.stderr) == (2, True)
    assert contents(web) == before


def test_a_claim_with_a_mistake_is_a_draft_and_fails_the_command(web: Path, tmp_path: Path) -> None:
    file = saved(
        tmp_path,
        row("Two people were hurt", "subject:mill/hurtt", "value:2"),
        row("The mill's owner", "subject:mill/owner", "value:nobody"),
    )
    before = contents(web)
    done = whosays("import", file, "-C", web, "--drafts", tmp_path / "d.csv")
    assert done.exit_code == 3
    table = (tmp_path / "d.csv").read_text(encoding="utf-8-sig").splitlines()[1:]
    assert [line.split(",")[1:4] for line in table] == [
        ["owner-2", "mill/owner", "nobody"],
        ["two-people-were-hurt", "mill/hurtt", "2"],
    ]
    first, second, *_ = done.stdout.splitlines()
    assert "it lacks a subject that is declared: there is no subject “mill/hurtt”; did you mean mill/hurt?" in first
    assert "it lacks a value that can be read: mill/owner takes another value (kind entity)" in second
    told = "2 annotations with a subject or a value did not become a claim: mend them and import the file again; "
    assert done.stderr == f"{told}nothing is added twice.\n"
    assert contents(web) == before


def test_what_cannot_be_used_is_told_all_at_once_with_the_reason(web: Path, tmp_path: Path) -> None:
    (web / "seeds/courier.txt").unlink()
    file = saved(
        tmp_path,
        row("Two people were hurt", *HURT_TAGS),
        row("wo people were hur", *HURT_TAGS),
        row(None, text="A good piece"),
        row("Two people", uri="https://ledger.example/fires"),
        row("mill"),
        row("Nobody was hurt", uri=PAGE),
        row("Nobody", uri=PAGE),
        row("Two people", references=["Xy1"]),
        row("Two people", text="a\u0000b"),
        row("Two people", "value:\ud800"),
        row("Two people", text="a" * 70_000),
        row("Two people", text="a" + "\u0301" * 9),
        "https://notes.example/1",
    )
    done = whosays("import", file, "-C", web)
    assert done.exit_code == 3
    lines = done.stderr.splitlines()
    assert [each.removeprefix("notes.json, annotation").partition(": left out: ")[::2] for each in lines[:-1:2]] == [
        (" 2 (“Xy1”)", "“wo people were hur” is not in the text of ledger; the nearest words are “Two people were hurt.”"),
        (" 3 (“Xy1”)", "it is about the whole page and quotes no words"),
        (
            " 4 (“Xy1”)",
            "no source has the address “https://ledger.example/fires”; did you mean ledger.example/fire?",
        ),
        (" 5 (“Xy1”)", "“mill” stands 2 times, in sentences 1 and 2"),
        ("s 6-7", "the text of courier is not at hand"),
        (" 8 (“Xy1”)", "it is a reply to another annotation"),
        (" 9 (“Xy1”)", "the control character U+0000 stands here"),
        (" 10 (“Xy1”)", "U+D800 is half a character"),
        (" 11 (“Xy1”)", "a text in it has 70,000 bytes; at most 65,536 are read"),
        (" 12 (“Xy1”)", "more than 8 combining marks stand on one letter"),
        (" 13", "only the address “https://notes.example/1” stands here, and nothing is fetched"),
    ]
    assert lines[-1].startswith("2 annotations with a subject or a value did not become a claim")
    assert done.stdout.splitlines()[-1] == "notes.json: 13 annotations: 1 claim added, 0 already there, 0 drafts, 12 left out"


def test_only_annotations_without_a_claim_in_them_may_be_left_out_quietly(web: Path, tmp_path: Path) -> None:
    file = saved(tmp_path, row("Two people were hurt"), row(None, text="A good piece"))
    assert whosays("import", file, "-C", web).exit_code == 0
    nothing = whosays("import", saved(tmp_path, row(None)), "-C", web)
    assert (nothing.exit_code, nothing.stderr.splitlines()[-1]) == (3, "None of the annotations can become a claim.")


def test_what_would_not_check_is_refused_as_a_whole_with_its_annotation(web: Path, tmp_path: Path) -> None:
    file = saved(
        tmp_path,
        row("Two people were hurt", *HURT_TAGS),
        row("On 2 May the mill", "subject:mill/burned-on", "value:2024-05", "hedge:maybe"),
    )
    before = contents(web)
    refused = whosays("import", file, "-C", web)
    assert (refused.exit_code, refused.stdout) == (3, "")
    assert refused.stderr.startswith("notes.json, annotation 2 (“Xy1”): error S204 not-an-option")
    assert refused.stderr.endswith("Nothing was written: 1 error in what would have been.\n")
    assert contents(web) == before


def test_hostile_text_stays_text_and_direction_controls_are_told(web: Path, tmp_path: Path) -> None:
    note = "<img src=x onerror=alert(1)>\n=cmd()"
    file = saved(
        tmp_path,
        row("Two people were hurt", *HURT_TAGS, text=note),
        row("On 2 May the mill", "subject:mill/burned-on", "value:2024-05", text="a\u202eb", id="\u202eid\x1b"),
        row("The mill's owner", text=note),
    )
    done = whosays("import", file, "-C", web, "--drafts", tmp_path / "d.csv")
    assert done.exit_code == 0
    assert "notes.json, annotation 2 (“[RLO]id\\x1b”): warning Y113 bidi-control-in-text: “a[RLO]b” holds" in done.stderr
    assert "\u202e" not in done.output
    assert "\x1b" not in done.output
    found = {each.uid: each.note for each in read_casebook(web)[0].claims}
    assert found["ledger#hurt"] == note
    assert f'"{note}"' in (tmp_path / "d.csv").read_text(encoding="utf-8")


def test_what_only_its_author_can_see_stays_out_unless_it_is_asked_for(web: Path, tmp_path: Path) -> None:
    mine = row("Two people were hurt", *HURT_TAGS, permissions={"read": ["acct:reader@hypothes.is"]})
    file = saved(tmp_path, mine)
    out = whosays("import", file, "-C", web)
    assert (out.exit_code, out.stdout.splitlines()) == (
        0,
        [
            "1 annotation that only the author can see: left out; --private takes them too",
            "notes.json: 1 annotation: 0 claims added, 0 already there, 0 drafts, 1 left out",
        ],
    )
    assert "1 claim added" in whosays("import", file, "-C", web, "--private").stdout


def test_words_beside_the_quote_that_are_not_in_the_text_are_told(web: Path, tmp_path: Path) -> None:
    words = {"type": "TextQuoteSelector", "exact": "Two people were hurt", "prefix": "an hour ago. ", "suffix": ", they say"}
    file = saved(tmp_path, row("x", *HURT_TAGS, target=[{"source": OTHER, "selector": [words]}]))
    done = whosays("import", file, "-C", web)
    told = "look at it: other words stand beside “Two people were hurt” in the text of ledger than in the annotation"
    assert (done.exit_code, done.stderr) == (0, f"notes.json, annotation 1 (“Xy1”): {told}\n")


def test_a_claim_that_was_corrected_since_is_not_brought_back(web: Path, tmp_path: Path) -> None:
    file = saved(tmp_path, row("Two people were hurt", *HURT_TAGS))
    whosays("import", file, "-C", web)
    whosays("claim", "edit", "ledger#hurt", "--value", "3", "-C", web)
    before = contents(web)
    again = whosays("import", file, "-C", web)
    first, second, _ = again.stderr.splitlines()
    assert again.exit_code == 3
    assert first.endswith("left out: ledger#hurt answers mill/hurt on these words already, and otherwise: “3”")
    assert second == "    If the annotation is right: whosays claim edit ledger#hurt"
    assert contents(web) == before


def test_the_same_words_may_carry_two_answers_where_the_question_takes_many(web: Path, tmp_path: Path) -> None:
    subjects = web / "claims/vocabulary/subjects.yaml"
    subjects.write_text(subjects.read_text(encoding="utf-8").replace("kind: entity}", "kind: entity, takes: many}"), "utf-8")
    file = saved(tmp_path, row("The mill's owner is the town", "subject:mill/owner", "value:river-board"))
    assert "1 claim added" in whosays("import", file, "-C", web).stdout


@pytest.mark.parametrize(
    ("exact", "tags", "there"),
    [
        ("The mill's owner is the town", ("subject:mill/owner", "value:the town"), True),  # an entity by its name
        ("owner is the town", ("subject:mill/owner", "value:town"), True),  # fewer words than the claim has
        ("The mill's owner is the town", ("subject:mill/owner", "value:river-board", "stance:denies"), False),
        ("The mill's owner is the town", ("subject:mill/owner", "value:town", "hedge:stated", "list:open"), True),
        ("The mill's owner is the town", ("subject:mill/owner", "value:town", "via:RFI@2024-05-01"), False),
        ("The mill's owner is the town", (), True),  # a mere highlight of words that carry a claim
        ("owner is the town", (), False),
        ("The mill's owner is the town", ("subject:mill/owner",), True),
        ("The mill's owner is the town", ("subject:mill/hurt",), False),
    ],
)
def test_what_a_claim_says_already_is_there(exact: str, tags: tuple[str, ...], there: bool, web: Path, tmp_path: Path) -> None:  # noqa: FBT001 - a column of the table
    done = whosays("import", saved(tmp_path, row(exact, *tags)), "-C", web, "--dry-run")
    assert ("already there, ledger#owner" in done.stdout) is there, done.output


def test_two_remarks_on_the_same_words_are_two_drafts(web: Path, tmp_path: Path) -> None:
    file = saved(tmp_path, *(row("Two people were hurt", text=each) for each in ("Who?", "Ask the town.", "Who?")))
    done = whosays("import", file, "-C", web, "--drafts", tmp_path / "d.csv")
    assert "1 already there, 2 drafts" in done.stdout
    table = (tmp_path / "d.csv").read_text(encoding="utf-8")
    assert [each in table for each in ("Who?", "Ask the town.", "two-people-were-hurt,", "two-people-were-hurt-2,")] == [
        True
    ] * 4


def test_only_for_the_first_fifty_missing_quotes_are_the_nearest_words_looked_for(web: Path, tmp_path: Path) -> None:
    file = saved(tmp_path, *(row(f"Two people were hurt {number}") for number in range(60)))
    done = whosays("import", file, "-C", web)
    assert (done.stderr.count("is not in the text of ledger"), done.stderr.count("the nearest words are")) == (60, 50)


def test_what_json_ld_writes_in_brackets_is_read_like_what_stands_alone(web: Path, tmp_path: Path) -> None:
    selector = {"type": ["TextQuoteSelector"], "exact": "Two people were hurt"}
    body = [{"type": "TextualBody", "purpose": "tagging", "value": tag} for tag in HURT_TAGS]
    note = {"type": ["Annotation"], "target": [{"source": OTHER, "selector": [selector]}], "body": body}
    file = tmp_path / "notes.json"
    file.write_text(json.dumps({"type": ["AnnotationCollection"], "first": [{"items": [note]}]}), encoding="utf-8")
    done = whosays("import", file, "-C", web)
    assert done.stdout.splitlines()[-1] == "notes.json: 1 annotation: 1 claim added, 0 already there, 0 drafts, 0 left out"


def test_the_names_of_the_casebook_are_read_once_for_all_annotations(
    web: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = [each for size in range(1, 6) for each in (" ".join(LEDGER.split()[at : at + size]) for at in range(4))]
    read = calls(monkeypatch, Entities, "__init__")
    counts = []
    for number in (2, len(words)):
        read[0] = 0
        rows = (row(each, "subject:mill/owner", "value:the river board") for each in words[:number])
        done = whosays("import", saved(tmp_path, *rows), "-C", web, "--dry-run")
        assert f"{number} annotations: " in done.stdout, done.output
        counts.append(read[0])
    assert counts[0] == counts[1]


def test_claims_are_written_and_told_even_if_the_drafts_cannot_be(web: Path, tmp_path: Path) -> None:
    file = saved(tmp_path, row("Two people were hurt", *HURT_TAGS), row("On 2 May"))
    done = whosays("import", file, "-C", web, "--drafts", tmp_path / "nowhere" / "drafts.csv")
    assert done.exit_code == 4
    assert "The claims are written, the drafts are not: " in done.stderr
    assert "  hurt: new" in done.stdout


def test_many_that_are_there_already_are_told_in_one_line(web: Path, tmp_path: Path) -> None:
    file = saved(tmp_path, *[row("Two people were hurt", *HURT_TAGS)] * 12)
    assert "annotations 2-12: already there\n" in whosays("import", file, "-C", web).stdout


def test_a_file_that_holds_no_annotations_or_cannot_be_read_writes_nothing(web: Path, tmp_path: Path) -> None:
    before = contents(web)
    for written, told in (
        ("{}", "notes.json: there are no annotations in this file. Nothing was written."),
        ("[", "Nothing was written: 1 error in the file."),
        ('[{"a": 1, "a": 2}]', "Nothing was written: 1 error in the file."),
    ):
        (tmp_path / "notes.json").write_text(written, encoding="utf-8")
        refused = whosays("import", tmp_path / "notes.json", "-C", web)
        assert (refused.exit_code, refused.stderr.splitlines()[-1]) == (3, told)
    assert contents(web) == before


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["claims.csv", "--drafts", "d.csv"], "--drafts and --private are for annotations, and claims.csv is a table."),
        (["claims.xlsx", "--private"], "--drafts and --private are for annotations, and claims.xlsx is a table."),
        (["claims.ods"], "claims.ods is no table: its name must end in .csv or .xlsx, or for annotations in .json or .jsonld."),
        (["nothing.jsonld"], "There is no file nothing.jsonld."),
    ],
)
def test_names_that_do_not_fit_are_usage_errors(arguments: list[str], told: str, web: Path) -> None:
    refused = whosays("import", *arguments, "-C", web)
    assert (refused.exit_code, refused.stderr) == (2, f"{told}\n")


def test_a_table_for_drafts_must_be_one(web: Path, tmp_path: Path) -> None:
    refused = whosays("import", saved(tmp_path, row("x")), "-C", web, "--drafts", "drafts.ods")
    assert (refused.exit_code, refused.stderr) == (2, "drafts.ods is no table: its name must end in .csv or .xlsx.\n")


# what `whosays export` writes as annotations


def exported(casebook: Path) -> dict[str, Any]:
    """The claims in the form of that export: tags for subject and value, and a urn where there is no url."""
    read = read_casebook(casebook)[0]
    texts, urls = {each: text.text for each, text in read.texts.items()}, {each.id: each.url for each in read.sources}
    items = []
    for claim in read.claims:
        start, end, text = claim.quote.start or 0, claim.quote.end or 0, texts[claim.source]
        tags = [f"subject:{claim.subject}", f"value:{claim.written}", f"stance:{claim.stance}"]
        bodies = [{"type": "TextualBody", "purpose": "tagging", "value": each} for each in tags]
        quote = {"exact": text[start:end], "prefix": text[max(0, start - 32) : start], "suffix": text[end : end + 32]}
        position = {"type": "TextPositionSelector", "start": start, "end": end}
        target = {
            "type": "SpecificResource",
            "source": urls[claim.source] or f"urn:whosays:source:{claim.source}",
            "selector": [{"type": "TextQuoteSelector", **quote}, position],
        }
        words = f"not {claim.written}" if claim.stance == "denies" else claim.written
        described = {"type": "TextualBody", "purpose": "describing", "value": words}
        items.append({"id": f"urn:x:{claim.uid}", "type": "Annotation", "body": [described, *bodies], "target": target})
    head = {"@context": "http://www.w3.org/ns/anno.jsonld", "type": "AnnotationCollection", "total": len(items)}
    return {**head, "first": {"type": "AnnotationPage", "startIndex": 0, "items": items}}


def test_the_claims_of_a_casebook_come_back_into_an_empty_copy(tmp_path: Path) -> None:
    whosays("init", tmp_path / "book", "--example")
    book, file = tmp_path / "book", tmp_path / "claims.jsonld"

    def claims() -> list[tuple[object, ...]]:
        kept = ("source", "subject", "written", "stance")
        found = read_casebook(book)[0].claims
        return sorted((*(getattr(each, key) for key in kept), each.quote.start, each.quote.end) for each in found)

    before = claims()
    assert len(before) > 40
    file.write_text(json.dumps(exported(book)), encoding="utf-8")
    for each in (book / "claims").glob("*.yaml"):
        each.unlink()
    done = whosays("import", file, "-C", book)
    counts = f"claims.jsonld: {len(before)} annotations: {len(before)} claims added, 0 already there, 0 drafts, 0 left out"
    assert (done.exit_code, done.stdout.splitlines()[-1]) == (0, counts)
    assert claims() == before
    assert all(each.note is None for each in read_casebook(book)[0].claims)
    again = whosays("import", file, "-C", book)
    assert (again.exit_code, claims()) == (0, before)


def test_the_example_in_the_docs_runs_as_it_is_printed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = (ROOT / "docs" / "annotations.md").read_text(encoding="utf-8")
    notes, commands, shown = (
        re.findall(rf"^```{each}\n(.*?)^```", page, re.DOTALL | re.MULTILINE) for each in ("json", "sh", "text")
    )
    (tmp_path / "notes.json").write_text(notes[0], encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    made, done = [whosays(*shlex.split(line)[1:]) for line in commands[0].splitlines()]
    assert (made.exit_code, done.exit_code) == (0, 3)
    assert done.stderr.splitlines()[:2] + done.stdout.splitlines() + done.stderr.splitlines()[2:] == shown[0].splitlines()
    assert whosays("check", "fire").exit_code == 0


def test_the_texts_of_the_fixture_have_the_words_these_tests_quote() -> None:
    assert LEDGER.count("mill") == 2
    assert COURIER.count("Nobody was hurt") == 1
