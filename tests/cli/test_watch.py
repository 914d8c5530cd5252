"""The command in a process of its own, watched from outside: what it says, what it publishes, how it ends."""

from __future__ import annotations

import os
import queue
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.cli.conftest import BROKEN, FILES, child, contents, whosays, write

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LIMIT = 60.0  # seconds; only a failure waits so long
ENDS = ("index.html: ", "Not published: ", "Cannot write ", "is there again.", "Watching.")
LEDGER = FILES["claims/ledger.yaml"]
OTHER_DAY = LEDGER.replace("2024-05-02", "2024-05-03")
NO_CONTEST = LEDGER.replace("value: town", "value: river-board")


class Watching:
    """A running `whosays watch`."""

    def __init__(self, *arguments: object) -> None:
        command = [sys.executable, "-u", "-m", "compare", "watch", *map(str, arguments)]
        # a group of its own, so that Ctrl-C reaches it and nobody else
        self.process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8", start_new_session=True
        )
        self._lines: queue.Queue[str | None] = queue.Queue()
        self._errors: list[str] = []
        self._readers = [threading.Thread(target=each, daemon=True) for each in (self._read, self._hear)]
        for reader in self._readers:
            reader.start()

    def _read(self) -> None:
        for line in self.process.stdout or ():
            self._lines.put(line.rstrip("\n"))
        self._lines.put(None)

    def _hear(self) -> None:
        for line in self.process.stderr or ():
            self._errors.append(line)

    def said_on_stderr(self) -> str:
        return "".join(self._errors)

    def block(self) -> list[str]:
        """All that is said up to the line that ends a block, without the blank line before it."""
        said: list[str] = []
        while not said or not any(end in said[-1] for end in ENDS):
            line = self._lines.get(timeout=LIMIT)
            if line is None:
                pytest.fail(f"it has ended: {said}, {self.said_on_stderr()}")
            said += [line] if line else []
        return said

    def silent(self, seconds: float) -> bool:
        """Whether nothing is said for so long."""
        try:
            said = self._lines.get(timeout=seconds)
        except queue.Empty:
            return True
        pytest.fail(f"it said {said!r}")

    def close(self) -> None:
        for reader in self._readers:
            reader.join(LIMIT)
        for stream in (self.process.stdout, self.process.stderr):
            if stream:
                stream.close()

    def interrupt(self) -> tuple[int, str]:
        """Ctrl-C; returns the exit code and what was said on stderr."""
        self.process.send_signal(signal.SIGINT)
        code = self.process.wait(LIMIT)
        for reader in self._readers:
            reader.join(LIMIT)
        return code, self.said_on_stderr()


@pytest.fixture
def watching(book: Path) -> Iterator[Callable[..., Watching]]:
    """Begin to watch; the first block and the invitation have been said when it returns, with the first block kept."""
    begun: list[Watching] = []

    def begin(*options: object) -> Watching:
        begun.append(Watching(book, *options))
        return begun[-1]

    yield begin
    for each in begun:
        each.process.kill()
        each.process.wait(LIMIT)
        each.close()


def ready(watched: Watching) -> list[str]:
    """The first block, once the invitation has been said."""
    first = watched.block()
    assert watched.block() == ["Watching. Stop with Ctrl-C."]
    return first


def without_time(line: str) -> str:
    return line.rpartition(" (")[0]


def until(condition: Callable[[], bool]) -> None:
    """Wait until something outside holds."""
    end = time.monotonic() + LIMIT
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.01)


def until_published(book: Path, wanted: dict[str, bytes]) -> None:
    """Wait until the report is this one."""

    def published() -> bool:
        try:
            return contents(book / "reports") == wanted
        except FileNotFoundError:  # one report took the place of another while it was looked through
            return False

    until(published)


def cold(book: Path, output: Path) -> dict[str, bytes]:
    """What a build from nothing makes of the casebook as it is now."""
    shutil.rmtree(output, ignore_errors=True)
    assert whosays("build", book, "-o", output).exit_code == 0
    return contents(output)


def test_each_report_tells_what_changed_since_the_baseline(book: Path, watching: Callable[..., Watching]) -> None:
    assert whosays("baseline", book).exit_code == 0
    watched = watching("--baseline", book / "reports" / "baseline.json")
    ready(watched)
    page = book / "reports" / "changes.html"
    assert "Nothing has changed since reports/baseline.json." in page.read_text(encoding="utf-8")
    write(book, {"claims/ledger.yaml": NO_CONTEST})
    watched.block()
    assert '<h2 id="resolved">' in page.read_text(encoding="utf-8")


def test_it_builds_once_and_says_what_build_says(book: Path, watching: Callable[..., Watching]) -> None:
    (said,) = ready(watching())
    assert without_time(said) == (
        f"{book / 'reports' / 'index.html'}: 2 sources, 4 claims, 2 subjects: 1 contested, 1 agreed; no problems"
    )
    assert contents(book / "reports") == cold(book, book.parent / "cold")


def test_a_save_tells_what_became_contested_first(book: Path, watching: Callable[..., Watching]) -> None:
    write(book, {"claims/ledger.yaml": OTHER_DAY.replace("value: town", "value: river-board")})
    watched = watching()
    ready(watched)
    write(book, {"claims/ledger.yaml": LEDGER})
    saved, contested, agreed, published = watched.block()
    assert saved == "Changed: claims/ledger.yaml"
    assert contested.startswith("became contested: mill/owner: agreed -> contested (1-1), ")
    assert agreed.startswith("mill/burned-on: contested -> agreed, ")
    assert "2 subjects: 1 contested, 1 agreed; no problems; " in published
    assert without_time(published).endswith(" of 15 pages written")
    assert published.endswith(" s)")
    assert contents(book / "reports") == cold(book, book.parent / "cold")


def test_a_subject_that_comes_or_goes_is_told(book: Path, watching: Callable[..., Watching]) -> None:
    watched = watching()
    ready(watched)
    subjects = FILES["claims/vocabulary/subjects.yaml"]
    write(book, {"claims/vocabulary/subjects.yaml": f"{subjects}  mill/age: {{question: How old is it?, kind: quantity}}\n"})
    assert watched.block()[1].startswith("mill/age: not declared -> uncovered")
    write(book, {"claims/vocabulary/subjects.yaml": subjects})
    assert watched.block()[1] == "mill/age: uncovered -> not declared"


def test_a_broken_file_keeps_the_last_good_report(book: Path, watching: Callable[..., Watching]) -> None:
    watched = watching()
    ready(watched)
    before = contents(book / "reports")
    write(book, {"claims/ledger.yaml": BROKEN})
    assert watched.block() == [
        "Changed: claims/ledger.yaml",
        "claims/ledger.yaml:3:58: error Q501 quote-not-found: “the lord of the manor owns it” is not in the text of ledger",
        "    |   - {id: owner, subject: mill/owner, value: town, quote: the lord of the manor owns it}",
        "    |                                                          ^",
        "    Copy the words from the article.",
        "Not published: 1 error. The last good report stays.",
    ]
    assert contents(book / "reports") == before
    write(book, {"claims/ledger.yaml": OTHER_DAY})
    said = watched.block()
    assert said[1].startswith("no longer: claims/ledger.yaml:3:58: error Q501 quote-not-found: ")
    assert said[2].startswith("became contested: mill/burned-on: agreed -> contested")  # against the last report
    assert contents(book / "reports") == cold(book, book.parent / "cold")


def test_errors_at_the_start_do_not_end_it(broken: Path, watching: Callable[..., Watching]) -> None:
    watched = watching()
    first = ready(watched)
    assert first[-1] == f"Not published: 1 error. A report in {broken / 'reports'} stays as it was."
    write(broken, {"claims/ledger.yaml": LEDGER})
    assert without_time(watched.block()[-1]).endswith("; no problems")  # the first report: nothing stood there


def test_more_problems_than_a_screen_holds_are_counted(book: Path, watching: Callable[..., Watching]) -> None:
    watched = watching()
    ready(watched)
    claims = "".join(f"  - {{id: c{n}, subject: mill/owner, value: v{n}, quote: is the town}}\n" for n in range(30))
    write(book, {"claims/ledger.yaml": f"source: ledger\nclaims:\n{claims}"})
    said = watched.block()
    assert sum(" V401 " in line for line in said) == 20
    assert "10 more are new; whosays check names them all" in said
    write(book, {"claims/ledger.yaml": LEDGER})
    assert "10 more are gone" in watched.block()


def replaced(path: Path, text: str) -> None:
    """As editors save that write beside the file and rename."""
    beside = path.with_name(f".{path.name}.tmp")
    beside.write_text(text, encoding="utf-8")
    beside.replace(path)


def with_backup(path: Path, text: str) -> None:
    """As Vim saves: try whether the folder can be written, keep the old file aside, write the new one, drop the old."""
    path.with_name("4913").write_text("", encoding="utf-8")
    path.with_name("4913").unlink()
    aside = path.rename(path.with_name(f"{path.name}~"))
    path.write_text(text, encoding="utf-8")
    aside.unlink()


def in_pieces(path: Path, text: str) -> None:
    """As programs save that empty the file first and write it piece by piece."""
    with path.open("w", encoding="utf-8") as file:
        for start in range(0, len(text), 64):
            file.write(text[start : start + 64])
            file.flush()


@pytest.mark.parametrize("save", [replaced, with_backup, in_pieces])
def test_every_way_of_saving_ends_in_the_report_on_what_was_saved(
    book: Path, watching: Callable[..., Watching], save: Callable[[Path, str], None]
) -> None:
    watched = watching()
    ready(watched)
    for text in (OTHER_DAY, NO_CONTEST, LEDGER):
        save(book / "claims" / "ledger.yaml", text)
        wanted = cold(book, book.parent / "cold")
        until_published(book, wanted)


def test_what_no_reading_reads_is_no_reason_to_build(book: Path, watching: Callable[..., Watching]) -> None:
    watched = watching()
    ready(watched)
    for name in ("claims/.ledger.yaml.swp", ".notes", "seeds/.#courier.yaml", "reports/mine.txt", "README.md"):
        (book / name).write_text("x", encoding="utf-8")
    assert watched.silent(2.5)
    write(book, {"claims/ledger.yaml": OTHER_DAY})
    assert watched.block()[0] == "Changed: claims/ledger.yaml"


def test_nothing_is_done_while_nothing_happens(watching: Callable[..., Watching]) -> None:
    watched = watching()
    ready(watched)
    assert watched.silent(1.5)  # what follows the first build is over
    before = processor_time(watched.process.pid)
    assert watched.silent(3)
    assert processor_time(watched.process.pid) - before < 0.3


def processor_time(pid: int) -> float:
    """Seconds that a process has used, proc(5)."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def test_a_folder_that_goes_and_comes_back_is_told(book: Path, watching: Callable[..., Watching]) -> None:
    watched = watching()
    ready(watched)
    before = contents(book / "reports")
    (book / "seeds").rename(book.parent / "aside")
    said = watched.block()
    assert said[0] == "Changed: seeds/ (gone)"
    assert said[-1] == "Not published: 2 errors. The last good report stays."
    assert contents(book / "reports") == before
    (book.parent / "aside").rename(book / "seeds")
    assert watched.block()[0] == "Changed: seeds/ (new)"
    write(book, {"seeds/courier.yaml": FILES["seeds/courier.yaml"].replace("A mill is gone", "The mill is gone")})
    assert watched.block()[0] == "Changed: seeds/courier.yaml"
    assert contents(book / "reports") == cold(book, book.parent / "cold")


def test_a_casebook_that_goes_and_comes_back_is_told(book: Path, watching: Callable[..., Watching]) -> None:
    watched = watching("-o", book.parent / "report")
    ready(watched)
    book.rename(book.parent / "aside")
    assert watched.block() == [f"{book} is gone. The report stays as it was until the folder is there again."]
    write(book.parent / "aside", {"claims/ledger.yaml": OTHER_DAY})
    (book.parent / "aside").rename(book)
    assert watched.block()[0] == "Changed: claims/ledger.yaml"


def test_texts_elsewhere_are_watched_and_missed(book: Path, watching: Callable[..., Watching]) -> None:
    texts = book.parent / "texts"
    texts.mkdir()
    (book / "seeds" / "courier.txt").rename(texts / "courier.txt")
    watched = watching("--texts", texts)
    ready(watched)
    assert watched.silent(1.5)
    (texts / "other.txt").write_text("of another casebook", encoding="utf-8")
    assert watched.silent(1.5)
    (texts / "courier.txt").write_text("Another article.\n", encoding="utf-8")
    said = watched.block()
    assert said[0] == f"Changed: {texts / 'courier.txt'}"
    assert any(" Q506 " in line for line in said)
    texts.rename(book.parent / "aside")
    assert watched.block() == [f"{texts} is gone. The report stays as it was until the folder is there again."]


def test_ctrl_c_ends_it_and_leaves_nothing_but_the_report(book: Path, watching: Callable[..., Watching]) -> None:
    watched = watching()
    ready(watched)
    write(book, {"claims/ledger.yaml": OTHER_DAY})
    watched.block()
    assert watched.interrupt() == (128 + signal.SIGINT, "")
    assert sorted(path.name for path in book.iterdir()) == [".reports.lock", "claims", "reports", "seeds"]


def test_a_build_beside_it_and_a_changed_page_do_no_harm(book: Path, watching: Callable[..., Watching]) -> None:
    watched = watching()
    ready(watched)
    page = book / "reports" / "index.html"
    for number, text in enumerate([OTHER_DAY, LEDGER, NO_CONTEST, OTHER_DAY]):
        if number % 2:
            page.write_text("of another hand", encoding="utf-8")
        else:
            assert whosays("build", book).exit_code == 0
        (book / "reports" / "baseline.json").write_text(f"{number}", encoding="utf-8")
        write(book, {"claims/ledger.yaml": text})
        watched.block()
        made = contents(book / "reports")
        assert made.pop("baseline.json") == f"{number}".encode()
        assert made == cold(book, book.parent / "cold")


def edit(book: Path, rng: random.Random) -> None:
    """One random change to the casebook, after which it is still without errors."""
    day, owner, hedge = rng.randrange(1, 29), rng.choice(["town", "river-board"]), rng.choice(["stated", "alleged", "reported"])
    notes = "".join(
        f"  - {{id: n{n}, subject: mill/n{n}, value: {rng.randrange(9)}, quote: The mill}}\n" for n in range(rng.randrange(4))
    )
    ledger = LEDGER.replace("2024-05-02", f"2024-05-{day:02}").replace("value: town", f"value: {owner}, hedge: {hedge}")
    subjects = "".join(f"  mill/n{n}: {{question: How many {rng.choice('abc')}?, kind: quantity}}\n" for n in range(4))
    changes = {
        "claims/ledger.yaml": ledger + notes,
        "claims/vocabulary/subjects.yaml": FILES["claims/vocabulary/subjects.yaml"] + subjects,
        "seeds/courier.yaml": FILES["seeds/courier.yaml"].replace(
            "A mill", rng.choice(["A mill", "The mill", "Ein <b>Mühle</b>"])
        ),
        "whosays.toml": f'title = "{rng.choice(["Mill", "Fire & water"])}"\n',
        "claims/notes.txt": f"{rng.random()}",
    }
    names = rng.sample(sorted(changes), rng.randrange(1, 4))
    if any(name.startswith("claims/ledger") for name in names):
        names.append("claims/vocabulary/subjects.yaml")
    write(book, {name: changes[name] for name in names})
    if rng.random() < 0.3:
        (book / "claims" / "notes.txt").unlink(missing_ok=True)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_after_any_series_of_edits_the_report_is_that_of_a_cold_build(
    book: Path, watching: Callable[..., Watching], seed: int
) -> None:
    watched = watching()
    ready(watched)
    rng = random.Random(seed)  # noqa: S311 - a series of edits, not a secret
    for _ in range(8):
        edit(book, rng)
        wanted = cold(book, book.parent / "cold")
        until_published(book, wanted)


def test_without_its_library_it_says_how_to_get_it(book: Path) -> None:
    ran = child("watch", book, code="import sys; sys.modules['watchfiles'] = None")
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr == "Watching files needs a library that is not installed here: pip install 'whosays[watch]'\n"


def test_a_report_that_cannot_be_written_at_first_ends_it(book: Path) -> None:
    write(book.parent / "thesis", {"chapter.html": "mine"})
    ran = child("watch", book, "-o", book.parent / "thesis")
    assert ran.returncode == 4
    assert "it is not a report" in ran.stderr
    assert contents(book.parent / "thesis") == {"chapter.html": b"mine"}


def test_a_report_that_cannot_be_written_later_does_not(book: Path, watching: Callable[..., Watching]) -> None:
    watched = watching()
    ready(watched)
    shutil.rmtree(book / "reports")
    (book / "reports").write_text("in the way", encoding="utf-8")
    write(book, {"claims/ledger.yaml": OTHER_DAY})
    until(lambda: "Cannot write the report" in watched.said_on_stderr())
    (book / "reports").unlink()
    write(book, {"claims/ledger.yaml": NO_CONTEST})
    until((book / "reports" / "index.html").is_file)
