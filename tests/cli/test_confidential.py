"""What is confidential is in no byte of what any command prints or writes, whether the casebook can be read or not."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

import pytest

from compare.loading.tree import PRIVATE_KEYS, is_private
from compare.pipeline import Run, find
from compare.review.fingerprints import Fingerprints
from tests.cli.conftest import contents, whosays, write
from tests.server.clients import serving

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# one for every place, each with its number, so that a leak names its place
SOURCE, READ, CLAIM, NOTE, SUBJECT, ENTITY, DECISION = (f"CANARY{number}told by the clerk" for number in range(7))
CANARY = re.compile(rb"CANARY|told by the clerk")
FILES = {
    "seeds/courier.yaml": f"""\
title: A mill is gone
published: 2024-05-03
basis: stated on the page
text: {{file: courier.txt, sha256: c478dd528206e8c0ce1e532827acd70ed320c23f45f4bb41f200d065b5090db6}}
confidential:
  contact: {SOURCE}
  {SOURCE}: {{phones: [{SOURCE}]}}
""",
    "claims/courier.yaml": f"""\
source: courier
read: {{by: the desk, on: 2024-06-01, scope: full, confidential: {READ}}}
claims:
  - id: owner
    subject: mill/owner
    value: river-board
    quote: belongs to the river board
    confidential: [{CLAIM}, {{why: {CLAIM}}}]
    note_private: {NOTE}
  - {{id: day, subject: mill/burned-on, value: 2024-05-02, quote: burned on 2 May}}
""",
    "claims/vocabulary/subjects.yaml": f"""\
subjects:
  mill/owner: {{question: Who owns the mill?, kind: entity, confidential: {SUBJECT}}}
  mill/burned-on: {{question: When did the mill burn?, kind: date}}
""",
    "claims/vocabulary/entities.yaml": f"""\
entities:
  mill: {{name: the mill, type: place}}
  river-board:
    name: the river board
    type: group
    confidential: |-
      {ENTITY}
      {ENTITY}
  town: {{name: the town, type: group}}
""",
}
DECIDED = """\
subject: mill/owner
outcome: attribute-both
reason: Neither shows a deed.
by: the desk
on: 2024-06-02
fingerprint: {}
confidential: {}
"""
EXPORTS = {
    "claims": (".csv", ".xlsx", ".json", ".parquet"),
    "findings": (".csv", ".xlsx", ".json", ".parquet"),
    "claimreview": (".json", ".jsonld"),
    "annotations": (".json", ".jsonld"),
    "memo": (".md", ".docx"),
}


@pytest.fixture
def desk(book: Path) -> Path:
    """The casebook with something confidential in every place that takes it, and a decision that holds."""
    write(book, FILES)
    found = find(Run(book))
    stamps = {each.subject.id: Fingerprints(found).of(each) for each in found.subjects}
    write(book, {"claims/decisions/owner.yaml": DECIDED.format(stamps["mill/owner"], DECISION)})
    return book


def printing(book: Path, out: Path) -> Iterator[tuple[object, ...]]:
    """Every command that prints what stands in a casebook or writes files from it."""
    yield "build", book, "--output", out / "report", "--keep-going"
    known = ("--baseline", out / "report" / "findings.json")
    yield from (("check", book, "--format", form) for form in GATES)
    yield from (("check", book, "--format", form, *known) for form in GATES)
    yield from (("changes", book, "--format", form, *known) for form in ("text", "json", "markdown"))
    yield "build", book, "--output", out / "since", "--keep-going", *known
    yield "baseline", book, "--dry-run"
    yield from (("decisions", book, "--format", form) for form in ("text", "json"))
    yield "decide", "mill/owner", "--outcome", "pending", "--reason", "Why.", "--by", "desk", "--dry-run", "-C", book
    yield from (("build", book, "--output", out / form, "--keep-going", "--format", form) for form in ("json", "github"))
    yield "show", "mill/owner", "mill/burned-on", "-C", book
    yield from (("sentences", "courier", "-C", book, "--format", form) for form in ("text", "json"))
    yield from (("suggest", "courier", "-C", book, "--format", form) for form in ("text", "json"))
    yield from (("coverage", book, "--format", form) for form in ("text", "json"))
    yield "explain", "confidential"
    yield "explain", "contested"
    yield "schema", out / "schemas"
    yield "export", out / "raw.csv", "--raw", "-C", book
    yield "export", out / "raw-findings.csv", "--raw", "--what", "findings", "-C", book
    yield from (
        ("export", f"{out / form}/", "--format", form, *("--subject", "mill/owner"), "-C", book) for form in ("md", "docx")
    )
    for what, suffixes in EXPORTS.items():
        for suffix in suffixes:
            yield (
                "export",
                out / f"{what}{suffix}",
                "--what",
                what,
                "-C",
                book,
                *(("--subject", "mill/owner") * (what == "memo")),
            )
    yield "judge", out / "claims.csv", "--output", out / "judged"
    yield "claim", "edit", "courier#owner", "--hedge", "reported", "--dry-run", "-C", book
    yield "subject", "edit", "mill/owner", "--weight", "high", "--dry-run", "-C", book
    yield "import", out / "raw.csv", "--dry-run", "-C", book


GATES = ("text", "json", "markdown", "github", "sarif", "junit")


def changing(book: Path) -> Iterator[tuple[object, ...]]:
    """Commands that change the casebook's own files, where what is confidential stays."""
    yield "decide", "mill/owner", "--outcome", "pending", "--reason", "Why.", "--by", "desk", "-C", book
    yield "claim", "edit", "courier#owner", "--hedge", "reported", "-C", book
    yield "dismiss", "courier", "3", "-C", book
    yield "read", "courier", "--by", "another", "--on", "2024-07-01", "-C", book
    yield "entity", "add", "ferry", "the ferry", "--type", "place", "-C", book
    yield "subject", "rename", "mill/owner", "mill/held-by", "-C", book
    yield "claim", "fix", "courier#owner", "-C", book
    yield "claim", "remove", "courier#day", "--yes", "-C", book


def readable(data: bytes) -> bytes:
    """What a file says once it is unpacked."""
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            return b"\n".join([data, *(packed.read(name) for name in packed.namelist())])
    if data.startswith(b"PAR1"):
        parquet = pytest.importorskip("pyarrow.parquet")
        return data + repr(parquet.read_table(io.BytesIO(data)).to_pydict()).encode()
    return data


def leaks(out: Path) -> list[str]:
    return [name for name, data in contents(out).items() if CANARY.search(readable(data))]


def test_what_is_confidential_is_in_nothing_that_is_printed_or_written(desk: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    before = contents(desk)
    told = {tuple(map(str, each)): whosays(*each) for each in printing(desk, out)}
    assert {each[0] for each, done in told.items() if done.exit_code} == {"explain"}
    assert [each for each, done in told.items() if CANARY.search(done.output.encode())] == []
    written = contents(out)
    assert {f"{what}{suffix}" for what, suffixes in EXPORTS.items() for suffix in suffixes} <= set(written)
    assert any(name.startswith("report/s/mill/") for name in written)
    assert b"Neither shows a deed" in written["claimreview.jsonld"]
    assert leaks(out) == []
    assert contents(desk) == before


def test_nor_is_it_on_the_review_page(desk: Path, tmp_path: Path) -> None:
    assert whosays("build", desk, "--output", tmp_path / "out").exit_code == 0
    for served in serving(desk):
        answers = [
            served.get(f"/{name}") for name in sorted(contents(tmp_path / "out")) if not name.endswith((".json", ".part"))
        ]
        answers.append(served.post(served.filled("mill/owner", reason="Asked again.")))
        answers.append(served.get("/s/mill/owner.html"))
        assert sum(each.status == 200 for each in answers) > 10
        assert [each.text for each in answers if CANARY.search(each.text.encode())] == []


def test_what_is_confidential_stays_where_it_is_when_a_command_changes_the_files(desk: Path) -> None:
    places = ("claims/courier.yaml", "claims/vocabulary/subjects.yaml", "claims/vocabulary/entities.yaml", "seeds/courier.yaml")
    for each in changing(desk):
        done = whosays(*each)
        assert (done.exit_code, CANARY.search(done.output.encode())) == (0, None), each
    for name, canaries in zip(places, ((READ, CLAIM, NOTE), (SUBJECT,), (ENTITY,), (SOURCE,)), strict=True):
        assert [each for each in canaries if each not in (desk / name).read_text(encoding="utf-8")] == []
    gone = whosays("claim", "remove", "courier#owner", "--yes", "-C", desk)
    assert (gone.exit_code, CANARY.search(gone.output.encode())) == (0, None)


BREAKS = (
    ("a line that is no YAML, before it", lambda text: re.sub(r"^(.*CANARY)", r"{ : [\n\1", text, count=1, flags=re.MULTILINE)),
    (
        "a line that is no YAML, after it",
        lambda text: re.sub(r"^(.*CANARY.*)$", r"\1\n  : ] }", text, count=1, flags=re.MULTILINE),
    ),
    ("a value with a colon", lambda text: re.sub(r"(CANARY\d)", r"\1: x: ", text)),
    ("a tab", lambda text: re.sub(r"^(.*CANARY)", r"\t\1", text, count=1, flags=re.MULTILINE)),
    ("a quotation mark that is not closed", lambda text: text.replace("CANARY", '"CANARY', 1)),
    ("an anchor", lambda text: re.sub(r"(CANARY)", r"&\1 \1", text, count=1)),
    ("a tag", lambda text: re.sub(r"(CANARY)", r"!\1 \1", text, count=1)),
    ("an alias", lambda text: re.sub(r"CANARY(\d)", r"*CANARY\1", text, count=1)),
    ("a control character", lambda text: text.replace("CANARY", "\x07CANARY", 1)),
    ("an escape that stands for no character", lambda text: re.sub(r"(CANARY[^\n,}\]]*)", r'"\1 \\ud800"', text, count=1)),
    ("invisible characters", lambda text: text.replace("told by", "told\u00ad\u202e by")),
    ("a misspelt key", lambda text: text.replace("confidential", "confidental").replace("note_private", "note_privat")),
    ("a key of another name", lambda text: text.replace("confidential", "confidentiality")),
    ("a key in capitals", lambda text: text.replace("confidential", "Confidential")),
    (
        "another key that is wrong",
        lambda text: text.replace("title:", "titel:").replace("kind:", "kin:").replace("type:", "typ:"),
    ),
    ("no end", lambda text: text[: text.index("CANARY") + 20]),
)


@pytest.mark.parametrize("name", [*FILES, "claims/decisions/owner.yaml"])
@pytest.mark.parametrize("broken", [each for _, each in BREAKS], ids=[each for each, _ in BREAKS])
def test_nor_is_it_where_the_file_is_broken(name: str, broken: object, desk: Path, tmp_path: Path) -> None:
    assert callable(broken)
    path = desk / name
    path.write_text(broken(path.read_text(encoding="utf-8")), encoding="utf-8")
    told = [whosays("check", desk).output]
    told.append(whosays("build", desk, "--output", tmp_path / "out", "--keep-going").output)
    told.append(whosays("export", tmp_path / "claims.csv", "-C", desk).output)
    told.append(whosays("claim", "edit", "courier#owner", "--hedge", "reported", "-C", desk).output)
    assert [each for each in told if CANARY.search(each.encode())] == []
    assert leaks(tmp_path / "out") == []


@pytest.mark.parametrize("key", sorted(PRIVATE_KEYS))
def test_keys_that_were_not_indented_under_a_private_one_are_not_shown(key: str, desk: Path) -> None:
    path = desk / "claims/courier.yaml"
    text = path.read_text(encoding="utf-8").replace("    note_private:", "    note:")
    path.write_text(
        re.sub(r"    confidential: .*", f"    {key}:\n    CANARY: CANARY\n    via: [CANARY]", text), encoding="utf-8"
    )
    told = whosays("check", desk).stdout
    assert "a key is not known here, beside a private one that holds nothing" in told
    assert "something must be written here" in told
    assert not CANARY.search(told.encode().replace(b"told by the clerk", b""))


def test_a_key_of_the_same_name_twice_inside_it_is_told_without_its_name(desk: Path) -> None:
    path = desk / "claims/courier.yaml"
    text = re.sub(r"confidential: \[.*", "confidential: {CANARY: 1, CANARY: 2}", path.read_text(encoding="utf-8"))
    path.write_text(text, encoding="utf-8")
    told = whosays("check", desk).stdout
    assert "a key stands at line 8 and again at line 8" in told
    assert not CANARY.search(told.encode())


@pytest.mark.parametrize(
    "key",
    ["confidential", "Confidential", "confidental", "confidencial", "confidentiel", "condifential", "note_private", "private"],
)
def test_misspellings_of_private_keys_are_private(key: str) -> None:
    assert is_private(key)


@pytest.mark.parametrize("key", ["note", "quote", "title", "presidential-guard", "source", "value", "confirmed"])
def test_other_keys_are_not(key: str) -> None:
    assert not is_private(key)


def test_the_private_notes_are_in_a_table_only_where_it_was_asked_for(desk: Path, tmp_path: Path) -> None:
    assert whosays("export", tmp_path / "a.csv", "--private", "-C", desk).exit_code == 0
    text = (tmp_path / "a.csv").read_text(encoding="utf-8")
    assert NOTE in text
    assert [each for each in (SOURCE, READ, CLAIM, SUBJECT, ENTITY, DECISION) if each in text] == []
    for what in EXPORTS.keys() - {"claims"}:
        refused = whosays("export", tmp_path / f"a{EXPORTS[what][0]}", "--what", what, "--private", "--force", "-C", desk)
        assert (refused.exit_code, refused.stderr) == (2, "--private goes with --what claims only.\n")
