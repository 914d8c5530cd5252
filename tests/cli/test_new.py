from __future__ import annotations

import hashlib
import re
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from typer.testing import CliRunner

from compare.authoring.editing import saving
from compare.cli.app import app
from compare.core.settings import Limits
from compare.loading.nodes import read_tree
from compare.loading.replacing import ChangedMeanwhile, replace_text
from compare.loading.tree import Mapping, plain
from tests.authoring.pages import ARABIC, FERRY, FERRY_TEXT, article, french
from tests.cli.conftest import FILES, LEDGER, child, contents, whosays, write

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from typer.testing import Result

DAY = "2026-11-22"
NOTICE = "Notice of the river board\r\n\r\nThe mill stays closed.\rNobody may enter it. It burned in May.\n"


def fields(path: Path) -> dict[str, Any]:
    """A record as the loader reads it."""
    tree = read_tree(path.read_text(encoding="utf-8"), path.name, Limits())
    assert isinstance(tree, Mapping)
    found = plain(tree)
    assert isinstance(found, dict)
    return found


@pytest.fixture
def ferry(tmp_path: Path) -> Path:
    """A saved page."""
    path = tmp_path / "ferry.html"
    path.write_text(FERRY, encoding="utf-8")
    return path


@pytest.fixture
def notice(tmp_path: Path) -> Path:
    """A text with every kind of line end."""
    path = tmp_path / "notice.txt"
    path.write_bytes(NOTICE.encode())
    return path


@pytest.fixture
def new(book: Path) -> Callable[..., Result]:
    """The command on the casebook of the mill, on a fixed day."""
    return lambda *arguments: whosays("new", *arguments, "-C", book, "--accessed", DAY)


def piped(data: bytes, *arguments: object) -> Result:
    return CliRunner().invoke(app, ["new", "-", *map(str, arguments)], input=data)


# a page


def test_a_page_becomes_a_record_a_text_and_a_claim_file(new: Callable[..., Result], book: Path, ferry: Path) -> None:
    before = contents(book)
    made = new(ferry)
    assert (made.exit_code, made.stderr) == (0, "")
    written = {name: data.decode() for name, data in contents(book).items() if name not in before}
    digest = hashlib.sha256(FERRY_TEXT.encode()).hexdigest()
    stamp = re.search("segmentation: (nupunkt-[0-9.]+/[0-9]+:[0-9a-f]{8})\n", written["seeds/harbour-courier-2024.yaml"])
    assert stamp
    assert written == {
        "seeds/harbour-courier-2024.txt": FERRY_TEXT,
        "seeds/harbour-courier-2024.yaml": f"""\
# yaml-language-server: $schema=../.schemas/source.schema.json
title: Ferry stops after hull inspection  # check
publisher: The Harbour Courier  # check
author: Mara Lindqvist  # check
published: 2024-10-12  # check
basis: the page's metadata  # check
accessed: {DAY}
url: https://courier.example/news/ferry-stops  # check
language: en-GB  # check
text:
  file: harbour-courier-2024.txt
  sha256: {digest}
  sentences: 13
  segmentation: {stamp[1]}
""",
        "claims/harbour-courier-2024.yaml": f"""\
# yaml-language-server: $schema=../.schemas/claims.schema.json
source: harbour-courier-2024
# read: {{by: YOUR NAME, on: {DAY}, scope: full}}  # once the article is read to its end: this earns silence
claims: []
nothing: []
""",
    }
    assert {name: data for name, data in contents(book).items() if name in before} == before


def test_the_last_lines_say_what_to_check_and_what_comes_next(new: Callable[..., Result], book: Path, ferry: Path) -> None:
    lines = new(ferry).stdout.splitlines()
    assert lines == [
        "seeds/harbour-courier-2024.yaml: check title, publisher, author, published, basis, url and language",
        "seeds/harbour-courier-2024.txt: 13 sentences",
        "claims/harbour-courier-2024.yaml",
        f"Next: whosays sentences harbour-courier-2024 --open -C {book}",
        f"      whosays claim add harbour-courier-2024 SENTENCE SUBJECT VALUE -C {book}",
    ]


@pytest.mark.parametrize("page", [FERRY, ARABIC, article()], ids=["ferry", "arabic", "undated"])
def test_what_was_written_is_a_clean_part_of_the_casebook(
    new: Callable[..., Result], book: Path, ferry: Path, page: str
) -> None:
    ferry.write_text(page, encoding="utf-8")
    assert new(ferry).exit_code == 0
    checked = whosays("check", book)
    assert checked.exit_code == 0
    assert "3 sources" in checked.stdout


def test_the_attestation_is_read_once_it_is_no_comment_any_more(new: Callable[..., Result], book: Path, ferry: Path) -> None:
    new(ferry)
    path = book / "claims/harbour-courier-2024.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("# read:", "read:"), encoding="utf-8")
    assert whosays("check", book).exit_code == 0
    assert fields(path)["read"] == {"by": "YOUR NAME", "on": DAY, "scope": "full"}


def test_what_is_given_is_taken_as_it_is_and_needs_no_check(new: Callable[..., Result], book: Path, ferry: Path) -> None:
    given = {"title": "Ferry: stop!", "publisher": "Courier # 1", "author": "no", "published": "2024-10~", "basis": "a guess"}
    options = [part for key, value in given.items() for part in (f"--{key}", value)]
    made = new(ferry, *options, "--language", "en", "--url", "https://courier.example/1#a", "--id", "courier-ferry")
    assert (made.exit_code, made.stdout.splitlines()[0]) == (0, "seeds/courier-ferry.yaml")
    record = fields(book / "seeds/courier-ferry.yaml")
    assert given.items() <= record.items()
    assert (record["language"], record["url"]) == ("en", "https://courier.example/1#a")
    assert "# check" not in (book / "seeds/courier-ferry.yaml").read_text(encoding="utf-8")


def test_a_date_that_is_given_needs_its_basis_checked(new: Callable[..., Result], book: Path, ferry: Path) -> None:
    new(ferry, "--published", "2024-10")
    text = (book / "seeds/harbour-courier-2024.yaml").read_text(encoding="utf-8")
    assert "published: 2024-10\nbasis: as the maker of this record gave it  # check\n" in text


def test_a_page_without_a_date_is_no_younger_than_the_day_somebody_had_it(
    new: Callable[..., Result], book: Path, ferry: Path
) -> None:
    ferry.write_text(article(), encoding="utf-8")
    new(ferry)
    text = (book / "seeds/old-quay.yaml").read_text(encoding="utf-8")
    assert f"published: ../{DAY}  # check\nbasis: not found; no later than the day this record was made  # check\n" in text
    assert "# publisher:  # not found\n# author:  # not found\n" in text


def test_a_page_that_names_no_encoding_is_read_and_told(new: Callable[..., Result], book: Path, ferry: Path) -> None:
    ferry.write_bytes(french(""))
    made = new(ferry)
    assert made.exit_code == 0
    assert "does not say in which encoding" in made.stderr
    assert "rouvrira après Noël" in (book / "seeds/le-pont.txt").read_text(encoding="utf-8")


def test_a_page_without_an_article_is_told_with_the_cure(new: Callable[..., Result], book: Path, ferry: Path) -> None:
    before = contents(book)
    ferry.write_text("<!DOCTYPE html><html><body><div id=app></div></body></html>", encoding="utf-8")
    refused = new(ferry)
    assert (refused.exit_code, refused.stdout) == (3, "")
    assert "no article text can be found in this page. Nothing was written." in refused.stderr
    assert "Copy the article from the browser into a text file, save it as UTF-8, and give that file." in refused.stderr
    assert contents(book) == before


def test_without_the_library_the_command_that_installs_it_is_named(book: Path, ferry: Path, notice: Path) -> None:
    without = "import sys\nsys.modules['trafilatura'] = None"
    refused = child("new", ferry, "-C", book, code=without)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr.splitlines() == [
        "Reading web pages needs a library that is not installed here: pip install 'whosays[fetch]'"
    ]
    assert child("new", notice, "-C", book, code=without).returncode == 0


# a text


def test_a_text_is_kept_byte_for_byte(new: Callable[..., Result], book: Path, notice: Path) -> None:
    notice.write_bytes(b"\xef\xbb\xbf" + NOTICE.encode())
    assert new(notice).exit_code == 0
    assert (book / "seeds/notice-of-the-river-board.txt").read_bytes() == notice.read_bytes()
    record = fields(book / "seeds/notice-of-the-river-board.yaml")
    assert record["title"] == "Notice of the river board"
    assert record["text"]["sha256"] == hashlib.sha256(notice.read_bytes()).hexdigest()
    assert record["text"]["sentences"] == "4"
    assert whosays("check", book).exit_code == 0


def test_a_first_line_that_is_no_headline_is_cut(new: Callable[..., Result], book: Path, notice: Path) -> None:
    notice.write_text("\n \n" + "The mill burned again, " * 40, encoding="utf-8")
    new(notice, "--id", "notice")
    title = fields(book / "seeds/notice.yaml")["title"]
    assert title.startswith("The mill burned again, The mill")
    assert title.endswith(" …")
    assert len(title) < 205


@pytest.mark.parametrize(
    "line",
    ['Fire: "no" # 1', "- a list?", "{flow: [x", "'", "*anchor", "null", "a\tb", "إعلان", "%x @y `z", "a: ", "#", "..."],
)
def test_no_first_line_can_break_the_record(new: Callable[..., Result], book: Path, notice: Path, line: str) -> None:
    notice.write_text(f"{line}\nThe mill burned.\n", encoding="utf-8")
    assert new(notice, "--id", "notice").exit_code == 0
    assert fields(book / "seeds/notice.yaml")["title"] == " ".join(line.split("\t")).strip()
    assert whosays("check", book).exit_code == 0


def test_a_text_that_no_page_can_show_is_refused(new: Callable[..., Result], book: Path, notice: Path) -> None:
    before = contents(book)
    notice.write_text("A fire\nThe mill \x1b[31mburned.\n", encoding="utf-8")
    refused = new(notice)
    assert refused.exit_code == 3
    assert refused.stderr.splitlines()[0].endswith(
        "notice.txt:2:10: error Y109 control-character: the control character U+001B stands in the text"
    )
    assert refused.stderr.endswith("Remove the character.\nNothing was written.\n")
    assert contents(book) == before


def test_a_text_in_the_casebook_stays_where_it_is(new: Callable[..., Result], book: Path) -> None:
    path = book / "seeds/notice 1.txt"
    path.write_bytes(NOTICE.encode())
    made = new(path)
    assert made.exit_code == 0
    assert "The text stays where it is: notice 1.txt, 4 sentences" in made.stdout
    assert fields(book / "seeds/notice-of-the-river-board.yaml")["text"]["file"] == "notice 1.txt"
    assert not (book / "seeds/notice-of-the-river-board.txt").exists()
    assert whosays("check", book).exit_code == 0


def test_a_text_in_a_folder_of_texts_stays_where_it_is(new: Callable[..., Result], book: Path, tmp_path: Path) -> None:
    write(tmp_path / "articles", {"notice.txt": NOTICE})
    assert new(tmp_path / "articles/notice.txt", "--texts", tmp_path / "articles").exit_code == 0
    assert fields(book / "seeds/notice-of-the-river-board.yaml")["text"]["file"] == "notice.txt"
    assert not (book / "seeds/notice-of-the-river-board.txt").exists()


def test_a_text_that_another_of_its_name_would_hide_is_copied(new: Callable[..., Result], book: Path, tmp_path: Path) -> None:
    write(tmp_path / "articles", {"ledger.txt": NOTICE})
    assert new(tmp_path / "articles/ledger.txt", "--texts", tmp_path / "articles").exit_code == 0
    assert fields(book / "seeds/notice-of-the-river-board.yaml")["text"]["file"] == "notice-of-the-river-board.txt"
    assert (book / "seeds/ledger.txt").read_text(encoding="utf-8") == LEDGER


def test_a_text_that_must_not_be_kept_is_only_described(new: Callable[..., Result], book: Path, notice: Path) -> None:
    made = new(notice, "--no-keep-text")
    assert not (book / "seeds/notice-of-the-river-board.txt").exists()
    assert "The text is not kept here (4 sentences)." in made.stdout
    assert fields(book / "seeds/notice-of-the-river-board.yaml")["text"]["sentences"] == "4"
    assert whosays("check", book).exit_code == 0


@pytest.mark.parametrize(
    ("data", "what", "cure"),
    [
        ("Le pont fermé".encode("latin-1"), "byte 12 (0xe9) is not UTF-8", "iconv -f WINDOWS-1252 -t UTF-8 old.txt > new.txt"),
        ("The mill".encode("utf-16"), "the file is UTF-16 or UTF-32", "iconv -f UTF-16 -t UTF-8 old.txt > new.txt"),
        (b"%PDF-1.7\n...", "is a PDF, no page and no text", "copy the article into a text file"),
        (b"PK\x03\x04...", "is an office document or another zip archive", "copy the article into a text file"),
        (b"\x7fELF\x02\x01", "is a program, no page and no text", "copy the article into a text file"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related;\n", "is a web archive (MHTML)", "Save the page as “HTML only”"),
        (b" \n\n", "holds no text", ""),
    ],
)
def test_what_cannot_be_read_is_told_with_its_cure(
    new: Callable[..., Result], book: Path, notice: Path, data: bytes, what: str, cure: str
) -> None:
    before = contents(book)
    notice.write_bytes(data)
    refused = new(notice)
    assert (refused.exit_code, refused.stdout) == (3, "")
    assert what in refused.stderr
    assert cure in refused.stderr
    assert "Nothing was written." in refused.stderr
    assert contents(book) == before


def test_a_text_beyond_the_limit_is_not_read(new: Callable[..., Result], book: Path, notice: Path) -> None:
    write(book, {"whosays.toml": "[limits]\ntext_bytes = 50\n"})
    refused = new(notice)
    assert (refused.exit_code, "at most 50 are read" in refused.stderr) == (3, True)
    assert piped(NOTICE.encode(), "-C", book).exit_code == 3


def test_a_file_that_is_not_there_and_a_folder_are_told(new: Callable[..., Result], book: Path) -> None:
    missing = new(book / "none.txt")
    assert (missing.exit_code, "There is no file" in missing.stderr) == (2, True)
    folder = new(book / "seeds")
    assert (folder.exit_code, "a folder stands where a file belongs" in folder.stderr) == (3, True)


# standard input


def test_standard_input_may_be_a_page_or_a_text(book: Path) -> None:
    assert piped(FERRY.encode(), "-C", book, "--accessed", DAY).exit_code == 0
    assert piped(NOTICE.encode(), "-C", book, "--accessed", DAY).exit_code == 0
    assert (book / "seeds/harbour-courier-2024.txt").read_text(encoding="utf-8") == FERRY_TEXT
    assert (book / "seeds/notice-of-the-river-board.txt").read_bytes() == NOTICE.encode()


# nothing is lost


def test_nothing_is_overwritten_and_everything_in_the_way_is_listed(
    new: Callable[..., Result], book: Path, notice: Path
) -> None:
    before = contents(book)
    refused = new(notice, "--id", "ledger")
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert refused.stderr.splitlines()[:4] == [
        "There already:",
        "seeds/ledger.yaml",
        "seeds/ledger.txt",
        "claims/ledger.yaml",
    ]
    assert contents(book) == before


def test_the_same_article_is_not_begun_twice_unless_it_is_named(new: Callable[..., Result], book: Path, ferry: Path) -> None:
    assert new(ferry).exit_code == 0
    before = contents(book)
    again = new(ferry)
    assert (again.exit_code, contents(book)) == (2, before)
    assert "seeds/harbour-courier-2024.yaml (has this very text)" in again.stderr
    ferry.write_text(FERRY.replace("eleven", "twelve"), encoding="utf-8")
    assert "seeds/harbour-courier-2024.yaml (has this very address)" in new(ferry).stderr
    assert new(ferry, "--id", "reprint").exit_code == 0


def test_another_article_of_the_same_publisher_and_year_gets_a_name_of_its_own(
    new: Callable[..., Result], book: Path, ferry: Path
) -> None:
    new(ferry)
    ferry.write_text(FERRY.replace("eleven", "twelve").replace("/ferry-stops", "/ferry-waits"), encoding="utf-8")
    assert new(ferry).stdout.startswith("seeds/harbour-courier-2024-2.yaml")
    assert (book / "claims/harbour-courier-2024-2.yaml").exists()


def test_all_files_are_written_or_none(
    new: Callable[..., Result], book: Path, ferry: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, real = contents(book), replace_text

    def full_disk(path: Path, old: str | None, text: str) -> None:
        if path.parent.name == "claims":
            raise OSError(28, "No space left on device")
        real(path, old, text)

    monkeypatch.setattr(saving, "replace_text", full_disk)
    refused = new(ferry)
    assert (refused.exit_code, refused.stdout) == (4, "")
    assert "No space left on device. Nothing was written." in refused.stderr
    assert contents(book) == before


def test_a_file_that_somebody_makes_meanwhile_is_not_replaced(
    new: Callable[..., Result], book: Path, ferry: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = contents(book)

    def too_late(path: Path, _old: str | None, _text: str) -> None:
        raise ChangedMeanwhile(f"{path.name} is there already")

    monkeypatch.setattr(saving, "replace_text", too_late)
    refused = new(ferry)
    assert (refused.exit_code, "harbour-courier-2024.yaml is there already" in refused.stderr) == (4, True)
    assert contents(book) == before


def test_a_dry_run_shows_the_files_and_writes_nothing(new: Callable[..., Result], book: Path, ferry: Path) -> None:
    before = contents(book)
    shown = new(ferry, "--dry-run")
    assert (shown.exit_code, shown.stderr) == (0, "Nothing was written (--dry-run).\n")
    assert "seeds/harbour-courier-2024.yaml:\n    # yaml-language-server" in shown.stdout
    assert "    “Nobody was in danger at any time,”" in shown.stdout
    assert contents(book) == before


# usage


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--id", "Ledger 2"], "an id is lower-case ASCII words joined by hyphens"),
        (["--id", "../../ledger"], "an id is lower-case ASCII words joined by hyphens"),
        (["--published", "2 May 2024"], "seeds/notice-of-the-river-board.yaml:5:12: error V402"),
        (["--language", "English!"], "a BCP 47 language is wanted"),
        (["--url", "javascript:alert(1)"], "it does not begin with http:// or https://"),
        (["--accessed", "yesterday"], "V402"),
    ],
)
def test_an_option_that_check_would_refuse_is_refused(book: Path, notice: Path, options: list[str], said: str) -> None:
    before = contents(book)
    refused = whosays("new", notice, "-C", book, *options)
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert said in refused.stderr
    assert contents(book) == before


def test_a_folder_that_is_no_casebook_is_left_alone(tmp_path: Path, notice: Path) -> None:
    refused = whosays("new", notice, "-C", tmp_path)
    assert (refused.exit_code, "is no casebook" in refused.stderr) == (2, True)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["notice.txt"]


def test_a_link_out_of_the_casebook_is_not_followed(tmp_path: Path, notice: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    write(tmp_path / "linked", {"whosays.toml": ""})
    (tmp_path / "linked/seeds").symlink_to(tmp_path / "elsewhere")
    refused = whosays("new", notice, "-C", tmp_path / "linked")
    assert (refused.exit_code, "is a link that leads out of the casebook" in refused.stderr) == (2, True)
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_settings_that_are_not_understood_are_told_first(new: Callable[..., Result], book: Path, notice: Path) -> None:
    write(book, {"whosays.toml": "langage = 'en'\n"})
    refused = new(notice)
    assert (refused.exit_code, "C702" in refused.stderr) == (2, True)


def test_the_first_source_of_a_casebook_makes_its_folders(tmp_path: Path, notice: Path) -> None:
    write(tmp_path / "fresh", {"whosays.toml": 'language = "fr"\n'})
    assert whosays("new", notice, "-C", tmp_path / "fresh").exit_code == 0
    record = fields(tmp_path / "fresh/seeds/notice-of-the-river-board.yaml")
    assert record["language"] == "fr"
    assert date.fromisoformat(record["published"].removeprefix("../")) >= date(2026, 11, 22)


def test_records_that_cannot_be_read_do_not_stand_in_the_way(new: Callable[..., Result], book: Path, ferry: Path) -> None:
    write(book, {"seeds/broken.yaml": "title: [\n", "seeds/list.yaml": "- a\n", "seeds/odd.yaml": "text: words\nurl: {a: b}\n"})
    assert new(ferry).exit_code == 0
    assert (book / "seeds/ledger.yaml").read_text(encoding="utf-8") == FILES["seeds/ledger.yaml"]
