from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

import pytest

from compare.authoring.editing.edits import CannotEdit
from compare.loading.segmentation import sentences, stamp
from tests.cli.conftest import BROKEN, COURIER, FILES, contents, whosays, write

if TYPE_CHECKING:
    from pathlib import Path

DENIES = """\
source: courier
claims:
  - {id: owner, subject: mill/owner, value: town, stance: denies, quote: belongs to the river board}
  - {id: day, subject: mill/burned-on, value: 2024-05-02, quote: burned on 2 May}
  - {id: both, subject: mill/owner, value: river-board, quote: "on 2 May. It belongs"}
nothing: [3]
"""
BARELY: dict[str, object] = {
    "quote_original": None,
    "hedge": "stated",
    "closed": False,
    "as_of": None,
    "since": None,
    "until": None,
    "scope": None,
    "via": [],
    "speaker": None,
    "corrects": [],
    "credibility": None,
    "worded": None,
    "note": None,
}
"""What the JSON has of a claim of which nothing is said beside its value."""
QUALIFIED = """\
source: courier
claims:
  - id: owner
    subject: mill/owner
    value: river-board
    quote: It belongs [...] river board
    stance: denies
    hedge: reported
    as_of: 2024-04
    since: 2023
    until: 2024-03
    scope: the building
    via: [Radio@2024-05-01, own-reporting]
    speaker: town
    corrects: [ledger]
    credibility: 2
    worded: the board
    note: as told
  - {id: hurt, subject: mill/hurt, value: [town], list: closed, quote: Niemand, quote_original: {text: Nobody, language: en}}
"""
SAID = (
    "stance: denies; hedge: reported; as of: 2024-04; since: 2023; until: 2024-03; scope: the building; "
    "via: Radio@2024-05-01, own-reporting; speaker: town; corrects: ledger; credibility: 2; worded: “the board”"
)
BARE = "title: A\npublished: 2024\nbasis: page\n"
NOW = stamp(sentences(COURIER))


def record(book: Path) -> str:
    return (book / "seeds" / "courier.yaml").read_text(encoding="utf-8")


def add_keys(book: Path, keys: str) -> None:
    """Write more keys into the record's `text`."""
    write(book, {"seeds/courier.yaml": FILES["seeds/courier.yaml"].replace("courier.txt,", f"courier.txt, {keys},")})


def test_every_sentence_is_shown_with_what_was_made_of_it(book: Path) -> None:
    shown = whosays("sentences", "courier", "-C", book)
    assert (shown.exit_code, shown.stderr) == (0, "")
    assert shown.stdout.splitlines() == [
        "1  claimed    The mill burned on 2 May.",
        "              day: mill/burned-on = 2 May 2024",
        "              names mill",
        "2  claimed    It belongs to the river board.",
        "              owner: mill/owner = the river board",
        "              names river-board",
        "3  open       Nobody was hurt, the warden told this paper.",
        "3 sentences: 2 claimed, 0 dismissed, 1 open",
    ]


def test_dismissed_denied_and_shared_sentences_are_told_apart(book: Path) -> None:
    write(book, {"claims/courier.yaml": DENIES})
    shown = whosays("sentences", "courier", "-C", book)
    assert (shown.exit_code, shown.stderr) == (0, "")
    lines = shown.stdout.splitlines()
    assert lines[1:3] == [
        "              day: mill/burned-on = 2 May 2024",
        "              both: mill/owner = the river board",
    ]
    assert lines[5:7] == [
        "              both: mill/owner = the river board",
        "              owner: mill/owner = not the town",
    ]
    assert lines[-2:] == [
        "3  dismissed  Nobody was hurt, the warden told this paper.",
        "3 sentences: 2 claimed, 1 dismissed, 0 open",
    ]


@pytest.mark.parametrize(
    ("options", "numbers"),
    [
        (["--open"], "3"),
        (["--mentions", "mill"], "1"),
        (["--mentions", "The River Board"], "2"),
        (["--from", 2], "23"),
        (["--to", 2], "12"),
        (["--from", 2, "--to", 2], "2"),
        (["--mentions", "mill", "--open"], ""),
    ],
)
def test_the_sentences_asked_for_are_shown_and_all_are_counted(book: Path, options: list[str], numbers: str) -> None:
    shown = whosays("sentences", "courier", "-C", book, *options)
    assert shown.exit_code == 0
    *lines, total = shown.stdout.splitlines()
    assert "".join(line[0] for line in lines if line[0] != " ") == numbers
    assert total == f"3 sentences: 2 claimed, 0 dismissed, 1 open; {len(numbers)} shown"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["curier"], "did you mean courier?"),
        (["courier", "--mentions", "the river bord"], "no entity is called 'the river bord'; did you mean the river board"),
        (["courier", "--to", 4], "there is no sentence 4: the article has 3"),
        (["courier", "--from", 9], "there is no sentence 9: the article has 3"),
        (["courier", "--from", 3, "--to", 2], "no sentence lies from 3 to 2"),
        (["courier", "--from", 0], "Invalid value for '--from'"),
    ],
)
def test_what_is_not_there_is_refused(book: Path, arguments: list[str], said: str) -> None:
    refused = whosays("sentences", "-C", book, *arguments)
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert said in refused.stderr


def test_a_text_that_is_not_at_hand_is_told_with_where_it_was_looked_for(book: Path, tmp_path: Path) -> None:
    (book / "seeds" / "courier.txt").unlink()
    write(book, {"whosays.toml": 'texts = ["../mine"]\n'})
    (tmp_path / "theirs").mkdir()
    refused = whosays("sentences", "courier", "-C", book, "--texts", tmp_path / "theirs")
    assert (refused.exit_code, refused.stdout) == (3, "")
    first, *folders, cure = refused.stderr.splitlines()
    assert first == "The article text courier.txt of courier is not at hand. It was looked for in:"
    assert folders == [f"  {book}/seeds", f"  {book}/../mine", f"  {tmp_path}/theirs"]
    assert "--texts" in cure


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("unavailable: the page is gone", "names no article text: the page is gone."),
        ("note: to be typed in", "names no article text; add text: {file, sha256} to it."),
    ],
)
def test_a_record_without_a_text_says_so(book: Path, text: str, said: str) -> None:
    write(book, {"seeds/courier.yaml": f"{BARE}{text}\n"})
    refused = whosays("sentences", "courier", "-C", book)
    assert (refused.exit_code, refused.stdout) == (3, "")
    assert refused.stderr == f"The record seeds/courier.yaml {said}\n"


def test_a_text_that_cannot_be_read_is_no_missing_one(book: Path) -> None:
    (book / "seeds" / "courier.txt").write_bytes("Café".encode("latin-1"))
    refused = whosays("sentences", "courier", "-C", book)
    assert (refused.exit_code, refused.stdout) == (3, "")
    assert "error F101 not-utf-8" in refused.stderr
    assert "looked for" not in refused.stderr


def test_a_claim_whose_quote_is_nowhere_is_not_lost(broken: Path) -> None:
    shown = whosays("sentences", "ledger", "-C", broken)
    assert shown.exit_code == 3
    assert shown.stdout.splitlines()[-2:] == [
        "in no sentence, its quote is missing: owner: mill/owner = the town",
        "3 sentences: 0 claimed, 0 dismissed, 3 open",
    ]
    assert shown.stderr == "1 error: whosays check names them\n"


def test_an_article_can_be_read_before_there_are_claims(book: Path) -> None:
    for name in ("courier", "ledger"):
        (book / "claims" / f"{name}.yaml").unlink()
    shown = whosays("sentences", "ledger", "-C", book)
    assert (shown.exit_code, shown.stderr) == (0, "")
    assert shown.stdout.splitlines()[-1] == "3 sentences: 0 claimed, 0 dismissed, 3 open"


def test_what_an_article_does_to_a_terminal_is_written_out(book: Path) -> None:
    write(book, {"seeds/courier.txt": "It burned red\u202e.\n"})
    shown = whosays("sentences", "courier", "-C", book)
    assert shown.stdout.splitlines()[0] == "1  open       It burned red[RLO]."
    assert shown.stderr.startswith("seeds/courier.yaml:4:35: warning Q506 text-changed")


def test_json_holds_the_same(book: Path) -> None:
    write(book, {"claims/courier.yaml": DENIES})
    shown = whosays("sentences", "courier", "-C", book, "--format", "json", "--from", 2)
    assert (shown.exit_code, shown.stderr) == (0, "")
    read = json.loads(shown.stdout)
    assert {name: part for name, part in read.items() if name != "sentences"} == {
        "format": 1,
        "source": "courier",
        "total": {"sentences": 3, "claimed": 2, "dismissed": 1, "open": 0, "percent": 100},
        "unplaced": [],
    }
    assert read["sentences"][0] == {
        "number": 2,
        "paragraph": 1,
        "state": "claimed",
        "text": "It belongs to the river board.",
        "mentions": ["river-board"],
        "claims": [
            {
                "id": "both",
                "subject": "mill/owner",
                "value": "the river board",
                "stance": "affirms",
                "quote": "on 2 May. It belongs",
                **BARELY,
            },
            {
                "id": "owner",
                "subject": "mill/owner",
                "value": "the town",
                "stance": "denies",
                "quote": "belongs to the river board",
                **BARELY,
            },
        ],
    }
    assert [each["state"] for each in read["sentences"]] == ["claimed", "dismissed"]


# --full


@pytest.fixture
def qualified(book: Path) -> Path:
    """The casebook with two claims on which much is said."""
    more = FILES["claims/vocabulary/subjects.yaml"] + "  mill/hurt: {question: Who was hurt?, kind: list}\n"
    write(book, {"claims/courier.yaml": QUALIFIED, "claims/vocabulary/subjects.yaml": more})
    return book


def test_in_full_a_claim_comes_with_its_quote_and_all_that_is_said_about_it(qualified: Path) -> None:
    shown = whosays("sentences", "courier", "-C", qualified, "--full", "--from", 2)
    assert (shown.exit_code, shown.stderr) == (0, "")
    assert shown.stdout.splitlines() == [
        "2  claimed    It belongs to the river board.",
        "              owner: mill/owner = not the river board",
        "                “It belongs [...] river board”",
        f"                {SAID}",
        "                note: as told",
        "              names river-board",
        "3  claimed    Nobody was hurt, the warden told this paper.",
        "              hurt: mill/hurt = the town",
        "                “Niemand” (a translation of “Nobody”)",
        "                list: closed",
        "3 sentences: 2 claimed, 0 dismissed, 1 open; 2 shown",
    ]


def test_in_full_a_long_value_and_a_claim_in_no_sentence_are_whole(qualified: Path) -> None:
    long = "; ".join(["town", "river-board", "mill"] * 4)
    write(qualified, {"claims/courier.yaml": QUALIFIED.replace("[town], list", f"{long}, list").replace("Nobody", "Somebody")})
    short, full = (whosays("sentences", "courier", "-C", qualified, *each).stdout for each in ([], ["--full"]))
    assert "…" in short
    assert "…" not in full
    head, quote, more = full.splitlines()[-4:-1]
    assert head.startswith("in no sentence, its quote is missing: hurt: mill/hurt = ")
    assert (quote, more) == ("  “Niemand” (a translation of “Somebody”)", "  list: closed")


def test_json_is_in_full_always(qualified: Path) -> None:
    read = json.loads(whosays("sentences", "courier", "-C", qualified, "--format", "json").stdout)
    (owner,), (hurt,) = (read["sentences"][at]["claims"] for at in (1, 2))
    assert {key: owner[key] for key in BARELY} == {
        "quote_original": None,
        "hedge": "reported",
        "closed": False,
        "as_of": "2024-04",
        "since": "2023",
        "until": "2024-03",
        "scope": "the building",
        "via": ["Radio@2024-05-01", "own-reporting"],
        "speaker": "town",
        "corrects": ["ledger"],
        "credibility": "2",
        "worded": "the board",
        "note": "as told",
    }
    assert (hurt["closed"], hurt["quote_original"]) == (True, {"text": "Nobody", "language": "en"})


# --freeze


def test_freezing_writes_count_and_stamp_and_nothing_else(book: Path) -> None:
    before = contents(book)
    done = whosays("sentences", "courier", "-C", book, "--freeze")
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout == f"seeds/courier.yaml: frozen, 3 sentences as {NOW}\n"
    after = contents(book)
    changed = {name for name in after if after[name] != before.get(name)}
    assert changed == {"seeds/courier.yaml"}
    added = f'5090db6, sentences: 3, segmentation: "{NOW}"}}'
    assert record(book) == FILES["seeds/courier.yaml"].replace("5090db6}", added)
    assert whosays("check", book).exit_code == 0


def test_freezing_again_writes_nothing(book: Path) -> None:
    whosays("sentences", "courier", "-C", book, "--freeze")
    before = (book / "seeds" / "courier.yaml").stat()
    done = whosays("sentences", "courier", "-C", book, "--freeze")
    assert (done.exit_code, done.stdout) == (0, f"seeds/courier.yaml: frozen already, 3 sentences as {NOW}\n")
    after = (book / "seeds" / "courier.yaml").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


@pytest.mark.parametrize("keys", ["sentences: 4", 'segmentation: "nupunkt-0.1/1:00000000"'])
def test_freezing_shifted_sentences_names_every_number_to_look_at_again(book: Path, keys: str) -> None:
    numbered = DENIES.replace("quote: burned on 2 May}", "quote: burned on 2 May, sentence: 1}")
    write(book, {"claims/courier.yaml": numbered.replace("[3]", "[3, 2-3]")})
    add_keys(book, keys)
    assert "Q508" in whosays("check", book).stdout
    assert "Q508" in whosays("sentences", "courier", "-C", book).stderr
    done = whosays("sentences", "courier", "-C", book, "--freeze")
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        f"seeds/courier.yaml: frozen, 3 sentences as {NOW}",
        "Look again at these numbers: each may mean another sentence now.",
        "claims/courier.yaml:4:93: sentence: 1 of the claim day",
        "claims/courier.yaml:6:11: nothing: 3",
        "claims/courier.yaml:6:14: nothing: 2-3",
    ]
    assert whosays("check", book).exit_code == 0


def test_a_text_that_nobody_attests_is_not_frozen(book: Path) -> None:
    write(book, {"seeds/courier.txt": f"{COURIER}More.\n"})
    before = contents(book)
    refused = whosays("sentences", "courier", "-C", book, "--freeze")
    assert (refused.exit_code, refused.stdout) == (3, "")
    assert "Q506" in refused.stderr
    assert refused.stderr.splitlines()[-1].startswith("Nothing was frozen: ")
    assert contents(book) == before


def test_an_error_elsewhere_does_not_stop_freezing(book: Path) -> None:
    write(book, {"claims/ledger.yaml": BROKEN})
    assert whosays("sentences", "courier", "-C", book, "--freeze").exit_code == 0
    assert NOW in record(book)


def test_a_record_that_cannot_be_written_stays_as_it_was(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("compare.authoring.editing.saving.replace_text", refuse)
    refused = whosays("sentences", "courier", "-C", book, "--freeze")
    assert (refused.exit_code, refused.stdout) == (4, "")
    assert refused.stderr == "Cannot write seeds/courier.yaml: No space left on device.\n"
    assert record(book) == FILES["seeds/courier.yaml"]


def test_a_record_that_somebody_changes_meanwhile_is_left_to_them(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from compare.authoring.progress import freezing

    make = freezing.frozen

    def while_somebody_writes(*arguments: object) -> str:
        write(book, {"seeds/courier.yaml": "title: theirs\n"})
        return make(*arguments)  # type: ignore[arg-type]  # handed on as they came

    monkeypatch.setattr(freezing, "frozen", while_somebody_writes)
    refused = whosays("sentences", "courier", "-C", book, "--freeze")
    assert (refused.exit_code, refused.stdout) == (4, "")
    assert "courier.yaml was changed by somebody else" in refused.stderr
    assert record(book) == "title: theirs\n"


def test_without_a_claim_file_there_is_no_number_to_look_at_again(book: Path) -> None:
    (book / "claims" / "courier.yaml").unlink()
    add_keys(book, "sentences: 4")
    done = whosays("sentences", "courier", "-C", book, "--freeze")
    assert (done.exit_code, done.stdout) == (0, f"seeds/courier.yaml: frozen, 3 sentences as {NOW}\n")


def test_a_blank_text_is_not_frozen(book: Path) -> None:
    digest = hashlib.sha256(b"\n").hexdigest()
    write(book, {"seeds/courier.txt": "\n", "seeds/courier.yaml": f"{BARE}text: {{file: courier.txt, sha256: {digest}}}\n"})
    refused = whosays("sentences", "courier", "-C", book, "--freeze")
    assert (refused.exit_code, refused.stdout) == (3, "")
    assert refused.stderr == "Nothing was frozen: the article text of courier has no sentence.\n"


def test_a_record_that_cannot_be_edited_safely_stays_as_it_was(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_arguments: object) -> str:
        raise CannotEdit("a comment would be lost")

    monkeypatch.setattr("compare.authoring.progress.freezing.frozen", refuse)
    refused = whosays("sentences", "courier", "-C", book, "--freeze")
    assert (refused.exit_code, refused.stdout) == (3, "")
    assert refused.stderr == "seeds/courier.yaml cannot be edited safely: a comment would be lost\nNothing was written.\n"
    assert record(book) == FILES["seeds/courier.yaml"]
