"""A second build writes the pages that show something else, and no other; its report is that of a build from nothing."""

from __future__ import annotations

import random
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import compare
from tests.cli.conftest import FILES, child, contents, whosays, write

if TYPE_CHECKING:
    from collections.abc import Callable

LEDGER = FILES["claims/ledger.yaml"]
SUBJECTS = FILES["claims/vocabulary/subjects.yaml"]
MARKER = ".whosays.json"
PAGES = 15


def built(book: Path) -> str:
    """Build; what is said of the pages at the end of the line."""
    made = whosays("build", book)
    assert (made.exit_code, made.stdout.count("\n")) == (0, 1), made.output
    return made.stdout.strip().rpartition("; ")[2]


def states(folder: Path) -> dict[str, tuple[int, int]]:
    """Inode and time of every file of a report."""
    found = {path.relative_to(folder).as_posix(): path.stat() for path in folder.rglob("*") if path.is_file()}
    return {name: (each.st_ino, each.st_mtime_ns) for name, each in found.items()}


def cold(book: Path) -> dict[str, bytes]:
    """What a build from nothing makes of the casebook as it is now."""
    output = book.parent / "cold"
    shutil.rmtree(output, ignore_errors=True)
    assert whosays("build", book, "-o", output).exit_code == 0
    return contents(output)


def new_pages(book: Path, files: dict[str, str]) -> set[str]:
    """Build, change some files of the casebook, build again: the pages that are new files then, as the line says too."""
    built(book)
    before = states(book / "reports")
    write(book, files)
    said = built(book)
    new = {name for name, state in states(book / "reports").items() if before.get(name) != state}
    pages = {name for name in new if name.endswith(".html")}
    total = sum(name.endswith(".html") for name in contents(book / "reports"))
    assert said == f"{len(pages)} of {total} pages written"
    assert contents(book / "reports") == cold(book)
    assert MARKER in new
    return pages


def test_a_first_build_says_nothing_of_pages(book: Path) -> None:
    assert built(book) == "no problems"


def test_an_unchanged_casebook_writes_nothing(book: Path) -> None:
    built(book)
    before, folder = states(book / "reports"), (book / "reports").stat().st_ino
    assert built(book) == f"0 of {PAGES} pages written"
    assert (states(book / "reports"), (book / "reports").stat().st_ino) == (before, folder)
    assert sorted(path.name for path in book.iterdir()) == [".reports.lock", "claims", "reports", "seeds"]


def test_what_nothing_shows_rewrites_nothing(book: Path) -> None:
    built(book)
    before = states(book / "reports")
    write(book, {"claims/ledger.yaml": f"{LEDGER}# a remark\n"})
    assert built(book) == f"0 of {PAGES} pages written"
    changed = {name for name, state in states(book / "reports").items() if before[name] != state}
    assert changed == {MARKER, "build.json"}  # it was built from another file
    assert contents(book / "reports") == cold(book)


def test_one_changed_quote_rewrites_only_the_pages_that_show_it(book: Path) -> None:
    longer = LEDGER.replace("On 2 May the mill burned down", "2 May the mill burned down")
    assert new_pages(book, {"claims/ledger.yaml": longer}) == {"s/mill/burned-on.html", "src/ledger.html"}


def test_one_changed_value_rewrites_the_pages_that_show_it_or_what_follows_from_it(book: Path) -> None:
    assert new_pages(book, {"claims/ledger.yaml": LEDGER.replace("2024-05-02", "2024-05-03")}) == {
        "decisions.html",  # how many subjects wait for one
        "index.html",
        "matrix.html",
        "timeline.html",
        "s/mill/burned-on.html",
        "s/mill/owner.html",  # which is no longer alone with what waits, or is
        "src/courier.html",
        "src/ledger.html",
        "e/mill.html",
    }


def test_another_title_is_shown_on_every_page(book: Path) -> None:
    assert len(new_pages(book, {"whosays.toml": 'title = "Another"\n'})) == PAGES


def test_a_removed_subject_takes_its_page_with_it_and_nothing_else(book: Path) -> None:
    write(book, {"claims/vocabulary/subjects.yaml": f"{SUBJECTS}  mill/age: {{question: How old is it?, kind: quantity}}\n"})
    built(book)
    assert (book / "reports/s/mill/age.html").is_file()
    write(book, {"reports/s/mill/mine.html": "mine", "claims/vocabulary/subjects.yaml": SUBJECTS})
    before = states(book / "reports")
    built(book)
    assert not (book / "reports/s/mill/age.html").exists()
    assert contents(book / "reports") == {**cold(book), "s/mill/mine.html": b"mine"}
    assert states(book / "reports")["s/mill/owner.html"] == before["s/mill/owner.html"]


def link_away(page: Path) -> None:
    (page.parents[4] / "target.html").write_bytes(page.read_bytes())
    page.unlink()
    page.symlink_to(page.parents[4] / "target.html")


@pytest.mark.parametrize(
    "hand",
    [lambda page: page.write_text("edited", encoding="utf-8"), Path.unlink, lambda page: page.write_bytes(b""), link_away],
)
def test_a_page_that_another_hand_touched_is_mended_and_no_other_is_written(book: Path, hand: Callable[[Path], object]) -> None:
    built(book)
    whole, before = contents(book / "reports"), states(book / "reports")
    page = book / "reports/s/mill/owner.html"
    hand(page)
    assert built(book) == f"1 of {PAGES} pages written"
    assert contents(book / "reports") == whole
    assert not page.is_symlink()
    changed = {name for name, state in states(book / "reports").items() if before[name] != state}
    assert changed == {"s/mill/owner.html", MARKER}
    target = book.parent / "target.html"
    assert not target.exists() or target.read_bytes() == whole["s/mill/owner.html"]


def test_files_beside_the_pages_are_mended_too(book: Path) -> None:
    built(book)
    whole = contents(book / "reports")
    for name in ("findings.json", "style.css"):
        (book / "reports" / name).write_text("edited", encoding="utf-8")
    assert built(book) == f"0 of {PAGES} pages written"
    assert contents(book / "reports") == whole


def variant(rng: random.Random) -> dict[str, str]:
    """A version of the casebook that has no errors, whatever was changed."""
    day, owner, hedge = rng.randrange(1, 4), rng.choice(["town", "river-board"]), rng.choice(["stated", "alleged"])
    extra = rng.sample(["age", "height", "depth"], rng.randrange(3))
    ledger = LEDGER.replace("2024-05-02", f"2024-05-0{day}").replace("value: town", f"value: {owner}, hedge: {hedge}")
    return {
        "claims/ledger.yaml": ledger
        + "".join(f"  - {{id: {n}, subject: mill/{n}, value: 2, quote: the mill}}\n" for n in extra),
        "claims/vocabulary/subjects.yaml": SUBJECTS
        + "".join(f"  mill/{n}: {{question: What {n}?, kind: quantity}}\n" for n in extra),
        "seeds/courier.yaml": FILES["seeds/courier.yaml"].replace("A mill", rng.choice(["A mill", "Ein <b>Mühle</b>"])),
        "whosays.toml": f'title = "{rng.choice(["Mill", "Mill", "Fire & water"])}"\n',
    }


def tampered(report: Path, rng: random.Random) -> None:
    """Another hand changes a file of the report, or two."""
    files = sorted(path for path in report.rglob("*") if path.is_file() and path.name != MARKER)
    for path in rng.sample(files, rng.randrange(3)):
        if rng.random() < 0.5:
            path.unlink()
        else:
            path.write_text("of another hand", encoding="utf-8")


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_after_any_series_of_changes_a_warm_build_is_a_cold_one(book: Path, seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311 - a series of edits, not a secret
    for _ in range(5):
        changes = variant(rng)
        vocabulary = {name: changes.pop(name) for name in ("claims/ledger.yaml", "claims/vocabulary/subjects.yaml")}
        write(book, {**{name: changes[name] for name in rng.sample(sorted(changes), 1)}, **vocabulary})
        built(book)
        assert contents(book / "reports") == cold(book)
        tampered(book / "reports", rng)


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("report/templates/base.html", "</body>", "<!-- changed --></body>"),
        ("core/visible.py", '"""', '"""Changed. '),
    ],
)
def test_another_code_makes_every_page_again(book: Path, part: str, old: str, new: str) -> None:
    built(book)
    code = book.parent / "code"
    shutil.copytree(Path(compare.__file__).parent, code / "compare", ignore=shutil.ignore_patterns("__pycache__", "casebooks"))
    path = code / "compare" / part
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    warm = child("build", book, cwd=code)
    assert warm.returncode == 0, warm.stderr
    assert child("build", book, "-o", book.parent / "by-other-code", cwd=code).returncode == 0
    assert contents(book / "reports") == contents(book.parent / "by-other-code")
    shown = "changed" in (book / "reports/index.html").read_text(encoding="utf-8")
    assert shown == part.endswith(".html")
    assert warm.stdout.strip().endswith(f"; {PAGES if shown else 0} of {PAGES} pages written")
    assert contents(book / "reports")[MARKER] != cold(book)[MARKER]
