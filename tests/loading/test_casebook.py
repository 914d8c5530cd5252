from __future__ import annotations

import gc
import hashlib
import os
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from compare.loading.casebook import read_casebook

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from compare.core.model import Quote

    Book = Callable[[dict[str, str]], Path]

TEXT = "The group was formed in March.\r\n\r\nIt has “eleven fighters”. It has eleven fighters, he said.\r\n"
CLAIM = "  - id: {id}\n    subject: {subject}\n    value: {value}\n    quote: {quote}\n"


def codes(root: Path, *texts: Path) -> list[str]:
    return [f"{problem.code} {problem.place}" for problem in read_casebook(root, texts)[2]]


def source_with_text(text: str) -> str:
    digest = hashlib.sha256(text.encode()).hexdigest()
    return f"title: A title\npublished: 2017-03-24\nbasis: page\ntext: {{file: wire.txt, sha256: {digest}}}\n"


def claim_file(*claims: str) -> str:
    return "source: wire\nclaims:\n" + "".join(claims)


def claim(
    claim_id: str = "many", subject: str = "group/strength", value: str = "11", quote: str = "eleven", more: str = ""
) -> str:
    return CLAIM.format(id=claim_id, subject=subject, value=value, quote=quote) + (f"    {more}\n" if more else "")


def quote_of(root: Path, *texts: Path) -> Quote:
    return read_casebook(root, texts)[0].claims[0].quote


def test_a_sound_casebook_is_read_as_written(book: Book) -> None:
    casebook, settings, problems = read_casebook(book({}))
    assert problems == ()
    assert [each.id for each in casebook.sources] == ["wire"]
    assert [(each.uid, each.written, str(each.place)) for each in casebook.claims] == [
        ("wire#many", "11", "claims/wire.yaml:3:9")
    ]
    assert casebook.claims[0].quote.state == "unchecked"
    assert [each.id for each in casebook.subjects] == ["group/members", "group/strength"]
    assert settings.language == casebook.language == casebook.sources[0].language == "en"


def test_the_order_of_files_and_claims_does_not_show(book: Book) -> None:
    one = book({"claims/wire.yaml": claim_file(claim("b"), claim("a", value="12"))})
    first = read_casebook(one)[0].claims
    assert [each.id for each in first] == ["a", "b"]


def test_an_empty_folder_has_nothing_to_compare(tmp_path: Path) -> None:
    assert codes(tmp_path) == ["C701 claims"]
    assert codes(tmp_path / "missing") == ["C701 claims"]


def test_one_broken_file_does_not_hide_another(book: Book) -> None:
    root = book({"seeds/a.yaml": "a: [", "seeds/b.yaml": "title: &x b", "claims/c.yaml": "", "whosays.toml": "title ="})
    expected = ["Y118 claims/c.yaml:1:1", "Y101 seeds/a.yaml:1:5", "Y102 seeds/b.yaml:1:8", "C702 whosays.toml"]
    assert codes(root) == expected
    assert [each.uid for each in read_casebook(root)[0].claims] == ["wire#many"]


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        pytest.param({"seeds/wire.yaml": "title: ["}, ["Y101 seeds/wire.yaml:1:9"], id="a broken source is not also unknown"),
        pytest.param(
            {"claims/vocabulary/subjects.yaml": "subjects: ["},
            ["Y101 claims/vocabulary/subjects.yaml:1:12"],
            id="broken subjects are not also unknown",
        ),
        pytest.param(
            {"claims/vocabulary/entities.yaml": "entities: 1"},
            ["S203 claims/vocabulary/entities.yaml:1:11"],
            id="broken entities are not also unknown",
        ),
        pytest.param(
            {"claims/wire.yaml": claim_file(claim(subject="group/size", value="many"))},
            ["R302 claims/wire.yaml:4:14"],
            id="a value on an unknown subject is not also unreadable",
        ),
        pytest.param(
            {"claims/vocabulary/subjects.yaml": "subjects:\n  group/strength: {question: How many?, kind: status}\n"},
            ["S207 claims/vocabulary/subjects.yaml:2:3"],
            id="a value on impossible terms is not also unreadable",
        ),
        pytest.param(
            {"claims/wire.yaml": claim_file(claim(value="[1, 2]"))},
            ["S203 claims/wire.yaml:5:12"],
            id="a list is not also unreadable",
        ),
        pytest.param(
            {"seeds/wire.yaml": "title: t\npublished: soon\nbasis: b\naccessed: 2016\n"},
            ["V402 seeds/wire.yaml:2:12"],
            id="an unreadable date is not also in the wrong order",
        ),
        pytest.param(
            {"claims/wire.yaml": claim_file(claim("Many"))},
            ["S205 claims/wire.yaml:3:9"],
            id="a dropped claim is not also missing",
        ),
    ],
)
def test_one_cause_is_one_problem(book: Book, files: dict[str, str], expected: list[str]) -> None:
    assert codes(book(files)) == expected


def test_each_distinct_value_is_read_once_and_each_claim_reported(book: Book) -> None:
    root = book({"claims/wire.yaml": claim_file(claim("a", value="lots"), claim("b", value="lots", quote="lots"))})
    casebook, _, problems = read_casebook(root)
    assert [str(problem.place) for problem in problems] == ["claims/wire.yaml:5:12", "claims/wire.yaml:9:12"]
    assert [each.written for each in casebook.claims] == ["lots", "lots"]


def test_a_list_is_written_either_way(book: Book) -> None:
    options = "subjects:\n  group/members: {question: Who?, kind: list, options: {a: {}, b: {}}}\n"
    one, two = claim("x", "group/members", "[a, b]"), claim("y", "group/members", "a; b", more="list: closed")
    casebook, _, problems = read_casebook(
        book({"claims/vocabulary/subjects.yaml": options, "claims/wire.yaml": claim_file(one, two)})
    )
    assert problems == ()
    assert [(each.written, each.closed) for each in casebook.claims] == [("a; b", False), ("a; b", True)]


def test_a_claim_with_a_faulty_qualifier_is_left_out_rather_than_read_without_it(book: Book) -> None:
    root = book({"claims/wire.yaml": claim_file(claim("a", more="stance: deny"), claim("b"))})
    casebook, _, problems = read_casebook(root)
    assert [problem.code for problem in problems] == ["S204"]
    assert [each.id for each in casebook.claims] == ["b"]


def test_every_claim_left_has_its_source_and_its_subject(book: Book) -> None:
    files = {
        "claims/ghost.yaml": claim_file(claim()).replace("wire", "ghost"),
        "claims/wire.yaml": claim_file(claim(subject="no/such")),
    }
    casebook, _, problems = read_casebook(book(files))
    assert [problem.code for problem in problems] == ["R301", "R302"]
    assert casebook.claims == ()


def test_readings_say_what_was_looked_for(book: Book) -> None:
    read = "source: wire\nread: {by: me, on: 2026-11-22, scope: [group/strength]}\nnothing: [2, 4-6]\n"
    more = "not_applicable: {group/members: written before}\n"
    found = read_casebook(book({"claims/wire.yaml": read + more}))[0].readings[0]
    assert (found.by, found.full, found.subjects) == ("me", False, ("group/strength",))
    assert found.nothing == {2, 4, 5, 6}
    assert found.not_applicable == (("group/members", "written before"),)


def test_nobody_attests_anything_without_read(book: Book) -> None:
    found = read_casebook(book({}))[0].readings[0]
    assert (found.by, found.on, found.full, found.subjects) == (None, None, False, ())


@pytest.mark.parametrize(
    ("more", "state", "code"),
    [
        ("sentence: 3", "verified", []),
        ("sentence: 2", "verified", []),
        ("near: he said", "verified", []),
        ("near: formed in March", "verified", []),
        ("sentence: 1", "missing", ["Q501"]),
        ("sentence: 9", "missing", ["Q507"]),
        ("near: she said", "missing", ["Q501"]),
        ("note: nothing more", "ambiguous", ["Q502"]),
    ],
)
def test_a_repeated_quote_needs_to_be_told_apart(book: Book, more: str, state: str, code: list[str]) -> None:
    claims = claim_file(claim(quote="eleven fighters", more=more))
    root = book({"seeds/wire.yaml": source_with_text(TEXT), "seeds/wire.txt": TEXT, "claims/wire.yaml": claims})
    casebook, _, problems = read_casebook(root)
    assert casebook.claims[0].quote.state == state
    assert [problem.code for problem in problems] == code


def test_offsets_count_code_points_of_the_text_as_stored(book: Book) -> None:
    claims = claim_file(claim(quote="'\"eleven fighters\"'"))
    root = book({"seeds/wire.yaml": source_with_text(TEXT), "seeds/wire.txt": TEXT, "claims/wire.yaml": claims})
    quote = quote_of(root)
    assert (quote.state, quote.folding, quote.sentence, quote.paragraph) == ("folded", ("quotes",), 2, 2)
    assert TEXT[quote.start : quote.end] == "“eleven fighters”"


def test_of_a_translation_the_original_is_looked_up(book: Book) -> None:
    french = "Il a onze combattants.\n"
    claims = claim_file(claim(more="quote_original: {text: onze combattants, language: fr}"))
    root = book({"seeds/wire.yaml": source_with_text(french), "seeds/wire.txt": french, "claims/wire.yaml": claims})
    quote = quote_of(root)
    assert (quote.text, quote.original, quote.state) == ("eleven", "onze combattants", "verified")
    assert french[quote.start : quote.end] == "onze combattants"


def test_texts_are_looked_for_in_seeds_then_settings_then_the_folders_given(book: Book, tmp_path: Path) -> None:
    root = book(
        {
            "claims/wire.yaml": claim_file(claim()),
            "seeds/wire.yaml": source_with_text("eleven\n"),
            "whosays.toml": 'texts = ["../named"]\n',
        }
    )
    assert quote_of(root).state == "unchecked"
    for folder, text in (("given", "given eleven\n"), ("named", "eleven\n")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "wire.txt").write_text(text, encoding="utf-8")
        assert quote_of(root, tmp_path / "given").state == "verified"
    assert read_casebook(root, [tmp_path / "given"])[0].texts["wire"].text == "eleven\n"


def test_a_text_that_changed_is_not_the_one_that_was_attested(book: Book) -> None:
    files = {"seeds/wire.yaml": source_with_text("It has eleven.\n"), "seeds/wire.txt": "It has eleven now.\n"}
    root = book({**files, "claims/wire.yaml": claim_file(claim())})
    casebook, _, problems = read_casebook(root)
    assert [problem.code for problem in problems] == ["Q506"]
    assert not casebook.texts["wire"].attested
    assert casebook.claims[0].quote.state == "verified"


def test_a_text_outside_its_folder_is_not_read(book: Book, tmp_path: Path) -> None:
    root = book({"seeds/wire.yaml": source_with_text("eleven\n")})
    (tmp_path / "secret").write_text("eleven\n", encoding="utf-8")
    (root / "seeds" / "wire.txt").symlink_to(tmp_path / "secret")
    assert codes(root) == ["F105 seeds/wire.yaml:4:14"]


@pytest.mark.parametrize(
    ("via", "expected"),
    [
        ("RFI", []),
        ("RFI@2017-03-10", []),
        ("own-reporting", []),
        ("RFI@soon", ["V402 claims/wire.yaml:7:10"]),
        ("[AFP, RFI@2018]", ["V403 claims/wire.yaml:7:16"]),
        ("RFI@2017-03-24?", []),
        ("wire", ["R306 claims/wire.yaml:7:10"]),
    ],
)
def test_origins_are_outlets_with_a_date_sources_or_own_reporting(book: Book, via: str, expected: list[str]) -> None:
    assert codes(book({"claims/wire.yaml": claim_file(claim(more=f"via: {via}"))})) == expected


def test_a_circle_of_sources_is_shown_with_its_path(book: Book) -> None:
    files = {f"seeds/{name}.yaml": "title: t\npublished: 2017\nbasis: b\n" for name in ("a", "b")}
    said = {
        f"claims/{one}.yaml": claim_file(claim(more=f"via: {other}")).replace("wire", one) for one, other in ("ab", "bw", "wa")
    }
    said = {name.replace("/w.", "/wire."): text.replace(": w\n", ": wire\n") for name, text in said.items()}
    problems = read_casebook(book({**files, **said}))[2]
    assert [problem.message for problem in problems] == ["a → b → wire → a: each has it from the next"]


def test_a_speaker_may_be_named_in_any_spelling(book: Book) -> None:
    assert codes(book({"claims/wire.yaml": claim_file(claim(more="speaker: the-group"))})) == []
    assert codes(book({"claims/wire.yaml": claim_file(claim(more="speaker: Somebody"))})) == ["R303 claims/wire.yaml:7:14"]


@pytest.mark.parametrize(
    ("terms", "expected"),
    [
        ("kind: text, unit: men", ["S208 claims/vocabulary/subjects.yaml:2:59"]),
        ("kind: quantity, options: {a: {}}", ["S208 claims/vocabulary/subjects.yaml:2:63"]),
        ("kind: quantity, stable_for: 3 days", ["S208 claims/vocabulary/subjects.yaml:2:63"]),
        ("kind: quantity, time: changing, stable_for: 3 weeks", []),
        ("kind: quantity, event: 2017-13", ["V402 claims/vocabulary/subjects.yaml:2:70"]),
        ("kind: quantity, about: [grop]", ["R303 claims/vocabulary/subjects.yaml:2:71"]),
    ],
)
def test_terms_must_mean_something_for_the_kind(book: Book, terms: str, expected: list[str]) -> None:
    subjects = f"subjects:\n  group/strength: {{question: How many in it?, {terms}}}\n"
    assert codes(book({"claims/vocabulary/subjects.yaml": subjects})) == expected


def test_spans_of_time_are_counted_in_days(book: Book) -> None:
    spans = {"10 days": 10, "2 weeks": 14, "1 month": 31, "2 years": 732}
    rows = [f"  group/s{n}: {{question: q, kind: text, time: changing, stable_for: {span}}}\n" for n, span in enumerate(spans)]
    subjects = "subjects:\n  group/strength: {question: q, kind: quantity}\n" + "".join(rows)
    found = read_casebook(book({"claims/vocabulary/subjects.yaml": subjects}))[0].subjects
    assert [each.stable_for for each in found] == [*spans.values(), 0]


def test_files_that_nothing_reads_are_named(book: Book) -> None:
    names = ["claims/a.yml", "claims/b.yaml~", "claims/sub/c.yaml", "claims/vocabulary/more.yaml", "seeds/d.pdf", "seeds/e.txt"]
    quiet = ["claims/README.md", "seeds/.gitkeep"]
    root = book(dict.fromkeys([*names, *quiet], "x"))
    unread = ["claims/a.yml", "claims/b.yaml~", "claims/sub", "claims/vocabulary/more.yaml", "seeds/d.pdf"]
    assert codes(root) == [f"F106 {name}" for name in unread]


def test_a_folder_that_leads_out_of_the_casebook_is_not_read(book: Book, tmp_path: Path) -> None:
    root = book({})
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "other.yaml").write_text("source: other\n", encoding="utf-8")
    (root / "claims" / "decisions").symlink_to(tmp_path / "elsewhere")
    assert codes(root) == ["F105 claims/decisions"]


def test_a_folder_that_cannot_be_listed_is_named_once(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    root = book({})
    listed = os.listdir

    def refuse(path: Path) -> list[str]:
        if path.name == "vocabulary":
            raise PermissionError(13, "Permission denied")
        return listed(path)

    monkeypatch.setattr(os, "listdir", refuse)  # the tests may run as root, whom no permission stops
    assert codes(root) == ["F104 claims/vocabulary"]


def test_settings_that_cannot_be_read_are_a_problem(book: Book) -> None:
    root = book({})
    (root / "whosays.toml").write_bytes(b'title = "\xe9"')
    assert codes(root) == ["F101 whosays.toml"]


def test_a_file_name_is_an_id(book: Book) -> None:
    root = book({"seeds/CON .yaml": "title: t\npublished: 2017\nbasis: b\n"})
    assert codes(root) == ["S205 seeds/CON .yaml"]


def test_decisions_are_read_and_one_on_nothing_is_kept_and_told(book: Book) -> None:
    good = "subject: group/strength\noutcome: prefer\nreason: r\nby: me\non: 2026-11-22\nprint: eleven\n"
    root = book({"claims/decisions/one.yaml": good, "claims/decisions/two.yaml": good.replace("strength", "size")})
    casebook, _, problems = read_casebook(root)
    assert [(str(problem.place), problem.code) for problem in problems] == [("claims/decisions/two.yaml:1:10", "D803")]
    assert [(each.id, each.outcome, each.print) for each in casebook.decisions] == [
        ("one", "prefer", "eleven"),
        ("two", "prefer", "eleven"),
    ]


def test_the_garbage_collector_is_left_as_it_was(book: Book) -> None:
    root = book({})
    assert gc.isenabled()
    read_casebook(root)
    assert gc.isenabled()
    gc.disable()
    try:
        read_casebook(root)
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_ten_thousand_claims_are_read_in_seconds(book: Book) -> None:
    names = [f"s{number}" for number in range(200)]
    claims = [claim(f"c{number}", value=str(number)) for number in range(50)]
    files = {f"claims/{name}.yaml": claim_file(*claims).replace("wire", name) for name in names}
    files |= {f"seeds/{name}.yaml": "title: t\npublished: 2017\nbasis: b\n" for name in names}
    root = book(files)
    started = time.process_time()
    casebook, _, problems = read_casebook(root)
    assert time.process_time() - started < 6  # well under 2 seconds on an idle machine
    assert (len(casebook.claims), problems) == (10_001, ())


def test_importing_the_package_imports_nothing_heavy() -> None:
    code = (
        "import sys, compare.loading; print(sorted({'pydantic', 'yaml', 'nupunkt', 'rapidfuzz', 'pandas'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
