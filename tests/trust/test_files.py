"""Files and folders that are not what they seem: refused by name, never waited for, and nothing written beyond the casebook.

A pipe that is opened has nobody at its other end: a test that hangs here has found a place where a file is read unseen.
"""

from __future__ import annotations

import os
import shutil
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from compare.authoring.tables import workbook
from compare.loading import files
from compare.report import marker
from tests.cli.conftest import contents, whosays, write

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from compare.core.model import Location
    from compare.core.problems import Problem

READ = (
    *("whosays.toml", "seeds/courier.yaml", "seeds/courier.txt", "claims/courier.yaml", "claims/decisions/owner.yaml"),
    *(f"claims/vocabulary/{each}" for each in ("subjects.yaml", "entities.yaml", "rules.yaml", "places.csv", "places.tsv")),
)
"""A file of every sort that a casebook is read from."""
OFTEN = ("whosays.toml", "seeds/courier.txt", "claims/courier.yaml")
"""One for each way in which a file is come by: by its name, by what another file says, by listing its folder."""
GIBIBYTE = 2**30


def sparse(path: Path) -> None:
    """A gigabyte that takes no room, and would take seconds and memory to read."""
    with path.open("wb") as file:
        file.truncate(GIBIBYTE)


ODD: dict[str, tuple[Callable[[Path], None], str]] = {
    "pipe": (os.mkfifo, "F103"),
    "folder": (Path.mkdir, "F103"),
    "link to nothing": (lambda path: path.symlink_to("gone"), "F103"),
    "link to itself": (lambda path: path.symlink_to(path.name), "F104"),
    "link to a device": (lambda path: path.symlink_to("/dev/zero"), "F105"),
    "link out": (lambda path: path.symlink_to(__file__), "F105"),
    "link by a link": (lambda path: path.symlink_to("way-out/passwd"), "F105"),
    "gigabyte": (sparse, "F102"),
}


def replaced(path: Path, odd: str) -> str:
    """Put something else where the file belongs; the code of the problem it must be."""
    path.parent.mkdir(exist_ok=True)
    path.unlink(missing_ok=True)
    (path.parent / "way-out").symlink_to("/etc")
    make, code = ODD[odd]
    make(path)
    return code


@pytest.mark.parametrize("odd", ODD)
def test_what_is_no_file_of_the_casebook_is_named_and_not_read(book: Path, odd: str) -> None:
    for name in READ if odd == "pipe" else OFTEN:
        changed = book.parent / "changed"
        shutil.copytree(book, changed)
        code = replaced(changed / name, odd)
        done = whosays("check", changed)
        assert done.exit_code == 3, (name, done.output)
        at = "seeds/courier.yaml:4:14" if name.endswith(".txt") else name  # a text is told of where it is named
        assert f"{at}: error {code} " in done.stdout, name
        assert "Traceback" not in done.output
        shutil.rmtree(changed)


@pytest.mark.parametrize("command", ["check", "build"])
def test_a_file_that_may_not_be_read_is_named_and_the_others_are_told(
    book: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    write(book, {"claims/courier.yaml": "source: courier\nclames: []\n"})
    opened = os.open

    def refusing(path: str | Path, *arguments: int) -> int:
        if str(path).endswith("ledger.yaml"):  # whoever runs as root may read everything
            raise PermissionError(13, "Permission denied")
        return opened(path, *arguments)

    monkeypatch.setattr(os, "open", refusing)
    done = whosays(command, book)
    assert done.exit_code == 3
    for name in ("claims/ledger.yaml", "seeds/ledger.yaml"):
        assert f"{name}: error F104 unreadable-file: the file cannot be read: Permission denied\n" in done.output
    assert "claims/courier.yaml:2:1: error S201 " in done.output
    assert not (book / "reports").exists()


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_a_table_too_large_is_named_with_what_would_help(book: Path, suffix: str) -> None:
    table = book.parent / f"table{suffix}"
    sparse(table)
    done = whosays("import", table, "-C", book)
    assert done.exit_code == 3
    assert "error F102 too-large" in done.output
    assert "    Split it into several tables.\n" in done.output
    assert "whosays.toml" not in done.output


@pytest.mark.parametrize("folder", ["seeds", "claims", "claims/vocabulary", "claims/decisions"])
def test_a_folder_that_leads_out_is_neither_read_nor_written_into(book: Path, folder: str) -> None:
    outside = book.parent / "outside"
    if (book / folder).exists():
        shutil.move(book / folder, outside)
    else:
        outside.mkdir()
    (book / folder).symlink_to(outside)
    article = book.parent / "herald.txt"
    article.write_text("The mill burned on 2 May, a neighbour said.\n", encoding="utf-8")
    before = contents(outside)
    checked = whosays("check", book)
    assert checked.exit_code == 3
    assert f"{folder}: error F105 outside-casebook" in checked.stdout
    for command in (
        ("new", article, "--id", "herald", "--title", "A mill", "--published", "2024-05-03"),
        ("entity", "add", "bank", "the bank", "--type", "group"),
        ("subject", "add", "mill/size", "How big is it?", "--kind", "quantity"),
        ("decide", "mill/owner", "--outcome", "attribute-both", "--reason", "Both ask.", "--by", "a desk"),
        ("claim", "remove", "courier#day"),
        ("dismiss", "courier", "2"),
        ("read", "courier", "--by", "a desk"),
        ("subject", "rename", "mill/owner", "mill/owned-by"),
    ):
        done = whosays(*command, "-C", book)
        written = contents(outside)
        assert written == before, (command, set(written) - set(before))
        assert "Traceback" not in done.output


def test_an_article_text_in_a_named_folder_does_not_lead_out_of_it(book: Path) -> None:
    (book / "articles").mkdir()
    (book / "seeds" / "courier.txt").unlink()
    (book / "articles" / "courier.txt").symlink_to("/etc/passwd")
    for given in ([], ["--texts", book / "articles"]):
        if not given:
            (book / "whosays.toml").write_text('texts = ["articles"]\n', encoding="utf-8")
        done = whosays("check", book, *given)
        assert done.exit_code == 3
        assert "seeds/courier.yaml:4:14: error F105 outside-casebook" in done.stdout
        (book / "whosays.toml").unlink(missing_ok=True)


def test_a_new_casebook_is_not_made_through_a_link(tmp_path: Path) -> None:
    for name in ("book", "outside"):
        (tmp_path / name).mkdir()
    (tmp_path / "book" / "claims").symlink_to(tmp_path / "outside")
    done = whosays("init", tmp_path / "book")
    assert done.exit_code == 2
    assert "claims/ of" in done.stderr
    assert contents(tmp_path) == {}


def test_schemas_are_not_written_through_a_link(book: Path) -> None:
    (book.parent / "outside").mkdir()
    (book / ".schemas").symlink_to(book.parent / "outside")
    done = whosays("schema", "-C", book)
    assert done.exit_code == 4
    assert "is a link: nothing is written through it" in done.stderr
    assert contents(book.parent / "outside") == {}


@pytest.mark.parametrize("name", ["x.csv", "x.xlsx", "x.json", "x.jsonld", "x.html", "x.txt"])
@pytest.mark.parametrize("odd", ["pipe", "gigabyte"])
def test_what_is_given_to_take_in_is_looked_at_before_it_is_read(book: Path, name: str, odd: str) -> None:
    path = book.parent / name
    ODD[odd][0](path)
    before = contents(book)
    command = ("new", path, "--title", "A", "--published", "2024") if name.endswith(("html", "txt")) else ("import", path)
    done = whosays(*command, "-C", book)
    assert done.exit_code == 3, done.output
    assert f"error {ODD[odd][1]} " in done.stderr
    assert contents(book) == before


@pytest.mark.parametrize("command", ["check", "build"])
@pytest.mark.parametrize(("odd", "code"), [("pipe", 2), ("folder", 2), ("link to a device", 2), ("gigabyte", 3)])
def test_a_baseline_is_looked_at_before_it_is_read(book: Path, command: str, odd: str, code: int) -> None:
    path = book.parent / "baseline.json"
    ODD[odd][0](path)
    done = whosays(command, book, "--baseline", path)
    assert done.exit_code == code, done.output
    assert "baseline.json" in done.stderr
    assert not (book / "reports").exists()


@pytest.mark.parametrize("odd", ["pipe", "link to a device", "link to nothing"])
def test_a_table_to_judge_is_looked_at_before_it_is_read(tmp_path: Path, odd: str) -> None:
    (tmp_path / "parts").mkdir()
    for name in ("claims.csv", "parts/a.parquet"):
        ODD[odd][0](tmp_path / name)
    for given in ("claims.csv", "parts"):
        done = whosays("judge", tmp_path / given, "-o", tmp_path / "out")
        assert done.exit_code in {2, 3}, done.output
        assert "neither a file nor a folder" in done.stderr or "There is no" in done.stderr or "no regular file" in done.stderr
    mapping = tmp_path / "mapping.toml"
    ODD[odd][0](mapping)
    (tmp_path / "sound.csv").write_text("subject,source,value\na/b,c,d\n", encoding="utf-8")
    refused = whosays("judge", tmp_path / "sound.csv", "--mapping", mapping, "-o", tmp_path / "out")
    assert (refused.exit_code, refused.stderr) == (2, f"{mapping}, given with --mapping, is not a file.\n")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("odd", ["pipe", "folder", "link to nothing", "link to a device", "gigabyte"])
def test_a_marker_that_is_none_stops_the_build_and_nothing_is_lost(book: Path, odd: str) -> None:
    assert whosays("build", book).exit_code == 0
    path = book / "reports" / marker.MARKER
    before = contents(book / "reports")
    path.unlink()
    ODD[odd][0](path)
    done = whosays("build", book)
    assert done.exit_code == 4, done.output
    assert "remove the old report by hand" in done.stderr
    index = "index.html"
    assert (book / "reports" / index).read_bytes() == before[index]


def test_what_is_neither_file_nor_link_in_the_output_is_named_and_the_report_stays(book: Path) -> None:
    whosays("build", book)
    before = (book / "reports" / "index.html").read_bytes()
    os.mkfifo(book / "reports" / "pipe")
    (book / "whosays.toml").write_text("title = 'Another'\n", encoding="utf-8")
    done = whosays("build", book)
    assert done.exit_code == 4
    assert "pipe is neither a file nor a link: take it out of the folder" in done.stderr
    assert (book / "reports" / "index.html").read_bytes() == before


def test_an_export_waits_for_no_pipe_and_goes_through_no_link(book: Path) -> None:
    os.mkfifo(book / "pipe.csv")
    (book / "mine.csv").write_text("mine", encoding="utf-8")
    (book / "link.csv").symlink_to(book / "mine.csv")
    refused = whosays("export", book / "pipe.csv", "--force", "-C", book)
    assert (refused.exit_code, refused.stderr.split(": ")[-1]) == (4, "what stands there is no file.\n")
    assert whosays("export", book / "link.csv", "--force", "-C", book).exit_code == 0
    assert (book / "mine.csv").read_text(encoding="utf-8") == "mine"
    assert not (book / "link.csv").is_symlink()


# beyond what a casebook can be


def test_a_file_that_is_closed_to_others_stays_so_when_it_is_written_over(book: Path) -> None:
    table = book / "claims.csv"
    table.write_text("old", encoding="utf-8")
    table.chmod(0o600)
    assert whosays("export", table, "--private", "--force", "-C", book).exit_code == 0
    assert table.stat().st_mode & 0o777 == 0o600
    assert table.read_text(encoding="utf-8-sig").startswith("source,")


def test_a_folder_beyond_the_limit_is_not_read_at_all(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (book / "whosays.toml").write_text("[limits]\nfiles_per_folder = 50\n", encoding="utf-8")
    for number in range(60):
        (book / "claims" / f"n{number}.yaml").symlink_to("/dev/zero")
    read = files.read_bytes

    def seen(path: Path, root: Path, limit: int, place: Location) -> bytes | Problem:
        assert path.parent.name != "claims", path
        return read(path, root, limit, place)

    monkeypatch.setattr(files, "read_bytes", seen)
    done = whosays("check", book)
    assert done.exit_code == 3
    assert "claims: error F108 folder-too-large: the folder has 63 files and folders in it; at most 50 are read" in done.stdout
    assert "n1.yaml" not in done.stdout


def test_files_that_are_together_too_large_are_not_read_at_all(book: Path) -> None:
    for number in range(300):
        with (book / "claims" / f"n{number}.yaml").open("wb") as file:
            file.truncate(2**20)
    done = whosays("build", book)
    assert done.exit_code == 3
    assert "claims: error F108 folder-too-large: the files of the folder have 314,57" in done.stderr
    assert "at most 268,435,456 are read" in done.stderr
    assert not (book / "reports").exists()
    exported = whosays("export", book.parent / "c.csv", "-C", book)
    assert (exported.exit_code, "F108" in exported.stderr, (book.parent / "c.csv").exists()) == (3, True, False)
    renamed = whosays("subject", "rename", "mill/owner", "mill/owned-by", "-C", book)
    assert renamed.exit_code != 0
    assert "mill/owned-by" not in (book / "claims" / "vocabulary" / "subjects.yaml").read_text(encoding="utf-8")


def changing(monkeypatch: pytest.MonkeyPatch, path: Path, times: int) -> list[int]:
    """Let a file be written while it is read, so many times; counts how often it was."""
    chunks, done = files._chunks, [0]  # noqa: SLF001 - the moment between two looks at the file
    inode = path.stat().st_ino

    def slowly(descriptor: int, size: int) -> Iterator[bytes]:
        yield from chunks(descriptor, size)
        if done[0] < times and os.fstat(descriptor).st_ino == inode:
            done[0] += 1
            path.write_bytes(path.read_bytes() + b"# once more\n")

    monkeypatch.setattr(files, "_chunks", slowly)
    return done


@pytest.mark.parametrize(("times", "code"), [(1, 0), (2, 3)])
def test_a_file_that_changes_while_it_is_read_is_read_once_more_and_then_named(
    book: Path, monkeypatch: pytest.MonkeyPatch, times: int, code: int
) -> None:
    done = changing(monkeypatch, book / "claims" / "courier.yaml", times)
    checked = whosays("check", book)
    assert (checked.exit_code, done) == (code, [times])
    assert ("error F107 changed-while-reading" in checked.stdout) is (code == 3)
    assert ("claims/courier.yaml: warning F109 changed-meanwhile" in checked.stdout) is (code == 0)


# a workbook is an archive


def remade(path: Path, change: Callable[[str], str], *, more: int = 0, comment: int = 0) -> Path:
    """The workbook with another sheet, further parts, and text that packs well."""
    target = path.with_name("hostile.xlsx")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            text = old.read(part)
            new.writestr(part, change(text.decode()) if part.endswith("sheet1.xml") else text)
        for number in range(more):
            new.writestr(f"../../{number}", "")
        with new.open("xl/comment.xml", "w") as packed:
            for _ in range(comment):
                packed.write(bytes(2**20))
    return target


FAR = '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'


@pytest.mark.parametrize(
    ("how", "told"),
    [
        ({}, "reading it takes more memory or time than a table of claims can need"),
        ({"more": workbook.MOST_PARTS}, "parts; at most 2,000 are read"),
        ({"comment": 12}, "times its size; at most 500 times is read"),
        ({"comment": 2, "most": 2**20}, "at most 1,048,576 are read"),
    ],
)
def test_a_workbook_that_unpacks_to_too_much_is_refused_before_it_does(
    book: Path, how: dict[str, int], told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook, "MOST_UNPACKED", how.pop("most", workbook.MOST_UNPACKED))
    table = book.parent / "claims.xlsx"
    assert whosays("export", table, "-C", book).exit_code == 0
    before = contents(book)
    hostile = remade(table, lambda sheet: sheet if how else sheet.replace("</sheetData>", FAR), **how)
    done = whosays("import", hostile, "-C", book)
    assert done.exit_code == 3, done.output
    assert "hostile.xlsx: error F104 unreadable-file: this is no XLSX workbook: " in done.stderr
    assert told in done.stderr
    assert contents(book) == before
    assert sorted(each.name for each in book.parent.iterdir()) == ["book", "claims.xlsx", "hostile.xlsx"]


def test_names_in_a_workbook_lead_nowhere(book: Path) -> None:
    table = book.parent / "claims.xlsx"
    whosays("export", table, "-C", book)
    done = whosays("import", remade(table, str, more=3), "-C", book)
    assert (done.exit_code, done.stdout) == (0, "Nothing differs from the claim files.\n")
    assert sorted(each.name for each in book.parent.iterdir()) == ["book", "claims.xlsx", "hostile.xlsx"]


def test_bytes_that_are_no_archive_are_no_workbook(book: Path) -> None:
    for data in (b"", b"PK\x05\x06", b"PK\x03\x04" + bytes(100), b"<html>"):
        (book.parent / "x.xlsx").write_bytes(data)
        done = whosays("import", book.parent / "x.xlsx", "-C", book)
        assert done.exit_code == 3
        assert "this is no XLSX workbook" in done.stderr


# where a report must not stand, and what its files are called


@pytest.mark.parametrize(
    "output", ["/", "~", "..", ".", "claims", "seeds/report", "claims/vocabulary/report", "notes", "link", "file"]
)
def test_a_report_is_refused_where_it_would_stand_in_the_way(book: Path, output: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(book.parent / "home"))
    write(book.parent, {"notes/thesis.txt": "mine", "file": "mine", "home/letter.txt": "mine"})
    (book.parent / "link").symlink_to(book.parent / "home")
    places = {"~": book.parent / "home", "notes": book.parent / "notes", "link": book.parent / "link"}
    places["file"] = book.parent / "file"
    monkeypatch.chdir(book)
    before = contents(book.parent)
    done = whosays("build", ".", "-o", places.get(output, output))
    assert done.exit_code == 4, done.output
    assert "Cannot write the report to" in done.stderr
    assert contents(book.parent) == before


def test_an_output_whose_name_is_too_long_is_one_line(book: Path) -> None:
    done = whosays("build", book, "-o", book / ("a" * 300))
    assert (done.exit_code, done.stderr.count("\n")) == (4, 1)
    assert "File name too long" in done.stderr


NAMES = ("con", "aux", "nul", "com1", "lpt9", "a" * 75)
"""What a disk of Windows keeps for itself, and as long as an id may be."""


def test_no_name_in_a_report_is_reserved_too_long_or_another_in_other_letters(book: Path) -> None:
    entities = "".join(f"  {name}: {{name: 'n {name}', type: person}}\n" for name in NAMES)
    subjects = "".join(f"  {name}/aux: {{question: 'What of {name}?', kind: text}}\n" for name in NAMES)
    claims = "".join(f"  - {{id: c{at}, subject: {name}/aux, value: x, quote: x y}}\n" for at, name in enumerate(NAMES))
    write(
        book,
        {
            "claims/vocabulary/entities.yaml": f"entities:\n{entities}",
            "claims/vocabulary/subjects.yaml": f"subjects:\n{subjects}",
            "claims/courier.yaml": f"source: courier\nclaims:\n{claims}",
            "claims/nul.yaml": f"source: nul\nclaims:\n{claims.replace('value: x', 'value: y')}",
            "seeds/nul.yaml": "title: None\npublished: 2024-05-03\nbasis: stated on the page\n",
            "seeds/courier.yaml": "title: A mill\npublished: 2024-05-03\nbasis: stated on the page\n",
        },
    )
    (book / "claims" / "ledger.yaml").unlink()
    assert whosays("build", book).exit_code == 0
    memos = book.parent / "memos"
    assert whosays("export", f"{memos}/", "-C", book).exit_code == 0
    for folder in (book / "reports", memos):
        paths = [path.relative_to(folder).as_posix() for path in folder.rglob("*")]
        assert len({each.casefold() for each in paths}) == len(paths)
        for each in paths:
            parts = each.casefold().split("/")
            assert not {part.partition(".")[0] for part in parts} & {"con", "prn", "aux", "nul", *NAMES[3:5]}, each
            assert all(part.isascii() and part == part.rstrip(". ") and len(part) <= 120 for part in parts), each


@pytest.mark.parametrize(
    "source", ["Wire", "wi re", "وكالة" * 40, "a.", "../wire", "/etc/wire", "C:wire", "\\\\host\\wire", "a" * 81]
)
def test_an_id_that_is_no_plain_name_makes_no_file(book: Path, source: str) -> None:
    before = contents(book)
    article = book.parent / "article.txt"
    article.write_text("The mill burned.", encoding="utf-8")
    done = whosays("new", article, "--id", source, "--title", "A", "--published", "2024", "-C", book)
    assert done.exit_code in {2, 3}, done.output
    assert contents(book) == before
    if "/" not in source and len(source.encode()) < 250:
        write(book, {f"seeds/{source}.yaml": "title: A\npublished: 2024\nbasis: stated\n"})
        checked = whosays("check", book)
        assert checked.exit_code == 3
        assert "S205 bad-id" in checked.stdout


@pytest.mark.parametrize(
    "name", ["../courier.txt", "/etc/passwd", "C:\\x.txt", "\\\\host\\x.txt", "a\\u0000.txt", ".hidden", "a" * 256]
)
def test_a_text_is_a_name_in_a_folder_and_never_a_way_out(book: Path, name: str) -> None:
    path = book / "seeds" / "courier.yaml"
    written = name.replace("\\", "\\\\").replace("\\\\u", "\\u")
    path.write_text(path.read_text(encoding="utf-8").replace("courier.txt", f'"{written}"'), encoding="utf-8")
    done = whosays("check", book)
    assert done.exit_code == 3
    assert "error S207 bad-form" in done.stdout or "error Y109 control-character" in done.stdout


@pytest.mark.parametrize(
    "value", ["mill.yaml", "../mill", "/mill/owner", "mill/../owner", "mill//owner", "MILL/owner", "m\\u00edll/owner"]
)
def test_a_subject_is_two_plain_words(book: Path, value: str) -> None:
    path = book / "claims" / "vocabulary" / "subjects.yaml"
    path.write_text(path.read_text(encoding="utf-8") + f'  "{value}": {{question: Is it?, kind: text}}\n', encoding="utf-8")
    done = whosays("build", book)
    assert done.exit_code == 3
    assert "S205 bad-id" in done.stderr or "Y110" in done.stderr
    assert not (book / "reports").exists()


def test_ids_that_differ_by_case_or_composition_never_meet(book: Path) -> None:
    for name in ("Courier", "COURIER"):
        shutil.copy(book / "seeds" / "courier.yaml", book / "seeds" / f"{name}.yaml")
    done = whosays("check", book)
    assert done.exit_code == 3
    assert done.stdout.count("error S205 bad-id") == 2
